"""From a cell back to its statements."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from invented_events import QUARREL, event_lists, few
from newsnb.networks import affiliation_network, conflict_network, onemode_network, statements_behind


def test_a_cell_of_a_two_mode_network_stands_on_as_many_statements_as_it_counts():
    network = affiliation_network(QUARREL)
    behind = statements_behind(network, "bo", "bridge", QUARREL)
    assert len(behind) == network.at["bo", "bridge"]
    assert set(behind["actor"]) == {"bo"}


def test_a_conflict_stands_on_the_statements_that_differ():
    behind = statements_behind(conflict_network(QUARREL), "anna", "cem", QUARREL)
    assert list(behind["statement_id"]) == ["s000", "s002", "s006"]  # not s003, where cem agreed


def test_the_settings_of_the_network_hold():
    network = affiliation_network(QUARREL, duplicates="acrossrange", stop_date="2024-11-30")
    assert list(statements_behind(network, "anna", "bridge", QUARREL)["statement_id"]) == ["s000"]


def test_a_label_that_is_not_there_names_those_that_are():
    with pytest.raises(KeyError, match="anna"):
        statements_behind(affiliation_network(QUARREL), "eve", "bridge", QUARREL)


@few
@given(event_lists((-1, 0, 1)), st.sampled_from(["ignore", "congruence", "conflict"]))
def test_the_statements_behind_a_tie_make_that_tie(rows, aggregation):
    network = onemode_network(rows, qualifier_aggregation=aggregation, levels=(-1, 0, 1), qualifier_type="integer")
    for i, j in zip(*np.nonzero(np.triu(network.to_numpy())), strict=True):
        one, other = network.index[i], network.columns[j]
        behind = statements_behind(network, one, other, rows)
        again = onemode_network(behind, qualifier_aggregation=aggregation, levels=(-1, 0, 1), qualifier_type="integer")
        assert again.at[one, other] == pytest.approx(network.at[one, other])
