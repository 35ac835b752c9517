"""Take the state of widgets out of executed notebooks: its ids are random, so every execution would change the files.

``python notebooks/without_widgets.py NOTEBOOK...``; ``make notebooks`` calls it. The plain HTML of a
widget stays.
"""

import sys
from pathlib import Path

import nbformat

VIEW = "application/vnd.jupyter.widget-view+json"


def without_widgets(notebook):
    """Drop the views and the state of all widgets from a notebook, in place."""
    notebook.metadata.pop("widgets", None)
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(VIEW, None)
    return notebook


if __name__ == "__main__":
    for name in sys.argv[1:]:
        path = Path(name)
        nbformat.write(without_widgets(nbformat.read(path, as_version=4)), path)
