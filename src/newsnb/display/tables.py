"""A long table that scrolls and can be searched, without any library on the page."""

import hashlib

import pandas as pd

from newsnb.display.page import Html, asset, printable, render

_MOST_ROWS = 2000


def table_html(data: pd.DataFrame, *, height: str = "26em", search: bool = True) -> Html:
    """Show a table with a head that stays, a search box, and each cell in the direction of its letters.

    Parameters
    ----------
    data
        Any table. Days are written as such; lists as they are; missing values as nothing.
    height
        Height after which it scrolls, as CSS length.
    search
        Offer a search box. In JupyterLab it works in trusted notebooks.

    Returns
    -------
    Html
        Its plain form is the table, cut to sixty rows: what a check of notebooks compares. Beyond 2,000 rows the HTML
        is cut too, and says so.

    Raises
    ------
    ValueError
        If ``height`` is not a plain CSS length.
    """
    if not height.rstrip("abcdefghijklmnopqrstuvwxyz%").replace(".", "", 1).isdigit():
        raise ValueError(f"height {height!r}: expected a length such as '26em' or '400px'")
    shown = data.head(_MOST_ROWS)
    named = shown.index.name is not None
    head = [str(shown.index.name)] * named + [str(column) for column in shown.columns]
    rows = [
        [cell_text(index)] * named + [cell_text(value) for value in row]
        for index, row in zip(shown.index, shown.itertuples(index=False, name=None), strict=True)
    ]
    numeric = [False] * named + [pd.api.types.is_numeric_dtype(shown.dtypes.iloc[n]) for n in range(shown.shape[1])]
    identity = "t" + hashlib.sha256(repr((head, rows)).encode("utf-8", "backslashreplace")).hexdigest()[:10]
    html = render("table.html.j2", style=asset("display.css"), head=head, rows=rows, numeric=numeric, height=height,
                  search=search, identity=identity, more=len(data) - len(shown))  # fmt: skip
    with pd.option_context("display.width", 110):
        plain = data.to_string(max_rows=60, max_colwidth=40, line_width=110, show_dimensions=True)
    return Html(html, plain)


def cell_text(value) -> str:
    """Write a value for a cell: days without a clock, floats with three digits, missing as nothing."""
    if not pd.api.types.is_scalar(value):
        return printable(str(value))
    if pd.isna(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}" if value == value.normalize() else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, float):
        return f"{value:.3f}".rstrip("0").rstrip(".") or "0"
    return printable(str(value))
