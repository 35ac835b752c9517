"""The events file: what it may hold, and errors that say where."""

from datetime import date
from pathlib import Path

import pytest

from newsnb.dates import EventsError, Interval, find_events, read_events

HEADER = "event_id,from,to,label,phrases_en,draw\n"


def events(tmp_path, rows):
    path = tmp_path / "events.csv"
    path.write_text(HEADER + rows, encoding="utf-8")
    return read_events(path)


def test_the_studys_own_events_can_be_read():
    found = read_events(Path(__file__).parents[2] / "data" / "events.csv")
    assert {"us_election", "assad_fall", "inauguration", "trump_putin_call", "riyadh_talks"} <= {e.id for e in found}
    assert sum(event.draw for event in found) >= 5


def test_a_row_without_an_end_is_one_day(tmp_path):
    (event,) = events(tmp_path, "fall,2024-12-08,,Fall,the fall | its end & ministry,yes\n")
    assert event.when == Interval(date(2024, 12, 8), date(2024, 12, 8))
    assert event.phrases["en"] == (("the fall",), ("its end", "ministry"))
    assert event.draw


def test_parts_of_a_phrase_must_stand_in_one_sentence(tmp_path):
    found = events(tmp_path, "fall,2024-12-08,,Fall,its end & ministry,no\n")
    together = "The ministry came to its end."
    assert [together[m.start : m.end] for m in find_events(together, "en", found)] == ["its end"]
    assert find_events("The ministry stood. Everything has its end.", "en", found) == []
    assert find_events(together, "ar", found) == []


def test_somebodys_words_are_found_apart(tmp_path):
    path = tmp_path / "events.csv"
    path.write_text(HEADER.strip() + ",said_by\nspeech,2024-11-07,,Speech,no mistake,no,putin\n", encoding="utf-8")
    (speech,) = read_events(path)
    assert speech.said_by == "putin"
    assert find_events("It was no mistake.", "en", (speech,)) == []
    assert len(find_events("It was no mistake.", "en", (speech,), sayings=True)) == 1


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("fall,8 December,,Fall,,yes\n", "row 1, column from: '8 December'"),
        ("fall,2024-12-08,2024-12-01,Fall,,yes\n", "row 1: to .2024-12-01. is before"),
        ("fall,2024-12-08,,Fall,,perhaps\n", "row 1, column draw: 'perhaps'"),
        ("fall,2024-12-08,,Fall,,yes\nfall,2024-12-09,,Fall,,no\n", "row 2: event_id 'fall' occurs twice"),
        (",2024-12-08,,Fall,,yes\n", "row 1: event_id and from"),
    ],
)
def test_errors_name_the_row(tmp_path, rows, message):
    with pytest.raises(EventsError, match=message):
        events(tmp_path, rows)


def test_a_missing_column_is_named(tmp_path):
    path = tmp_path / "events.csv"
    path.write_text("event_id,from\nfall,2024-12-08\n", encoding="utf-8")
    with pytest.raises(EventsError, match="missing column.*'to', 'label', 'draw'"):
        read_events(path)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(EventsError, match="nowhere.csv"):
        read_events(tmp_path / "nowhere.csv")
