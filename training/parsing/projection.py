"""Names of ANERcorp on the tokens our own tokenizer makes.

ANERcorp leaves clitics on their words: "وبوتين" (and Putin) is one token, tagged as a person. Stanza's recogniser reads
the tokenizer's output, where "و" stands alone, so it has to be trained on that.
"""

from collections.abc import Callable
from itertools import accumulate

from training.parsing.entities import Tagged, mended

_BEFORE = set("وفبلكسأ")
_AFTER = {"ه", "ها", "هم", "هن", "هما", "ي", "نا", "ك", "كم", "ني"}
Cut = Callable[[list[str]], list[list[tuple[int, int]]]]  # texts to (start, end) of their tokens


def projected(sentences: list[Tagged], cut: Cut) -> list[Tagged]:
    """Cut the sentences anew and carry the tags over.

    Clitics cut off in front of a name and pronouns cut off behind it are no part of the name.
    """
    texts = [" ".join(form for form, _ in sentence) for sentence in sentences]
    pairs = zip(sentences, texts, cut(texts), strict=True)
    return [mended(_on_tokens(sentence, text, spans)) for sentence, text, spans in pairs]


def _on_tokens(sentence: Tagged, text: str, spans: list[tuple[int, int]]) -> Tagged:
    starts = [0, *accumulate(len(form) + 1 for form, _ in sentence)]
    line: Tagged = []
    for place, (_, tag) in enumerate(sentence):
        inside = [text[a:b] for a, b in spans if starts[place] <= a < starts[place + 1] - 1]
        line += zip(inside, _tags(inside, tag), strict=True)
    return line


def _tags(pieces: list[str], tag: str) -> list[str]:
    if tag == "O" or len(pieces) < 2:
        return [tag] * len(pieces)
    first, last = 0, len(pieces)
    while first < last - 1 and pieces[first] in _BEFORE:
        first += 1
    while last > first + 1 and pieces[last - 1] in _AFTER:
        last -= 1
    # Inside a name a clitic stays ("أبو ب+كر"), only at its begin it does not belong to it.
    first = 0 if tag[0] == "I" else first
    inside = [tag, *["I" + tag[1:]] * (last - first - 1)]
    return [*["O"] * first, *inside, *["O"] * (len(pieces) - last)]


def stanza_cut(folder: str) -> Cut:
    """Cut with the Arabic tokenizer in a folder laid out as Stanza's."""
    import stanza

    pipeline = stanza.Pipeline(
        "ar", dir=folder, package="default", processors="tokenize", tokenize_no_ssplit=True, tokenize_max_seqlen=6000,
        download_method=None, use_gpu=False, verbose=False,
    )  # fmt: skip

    def cut(texts: list[str]) -> list[list[tuple[int, int]]]:
        documents = pipeline.bulk_process([stanza.Document([], text=text) for text in texts])
        return [[(t.start_char, t.end_char) for s in d.sentences for t in s.tokens] for d in documents]

    return cut
