"""From files to the tables of a corpus."""

import json
import subprocess
import sys

import pandas as pd
import pytest

from articles.pages import FOLDER, load
from helpers import DATA, GOLD
from newsnb import schemas
from newsnb.articles import MetadataError, read_articles

TEXT = "The council met on Sunday in the old town hall. It will meet again in a week, the mayor said."
LEAST_PRECISION, LEAST_RECALL = 0.98, 0.999  # of the characters kept, against the hand-coded text of each article


@pytest.fixture(scope="module")
def corpus():
    return read_articles(DATA / "articles")


def gold_pages():
    return [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]


def characters(text, spans):
    return {i for start, end in spans for i in range(start, end) if not text[i].isspace()}


def kept_of(corpus, source_id):
    ids = corpus.articles.loc[corpus.articles["source_id"] == source_id, "article_id"]
    blocks = corpus.blocks[corpus.blocks["article_id"].isin(ids) & corpus.blocks["kept"]]
    return characters(corpus.texts[source_id], zip(blocks["start"], blocks["end"], strict=True))


@pytest.mark.parametrize("gold", gold_pages(), ids=lambda gold: gold["file"][:3])
def test_what_is_kept_is_what_a_reader_takes_for_the_article(corpus, gold):
    wanted = characters(corpus.texts[gold["file"]], [*gold["body_spans"], *filter(None, [gold["title_span"]])])
    kept = kept_of(corpus, gold["file"])
    assert len(wanted & kept) / len(kept) >= LEAST_PRECISION
    assert len(wanted & kept) / len(wanted) >= LEAST_RECALL


@pytest.mark.parametrize("gold", gold_pages(), ids=lambda gold: gold["file"][:3])
def test_language_headline_and_items_are_as_hand_coded(corpus, gold):
    rows = corpus.articles[corpus.articles["source_id"] == gold["file"]]
    assert set(rows["lang"]) == {gold["lang"]}
    assert len(rows) == max(1, len(gold["items"]))
    if gold["title_text"]:
        assert list(rows["title"]) == [gold["title_text"]]


def test_blocks_of_a_source_cover_its_text_once(corpus):
    rows = corpus.blocks.merge(corpus.articles[["article_id", "source_id"]], on="article_id", validate="many_to_one")
    for source_id, blocks in rows.groupby("source_id"):
        blocks = blocks.sort_values("start")
        text = corpus.texts[source_id]
        assert "".join(text[a:b] for a, b in zip(blocks["start"], blocks["end"], strict=True)) == text


def test_lengths_are_those_of_the_blocks(corpus):
    sizes = corpus.blocks.assign(n=corpus.blocks["end"] - corpus.blocks["start"])
    rows = corpus.articles.set_index("article_id")
    assert rows["n_chars"].equals(sizes.groupby("article_id")["n"].sum().reindex(rows.index).rename("n_chars"))
    kept = sizes[sizes["kept"]].groupby("article_id")["n"].sum().reindex(rows.index)
    assert rows["n_body_chars"].equals(kept.rename("n_body_chars"))


def test_dates_are_left_open(corpus):
    assert corpus.articles[["published_from", "published_to"]].isna().all(axis=None)
    assert set(corpus.articles["published_method"]) == {"none"}


def test_tables_keep_to_their_declarations_when_nothing_is_read(tmp_path):
    corpus = read_articles(tmp_path / "nowhere")
    assert corpus.articles.empty
    assert list(corpus.articles.columns) == schemas.columns("articles")
    assert list(corpus.problems["severity"]) == ["skipped"]


def test_order_of_the_paths_does_not_matter(tmp_path):
    paths = [FOLDER / name for name in ("en_wire.page", "ar_wire.page", "fa_wire.page")]
    copies = [tmp_path / path.with_suffix(".txt").name for path in paths]
    for path, copy in zip(paths, copies, strict=True):
        copy.write_text(load(path).text, encoding="utf-8")
    one, other = read_articles(copies), read_articles(copies[::-1])
    pd.testing.assert_frame_equal(one.articles, other.articles)
    pd.testing.assert_frame_equal(one.blocks, other.blocks)
    assert list(one.articles["lang"]) == ["ar", "en", "fa"]
    assert one.articles["outlet"].fillna("").to_list() == [
        "وكالة الساحل",
        "Northwire",
        "خبرگزاری ساحل",
    ]  # the Coast agency


def test_an_article_keeps_its_id_under_another_name(tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.txt").write_text(TEXT)
    ids = [read_articles(tmp_path / name).articles["article_id"][0] for name in ("a", "b")]
    assert ids[0] == ids[1]


def test_one_text_under_two_names_is_two_articles_and_noted(tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT)
    corpus = read_articles(tmp_path)
    assert corpus.articles["article_id"].is_unique
    assert len(corpus.articles) == 2
    (note,) = corpus.problems.to_dict("records")
    assert (note["source_id"], note["severity"], "'a.txt'" in note["message"]) == ("b.txt", "note", True)


def test_a_language_without_a_file_is_reported_not_guessed(tmp_path):
    # German: the council met on Sunday in the town hall and will meet again in a week, said the mayor.
    german = "Der Rat tagte am Sonntag im Rathaus. Er werde in einer Woche wieder tagen, sagte die Bürgermeisterin."
    (tmp_path / "f.txt").write_text(german, encoding="utf-8")
    (tmp_path / "g.txt").write_text("12 345 678")
    corpus = read_articles(tmp_path)
    assert corpus.articles.empty
    assert corpus.problems["severity"].to_list() == ["skipped", "skipped"]
    assert "no language file for 'de'" in corpus.problems["message"][0]
    assert "cannot be told" in corpus.problems["message"][1]


def test_a_record_may_name_its_language_title_and_outlet(tmp_path):
    record = {
        "id": "r",
        "text": TEXT,
        "lang": "en-GB",
        "title": "Council meets",
        "outlet": "Gazette",
        "date": "2023-05-14",
    }
    (tmp_path / "r.jsonl").write_text(json.dumps(record))
    corpus = read_articles(tmp_path / "r.jsonl")
    (row,) = corpus.articles.to_dict("records")
    assert (row["lang"], row["title"], row["outlet"]) == ("en", "Council meets", "Gazette")
    assert corpus.metadata["published_from"].to_list() == [pd.Timestamp("2023-05-14")]


def test_metadata_may_be_a_file_or_a_table(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    table = pd.DataFrame([{"source_id": "a.txt", "outlet": "Gazette", "date": "2023-05-14"}])
    table.to_csv(tmp_path / "m.csv", index=False)
    by_file = read_articles(tmp_path / "a.txt", metadata=tmp_path / "m.csv")
    by_table = read_articles(tmp_path / "a.txt", metadata=table)
    pd.testing.assert_frame_equal(by_file.metadata, by_table.metadata)
    assert by_file.articles["outlet"].to_list() == ["Gazette"]


def test_metadata_that_cannot_be_used_stop_the_run(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    with pytest.raises(MetadataError, match="no column 'source_id'"):
        read_articles(tmp_path / "a.txt", metadata=pd.DataFrame([{"name": "a.txt"}]))


def test_a_page_of_nothing_but_furniture_is_reported(tmp_path):
    (tmp_path / "a.txt").write_text("Home\nWorld\nSport\nShare this article\nSubscribe to our newsletter\n")
    corpus = read_articles(tmp_path)
    assert corpus.articles["n_body_chars"].to_list() == [0]
    assert corpus.problems["severity"].to_list() == ["partial"]


def test_importing_the_package_loads_no_identifier_and_no_parser():
    heavy = ("py3langid", "torch", "stanza", "trafilatura")
    code = f"import sys, newsnb.articles; print([name for name in {heavy} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
