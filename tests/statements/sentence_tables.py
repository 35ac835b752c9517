"""Tables of invented sentences and the statements a careful reader finds in them.

A table ``sentences_LANG.tsv`` holds one phenomenon a row. Its text may have several paragraphs, set apart by ``¶``; a
text that opens with ``#`` is a headline. The column ``expected`` lists the statements, set apart by ``||``, or is ``-``
where there are none. A statement is written ``speaker | cue | content | notes``:

``?`` before the speaker
    a fair reader may leave it out: neither required nor punished
speaker
    the name, or else the noun phrase or pronoun, of which three words in five must be found; ``~`` if it is dropped or
    carried over; ``= ID`` adds the actor's id, ``= #1`` the actor of the row's first statement, ``= !1`` another one
cue
    its words; ``-`` for a quotation or a headline that has none
content
    its words, ``…`` between the parts of a split quotation
notes
    ``kind=direct``, ``via=ACTOR``, ``in=1`` (nested in the row's first statement), set apart by ``;``
"""

import csv
import re
from dataclasses import dataclass
from pathlib import Path

from newsnb import schemas
from newsnb.articles import Corpus

LANGUAGES = ("en", "ar", "fa")
PUBLISHED = "2025-03-10"
"""The day all sentences are taken to have been printed on: it decides who held an office."""

_SLIGHT = {"a", "an", "the", "of", "in", "by"}


@dataclass(frozen=True)
class Expected:
    """One statement a reader finds; ``content`` and all spans are offsets into the row's text."""

    optional: bool
    speaker: str
    actor: str | None
    cue: str
    content: tuple[tuple[int, int], ...]
    notes: dict[str, str]


def read(language: str) -> list[dict[str, str]]:
    """Read a table; ``text`` is what stands in the file."""
    with open(Path(__file__).parent / f"sentences_{language}.tsv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def text_of(row: dict[str, str]) -> str:
    """Give the raw text of a row: a line a paragraph."""
    return row["text"].removeprefix("# ").replace("¶", "\n")


def expected_of(row: dict[str, str]) -> list[Expected]:
    """Read the column ``expected``."""
    if row["expected"] == "-":
        return []
    return [_expected(part.strip(), text_of(row)) for part in row["expected"].split("||")]


def _expected(part: str, text: str) -> Expected:
    speaker, cue, content, *notes = (field.strip() for field in part.split(" | "))
    words, _, actor = speaker.removeprefix("? ").partition(" = ")
    pairs = [note.strip().split("=") for field in notes for note in field.split(";")]
    return Expected(speaker.startswith("? "), words, actor or None, cue, _places(content, text), dict(pairs))


def _places(content: str, text: str) -> tuple[tuple[int, int], ...]:
    spans, last = [], 0
    for part in content.split(" … "):
        last = text.index(part, last) + len(part)
        spans.append((last - len(part), last))
    return tuple(spans)


def corpus_of(rows: list[dict[str, str]], language: str) -> Corpus:
    """Make a corpus in which each row is an article and each of its paragraphs a block."""
    articles, blocks, texts = [], [], {}
    for row in rows:
        name, raw = row["id"], text_of(row)
        texts[name] = raw
        articles.append(
            {"article_id": name, "source_id": name, "item": 0, "lang": language, "published_from": PUBLISHED,
             "published_to": PUBLISHED, "published_method": "test", "n_chars": len(raw), "n_body_chars": len(raw)}
        )  # fmt: skip
        kind = "title" if row["text"].startswith("# ") else "body"
        for line in re.finditer(r"[^\n]+", raw):
            blocks.append(
                {"article_id": name, "start": line.start(), "end": line.end(), "kind": kind, "kept": True,
                 "reason": "table"}
            )  # fmt: skip
    return Corpus(
        schemas.frame("articles", articles), schemas.frame("blocks", blocks), schemas.empty("problems"), texts
    )


def differences(row: dict[str, str], found: list[dict]) -> list[str]:
    """Say in words what is missing, superfluous or wrong; an empty list if nothing is."""
    text, expected = text_of(row), expected_of(row)
    pairs = _matched(text, expected, found)
    said = [f"missing: {_words(text, e.content)}" for n, e in enumerate(expected) if n not in pairs and not e.optional]
    for number, statement in pairs.items():
        said += _wrong(text, expected[number], statement, pairs)
    used = [statement["statement_id"] for statement in pairs.values()]
    return said + [f"not a statement: {f['text']}" for f in found if f["statement_id"] not in used]


def _matched(text: str, expected: list[Expected], found: list[dict]) -> dict[int, dict]:
    """Pair each expected statement with the one found whose content and speaker are most like it."""
    scores = [
        (_overlap(text, e.content, f["content"]) + _same_speaker(text, e, f) + _same_cue(text, e, f), number, place)
        for number, e in enumerate(expected)
        for place, f in enumerate(found)
        if _overlap(text, e.content, f["content"]) >= 0.6
    ]
    pairs: dict[int, dict] = {}
    taken: set[int] = set()
    for _, number, place in sorted(scores, key=lambda score: (-score[0], *score[1:])):
        if number not in pairs and place not in taken:
            pairs[number] = found[place]
            taken.add(place)
    return pairs


def _wrong(text: str, e: Expected, statement: dict, pairs: dict[int, dict]) -> list[str]:
    """Say what is wrong with a statement whose content was found."""
    wrong = []
    if not _same_speaker(text, e, statement):
        wrong.append(f"speaker {_said(text, statement['source'])!r}, not {e.speaker!r}")
    if statement["source"] and _touched(text, [statement["source"]]) & _touched(text, e.content):
        wrong.append(f"speaker {_said(text, statement['source'])!r} reaches into the content")
    if not _same_cue(text, e, statement):
        wrong.append(f"cue {_said(text, statement['cue'])!r}, not {e.cue!r}")
    wrong += _wrong_actor(e, statement["actor_id"], pairs)
    outer = pairs.get(int(e.notes["in"]) - 1) if "in" in e.notes else None
    wanted = {"kind": e.notes.get("kind"), "via": e.notes.get("via"), "nested_in": outer and outer["statement_id"]}
    return wrong + [
        f"{key} {statement[key]}, not {value}" for key, value in wanted.items() if value not in (None, statement[key])
    ]


def _wrong_actor(e: Expected, actor: str, pairs: dict[int, dict]) -> list[str]:
    if not e.actor:
        return []
    if e.actor[0] not in "#!":
        return [] if actor == e.actor else [f"actor {actor}, not {e.actor}"]
    model = pairs.get(int(e.actor[1:]) - 1)
    if model is None or (actor == model["actor_id"] and actor != "unknown") == (e.actor[0] == "#"):
        return []
    return [f"actor {actor}, where statement {e.actor[1:]} has {model['actor_id']}"]


def _same_speaker(text: str, e: Expected, statement: dict) -> bool:
    if e.speaker == "~":
        return True
    wanted = _terms(e.speaker)
    return len(wanted & _found_terms(text, statement["source"])) >= 0.6 * len(wanted)


def _same_cue(text: str, e: Expected, statement: dict) -> bool:
    return e.cue == "-" or bool(_terms(e.cue) & _found_terms(text, statement["cue"]))


def _terms(words: str) -> set[str]:
    terms = {word.lower() for word in re.findall(r"\w+", words)}
    return terms - _SLIGHT or terms


def _found_terms(text: str, span: list[int] | None) -> set[str]:
    """Give the words of a span; an Arabic one also without its first letter, which may be a conjunction."""
    terms = _terms(_said(text, span))
    return terms | {word[1:] for word in terms if word[0] in "وفبل"}


def _said(text: str, span: list[int] | None) -> str:
    return text[span[0] : span[1]] if span else ""


def _words(text: str, spans) -> str:
    return " … ".join(text[start:end] for start, end in spans)


def _overlap(text: str, first, second) -> float:
    """Jaccard overlap of the words that two lists of spans touch."""
    a, b = _touched(text, first), _touched(text, second)
    return len(a & b) / len(a | b) if a | b else 0.0


def _touched(text: str, spans) -> set[int]:
    words = list(re.finditer(r"\w+", text))
    return {w.start() for w in words for start, end in spans if w.start() < end and w.end() > start}
