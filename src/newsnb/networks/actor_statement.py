"""The actor-statement graph: every statement as a node between who said it, who carried it and what it is about."""

import networkx as nx
import pandas as pd

from newsnb.networks.events import effective_codes, organisation_of
from newsnb.rows import tuples

NODE_TYPES = ("actor", "statement", "issue", "outlet", "article")
RELATIONS = ("said", "on_behalf_of", "relayed", "reported", "about", "contains")
_LABEL = 60  # characters of a statement that stand on its node


def actor_statement_graph(
    statements: pd.DataFrame,
    positions: pd.DataFrame,
    articles: pd.DataFrame,
    registry=None,
    label_lang: str | None = None,
) -> nx.MultiDiGraph:
    """Build the graph of actors, statements, issues and outlets.

    Parameters
    ----------
    statements, positions, articles
        The tables declared in `newsnb.schemas`.
    registry
        Actor registry; gives actors their names, kinds and blocs. Without one they carry their ids.
    label_lang
        Language of the actors' labels where the registry has a name in it; its display name otherwise.

    Returns
    -------
    networkx.MultiDiGraph
        Nodes ``actor:ID``, ``statement:ID``, ``issue:ID``, ``outlet:NAME``, or ``article:ID`` where the outlet is not
        known. Every node has ``node_type`` and ``label``; statements also ``text``, ``lang``, ``kind``, ``cue``,
        ``cue_class``, ``confidence``, ``article_id``, ``said_from`` and ``said_to`` (ISO days).
        Edges, keyed by their ``relation``: *said* actor → statement; *on_behalf_of* statement → principal; *relayed*
        who passed it on → statement; *reported* outlet → statement; *about* statement → issue, with ``position``;
        *contains* statement → the statement quoted inside it. All but *contains* carry ``said_from`` and ``said_to``.
        An attribute without a value is left out, so that the graph can be written to GEXF and GraphML.
        Nodes and edges come in a fixed order.
    """
    graph = nx.MultiDiGraph(name="actor-statement graph")
    sources = {row.article_id: row for row in tuples(articles)}
    statements = statements.sort_values("statement_id", kind="stable")
    rows = list(tuples(statements))
    codes = effective_codes(positions[positions["statement_id"].isin(statements["statement_id"])])
    _add_actors(graph, statements, registry, label_lang)
    _add_nodes(graph, "issue", {issue: {"label": issue} for issue in codes["issue"]})
    _add_nodes(graph, "outlet", {name: {"label": name} for name in _outlets(statements, sources)})
    for row in rows:
        graph.add_node(f"statement:{row.statement_id}", **_statement(row))
    for row in rows:
        _add_edges(graph, row, sources)
    days = {row.statement_id: {"said_from": row.said_from, "said_to": row.said_to} for row in rows}
    for code in tuples(codes):
        when = days[code.statement_id]
        statement = f"statement:{code.statement_id}"
        _tie(graph, statement, f"issue:{code.issue}", "about", when, position=_whole(code.position), coder=code.coder)
    return graph


def node_table(graph: nx.Graph) -> pd.DataFrame:
    """List the nodes with all their attributes. First column: ``id``; a missing attribute is a missing value."""
    rows = [{"id": node, **attributes} for node, attributes in graph.nodes(data=True)]
    return pd.DataFrame(rows, columns=_names("id", rows))


def relation_table(graph: nx.Graph) -> pd.DataFrame:
    """List the edges with all their attributes. First columns: ``source``, ``target``."""
    rows = [{"source": source, "target": target, **attributes} for source, target, attributes in graph.edges(data=True)]
    return pd.DataFrame(rows, columns=_names("source", rows, "target"))


def _add_actors(graph, statements, registry, label_lang) -> None:
    named = set()
    for column in ("actor_id", "on_behalf_of", "via"):
        named |= set(statements[column].dropna())
    _add_nodes(graph, "actor", {actor: _actor(actor, registry, label_lang) for actor in named})


def _actor(actor_id: str, registry, label_lang: str | None) -> dict:
    actor = registry.actors.get(actor_id) if registry is not None else None
    if actor is None:
        return {"label": actor_id}
    spelt = actor.names.get(label_lang, ())
    return {
        "label": spelt[0] if spelt else actor.name,
        "kind": actor.kind,
        "bloc": actor.bloc,
        "organisation": organisation_of(actor_id, registry),
    }


def _add_nodes(graph: nx.MultiDiGraph, node_type: str, nodes: dict[str, dict]) -> None:
    for name in sorted(nodes):
        graph.add_node(f"{node_type}:{name}", **_present({**nodes[name], "node_type": node_type}))


def _outlets(statements: pd.DataFrame, sources: dict) -> set[str]:
    found = (sources.get(article) for article in statements["article_id"].unique())
    return {source.outlet for source in found if source is not None and pd.notna(source.outlet)}


def _statement(row) -> dict:
    return _present(
        {
            "node_type": "statement",
            "label": row.text if len(row.text) <= _LABEL else row.text[: _LABEL - 1].rstrip() + "…",
            "text": row.text,
            "lang": row.lang,
            "kind": row.kind,
            "cue": row.cue_lemma,
            "cue_class": row.cue_class,
            "confidence": float(row.confidence),
            "article_id": row.article_id,
            "said_from": _iso(row.said_from),
            "said_to": _iso(row.said_to),
        }
    )


def _add_edges(graph: nx.MultiDiGraph, row, sources: dict) -> None:
    statement = f"statement:{row.statement_id}"
    when = {"said_from": row.said_from, "said_to": row.said_to}
    _tie(graph, f"actor:{row.actor_id}", statement, "said", when)
    if pd.notna(row.on_behalf_of):
        _tie(graph, statement, f"actor:{row.on_behalf_of}", "on_behalf_of", when)
    if pd.notna(row.via):
        _tie(graph, f"actor:{row.via}", statement, "relayed", when)
    _tie(graph, _reporter(graph, row, sources), statement, "reported", when)
    if pd.notna(row.nested_in) and f"statement:{row.nested_in}" in graph:
        _tie(graph, f"statement:{row.nested_in}", statement, "contains", {})


def _reporter(graph: nx.MultiDiGraph, row, sources: dict) -> str:
    """Name the node of the outlet, or of the article where nobody knows who published it (made when first needed)."""
    article = sources.get(row.article_id)
    if article is not None and pd.notna(article.outlet):
        return f"outlet:{article.outlet}"
    name = f"article:{row.article_id}"
    if name not in graph:
        label = row.article_id if article is None else _article_label(article)
        graph.add_node(name, node_type="article", label=label, lang=row.lang)
    return name


def _article_label(article) -> str:
    if pd.notna(article.title):
        return article.title
    return f"{article.source_id} #{article.item}" if article.item else article.source_id


def _tie(graph: nx.MultiDiGraph, source: str, target: str, relation: str, when, **attributes) -> None:
    days = {name: _iso(when[name]) for name in ("said_from", "said_to") if name in when}
    graph.add_edge(source, target, key=relation, **_present({"relation": relation, **days, **attributes}))


def _names(first: str, rows: list[dict], *then: str) -> list[str]:
    found = {name for row in rows for name in row}
    return [first, *then, *sorted(found - {first, *then})]


def _present(attributes: dict) -> dict:
    return {name: value for name, value in attributes.items() if not _is_missing(value)}


def _is_missing(value) -> bool:
    return not isinstance(value, str) and bool(pd.isna(value))  # most are texts, and pandas takes its time


def _whole(value) -> int | None:
    return None if pd.isna(value) else int(value)


def _iso(day) -> str | None:
    return None if pd.isna(day) else day.date().isoformat()
