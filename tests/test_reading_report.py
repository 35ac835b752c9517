"""What a run tells about what it has read; its new speakers can be pasted into the registry as they are."""

import pytest

from conftest import DATA
from newsnb import schemas
from newsnb.articles import Corpus
from newsnb.reading_report import Reading
from newsnb.statements import load_actors

TEXT = "Ana Ruiz said the port is closed. It was said that nobody knows. # Ana Ruiz: said so again."


def row(number: int, actor: str, source) -> dict:
    return {
        "statement_id": f"s{number}", "article_id": "a1", "lang": "en", "kind": "indirect", "content": [[14, 32]],
        "text": "the port is closed", "cue_class": "say", "source": source, "actor_id": actor, "targets": [],
        "said_method": "none", "confidence": 1.0, "rule": "x/y",
    }  # fmt: skip


@pytest.fixture
def reading():
    article = {"lang": "en", "item": 0, "published_method": "none", "n_chars": 90, "n_body_chars": 90}
    articles = schemas.frame(
        "articles",
        [
            article | {"article_id": "a1", "source_id": "port.txt", "published_from": "2023-01-01"},
            article | {"article_id": "a2", "source_id": "quiet.txt"},
        ],
    )
    statements = schemas.frame(
        "statements", [row(1, "ana_ruiz", [0, 8]), row(2, "unknown", None), row(3, "peskov", [67, 75])]
    )
    skipped = {"stage": "read", "severity": "skipped"}
    problems = schemas.frame(
        "problems",
        [
            skipped | {"source_id": "x.txt", "message": "no language file for 'de'; there are files for ar, en"},
            skipped | {"source_id": "y.txt", "message": "empty"},
        ],
    )
    made = Reading()
    texts = {"port.txt": TEXT, "quiet.txt": ""}
    made.add(articles, statements, problems, texts, {"peskov"})
    return made


def test_everything_is_told(reading):
    page = reading.markdown()
    assert "2 articles (en 2), 3 statements" in page
    assert "## Skipped: 2" in page
    assert "- de: 1 pages" in page
    assert "## Undated: 1" in page
    assert "## Without a statement: 1" in page
    assert page.count("- quiet.txt") == 2
    assert "1 of 3 statements" in page
    assert "## New speakers: 1" in page


def test_new_speakers_can_be_pasted_into_the_registry(reading, tmp_path):
    file = tmp_path / "actors.yaml"
    file.write_text((DATA / "actors.yaml").read_text(encoding="utf-8") + reading.yaml(), encoding="utf-8")
    registry = load_actors(file)
    assert registry.actors["ana_ruiz"].name == "Ana Ruiz"
    assert [mention.actor_id for mention in registry.mentions(TEXT, "en")] == ["ana_ruiz", "ana_ruiz"]


def test_names_with_marks_in_them_are_still_yaml(tmp_path):
    statements = schemas.frame("statements", [row(1, "a: [b", [66, 76])])
    made = Reading()
    article = {"article_id": "a1", "source_id": "p", "item": 0, "lang": "en", "published_method": "none"}
    articles = schemas.frame("articles", [article | {"n_chars": 9, "n_body_chars": 9}])
    made.add(articles, statements, schemas.empty("problems"), {"p": TEXT}, {})
    (tmp_path / "actors.yaml").write_text("actors:\n" + made.yaml(), encoding="utf-8")
    assert list(load_actors(tmp_path / "actors.yaml").actors) == ["a: [b"]


def test_parts_add_up_to_the_whole(reading):
    empty = Corpus(schemas.empty("articles"), schemas.empty("blocks"), schemas.empty("problems"), {})
    before = reading.markdown()
    reading.add(empty.articles, schemas.empty("statements"), empty.problems, {}, {})
    assert reading.markdown() == before
