"""Tables made to be read: sequence, speakers, relays, one statement traced to the raw text."""

import networkx as nx
import pandas as pd
import pytest

from newsnb import overviews
from newsnb.networks import conflict_network, edge_table
from newsnb.overviews import (
    behind_strongest,
    block_kinds,
    counts,
    examples,
    kept_text,
    relation_counts,
    relays,
    speakers,
    trace,
    ways_of_naming,
)

NAMES = {"peskov": "Dmitry Peskov", "kremlin": "Kremlin", "tass": "TASS"}


class Registry:
    """Knows two actors."""

    actors = {"peskov": None, "kremlin": None}


def statements(*rows: dict) -> pd.DataFrame:
    plain = {"lang": "en", "article_id": "a1", "actor_id": "peskov", "on_behalf_of": None, "via": None,
             "confidence": 0.5, "content": [[0, 4]], "rule": "colon/name", "text": "no"}  # fmt: skip
    return pd.DataFrame([{"statement_id": f"s{number}", **plain, **row} for number, row in enumerate(rows)])


def coded(*ids: str) -> pd.DataFrame:
    return pd.DataFrame({"statement_id": list(ids), "position": pd.array([0] * len(ids), dtype="Int64")})


def test_block_kinds_leave_out_blank_lines_and_share_out_the_rest(study):
    table = block_kinds(study.blocks)
    assert table["share"].sum() == pytest.approx(1, abs=0.005)
    assert table.loc[(True, "body"), "characters"] > table.loc[(False, "share"), "characters"]
    assert table.index.get_level_values("kept").tolist() == sorted(table.index.get_level_values("kept"), reverse=True)


def test_kept_text_has_the_sentences_and_none_of_the_furniture(study):
    table = kept_text(study.corpus)
    assert len(table) == len(study.articles)
    denial = table[table["text"].str.contains("pure fiction")].iloc[0]
    assert denial["lang"] == "en"
    assert not table["text"].str.contains("قراءة المزيد").any()  # "read more"


def test_sequence_names_speaker_issue_and_level(study):
    table, series = study.sequence(), study.series()
    assert list(table.index) == list(series.index)
    assert {"Kremlin", "Dmitry Peskov"} <= set(table["speaker"])
    denied = table[table["position"].eq(-2) & table["issue"].eq("contact with Washington")]
    assert set(denied["level"]) == {"denies it"}
    assert "2024-11-11" in set(table["said"])


def test_sequence_of_nothing_is_empty(study):
    nothing = study.series().iloc[:0]
    assert overviews.sequence(nothing, study.codebook, study.names).empty


def test_speakers_tell_the_unknown_from_the_known():
    table = speakers(statements({}, {"on_behalf_of": "kremlin", "lang": "ar"}, {"actor_id": "bokov"}), Registry, NAMES)
    assert list(table.index) == ["peskov", "bokov"]
    assert table.loc["peskov"].tolist() == ["Dmitry Peskov", True, "Kremlin", 2, "ar, en"]
    assert table.loc["bokov"].tolist() == ["bokov", False, "", 1, "en"]


def test_counts_put_the_commonest_first_and_sum_up():
    table = counts(
        statements({"kind": "direct"}, {"kind": "indirect", "lang": "fa"}, {"kind": "direct", "lang": "fa"}),
        "lang",
        "kind",
    )
    assert list(table.index) == ["fa", "en"]
    assert table.loc["fa"].to_dict() == {"direct": 1, "indirect": 1, "all": 2}
    assert counts(statements({"kind": "direct"}).iloc[:0], "lang", "kind").empty


def test_relation_counts_of_an_empty_graph_are_empty(study):
    table = relation_counts(study.graph)
    assert table.loc["said", "edges"] == len(study.statements)
    assert relation_counts(nx.MultiDiGraph()).empty


def test_behind_the_strongest_tie_stand_both_its_ends(study):
    conflict = conflict_network(study.event_list, "organisation", levels=study.levels)
    strongest = edge_table(conflict).iloc[0]
    behind = behind_strongest(conflict, study.event_list)
    assert set(behind["organisation"]) == {strongest["row"], strongest["column"]}
    none = study.event_list.iloc[:0]
    assert behind_strongest(conflict_network(none, "organisation", levels=study.levels), none).empty


def test_ways_of_naming_count_the_speaker_rule():
    rules = [{"rule": "quotation/dropped subject", "lang": "ar"}, {"rule": "colon/name"}, {"rule": "that-clause/name"}]
    table = ways_of_naming(statements(*rules))
    assert table.loc["name"].to_dict() == {"ar": 0, "en": 2}
    assert list(table.index) == ["name", "dropped subject"]


def test_relays_count_pairs_and_leave_out_what_the_article_reports_itself():
    table = relays(statements({"via": "tass", "text": "first"}, {"via": "tass", "text": "second"}, {}), NAMES)
    assert table.to_dict("records") == [
        {"relayed_by": "TASS", "speaker": "Dmitry Peskov", "statements": 2, "first_words": "first"}
    ]
    assert relays(statements({}), NAMES).empty


def test_examples_prefer_the_fullest_article_and_a_coded_statement():
    rows = [{"article_id": "short"}, {"article_id": "long", "confidence": 0.9}, {"article_id": "long"}]
    table = examples(statements(*rows), coded("s2"))
    assert table.loc["en"].to_dict() == {"article_id": "long", "statement_id": "s2"}


def test_trace_shows_what_the_raw_text_holds_at_the_offsets(study):
    row = study.statements[study.statements["cue"].notna()].iloc[0]
    told = study.trace(row["statement_id"])[row["statement_id"]]
    start, end = row["cue"]
    raw = study.corpus.text_of(row["article_id"])
    assert told["cue"] == f"{raw[start:end]}  [{start}:{end}]"
    assert told["speaker"] == study.names.get(row["actor_id"], row["actor_id"])


def test_trace_of_a_statement_that_is_not_there(study):
    with pytest.raises(KeyError, match="no statement 'nobody'"):
        trace("nobody", study.statements, study.positions, study.corpus, study.names)
