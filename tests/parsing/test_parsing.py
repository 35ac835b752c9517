"""Parsing with the bundled models: offsets, sentences, the fallback, and what a broken article does."""

from dataclasses import replace

import pytest

from newsnb import schemas
from newsnb.articles import Corpus
from newsnb.articles.normalise import fold
from newsnb.parsing import _rejoin_marks, parse
from newsnb.parsing.document import Word


def corpus(text: str, lang: str, source: str = "a.txt") -> Corpus:
    """Make a corpus of one article that is one paragraph."""
    article = {
        "article_id": f"id-{source}", "source_id": source, "item": 0, "lang": lang, "published_method": "none",
        "n_chars": len(text), "n_body_chars": len(text),
    }  # fmt: skip
    block = {
        "article_id": f"id-{source}", "start": 0, "end": len(text), "kind": "body", "kept": True, "reason": "test",
    }  # fmt: skip
    return Corpus(
        schemas.frame("articles", [article]), schemas.frame("blocks", [block]), schemas.empty("problems"),
        {source: text},
    )  # fmt: skip


def test_every_word_of_the_five_articles_stands_where_it_says(study):
    """A word's span holds the word; words inside a multi-word token share the token's span."""
    for article_id, parsed in study.parsed.articles.items():
        raw = study.corpus.text_of(article_id)
        for sentence in parsed.sentences:
            assert sentence.start == sentence.words[0].start
            assert sentence.end == sentence.words[-1].end
            for word in sentence.words:
                shared = sum(other.start == word.start for other in sentence.words) > 1
                assert shared or _letters(raw[word.start : word.end]) == _letters(word.text)


def _letters(text: str) -> str:
    return "".join(fold(text).split())


def test_heads_lie_inside_the_sentence(study):
    for parsed in study.parsed.articles.values():
        for sentence in parsed.sentences:
            assert [word.id for word in sentence.words] == list(range(1, len(sentence.words) + 1))
            assert all(0 <= word.head <= len(sentence.words) for word in sentence.words)


def test_only_kept_blocks_are_parsed(study):
    kept = study.blocks[study.blocks["kept"]]
    for article_id, parsed in study.parsed.articles.items():
        spans = kept.loc[kept["article_id"].eq(article_id), ["start", "end"]].to_numpy()
        for sentence in parsed.sentences:
            assert any(start <= sentence.start and sentence.end <= end for start, end in spans)


def test_arabic_paragraph_without_full_stops_is_several_sentences(study):
    """The Arabic articles string whole paragraphs together with commas."""
    arabic = [parsed for parsed in study.parsed.articles.values() if parsed.lang == "ar"]
    longest = max(sentence.end - sentence.start for parsed in arabic for sentence in parsed.sentences)
    assert longest < 700


def test_foreign_names_that_arabic_models_tag_as_other_are_names(study):
    arabic = [article for article in study.parsed.articles.values() if article.lang == "ar"]
    words = [word for article in arabic for sentence in article.sentences for word in sentence.words]
    assert {word.upos for word in words if word.text == "ترامب"} == {"PROPN"}  # Trump
    assert not [word for word in words if word.upos == "X" and len(word.text) > 1 and word.text.isalpha()]


def test_language_without_models_is_tokenized_and_noted(tmp_path, monkeypatch):
    monkeypatch.setattr("newsnb.parsing.models.BUNDLED", tmp_path)
    parsed = parse(corpus("Peskov denied it. He said so.", "en"), cache_folder=tmp_path)
    (article,) = parsed.articles.values()
    assert [len(sentence.words) for sentence in article.sentences] == [4, 4]
    assert parsed.problems["severity"].tolist() == ["partial"]
    assert "newsnb models download en" in parsed.problems["remedy"].iloc[0]


def test_article_that_breaks_the_parser_is_left_out_and_named(tmp_path, monkeypatch):
    def breaks(texts, models):
        raise RuntimeError("too long")

    monkeypatch.setattr("newsnb.parsing.pipelines.parse_texts", breaks)
    parsed = parse(corpus("Peskov denied it.", "en"), cache_folder=tmp_path)
    assert parsed.articles == {}
    assert parsed.problems["severity"].tolist() == ["skipped"]
    assert "too long" in parsed.problems["message"].iloc[0]


@pytest.mark.parametrize("text", ["", " ", "...", "«»", "\u200c", "😀", "1 2 3"])
def test_text_without_words_is_no_trouble(text, tmp_path):
    parsed = parse(corpus(text, "en"), cache_folder=tmp_path)
    assert parsed.problems.empty


def test_quotation_mark_cut_off_by_the_splitter_goes_back():
    words = [Word(1, "Нет", "", "X", "", 0, "root", 1, 4, "O"), Word(1, "»", "", "X", "", 0, "root", 4, 5, "O")]
    joined = _rejoin_marks([[words[0]], [words[1]]])
    assert joined == [[words[0], replace(words[1], id=2, head=1, deprel="punct")]]


def test_opening_mark_goes_to_the_sentence_it_opens():
    words = [Word(1, "«", "", "X", "", 0, "root", 0, 1, "O"), Word(1, "Нет", "", "X", "", 0, "root", 1, 4, "O")]
    (sentence,) = _rejoin_marks([[words[0]], [words[1]]])
    assert [(word.text, word.id, word.head) for word in sentence] == [("«", 1, 2), ("Нет", 2, 0)]


def test_language_parsed_with_other_models_than_asked_for_is_noted(tmp_path, monkeypatch):
    monkeypatch.setenv("STANZA_RESOURCES_DIR", str(tmp_path))
    parsed = parse(corpus("Peskov denied it.", "en"), models="downloaded", cache_folder=tmp_path)
    (note,) = parsed.problems.to_dict("records")
    assert (note["severity"], note["message"]) == ("note", "'en': the bundled models are used; downloaded: not there")
    assert set(parsed.models.values()) == {"bundled"}
