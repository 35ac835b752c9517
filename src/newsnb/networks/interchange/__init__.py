"""Files that other tools read and write: GEXF, GraphML, CSV, UCINET DL and (in `dna`) DNA's own projects."""

from newsnb.networks.interchange.graphs import (
    read_gexf,
    read_graphml,
    write_gexf,
    write_graph_csv,
    write_graphml,
    write_graphs,
)
from newsnb.networks.interchange.matrices import read_dl, read_matrix_csv, write_dl, write_matrix_csv

__all__ = [
    "read_dl",
    "read_gexf",
    "read_graphml",
    "read_matrix_csv",
    "write_dl",
    "write_gexf",
    "write_graph_csv",
    "write_graphml",
    "write_graphs",
    "write_matrix_csv",
]
