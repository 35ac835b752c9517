"""Files that other tools read and write: GEXF, GraphML, CSV, UCINET DL and DNA's own databases."""
