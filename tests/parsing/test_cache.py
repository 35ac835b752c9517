"""Parses on disk: found again, never half written, never trusted when damaged."""

from newsnb.parsing import cache
from newsnb.parsing.document import ParsedArticle, Sentence, Word

WORD = Word(1, "الكرملين", "كرملين", "PROPN", "Case=Nom", 0, "root", 10, 18, "S-ORG")  # the Kremlin
PARSED = ParsedArticle("a1", "ar", (Sentence((WORD,), 10, 18, 0, "body"),), "bundled")
PIECES = [(10, 0, "body", "الكرملين")]


def test_parse_comes_back_as_it_was(tmp_path):
    assert cache.save(tmp_path, "abcd", PARSED)
    assert cache.load(tmp_path, "abcd", "a1") == PARSED


def test_same_text_under_another_name_shares_the_parse(tmp_path):
    cache.save(tmp_path, "abcd", PARSED)
    assert cache.load(tmp_path, "abcd", "a2").article_id == "a2"


def test_key_follows_text_language_and_models():
    same = cache.key(PIECES, "ar", "digest", {})
    assert same == cache.key(list(PIECES), "ar", "digest", {})
    others = [
        cache.key(PIECES, "fa", "digest", {}),
        cache.key(PIECES, "ar", "other", {}),
        cache.key([], "ar", "digest", {}),
        cache.key(PIECES, "ar", "digest", {"X": "PROPN"}),
    ]
    assert len({same, *others}) == 5


def test_damaged_file_is_parsed_again(tmp_path):
    cache.save(tmp_path, "abcd", PARSED)
    (file,) = tmp_path.rglob("*.json")
    file.write_text(file.read_text(encoding="utf-8")[:-20], encoding="utf-8")
    assert cache.load(tmp_path, "abcd", "a1") is None


def test_no_folder_means_no_cache():
    assert cache.load(None, "abcd", "a1") is None
    assert not cache.save(None, "abcd", PARSED)


def test_cache_that_cannot_be_written_does_not_stop_anything(tmp_path):
    (tmp_path / "file").write_text("")
    assert not cache.save(tmp_path / "file", "abcd", PARSED)


def test_folder_follows_the_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("NEWSNB_CACHE", str(tmp_path))
    assert cache.default_folder() == tmp_path
    monkeypatch.delenv("NEWSNB_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache.default_folder() == tmp_path / "newsnb"
