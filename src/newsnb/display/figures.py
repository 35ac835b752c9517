"""A figure with the table behind it, in this order."""

from dataclasses import dataclass
from typing import Any

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure


@dataclass(frozen=True)
class WithTable:
    """What `with_table` gives; shows itself in Jupyter."""

    figure: Figure
    table: Any

    def _ipython_display_(self) -> None:
        from IPython.display import display

        display(self.figure)
        display(self.table)
        # Jupyter shows every figure that is still open at the end of a cell: it would stand there twice.
        plt.close(self.figure)


def with_table(drawn: Figure | Axes, table) -> WithTable:
    """Show a figure and below it the table it was drawn from.

    Left to itself Jupyter puts the figure of a cell below the cell's result. Every figure should be read, checked and
    compared together with its numbers.

    Parameters
    ----------
    drawn
        A figure, or axes of it, as the functions of `newsnb.figures` return them.
    table
        A data frame, or `table_html`.
    """
    return WithTable(drawn.figure, table)
