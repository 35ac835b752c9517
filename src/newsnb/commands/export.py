"""``newsnb export``: the graph of a run in the formats of other tools."""

import argparse
import json
from pathlib import Path

from newsnb import schemas
from newsnb.commands import CommandError


def main(args: argparse.Namespace) -> int:
    """Write the files and say where."""
    from newsnb.networks.interchange import graphs

    results = Path(args.results)
    tables = read_results(results)
    registry = _registry(args.actors, results)
    target = Path(args.into) if args.into else results / "export"
    target.mkdir(parents=True, exist_ok=True)
    if args.to == "gexf":
        written = [graphs.write_gexf(_graph(tables, registry), target / "graph.gexf")]
    elif args.to == "graphml":
        written = [graphs.write_graphml(_graph(tables, registry), target / "graph.graphml")]
    elif args.to == "csv":
        written = graphs.write_graph_csv(_graph(tables, registry), target)
    else:
        raise CommandError(f"--to {args.to}: not built in yet")
    for path in written:
        print(path)
    return 0


def read_results(folder: Path) -> dict:
    """Read the tables of a run back: ``statements``, ``positions``, ``articles``."""
    names = ("statements", "positions", "articles")
    absent = [f"{name}.parquet" for name in names if not (folder / f"{name}.parquet").is_file()]
    if absent:
        raise CommandError(f"{folder}: no {', '.join(absent)}; expected the folder of a finished `newsnb run --out`")
    return {name: schemas.read_table(folder / f"{name}.parquet", name) for name in names}


def _registry(given: str | None, results: Path):
    from newsnb.statements.actors import load_actors

    path = given or _used(results, "actors")
    return load_actors(path) if path and Path(path).is_file() else None


def _used(results: Path, name: str) -> str | None:
    """Path of a research file that the run used, as ``run.json`` has it."""
    try:
        record = json.loads((results / "run.json").read_text(encoding="utf-8"))
        return record["research_files"][name]["path"]
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _graph(tables: dict, registry):
    from newsnb.networks import actor_statement_graph

    return actor_statement_graph(**tables, registry=registry)
