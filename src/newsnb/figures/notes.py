"""Legend and note: what the marks mean, how much is shown, what is not."""

from textwrap import fill

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from newsnb.figures.marks import Mark, house_style
from newsnb.figures.periods import loosely_dated
from newsnb.figures.statements import has_steps

_GREY = "#555555"


def empty_figure(reason: str) -> Figure:
    """Say in place of a figure why there is none: other articles may hold nothing to draw."""
    with house_style():
        figure, ax = plt.subplots(figsize=(7.2, 1.2))
        ax.set_axis_off()
        ax.text(0.5, 0.5, reason, transform=ax.transAxes, ha="center", va="center", color=_GREY)
    return figure


def draw_legend(place, marks: dict[str, Mark], period: str | None, series: pd.DataFrame, *, steps: bool = True) -> None:
    """Explain shapes, hollow markers and the step line, above the figure (or in the axes given)."""
    handles = [] if period else _mark_handles(marks) + _date_handles(series, steps)
    if not handles:
        return
    where = {"loc": "outside upper left"} if isinstance(place, Figure) else {"loc": "best"}
    widest = max(len(handle.get_label()) for handle in handles)
    columns = (
        len(handles) if sum(len(handle.get_label()) + 5 for handle in handles) < 105 else max(1, 100 // (widest + 6))
    )
    place.legend(handles=handles, ncols=columns, columnspacing=1.4, handletextpad=0.5, **where)


def _mark_handles(marks: dict[str, Mark]) -> list[Line2D]:
    by_name = {mark.name: mark for mark in marks.values()}
    return [
        Line2D([], [], linestyle="none", marker=mark.shape, color=mark.colour, markersize=7, label=name)
        for name, mark in by_name.items()
    ]


def _date_handles(series: pd.DataFrame, steps: bool) -> list[Line2D]:
    handles = []
    dated = series["said_from"].notna() | series["said_to"].notna()
    if (dated & ~series["precision_days"].eq(0).fillna(False)).any():
        look = {"marker": "o", "markerfacecolor": "white", "markeredgecolor": _GREY, "markersize": 7}
        handles.append(Line2D([], [], color="#BBBBBB", linewidth=2.4, label="day not known", **look))
    if steps and any(has_steps(rows) for _, rows in series.groupby("issue")):
        handles.append(Line2D([], [], color="#9A9A9A", linewidth=0.9, label="mean until the next date"))
    return handles


def draw_note(figure: Figure, series: pd.DataFrame, period: str | None, hidden: list[str]) -> None:
    """Write below the figure how many statements and articles it shows, and what it leaves out."""
    figure.supxlabel(fill(" ".join(note_sentences(series, period, hidden)), 118), x=0.012, ha="left", fontsize=7,
                     color="#444444", linespacing=1.25)  # fmt: skip


def note_sentences(series: pd.DataFrame, period: str | None, hidden: list[str]) -> list[str]:
    """Give the sentences of the note."""
    missing = loosely_dated(series, period) if period else series["said_from"].isna() & series["said_to"].isna()
    undated = series[missing]
    n, articles = len(series) - len(undated), series["article_id"].nunique()
    sentences = [f"{counted(n, 'statement')} in {counted(articles, 'article')}."]
    if period:
        sentences.append(f"Point: mean of the {period}; bar: 95 % interval (articles resampled); area: statements.")
    elif n:
        uncertain = (~series["precision_days"].eq(0).fillna(False)).sum() > len(undated)
        sentences.append("A number is the row of the table." + (" A bar spans the days possible." if uncertain else ""))
    if len(undated):
        named = ", ".join(str(number) for number in undated.index[:12])
        why = f"not dated to a {period}" if period else "no date"
        more = " ..." if len(undated) > 12 else ""
        sentences.append(f"Not drawn, {why}: {counted(len(undated), 'statement')} (row {named}{more}).")
    if hidden:
        sentences.append(f"Lines without room for a label: {'; '.join(hidden[:4])}{' ...' if len(hidden) > 4 else ''}.")
    return sentences


def counted(n: int, noun: str) -> str:
    """Write a number with its noun."""
    return f"{n} {noun}{'' if n == 1 else 's'}"
