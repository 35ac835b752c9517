"""The parse as the later stages see it: plain records, no Stanza objects, offsets into the raw text."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """A syntactic word. Words inside a multi-word token share the token's span.

    Attributes
    ----------
    id, head
        1-based position in the sentence, and that of its governor (0 for the root; the word's own parse is missing
        when ``deprel`` is empty, as with a tokenizer-only language).
    entity
        BIOES tag (``"B-PER"``, ``"O"``, ...).
    """

    id: int
    text: str
    lemma: str
    upos: str
    feats: str
    head: int
    deprel: str
    start: int
    end: int
    entity: str


_ENTITY_TYPES = {"PER": "PER", "PERS": "PER", "PERSON": "PER", "ORG": "ORG", "LOC": "LOC", "GPE": "LOC", "FAC": "LOC"}


def plain_entity(tag: str | None) -> str:
    """Give an entity tag of any of Stanza's models as one of person, organisation, place or nothing.

    >>> [plain_entity(tag) for tag in ("B-PERSON", "S-GPE", "E-pers", "B-DATE", None)]
    ['B-PER', 'S-LOC', 'E-PER', 'O', 'O']
    """
    place, _, label = (tag or "O").partition("-")
    kind = _ENTITY_TYPES.get(label.upper())
    return f"{place}-{kind}" if kind else "O"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its place in the article.

    Attributes
    ----------
    paragraph
        Number of the kept block it stands in, counted from 0 within the article.
    kind
        Kind of that block: ``"title"``, ``"dateline"`` or ``"body"``.
    """

    words: tuple[Word, ...]
    start: int
    end: int
    paragraph: int
    kind: str


@dataclass(frozen=True, slots=True)
class ParsedArticle:
    """All sentences of an article, and the models that made them (``"none"`` for the tokenizer-only fallback)."""

    article_id: str
    lang: str
    sentences: tuple[Sentence, ...]
    models: str


def sentence_spans(articles: Mapping[str, ParsedArticle]) -> dict[str, list[list[int]]]:
    """Give the spans ``[start, end]`` of the sentences of each article, titles left out."""
    return {
        name: [[sentence.start, sentence.end] for sentence in article.sentences if sentence.kind != "title"]
        for name, article in articles.items()
    }
