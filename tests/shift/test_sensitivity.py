"""What the picture hangs on."""

import numpy as np
import pytest

from invented_series import DENIES, NEITHER, NOTHING, READY, daily
from newsnb.shift import sensitivity, trend


def test_every_article_language_outlet_and_rule_is_left_out_once():
    rows = daily(DENIES, NOTHING, READY, lang=["en", "ar", "fa"], rule=["words", "words", "cue"])
    table = sensitivity(rows)
    counts = table["dropped"].value_counts()
    assert counts.to_dict() == {"nothing": 1, "article_id": 3, "lang": 3, "outlet": 1, "rule": 2}


def test_what_is_left_is_counted_and_compared():
    table = sensitivity(daily(DENIES, NEITHER, READY, READY), drop=("article_id",)).set_index("value")
    without_denial = table.loc["a00"]
    assert without_denial["n"] == 3
    assert without_denial["mean"] == pytest.approx(2 / 3)
    assert without_denial["mean_change"] == pytest.approx(2 / 3)


def test_dropping_the_only_outlet_leaves_nothing_to_say():
    table = sensitivity(daily(DENIES, READY), drop=("outlet",)).set_index("dropped")
    assert table.at["outlet", "n"] == 0
    assert np.isnan(table.at["outlet", "mean"])


def test_trend_is_in_levels_a_month():
    positions = [DENIES] + [NEITHER] * 29 + [NEITHER]
    rows = daily(*positions)
    ends = rows.iloc[[0, 30]]
    assert trend(ends) == pytest.approx(2.0)
    assert np.isnan(trend(rows.iloc[[0]]))
