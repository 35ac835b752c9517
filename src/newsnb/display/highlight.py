"""Cut a text where a source, a cue or a content begins or ends, so that each piece can be shown in its colour."""

from collections.abc import Iterable
from dataclasses import dataclass

# Where spans lie on one another the narrower role wins: a cue inside the content of an outer statement is a cue.
_ROLES = ("content", "source", "cue")


@dataclass(frozen=True)
class Span:
    """A stretch of the raw text and what it is in a statement; ``number`` tells the statement."""

    start: int
    end: int
    role: str
    number: int


@dataclass(frozen=True)
class Piece:
    """A stretch of text shown in one way.

    ``role`` is None for plain text; ``begins`` holds the numbers of the statements whose content begins here.
    """

    text: str
    role: str | None
    begins: tuple[int, ...]


def spans_of(statements: Iterable, numbers: Iterable[int]) -> list[Span]:
    """List the spans of statements (rows with ``content``, ``cue`` and ``source``), numbered as told."""
    spans = []
    for number, row in zip(numbers, statements, strict=True):
        spans += [Span(*content, "content", number) for content in row.content]
        spans += [Span(*row.cue, "cue", number)] if _present(row.cue) else []
        spans += [Span(*row.source, "source", number)] if _present(row.source) else []
    return spans


def _present(span) -> bool:
    return isinstance(span, list | tuple) and len(span) == 2


def pieces(text: str, start: int, end: int, spans: Iterable[Span]) -> list[Piece]:
    """Cut ``text[start:end]`` into pieces; their texts joined give it back.

    Examples
    --------
    >>> said = [Span(0, 6, "source", 1), Span(7, 11, "cue", 1), Span(12, 14, "content", 1)]
    >>> [(piece.text, piece.role) for piece in pieces("Peskov said no.", 0, 15, said)]
    [('Peskov', 'source'), (' ', None), ('said', 'cue'), (' ', None), ('no', 'content'), ('.', None)]
    """
    near = [span for span in spans if span.start < end and span.end > start]
    cuts = sorted({start, end} | {min(max(edge, start), end) for span in near for edge in (span.start, span.end)})
    first_content = {}
    for span in sorted(near, key=lambda span: span.start):
        if span.role == "content":
            first_content.setdefault(span.number, max(span.start, start))
    cut = []
    for left, right in zip(cuts, cuts[1:], strict=False):
        roles = [span.role for span in near if span.start <= left and right <= span.end]
        begins = tuple(sorted(number for number, at in first_content.items() if at == left))
        cut.append(Piece(text[left:right], max(roles, key=_ROLES.index, default=None), begins))
    return cut
