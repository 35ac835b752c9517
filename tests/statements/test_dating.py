"""When a statement was said: the expression that governs its cue, never one inside its content."""

from datetime import date

import pytest
from tests.statements.trees import article, statements

from newsnb.dates import Interval
from newsnb.dates.events import Event
from newsnb.statements.dating import date_statements

VICTORY = Event(
    "victory", Interval(date(2024, 11, 6), date(2024, 11, 6)), "Election", {"en": (("his victory",), ("the election",))}
)


def dated(trees, *records, lang="en", published=("2024-11-11", "2024-11-11"), paragraphs=None, events=()):
    """Date the statements; gives (from, to, method) of each, days as text, an open end as None."""
    corpus, parsed = article(trees, lang, published, paragraphs)
    table = date_statements(statements(corpus.texts["a.txt"], *records), corpus, parsed, events=events)
    return [
        (
            *(None if value is None or value != value else str(value.date()) for value in (row.said_from, row.said_to)),
            row.said_method,
        )
        for row in table.itertuples()
    ]


ON_SUNDAY = (
    "He/PRON/nsubj/2 said/VERB/root/0 on/ADP/case/4 Sunday/PROPN/obl/2 that/SCONJ/mark/8 "
    "talks/NOUN/nsubj/8 had/AUX/aux/8 begun/VERB/ccomp/2"
)


def test_an_expression_in_the_clause_of_the_cue_dates_it():
    assert dated([ON_SUNDAY], {"cue": "said", "content": "talks had begun"}) == [("2024-11-10", "2024-11-10", "date")]


def test_an_expression_in_the_content_does_not():
    tree = "He/PRON/nsubj/2 said/VERB/root/0 talks/NOUN/nsubj/4 began/VERB/ccomp/2 on/ADP/case/6 Sunday/PROPN/obl/4"
    expected = ("2024-11-11", "2024-11-11", "published")
    assert dated([tree], {"cue": "said", "content": "talks began on Sunday"}) == [expected]


def test_the_past_perfect_of_the_content_is_not_that_of_the_cue():
    tree = "He/PRON/nsubj/2 said/VERB/root/0 talks/NOUN/nsubj/5 had/AUX/aux/5 begun/VERB/ccomp/2"
    assert dated([tree], {"cue": "said", "content": "talks had begun"})[0][2] == "published"


def test_the_past_perfect_of_the_cue_opens_the_interval_below():
    tree = "He/PRON/nsubj/4 had/AUX/aux/4 originally/ADV/advmod/4 reported/VERB/root/0 a/DET/det/6 call/NOUN/obj/4"
    assert dated([tree], {"cue": "reported", "content": "a call"}) == [(None, "2024-11-11", "past perfect")]


def test_what_a_content_speaks_of_as_past_bounds_an_older_statement():
    tree = (
        "He/PRON/nsubj/3 had/AUX/aux/3 reported/VERB/root/0 a/DET/det/5 call/NOUN/obj/3 "
        "after/ADP/case/8 his/PRON/nmod:poss/8 victory/NOUN/nmod/5"
    )
    record = {"cue": "reported", "content": "a call after his victory"}
    assert dated([tree], record, events=(VICTORY,)) == [("2024-11-06", "2024-11-11", "past perfect")]


@pytest.mark.parametrize(
    ("speaker", "published", "expected"),
    [
        ("putin", "2025-02-09", ("2024-11-07", "2024-11-07", "past perfect+event")),
        ("peskov", "2025-02-09", (None, "2025-02-09", "past perfect")),  # the words are not his
        ("putin", "2024-10-01", (None, "2024-10-01", "past perfect")),  # printed before the speech: another occasion
    ],
)
def test_words_known_to_be_said_on_a_day(speaker, published, expected):
    speech = Event(
        "speech", Interval(date(2024, 11, 7), date(2024, 11, 7)), "Speech", {"en": (("a call",),)}, said_by="putin"
    )
    tree = "He/PRON/nsubj/3 had/AUX/aux/3 proposed/VERB/root/0 a/DET/det/5 call/NOUN/obj/3"
    record = {"cue": "proposed", "content": "a call", "actor_id": speaker}
    assert dated([tree], record, published=(published, published), events=(speech,)) == [expected]


def test_after_an_event():
    tree = (
        "Shortly/ADV/advmod/4 after/ADP/case/4 his/PRON/nmod:poss/4 victory/NOUN/obl/6 "
        "he/PRON/nsubj/6 praised/VERB/root/0 him/PRON/obj/6"
    )
    found = dated(
        [tree], {"cue": "praised", "content": "him"}, published=("2025-02-09", "2025-02-09"), events=(VICTORY,)
    )
    assert found == [("2024-11-06", "2024-12-07", "event")]


@pytest.mark.parametrize("relation", ["After", "During", "Since"])
def test_an_event_that_came_later_than_the_article_is_another_one(relation):
    tree = (
        f"{relation}/ADP/case/3 his/PRON/nmod:poss/3 victory/NOUN/obl/5 he/PRON/nsubj/5 praised/VERB/root/0 "
        "him/PRON/obj/5"
    )
    record = {"cue": "praised", "content": "him"}
    before, after = ("2024-02-18", "2024-02-18"), ("2024-11-11", "2024-11-11")
    assert dated([tree], record, published=before, events=(VICTORY,)) == [(*before, "published")]
    assert dated([tree], record, published=after, events=(VICTORY,))[0][0] == "2024-11-06"


def test_a_participle_shares_the_time_of_its_verb():
    tree = ON_SUNDAY + " adding/VERB/advcl/2 that/SCONJ/mark/12 more/ADJ/nsubj/12 follow/VERB/ccomp/9"
    records = {"cue": "said", "content": "talks had begun"}, {"cue": "adding", "content": "more follow"}
    assert dated([tree], *records)[1] == ("2024-11-10", "2024-11-10", "date")


def test_a_verb_with_a_subject_of_its_own_does_not():
    tree = ON_SUNDAY + " and/CCONJ/cc/11 she/PRON/nsubj/11 denied/VERB/conj/2 it/PRON/obj/11"
    records = {"cue": "said", "content": "talks had begun"}, {"cue": "denied", "content": "it", "actor_id": "zakharova"}
    assert dated([tree], *records)[1] == ("2024-11-11", "2024-11-11", "published")


def test_added_carries_the_time_of_the_sentence_before():
    more = "He/PRON/nsubj/2 added/VERB/root/0 that/SCONJ/mark/5 they/PRON/nsubj/5 hope/VERB/ccomp/2"
    records = (
        {"cue": "said", "content": "talks had begun"},
        {"cue": "added", "content": "they hope", "cue_class": "add"},
    )
    assert dated([ON_SUNDAY, more], *records)[1] == ("2024-11-10", "2024-11-10", "carried")


def test_another_verb_may_go_on_or_return_to_the_day_of_the_article():
    more = "He/PRON/nsubj/2 denied/VERB/root/0 that/SCONJ/mark/5 they/PRON/nsubj/5 hope/VERB/ccomp/2"
    records = {"cue": "said", "content": "talks had begun"}, {"cue": "denied", "content": "they hope", "source": [0, 2]}
    assert dated([ON_SUNDAY, more], *records)[1] == ("2024-11-10", "2024-11-11", "carried or published")
    assert dated([ON_SUNDAY, more], *records, paragraphs=[0, 1])[1][2] == "published"


def test_a_verb_without_a_subject_goes_on_with_the_same_speech():
    more = "نفى/VERB/root/0 الخبر/NOUN/obj/1"  # denied the news
    first = "وقال/VERB/root/0 بيسكوف/PROPN/nsubj/1 السبت/NOUN/obl/1 مكالمة/NOUN/obj/1"  # Peskov said Saturday: a call
    records = {"cue": "وقال", "content": "مكالمة", "source": [5, 11]}, {"cue": "نفى", "content": "الخبر"}
    found = dated([first, more], *records, lang="ar", paragraphs=[0, 1])
    assert found[1] == ("2024-11-09", "2024-11-09", "carried")


def test_at_that_time_points_to_the_sentence_before():
    first = "They/PRON/nsubj/2 met/VERB/root/0 on/ADP/case/5 9/NUM/nummod/5 November/PROPN/obl/2"
    then = "At/ADP/case/3 that/DET/det/3 time/NOUN/obl/5 she/PRON/nsubj/5 said/VERB/root/0 little/NOUN/obj/5"
    assert dated([first, then], {"cue": "said", "content": "little"}) == [("2024-11-09", "2024-11-09", "carried")]


def test_a_nested_statement_is_not_later_than_the_outer_one():
    tree = (
        "They/PRON/nsubj/2 denied/VERB/root/0 on/ADP/case/4 Sunday/PROPN/obl/2 reports/NOUN/obj/2 "
        "claiming/VERB/acl/5 a/DET/det/8 call/NOUN/obj/6"
    )
    records = (
        {"cue": "denied", "content": "reports claiming a call"},
        {"cue": "claiming", "content": "a call", "nested_in": "s0", "actor_id": "media"},
    )
    assert dated([tree], *records)[1] == (None, "2024-11-10", "nested")


def test_the_date_of_what_a_relative_clause_describes():
    tree = (
        "He/PRON/nsubj/2 recalled/VERB/root/0 the/DET/det/4 order/NOUN/obj/2 in/ADP/case/6 "
        "October/PROPN/nmod/4 "
        "2022/NUM/flat/6 ,/PUNCT/punct/10 which/PRON/nsubj/10 declared/VERB/conj/2 talks/NOUN/obj/10"
    )
    records = (
        {"cue": "recalled", "content": "the order in October 2022 , which declared talks"},
        {"cue": "declared", "content": "talks", "nested_in": "s0", "actor_id": "zelensky"},
    )
    assert dated([tree], *records)[1] == ("2022-10-01", "2022-10-31", "date")


def test_the_date_of_the_interview_it_was_said_in():
    tree = (
        "In/ADP/case/3 an/DET/det/3 interview/NOUN/obl/8 published/VERB/acl/3 on/ADP/case/6 "
        "Sunday/PROPN/obl/4 "
        "he/PRON/nsubj/8 praised/VERB/root/0 him/PRON/obj/8"
    )
    assert dated([tree], {"cue": "praised", "content": "him"}) == [("2024-11-10", "2024-11-10", "date")]


def test_the_date_of_someones_appointment_is_not_the_date_of_his_words():
    tree = (
        "The/DET/det/2 minister/NOUN/nsubj/7 appointed/VERB/acl/2 on/ADP/case/5 Sunday/PROPN/obl/3 "
        "warmly/ADV/advmod/7 praised/VERB/root/0 him/PRON/obj/7"
    )
    assert dated([tree], {"cue": "praised", "content": "him"})[0][2] == "published"


def test_repeated_statements_are_open():
    tree = "He/PRON/nsubj/3 repeatedly/ADV/advmod/3 praised/VERB/root/0 him/PRON/obj/3"
    assert dated([tree], {"cue": "praised", "content": "him"}) == [(None, "2024-11-11", "repeated")]


def test_a_date_that_lies_ahead_dates_nothing():
    tree = "Until/ADP/case/2 Sunday/PROPN/obl/4 he/PRON/nsubj/4 praised/VERB/root/0 him/PRON/obj/4"
    assert dated([tree], {"cue": "praised", "content": "him"})[0][2] == "published"


@pytest.mark.parametrize(
    ("tree", "lang", "cue", "content", "expected"),
    [
        # Peskov had announced late last January a call
        (
            (
                "كان/AUX/aux/3 بيسكوف/PROPN/nsubj/3 أعلن/VERB/root/0 أواخر/NOUN/obl/3 يناير/NOUN/nmod/4 "
                "الماضي/ADJ/amod/5 مكالمة/NOUN/obj/3"
            ),
            "ar",
            "أعلن",
            "مكالمة",
            ("2025-01-21", "2025-01-31", "date"),
        ),
        # Peskov had announced a call
        (
            "وكان/AUX/aux/3 بيسكوف/PROPN/nsubj/3 أعلن/VERB/root/0 مكالمة/NOUN/obj/3",
            "ar",
            "أعلن",
            "مكالمة",
            (None, "2025-02-09", "past perfect"),
        ),
        # On Saturday Peskov said: a call
        (
            "وقال/VERB/root/0 بيسكوف/PROPN/nsubj/1 السبت/NOUN/obl/1 مكالمة/NOUN/obj/1",
            "ar",
            "وقال",
            "مكالمة",
            ("2025-02-08", "2025-02-08", "date"),
        ),
        # Peskov had said: a call
        (
            "پسکوف/PROPN/nsubj/2 گفته/VERB/root/0 بود/AUX/aux/2 تماس/NOUN/obj/2",
            "fa",
            "گفته",
            "تماس",
            (None, "2025-02-09", "past perfect"),
        ),
        # Peskov said on Wednesday: a call
        (
            "پسکوف/PROPN/nsubj/4 روز/NOUN/obl/4 چهارشنبه/NOUN/nmod/2 گفت/VERB/root/0 تماس/NOUN/obj/4",
            "fa",
            "گفت",
            "تماس",
            ("2025-02-05", "2025-02-05", "date"),
        ),
    ],
)
def test_arabic_and_persian(tree, lang, cue, content, expected):
    assert dated([tree], {"cue": cue, "content": content}, lang=lang, published=("2025-02-09", "2025-02-09")) == [
        expected
    ]


def test_without_a_tree_the_words_between_decide():
    flat = "He/X//0 said/X//0 on/X//0 Sunday/X//0 little/X//0"
    assert dated([flat], {"cue": "said", "content": "little"}) == [("2024-11-10", "2024-11-10", "date")]


def test_an_open_day_of_publication_stays_open():
    found = dated([ON_SUNDAY], {"cue": "said", "content": "talks had begun"}, published=("2024-11-11", None))
    assert found == [("2024-11-10", None, "date")]


def test_a_quotation_without_a_cue_takes_the_articles_own_interval():
    tree = "Talks/NOUN/nsubj/2 began/VERB/root/0"
    assert dated([tree], {"cue": None, "content": "Talks began"})[0] == ("2024-11-11", "2024-11-11", "published")


OPENING = [
    # Peskov denied on Saturday a call
    ("ar", "نفى/VERB/root/0 بيسكوف/PROPN/nsubj/1 السبت/PROPN/obj/1 مكالمة/NOUN/nmod/3", "نفى", "السبت مكالمة", (4, 11)),
    # He denied Saturday reports of a call
    (
        "en",
        "He/PRON/nsubj/2 denied/VERB/root/0 Saturday/PROPN/compound/4 reports/NOUN/obj/2",
        "denied",
        "Saturday reports",
        (0, 2),
    ),
]


@pytest.mark.parametrize(("lang", "tree", "cue", "content", "source"), OPENING, ids=[row[0] for row in OPENING])
def test_a_day_at_the_head_of_a_content_without_that_is_the_day_of_the_saying(lang, tree, cue, content, source):
    record = {"cue": cue, "content": content, "source": list(source), "cue_class": "deny"}
    found = dated([tree], record, lang=lang, published=("2025-02-09", "2025-02-09"))
    assert found == [("2025-02-08", "2025-02-08", "date")]


def test_a_day_that_the_content_speaks_of_stays_in_it():
    tree = "He/PRON/nsubj/2 said/VERB/root/0 Saturday/PROPN/nsubj/4 was/VERB/ccomp/2 cold/ADJ/xcomp/4"
    assert dated([tree], {"cue": "said", "content": "Saturday was cold", "source": [0, 2]})[0][2] == "published"


def test_on_the_same_day_points_to_the_paragraph_before():
    first = "وقال/VERB/root/0 بيسكوف/PROPN/nsubj/1 السبت/NOUN/obl/1 مكالمة/NOUN/obj/1"  # Peskov said Saturday: a call
    # Kyiv denied on the same day the news
    then = "نفت/VERB/root/0 كييف/PROPN/nsubj/1 في/ADP/case/4 اليوم/NOUN/obl/1 نفسه/NOUN/nmod/4 الخبر/NOUN/obj/1"
    records = (
        {"cue": "وقال", "content": "مكالمة"},
        {"cue": "نفت", "content": "في اليوم نفسه الخبر", "actor_id": "kyiv"},
    )
    found = dated([first, then], *records, lang="ar", published=("2025-02-11", "2025-02-11"), paragraphs=[0, 1])
    assert found[1] == ("2025-02-08", "2025-02-08", "carried")


def test_what_was_said_since_a_year_may_have_been_said_until_now():
    tree = "Since/ADP/case/2 2021/NUM/obl/4 he/PRON/nsubj/4 praised/VERB/root/0 him/PRON/obj/4"
    assert dated([tree], {"cue": "praised", "content": "him"}) == [("2021-01-01", "2024-11-11", "date")]
    early = dated([tree], {"cue": "praised", "content": "him"}, published=("2020-03-01", "2020-03-01"))
    assert early == [(None, "2020-03-01", "date")]  # the article's own day is believed


def test_before_his_appointment_is_open():
    tree = (
        "Before/ADP/case/3 his/PRON/nmod:poss/3 appointment/NOUN/obl/5 he/PRON/nsubj/5 praised/VERB/root/0 "
        "him/PRON/obj/5"
    )
    assert dated([tree], {"cue": "praised", "content": "him"}) == [(None, "2024-11-11", "earlier")]


def test_the_day_of_the_medium_behind_the_cue():
    # a statement issued on 28 March says that a call is near
    tree = (
        "ذكر/VERB/root/0 بيان/NOUN/nsubj/1 صدر/NOUN/nmod/2 في/ADP/case/5 28/NUM/nmod/3 آذار/NOUN/nmod/5 "
        "أن/SCONJ/mark/8 مكالمة/NOUN/ccomp/1"
    )
    found = dated([tree], {"cue": "ذكر", "content": "مكالمة"}, lang="ar", published=("2025-04-07", "2025-04-07"))
    assert found == [("2025-03-28", "2025-03-28", "date")]


# "(And) after the victory, he said that peace is near": the tagger takes the preposition "عقب" for a verb.
AFTER_IN_ARABIC = (
    "عقب/VERB/root/0 فوزه/NOUN/nsubj/1 ،/PUNCT/punct/2 قال/VERB/conj/1 إن/SCONJ/mark/6 السلام/NOUN/nsubj/7 "
    "قريب/ADJ/ccomp/4"
)


def test_a_time_that_opens_the_sentence_dates_the_cue_whatever_the_tree_says():
    victory = Event("victory", Interval(date(2024, 11, 6), date(2024, 11, 6)), "Election", {"ar": (("فوزه",),)})
    found = dated([AFTER_IN_ARABIC], {"cue": "قال", "content": "السلام قريب"}, lang="ar", events=(victory,))
    assert found == [("2024-11-06", "2024-11-11", "event")]


SPEAKING = (
    "Speaking/VERB/advcl/7 in/ADP/case/3 Dubai/PROPN/obl/1 on/ADP/case/5 Thursday/PROPN/obl/1 ,/PUNCT/punct/1 "
    "Haddad/PROPN/nsubj/8 said/VERB/root/0 talks/NOUN/nsubj/10 began/VERB/ccomp/8"
)
AFTER_SPEAKING = (
    "After/SCONJ/mark/2 speaking/VERB/advcl/9 in/ADP/case/4 Dubai/PROPN/obl/2 on/ADP/case/6 Thursday/PROPN/obl/2 "
    ",/PUNCT/punct/2 Haddad/PROPN/nsubj/9 said/VERB/root/0 talks/NOUN/nsubj/11 began/VERB/ccomp/9"
)
ASKED = (
    "Asked/VERB/advcl/9 about/ADP/case/4 the/DET/det/4 report/NOUN/obl/1 published/VERB/acl/4 on/ADP/case/7 "
    "Thursday/PROPN/obl/5 ,/PUNCT/punct/1 Haddad/PROPN/nsubj/10 said/VERB/root/0 talks/NOUN/nsubj/12 "
    "began/VERB/ccomp/10"
)


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        (SPEAKING, ("2024-11-07", "2024-11-07", "date")),
        (AFTER_SPEAKING, ("2024-11-11", "2024-11-11", "published")),
        (ASKED, ("2024-11-11", "2024-11-11", "published")),  # the day of the report, not of the answer
    ],
)
def test_the_day_of_speaking_dates_the_cue_and_that_of_what_is_answered_does_not(tree, expected):
    assert dated([tree], {"cue": "said", "content": "talks began"}) == [expected]
