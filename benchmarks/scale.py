"""How fast newsnb is and how it grows: against plain Stanza, by stage, with two workers, with more articles, run again.

Run with ``make benchmarks``, or ``python benchmarks/scale.py [--articles N] [--base N] [--growth 1,10,100]
[--texts LANG=FILE] [--out FOLDER] [--only PART,...]``. Writes ``scale.md`` and ``scale.json``. Texts are made up
(`corpora`) unless a JSON lines file of real ones is given. Every comparison alternates its sides in one run, and
processor time is what counts where one thread works, so a busy machine moves the figures but hardly their ratios.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

# Before numpy and torch are imported: a share of the cores that no library widens behind our back.
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

import corpora  # noqa: E402
import tables  # noqa: E402

HERE = Path(__file__).parent
LANGUAGES = ("en", "ar")
PARTS = ("stanza", "stages", "workers", "growth")


@dataclass(frozen=True)
class Run:
    """What a child process took: seconds on the clock, seconds of processor, and its largest memory in MB."""

    wall: float
    cpu: float
    peak_mb: float


def run(command: list, cache: Path | None = None) -> Run:
    """Run Python with arguments in a process of its own; memory is that of the largest process, workers included."""
    command = [sys.executable, *map(str, command)]
    environment = os.environ | ({"NEWSNB_CACHE": str(cache)} if cache else {})
    before = time.perf_counter()
    child = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - before
    if status:
        raise RuntimeError(f"{' '.join(command)} failed with status {status}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def newsnb(file: Path, out: Path, *options) -> Run:
    """``newsnb run`` with a cache of its own, without notebooks."""
    command = ["-m", "newsnb.cli", "run", file, "--out", out, "--no-notebooks", "--quiet", *options]
    return run(command, out.with_name(f"{out.name}_cache"))


def plain_stanza(lang: str, file: Path) -> None:
    """Parse a file with nothing but Stanza, on all cores: the work of a child process."""
    import stanza
    import torch

    from newsnb.parsing import pipelines
    from newsnb.parsing.models import find_models

    torch.set_num_threads(os.cpu_count())
    pipeline = pipelines._pipeline(find_models(lang))
    texts = corpora.from_file(file, 10**9)
    for i in range(0, len(texts), 32):
        pipeline.bulk_process([stanza.Document([], text=text) for text in texts[i : i + 32]])


def against_stanza(texts: list[str], lang: str, rounds: int = 4) -> dict:
    """Parse the same texts with newsnb and with Stanza's own pipeline, by turns, in this process and on one thread."""
    import stanza
    import torch

    from newsnb.parsing import pipelines
    from newsnb.parsing.models import find_models

    torch.set_num_threads(1)
    before = time.process_time()
    models = find_models(lang)
    pipelines.parse_texts([texts[0][:100]], models)
    load = time.process_time() - before
    pipeline = pipelines._pipeline(models)
    own, plain, words = [], [], []
    for i in range(rounds):
        part = [p for text in texts[i::rounds] for p in text.split("\n\n") if p.strip()]
        before = time.process_time()
        found = pipelines.parse_texts(part, models)
        own.append(time.process_time() - before)
        before = time.process_time()
        pipeline.bulk_process([stanza.Document([], text=text) for text in part])
        plain.append(time.process_time() - before)
        words.append(sum(len(sentence) for text in found for sentence in text))
    return {
        "language": lang, "words": sum(words), "load_s": load, "stanza_words_s": sum(words) / sum(plain),
        "newsnb_words_s": sum(words) / sum(own), "ratio": sum(plain) / sum(own),
        "ratio_by_round": [p / o for p, o in zip(plain, own, strict=True)],
    }  # fmt: skip


def stages(file: Path, lang: str, folder: Path) -> dict:
    """Take each stage of a run by itself, in this process and on one thread."""
    import torch

    from newsnb.study import Study

    torch.set_num_threads(1)
    # Dictionaries, rules and models are loaded once a run, whatever the number of articles.
    warm = Study(corpora.write(folder / "warm.jsonl", corpora.articles(lang, 2, seed=9)), cache=folder / "warm")
    study = Study(file, cache=folder / "cache")
    seconds = {}
    for stage in ("corpus", "parsed", "statements", "positions", "graph"):
        getattr(warm, stage)
        before = time.process_time()
        getattr(study, stage)
        seconds[stage] = time.process_time() - before
    words = sum(len(s.words) for a in study.parsed.articles.values() for s in a.sentences)
    count = len(study.articles)
    rates = {f"{stage}_words_s": words / value for stage, value in seconds.items()}
    whole = sum(seconds.values())
    return {"language": lang, "articles": count, "words": words, "statements": len(study.statements), **rates,
            "whole_words_s": words / whole, "articles_s": count / whole}  # fmt: skip


def workers(files: dict[str, Path], folder: Path) -> list[dict]:
    """Take everything with one worker and with two, the cache empty each time, and plain Stanza on all cores.

    ``words_s`` leaves out what a run of two articles takes: starting up, loading models.
    """
    rows = []
    for lang, file in files.items():
        texts = corpora.from_file(file, 10**9)
        few = corpora.write(folder / f"few_{lang}.jsonl", texts[:2])
        words = sum(len(text.split()) for text in texts[2:])
        for way in ("1 worker", "2 workers", "plain Stanza"):
            start, whole = _take(way, lang, few, folder), _take(way, lang, file, folder)
            speed = words / max(whole.wall - start.wall, 0.1)
            rows.append({"language": lang, "way": way, "start_s": start.wall, **asdict(whole), "words_s": speed})
    return rows


def _take(way: str, lang: str, file: Path, folder: Path) -> Run:
    if way == "plain Stanza":
        return run([__file__, "--plain", f"{lang}={file}"])
    return newsnb(file, folder / f"{file.stem}_{way.replace(' ', '_')}", "--workers", way.split()[0])


def growth(sizes: list[int], base: int, folder: Path) -> list[dict]:
    """Run corpora of growing size, and the largest again: unchanged, with one more article, with another codebook."""
    rows = []
    codebook = (HERE.parent / "data" / "codebook.yaml").read_text(encoding="utf-8")
    for size in sizes:
        texts = corpora.articles("en", base * size // 2) + corpora.articles("ar", base * size // 2)
        file = corpora.write(folder / f"grown_{size}.jsonl", texts)
        place = folder / f"grown_{size}"
        words = sum(len(text.split()) for text in texts)
        steps = {"first": newsnb(file, place), "unchanged": newsnb(file, place)}
        more = corpora.write(folder / f"more_{size}.jsonl", corpora.articles("en", 1, seed=1), first=10**5)
        steps["one more article"] = newsnb(more, place)
        changed = folder / f"codebook_{size}.yaml"
        changed.write_text(codebook + "\n# changed\n", encoding="utf-8")
        steps["codebook changed"] = newsnb(file, place, "--codebook", changed)
        for name, taken in steps.items():
            share = taken.wall / steps["first"].wall
            rows.append({"articles": len(texts), "words": words, "step": name, **asdict(taken), "of_first": share})
    return rows


def main() -> None:
    """Measure what is asked for and write it down."""
    options = _options()
    if options.plain:
        lang, file = options.plain.split("=", 1)
        return plain_stanza(lang, Path(file))
    given = dict(pair.split("=", 1) for pair in options.texts)
    results: dict = {"cores": os.cpu_count(), "python": sys.version.split()[0], "texts": sorted(given) or "made up"}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        texts = {
            lang: corpora.from_file(Path(given[lang]), options.articles) if lang in given
            else corpora.articles(lang, options.articles)
            for lang in LANGUAGES
        }  # fmt: skip
        files = {lang: corpora.write(folder / f"{lang}.jsonl", own) for lang, own in texts.items()}
        sizes = [int(size) for size in options.growth.split(",")]
        work = {
            "stanza": lambda: [against_stanza(texts[lang], lang) for lang in LANGUAGES],
            "stages": lambda: [stages(files[lang], lang, folder) for lang in LANGUAGES],
            "workers": lambda: workers(files, folder),
            "growth": lambda: growth(sizes, options.base, folder),
        }
        for part in options.only.split(","):
            results[part] = work[part]()
            tables.write(results, Path(options.out))
    if "stanza" in results:
        ratio = statistics.geometric_mean(row["ratio"] for row in results["stanza"])
        sys.stdout.write(f"parsing: {ratio:.2f} times plain Stanza, one thread each\n")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=200, help="articles of each language")
    parser.add_argument("--base", type=int, default=40, help="articles of the smallest of the growing corpora")
    parser.add_argument("--growth", default="1,10,100", help="sizes of the growing corpora, as multiples of --base")
    parser.add_argument("--texts", nargs="*", default=[], metavar="LANG=FILE", help="JSON lines of real texts")
    parser.add_argument("--out", default="out/benchmarks", help="folder for scale.md and scale.json")
    parser.add_argument("--only", default=",".join(PARTS), help="parts, with commas between them")
    parser.add_argument("--plain", help=argparse.SUPPRESS)  # what a child process does
    return parser.parse_args()


if __name__ == "__main__":
    main()
