"""The event list: dates, organisations, whose code counts."""

from types import SimpleNamespace

import pandas as pd
import pytest

from helpers import gold_articles, gold_positions, gold_statements
from newsnb.networks.events import EVENT_COLUMNS, effective_codes, event_list


class Registry:
    """A registry of five: a spokesman of the Kremlin, which belongs to Russia; a man of the US; a paper."""

    def __init__(self):
        rows = [
            ("peskov", "person", "kremlin", "kremlin"),
            ("kremlin", "institution", "russia", "kremlin"),
            ("russia", "state", None, "russia_gov"),
            ("trump", "person", "usa", "us"),
            ("reuters", "media", None, "media"),
        ]
        self.actors = {
            name: SimpleNamespace(id=name, name=name.title(), kind=kind, affiliation=above, bloc=bloc, names={})
            for name, kind, above, bloc in rows
        }

    def affiliation_chain(self, actor):
        chain = []
        while actor:
            chain.append(actor)
            actor = self.actors[actor].affiliation if actor in self.actors else None
        return chain


def gold_events(**settings) -> pd.DataFrame:
    return event_list(gold_statements(), gold_positions(), gold_articles(), Registry(), **settings)


def of_actor(events: pd.DataFrame, actor: str) -> pd.Series:
    return events[events["actor"].eq(actor)].iloc[0]


def test_every_statement_is_there_also_those_on_no_issue():
    events = gold_events()
    assert list(events.columns) == list(EVENT_COLUMNS)
    assert set(events["statement_id"]) == set(gold_statements()["statement_id"])
    assert events["issue"].isna().any()


def test_a_person_belongs_to_the_first_body_above():
    events = gold_events()
    assert of_actor(events, "peskov")["organisation"] == "kremlin"
    assert of_actor(events, "trump")["organisation"] == "usa"


def test_a_body_is_its_own_organisation():
    assert of_actor(gold_events(), "kremlin")["organisation"] == "kremlin"
    assert of_actor(gold_events(), "reuters")["organisation"] == "reuters"


def test_an_actor_nobody_knows_is_its_own_organisation_of_no_bloc():
    zelensky = of_actor(gold_events(), "zelensky")  # not in this small registry
    assert zelensky["organisation"] == "zelensky"
    assert pd.isna(zelensky["bloc"])


def test_a_spokesman_has_a_principal_and_others_are_their_own():
    events = gold_events()
    assert of_actor(events, "peskov")["principal"] == "kremlin"
    assert of_actor(events, "reuters")["principal"] == "reuters"


def test_the_day_is_the_middle_of_the_interval():
    events = gold_events().dropna(subset=["date_from", "date_to"])
    assert (events["date"] >= events["date_from"]).all()
    assert (events["date"] <= events["date_to"]).all()
    october = events[events["date_from"].eq("2022-10-01")].iloc[0]
    assert october["date"] == pd.Timestamp("2022-10-16")


def test_an_open_interval_has_no_day():
    events = gold_events()
    open_ended = events["date_from"].isna() | events["date_to"].isna()
    assert open_ended.any()
    assert events.loc[open_ended, "date"].isna().all()
    assert gold_events(date="said_to")["date"].notna().sum() > events["date"].notna().sum()


def test_the_day_of_the_article_is_another_choice():
    events = gold_events(date="published")
    assert of_actor(events[events["article_id"].str.startswith("004")], "trump")["date"] == pd.Timestamp("2024-12-09")


def test_a_wrong_date_names_the_allowed_ones():
    with pytest.raises(ValueError, match="said_from"):
        gold_events(date="midpoint")


def test_a_person_overrules_the_rules():
    auto = gold_positions()
    first = auto["statement_id"].iloc[0]
    by_hand = auto.head(1).assign(coder="sara", position=2)
    codes = effective_codes(pd.concat([auto, by_hand], ignore_index=True))
    assert len(codes) == len(auto)
    assert codes.set_index(["statement_id", "issue"]).loc[(first, auto["issue"].iloc[0]), "position"] == 2
