"""The codebook as a document: what it says when something in it is wrong, and that its own examples are coded right."""

import pandas as pd
import pytest

from newsnb import lang, schemas
from newsnb.articles import Corpus
from newsnb.positions.check import check_codebook
from newsnb.positions.codebook import CodebookError, load_codebook
from newsnb.positions.coder import code_positions
from newsnb.statements.actors import load_actors

from .cases import DATA, one_article_each

SMALL = """\
name: Tea
perspective: [cook]
terms:
  tea: {en: [tea, cup of tea]}
issues:
  - id: tea
    question: Is there tea?
    definition: Statements on tea.
    about:
      - all_of: [tea]
    scale:
      - {level: -1, label: none, acts: [deny]}
      - {level: 1, label: some, acts: [ready], phrases: {en: [kettle is on]}}
"""


@pytest.fixture
def written(tmp_path):
    """Write a codebook with one thing in `SMALL` replaced; give its path."""

    def write(old: str = "", new: str = ""):
        assert old in SMALL
        path = tmp_path / "codebook.yaml"
        path.write_text(SMALL.replace(old, new, 1), encoding="utf-8")
        return path

    return write


def test_a_small_codebook(written):
    codebook = load_codebook(written())
    issue = codebook.issue("tea")
    assert [level.value for level in issue.scale] == [-1, 1]
    assert issue.about[0].all_of[0].phrases == {"en": ("tea", "cup of tea")}


@pytest.mark.parametrize(
    ("old", "new", "line", "key", "message"),
    [
        (
            "    scale:\n",
            "    label: tea\n    scales: []\n    scale:\n",
            12,
            "issues[0].scales",
            "unknown key; expected",
        ),
        ("    question: Is there tea?\n", "", 6, "issues[0]", "the key 'question' is missing"),
        ("name: Tea\n", "name: Tea\nname: Coffee\n", 2, "codebook.name", "stands here twice"),
        ("level: -1", "level: low", 12, "issues[0].scale[0].level", "expected a whole number such as -1, found 'low'"),
        ("acts: [deny]", "acts: [denies]", 12, "issues[0].scale[0].acts[0]", "unknown speech act 'denies'"),
        ("acts: [deny]", "acts: [deny + coffee]", 12, "issues[0].scale[0].acts[0]", "no term 'coffee'; expected"),
        ("all_of: [tea]", "all_of: [coffee]", 10, "issues[0].about[0].all_of[0]", "no term 'coffee'; expected"),
        ("all_of: [tea]", "none_of: [tea]", 10, "issues[0].about[0]", "expected all_of or any_of"),
        ("{en: [tea, cup of tea]}", "{xx: [tea]}", 4, "terms.tea.xx", "unknown language; expected"),
        ("cup of tea", '"..."', 4, "terms.tea.en[1]", "holds no word"),
        ("perspective: [cook]", "perspective: cook", 2, "perspective", "expected a list, found 'cook'"),
        ("acts: [ready]", "acts: [deny]", 13, "issues[0].scale[1]", "act 'deny' stands at line 12 already"),
        ("level: 1,", "level: -1,", 13, "issues[0].scale[1]", "level -1 stands at line 12 already"),
    ],
)
def test_an_error_has_its_line_its_key_and_what_was_expected(written, old, new, line, key, message):
    path = written(old, new)
    with pytest.raises(CodebookError) as caught:
        load_codebook(path)
    assert str(caught.value).startswith(f"{path}:{line}: {key}: ")
    assert message in str(caught.value)


def test_all_errors_are_told_at_once(written):
    with pytest.raises(CodebookError) as caught:
        load_codebook(written("level: -1, label: none", "level: x, label: none, colour: red"))
    assert len(str(caught.value).splitlines()) == 2


@pytest.mark.parametrize("text", ["", "name: [Tea", "\tname: Tea", "- just\n- a list\n"])
def test_a_file_that_is_no_codebook(tmp_path, text):
    path = tmp_path / "codebook.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CodebookError, match=r"codebook\.yaml:\d+: "):
        load_codebook(path)


def test_two_issues_of_one_name(written):
    again = SMALL[SMALL.index("  - id: tea") :]
    path = written()
    path.write_text(SMALL + again, encoding="utf-8")
    with pytest.raises(CodebookError, match="the id 'tea' is taken"):
        load_codebook(path)


def test_an_unknown_issue_is_not_silence(written):
    with pytest.raises(KeyError, match="the codebook has tea"):
        load_codebook(written()).issue("coffee")


def corpus_of(text: str) -> Corpus:
    article = {"article_id": "a", "source_id": "a", "item": 0, "lang": "en", "published_method": "none",
               "n_chars": len(text), "n_body_chars": len(text)}  # fmt: skip
    return Corpus(schemas.frame("articles", [article]), schemas.empty("blocks"), schemas.empty("problems"), {"a": text})


def test_check_lists_phrases_the_corpus_never_uses(written):
    findings = check_codebook(written(), corpus_of("We drink tea all day."))
    assert findings["severity"].tolist() == ["unused", "unused"]
    assert findings["message"].str.contains("'cup of tea'|'kettle is on'").all()


def test_check_shows_levels_that_overlap(written):
    path = written("acts: [deny]}", "acts: [deny], phrases: {en: [kettle]}}")
    finding = check_codebook(path).iloc[0]
    assert (finding["severity"], finding["line"]) == ("overlap", 12)
    assert "'kettle' is also found in 'kettle is on' of level 1" in finding["message"]


def test_check_of_a_broken_codebook_gives_its_errors(written):
    findings = check_codebook(written("level: -1", "level: low"))
    assert findings[["severity", "line"]].to_numpy().tolist() == [["error", 12]]


def test_the_shipped_codebook_has_no_errors_and_no_overlaps():
    assert check_codebook(DATA / "codebook.yaml").empty


def test_every_example_of_the_shipped_codebook_is_coded_as_it_says():
    codebook = load_codebook(DATA / "codebook.yaml")
    registry = load_actors(DATA / "actors.yaml")
    for code in ("en", "ar", "fa"):
        examples = [(issue.id, e) for issue in codebook.issues for e in issue.examples if e.lang == code]
        rows = [{"speaker": "russia", "cue_class": "say", "content": e.text} for _, e in examples]
        statements, corpus = one_article_each(rows, code)
        positions = code_positions(statements, corpus, codebook, registry, {code: lang.load(code)})
        got = [
            [
                (row["issue"], None if pd.isna(row["position"]) else int(row["position"]))
                for row in group.to_dict("records")
            ]
            for _, group in positions.groupby("statement_id", sort=True)
        ]
        assert got == [[(issue, example.position)] for issue, example in examples]


def test_examples_without_a_level_are_told(written):
    path = written("    scale:", "    examples: [{lang: en, text: There might be tea.}]\n    scale:")
    finding = check_codebook(path).iloc[0]
    assert (finding["severity"], finding["key"]) == ("example", "tea.examples")
    assert "1 of 1 examples stand with no level" in finding["message"]
