"""``newsnb export``: the networks of a run in the formats of other tools."""

import argparse
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from newsnb.commands.results import read_results, study_of
from newsnb.networks import actor_statement_graph, affiliation_network, congruence_network, event_list
from newsnb.networks.interchange import write_dl, write_gexf, write_graph_csv, write_graphml
from newsnb.output import write_csv


def main(args: argparse.Namespace) -> int:
    """Write the files and say where."""
    results = Path(args.results)
    tables = read_results(results)
    study = study_of(results, actors=args.actors)
    target = Path(args.into) if args.into else results / "export"
    target.mkdir(parents=True, exist_ok=True)
    for path in _WRITERS[args.to](tables, study, target):
        print(path)
    return 0


def _graph(tables, study):
    return actor_statement_graph(**tables, registry=study.actors)


def _events(tables, study) -> pd.DataFrame:
    return event_list(**tables, registry=study.actors)


def _gexf(tables, study, target: Path) -> list[Path]:
    return [write_gexf(_graph(tables, study), target / "graph.gexf")]


def _graphml(tables, study, target: Path) -> list[Path]:
    return [write_graphml(_graph(tables, study), target / "graph.graphml")]


def _csv(tables, study, target: Path) -> list[Path]:
    return write_graph_csv(_graph(tables, study), target)


def _dl(tables, study, target: Path) -> list[Path]:
    """Write the affiliation and the congruence matrix for UCINET."""
    events = _events(tables, study)
    return [
        write_dl(affiliation_network(events), target / "affiliation.dl"),
        write_dl(congruence_network(events, levels=study.levels), target / "congruence.dl"),
    ]


def _dna(tables, study, target: Path) -> list[Path]:
    """Write statements under the names that Discourse Network Analyzer gives its variables.

    One row a statement and issue that carries a position, as CSV: DNA's own database also holds the texts, which may
    not be everybody's to pass on. rDNA and spreadsheets read the table.
    """
    events = _events(tables, study).dropna(subset=["issue", "position"])
    names = {
        "statement_id": "id", "date": "time", "article_id": "document", "outlet": "source", "actor": "person",
        "organisation": "organization", "issue": "concept", "position": "agreement", "text": "text",
    }  # fmt: skip
    path = target / "dna_statements.csv"
    write_csv(events[list(names)].rename(columns=names), path)
    return [path]


_WRITERS: dict[str, Callable] = {"gexf": _gexf, "graphml": _graphml, "csv": _csv, "dl": _dl, "dna": _dna}
