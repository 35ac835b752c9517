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
    start = min([inner.content.spans[0][0], *([inner.cue.start] if inner.cue else [])])
    end = inner.content.spans[-1][1]
    return any(s <= start and end <= e and (s, e) != (start, end) for s, e in outer.content.spans)


def is_nested(attribution: Attribution, others: list[Attribution]) -> bool:
    """Tell whether a statement lies in the content of another."""
    return any(a is not attribution and holds(a, attribution) for a in others)
