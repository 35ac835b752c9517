"""Intervals at the ends of the calendar."""

from datetime import date, timedelta

import pytest

from newsnb.dates.intervals import Interval, only_weekday


@pytest.mark.parametrize("weekday", range(7))
def test_a_weekday_after_the_last_day_there_is_is_none(weekday):
    last, first = Interval(date.max, date.max), Interval(date.min, date.min)
    assert only_weekday(last, weekday) == (last if date.max.weekday() == weekday else None)
    assert only_weekday(first, weekday) == (first if date.min.weekday() == weekday else None)


def test_a_week_holds_each_weekday_once():
    week = Interval(date(2024, 11, 4), date(2024, 11, 10))
    days = [only_weekday(week, weekday).start for weekday in range(7)]
    assert days == [date(2024, 11, 4) + timedelta(days=i) for i in range(7)]
