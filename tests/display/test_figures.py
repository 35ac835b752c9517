"""A figure with the table behind it, in this order."""

import matplotlib.pyplot as plt
import pandas as pd

from newsnb.display import with_table


def test_shows_the_figure_then_the_table_and_the_figure_only_once(monkeypatch):
    shown = []
    monkeypatch.setattr("IPython.display.display", shown.append)
    figure, ax = plt.subplots()
    table = pd.DataFrame({"position": [-2]})
    with_table(ax, table)._ipython_display_()
    assert [one is other for one, other in zip(shown, [figure, table], strict=True)] == [True, True]
    # An open figure would be shown again at the end of the cell.
    assert not plt.fignum_exists(figure.number)


def test_takes_a_figure_as_well_as_axes():
    figure, ax = plt.subplots()
    assert with_table(figure, None).figure is with_table(ax, None).figure is figure
    plt.close(figure)
