"""Drawing documents with replacement: the same network from other corpora that might have been collected."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from newsnb.networks import formulas
from newsnb.networks.projections import mode_of
from newsnb.networks.selection import Selected, Selection, repetition_keys, select_statements

# Duplicates that reach across documents: which of the repetitions counts depends on the documents drawn.
_ACROSS_DOCUMENTS = ("week", "month", "year", "acrossrange")


@dataclass(frozen=True)
class Recipe:
    """Everything needed to make one network again and again.

    Attributes
    ----------
    corpus
        The statements that count in the corpus as it is.
    pool
        The statements that can count in a draw: also the repetitions, where duplicates reach across documents.
    mode, aggregation, normalization
        Which network.
    """

    corpus: Selected
    pool: Selected
    mode: str
    aggregation: str
    normalization: str

    @classmethod
    def of(cls, events: pd.DataFrame, network: str, aggregation: str | None, normalization: str, selection: dict):
        """Check the settings and select the statements."""
        mode, chosen = mode_of(network, aggregation, normalization)
        wanted = Selection.of(selection)
        corpus = select_statements(events, wanted, chosen != "ignore")
        across = wanted.duplicates in _ACROSS_DOCUMENTS
        pool = (
            select_statements(events, replace(wanted, duplicates="include"), chosen != "ignore") if across else corpus
        )
        return cls(corpus, pool, mode, chosen, normalization)

    def matrix(self) -> np.ndarray:
        """Compute the network of the corpus as it is."""
        return self._project(formulas.count(self.corpus), None)

    def draws(self, number: int, seed: int) -> Iterator[np.ndarray]:
        """Yield the matrix of each draw. A document drawn twice counts as two documents that say the same."""
        counts = formulas.count(self.pool)
        document, names = pd.factorize(self.pool.statements[self.pool.selection.document], sort=True)
        counting = self._counting()
        random = np.random.default_rng(seed)
        for _ in range(number):
            times = (
                np.bincount(random.integers(len(names), size=len(names)), minlength=len(names)) if len(names) else names
            )
            yield self._project(counts, counting(times[document].astype(float)))

    def _project(self, counts: formulas.Counts, weights: np.ndarray | None) -> np.ndarray:
        return getattr(formulas, self.mode)(counts, self.aggregation, self.normalization, weights=weights)

    def _counting(self) -> Callable[[np.ndarray], np.ndarray]:
        """Make the function that turns how often a statement's document was drawn into how often it counts."""
        if self.pool is self.corpus:
            return lambda times: times
        keys = repetition_keys(self.pool.statements, self.corpus.selection, self.aggregation != "ignore")
        group = keys.groupby(list(keys.columns), sort=False).ngroup().to_numpy()

        def earliest(times: np.ndarray) -> np.ndarray:
            drawn = np.flatnonzero(times)
            _, first = np.unique(group[drawn], return_index=True)
            counted = np.zeros(len(times))
            counted[drawn[first]] = 1.0
            return counted

        return earliest
