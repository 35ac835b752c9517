"""Coding by hand: sheets for people to fill in, reading them back, and whose code counts.

A sheet is a table with a row a statement; the coder fills in ``issue`` and ``position`` (and copies the row for a
second issue). ``none`` as issue says that the statement is about no issue; a row left blank is not coded.
"""

from collections.abc import Mapping

import pandas as pd

from newsnb import schemas
from newsnb.articles import Corpus
from newsnb.positions.codebook import Codebook
from newsnb.positions.context import Statement, Surroundings, read_statements, surroundings

MACHINE = "auto"
ADJUDICATED = "adjudicated"
"""The coder whose code settles what others disagree on."""
NO_ISSUE = "none"
"""What a person writes for "about none of the issues"."""

SHEET_COLUMNS = (
    "statement_id", "source_id", "title", "published", "said", "lang", "actor",
    "before", "sentence", "statement", "after",
)  # fmt: skip
MACHINE_COLUMNS = ("machine_issue", "machine_position", "machine_rule")
BLANK_COLUMNS = ("issue", "position", "note")


def coding_sheet(
    statements: pd.DataFrame, corpus: Corpus, positions: pd.DataFrame | None = None, *, show_machine: bool = False
) -> pd.DataFrame:
    """Make a sheet for coding by hand.

    Parameters
    ----------
    statements, corpus
        What is to be coded, and the texts for its context.
    positions
        The machine's codes; needed with ``show_machine``.
    show_machine
        Whether the coder sees the machine's code. Hidden by default: a code seen first is followed too easily.

    Returns
    -------
    pandas.DataFrame
        A row a statement, in reading order: `SHEET_COLUMNS`, with ``show_machine`` also `MACHINE_COLUMNS`, and the
        empty `BLANK_COLUMNS`. With ``show_machine`` a statement that the machine coded on two issues has two rows.

    Raises
    ------
    ValueError
        If the machine's codes are to be shown and there are none.
    """
    if show_machine and positions is None:
        raise ValueError("show_machine=True needs the machine's positions")
    articles = corpus.articles.set_index("article_id")
    read = read_statements(statements)
    around = surroundings({s.article_id for s in read}, corpus)
    rows = [_sheet_row(s, articles.loc[s.article_id], around[s.article_id]) for s in read]
    sheet = pd.DataFrame(rows, columns=list(SHEET_COLUMNS))
    sheet["statement"] = sheet["statement_id"].map(statements.set_index("statement_id")["text"])
    if show_machine:
        sheet = sheet.merge(_machine(positions), on="statement_id", how="left", validate="one_to_many")
    return sheet.assign(**dict.fromkeys(BLANK_COLUMNS, ""))


def _sheet_row(statement: Statement, article: pd.Series, around: Surroundings) -> dict:
    start, end = around.sentence_of(statement)
    end = max(end, statement.content[-1][1])
    before = around.before(statement, 1)
    after = [span for span in around.sentences if span[0] >= end][:1]
    return {
        "statement_id": statement.id,
        "source_id": article["source_id"],
        "title": article["title"],
        "published": _interval(article["published_from"], article["published_to"]),
        "said": _interval(*statement.days),
        "lang": statement.lang,
        "actor": statement.actor_id,
        "before": _words(around.raw, before),
        "sentence": _words(around.raw, [(start, end)]),
        "after": _words(around.raw, after),
    }


def _words(raw: str, spans: list[tuple[int, int]]) -> str:
    return " ".join(" ".join(raw[start:end].split()) for start, end in spans)


def _interval(first, last) -> str:
    days = ["" if day is None or pd.isna(day) else f"{day:%Y-%m-%d}" for day in (first, last)]
    return days[0] if days[0] == days[1] else " to ".join(day or "?" for day in days)


def _machine(positions: pd.DataFrame) -> pd.DataFrame:
    auto = positions[positions["coder"].eq(MACHINE)]
    names = dict(zip(("issue", "position", "rule"), MACHINE_COLUMNS, strict=True))
    return auto[["statement_id", "issue", "position", "rule"]].rename(columns=names)


def apply_coding(
    sheets: Mapping[str, pd.DataFrame],
    statements: pd.DataFrame,
    positions: pd.DataFrame,
    codebook: Codebook | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Add the codes of filled sheets to the positions.

    Parameters
    ----------
    sheets
        Coder's name to sheet (`read_sheet`). The name ``"adjudicated"`` settles disagreements.
    statements, positions
        The tables of the current run. Earlier codes of the same coders are replaced, those of others kept.
    codebook
        If given, issues and levels are checked against it.

    Returns
    -------
    tuple of pandas.DataFrame
        The ``positions`` with every coder's codes, and ``problems``: each row that could not be taken over, with coder,
        row number as the spreadsheet shows it, and the code it holds. A code whose statement was cut differently in the
        meantime is moved to the statement with the same words, if there is exactly one; otherwise it is a problem.

    Raises
    ------
    ValueError
        If a coder is called ``"auto"``, which is the machine.
    """
    if MACHINE in sheets:
        raise ValueError(f"a coder cannot be called {MACHINE!r}: that is the machine's name")
    texts = statements.set_index("statement_id")["text"]
    rows, problems = [], []
    for coder in sorted(sheets):
        read, found = _read_codes(coder, sheets[coder], texts, codebook)
        rows += read
        problems += found
    kept = positions[~positions["coder"].isin(list(sheets))]
    coded = schemas.frame("positions", rows)
    together = pd.concat([kept, coded], ignore_index=True) if len(kept) else coded
    return schemas.validate(together, "positions"), schemas.frame("problems", problems)


def _read_codes(
    coder: str, sheet: pd.DataFrame, texts: pd.Series, codebook: Codebook | None
) -> tuple[list[dict], list[dict]]:
    absent = [name for name in ("statement_id", "statement", "issue", "position") if name not in sheet]
    if absent:
        return [], [_problem(coder, 1, f"the column(s) {', '.join(absent)} are missing", "restore the header row")]
    codes, problems, seen = [], [], {}
    for number, row in enumerate(sheet.fillna("").astype(str).to_dict("records"), start=2):
        if not row["issue"].strip() and not row["position"].strip():
            continue
        statement_id, moved = _find_statement(row, texts)
        message = _fault(row, statement_id, seen, codebook)
        if message:
            problems.append(_problem(coder, number, f"{message}; the row codes {_told(row)}", "correct the row"))
            continue
        seen[statement_id, row["issue"].strip()] = number
        codes.append(_code(coder, statement_id, row))
        if moved:
            told = (
                f"the statement was cut anew; the code {_told(row)} moved to {statement_id}, which has the same words"
            )
            problems.append(_problem(coder, number, told, "check the code", severity="note"))
    return codes, problems


def _find_statement(row: dict, texts: pd.Series) -> tuple[str | None, bool]:
    """The statement a row is about, and whether it was found by its words instead of its id."""
    written = " ".join(row["statement"].split())
    if row["statement_id"] in texts.index and " ".join(texts[row["statement_id"]].split()) == written:
        return row["statement_id"], False
    same = [statement_id for statement_id, text in texts.items() if " ".join(text.split()) == written]
    return (same[0], True) if len(same) == 1 else (None, False)


def _fault(row: dict, statement_id: str | None, seen: dict, codebook: Codebook | None) -> str | None:
    issue, position = row["issue"].strip(), row["position"].strip()
    if statement_id is None:
        return f"the statement {row['statement_id']!r} has changed or is gone"
    if not issue:
        return f"the position {position!r} has no issue"
    if (statement_id, issue) in seen:
        return f"the issue {issue!r} of this statement was coded in row {seen[statement_id, issue]} already"
    if position and not position.lstrip("+-").isdecimal():
        return f"the position {position!r} is not a whole number"
    return _fault_by_codebook(issue, position, codebook) if codebook and issue != NO_ISSUE else None


def _fault_by_codebook(issue: str, position: str, codebook: Codebook) -> str | None:
    known = {each.id: [level.value for level in each.scale] for each in codebook.issues}
    if issue not in known:
        return f"unknown issue {issue!r}; expected one of {', '.join(known)} or {NO_ISSUE}"
    if position and int(position) not in known[issue]:
        levels = ", ".join(map(str, known[issue])) or "no position, for it has no scale"
        return f"the position {position!r} is not on the scale of {issue}; expected {levels}"
    return None


def _told(row: dict) -> str:
    return f"{row['issue'].strip() or '?'} = {row['position'].strip() or 'no position'} for {row['statement'][:80]!r}"


def _code(coder: str, statement_id: str, row: dict) -> dict:
    position = row["position"].strip()
    return {
        "statement_id": statement_id,
        "issue": row["issue"].strip(),
        "position": int(position) if position else None,
        "coder": coder,
        "confidence": 1.0,
        "evidence": [],
        "rule": "hand",
    }


def _problem(coder: str, row: int, message: str, remedy: str, severity: str = "partial") -> dict:
    return {
        "source_id": f"coding sheet of {coder}",
        "stage": "code",
        "severity": severity,
        "place": f"row {row}",
        "message": message,
        "remedy": remedy,
    }
