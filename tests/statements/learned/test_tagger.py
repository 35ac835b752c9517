"""The tagger with its real weights, on sentences of our own."""

import hashlib
import json
import shutil

import pytest

from newsnb import lang
from newsnb.statements.learned import files
from newsnb.statements.learned.files import FOLDER, TaggerError, tagger_digest, tagger_for
from newsnb.statements.learned.marks import Paragraph
from newsnb.statements.learned.tagger import tag
from newsnb.statements.quotes import find_quotations


def paragraph(raw: str, start: int = 0, end: int | None = None, title: bool = False) -> Paragraph:
    end = len(raw) if end is None else end
    return Paragraph(raw, start, end, tuple(find_quotations(raw, start, end, lang.load("en").quotes)), title)


def read(raw: str) -> list[tuple[str, str | None, list[str]]]:
    (found,) = tag(tagger_for("en"), [paragraph(raw)])
    return [
        (raw[slice(*m.cue)], raw[slice(*m.source)] if m.source else None, [raw[slice(*s)] for s in m.content])
        for m in found
    ]


@pytest.mark.parametrize(
    ("raw", "cue", "source", "content"),
    [
        (
            "The harbour master said the bridge will stay shut.",
            "said",
            "The harbour master",
            "the bridge will stay shut",
        ),
        ("Polls show voters are tired of the debate.", "show", "Polls", "voters are tired of the debate"),
        ("Farmers fear the new tax will ruin them.", "fear", "Farmers", "the new tax will ruin them"),
        (
            "“We cannot pay for this,” the mayor told reporters on Monday.",
            "told reporters",
            "the mayor",
            "“We cannot pay for this,”",
        ),
    ],
)
def test_cue_source_and_content_of_a_sentence(raw, cue, source, content):
    ((found_cue, found_source, found_content),) = read(raw)
    assert found_cue.startswith(cue.split()[0])
    assert found_source == source
    assert content.strip("“”,.") in found_content[0]


def test_a_split_quotation_is_one_content_of_two_spans():
    ((_, source, content),) = read("“The vote is over,” Ms Okafor said. “We will respect what people decided.”")
    assert source == "Ms Okafor"
    assert len(content) == 2


@pytest.mark.parametrize("raw", ["The bridge was built in 1931.", "...", "7", "“”", "said"])
def test_nothing_is_found_where_nobody_speaks(raw):
    assert read(raw) == []


def test_paragraphs_of_an_article_are_read_as_each_would_be_alone():
    first, second = "The minister said taxes will fall.", "The rector denied the report of a sale, calling it nonsense."
    raw = f"{first}\n{second}"
    together = tag(tagger_for("en"), [paragraph(raw, 0, len(first)), paragraph(raw, len(first) + 1)])
    alone = [tag(tagger_for("en"), [p])[0] for p in (paragraph(raw, 0, len(first)), paragraph(raw, len(first) + 1))]
    assert [[m.cue for m in found] for found in together] == [[m.cue for m in found] for found in alone]


def test_rules_alone_load_no_weights():
    assert tagger_for("en", "rules") is None
    assert tagger_digest("en", "rules") == ""
    assert tagger_for("ar") is None


def test_a_choice_there_is_not_says_what_there_is():
    with pytest.raises(TaggerError, match="expected auto or rules"):
        tagger_digest("en", "magic")


def test_damaged_weights_are_refused(tmp_path, monkeypatch):
    shutil.copytree(FOLDER, tmp_path / "attribution")
    file = tmp_path / "attribution" / "en.pt"
    file.write_bytes(file.read_bytes()[:-1] + b"?")
    monkeypatch.setattr(files, "FOLDER", tmp_path / "attribution")
    with pytest.raises(TaggerError, match="damaged"):
        files._loaded.__wrapped__("en")


def test_the_weights_are_those_recorded_and_small():
    recorded = json.loads((FOLDER / "sha256.json").read_text(encoding="utf-8"))
    content = (FOLDER / "en.pt").read_bytes()
    assert recorded == {"en.pt": hashlib.sha256(content).hexdigest()}
    assert len(content) <= 10_000_000
