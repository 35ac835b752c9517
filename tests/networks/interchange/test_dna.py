"""Reading a DNA project: a small one made here, with the tables that DNA 3 writes."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest

from newsnb import schemas
from newsnb.networks import affiliation_network, congruence_network
from newsnb.networks.interchange.dna import DnaFileError, read_dna

SCHEMA = """
create table CODERS(ID integer primary key, Name text);
create table DOCUMENTS(ID integer primary key, Title text, Text text, Coder integer, Author text, Source text,
    Section text, Notes text, Type text, Date integer);
create table STATEMENTTYPES(ID integer primary key, Label text);
create table VARIABLES(ID integer primary key, Variable text, DataType text, StatementTypeId integer);
create table STATEMENTS(ID integer primary key, StatementTypeId integer, DocumentId integer, Start integer,
    Stop integer, Coder integer);
create table DATABOOLEAN(StatementId integer, VariableId integer, Value integer);
create table DATAINTEGER(StatementId integer, VariableId integer, Value integer);
create table DATALONGTEXT(StatementId integer, VariableId integer, Value text);
create table DATASHORTTEXT(StatementId integer, VariableId integer, Entity integer);
create table ENTITIES(ID integer primary key, VariableId integer, Value text);
"""
# "We support the bridge. The mayor does not." in Persian
TEXT = "ما از پل حمایت می‌کنیم. شهردار نه."
DAY = int(datetime(2024, 11, 11, 15, tzinfo=UTC).timestamp())


@pytest.fixture
def project(tmp_path) -> Path:
    path = tmp_path / "small.dna"
    with closing(sqlite3.connect(path)) as database:
        database.executescript(SCHEMA)
        database.execute("insert into CODERS values (1, 'sara')")
        database.execute("insert into DOCUMENTS values (1, 'پل', ?, 1, '', 'Daily', '', '', '', ?)", (TEXT, DAY))
        database.execute("insert into STATEMENTTYPES values (1, 'DNA Statement'), (2, 'Annotation')")
        database.execute(
            "insert into VARIABLES values (1, 'person', 'short text', 1), (2, 'organization', 'short text', 1), "
            "(3, 'concept', 'short text', 1), (4, 'agreement', 'boolean', 1), (5, 'note', 'long text', 2)"
        )
        database.execute("insert into STATEMENTS values (7, 1, 1, 0, 22, 1), (8, 1, 1, 24, 34, 1), (9, 2, 1, 0, 2, 1)")
        database.execute("insert into ENTITIES values (1, 2, 'انجمن'), (2, 2, 'City'), (3, 3, 'bridge'), (4, 1, '')")
        database.execute(
            "insert into DATASHORTTEXT values (7, 1, 4), (7, 2, 1), (7, 3, 3), (8, 1, 4), (8, 2, 2), (8, 3, 3)"
        )
        database.execute("insert into DATABOOLEAN values (7, 4, 1), (8, 4, 0)")
        database.commit()
    return path


def test_statements_come_with_their_variables(project):
    events = read_dna(project).events
    assert list(events["organization"]) == ["انجمن", "City"]
    assert list(events["agreement"]) == [1, 0]
    assert set(events["date"]) == {pd.Timestamp("2024-11-11")}
    assert list(events["text"]) == [TEXT[0:22], TEXT[24:34]]


def test_its_statements_make_networks(project):
    events = read_dna(project).events
    settings = {"variable1": "organization", "variable2": "concept", "qualifier": "agreement"}
    assert affiliation_network(events, qualifier_aggregation="subtract", **settings)["bridge"].to_list() == [-1, 1]
    assert congruence_network(events, **settings).to_numpy().sum() == 0


def test_the_tables_are_those_of_this_package(project):
    read = read_dna(project)
    for name in ("articles", "statements", "positions"):
        schemas.validate(getattr(read, name), name)
    assert list(read.positions["position"]) == [1, 0]
    assert set(read.positions["coder"]) == {"sara"}
    start, stop = read.statements["content"].iloc[0][0]
    article = read.statements["article_id"].iloc[0]
    assert read.texts[article][start:stop] == read.statements["text"].iloc[0]


def test_a_statement_without_an_actor_stays_an_event(project):
    read = read_dna(project, actor="person")
    assert len(read.events) == 2
    assert read.statements.empty


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"statement_type": "Claim"}, "Annotation"),
        ({"actor": "speaker"}, "organization"),
        ({"qualifier": "concept"}, "boolean or integer"),
    ],
)
def test_a_wrong_name_names_those_there_are(project, settings, named):
    with pytest.raises(DnaFileError, match=named):
        read_dna(project, **settings)


def test_what_is_not_a_project_is_refused(tmp_path):
    (tmp_path / "text.dna").write_text("not a database, but long enough to look like a file of something else entirely")
    with pytest.raises(DnaFileError, match="not a DNA 3 project"):
        read_dna(tmp_path / "text.dna")
    with pytest.raises(DnaFileError, match="no such file"):
        read_dna(tmp_path / "none.dna")


def test_reading_leaves_the_file_alone(project):
    before = project.read_bytes()
    read_dna(project)
    assert project.read_bytes() == before
