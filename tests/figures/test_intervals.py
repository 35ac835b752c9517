"""The figure of publication intervals: a day is a dot, an interval a bar, an open end an arrow."""

import matplotlib.pyplot as plt
import pytest

from newsnb import schemas
from newsnb.figures.intervals import article_intervals, evidence_group


def table(*ends):
    rows = [
        {
            "article_id": str(number),
            "source_id": f"{number}.txt",
            "item": number,
            "lang": "ar",
            "published_from": start,
            "published_to": end,
            "published_method": method,
            "published_evidence": "اليوم الأحد · أمس",  # today Sunday · yesterday
            "n_chars": 1,
            "n_body_chars": 1,
        }
        for number, (start, end, method) in enumerate(ends)
    ]
    return schemas.frame("articles", rows)


@pytest.fixture(autouse=True)
def _closed():
    yield
    plt.close("all")


def markers(ax):
    return [line.get_marker() for line in ax.lines if line.get_marker() != "None"]


def test_each_kind_of_interval_looks_different():
    articles = table(
        ("2024-11-10", "2024-11-10", "dateline"),
        ("2024-11-06", "2025-01-19", "role"),
        ("2024-11-06", None, "event+order"),
        (None, None, "none"),
    )
    ax = article_intervals(articles)
    assert markers(ax) == ["o", ">", "<", ">"]
    assert [label.get_text() for label in ax.get_yticklabels()] == ["0", "1 · 1", "2 · 2", "3 · 3"]
    assert {text.get_text() for text in ax.figure.legends[0].get_texts()} == {
        "dated in the text",
        "offices and events",
        "no evidence",
    }
    ax.figure.canvas.draw()  # a missing glyph would warn


def test_the_strongest_evidence_gives_the_colour():
    assert evidence_group("metadata+order") == "given"
    assert evidence_group("weekday+role") == "worked out from words"
    assert evidence_group("none") == "no evidence"


def test_articles_without_any_day_can_be_drawn():
    article_intervals(table((None, None, "none"))).figure.canvas.draw()
    article_intervals(table()).figure.canvas.draw()


def test_every_rule_of_dating_has_a_colour():
    from newsnb.dates.constraints import RULES
    from newsnb.figures import intervals

    listed = {rule for rules in intervals._GROUPS.values() for rule in rules}
    assert set(RULES) <= listed
