"""Which models parse a language, and what happens where there are none."""

import json
import shutil

import pytest

from newsnb.parsing.models import BUNDLED, ModelError, check_hashes, find_models


@pytest.mark.parametrize("code", ["ar", "en", "fa"])
def test_bundled_models_are_complete_and_undamaged(code):
    models = find_models(code)
    assert models.label == "bundled"
    check_hashes(models)


def test_language_without_models_falls_back_to_the_tokenizer():
    assert find_models("xx").label == "none"
    assert find_models("xx").folder is None


def test_downloaded_models_go_before_bundled_ones(tmp_path, monkeypatch):
    monkeypatch.setenv("STANZA_RESOURCES_DIR", str(tmp_path))
    assert find_models("en", "downloaded").label == "bundled"  # nothing downloaded yet
    _copy("en", tmp_path)
    assert find_models("en", "downloaded").label == "downloaded"


def test_folder_of_the_user_is_named_by_its_last_part(tmp_path):
    _copy("fa", tmp_path / "mine")
    assert find_models("fa", str(tmp_path / "mine")).label == "mine"
    assert find_models("en", str(tmp_path / "mine")).label == "bundled"  # English is not in it


def test_folder_without_resources_is_an_error(tmp_path):
    with pytest.raises(ModelError, match=r"no resources\.json there"):
        find_models("en", str(tmp_path))


def test_incomplete_models_are_not_used(tmp_path):
    _copy("fa", tmp_path)
    (tmp_path / "fa" / "depparse" / "news.pt").unlink()
    assert find_models("fa", str(tmp_path)).label == "bundled"


def test_other_weights_give_another_digest(tmp_path):
    _copy("fa", tmp_path)
    weights = tmp_path / "fa" / "lemma" / "news.pt"
    weights.write_bytes(weights.read_bytes() + b"\0")
    assert find_models("fa", str(tmp_path)).digest != find_models("fa").digest


def test_damaged_weights_are_named(tmp_path):
    _copy("fa", tmp_path)
    resources = tmp_path / "resources.json"
    content = json.loads(resources.read_text())
    content["fa"]["lemma"]["news"]["md5"] = "0" * 32
    resources.write_text(json.dumps(content))
    with pytest.raises(ModelError, match="fa/lemma is damaged"):
        check_hashes(find_models("fa", str(tmp_path)))


def _copy(code: str, folder) -> None:
    shutil.copytree(BUNDLED / code, folder / code)
    shutil.copy(BUNDLED / "resources.json", folder)
