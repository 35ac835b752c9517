"""A corpus too large to hold in memory: tables written part by part, networks and series added up on the way.

The tables are folders of Parquet files (``statements.parquet/part-00000.parquet``, ...), which pandas, DuckDB, Spark
and others read under the same name as the single file of a small corpus. What is drawn stands on sums: how often each
speaker takes each position on each issue, and the series of the actors whose position is traced.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import networkx as nx
import pandas as pd

from newsnb import schemas
from newsnb.articles import Corpus
from newsnb.networks.totals import add_totals, empty_totals
from newsnb.reading_report import Reading
from newsnb.records import statement_records, write_records
from newsnb.runs.store import Store
from newsnb.runs.tables import Page, Rows, pages, problems_of_run

MOST_WHOLE = 5_000
"""Articles up to which a corpus is written whole, with notebooks and everything else."""
PART = 1_000
"""Pages in one part of a table."""
MOST_SHOWN = 5_000
"""Statements of the traced actors that the report can show; the series behind the figure holds them all."""

_TABLES = ("articles", "blocks", "statements", "positions")


@dataclass
class Sums:
    """What is kept of all parts.

    Attributes
    ----------
    counts
        Table to its number of rows.
    totals
        See `newsnb.networks.totals`.
    series
        The traced actors' coded statements, part by part.
    shown
        Rows of the pages that the report shows.
    texts
        Their texts.
    reading
        What was read, what was not, and who is new.
    """

    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys((*_TABLES, "problems"), 0))
    totals: pd.DataFrame = field(default_factory=empty_totals)
    series: list[pd.DataFrame] = field(default_factory=list)
    shown: Rows = field(default_factory=Rows)
    texts: dict[str, str] = field(default_factory=dict)
    reading: Reading = field(default_factory=Reading)


def write_parts(store: Store, study, facts: pd.DataFrame, folder: Path) -> Sums:
    """Write all tables part by part, with ``statements.jsonl`` and ``problems.csv``.

    Parameters
    ----------
    store
        The results folder's memory, brought up to date.
    study
        Gives registry and codebook.
    facts
        The researcher's metadata.
    folder
        Where to write.

    Returns
    -------
    Sums
        What the figures, the graph and the report are made from.
    """
    sums = Sums()
    for number, part in enumerate(_parts(store)):
        rows = Rows()
        for page in part:
            rows.add(page)
        tables = {name: rows.table(name) for name in (*_TABLES, "problems")}
        _write(tables, folder, number)
        _add(sums, tables, part, study)
    run_problems = schemas.frame("problems", problems_of_run(store, facts))
    _append_problems(run_problems, folder)
    sums.reading.add_problems(run_problems)
    sums.counts["problems"] += len(run_problems)
    sums.shown.problems += run_problems.to_dict("records")
    return sums


def _parts(store: Store) -> Iterator[list[Page]]:
    """Cut the pages into parts; always the same ones, whoever has computed them."""
    part: list[Page] = []
    for page in pages(store):
        part.append(page)
        if len(part) == PART:
            yield part
            part = []
    if part:
        yield part


def _write(tables: dict[str, pd.DataFrame], folder: Path, number: int) -> None:
    for name in _TABLES:
        target = folder / f"{name}.parquet"
        target.mkdir(parents=True, exist_ok=True)
        schemas.write_table(tables[name], target / f"part-{number:05d}.parquet")
    records = statement_records(tables["statements"], tables["positions"], tables["articles"])
    write_records(records, folder / "statements.jsonl", append=True)
    _append_problems(tables["problems"], folder)


def _append_problems(problems: pd.DataFrame, folder: Path) -> None:
    from newsnb.output import append_csv

    append_csv(problems, folder / "problems.csv")


def _add(sums: Sums, tables: dict[str, pd.DataFrame], part: list[Page], study) -> None:
    from newsnb.networks import event_list

    for name, table in tables.items():
        sums.counts[name] += len(table)
    texts = {page.source.source_id: page.source.text for page in part}
    sums.reading.add(*(tables[n] for n in ("articles", "statements", "problems")), texts, study.actors.actors)
    events = event_list(tables["statements"], tables["positions"], tables["articles"], study.actors)
    sums.totals = add_totals(sums.totals, events)
    series = _series(tables, study)
    if len(series):
        sums.series.append(series)
        _show(sums, part, set(series["article_id"]))


def _series(tables: dict[str, pd.DataFrame], study) -> pd.DataFrame:
    from newsnb.shift import position_series

    try:
        return position_series(
            tables["statements"], tables["positions"], tables["articles"], study.actors,
            actors=list(study.codebook.perspective), codebook=study.codebook,
        )  # fmt: skip
    except KeyError:  # an actor whom neither the registry nor this part knows
        return pd.DataFrame()


def _show(sums: Sums, part: list[Page], wanted: set[str]) -> None:
    """Keep the pages that the report shows, as many as it can hold."""
    for page in part:
        if wanted & set(page.ids) and len(sums.shown.statements) < MOST_SHOWN:
            sums.shown.add(page)
            sums.texts[page.source.source_id] = page.source.text


def take_shown(study, sums: Sums, store: Store) -> None:
    """Give a study what of the corpus is shown: the series whole; of the texts, those in which the actors speak."""
    from newsnb.shift.series import in_order

    whole = in_order(pd.concat(sums.series, ignore_index=True)) if sums.series else None
    if whole is not None:
        _add_told(sums, whole, store)
    tables = {name: sums.shown.table(name) for name in (*_TABLES, "problems")}
    corpus = Corpus(tables["articles"], tables["blocks"], tables["problems"], sums.texts)
    study.take(corpus, tables["statements"], tables["positions"])
    if whole is not None:
        study.take_series(whole)


def _add_told(sums: Sums, series: pd.DataFrame, store: Store) -> None:
    """Take in the pages that came too late to be shown, but hold what the report tells."""
    from newsnb.report.data import told

    missing = told(series) - {row["statement_id"] for row in sums.shown.statements}
    articles = set(series.loc[series["statement_id"].isin(missing), "article_id"])
    for page in pages(store, articles) if articles else ():
        sums.shown.add(page)
        sums.texts[page.source.source_id] = page.source.text


def write_large(store: Store, study, facts: pd.DataFrame, out: Path) -> tuple[Sums, list[dict]]:
    """Write all that a large corpus gives into a results folder.

    Returns
    -------
    tuple
        The sums, and records for the ``problems`` table: what could not be shown, and what the report leaves out.
    """
    from newsnb.figure_files import write_figures
    from newsnb.networks import write_graphs
    from newsnb.output import READING, prepare_folder, staged
    from newsnb.report import write_report

    with staged(prepare_folder(out)) as staging:
        sums = write_parts(store, study, facts, staging)
        take_shown(study, sums, store)
        study.graph = graph_of(sums.totals, study)
        write_graphs(study.graph, staging)
        (staging / READING).write_text(sums.reading.markdown(), encoding="utf-8", newline="\n")
        problems = [*write_figures(study, staging / "figures", sums.totals), _left_out(sums)]
        _append_problems(schemas.frame("problems", problems), staging)
        study.__dict__.pop("graph")  # the report draws the statements that it shows
        write_report(study, staging / "report.html")
        study.graph = graph_of(sums.totals, study)
    return sums, problems


def _left_out(sums: Sums) -> dict:
    shown, whole = len(sums.shown.statements), sums.counts["statements"]
    return {
        "source_id": "report.html", "stage": "show", "severity": "note",
        "message": f"too much for one page: it shows {shown} of {whole} statements, those of articles in which the "
                   "actors speak whose position is traced; graph.gexf holds speakers and issues",
        "remedy": "all statements are in statements.parquet",
    }  # fmt: skip


def graph_of(totals: pd.DataFrame, study) -> nx.MultiDiGraph:
    """Build the graph of a large corpus: speakers and issues, an edge for what one says about the other.

    Nodes as in `newsnb.networks.actor_statement_graph`. Edges carry ``relation`` (*about*), ``statements`` (their
    number) and ``position`` (the mean of those with a level).
    """
    graph = nx.MultiDiGraph(name="speakers and issues")
    coded = totals[totals["issue"].ne("")]
    for kind, column in (("actor", "actor"), ("issue", "issue")):
        for one in sorted(coded[column].unique()):
            graph.add_node(f"{kind}:{one}", node_type=kind, label=study.names.get(one, one))
    for (actor, issue), rows in coded.groupby(["actor", "issue"], sort=True):
        known = rows.dropna(subset=["position"])
        attributes = {"relation": "about", "statements": int(rows["n"].sum())}
        if len(known):
            attributes["position"] = round(float((known["position"] * known["n"]).sum() / known["n"].sum()), 3)
        graph.add_edge(f"actor:{actor}", f"issue:{issue}", key="about", **attributes)
    return graph
