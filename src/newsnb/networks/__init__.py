"""Stage: relate. Statements and positions go in; networks of actors, issues and outlets come out."""

from newsnb.networks.actor_statement import actor_statement_graph, node_table, relation_table
from newsnb.networks.carriers import CarrierRules, find_carriers, merge_carriers
from newsnb.networks.communities import communities
from newsnb.networks.events import event_list
from newsnb.networks.interchange.graphs import write_graphs
from newsnb.networks.measures import centralities
from newsnb.networks.over_time import networks_by_period, networks_over_time, slice_table
from newsnb.networks.polarisation import camp_polarisation, polarisation
from newsnb.networks.projections import (
    affiliation_network,
    agreement_counts,
    conflict_network,
    congruence_network,
    onemode_network,
)
from newsnb.networks.provenance import statements_behind
from newsnb.networks.selection import Selection
from newsnb.networks.sensitivity import sensitivity_table
from newsnb.networks.uncertainty import bootstrap_centralities, bootstrap_edges
from newsnb.networks.views import edge_table, to_networkx
from newsnb.networks.windows import time_windows

__all__ = [
    "CarrierRules",
    "Selection",
    "actor_statement_graph",
    "affiliation_network",
    "agreement_counts",
    "bootstrap_centralities",
    "bootstrap_edges",
    "camp_polarisation",
    "centralities",
    "communities",
    "conflict_network",
    "congruence_network",
    "edge_table",
    "event_list",
    "find_carriers",
    "merge_carriers",
    "networks_by_period",
    "networks_over_time",
    "node_table",
    "onemode_network",
    "polarisation",
    "relation_table",
    "sensitivity_table",
    "slice_table",
    "statements_behind",
    "time_windows",
    "to_networkx",
    "write_graphs",
]
