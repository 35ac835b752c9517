"""A study beside people who coded the same pages by hand: scores, and their codes next to the machine's."""

import tempfile
from pathlib import Path

import pandas as pd

from newsnb import schemas
from newsnb.evaluate import evaluate, match
from newsnb.positions.coding import coding_sheet
from newsnb.positions.sheets import write_sheet
from newsnb.records import read_records, statement_records
from newsnb.shift import members
from newsnb.study import Study, find_input

GOLD = "gold/articles_gold.jsonl"
SECOND = "gold/second_coder.jsonl"


def gold_pages(study: Study, path: Path | str | None = None) -> list[dict]:
    """Read hand-coded pages and keep those that the study has read; none is left for other articles.

    Without a path, ``gold/articles_gold.jsonl`` is looked for beside the articles and in ``data/``.
    """
    read = set(_names(study))
    return [page for page in _read(study, GOLD, path) if page["file"] in read]


def second_records(study: Study, path: Path | str | None = None) -> list[dict]:
    """Read another person's coding of the same pages, in the form of ``statements.jsonl``.

    Without a path, ``gold/second_coder.jsonl`` is looked for as in `gold_pages`.
    """
    read = set(_names(study))
    return [record for record in _read(study, SECOND, path) if Path(record["source_id"]).name in read]


def _read(study: Study, name: str, path: Path | str | None) -> list[dict]:
    found = find_input(name, path, study.articles_from)
    return read_records(found) if found else []


def scores(study: Study, gold: list[dict], records: list[dict] | None = None) -> pd.DataFrame:
    """Score the study, or another coder's records, against hand-coded pages.

    Parameters
    ----------
    study
        Holds the texts.
    gold
        From `gold_pages`.
    records
        Another coding in the form of ``statements.jsonl``; the study's own statements when omitted.

    Returns
    -------
    pandas.DataFrame
        As `newsnb.evaluate.evaluate` gives it.
    """
    texts = {name: study.corpus.texts[source] for name, source in _names(study).items()}
    if records is None:
        records = statement_records(study.statements, study.positions, study.articles)
    return evaluate(records, gold, texts, tuple(sorted(members(study.codebook.perspective, study.actors))))


def hand_positions(study: Study, records: list[dict], coder: str) -> pd.DataFrame:
    """Put a person's codes on the statements that the study has found.

    Parameters
    ----------
    study
        Its statements are paired with the records by the words of their contents (`newsnb.evaluate.match`).
    records
        A coding in the form of ``statements.jsonl``, or `gold_records`.
    coder
        Name of the person.

    Returns
    -------
    pandas.DataFrame
        A ``positions`` table. What the person found and the study did not, has no row here: see `scores` for it. Issues
        that the codebook does not have are left out.
    """
    names, known = _names(study), {issue.id for issue in study.codebook.issues}
    found = study.statements.merge(study.articles[["article_id", "source_id"]], on="article_id")
    rows = []
    for name, source in sorted(names.items()):
        theirs = [record for record in records if Path(record["source_id"]).name == name]
        ours = found[found["source_id"].eq(source)][["statement_id", "content"]].to_dict("records")
        for pair in match(theirs, ours, study.corpus.texts[source])[0]:
            rows += [_code(pair.found, record, coder) for record in pair.gold if record["issue"] in known]
    return schemas.frame("positions", rows).drop_duplicates(["statement_id", "issue"], ignore_index=True)


def gold_records(gold: list[dict]) -> list[dict]:
    """Give the statements of hand-coded pages as records, each with the page it stands on."""
    return [{**record, "source_id": page["file"]} for page in gold for record in page["statements"]]


def _names(study: Study) -> dict[str, str]:
    """File name to source id: gold knows a page by its file name alone."""
    return {Path(source).name: source for source in study.corpus.texts}


def _code(found: dict, record: dict, coder: str) -> dict:
    return {"statement_id": found["statement_id"], "issue": record["issue"], "position": record["position"],
            "coder": coder, "confidence": 1.0, "evidence": record["content"], "rule": "hand"}  # fmt: skip


def coding_panel(study: Study):
    """The coding widget on a sheet of the study's statements, kept in a temporary folder: to look at and to try.

    None without ipywidgets (``pip install 'newsnb[widgets]'``), so that a notebook runs to its end without them.
    """
    try:
        from newsnb.coding_widget import CodingWidget
    except ImportError:
        return None
    path = Path(tempfile.mkdtemp(prefix="newsnb-")) / "sheet.csv"
    write_sheet(coding_sheet(study.statements, study.corpus), path)
    return CodingWidget(path, study.codebook)
