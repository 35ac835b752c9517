"""What attribution finds: one record a statement, before it becomes a row."""

from dataclasses import dataclass

from newsnb.statements.contents import Content
from newsnb.statements.cues import CueHit
from newsnb.statements.speakers import Source


@dataclass(frozen=True)
class Attribution:
    """One statement before it becomes a row: cue, content, speaker, and the sentence it was found in.

    ``cue`` is ``None`` for a free-standing quotation; ``via`` is the actor that relayed it.
    """

    sentence: int
    cue: CueHit | None
    cls: str
    lemma: str | None
    content: Content
    source: Source
    via: str | None
    headline: bool


def holds(outer: Attribution, inner: Attribution) -> bool:
    """Whether one statement's content holds the other's content and cue."""
    start = _first(inner)
    end = inner.content.spans[-1][1]
    return any(s <= start and end <= e and (s, e) != (start, end) for s, e in outer.content.spans)


def holders(found: list[Attribution]) -> list[int | None]:
    """Number of the shortest statement that holds each statement; ``None`` for those that stand alone.

    One sweep over the text: a page with thousands of statements must not be compared pair by pair.
    """
    spans = sorted((s, e, i) for i, a in enumerate(found) for s, e in a.content.spans)
    result: list[int | None] = [None] * len(found)
    open_spans, following = [], 0
    for start, i in sorted((_first(a), i) for i, a in enumerate(found)):
        while following < len(spans) and spans[following][0] <= start:
            open_spans.append(spans[following])
            following += 1
        open_spans = [span for span in open_spans if span[1] > start]
        outer = {k for _, _, k in open_spans if k != i and holds(found[k], found[i])}
        result[i] = min(outer, key=lambda k: (_length(found[k]), k), default=None)
    return result


def _first(a: Attribution) -> int:
    return min([a.content.spans[0][0], *([a.cue.start] if a.cue else [])])


def _length(a: Attribution) -> int:
    return a.content.spans[-1][1] - a.content.spans[0][0]


def is_nested(attribution: Attribution, others: list[Attribution]) -> bool:
    """Tell whether a statement lies in the content of another."""
    return any(a is not attribution and holds(a, attribution) for a in others)
