"""Word tables that know more words than the treebank, beginning with vectors made elsewhere."""

from collections.abc import Iterable
from pathlib import Path

import torch
from stanza.models.common.vocab import VOCAB_PREFIX
from stanza.models.pos.vocab import WordVocab
from training.parsing import vectors

LONGEST = 20  # letters of a word that the spelling network reads in training; longer ones are web addresses
_LETTERS = 1  # place of the spellings in a record of Stanza's parser and recogniser


class Words:
    """A vocabulary and the vectors to begin with.

    Parameters
    ----------
    known
        The treebank's own vocabulary.
    file
        Vectors as `vectors.save` wrote them; without them the vocabulary stays as it is.
    most
        Words to take from the vectors.
    """

    def __init__(self, known: WordVocab, file: Path | None, most: int):
        self.vocabulary, self._rows = known, None
        if file is None or not file.is_file():
            return
        words, rows = vectors.load(file)
        own = known._id2unit[len(VOCAB_PREFIX) :]
        listed = list(dict.fromkeys([*own, *words[:most]]))
        self.vocabulary = only(known, listed)
        self._place = {word: i for i, word in enumerate(words)}
        self._rows, self._listed = rows, listed

    def fill(self, table: torch.nn.Embedding) -> None:
        """Put the vectors into a network's word table; words without one keep what they have, scaled alike."""
        if self._rows is None:
            return
        typical = self._rows.float().norm(dim=1).median() / self._rows.shape[1] ** 0.5
        with torch.no_grad():
            table.weight[1:] = torch.randn_like(table.weight[1:]) * typical * 0.5
            for number, word in enumerate(self._listed, start=len(VOCAB_PREFIX)):
                place = self._place.get(word)
                if place is not None:
                    table.weight[number] = self._rows[place].to(table.weight)


def shorten(records: Iterable[list]) -> None:
    """Cut the spellings in the records of a data set of Stanza's parser or recogniser."""
    for record in records:
        record[_LETTERS] = [letters[:LONGEST] for letters in record[_LETTERS]]


def only(known: WordVocab, listed: list[str]) -> WordVocab:
    """The same kind of vocabulary with these words."""
    state = known.state_dict()
    state["_id2unit"] = [*VOCAB_PREFIX, *listed]
    state["_unit2id"] = {word: number for number, word in enumerate(state["_id2unit"])}
    return WordVocab.load_state_dict(state)


def width(file: Path | None, otherwise: int) -> int:
    """Numbers in a vector of the file."""
    return vectors.load(file)[1].shape[1] if file is not None and file.is_file() else otherwise


def known_words(file: Path | None) -> set[str]:
    """Words of the file; none where it is missing."""
    return set(vectors.load(file)[0]) if file is not None and file.is_file() else set()
