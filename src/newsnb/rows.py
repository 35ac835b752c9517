"""Tables read row by row."""

from collections.abc import Iterator

import pandas as pd


def tuples(table: pd.DataFrame) -> Iterator:
    """Go through a table as ``itertuples`` does, with the same values, in less than half the time.

    Texts lie in Arrow arrays, which hand out one value at a time slowly and all of them at once quickly.
    """
    return table.astype(object).itertuples()


def grouped(table: pd.DataFrame, column: str) -> dict[str, list]:
    """Give the rows of a table by the value of a column, in their order."""
    groups: dict[str, list] = {}
    for row in tuples(table):
        groups.setdefault(getattr(row, column), []).append(row)
    return groups
