"""Word vectors: ready ones for English, ones made from the texts at hand for Arabic and Persian.

They do not stand beside the models but inside: the networks' own word tables begin with them, over more words than the
treebank has. So an unmodified Stanza loads the models, nothing is stored twice, and words never trained on keep their
vectors, near those of words that were.
"""

import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import torch
from training.parsing.conllu import read
from training.parsing.sources import Sources

WIDTH = 64
"""Numbers in a vector: with 100 the models of three languages would be larger than a package should carry."""


def ready(file: Path, most: int, wanted: Iterable[str]) -> tuple[list[str], torch.Tensor]:
    """The most frequent words of a wink vector file, and those wanted beside.

    Its words are sorted by frequency; each row holds the vector, its length and its place.
    """
    content = json.loads(file.read_text(encoding="utf-8"))
    table, width = content["vectors"], content["dimensions"]
    words = list(dict.fromkeys([*list(table)[:most], *sorted(word for word in set(wanted) if word in table)]))
    return words, narrowed(torch.tensor([table[word][:width] for word in words]), WIDTH)


def narrowed(rows: torch.Tensor, width: int) -> torch.Tensor:
    """Keep the directions in which vectors differ most."""
    if rows.shape[1] <= width:
        return rows
    centred = rows - rows.mean(0)
    directions = torch.linalg.eigh(centred.T @ centred).eigenvectors
    # The largest come last; a direction has no sign of its own, so that of its largest part is made positive.
    kept = directions[:, -width:].flip(1)
    signs = kept.gather(0, kept.abs().argmax(0, keepdim=True)).sign()
    return centred @ (kept * signs)


def trained(sentences: list[list[str]], width: int, most: int, epochs: int = 15, seed: int = 1):
    """Vectors of fastText (skip-gram with letter groups) of tokenised sentences, the most frequent words first.

    Returns
    -------
    tuple
        Words, in small letters, and a tensor with one row each.
    """
    from gensim.models import FastText  # of the training extra

    model = FastText(
        sentences=sentences, vector_size=width, window=5, min_count=2, sg=1, epochs=epochs, workers=1, seed=seed,
        min_n=3, max_n=6, bucket=100_000,
    )  # fmt: skip
    words = model.wv.index_to_key[:most]
    return words, torch.from_numpy(model.wv[words].copy())


def texts(lang: str, data: Path, sources: Sources) -> list[list[str]]:
    """All tokenised text at hand for a language: training sentences, NER sets, plain text. No test sentence."""
    sentences = [[word.form.lower() for word in s.words] for s in read(data / f"{lang}.train.conllu")]
    for sentence in json.loads((data / f"{lang}.ner.train.json").read_text(encoding="utf-8")):
        sentences.append([token["text"].lower() for token in sentence])
    if lang == "fa":
        sentences += plain_persian(sources)
    return sentences


def plain_persian(sources: Sources) -> Iterator[list[str]]:
    """Tokens of the sentences that PerDT's training part is to be had as, plain text."""
    yield from map(plain_tokens, persian_lines(sources))


def persian_lines(sources: Sources) -> Iterator[str]:
    """The plain text of PerDT's training part, a sentence a line."""
    with gzip.open(sources.treebank("fa_perdt-raw"), "rt", encoding="utf-8") as lines:
        yield from lines


def plain_tokens(line: str) -> list[str]:
    """Cut plain text at spaces and marks: good enough for vectors."""
    spaced = "".join(c if c.isalnum() or c in "\u200c_" else f" {c} " for c in line.lower())
    return spaced.split()


def save(words: list[str], rows: torch.Tensor, file: Path) -> None:
    """Keep words and vectors for the stages that begin with them."""
    file.parent.mkdir(parents=True, exist_ok=True)
    torch.save({"words": words, "rows": rows}, file)


def load(file: Path) -> tuple[list[str], torch.Tensor]:
    """Read what `save` wrote."""
    content = torch.load(file, weights_only=True)
    return content["words"], content["rows"]
