"""Stage: relate. Statements and positions go in; networks of actors, issues and outlets come out."""

from newsnb.networks.actor_statement import actor_statement_graph, node_table, relation_table
from newsnb.networks.events import event_list
from newsnb.networks.interchange.graphs import write_graphs
from newsnb.networks.projections import (
    affiliation_network,
    agreement_counts,
    conflict_network,
    congruence_network,
    edge_table,
    onemode_network,
    statements_behind,
    to_networkx,
)
from newsnb.networks.selection import Selection

__all__ = [
    "Selection",
    "actor_statement_graph",
    "affiliation_network",
    "agreement_counts",
    "conflict_network",
    "congruence_network",
    "edge_table",
    "event_list",
    "node_table",
    "onemode_network",
    "relation_table",
    "statements_behind",
    "to_networkx",
    "write_graphs",
]
