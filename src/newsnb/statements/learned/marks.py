"""What goes into the learned tagger and what comes out: plain records, without torch."""

from dataclasses import dataclass

from newsnb.statements.quotes import Quotation


@dataclass(frozen=True)
class Tagged:
    """A cue with what belongs to it, as raw spans; ``score`` is the network's probability of the cue."""

    cue: tuple[int, int]
    source: tuple[int, int] | None
    content: tuple[tuple[int, int], ...]
    score: float


@dataclass(frozen=True)
class Paragraph:
    """A kept block of an article: ``raw[start:end]``, its quotations, whether it is the title."""

    raw: str
    start: int
    end: int
    quotations: tuple[Quotation, ...]
    title: bool
