"""Kept blocks as the pieces of text that a parser reads, each with its place in the raw text."""

import re
import unicodedata

_LONGEST = 4000
"""Characters of a piece; longer ones are cut at white space so that no sentence outgrows memory."""

# The Persian models know one yeh and one kaf; the Arabic ones know the Arabic letters.
_PERSIAN = str.maketrans("يىك", "ییک")


def readable(text: str, lang: str) -> str:
    """Map each character to one the models know; the length stays, so offsets do."""
    if lang == "fa":
        text = text.translate(_PERSIAN)
    return "".join(map(_readable_character, text))


def _readable_character(character: str) -> str:
    if character == "\u200c" or character.isalnum():
        return character
    category = unicodedata.category(character)
    # Line breaks inside a block, direction marks and unpaired surrogates mean nothing to a tokenizer.
    return " " if category[0] in "CZ" else character


def cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut ``[start, end)`` into spans of at most `_LONGEST` characters, at white space where there is any."""
    spans = []
    while end - start > _LONGEST:
        last = max(text.rfind(" ", start + 1, start + _LONGEST), text.rfind("\n", start + 1, start + _LONGEST))
        middle = last if last > start else start + _LONGEST
        spans.append((start, middle))
        start = middle
    return [*spans, (start, end)]


def split_run_on(text: str, breaks: re.Pattern | None, longest: int = 350) -> list[int]:
    """Find where a paragraph without full stops can be cut into sentences.

    Arabic prose strings clauses together with commas and conjunctions. A stretch of more than ``longest`` characters
    without a full stop is cut before a comma-plus-conjunction that the language file lists.

    Returns
    -------
    list of int
        Offsets into ``text`` at which a new sentence begins, ascending.
    """
    if breaks is None or len(text) <= longest:
        return []
    stops = [0, *(m.end() for m in re.finditer(r"[.!?؟؛;](?=\s|$)", text)), len(text)]
    cuts = []
    for start, end in zip(stops, stops[1:], strict=False):
        last = start
        for match in breaks.finditer(text, start, end):
            if end - last > longest and match.end() - last > longest // 3:
                cuts.append(match.end())
                last = match.end()
    return cuts
