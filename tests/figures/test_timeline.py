"""The data that the timeline draws: where markers lie, what is open, what is named, what is not lost."""

import matplotlib.dates as mdates
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex

from helpers import DATA
from invented_series import CONFIRMED, DENIES, NEITHER, NOTHING, READY, daily, series_of
from newsnb.figures.comparison import (
    comparison_table,
    position_comparison,
    position_multiples,
    position_uncertainty,
)
from newsnb.figures.periods import by_period
from newsnb.figures.timeline import position_timeline
from newsnb.positions.codebook import load_codebook

EVENTS = pd.DataFrame(
    [
        ("vote", "2024-11-03", "2024-11-03", "An election", "yes"),
        ("report", "2024-11-04", "2024-11-04", "A newspaper reports a call that both sides then deny", "yes"),
        ("talks", "2024-11-05", "2024-11-06", "Two days of talks", True),
        ("hidden", "2024-11-05", "2024-11-05", "Not to be drawn", "no"),
        ("later", "2026-01-01", "2026-01-01", "Outside the time shown", "yes"),
    ],
    columns=["event_id", "from", "to", "label", "draw"],
)


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


@pytest.fixture(scope="module")
def codebook():
    return load_codebook(DATA / "codebook.yaml")


def panel(figure, issue="us_contact"):
    return next(ax for ax in figure.axes if ax.get_label() == issue)


def artists(ax, name: str) -> list:
    return [line for line in ax.get_lines() if str(line.get_gid()).startswith(name)]


def labels(figure) -> list[str]:
    return [t.get_text().replace("\n", " ") for ax in figure.axes for t in ax.texts if t.get_gid() == "event-label"]


def test_every_dated_statement_is_a_marker_on_its_day_within_its_level():
    rows = daily(DENIES, NOTHING, NEITHER, READY, CONFIRMED)
    points = artists(panel(position_timeline(rows)), "point-")
    assert [point.get_xdata()[0] for point in points] == mdates.date2num(rows["mid"]).tolist()
    assert [round(point.get_ydata()[0]) for point in points] == rows["position"].tolist()


def test_statements_of_one_day_are_beside_each_other_not_on_each_other():
    day = "2024-11-11"
    rows = series_of(*[(f"a{n}", day, day, DENIES) for n in range(4)], ("b", "2025-02-01", "2025-02-01", READY))
    heights = [point.get_ydata()[0] for point in artists(panel(position_timeline(rows)), "point-")][:4]
    assert len(set(heights)) == 4
    assert all(abs(height - DENIES) < 0.5 for height in heights)
    assert np.mean(heights) == pytest.approx(DENIES)


def test_hollow_where_the_day_is_not_known_with_a_bar_over_the_days():
    rows = series_of(("a", "2024-11-11", "2024-11-11", DENIES), ("b", "2024-12-11", "2025-01-01", NOTHING))
    ax = panel(position_timeline(rows))
    known, unknown = artists(ax, "point-")
    assert to_hex(known.get_markerfacecolor()) != "#ffffff"
    assert to_hex(unknown.get_markerfacecolor()) == "#ffffff"
    (bar,) = artists(ax, "bar")
    assert bar.get_xdata().tolist() == mdates.date2num(rows.loc[2, ["said_from", "said_to"]].tolist()).tolist()


def test_undated_statements_are_named_in_the_note():
    rows = series_of(("a", "2024-11-11", "2024-11-11", DENIES), ("b", None, None, READY))
    figure = position_timeline(rows)
    assert len(artists(panel(figure), "point-")) == 1
    assert "Not drawn, no date: 1 statement (row 2)." in figure.get_supxlabel().replace("\n", " ")


def test_an_open_end_is_an_arrow_and_is_not_joined():
    rows = series_of(
        ("a", "2024-11-11", "2024-11-11", DENIES), ("b", "2024-12-01", None, READY), ("c", None, "2025-01-01", NEITHER)
    )
    ax = panel(position_timeline(rows))
    assert len(artists(ax, "point-")) == 3
    assert not artists(ax, "step")


def test_a_half_year_interval_does_not_squeeze_the_others():
    rows = series_of(
        ("a", "2024-02-01", "2024-12-25", READY),
        ("b", "2024-11-11", "2024-11-11", DENIES),
        ("c", "2025-02-01", "2025-02-01", READY),
    )
    ax = panel(position_timeline(rows))
    assert mdates.num2date(ax.get_xlim()[0]).date().isoformat() > "2024-10-31"
    assert all(ax.get_xlim()[0] < point.get_xdata()[0] < ax.get_xlim()[1] for point in artists(ax, "point-"))


def test_shape_doubles_colour():
    rows = daily(DENIES, READY, NEITHER, lang=["en", "ar", "fa"])
    points = artists(panel(position_timeline(rows)), "point-")
    assert len({point.get_marker() for point in points}) == len({point.get_markeredgecolor() for point in points}) == 3


def test_the_legend_names_languages_and_outlets_in_their_script():
    rows = daily(DENIES, READY, lang=["ar", "fa"], outlet=["العربية", None])  # the outlet is Al Arabiya
    by_language = {text.get_text() for text in position_timeline(rows).legends[0].get_texts()}
    by_outlet = {text.get_text() for text in position_timeline(rows, by="outlet").legends[0].get_texts()}
    assert {"Arabic", "Persian"} <= by_language
    assert {"العربية", "not known"} <= by_outlet


def test_numbers_are_those_of_the_table_even_for_a_selection():
    rows = daily(DENIES, READY, NEITHER).iloc[[0, 2]]
    texts = [t.get_text() for t in panel(position_timeline(rows)).texts if str(t.get_gid()).startswith("number-")]
    assert texts == ["1", "3"]


def test_levels_carry_the_codebooks_names(codebook):
    ax = panel(position_timeline(daily(DENIES), codebook=codebook))
    names = [tick.get_text().replace("\n", " ") for tick in ax.get_yticklabels()]
    assert names == [level.label for level in codebook.issue("us_contact").scale]


def test_panels_follow_the_codebook_and_share_dates(codebook):
    rows = pd.concat([daily(READY, issue="ukraine_talks"), daily(DENIES, start="2025-02-01")])
    figure = position_timeline(rows, codebook=codebook)
    assert [ax.get_label() for ax in figure.axes] == ["us_contact", "ukraine_talks"]
    assert figure.axes[0].get_xlim() == figure.axes[1].get_xlim()


def test_events_to_be_drawn_within_the_time_shown_are_labelled():
    figure = position_timeline(daily(*[READY] * 20), events=EVENTS)
    expected = {"An election", "A newspaper reports a call that both sides then deny", "Two days of talks"}
    assert set(labels(figure)) == expected


def test_event_labels_do_not_overlap():
    days = pd.date_range("2024-11-02", periods=6)
    events = pd.DataFrame({"label": [f"event number {n} with a name" for n in range(6)], "from": days, "to": days})
    figure = position_timeline(daily(*[READY] * 20), events=events)
    figure.draw_without_rendering()
    boxes = [t.get_window_extent() for t in figure.axes[0].texts if t.get_gid() == "event-label"]
    overlaps = [1 for n, one in enumerate(boxes) for other in boxes[n + 1 :] if one.overlaps(other)]
    hidden = "Lines without room" in figure.get_supxlabel()
    assert not overlaps
    assert len(boxes) == 6 or hidden


def test_missing_glyphs_are_an_error_and_there_are_none():
    # "the Kremlin denies" in Arabic and Persian; warnings are errors here
    rows = daily(DENIES, READY, outlet=["الكرملين ينفي", "کرملین تکذیب کرد"])
    position_timeline(rows, by="outlet").canvas.draw()


@pytest.mark.parametrize("n", [1, 12])
def test_few_statements_are_drawn_one_by_one(n):
    figure = position_timeline(daily(*([DENIES, READY, NEITHER] * 4)[:n]))
    assert len(artists(panel(figure), "point-")) == n


def big(n=2000):
    rng = np.random.default_rng(0)
    days = pd.Timestamp("2024-01-01") + pd.to_timedelta(np.sort(rng.integers(0, 300, n)), unit="D")
    articles = rng.integers(0, 400, n)
    positions = rng.integers(-2, 3, n)
    return series_of(*[(f"a{a}", d, d, int(p)) for a, d, p in zip(articles, days, positions, strict=True)])


def test_two_thousand_statements_are_drawn_by_week_with_mean_and_n():
    rows = big()
    figure = position_timeline(rows, events=EVENTS)
    (means,) = artists(panel(figure), "means")
    weeks = by_period(rows, "week")
    assert means.get_ydata().tolist() == weeks["mean"].tolist()
    assert weeks["n"].sum() == 2000
    assert (weeks["low"] <= weeks["mean"]).all()
    assert "mean of the week" in figure.get_supxlabel()


def test_nothing_to_draw_is_an_empty_figure_not_an_error():
    assert position_timeline(daily(READY).iloc[:0]).axes


def test_all_undated_statements_are_only_named():
    figure = position_timeline(series_of(("a", None, None, READY)))
    assert "Not drawn" in figure.get_supxlabel()


def test_own_axes_take_one_issue_only():
    _, ax = plt.subplots()
    position_timeline(daily(READY), ax=ax)
    assert artists(ax, "point-")
    both = pd.concat([daily(READY), daily(READY, issue="ukraine_talks")])
    with pytest.raises(ValueError, match="ukraine_talks"):
        position_timeline(both, ax=ax)


@pytest.mark.parametrize("wrong", [{"by": "colour"}, {"aggregate": "decade"}])
def test_unknown_choices_are_refused(wrong):
    with pytest.raises(ValueError, match="colour|decade"):
        position_timeline(daily(READY), **wrong)


def test_drawing_leaves_the_series_and_the_settings_alone():
    rows = daily(DENIES, READY)
    before, settings = rows.copy(), dict(plt.rcParams)
    position_timeline(rows)
    pd.testing.assert_frame_equal(rows, before)
    assert dict(plt.rcParams) == settings


def test_the_comparison_shows_each_press_with_its_mean():
    rows = daily(DENIES, DENIES, READY, lang=["en", "en", "ar"])
    table = comparison_table(rows).set_index("by")
    assert table["mean"].to_dict() == {"ar": 1.0, "en": -2.0}
    ax = position_comparison(rows).axes[0]
    assert [tick.get_text() for tick in ax.get_yticklabels()] == ["Arabic (1)", "English (2)"]
    assert artists(ax, "mean")[0].get_xdata().tolist() == [1.0, -2.0]


def test_small_multiples_say_where_there_is_no_statement():
    figure = position_multiples({"Peskov": daily(DENIES), "Putin": daily(DENIES).iloc[:0]})
    assert len(figure.axes) == 2
    assert "no statement" in [text.get_text() for text in figure.axes[1].texts]


def test_a_figure_of_nothing_says_so():
    undated = series_of(("a", None, None, READY))
    for figure, reason in [
        (position_uncertainty(undated), "no statement is dated at both ends"),
        (position_comparison(undated.iloc[:0]), "no statement to compare"),
        (position_multiples({"Peskov": undated.iloc[:0]}), "no statement"),
    ]:
        assert [text.get_text() for text in figure.axes[0].texts] == [reason]


def test_the_uncertainty_figure_draws_the_mean_of_the_draws():
    figure = position_uncertainty(
        series_of(("a", "2024-11-01", "2024-11-01", DENIES), ("b", "2024-12-01", "2024-12-20", READY))
    )
    assert artists(figure.axes[0], "mean")


def test_what_is_dated_too_loosely_for_a_week_is_named_not_averaged():
    rows = big(200)
    rows.loc[7, "said_to"] = rows.loc[7, "said_from"] + pd.Timedelta(days=100)
    rows.loc[7, ["mid", "precision_days"]] = [rows.loc[7, "said_from"] + pd.Timedelta(days=50), 100]
    figure = position_timeline(rows)
    assert by_period(rows, "week")["n"].sum() == 199
    assert "Not drawn, not dated to a week: 1 statement (row 7)." in figure.get_supxlabel().replace("\n", " ")


@pytest.mark.parametrize(
    ("days", "names"),
    [
        (("2024-11-09", "2024-11-12"), ["3 Nov\n2024", "5 Nov"]),
        (("2024-11-07", "2025-02-24"), ["Nov\n2024", "Dec", "Jan\n2025", "Feb"]),
        (("2021-03-01", "2023-09-01"), ["2021", "2022", "2023"]),
    ],
)
def test_the_date_axis_names_days_months_or_years(days, names):
    ax = panel(position_timeline(series_of(*[(day, day, day, READY) for day in days])))
    ax.figure.draw_without_rendering()
    texts = [tick.get_text() for tick in [*ax.get_xticklabels(minor=True), *ax.get_xticklabels()] if tick.get_text()]
    assert texts[: len(names)] == names


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_first_and_the_last_day_there_are_can_be_drawn(day):
    rows = series_of(("a", day, day, READY), ("b", "2024-11-01", "2024-11-01", DENIES))
    position_timeline(rows).canvas.draw()
    position_uncertainty(rows).canvas.draw()
