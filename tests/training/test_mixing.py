"""Networks that went on from the same weights are mixed into one."""

import json

import pytest

pytest.importorskip("training.parsing.conllu", reason="the recipe is part of a checkout, not of an installed newsnb")

import torch  # noqa: E402
from training.parsing import commands, mixing  # noqa: E402


def network(folder, name: str, weight: list[float], words=("a", "b"), precision=torch.float32):
    file = folder / f"{name}.pt"
    content = {"model": {"w": torch.tensor(weight, dtype=precision), "steps": torch.tensor(3)}, "vocab": list(words)}
    torch.save({**content, "config": {"lang": name}}, file)
    return file


def test_mean_of_weights_in_whatever_precision(tmp_path):
    files = network(tmp_path, "one", [1.0, 2.0]), network(tmp_path, "two", [3.0, 6.0], precision=torch.float16)
    content = mixing.mixed(files)
    assert content["model"]["w"].tolist() == [2.0, 4.0]
    assert content["model"]["steps"] == 3
    assert content["config"] == {"lang": "one"}


@pytest.mark.parametrize("other", [{"weight": [1.0, 2.0], "words": "ac"}, {"weight": [1.0]}])
def test_networks_of_other_beginnings_are_not_mixed(tmp_path, other):
    with pytest.raises(ValueError, match="two.pt: its vocabulary or its sizes are not those of"):
        mixing.mixed([network(tmp_path, "one", [1.0, 2.0]), network(tmp_path, "two", **other)])


def test_mixed_network_takes_the_place_of_a_trained_one(tmp_path):
    files = [str(network(tmp_path, name, [weight])) for name, weight in (("one", 1.0), ("two", 2.0))]
    commands.main(["mix", "en", "ner", *files, "--work", str(tmp_path)])
    written = torch.load(tmp_path / "models" / "en.ner.pt", weights_only=True)
    assert written["model"]["w"].tolist() == [1.5]
    assert json.loads((tmp_path / "models" / "en.ner.json").read_text(encoding="utf-8"))["mixed"] == files
