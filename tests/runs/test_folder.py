"""A results folder is brought up to date: what has not changed is not done again; the tables are those of one run."""

import shutil
from contextlib import closing

import pandas as pd
import pytest
from tests.runs.pages import write_pages

from newsnb.articles.reading import given_facts
from newsnb.engine import open_engine
from newsnb.runs import keys, spread
from newsnb.runs.folder import find_changed, open_store, read_changed
from newsnb.runs.scan import all_paths, scan
from newsnb.runs.tables import whole_tables
from newsnb.study import Study

TABLES = ("articles", "blocks", "statements", "positions", "problems")


class Update:
    """One run over a results folder, without figures: how much it did, and the tables."""

    def __init__(self, out, *paths, mapper=map, **options):
        with closing(open_store(out)) as store:
            study = Study(all_paths(store, paths), cache=out / "parses", **options)
            scan(store, paths)
            self.read = read_changed(store, study, mapper)
            self.found = find_changed(store, study, mapper)
            study.take(*whole_tables(store, given_facts(study.metadata_from)))
            self.tables = {name: getattr(study, name) for name in TABLES}

    @property
    def done(self):
        """Pages read, searched, only coded again."""
        return self.read.read, self.found.found, self.found.coded


def same(one, other):
    for name in TABLES:
        pd.testing.assert_frame_equal(one[name], other[name], obj=name)


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """Eight pages and the results of a first run over them."""
    folder = tmp_path_factory.mktemp("first")
    return folder, Update(folder / "out", write_pages(folder / "pages", 8))


@pytest.fixture
def results(first, tmp_path):
    """Put a copy of the pages and of the first run's results where the test may change them, and give its tables."""
    shutil.copytree(first[0], tmp_path, dirs_exist_ok=True)
    with closing(open_store(tmp_path / "out")) as store:
        store.set_fact("paths", [(tmp_path / "pages").as_posix()])
        store.db.execute("UPDATE pages SET under = ?", ((tmp_path / "pages").as_posix(),))
    return first[1].tables


@pytest.fixture
def pages(results, tmp_path):
    return tmp_path / "pages"


@pytest.fixture
def out(results, tmp_path):
    return tmp_path / "out"


def test_tables_are_those_of_a_study(pages, out):
    shutil.copy(pages / "0001.txt", pages / "copy.txt")
    (pages / "empty.txt").write_text("")
    study = Study(pages, cache=out / "parses")
    mine = Update(out, pages).tables
    assert len(mine["statements"]) > 8
    assert {"copy.txt", "empty.txt"} <= set(mine["problems"]["source_id"])
    same(mine, {name: getattr(study, name) for name in TABLES})


def test_nothing_is_done_twice(first, pages, out):
    assert first[1].done == (8, 8, 0)
    again = Update(out, pages)
    assert again.done == (0, 0, 0)
    same(again.tables, first[1].tables)


def test_one_new_page_is_one_page_of_work(pages, out):
    write_pages(pages, 1, first=8)
    again = Update(out, pages)
    assert again.done == (1, 1, 0)
    same(again.tables, Update(out.with_name("fresh"), pages).tables)


def test_a_page_that_changed_or_went_takes_only_its_own_statements_along(pages, out):
    (pages / "0003.txt").unlink()
    (pages / "0004.txt").write_text((pages / "0004.txt").read_text(encoding="utf-8") + "\nEncore.\n", encoding="utf-8")
    again = Update(out, pages)
    assert again.done == (1, 1, 0)
    same(again.tables, Update(out.with_name("fresh"), pages).tables)


def test_another_folder_extends_the_results(pages, out, tmp_path):
    more = write_pages(tmp_path / "more", 3, first=20)
    extended = Update(out, more)
    assert extended.done == (3, 3, 0)
    same(extended.tables, Update(out.with_name("fresh"), pages, more).tables)


def test_pages_of_a_folder_that_is_gone_are_kept_and_noted(results, pages, out, tmp_path):
    shutil.rmtree(pages)
    after = Update(out, write_pages(tmp_path / "more", 1, first=20)).tables
    assert set(results["statements"]["statement_id"]) < set(after["statements"]["statement_id"])
    assert any("8 pages of an earlier run are kept" in message for message in after["problems"]["message"])


def test_another_codebook_codes_again_and_does_nothing_else(pages, out, tmp_path):
    codebook = Study(pages).codebook_from.read_text(encoding="utf-8")
    (tmp_path / "codebook.yaml").write_text(codebook + "\n# a remark\n", encoding="utf-8")
    assert Update(out, pages, codebook=tmp_path / "codebook.yaml").done == (0, 0, 8)


def test_another_registry_reads_finds_and_codes_again(pages, out, tmp_path):
    actors = Study(pages).actors_from.read_text(encoding="utf-8")
    (tmp_path / "actors.yaml").write_text(actors + "\n# a remark\n", encoding="utf-8")
    assert Update(out, pages, actors=tmp_path / "actors.yaml").done == (8, 8, 0)


def test_a_language_file_that_changed_concerns_its_own_pages_only(pages, out, monkeypatch):
    real = keys.language_digest
    for changed, pages_again in (("en", 0), ("fr", 8)):
        monkeypatch.setattr(keys, "language_digest", lambda code, c=changed: real(code) + ("!" if code == c else ""))
        assert Update(out, pages).done == (0, pages_again, 0)


def test_reading_that_comes_out_as_it_was_goes_no_further(pages, out, monkeypatch):
    """Furniture phrases are tried on every page, so all are read again; these pages hold none of them."""
    real = keys.code_digest
    monkeypatch.setattr(keys, "code_digest", lambda stage: real(stage) + ("!" if stage == "read" else ""))
    assert Update(out, pages).done == (8, 0, 0)


def test_pages_that_cite_each_other_are_dated_together(tmp_path):
    """One page prints the other's headline: it came later. Headlines are found wherever the page was read."""
    first, second, out = tmp_path / "first", tmp_path / "second", tmp_path / "cited"
    first.mkdir()
    second.mkdir()
    headline = "Le maire de la ville annonce la fermeture du vieux pont"  # the mayor announces that the bridge closes
    text = "Le conseil de la ville s'est réuni. Les habitants étaient nombreux dans la salle de la mairie."
    (first / "bridge.txt").write_text(f"{headline}\n\nPublié le 12 mai 2023\n\n{text}\n", encoding="utf-8")
    (second / "later.txt").write_text(
        f"Une décision contestée\n\n{text}\n\nNous l'avions écrit : {headline}, et rien n'a changé.\n", encoding="utf-8"
    )
    Update(out, first)
    extended = Update(out, second)
    both = Study([first, second], cache=out / "parses")
    assert "citation" in "".join(both.articles["published_method"])
    same(extended.tables, {name: getattr(both, name) for name in TABLES})


def test_damaged_memory_is_made_anew(results, pages, out):
    (out / ".newsnb" / "pages.sqlite").write_bytes(b"not a database, only some bytes" * 100)
    again = Update(out, pages)
    assert again.done == (8, 8, 0)
    same(results, again.tables)


def test_two_processes_give_the_same_tables(results, pages, tmp_path, monkeypatch):
    monkeypatch.setattr("newsnb.engine.one_thread", int)  # these pages need no torch
    monkeypatch.setattr(spread, "MOST_PAGES", 3)
    with open_engine("local", 2) as mapper:
        spread_out = Update(tmp_path / "spread", pages, mapper=mapper)
    assert spread_out.done == (8, 8, 0)
    same(spread_out.tables, results)
