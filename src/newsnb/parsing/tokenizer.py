"""A tokenizer without a model, for languages that have a file but no Stanza models: words, marks, sentence ends.

Everything that needs no parse (quotation marks, cue phrases, names) still works on it.
"""

import re

from newsnb.parsing.document import Word

_TOKEN = re.compile(r"\w+(?:[-\u200c]\w+)*['’]?|[^\w\s]")
_ENDS = frozenset(".!?؟…")
_CLOSING = frozenset("\"'”’»)]")
_ABBREVIATION = re.compile(r"(?:\w\.)*\w{1,3}")


def tokenize(text: str) -> list[list[Word]]:
    """Split a text into sentences of words, without tags or heads.

    A sentence ends at a full stop, question or exclamation mark that is followed by white space and does not close a
    short capitalised abbreviation ("M.", "U.S."); a closing quotation mark after it still belongs to it.
    """
    matches = list(_TOKEN.finditer(text))
    sentences, current = [], []
    for i, match in enumerate(matches):
        current.append(_word(len(current) + 1, match))
        after = matches[i + 1] if i + 1 < len(matches) else None
        if after is None or _ends_here(text, matches, i, after):
            sentences.append(current)
            current = []
    return sentences


def _ends_here(text, matches, i, after) -> bool:
    if "\n\n" in text[matches[i].end() : after.start()]:
        return True
    if matches[i].end() == after.start() or after.group()[0].islower():
        return False
    last = i
    while last and matches[last].group() in _CLOSING and matches[last - 1].end() == matches[last].start():
        last -= 1
    if matches[last].group() not in _ENDS:
        return False
    before = matches[last - 1].group() if last else ""
    short = before[:1].isupper() and _ABBREVIATION.fullmatch(before) and matches[last].group() == "." and last == i
    return not (short and len(before) < 4)


def _word(number: int, match: re.Match) -> Word:
    text = match.group()
    upos = "PUNCT" if not text[0].isalnum() and text[0] != "_" else "X"
    return Word(number, text, text.lower(), upos, "", 0, "", match.start(), match.end(), "O")
