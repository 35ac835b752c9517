"""What is shipped is half as large, plain, checkable, and says the same."""

import hashlib
import json
from pathlib import Path

import pytest
import torch
from training.parsing import export, sources, table
from training.parsing.evaluate import Scores


def checkpoint() -> dict:
    rows = torch.arange(200.0).reshape(2, 100)
    return {
        "model": {"table": rows[:1], "places": torch.tensor([1, 2])},
        "vocab": {"word": {"_id2unit": ["a", "b"], "_unit2id": {"a": 0, "b": 1}}},
        "config": {"train_file": "/somewhere/en.train.conllu", "lr": 0.1, "name": "en_news"},
        "optimizer_state_dict": {"large": rows},
    }


@pytest.fixture
def model(tmp_path):
    torch.save(checkpoint(), tmp_path / "en.pos.pt")
    return tmp_path / "en.pos.pt"


def test_shipped_model_holds_halves_and_plain_content(model, tmp_path):
    export.export([model], tmp_path / "out")
    content = torch.load(tmp_path / "out/en/pos/news.pt", weights_only=True)
    assert content["model"]["table"].dtype == torch.float16
    assert torch.equal(content["model"]["table"].float(), checkpoint()["model"]["table"])
    assert content["model"]["places"].tolist() == [1, 2]
    assert "optimizer_state_dict" not in content


def test_rarest_words_stay_out_of_a_large_table():
    whole = checkpoint()
    whole["model"]["word_emb.weight"] = torch.tensor([[1.0], [2.0]])
    assert export.fewer_words(whole, 2) is whole
    less = export.fewer_words(whole, 1)
    assert less["vocab"]["word"] == {"_id2unit": ["a"], "_unit2id": {"a": 0}}
    assert less["model"]["word_emb.weight"].tolist() == [[1.0]]
    assert less["model"]["table"] is whole["model"]["table"]


def test_no_folder_of_the_training_machine_is_left(model, tmp_path):
    export.export([model], tmp_path / "out")
    content = torch.load(tmp_path / "out/en/pos/news.pt", weights_only=True)
    assert content["config"] == {"train_file": "en.train.conllu", "lr": 0.1, "name": "en_news"}


def test_sums_in_the_list_are_those_of_the_files(model, tmp_path):
    export.export([model], tmp_path / "out")
    listed = json.loads((tmp_path / "out" / "resources.json").read_text())["en"]
    file = tmp_path / "out/en/pos/news.pt"
    assert listed["pos"]["news"]["md5"] == hashlib.md5(file.read_bytes()).hexdigest()
    assert listed["packages"]["default"] == {"pos": "news"}


def test_networks_that_were_there_stay_in_the_list(model, tmp_path):
    export.export([model], tmp_path / "out")
    other = tmp_path / "fa.ner.pt"
    torch.save(checkpoint(), other)
    export.export([other], tmp_path / "out")
    assert sorted(json.loads((tmp_path / "out" / "resources.json").read_text())) == ["en", "fa"]


def test_more_than_a_package_should_carry_is_refused(model, tmp_path, monkeypatch):
    monkeypatch.setattr(export, "LIMIT", 100)
    with pytest.raises(export.ExportError, match="MB of weights"):
        export.export([model], tmp_path / "out")


SCORES = Scores(
    dict.fromkeys(("Words", "Sentences", "UPOS", "UFeats", "Lemmas", "UAS", "LAS"), 90.0), 70.1, 80.0, 62.3,
    {"PER": 78.1, "ORG": 51.4, "LOC": 75.2},
)  # fmt: skip


def test_table_has_new_models_beside_those_before():
    lines = table.written({"en": {"new": SCORES, "before": SCORES}}).splitlines()
    assert lines[2].startswith("| English | new | 90.0 | 90.0 |")
    assert lines[3].endswith("| 90.0 / 90.0 | 70.1 | 78.1 / 51.4 / 75.2 |")


def test_table_is_written_between_the_marks_again_and_again(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(f"before\n{table.START}\nold\n{table.END}\nafter\n", encoding="utf-8")
    table.put("| new |", page)
    table.put("| newer |", page)
    assert page.read_text(encoding="utf-8") == f"before\n{table.START}\n\n| newer |\n\n{table.END}\nafter\n"


def test_page_without_marks_is_left_alone(tmp_path):
    (tmp_path / "page.md").write_text("text", encoding="utf-8")
    with pytest.raises(table.NoPlaceError):
        table.put("| new |", tmp_path / "page.md")


def test_missing_data_set_is_named_with_its_licence_and_address(tmp_path):
    with pytest.raises(sources.SourceError, match=r"UD Arabic PADT \(CC BY-NC-SA 3\.0\), see https://"):
        sources.Sources(tmp_path, tmp_path).treebank("ar_padt-dev")


def test_every_data_set_has_a_licence():
    assert all(e["licence"] and e["name"] for kind in sources.LISTED.values() for e in kind.values())
    assert "UD Arabic PADT: CC BY-NC-SA 3.0 (no commercial use)" in sources.licences()


def test_paths_of_data_are_options_not_constants():
    """Nothing in the recipe names a folder of somebody's machine."""
    code = "".join(file.read_text(encoding="utf-8") for file in Path(export.__file__).parent.rglob("*.py"))
    assert "/home/" not in code
    assert "/tmp/" not in code
