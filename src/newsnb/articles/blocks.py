"""Cut a raw text into labelled blocks that cover it exactly once, article by article or item by item."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from newsnb.articles import datelines, furniture, listing
from newsnb.articles.page import Label, Page
from newsnb.articles.paragraphs import Paragraph, paragraphs
from newsnb.articles.stamps import clock
from newsnb.articles.titles import cut_site_name
from newsnb.schemas import KINDS_KEPT

_COMPARED = 300  # lines of a page that are searched for the site's name
_DATELINE_WITHIN = 2  # a dateline stands in one of the first paragraphs of the text, if at all


@dataclass(frozen=True)
class Block:
    """A labelled stretch ``[start, end)`` of the raw text."""

    start: int
    end: int
    kind: str
    reason: str

    @property
    def kept(self) -> bool:
        """Whether it is read for statements."""
        return self.kind in KINDS_KEPT


@dataclass(frozen=True)
class Piece:
    """One article of a text (``item`` 0), or one item of a listing page (1..n), with what its blocks say about it."""

    item: int
    blocks: tuple[Block, ...]
    title: str | None = None
    outlet: str | None = None


def cut(text: str, given_title: str | None = None) -> list[Piece]:
    """Cut a raw text into its articles and each article into labelled blocks.

    Parameters
    ----------
    text
        The decoded raw text.
    given_title
        The headline as the record names it, where it does.

    Returns
    -------
    list of Piece
        One for an article, one an item for a listing page. Their blocks, taken together, cover the text without gap
        or overlap. Kept blocks begin and end with words; the white space and bullets between paragraphs are blocks of
        kind ``navigation`` with the reason ``blank``.
    """
    page = Page(tuple(paragraphs(text)), given_title)
    lines = furniture.label_lines(page)
    found = listing.items(page, lines)
    labels, numbers = found if found else (furniture.label(page, lines), dict.fromkeys(range(len(page)), 0))
    members: dict[int, list[int]] = {}
    for i in range(len(page)):
        members.setdefault(numbers[i], []).append(i)
    return _with_blanks(text, [_piece(page, labels, members[item], item) for item in sorted(members)])


def _piece(page: Page, labels: dict[int, Label], members: list[int], item: int) -> Piece:
    blocks: list[Block] = []
    title = outlet = site = None
    body_seen = 0
    for i in members:
        line, label = page[i], labels[i]
        if label.kind == "title" and title is None:
            heading = cut_site_name(line.text, [p.text for p in page.paragraphs[:_COMPARED]])
            title, site = " ".join(line.text[: heading.n_chars].split()), heading.site
            blocks += _split(line, label, heading.n_chars, Label("navigation", "site name"))
        elif label.kind == "body":
            head, agency = _head_of(line, body_seen)
            blocks += _split(line, head, agency.n_chars, label) if head else _split(line, label, len(line.text), label)
            outlet = outlet or (agency.outlet if agency else None)
            body_seen += 1
        else:
            blocks.append(Block(line.start, line.end, label.kind, label.reason))
    return Piece(item, tuple(blocks), title, outlet or site)


def _head_of(line: Paragraph, body_seen: int) -> tuple[Label | None, datelines.Dateline | None]:
    """Find what stands before the first words of a paragraph: a dateline, or the clock time of a live entry."""
    timed = clock(line)
    if timed and timed.end() < len(line.text):
        return Label("timestamp", "clock"), datelines.Dateline(timed.end())
    found = datelines.find(line.text) if body_seen < _DATELINE_WITHIN else None
    if found and found.n_chars < len(line.text):
        return Label("dateline", "dateline"), found
    return None, None


def _split(line: Paragraph, left: Label, n_chars: int, right: Label) -> list[Block]:
    """Make one block of a paragraph, or two where it changes its kind after some characters."""
    middle = line.start + n_chars
    first = Block(line.start, middle, left.kind, left.reason)
    return [first] if middle >= line.end else [first, Block(middle, line.end, right.kind, right.reason)]


def _with_blanks(text: str, pieces: list[Piece]) -> list[Piece]:
    """Trim every block to its words and give what lies between to blocks of its own."""
    flat = [(piece.item, block) for piece in pieces for block in _trimmed(text, piece.blocks)]
    flat.sort(key=lambda pair: pair[1].start)
    tiled: dict[int, list[Block]] = {piece.item: [] for piece in pieces}
    position = 0
    for n, (item, block) in enumerate(flat):
        if block.start > position:
            owner = flat[n - 1][0] if n else item
            tiled[owner].append(Block(position, block.start, "navigation", "blank"))
        tiled[item].append(block)
        position = block.end
    if flat and position < len(text):
        tiled[flat[-1][0]].append(Block(position, len(text), "navigation", "blank"))
    return [replace(piece, blocks=tuple(tiled[piece.item])) for piece in pieces]


def _trimmed(text: str, blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        start, end = block.start, block.end
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if end > start:
            yield replace(block, start=start, end=end)
