"""What a network knows of a word whatever its sentence: computed once for each form and kept.

Most words of a text have occurred before, so spelling networks need not read them again.
"""

from collections.abc import Callable, Iterator

import numpy as np
import torch
from stanza.models.common.utils import simplify_punct

from newsnb.parsing.direct.packing import make_batch, read

MOST_KEPT = 20_000
"""Forms kept for each network (about 10 MB); when they are more, all are forgotten, so that memory stays as it is."""

_AT_ONCE = 512


class Forms:
    """Rows of numbers for word forms.

    Parameters
    ----------
    compute
        Gives one row for each of some forms.
    """

    def __init__(self, compute: Callable[[list[str]], torch.Tensor]):
        self._compute = compute
        self._places: dict[str, int] = {}
        self._rows: torch.Tensor | None = None

    def __call__(self, forms: list[str]) -> torch.Tensor:
        """One row for each form, in their order."""
        if len(self._places) > MOST_KEPT:
            self._places, self._rows = {}, None
        new = [form for form in dict.fromkeys(forms) if form not in self._places]
        if new:
            self._add(new)
        return self._rows[torch.tensor([self._places[form] for form in forms])]

    def _add(self, new: list[str]) -> None:
        # Forms of one length together: the network pads nothing.
        new.sort(key=lambda form: (-len(form), form))
        parts = [self._compute(new[i : i + _AT_ONCE]) for i in range(0, len(new), _AT_ONCE)]
        known = [] if self._rows is None else [self._rows]
        self._places |= {form: len(self._places) + i for i, form in enumerate(new)}
        self._rows = torch.cat([*known, *parts])


def plain_marks(form: str) -> str:
    """Shorten ``?!?`` to ``?`` and the like, as the taggers and parsers were trained."""
    return form if form[:1].isalnum() else simplify_punct([[[form]]])[0][0][0]


def ids(vocabulary, units: Iterator[str]) -> torch.Tensor:
    """Numbers of words or tags in one of Stanza's vocabularies."""
    return torch.tensor(vocabulary.map(units))


def spelling(network, vocabulary, forms: list[str]) -> torch.Tensor:
    """Read forms letter by letter with one of Stanza's character networks."""
    return spelling_of_letters(network, [vocabulary.map(form) for form in forms])


def spelling_of_letters(network, words: list[list[int]]) -> torch.Tensor:
    """Read words given as numbers of letters."""
    ranked = sorted(range(len(words)), key=lambda i: -len(words[i]))
    lengths = np.array([len(words[i]) for i in ranked])
    batch = make_batch(lengths, np.arange(lengths.sum()))
    embedded = network.char_emb(torch.tensor([letter for i in ranked for letter in words[i]]))
    first = (network.charlstm_h_init, network.charlstm_c_init)
    output, (last, _) = read(network.charlstm, batch.pack(embedded), first)
    if network.attn:
        weighted = output.data * torch.sigmoid(network.char_attn(output.data))
        word = torch.cat([torch.arange(int(size)) for size in batch.sizes])
        rows = weighted.new_zeros(len(words), weighted.shape[1]).index_add_(0, word, weighted)
    else:
        rows = last[-2:].transpose(0, 1).reshape(len(words), -1)
    in_order = torch.empty_like(rows)
    in_order[torch.tensor(ranked)] = rows
    return in_order
