"""What dating costs: processor seconds of each stage on the five articles, and the share of the two dating steps.

Run with ``python benchmarks/dating.py [REPEAT]``: the articles are read REPEAT times (default 3) under new names,
parsed with the bundled models into an empty cache, attributed, dated and coded in this process.
Prints a Markdown table.
"""

import sys
import tempfile
import time
from pathlib import Path

from newsnb import lang as languages
from newsnb.articles import read_articles
from newsnb.dates import date_articles
from newsnb.parsing import parse
from newsnb.parsing.document import sentence_spans
from newsnb.positions.coder import code_positions
from newsnb.statements import extract_statements
from newsnb.statements.dating import date_statements
from newsnb.study import Study

DATA = Path(__file__).parent.parent / "data"


def copies(folder: Path, repeat: int) -> None:
    """Write the articles several times, each copy with a line of its own so that no parse is reused."""
    for path in sorted((DATA / "articles").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        for number in range(repeat):
            (folder / f"{number}_{path.name}").write_text(f"{text}\n\n({number})", encoding="utf-8")


def main(repeat: int) -> None:
    """Time the stages and print them."""
    given = Study(DATA / "articles")
    registry, events, codebook, seconds = given.actors, given.events, given.codebook, {}
    files = {code: languages.load(code) for code in languages.available()}
    with tempfile.TemporaryDirectory() as folder:
        copies(Path(folder), repeat)

        def timed(stage: str, work):
            begin = time.process_time()
            result = work()
            seconds[stage] = time.process_time() - begin
            return result

        # Warm: dictionaries and models are loaded once a run, whatever the number of articles.
        warm = date_articles(read_articles(DATA / "articles"), registry=registry, events=events)
        parsed = parse(warm, cache_folder=Path(folder) / "warm")
        found = extract_statements(parsed, warm, registry)
        found = date_statements(found, warm, parsed.articles, registry=registry, events=events)
        code_positions(found, warm, codebook, registry, files, sentence_spans(parsed.articles))

        corpus = timed("read", lambda: read_articles(folder))
        corpus = timed("date articles", lambda: date_articles(corpus, registry=registry, events=events))
        parsed = timed("parse", lambda: parse(corpus, cache_folder=Path(folder) / "cache"))
        found = timed("attribute", lambda: extract_statements(parsed, corpus, registry))
        found = timed(
            "date statements", lambda: date_statements(found, corpus, parsed.articles, registry=registry, events=events)
        )
        sentences = sentence_spans(parsed.articles)
        timed("code positions", lambda: code_positions(found, corpus, codebook, registry, files, sentences))
    total = sum(seconds.values())
    print("| stage | seconds | share |\n|---|---|---|")
    for stage, spent in seconds.items():
        print(f"| {stage} | {spent:.2f} | {spent / total:.1%} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
