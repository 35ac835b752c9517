"""The figures of a run as files, each with the table it was drawn from."""

from collections.abc import Callable
from pathlib import Path

import matplotlib.pyplot as plt
import networkx as nx
import pandas as pd
from matplotlib.figure import Figure

from newsnb.figures.marks import house_style
from newsnb.output import write_csv
from newsnb.study import Study

MOST_DRAWN = 400
"""Statements that the graph of all statements can show."""
# Without these a figure would carry the clock; the SVG's ids come from a fixed salt (newsnb.mplstyle).
_METADATA = {"png": {"Software": None}, "svg": {"Date": None}}


def write_figures(study: Study, folder: Path, totals: pd.DataFrame | None = None) -> list[dict]:
    """Draw the figures of a study into a folder.

    ``timeline`` (PNG and SVG), ``actor_statement``, ``affiliation``, ``congruence`` and ``conflict`` (PNG); a CSV of
    the same name holds the table behind each. Of more than `MOST_DRAWN` statements ``actor_statement`` draws those of
    the series, as many as that.

    Parameters
    ----------
    study
        The study.
    folder
        Made if need be.
    totals
        Sums of a corpus too large to hold (`newsnb.networks.totals`): the networks are made from them instead of the
        study's event list, and ``actor_statement`` is left out.

    Returns
    -------
    list of dict
        Records for the ``problems`` table: figures that could not be drawn, with the reason. A codebook whose actors
        never speak, for example, leaves no series to draw; the other figures do not suffer from it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    problems = []
    figures = _FIGURES if totals is None else {"timeline": _timeline, **_figures_of(totals)}
    for name, draw in figures.items():
        try:
            figure, table = draw(study)
        except (ValueError, KeyError) as error:
            problems.append(_problem(name, error))
            continue
        kinds = ("png", "svg") if name == "timeline" else ("png",)
        with house_style():  # it holds the salt of the SVG's ids, too
            for kind in kinds:
                figure.savefig(folder / f"{name}.{kind}", metadata=_METADATA[kind])
        plt.close(figure)
        write_csv(table, folder / f"{name}.csv", index=table.index.name is not None)
    return problems


def _problem(name: str, error: Exception) -> dict:
    reason = error.args[0] if error.args else type(error).__name__
    return {
        "source_id": f"figures/{name}",
        "stage": "show",
        "severity": "partial",
        "message": f"figure not drawn: {reason}",
        "remedy": "see what the message asks for; the tables hold everything that was found",
    }


def _timeline(study: Study) -> tuple[Figure, pd.DataFrame]:
    from newsnb.figures.timeline import position_timeline

    series = study.series()
    return position_timeline(series, events=study.event_table, codebook=study.codebook), series


def _actor_statement(study: Study) -> tuple[Figure, pd.DataFrame]:
    from newsnb.figures.actor_statement import actor_statement_plot
    from newsnb.networks import relation_table

    graph = study.graph if len(study.statements) <= MOST_DRAWN else _traced(study)
    return actor_statement_plot(graph).figure, relation_table(graph)


def _traced(study: Study) -> nx.MultiDiGraph:
    """Keep of a large graph what hangs on the statements of the series; all would neither be legible nor quick."""
    try:
        chosen = study.series()
    except KeyError:  # nobody whose position the codebook traces is known
        chosen = study.positions
    graph, drawn = study.graph, [f"statement:{one}" for one in chosen["statement_id"].drop_duplicates()[:MOST_DRAWN]]
    near = {*drawn, *(node for one in drawn for node in nx.all_neighbors(graph, one))}
    part = nx.MultiDiGraph(name=graph.name)
    part.add_nodes_from((node, data) for node, data in graph.nodes(data=True) if node in near)
    part.add_edges_from(edge for edge in graph.edges(list(part), keys=True, data=True) if edge[1] in near)
    return part


def _affiliation(study: Study) -> tuple[Figure, pd.DataFrame]:
    from newsnb.networks import affiliation_network

    return _network(study, affiliation_network(study.event_list))


def _congruence(study: Study) -> tuple[Figure, pd.DataFrame]:
    from newsnb.networks import congruence_network

    return _network(study, congruence_network(study.event_list, levels=study.levels))


def _conflict(study: Study) -> tuple[Figure, pd.DataFrame]:
    from newsnb.networks import conflict_network

    return _network(study, conflict_network(study.event_list, levels=study.levels))


def _network(study: Study, network: pd.DataFrame) -> tuple[Figure, pd.DataFrame]:
    from newsnb.figures.networks import network_plot
    from newsnb.networks import edge_table

    return network_plot(network, labels=study.names).figure, edge_table(network)


def _figures_of(totals: pd.DataFrame) -> dict[str, Callable[[Study], tuple[Figure, pd.DataFrame]]]:
    from newsnb.networks.totals import network_of_totals

    def draw(name: str) -> Callable:
        levels = (lambda study: None) if name == "affiliation" else (lambda study: study.levels)
        return lambda study: _network(study, network_of_totals(totals, name, levels(study)))

    return {name: draw(name) for name in ("affiliation", "congruence", "conflict")}


_FIGURES: dict[str, Callable[[Study], tuple[Figure, pd.DataFrame]]] = {
    "timeline": _timeline,
    "actor_statement": _actor_statement,
    "affiliation": _affiliation,
    "congruence": _congruence,
    "conflict": _conflict,
}
