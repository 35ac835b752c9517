"""Invented event lists for the tests of networks."""

import pandas as pd
from hypothesis import settings
from hypothesis import strategies as st

# Each example makes several networks: fewer of them, and no clock.
few = settings(max_examples=25, deadline=None)

SCALE = (-2, -1, 0, 1, 2)


def events(*rows: tuple, **columns) -> pd.DataFrame:
    """Make an event list from ``(document, day, actor, issue, position)``."""
    frame = pd.DataFrame(rows, columns=["article_id", "date", "actor", "issue", "position"])
    frame["statement_id"] = [f"s{number:03d}" for number in range(len(frame))]
    frame["start"] = range(len(frame))
    return frame.assign(date=pd.to_datetime(frame["date"]), **columns)


# Two sides on one issue, a bystander on another; every document has one day.
QUARREL = events(
    ("d1", "2024-11-01", "anna", "bridge", 1),
    ("d1", "2024-11-01", "bo", "bridge", 0),
    ("d2", "2024-11-05", "anna", "bridge", 1),
    ("d2", "2024-11-05", "cem", "bridge", 1),
    ("d3", "2024-12-10", "bo", "bridge", 0),
    ("d3", "2024-12-10", "dora", "tunnel", 1),
    ("d4", "2025-01-02", "cem", "bridge", 0),
)


@st.composite
def event_lists(draw, levels=(0, 1), most: int = 30) -> pd.DataFrame:
    """Any event list: repeated, contradictory, undated and empty values included."""
    row = st.tuples(
        st.sampled_from(["d1", "d2", "d3", "d4"]),
        st.sampled_from(["2024-11-01", "2024-12-31", "2025-01-01", "2025-11-03", None]),
        st.sampled_from(["anna", "bo", "cem", "دنا", ""]),  # دنا: a name in Persian script
        st.sampled_from(["bridge", "tunnel", "جسر", None]),  # جسر: "bridge" in Arabic
        st.sampled_from(levels),
    )
    return events(*draw(st.lists(row, max_size=most)))
