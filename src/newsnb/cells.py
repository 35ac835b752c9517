"""Cells of a spreadsheet: what would be run as a formula is kept from it."""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Beginnings that spreadsheet programs take for a formula, the full-width ones included."""


def safe_cell(value):
    """Put an apostrophe before a text that a spreadsheet program would run; anything else stays as it is.

    Examples
    --------
    >>> safe_cell("=cmd()"), safe_cell("no"), safe_cell(-1)
    ("'=cmd()", 'no', -1)
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def plain_cell(value: str) -> str:
    """Take the apostrophe of `safe_cell` off again."""
    return value[1:] if value.startswith("'") and value[1:].startswith(FORMULA) else value
