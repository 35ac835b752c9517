"""What one wrong code would change: every statement recoded in turn."""

import pandas as pd

from newsnb.shift.miscoding import miscoding
from newsnb.shift.sensitivity import trend


def series(*codes: tuple[str, int]) -> pd.DataFrame:
    """Statements on one issue: day and position."""
    days = pd.to_datetime([day for day, _ in codes])
    return pd.DataFrame(
        {
            "issue": "us_contact",
            "position": pd.array([position for _, position in codes], dtype="Int64"),
            "said_from": days,
            "said_to": days,
            "mid": days,
            "statement_id": [f"s{number}" for number in range(len(codes))],
            "article_id": [f"a{number}" for number in range(len(codes))],
            "text": "",
            "lang": "en",
            "confidence": 1.0,
        },
        index=pd.RangeIndex(1, len(codes) + 1, name="no"),
    )


def test_each_statement_is_recoded_down_up_and_left_out():
    table = miscoding(series(("2024-11-10", -1), ("2024-12-10", 0), ("2025-01-10", 1)))
    recoded = table.groupby("no")["recoded"].agg(lambda codes: set(codes.dropna()))
    # Without a codebook the scale ends where the positions do.
    assert recoded.to_dict() == {1: {0}, 2: {-1, 1}, 3: {0}}
    assert table["recoded"].isna().sum() == 3


def test_the_recoding_that_moves_the_trend_most_comes_first():
    table = miscoding(series(("2024-11-10", -1), ("2024-12-10", 0), ("2025-01-10", 1)))
    moved = table["trend_change"].abs()
    assert moved.dropna().is_monotonic_decreasing
    assert set(table["no"].iloc[:2]) == {1, 3}  # the ends of a line hold it, the middle does not
    assert table.query("no == 2")["trend_change"].abs().max() < moved.iloc[0]


def test_changes_are_against_the_codes_as_they_are():
    codes = series(("2024-11-10", -1), ("2024-12-10", 0), ("2025-01-10", 1))
    first = miscoding(codes).query("no == 1 and recoded == 0").iloc[0]
    other = codes.assign(position=[0, 0, 1])
    assert first["mean_change"] == 1 / 3
    assert first["trend_change"] == trend(other) - trend(codes)


def test_one_statement_has_no_trend_to_move_and_can_be_left_out():
    table = miscoding(series(("2024-11-10", -1)))
    assert len(table) == 2  # up to 0, and out
    assert table["trend_change"].isna().all()


def test_no_series_no_rows():
    assert miscoding(series()).empty
