"""``newsnb explain``: one statement of a run in plain words."""

import argparse
from difflib import get_close_matches
from pathlib import Path

import pandas as pd

from newsnb.commands import CommandError
from newsnb.commands.results import read_results, study_of
from newsnb.explain import explanation, only_article
from newsnb.overviews import trace
from newsnb.parsing import parse


def main(args: argparse.Namespace) -> int:
    """Print the explanation."""
    folder = Path(args.results)
    tables = read_results(folder)
    statement = _statement(tables["statements"], args.statement, folder)
    study = study_of(folder)
    _check_text(study, statement, folder)
    article = only_article(study.corpus, statement["article_id"])
    parsed = parse(article, models=study.models, cache_folder=study.cache)
    told = trace(args.statement, tables["statements"], tables["positions"], _as_run(article, tables), study.names)
    raw = article.text_of(statement["article_id"])
    print(explanation(told, statement, raw, parsed.articles.get(statement["article_id"])))
    return 0


def _statement(statements: pd.DataFrame, wanted: str, folder: Path) -> pd.Series:
    found = statements[statements["statement_id"].eq(wanted)]
    if len(found):
        return found.iloc[0]
    near = get_close_matches(wanted, statements["statement_id"].tolist(), n=1, cutoff=0)
    hint = f"; the nearest is {near[0]}" if near else "; the run found no statements"
    raise CommandError(f"{folder}: no statement {wanted!r}{hint}. All ids stand in statements.parquet")


def _check_text(study, statement: pd.Series, folder: Path) -> None:
    """Spans mean nothing in a text that has changed since."""
    if statement["article_id"] not in set(study.articles["article_id"]):
        raise CommandError(f"{folder}: the article of this statement has changed or gone since the run; run it again")


def _as_run(article, tables: dict[str, pd.DataFrame]):
    """Take the article's row of the run: it is dated as it was then."""
    rows = tables["articles"]
    return only_article(type(article)(rows, article.blocks, article.problems, article.texts), _only_id(article))


def _only_id(article) -> str:
    return article.articles["article_id"].iloc[0]
