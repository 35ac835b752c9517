"""What the page's script needs: statements, articles, and the cards of the series. All of it plain text."""

import pandas as pd

from newsnb.display.articles import code_lists, statement_cards
from newsnb.display.page import direction, printable
from newsnb.figures.marks import day_text, issue_title
from newsnb.report.answer import MOST_STEPS, actor_name
from newsnb.rows import grouped, tuples
from newsnb.shift import storyline

MOST_CARDS = 150  # statements of the series shown in full; the others are reached through the table
MOST_TEXT = 6_000_000  # characters of article text kept whole; beyond, only the paragraphs with statements
MOST_STATEMENTS = 20_000  # statements listed; beyond, only those with a position


def report_data(study, series: pd.DataFrame | None) -> tuple[dict, list[str]]:
    """Collect the page's data and sentences about what was left out for its size.

    Returns
    -------
    tuple
        ``{"statements", "articles", "issues", "cards"}`` and the sentences; ``issues`` are titles by id.
        Spans count from the beginning of their block.
    """
    left_out: list[str] = []
    statements = _listed(study, left_out)
    ordered = statements.sort_values(["said_from", "said_to", "statement_id"], na_position="last", kind="stable")
    articles = study.corpus.articles
    place = {article: number for number, article in enumerate(articles["article_id"])}
    numbers = {} if series is None else series.reset_index().groupby("statement_id")["no"].agg(list).to_dict()
    coded = study.positions[study.positions["statement_id"].isin(ordered["statement_id"])]
    codes = code_lists(coded, study.codebook)
    rows = [
        _statement(
            study, row, place[row.article_id], codes.get(row.statement_id, []), numbers.get(row.statement_id, [])
        )
        for row in tuples(ordered)
    ]
    data = {
        "statements": rows,
        "articles": _articles(study, ordered, left_out),
        "issues": {issue: printable(issue_title(study.codebook, issue)) for issue in sorted(coded["issue"].unique())},
        "cards": _cards(study, series),
    }
    return data, left_out


def told(series: pd.DataFrame) -> set[str]:
    """Give the ids of the statements that the page tells in full: the steps of the answer and the cards."""
    steps = storyline(series).groupby("issue", sort=False).head(MOST_STEPS)
    return {*steps["statement_id"], *series["statement_id"].drop_duplicates().head(MOST_CARDS)}


def _listed(study, left_out: list[str]) -> pd.DataFrame:
    statements = study.statements
    if len(statements) <= MOST_STATEMENTS:
        return statements
    coded = study.positions.loc[study.positions["position"].notna(), "statement_id"]
    kept = statements[statements["statement_id"].isin(coded)].head(MOST_STATEMENTS)
    left_out.append(
        f"{len(statements) - len(kept)} of {len(statements)} statements are only in statements.parquet: "
        "this page lists those with a position."
    )
    return kept


def _statement(study, row, article: int, codes: list[dict], numbers: list[int]) -> dict:
    span = lambda value: list(value) if isinstance(value, list | tuple) else None  # noqa: E731
    return {
        "id": row.statement_id,
        "a": article,
        "no": [int(number) for number in numbers],
        "actor": row.actor_id,
        "name": printable(actor_name(study, row.actor_id)),
        "for": printable(actor_name(study, row.on_behalf_of)) if pd.notna(row.on_behalf_of) else "",
        "via": printable(actor_name(study, row.via)) if pd.notna(row.via) else "",
        "text": printable(row.text),
        "from": _day(row.said_from),
        "to": _day(row.said_to),
        "said": day_text(row.said_from, row.said_to),
        "why": printable(f"{row.said_method}: {row.said_evidence}" if pd.notna(row.said_evidence) else row.said_method),
        "kind": row.kind,
        "cls": row.cue_class,
        "rule": row.rule,
        "sure": round(float(row.confidence), 2),
        "codes": [[c["issue"], c["label"], c["coder"], c["rule"], c["confidence"]] for c in codes],
        "spans": [[list(part) for part in row.content], span(row.cue), span(row.source)],
    }


def _day(day) -> str:
    return "" if pd.isna(day) else f"{day:%Y-%m-%d}"


def _articles(study, statements: pd.DataFrame, left_out: list[str]) -> list[dict]:
    corpus = study.corpus
    whole = int(corpus.articles["n_body_chars"].sum()) <= MOST_TEXT
    if not whole:
        left_out.append("The articles are long: this page holds only the paragraphs in which somebody is quoted.")
    spans = statements.groupby("article_id")["content"].agg(lambda content: [span for one in content for span in one])
    blocks = grouped(corpus.blocks[corpus.blocks["kept"]].sort_values("start", kind="stable"), "article_id")
    return [
        {
            "id": row.article_id,
            "source": printable(row.source_id),
            "lang": row.lang,
            "dir": direction(row.lang),
            "title": printable(row.title) if pd.notna(row.title) else "",
            "outlet": printable(row.outlet) if pd.notna(row.outlet) else "",
            "published": day_text(row.published_from, row.published_to),
            "blocks": _blocks(
                corpus.texts[row.source_id], blocks.get(row.article_id, []), spans.get(row.article_id, []), whole
            ),
        }
        for row in tuples(corpus.articles)
    ]


def _blocks(text: str, blocks: list, spans, whole: bool) -> list[list]:
    return [
        [int(block.start), block.kind, printable(text[block.start : block.end])]
        for block in blocks
        if whole or any(first < block.end and last > block.start for first, last in spans)
    ]


def _cards(study, series: pd.DataFrame | None) -> list[dict]:
    """Make the cards of the series, each statement once, with the numbers it has in the figure."""
    if series is None or series.empty:
        return []
    numbers = series.reset_index().groupby("statement_id", sort=False)["no"].agg(list).head(MOST_CARDS)
    cards = statement_cards(
        study.corpus, study.statements, numbers.index,
        positions=study.positions, codebook=study.codebook, actors=study.actors,
    )  # fmt: skip
    return [
        {
            **cards[statement],
            "numbers": ", ".join(map(str, shown)),
            "name": printable(actor_name(study, series.loc[shown[0], "actor_id"])),
        }
        for statement, shown in numbers.items()
    ]
