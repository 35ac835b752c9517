"""A widget for coding statements by hand in JupyterLab; it fills in the same sheet as a spreadsheet program would."""

from html import escape
from pathlib import Path

import pandas as pd

from newsnb.positions.codebook import Codebook
from newsnb.positions.coding import NO_ISSUE
from newsnb.positions.sheets import read_sheet, write_sheet

try:
    import ipywidgets as widgets
except ImportError:
    raise ImportError("the coding widget needs ipywidgets: pip install 'newsnb[widgets]'") from None

_RIGHT_TO_LEFT = ("ar", "fa", "he", "ur")
_TEXTS = (("before", "#777"), ("sentence", "#111"), ("after", "#777"))


class CodingWidget:
    """Code a sheet statement by statement; every change is written to the sheet's file at once.

    Parameters
    ----------
    sheet
        File that ``newsnb coding sheet`` wrote (``.csv`` or ``.xlsx``); codes already in it are shown.
    codebook
        Gives the issues and levels to choose from.

    Attributes
    ----------
    box
        The widget to display (the object displays itself at the end of a cell).
    number
        Row shown, from 0.

    Notes
    -----
    By keyboard: Tab goes from issue to level to note to the buttons, arrow keys choose, space presses a button. After
    *Next*, which saves nothing that was not saved, the next statement is shown.

    Raises
    ------
    ValueError
        If the file is no coding sheet.
    """

    def __init__(self, sheet: str | Path, codebook: Codebook):
        self.path, self.codebook = Path(sheet), codebook
        self.table = read_sheet(self.path)
        absent = [
            name for name in ("statement_id", "sentence", "statement", "issue", "position") if name not in self.table
        ]
        if absent or self.table.empty:
            raise ValueError(
                f"{sheet}: {', '.join(absent) or 'no row'} missing; expected a sheet of `newsnb coding sheet`"
            )
        if "note" not in self.table:
            self.table["note"] = ""
        self.number = 0
        self._showing = False
        self._make()
        self.show(self._first_open())

    def _make(self) -> None:
        issues = [
            ("(not coded)", ""),
            *((i.label, i.id) for i in self.codebook.issues),
            ("none of the issues", NO_ISSUE),
        ]
        self.head, self.text = widgets.HTML(), widgets.HTML()
        self.issue = widgets.Dropdown(options=issues, description="Issue")
        self.level = widgets.ToggleButtons(options=[("no position", "")], description="Level")
        self.note = widgets.Text(description="Note", continuous_update=False)
        self.back, self.next = (widgets.Button(description=name) for name in ("Back", "Next"))
        self.issue.observe(self._issue_chosen, "value")
        for control in (self.level, self.note):
            control.observe(self._changed, "value")
        self.back.on_click(lambda _: self.show(self.number - 1))
        self.next.on_click(lambda _: self.show(self.number + 1))
        buttons = widgets.HBox([self.back, self.next])
        self.box = widgets.VBox([self.head, self.text, self.issue, self.level, self.note, buttons])

    def _first_open(self) -> int:
        open_ = self.table.index[self.table["issue"].str.strip().eq("")]
        return int(open_[0]) if len(open_) else 0

    def show(self, number: int) -> None:
        """Show a row; numbers outside the sheet stop at its ends."""
        self.number = min(max(number, 0), len(self.table) - 1)
        row = self.table.iloc[self.number]
        self._showing = True
        self.head.value, self.text.value = self._head(row), statement_html(row)
        known = [value for _, value in self.issue.options]
        self.issue.value = row["issue"].strip() if row["issue"].strip() in known else ""
        self._offer_levels()
        position = _plain(row["position"])
        self.level.value = position if position in [value for _, value in self.level.options] else ""
        self.note.value = row["note"]
        self._showing = False

    def _head(self, row: pd.Series) -> str:
        done = int(self.table["issue"].str.strip().ne("").sum())
        facts = [row.get(name, "") for name in ("actor", "said", "title", "source_id")]
        told = " &middot; ".join(escape(fact) for fact in facts if fact)
        return f"<small>{self.number + 1} of {len(self.table)}, {done} coded</small><br><b>{told}</b>"

    def _offer_levels(self) -> None:
        issue = next((i for i in self.codebook.issues if i.id == self.issue.value), None)
        levels = [(f"{level.value:+d} {level.label}", str(level.value)) for level in issue.scale] if issue else []
        self.level.options = [("no position", ""), *levels]
        self.level.value = ""

    def _issue_chosen(self, change) -> None:
        if not self._showing:
            self._showing = True
            self._offer_levels()
            self._showing = False
            self._changed(change)

    def _changed(self, _) -> None:
        if self._showing:
            return
        for column, control in (("issue", self.issue), ("position", self.level), ("note", self.note)):
            self.table.loc[self.table.index[self.number], column] = control.value
        self.head.value = self._head(self.table.iloc[self.number])
        write_sheet(self.table, self.path)

    def _repr_mimebundle_(self, **kwargs) -> dict:
        """The widget, and for pages without a running kernel what it shows."""
        bundle = self.box._repr_mimebundle_(**kwargs)
        data = bundle[0] if isinstance(bundle, tuple) else bundle
        return {
            **data,
            "text/plain": f"coding sheet, row {self.number + 1} of {len(self.table)}",
            "text/html": self.html(),
        }

    def html(self) -> str:
        """What the widget shows now, as HTML that needs no kernel."""
        issues = ", ".join(escape(label) for label, _ in self.issue.options)
        return f"{self.head.value}{self.text.value}<small>Issue: {issues}</small>"


def _plain(position: str) -> str:
    """A level as the widget writes it: ``+1`` and ``1`` are the same."""
    digits = position.strip().lstrip("+")
    return str(int(digits)) if digits.lstrip("-").isdecimal() else ""


def statement_html(row: pd.Series) -> str:
    """Show the statement in its sentence, marked, with the sentences around it, each from its own side."""
    direction = "rtl" if row.get("lang", "") in _RIGHT_TO_LEFT else "ltr"
    side = "right" if direction == "rtl" else "left"
    parts = []
    for name, colour in _TEXTS:
        text = escape(row.get(name, ""))
        if name == "sentence":
            for piece in row["statement"].split(" … "):
                words = escape(" ".join(piece.split()))
                text = text.replace(words, f"<mark>{words}</mark>", 1) if words else text
        parts.append(f'<span style="color:{colour}">{text}</span>')
    style = f"text-align:{side}; max-width:48em; line-height:1.6"
    return f'<div dir="{direction}" lang="{escape(row.get("lang", ""))}" style="{style}">{" ".join(parts)}</div>'
