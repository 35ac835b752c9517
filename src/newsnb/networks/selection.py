"""Which statements a network stands on: time range, exclusions, duplicates.

The rules are those of Discourse Network Analyzer's manual (chapter "Methods for Network Construction"): statements are
taken in order of date, document and place; first the time range, then exclusions and empty values, then duplicates,
of which the earliest stays.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields

import numpy as np
import pandas as pd

DUPLICATES = ("include", "document", "week", "month", "year", "acrossrange")
CALENDARS = ("year-aware", "dna-3.1")
QUALIFIER_TYPES = ("auto", "boolean", "integer", "category")


def check(name: str, value, allowed: Iterable[str]) -> None:
    """Raise a ValueError that names the allowed values, where ``value`` is none of them."""
    if value not in allowed:
        raise ValueError(f"{name}={value!r}; allowed: {', '.join(map(str, allowed))}")


@dataclass(frozen=True)
class Selection:
    """The settings that decide which statements count, and as what.

    Attributes
    ----------
    variable1, variable2
        Columns of the event list: rows and columns of a two-mode network; nodes and what ties them in a one-mode one.
    qualifier
        Column that says how: a yes or no (0, 1), a level on a scale, or a category.
    qualifier_type
        ``"auto"`` reads 0/1 values as boolean, other numbers as levels of a scale, texts as categories.
    levels
        All levels of the scale. ``None``: those that occur in the time range, as DNA does.
    duplicates
        One of `DUPLICATES`: keep the earliest of several statements with the same variable 1, variable 2 and (unless
        the qualifier is ignored) qualifier in the same document, ISO week, month or year, or anywhere. Undated
        statements are compared within their document.
    calendar
        ``"year-aware"``; ``"dna-3.1"`` compares only the number of the week or month, which is what DNA 3.1 does.
    isolates
        Keep everyone who occurs in the time range, also those left without a statement.
    exclude
        Column to the values to leave out.
    start_date, stop_date
        First and last day, both included. A statement without a date is then left out.
    document, date, place, statement
        Columns that hold the document, the day, the offset in the document and the statement's id. The last two
        only break ties and may be absent.
    """

    variable1: str = "actor"
    variable2: str = "issue"
    qualifier: str = "position"
    qualifier_type: str = "auto"
    levels: tuple | None = None
    duplicates: str = "include"
    calendar: str = "year-aware"
    isolates: bool = False
    exclude: Mapping[str, Iterable[str]] | None = None
    start_date: str | None = None
    stop_date: str | None = None
    document: str = "article_id"
    date: str = "date"
    place: str = "start"
    statement: str = "statement_id"

    def __post_init__(self):
        check("duplicates", self.duplicates, DUPLICATES)
        check("calendar", self.calendar, CALENDARS)
        check("qualifier_type", self.qualifier_type, QUALIFIER_TYPES)
        if self.variable1 == self.variable2:
            raise ValueError(f"variable1 and variable2 are both {self.variable1!r}: a network needs two variables")

    @classmethod
    def of(cls, settings: Mapping) -> "Selection":
        """Make a selection from keyword arguments; an unknown one raises a ValueError naming those there are."""
        for name in settings:
            check("argument", name, [field.name for field in fields(cls)])
        return cls(**settings)

    def settings(self) -> dict:
        """Give the settings as plain values, for ``.attrs``."""
        excluded = {name: sorted(map(str, values)) for name, values in (self.exclude or {}).items()}
        plain = asdict(self) | {"exclude": excluded}
        return {name: str(value) if isinstance(value, pd.Timestamp) else value for name, value in plain.items()}


@dataclass(frozen=True)
class Selected:
    """The statements kept, with the scale they stand on.

    Attributes
    ----------
    statements
        Rows of the event list that count, in order.
    levels
        Levels of the qualifier, ascending.
    qualifier_type
        ``boolean``, ``integer`` or ``category``.
    rows, columns
        Labels of variable 1 and variable 2, by code point.
    dropped
        Why rows of the event list do not count, and how many.
    """

    selection: Selection
    statements: pd.DataFrame
    levels: tuple
    qualifier_type: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    dropped: dict[str, int]


def select_statements(events: pd.DataFrame, selection: Selection, use_qualifier: bool) -> Selected:
    """Apply a selection to an event list.

    Raises
    ------
    ValueError
        If a column named in the selection is not in the event list, or the qualifier does not fit its type.
    """
    _check_columns(events, selection)
    in_range, outside = _in_range(_in_order(_clean(events, selection), selection), selection)
    kind = _qualifier_type(in_range[selection.qualifier], selection)
    in_range = in_range.assign(**{selection.qualifier: _values(in_range[selection.qualifier], kind)})
    levels = _levels(in_range[selection.qualifier], kind, selection)
    allowed = in_range[~_excluded(in_range, selection)]
    named = allowed[allowed[selection.variable1].ne("") & allowed[selection.variable2].ne("")]
    usable = named.dropna(subset=[selection.qualifier]) if use_qualifier else named
    kept = usable[~is_duplicate(usable, selection, use_qualifier)].reset_index(drop=True)
    dropped = {
        "outside_time_range": outside,
        "excluded": len(in_range) - len(allowed),
        "empty_variable": len(allowed) - len(named),
        "empty_qualifier": len(named) - len(usable),
        "duplicate": len(usable) - len(kept),
    }
    nodes = allowed if selection.isolates else kept
    rows, columns = _labels(nodes[selection.variable1]), _labels(nodes[selection.variable2])
    return Selected(selection, kept, levels, kind, rows, columns, dropped)


def is_duplicate(statements: pd.DataFrame, selection: Selection, use_qualifier: bool) -> pd.Series:
    """Mark the statements that repeat an earlier one (the frame must be in order)."""
    if selection.duplicates == "include":
        return pd.Series(False, index=statements.index)
    return repetition_keys(statements, selection, use_qualifier).duplicated()


def repetition_keys(statements: pd.DataFrame, selection: Selection, use_qualifier: bool) -> pd.DataFrame:
    """Give what statements must have in common to be repetitions of each other."""
    names = [selection.variable1, selection.variable2] + [selection.qualifier] * use_qualifier
    return statements[names].assign(within=_unit(statements, selection))


def _unit(statements: pd.DataFrame, selection: Selection) -> pd.Series:
    """Name the document or stretch of calendar within which a repetition counts once."""
    documents = "d" + statements[selection.document].astype(str)
    if selection.duplicates == "document":
        return documents
    if selection.duplicates == "acrossrange":
        return pd.Series("all", index=statements.index)
    days = statements[selection.date]
    iso = days.dt.isocalendar()
    number = {"week": iso["week"], "month": days.dt.month, "year": days.dt.year}[selection.duplicates]
    year = {"week": iso["year"], "month": days.dt.year, "year": days.dt.year}[selection.duplicates]
    if selection.calendar == "dna-3.1":
        year = 0 * year
    unit = year.astype("Int64").astype(str) + "-" + number.astype("Int64").astype(str)
    return unit.where(days.notna(), documents)


def _check_columns(events: pd.DataFrame, selection: Selection) -> None:
    needed = (selection.variable1, selection.variable2, selection.qualifier, selection.document, selection.date)
    for name in (*needed, *(selection.exclude or {})):
        check("column", name, list(events.columns))


def _clean(events: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """Give both variables as texts, empty where missing, and the date as a day."""
    texts = {name: _as_text(events[name]) for name in (selection.variable1, selection.variable2)}
    days = pd.to_datetime(events[selection.date]).dt.tz_localize(None).dt.floor("D").astype("datetime64[us]")
    return events.assign(**texts, **{selection.date: days})


def _as_text(values: pd.Series) -> pd.Series:
    return values.astype(object).where(values.notna(), "").map(str)


def _in_order(events: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    ties = [name for name in (selection.place, selection.statement) if name in events]
    return events.sort_values([selection.date, selection.document, *ties], kind="stable")


def _in_range(events: pd.DataFrame, selection: Selection) -> tuple[pd.DataFrame, int]:
    inside = pd.Series(True, index=events.index)
    if selection.start_date is not None:
        inside &= events[selection.date] >= pd.Timestamp(selection.start_date)
    if selection.stop_date is not None:
        inside &= events[selection.date] <= pd.Timestamp(selection.stop_date)
    return events[inside], int((~inside).sum())


def _excluded(events: pd.DataFrame, selection: Selection) -> pd.Series:
    out = pd.Series(False, index=events.index)
    for name, values in (selection.exclude or {}).items():
        unwanted = {values} if isinstance(values, str) else set(map(str, values))
        out |= _as_text(events[name]).isin(unwanted)
    return out


def _qualifier_type(values: pd.Series, selection: Selection) -> str:
    if selection.qualifier_type != "auto":
        return selection.qualifier_type
    known = values.dropna()
    if pd.api.types.is_bool_dtype(known):
        return "boolean"
    numbers = pd.to_numeric(known, errors="coerce")
    if numbers.isna().any():
        return "category"
    return "boolean" if len(numbers) and set(numbers) <= {0, 1} else "integer"


def _values(values: pd.Series, kind: str) -> pd.Series:
    if kind == "category":
        return values.astype(object).where(values.notna() & values.ne(""), None)
    try:
        return pd.to_numeric(values.astype(object).where(values.notna(), np.nan)).astype(float)
    except (ValueError, TypeError) as error:
        raise ValueError(f"qualifier {values.name!r} is not {kind}: {error}") from None


def _levels(values: pd.Series, kind: str, selection: Selection) -> tuple:
    seen = sorted(values.dropna().unique())
    if selection.levels is not None:
        full = sorted(selection.levels)
        beyond = sorted(set(seen) - set(full))
        if beyond:
            raise ValueError(f"levels={tuple(full)} lacks {beyond}, which occur(s) in {selection.qualifier!r}")
        return tuple(full)
    if kind == "boolean":
        if not set(seen) <= {0, 1}:
            raise ValueError(f"qualifier_type='boolean' but {selection.qualifier!r} holds {seen}; allowed: 0, 1")
        return (0.0, 1.0)
    return tuple(seen)


def _labels(values: pd.Series) -> tuple[str, ...]:
    return tuple(sorted(value for value in values.unique() if value != ""))
