"""What the words of an article say about its day of publication, rule by rule."""

from dataclasses import dataclass
from datetime import date

import pytest

from newsnb.dates import Interval
from newsnb.dates.constraints import Constraint, solve, within
from newsnb.dates.events import Event
from newsnb.dates.evidence import Passage, text_evidence
from newsnb.dates.listing import direction_of, solve_in_order
from newsnb.lang import load
from newsnb.statements.actors import load_actors

FALL = Event(
    "fall",
    Interval(date(2024, 12, 8), date(2024, 12, 8)),
    "Fall of the government",
    {"en": (("fall of the government",), ("its collapse", "government")), "ar": (("سقوط الحكومة",),)},
)


@dataclass(frozen=True)
class Office:
    start: date
    end: date | None = None


@dataclass(frozen=True)
class Found:
    start: int
    end: int
    role: Office
    actor_id: str = "holder"
    is_general: bool = False
    is_named: bool = True


class Offices:
    """A registry that knows a few offices by their words."""

    def __init__(self, terms):
        self._terms = terms

    def names_and_offices(self, text, lang, words=None):
        hits = [(text.find(words), words) for words in self._terms]
        return frozenset(), [
            Found(start, start + len(words), office)
            for start, words in hits
            if start >= 0
            for office in self._terms[words]
        ]


ELECT = Offices({"president-elect": [Office(date(2024, 11, 6), date(2025, 1, 19))]})


def published(text, lang="en", kind="body", registry=None, events=()):
    passages = [Passage(0, kind, text)]
    return solve(text_evidence(passages, load(lang), registry, events))


def interval(start, end):
    return Interval(date.fromisoformat(start) if start else None, date.fromisoformat(end) if end else None)


@pytest.mark.parametrize(
    ("text", "lang", "expected", "method"),
    [
        ("She spoke today, Sunday 10 November 2024.", "en", ("2024-11-10", "2024-11-10"), "today"),
        ("She spoke yesterday, 9 November 2024.", "en", ("2024-11-10", "2024-11-10"), "today"),
        ("The talks began on 9 November 2024.", "en", ("2024-11-09", None), "date"),
        ("The talks began in October 2022.", "en", ("2022-10-01", None), "date"),
        ("The talks will begin on 9 November 2024.", "en", (None, None), "none"),
        ("The truce holds until 9 November 2024.", "en", (None, None), "none"),
        ("The treaty is to expire on 5 February 2026.", "en", (None, None), "none"),
        # The talks will be held on 9 November 2024
        ("ستعقد المحادثات في 9 نوفمبر 2024", "ar", (None, None), "none"),
        # The talks were held on 9 November 2024
        ("عقدت المحادثات في 9 نوفمبر 2024", "ar", ("2024-11-09", None), "date"),
        # until 6 Esfand 1403; on 6 Esfand 1403 they said
        ("تا ۶ اسفند ۱۴۰۳", "fa", (None, None), "none"),
        ("روز ۶ اسفند ۱۴۰۳ گفتند", "fa", ("2025-02-24", None), "date"),
        ("She spoke on Sunday about the rain.", "en", (None, None), "none"),
    ],
)
def test_dates_in_running_text(text, lang, expected, method):
    solution = published(text, lang)
    assert solution.interval == interval(*expected)
    assert solution.method == method


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Published 11 November 2024", "dateline"),
        ("MOSCOW, November 11, 2024 (Reuters) -", "dateline"),
        ("2024-11-11 16:35", "body"),
        ("Posted on: Monday, 11 November 2024, 10:20", "body"),
    ],
)
def test_a_date_that_stands_for_the_article(text, kind):
    assert published(text, kind=kind).interval == interval("2024-11-11", "2024-11-11")


def test_a_day_without_its_year_in_a_dateline_waits_for_other_evidence():
    passages = [
        Passage(0, "dateline", "MOSCOW, Nov 11 (Reuters) -"),
        Passage(30, "body", "The president-elect spoke on Monday."),
    ]
    assert solve(text_evidence(passages, load("en"), ELECT)).interval == interval("2024-11-11", "2024-11-11")


def test_an_updated_stamp_is_no_day_of_publication():
    assert published("Updated 14 November 2024", kind="dateline").interval != interval("2024-11-14", "2024-11-14")


def test_a_quoted_today_is_the_speakers():
    solution = published('He recalled: "Today, Thursday 24 February 2022, is a black day".')
    assert solution.interval == interval("2022-02-24", None)


def test_today_sunday_trims_what_other_evidence_leaves():
    solution = published("The president-elect spoke today, Sunday.", registry=ELECT)
    assert solution.interval == interval("2024-11-10", "2025-01-19")
    assert solution.method == "weekday+role"
    assert solution.evidence == "today, Sunday · president-elect"


def test_late_last_january_is_not_said_in_january():
    office = Offices({"president": [Office(date(2025, 1, 20))]})
    text = "The president spoke today, Sunday. Late last January he had refused."
    assert published(text, registry=office).interval == interval("2025-02-02", None)


def test_a_dated_weekday_belongs_to_the_week_of_today():
    text = "The president-elect spoke today, Sunday. On Saturday, 9 November 2024, he was silent."
    solution = published(text, registry=ELECT)
    assert solution.interval == interval("2024-11-10", "2024-11-10")
    assert "week" in solution.method


def test_a_dated_weekday_of_long_ago_does_not_date_the_article():
    text = "They spoke today, Sunday. On Thursday, 24 February 2022, the war began."
    assert published(text).interval == interval("2022-02-27", None)


def test_a_weekday_and_a_day_choose_the_year():
    text = "The president-elect was silent. On Tuesday, 12 November, the ministry spoke."
    assert published(text, registry=ELECT).interval == interval("2024-11-12", "2025-01-19")


def test_a_passing_role_bounds_on_both_sides_and_an_office_from_below():
    assert published("The president-elect spoke.", registry=ELECT).interval == interval("2024-11-06", "2025-01-19")
    office = Offices({"president": [Office(date(2017, 1, 20), date(2021, 1, 19)), Office(date(2025, 1, 20))]})
    assert published("The president spoke.", registry=office).interval == interval("2017-01-20", None)


REGISTRY = """
actors:
  usa: {name: United States, kind: state, adjectives: {en: [American]}}
  doering:
    name: John Doering
    names: {en: [John Doering]}
    roles:
      - {role: president_elect, of: usa, from: 2016-11-09, to: 2017-01-19}
      - {role: president, of: usa, from: 2017-01-20, to: 2021-01-19}
      - {role: president_elect, of: usa, from: 2024-11-06, to: 2025-01-19}
      - {role: president, of: usa, from: 2025-01-20}
  roe:
    name: Jane Roe
    names: {en: [Jane Roe]}
    roles:
      - {role: president, of: usa, from: 2021-01-20, to: 2025-01-19}
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("President-elect John Doering spoke.", ("2016-11-09", "2025-01-19")),  # either term
        ("President-elect John Doering met the American president, Jane Roe.", ("2024-11-06", "2025-01-19")),
        ("The American president, John Doering, spoke.", ("2017-01-20", None)),
        ("The American president spoke.", (None, None)),  # it may be one whom the registry does not know
        ("The American president spoke. Doering nodded.", ("2017-01-20", None)),
        ("President-elect Maria Lopez spoke.", (None, None)),  # of another country
        ("The president-elect spoke in Lima.", (None, None)),
    ],
)
def test_terms_of_an_office_and_whose_it_is(tmp_path, text, expected):
    (tmp_path / "actors.yaml").write_text(REGISTRY, encoding="utf-8")
    registry = load_actors(tmp_path / "actors.yaml")
    assert published(text, registry=registry).interval == interval(*expected)


def test_words_that_look_back_do_not_bound():
    assert published("The then president-elect had spoken.", registry=ELECT).interval == interval(None, None)


def test_an_office_held_later_outweighs_one_held_before():
    registry = Offices(
        {
            "president-elect": [Office(date(2024, 11, 6), date(2025, 1, 19))],
            "the president": [Office(date(2025, 1, 20))],
        }
    )
    solution = published("As president-elect he promised it. Now the president has done it.", registry=registry)
    assert solution.interval == interval("2025-01-20", None)
    assert [(kept.rule, dropped.rule) for kept, dropped in solution.conflicts] == [("office", "role")]


@pytest.mark.parametrize(
    ("text", "lang", "start"),
    [
        ("After the fall of the government, they left.", "en", "2024-12-08"),
        ("The government left; its collapse came fast.", "en", "2024-12-08"),
        ("The tower left; its collapse came fast.", "en", None),
        ("Ahead of the fall of the government, they left.", "en", None),
        ("بعد سقوط الحكومة غادروا", "ar", "2024-12-08"),  # after the fall of the government they left
    ],
)
def test_an_event_that_has_happened_bounds_from_below(text, lang, start):
    assert published(text, lang, events=(FALL,)).interval == interval(start, None)


CALL = Event(
    "call",
    Interval(date(2024, 11, 6), date(2024, 11, 6)),  # a Wednesday
    "The ministers call each other",
    {"en": (("the border call",), ("rang his colleague",)), "fa": (("با همتای خود گفتگو کرد",),)},
    clauses={"en": frozenset({("rang his colleague",)}), "fa": frozenset({("با همتای خود گفتگو کرد",)})},
)


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("Rain followed the border call on Wednesday.", "en", ("2024-11-06", "2024-11-12")),
        ("Rain followed the border call last Wednesday.", "en", ("2024-11-07", "2024-11-17")),
        ("Rain followed the border call yesterday.", "en", ("2024-11-07", "2024-11-07")),
        ("Rain followed the border call on Thursday.", "en", ("2024-11-06", None)),  # the rain's day, or an error
        ("After the border call on Friday it rained.", "en", ("2024-11-06", None)),
        ("On Wednesday the border call was forgotten.", "en", ("2024-11-06", None)),
        ("The border call, she said on Wednesday, was short.", "en", ("2024-11-06", None)),
        ('She said: "The border call last Wednesday was short."', "en", ("2024-11-06", None)),
        ("On Wednesday the minister rang his colleague.", "en", ("2024-11-06", "2024-11-12")),
        # today, Wednesday, the minister spoke with his colleague
        ("امروز چهارشنبه وزیر با همتای خود گفتگو کرد", "fa", ("2024-11-06", "2024-11-06")),
    ],
)
def test_an_event_with_the_day_it_is_given_dates_the_writing(text, lang, expected):
    assert published(text, lang, events=(CALL,)).interval == interval(*expected)


def test_words_that_fit_several_events_leave_the_choice_to_other_evidence():
    monday = Interval(date(2025, 2, 24), date(2025, 2, 24))
    later = Event("later", monday, "Another call", CALL.phrases, False, CALL.clauses)
    text = "The minister rang his colleague {}."
    assert published(text.format("again"), events=(later, CALL)).interval == interval("2024-11-06", None)
    solution = published(text.format("today, Monday"), events=(later, CALL))
    assert solution.interval == monday
    assert solution.method == "event day"


def test_a_contradiction_names_both_pieces_and_keeps_the_stronger():
    given = Constraint("metadata", "metadata: the archive", within(interval("2025-03-03", "2025-03-03")))
    spoken = text_evidence([Passage(0, "body", "The president-elect spoke.")], load("en"), ELECT)
    solution = solve([*spoken, given])
    assert solution.interval == interval("2025-03-03", "2025-03-03")
    assert [(kept.words, dropped.words) for kept, dropped in solution.conflicts] == [
        ("metadata: the archive", "president-elect")
    ]


def test_a_strong_rule_that_speaks_late_still_outweighs_a_weak_one():
    passages = [
        Passage(0, "dateline", "MOSCOW, Feb 10 (Reuters) -"),
        Passage(30, "body", "Once president-elect, he spoke of the war. The talks began on 20 January 2025."),
    ]
    solution = solve(text_evidence(passages, load("en"), ELECT))
    assert solution.interval.start == date(2025, 1, 20)
    assert [(kept.rule, dropped.rule) for kept, dropped in solution.conflicts] == [("date", "role")]
    passages[1] = Passage(30, "body", "The president-elect spoke of the war.")
    solution = solve(text_evidence(passages, load("en"), ELECT))
    assert [(kept.rule, dropped.rule) for kept, dropped in solution.conflicts] == [("dateline", "role")]
    assert date(2025, 2, 10) in solution.interval


def test_an_updated_stamp_bounds_from_above():
    text = "Published 11 November 2024, updated 14 November 2024"
    assert published(text, kind="dateline").interval == interval("2024-11-11", "2024-11-11")
    assert published("Updated 14 November 2024", kind="dateline").interval == interval(None, "2024-11-14")


ABOVE, BELOW = interval("2025-02-24", None), interval("2024-12-08", "2025-01-19")


@pytest.mark.parametrize(
    ("intervals", "expected"),
    [
        ([ABOVE, Interval(), BELOW], "newest first"),
        ([BELOW, ABOVE], "oldest first"),
        ([ABOVE, BELOW, ABOVE], "contradictory"),
        ([Interval(), ABOVE], None),
        ([], None),
    ],
)
def test_the_order_of_a_listing_is_inferred(intervals, expected):
    assert direction_of(intervals) == expected


def test_items_of_a_listing_bound_each_other():
    items = [[Constraint("date", "x", within(one))] for one in (ABOVE, Interval(), BELOW)]
    top, middle, bottom = (solution.interval for solution in solve_in_order(items))
    assert middle == interval("2024-12-08", None)
    assert (top, bottom) == (ABOVE, BELOW)
    turned = solve_in_order(items[::-1], newest_first=False)
    assert [solution.interval for solution in turned] == [bottom, middle, top]


def test_a_weekday_in_a_listing_is_trimmed_again_after_its_neighbours():
    wednesday = text_evidence([Passage(0, "body", "Today, Wednesday, he spoke.")], load("en"))
    exact = [Constraint("date", "x", within(interval(day, day))) for day in ("2025-01-04", "2024-12-16")]
    middle = solve_in_order([[exact[0]], wednesday, [exact[1]]])[1]
    assert middle.interval == interval("2024-12-18", "2025-01-01")
