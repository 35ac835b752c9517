"""Rules that hold for every date: what is written can be read back, and evidence only ever narrows."""

from datetime import date, timedelta

import jdatetime
from hijridate import Gregorian
from hypothesis import given, settings
from hypothesis import strategies as st

from newsnb.dates import Interval, find_dates, resolve
from newsnb.dates.constraints import Constraint, solve, within
from newsnb.dates.expressions import narrow_anchor
from newsnb.dates.intervals import only_weekday
from newsnb.dates.meanings import Recurring, Season, Span, Weekday, WeekOf, resolve_meaning
from newsnb.lang import load

# The machine may be busy: slowness is measured by the benchmarks, not here.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

DIGITS = {"ascii": "0123456789", "arabic": "٠١٢٣٤٥٦٧٨٩", "persian": "۰۱۲۳۴۵۶۷۸۹"}
LANGUAGES = ("en", "ar", "fa", "fr")
days = st.dates(date(1950, 1, 1), date(2060, 12, 31))
languages = st.sampled_from(LANGUAGES)
digit_sets = st.sampled_from(sorted(DIGITS))


def in_digits(number, digit_set):
    return str(number).translate(str.maketrans(DIGITS["ascii"], DIGITS[digit_set]))


def parts_of(day, calendar):
    if calendar == "jalali":
        local = jdatetime.date.fromgregorian(date=day)
        return local.year, local.month, local.day
    if calendar == "hijri":
        return Gregorian.fromdate(day).to_hijri().datetuple()
    return day.year, day.month, day.day


def only_reading(text, language, anchor=date(2024, 11, 11)):
    found = find_dates(text, load(language))
    assert [text[one.start : one.end] for one in found] == [text]
    return resolve(found[0], anchor)


@given(days, languages, digit_sets, st.sampled_from(["gregorian", "jalali", "hijri"]), st.booleans(), st.integers(0, 9))
def test_a_date_in_words_reads_back(day, language, digit_set, calendar, with_weekday, spelling):
    year, month, number = parts_of(day, calendar)
    names = load(language).dates["months"][calendar][month - 1]
    words = [in_digits(number, digit_set), names[spelling % len(names)], in_digits(year, digit_set)]
    weekday = load(language).dates["weekdays"][day.weekday()][0]
    meant = only_reading(" ".join([weekday] * with_weekday + words), language)
    assert day in meant
    assert meant.days <= (3 if calendar == "hijri" else 1)


@given(days, languages, digit_sets, st.sampled_from("-/."))
def test_a_date_in_numbers_reads_back(day, language, digit_set, separator):
    text = separator.join(in_digits(part, digit_set) for part in (day.year, f"{day.month:02}", f"{day.day:02}"))
    assert only_reading(text, language) == Interval(day, day)


@given(days, digit_sets)
def test_a_jalali_date_in_numbers_reads_back(day, digit_set):
    year, month, number = parts_of(day, "jalali")
    text = "/".join(in_digits(part, digit_set) for part in (year, f"{month:02}", f"{number:02}"))
    assert only_reading(text, "fa") == Interval(day, day)


@given(days, languages)
def test_a_gregorian_year_never_takes_a_jalali_month(day, language):
    _, month, number = parts_of(day, "jalali")
    text = f"{number} {load(language).dates['months']['jalali'][month - 1][0]} {day.year}"
    assert all(not expression.is_absolute for expression in find_dates(text, load(language)))


@given(days, languages, st.integers(0, 6))
def test_a_weekday_is_within_the_week_before(day, language, weekday):
    name = load(language).dates["weekdays"][weekday][0]
    meant = only_reading(name, language, day)
    assert meant.is_day
    assert meant.start.weekday() == weekday
    assert timedelta(0) <= day - meant.start < timedelta(7)


bounds = st.one_of(st.none(), days)


@st.composite
def intervals(draw):
    start, end = draw(bounds), draw(bounds)
    return Interval(end, start) if start and end and start > end else Interval(start, end)


@given(intervals(), intervals())
def test_intersection_is_commutative(one, other):
    assert one & other == other & one


@given(intervals(), intervals(), days)
def test_intersection_holds_the_days_of_both(one, other, day):
    both = one & other
    assert (day in one and day in other) == (both is not None and day in both)


EXPRESSIONS = [
    "yesterday",
    "last Wednesday",
    "late last January",
    "on 9 November",
    "two weeks ago",
    "this month",
    "earlier",
    "today, Sunday",
    "next year",
    "a few months ago",
    "Saturday of last week",
    "Tuesday and Wednesday",
    "between 28 January and 3 February",
    "the week of 3 March",
    "the last week of February",
    "last summer",
    "this winter",
    "the spring of last year",
]


@given(intervals(), days, st.sampled_from(EXPRESSIONS))
def test_a_wider_anchor_means_a_wider_interval(anchor, day, text):
    expression = find_dates(text, load("en"))[0]
    if day in anchor and narrow_anchor(expression, Interval(day, day)):
        assert resolve(expression, anchor).holds(resolve(expression, day))


seasons = st.builds(
    Season,
    st.sampled_from(["spring", "summer", "autumn", "winter"]),
    st.sampled_from([-1, 0, 1]),
    st.one_of(st.none(), st.integers(-2, 1)),
    st.sampled_from(["gregorian", "jalali"]),
)
month_days = st.builds(
    lambda month, day: Recurring("gregorian", month, (day, day)), st.integers(1, 12), st.integers(1, 28)
)
weekdays = st.builds(Weekday, st.integers(0, 6))
spans = st.one_of(st.builds(Span, weekdays, weekdays), st.builds(Span, month_days, month_days))
meanings = st.one_of(seasons, spans, st.builds(WeekOf, month_days))


@given(intervals(), days, meanings)
def test_whatever_is_meant_a_wider_anchor_means_a_wider_interval(anchor, day, meaning):
    if day in anchor:
        assert resolve_meaning(meaning, anchor).holds(resolve_meaning(meaning, Interval(day, day)))


@given(days, st.integers(0, 400), meanings)
def test_whatever_is_meant_a_later_day_never_means_an_earlier_interval(day, later, meaning):
    first, second = (resolve_meaning(meaning, Interval(one, one)) for one in (day, day + timedelta(later)))
    assert first.start <= second.start
    assert first.end <= second.end


@given(days, spans)
def test_a_span_runs_from_its_first_day_to_its_last(day, span):
    found = resolve_meaning(span, Interval(day, day))
    assert found.end == span.last.at(day).end
    assert found.start == span.first.at(span.last.at(day).start).start


@given(days, month_days)
def test_the_week_of_a_day_holds_the_day(day, meant):
    week = resolve_meaning(WeekOf(meant), Interval(day, day))
    assert week.holds(meant.at(day))
    assert week.days == 13


@st.composite
def evidence_for(draw, truth):
    """Evidence of any kind that is true of a day."""
    kind = draw(st.sampled_from(["interval", "weekday"]))
    if kind == "weekday":
        return Constraint("weekday", "today, some day", lambda known: only_weekday(known, truth.weekday()))
    before, after = draw(st.integers(0, 400)), draw(st.integers(0, 400))
    rule = draw(st.sampled_from(["metadata", "date", "office", "event", "order"]))
    return Constraint(rule, rule, within(Interval(truth - timedelta(before), truth + timedelta(after))))


@given(st.data(), days)
def test_true_evidence_never_excludes_the_truth_and_never_widens(data, truth):
    some = data.draw(st.lists(evidence_for(truth), max_size=5))
    more = some + data.draw(st.lists(evidence_for(truth), max_size=3))
    assert truth in solve(more).interval
    assert solve(some).interval.holds(solve(more).interval)
    assert not solve(more).conflicts


@given(st.data(), days)
def test_the_result_lies_within_every_piece_of_evidence(data, truth):
    some = data.draw(st.lists(evidence_for(truth), max_size=6))
    found = solve(some).interval
    assert all(one.narrow(found) == found for one in some)


@given(st.integers(0, 6), st.integers(0, 6), days)
def test_weekdays_that_never_meet_contradict_each_other_at_once(one, other, start):
    today, tomorrow = (Constraint("weekday", str(n), lambda known, n=n: only_weekday(known, n)) for n in (one, other))
    found = solve([Constraint("event", "since", within(Interval(start, None))), today, tomorrow])
    assert found.interval.start < start + timedelta(400)
    assert bool(found.conflicts) == (one != other)


@given(st.data(), days)
def test_the_order_of_the_evidence_does_not_matter(data, truth):
    some = data.draw(st.lists(evidence_for(truth), max_size=6))
    assert solve(some).interval == solve(some[::-1]).interval
