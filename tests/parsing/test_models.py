"""Which models parse a language, and what happens where there are none."""

import hashlib
import json
import shutil

import pytest

from newsnb.parsing.models import BUNDLED, ModelError, check_hashes, find_models
from newsnb.parsing.pipelines import parse_texts


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


def official(code: str, folder):
    """Lay the bundled models out as Stanza's own: other package names, and networks that read other networks."""
    listed = json.loads((BUNDLED / "resources.json").read_text(encoding="utf-8"))[code]
    names = {p: f"combined{'_charlm' if p in ('pos', 'depparse') else ''}" for p in listed["default_processors"]}
    entry = {"lang_name": listed["lang_name"], "packages": {"default": names}, "default_processors": names}
    letters = {"model": "forward_charlm", "package": "1billion"}
    for processor, package in names.items():
        target = folder / code / processor / f"{package}.pt"
        target.parent.mkdir(parents=True)
        shutil.copy(BUNDLED / code / processor / "news.pt", target)
        needs = {"dependencies": [letters]} if package.endswith("_charlm") else {}
        entry[processor] = {package: {"md5": listed[processor]["news"]["md5"], **needs}}
    (folder / code / "forward_charlm").mkdir()
    (folder / code / "forward_charlm" / "1billion.pt").write_bytes(b"weights")
    entry["forward_charlm"] = {"1billion": {"md5": hashlib.md5(b"weights").hexdigest()}}
    (folder / "resources.json").write_text(json.dumps({code: entry, "xx": {"alias": code}}), encoding="utf-8")


def test_folder_laid_out_as_stanzas_is_read_with_all_that_its_networks_read(tmp_path):
    official("fa", tmp_path)
    models = find_models("fa", str(tmp_path))
    assert (models.label, models.instead) == (tmp_path.name, "")
    assert models.processors == find_models("fa").processors
    check_hashes(models)


def test_parse_has_the_same_form_whatever_the_packages_are_called(tmp_path):
    official("fa", tmp_path)
    text = "دیمیتری پسکوف گفت گفتگو نشد."  # Dmitry Peskov said there was no talk.
    theirs, ours = (parse_texts([text], find_models("fa", choice)) for choice in (str(tmp_path), "bundled"))
    assert theirs == ours
    assert all(text[w.start : w.end] for sentence in theirs[0] for w in sentence)


def test_network_that_another_one_reads_is_not_forgotten(tmp_path):
    official("fa", tmp_path)
    (tmp_path / "fa" / "forward_charlm" / "1billion.pt").unlink()
    models = find_models("fa", str(tmp_path))
    assert models.label == "bundled"
    assert models.instead == f"{tmp_path.name}: incomplete, without fa/forward_charlm/1billion.pt"


def test_damaged_network_of_a_copied_folder_is_to_be_copied_again(tmp_path):
    official("fa", tmp_path)
    (tmp_path / "fa" / "forward_charlm" / "1billion.pt").write_bytes(b"halved")
    with pytest.raises(ModelError, match="fa/forward_charlm is damaged .* copy or download it again"):
        check_hashes(find_models("fa", str(tmp_path)))


def test_word_that_is_its_own_lemma_needs_no_weights(tmp_path):
    official("fa", tmp_path)
    listed = json.loads((tmp_path / "resources.json").read_text(encoding="utf-8"))
    listed["fa"]["packages"]["default"]["lemma"] = "identity"
    (tmp_path / "resources.json").write_text(json.dumps(listed), encoding="utf-8")
    assert find_models("fa", str(tmp_path)).processors == ("tokenize", "mwt", "pos", "lemma", "depparse", "ner")


def test_every_step_of_the_ladder_says_why_the_one_above_was_left(tmp_path, monkeypatch):
    monkeypatch.setenv("STANZA_RESOURCES_DIR", str(tmp_path))
    assert find_models("en", "downloaded").instead == "downloaded: not there"
    assert find_models("xx", "downloaded").instead == "downloaded: not there; bundled: not there"
    assert find_models("en").instead == ""


def _copy(code: str, folder) -> None:
    shutil.copytree(BUNDLED / code, folder / code)
    shutil.copy(BUNDLED / "resources.json", folder)
