"""Networks from sums are those of the event list that was added up."""

import pandas as pd
import pytest

from conftest import DATA
from helpers import gold_articles, gold_positions, gold_statements
from newsnb.networks import affiliation_network, conflict_network, congruence_network, event_list
from newsnb.networks.totals import MOST_ACTORS, add_totals, empty_totals, network_of_totals
from newsnb.statements import load_actors


@pytest.fixture(scope="module")
def events():
    return event_list(gold_statements(), gold_positions(), gold_articles(), load_actors(DATA / "actors.yaml"))


@pytest.mark.parametrize("make", [affiliation_network, congruence_network, conflict_network])
def test_networks_from_sums_are_those_of_the_event_list(events, make):
    network = make.__name__.removesuffix("_network")
    mine = network_of_totals(add_totals(empty_totals(), events), network)
    assert len(mine) > 2
    pd.testing.assert_frame_equal(mine, make(events))


def test_totals_do_not_hang_on_how_they_were_cut(events):
    whole = add_totals(empty_totals(), events)
    cut = add_totals(add_totals(empty_totals(), events.iloc[::2]), events.iloc[1::2])
    pd.testing.assert_frame_equal(cut, whole)
    assert whole["n"].sum() == len(events)


def test_network_of_very_many_actors_holds_the_busiest():
    names = [f"actor{number:04d}" for number in range(MOST_ACTORS + 5)]
    said = pd.DataFrame({"actor": [*names, *names[5:]], "issue": "trade", "position": 1.0})
    network = network_of_totals(add_totals(empty_totals(), said), "affiliation")
    assert list(network.index) == names[5:]


def test_nothing_gives_an_empty_network():
    assert network_of_totals(empty_totals(), "congruence").empty
