"""Which records can be one statement at all, and how alike their contents are."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse

from newsnb.articles.normalise import skeleton

_GRAM = 4
_PAIRS = 500_000  # compared at a time, to bound memory

Embed = Callable[[Sequence[str]], np.ndarray]


def possible_pairs(records: pd.DataFrame) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Yield pairs with the same speaker, issue and position whose dates meet; an open end is no bound."""
    first = records["date_from"].fillna(pd.Timestamp.min.as_unit("us")).to_numpy().astype("int64")
    last = records["date_to"].fillna(pd.Timestamp.max.as_unit("us")).to_numpy().astype("int64")
    block = records.groupby(["actor", "issue", "position"], dropna=False, sort=False).ngroup().to_numpy()
    order = np.lexsort((first, block))
    block, first, last = block[order], first[order], last[order]
    # In order of its first day, a record meets those after it in its block that begin before it ends.
    number = np.arange(len(order))
    reach = np.array([_last_begun(first, block, n, last[n]) for n in number], dtype=np.int64) if len(order) else number
    many = reach - number
    for low, high in _chunks(many):
        one = np.repeat(number[low:high], many[low:high])
        other = one + 1 + np.arange(len(one)) - np.repeat(np.cumsum(many[low:high]) - many[low:high], many[low:high])
        yield order[one], order[other]


def _last_begun(first: np.ndarray, block: np.ndarray, n: int, end: int) -> int:
    """Give the last record of the same block that begins no later than ``end``."""
    stop = int(np.searchsorted(block, block[n], "right"))
    return n + int(np.searchsorted(first[n:stop], end, "right")) - 1


def _chunks(many: np.ndarray) -> Iterator[tuple[int, int]]:
    """Cut records into runs with about `_PAIRS` pairs each."""
    low, total = 0, 0
    for n, pairs in enumerate(many.tolist()):
        total += pairs
        if total >= _PAIRS:
            yield low, n + 1
            low, total = n + 1, 0
    if total:
        yield low, len(many)


@dataclass(frozen=True)
class Contents:
    """Contents in the shape in which they are compared."""

    grams: sparse.csr_array
    vectors: np.ndarray | None

    @classmethod
    def of(cls, records: pd.DataFrame, embed: Embed | None) -> "Contents":
        """Take the contents apart once; ``embed`` is called once with all of them."""
        known: dict[str, int] = {}
        sequences = [[known.setdefault(gram, len(known)) for gram in sorted(_grams(text))] for text in records["text"]]
        ends = np.cumsum([0, *map(len, sequences)])
        columns = np.array([column for sequence in sequences for column in sequence], dtype=np.int64)
        grams = sparse.csr_array((np.ones(len(columns)), columns, ends), shape=(len(sequences), max(len(known), 1)))
        if embed is None or records.empty:
            return cls(grams, None)
        vectors = np.asarray(embed(list(records["text"])), dtype=float)
        length = np.linalg.norm(vectors, axis=1, keepdims=True)
        return cls(grams, np.divide(vectors, length, out=np.zeros_like(vectors), where=length > 0))

    def wording(self, one: np.ndarray, other: np.ndarray) -> np.ndarray:
        """Give Jaccard's index of the four-letter sequences of each pair."""
        sizes = self.grams.sum(axis=1)
        shared = np.asarray(self.grams[one].multiply(self.grams[other]).sum(axis=1)).ravel()
        either = sizes[one] + sizes[other] - shared
        return np.divide(shared, either, out=np.zeros(len(one)), where=either > 0)

    def meaning(self, one: np.ndarray, other: np.ndarray) -> np.ndarray:
        """Give the cosine of the vectors of each pair."""
        return (self.vectors[one] * self.vectors[other]).sum(axis=1)


def _grams(text: str) -> set[str]:
    letters = " ".join("".join(c if c.isalnum() else " " for c in skeleton(text)[0]).split())
    return {letters[i : i + _GRAM] for i in range(max(len(letters) - _GRAM + 1, 1))} if letters else set()
