"""Sentences side by side: batches of like length, and the order in which a recurrent network reads them."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from torch.nn.utils.rnn import PackedSequence


@dataclass(frozen=True)
class Batch:
    """Sequences of about the same length.

    Attributes
    ----------
    lengths
        Of each sequence, longest first.
    items
        For every element of every sequence, one sequence after the other, its place among all elements.
    order
        For every element in reading order (all first elements, then all second ones, ...) its place in ``items``.
    sizes
        How many sequences still run at each step.
    """

    lengths: np.ndarray
    items: np.ndarray
    order: np.ndarray
    sizes: torch.Tensor

    @property
    def starts(self) -> np.ndarray:
        """Place of the first element of each sequence in ``items``."""
        return np.cumsum(self.lengths) - self.lengths

    def pack(self, rows: torch.Tensor) -> PackedSequence:
        """Put rows, one for each of ``items``, into reading order."""
        return PackedSequence(rows[torch.from_numpy(self.order)], self.sizes)

    def unpack(self, packed: PackedSequence) -> torch.Tensor:
        """Put the rows of a packed sequence back beside ``items``."""
        rows = torch.empty_like(packed.data)
        rows[torch.from_numpy(self.order)] = packed.data
        return rows

    def grid(self) -> torch.Tensor:
        """Table of sequences by position holding places in ``items``; behind the end of a sequence, its last one."""
        steps = np.arange(self.lengths[0])[None, :]
        return torch.from_numpy(self.starts[:, None] + np.minimum(steps, self.lengths[:, None] - 1))


def make_batch(lengths: np.ndarray, items: np.ndarray) -> Batch:
    """Make a batch from lengths in descending order and the places of the elements."""
    running = np.arange(lengths[0])[:, None] < lengths[None, :]
    steps, rows = np.nonzero(running)
    starts = np.cumsum(lengths) - lengths
    return Batch(lengths, items, starts[rows] + steps, torch.from_numpy(running.sum(axis=1)))


def batches(lengths: list[int], most: int) -> Iterator[Batch]:
    """Group sequences, longest first, so that a batch holds at most ``most`` elements (or one long sequence).

    Equal lengths keep their order, so the grouping depends on nothing but the lengths.
    """
    all_lengths = np.asarray(lengths, dtype=np.int64)
    starts = np.cumsum(all_lengths) - all_lengths
    ranked = np.argsort(-all_lengths, kind="stable")
    ranked = ranked[all_lengths[ranked] > 0]
    first = total = 0
    for i, row in enumerate(ranked):
        if total and total + all_lengths[row] > most:
            yield _of(ranked[first:i], all_lengths, starts)
            first, total = i, 0
        total += all_lengths[row]
    if total:
        yield _of(ranked[first:], all_lengths, starts)


def _of(rows: np.ndarray, lengths: np.ndarray, starts: np.ndarray) -> Batch:
    own = lengths[rows]
    places = np.arange(own.sum()) - np.repeat(np.cumsum(own) - own, own)
    return make_batch(own, np.repeat(starts[rows], own) + places)


def read(network: torch.nn.Module, packed: PackedSequence, state: tuple[torch.Tensor, torch.Tensor] | None):
    """Run one of Stanza's recurrent networks over a packed sequence from its learned first state."""
    if state is not None:
        count = int(packed.batch_sizes[0])
        state = tuple(part.expand(-1, count, -1).contiguous() for part in state)
    return network(packed, None, state)
