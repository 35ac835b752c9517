"""The steps of the recipe as commands."""

import json

import pytest
from training.parsing import commands, export, table
from training.parsing.evaluate import Scores

# udtools, the scorer that Stanza calls, leaves the files it reads for the collector to close.
pytestmark = [
    pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def test_licences_are_listed(capsys, tmp_path):
    commands.main(["licences", "--work", str(tmp_path)])
    assert "ARMAN (PersoNER): academic research use" in capsys.readouterr().out


def test_only_known_languages_are_taken(tmp_path):
    with pytest.raises(SystemExit):
        commands.main(["prepare", "xx", "--work", str(tmp_path)])


def test_one_network_of_one_language_is_trained_and_exported_beside_the_others(folders):
    at = ["--work", str(folders.root)]
    commands.main(["train", "en", "mwt", "--steps", "1", "--seconds", "1e6", *at])
    base = folders.root / "base"
    (base / "en" / "ner").mkdir(parents=True)
    (base / "en" / "ner" / "news.pt").write_bytes(b"weights")
    commands.main(["export", "--base", str(base), *at])
    listed = json.loads((folders.root / "export" / "resources.json").read_text())["en"]
    assert listed["packages"]["default"] == {"mwt": "news", "ner": "news"}


def test_a_tagger_is_chosen_by_its_score_also_where_a_treebank_has_no_finer_tags(folders):
    for file in folders.data.glob("en.*.conllu"):
        rows = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()]
        bare = ["\t".join([*row[:4], "_", *row[5:]] if len(row) == 10 else row) for row in rows]
        file.write_text("\n".join(bare) + "\n", encoding="utf-8")
    commands.main(["train", "en", "pos", "--steps", "40", "--seconds", "1e6", "--work", str(folders.root)])
    assert json.loads((folders.root / "models" / "en.pos.json").read_text())["best"] > 0


def test_scores_of_both_models_go_into_the_page(folders, monkeypatch, capsys):
    def scores(lang, models, treebank, names, first):
        same = dict.fromkeys(("Words", "Sentences", "UPOS", "UFeats", "Lemmas", "UAS", "LAS"), 50.0)
        return Scores(same, 91.0 if models.name == "export" else 70.0, 0, 0)

    monkeypatch.setattr("training.parsing.evaluate.scores", scores)
    (folders.root / "export" / "en").mkdir(parents=True)
    page = folders.root / "page.md"
    page.write_text(f"{table.START}\n{table.END}\n", encoding="utf-8")
    commands.main(["evaluate", "--page", str(page), "--work", str(folders.root)])
    written = page.read_text(encoding="utf-8")
    assert written.index("| English | new |") < written.index("| English | before |")
    assert json.loads((folders.root / "export" / "scores.json").read_text())["en"]["names"] == 91.0
    assert "| 91.0 |" in capsys.readouterr().out


def test_export_keeps_within_the_size_of_a_package():
    assert export.LIMIT == 60_000_000
