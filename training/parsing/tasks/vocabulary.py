"""Word tables that know more words than the treebank, beginning with vectors made elsewhere."""

from collections.abc import Iterable
from pathlib import Path

import torch
from stanza.models.common.vocab import VOCAB_PREFIX, BaseMultiVocab
from stanza.models.pos.vocab import WordVocab
from training.parsing import vectors

LONGEST = 20  # letters of a word that the spelling network reads in training; longer ones are web addresses
_LETTERS = 1  # place of the spellings in a record of Stanza's parser and recogniser


class Start:
    """What a network begins with: word vectors, or the weights of a network that was trained before.

    Parameters
    ----------
    vectors
        Vectors as `vectors.save` wrote them; without them the word table knows the treebank's words alone.
    most
        Words to take from the vectors, beside the treebank's own.
    finished
        A network of the same shape, as exported; its vocabulary is kept, vectors play no part then.
    """

    def __init__(self, vectors: Path | None, most: int, finished: Path | None = None):
        self._ready = _loaded(vectors)
        self._most = most
        self._finished = shipped(finished)
        self._listed: list[str] = []
        self._names: frozenset[str] = frozenset()

    @property
    def words(self) -> set[str]:
        """Words that have a vector."""
        return set(self._ready)

    def width(self, otherwise: int) -> int:
        """Numbers in a vector."""
        return next((len(row) for row in self._ready.values()), otherwise)

    def vocabulary(self, own: BaseMultiVocab, table: str = "word", names: Iterable[str] = ()) -> BaseMultiVocab:
        """Enlarge a treebank's vocabulary.

        Parameters
        ----------
        own
            The treebank's vocabularies; changed.
        table
            Which of them belongs to the word table.
        names
            More words that get a row, of persons for instance.
        """
        if self._finished:
            return type(own).load_state_dict(self._finished["vocab"])
        if self._ready:
            known = own[table]._id2unit[len(VOCAB_PREFIX) :]
            self._names = frozenset(names)
            self._listed = list(dict.fromkeys([*known, *list(self._ready)[: self._most], *sorted(self._names)]))
            own[table] = only(own[table], self._listed)
        return own

    def fill(self, model: torch.nn.Module, table: torch.nn.Embedding, alike: Iterable[str] = ()) -> None:
        """Put the weights into a network, or the vectors into its word table.

        Words without a vector begin at random, scaled like the others.

        Parameters
        ----------
        model
            The network.
        table
            Its word table.
        alike
            The names given to `vocabulary` begin near the mean of these, if they have no vector.
        """
        if self._finished:
            model.load_state_dict(self._finished["model"], strict=False)
        if not self._listed:
            return
        rows = torch.stack(list(self._ready.values())).float()
        typical = rows.norm(dim=1).median() / rows.shape[1] ** 0.5
        near = [self._ready[word] for word in alike if word in self._ready]
        middle = torch.stack(near).float().mean(dim=0) if near else 0
        with torch.no_grad():
            table.weight[1:] = torch.randn_like(table.weight[1:]) * typical * 0.5
            for number, word in enumerate(self._listed, start=len(VOCAB_PREFIX)):
                if word in self._ready:
                    table.weight[number] = self._ready[word].to(table.weight)
                elif word in self._names:
                    table.weight[number] += middle


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


def shipped(file: Path | None) -> dict | None:
    """The content of an exported network, if there is one."""
    return torch.load(file, map_location="cpu", weights_only=True) if file is not None else None


def _loaded(file: Path | None) -> dict[str, torch.Tensor]:
    if file is None or not file.is_file():
        return {}
    words, rows = vectors.load(file)
    return dict(zip(words, rows, strict=True))
