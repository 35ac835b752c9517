"""What a rerun costs, as a share of the first run; what a second worker gains; what a worker needs of memory.

``python benchmarks/reruns.py [--articles 1000] [--long 20000] [--paragraphs 12] [--only rerun|workers|memory]``
writes articles of resampled paragraphs in English, Arabic and Persian, each with a line of its own, and times
``newsnb run --no-notebooks`` as a user starts it. ``--texts FILE ...`` reruns real articles instead, one JSON line with
a ``text`` each; the last of them is the new one. All numbers are ratios of runs one after the other: leave the machine
alone meanwhile. Prints a Markdown table; ``--json FILE`` also writes it as JSON.
"""

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import corpora

from newsnb.articles import read_articles

DATA = Path(__file__).parent.parent / "data"
FEWEST = 40  # characters of a paragraph worth taking


def paragraphs() -> dict[str, list[str]]:
    """Collect the paragraphs of the five articles, by language."""
    corpus, found = read_articles(DATA / "articles"), {}
    languages = corpus.articles.set_index("article_id")["lang"]
    for block in corpus.blocks[corpus.blocks["kept"]].itertuples():
        text = corpus.text_of(block.article_id)[block.start : block.end].strip()
        if len(text) >= FEWEST:
            found.setdefault(languages[block.article_id], []).append(text)
    return found


def write_articles(folder: Path, count: int, size: int, first: int = 0) -> None:
    """Write articles of so many paragraphs; no two have the same text."""
    texts, rng = paragraphs(), random.Random(first)
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(first, first + count):
        lang = sorted(texts)[number % len(texts)]
        body = "\n\n".join(rng.choices(texts[lang], k=size))
        (folder / f"{number:06d}.txt").write_text(f"{body}\n\n({number})\n", encoding="utf-8")


def run(pages: Path, out: Path, cache: Path, *options: str) -> float:
    """Run; gives the seconds it took."""
    command = [sys.executable, "-m", "newsnb.cli", "run", str(pages), "--out", str(out), "--no-notebooks", "--quiet"]
    environment = os.environ | {"NEWSNB_CACHE": str(cache), "OMP_NUM_THREADS": "1"}
    begin = time.perf_counter()
    subprocess.run([*command, *options], env=environment, check=True)
    return time.perf_counter() - begin


def resampled(pages: Path, articles: int, size: int) -> tuple[int, Callable[[], object]]:
    """Write a corpus of resampled paragraphs; gives its size, and what adds another article to it."""
    write_articles(pages, articles, size)
    return articles, lambda: write_articles(pages, 1, size, first=articles)


def real(pages: Path, files: list[Path]) -> tuple[int, Callable[[], object]]:
    """Write a corpus of the articles of JSON lines files, except the last one; gives what `resampled` gives."""
    texts = [text for file in files for text in corpora.from_file(file, 10**9)]
    pages.mkdir(parents=True)
    corpora.write(pages / "corpus.jsonl", texts[:-1])
    return len(texts) - 1, lambda: corpora.write(pages / "new.jsonl", texts[-1:], first=len(texts))


def reruns(folder: Path, articles: int, size: int, texts: list[Path]) -> list[dict]:
    """Time a first run, one without changes, one with a new article, one with another codebook."""
    pages, out, cache = folder / "pages", folder / "out", folder / "cache"
    articles, add_one = real(pages, texts) if texts else resampled(pages, articles, size)
    codebook = folder / "codebook.yaml"
    shutil.copy(DATA / "codebook.yaml", codebook)
    options = ("--codebook", str(codebook))
    first = run(pages, out, cache, *options)
    rows = [{"what": f"first run, {articles} articles", "seconds": first, "ratio": 1.0, "wanted": ""}]

    def timed(what: str, wanted: str) -> None:
        seconds = run(pages, out, cache, *options)
        rows.append({"what": what, "seconds": seconds, "ratio": seconds / first, "wanted": wanted})

    timed("nothing changed", "<= 0.03")
    add_one()
    timed("one new article", "<= 0.05")
    codebook.write_text(codebook.read_text(encoding="utf-8") + "\n# another one\n", encoding="utf-8")
    timed("another codebook", "<= 0.15")
    return rows


def workers(folder: Path, articles: int, size: int) -> list[dict]:
    """Time one and two Dask workers on the same articles, each from nothing."""
    pages, rows = folder / "pages2", []
    write_articles(pages, articles, size)
    for number in (1, 2):
        place = folder / f"dask{number}"
        seconds = run(pages, place / "out", place / "cache", "--engine", "dask", "--workers", str(number))
        ratio = rows[0]["seconds"] / seconds if rows else 1.0
        rows.append(
            {"what": f"Dask, {number} workers", "seconds": seconds, "ratio": ratio, "wanted": ">= 1.7" * (number - 1)}
        )
    return rows


def memory(folder: Path, articles: int, long: int) -> list[dict]:
    """Measure the largest process of a run over few and over many short articles, two local workers."""
    rows, size = [], 3
    for count in (articles, long):
        pages, place = folder / f"pages{count}", folder / f"memory{count}"
        write_articles(pages, count, size)
        seconds = run(pages, place / "out", place / "cache", "--workers", "2")
        peak = json.loads((place / "out" / "run.json").read_text(encoding="utf-8"))["worker_peak_mib"]
        ratio = peak / rows[0]["MiB"] if rows else 1.0
        rows.append({"what": f"a worker, {count} articles", "seconds": seconds, "MiB": peak, "ratio": ratio,
                     "wanted": "<= 1.15" if rows else ""})  # fmt: skip
    return rows


def table(rows: list[dict]) -> str:
    """Write rows as Markdown."""
    lines = ["| what | seconds | MiB | ratio | wanted |", "|---|---|---|---|---|"]
    for row in rows:
        mib = f"{row['MiB']:.0f}" if "MiB" in row else ""
        lines.append(f"| {row['what']} | {row['seconds']:.1f} | {mib} | {row['ratio']:.3f} | {row['wanted']} |")
    return "\n".join(lines)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--long", type=int, default=20_000)
    parser.add_argument("--paragraphs", type=int, default=12)
    parser.add_argument(
        "--texts", type=Path, nargs="*", default=[], metavar="FILE", help="JSON lines, for --only rerun"
    )
    parser.add_argument("--only", choices=("rerun", "workers", "memory"))
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    rows = []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        if args.only in (None, "rerun"):
            rows += reruns(folder, args.articles, args.paragraphs, args.texts)
        if args.only in (None, "workers"):
            rows += workers(folder, args.articles, args.paragraphs)
        if args.only in (None, "memory"):
            rows += memory(folder, args.articles, args.long)
    print(table(rows))
    if args.json:
        args.json.write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
