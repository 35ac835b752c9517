"""Every cell of the reference projections, worked out by hand-written formulas on invented statements."""

from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from newsnb.networks.projections import agreement_counts, network_of

REFERENCE = Path(__file__).parent.parent / "data" / "reference"
SETTING = ["kind", "qualifier_aggregation", "normalization", "duplicates", "calendar"]
SETS = ("toy_binary", "toy_integer")


@cache
def statements(name: str) -> pd.DataFrame:
    return pd.read_csv(REFERENCE / f"{name}_statements.csv", keep_default_na=False)


@cache
def expected(name: str) -> pd.DataFrame:
    return pd.read_csv(REFERENCE / f"{name}_expected.csv", keep_default_na=False, dtype={"column": str})


def computed(name: str, kind, aggregation, normalization, duplicates, calendar) -> pd.DataFrame:
    settings = {"qualifier": "qualifier", "document": "document", "statement": "id", "duplicates": duplicates}
    settings |= {"calendar": calendar} if calendar else {}
    if kind == "barplot":
        return agreement_counts(statements(name), "concept", **settings)
    mode, first, second = {
        "affiliation": ("affiliation", "actor", "concept"),
        "onemode": ("onemode", "actor", "concept"),
        "onemode-concepts": ("onemode", "concept", "actor"),
    }[kind]
    return network_of(statements(name), mode, first, second, aggregation, normalization, settings)


CASES = [(name, *setting) for name in SETS for setting in expected(name)[SETTING].drop_duplicates().to_numpy()]


@pytest.mark.parametrize("case", CASES, ids=lambda case: " ".join(filter(None, case)))
def test_every_cell(case):
    """Labels, values and the number of statements used."""
    name, setting = case[0], dict(zip(SETTING, case[1:], strict=True))
    cells = expected(name)
    cells = cells[(cells[SETTING] == pd.Series(setting)).all(axis=1)]
    wanted = cells.pivot_table(index="row", columns="column", values="value")
    got = computed(name, *case[1:]).rename(columns=str)

    assert sorted(got.index) == sorted(wanted.index)
    assert sorted(got.columns) == sorted(wanted.columns)
    np.testing.assert_allclose(got.loc[wanted.index, wanted.columns], wanted.astype(float), rtol=0, atol=1e-9)
    index = pd.read_csv(REFERENCE / f"{name}_INDEX.csv", keep_default_na=False)
    line = index[(index[SETTING] == pd.Series(setting)).all(axis=1)].iloc[0]
    assert got.attrs["n_statements"] == line["statements"]


def test_labels_come_by_code_point():
    network = computed("toy_binary", "affiliation", "ignore", "no", "include", "")
    # بازیگر = "actor", مفهوم = "concept": Arabic script comes after Latin.
    assert list(network.index) == ["actor_a", "actor_b", "actor_c", "actor_d", "actor_e", "بازیگر"]
    assert list(network.columns)[-1] == "مفهوم"
