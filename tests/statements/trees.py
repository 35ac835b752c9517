"""Small dependency trees for tests, written as ``word/UPOS/deprel/head``; a word may hold spaces as underscores."""

import pandas as pd

from newsnb import schemas
from newsnb.articles import Corpus
from newsnb.parsing.document import ParsedArticle, Sentence, Word

BLOCKS = [{"article_id": "a", "start": 0, "end": 1, "kind": "body", "kept": True, "reason": "test"}]


def sentence(tree: str, start: int = 0, paragraph: int = 0) -> tuple[str, Sentence]:
    """Read a tree; words stand apart by one space. Gives the text and the sentence, which starts at an offset."""
    words, place = [], start
    for number, token in enumerate(tree.split(), start=1):
        form, upos, deprel, head = token.rsplit("/", 3)
        feats = "PronType=Rel" if deprel.startswith("nsubj") and upos == "PRON" and form in ("which", "who") else "_"
        words.append(Word(number, form, form, upos, feats, int(head), deprel, place, place + len(form), "O"))
        place += len(form) + 1
    return " ".join(word.text for word in words), Sentence(tuple(words), start, place - 1, paragraph, "body")


def article(trees: list[str], lang: str = "en", published: tuple = ("2024-11-11", "2024-11-11"), paragraphs=None):
    """Make a corpus of one article and its parse; the sentences share a paragraph unless told otherwise."""
    texts, sentences, place = [], [], 0
    for number, tree in enumerate(trees):
        text, parsed = sentence(tree, place, paragraphs[number] if paragraphs else 0)
        texts.append(text)
        sentences.append(parsed)
        place += len(text) + 1
    row = {
        "article_id": "a",
        "source_id": "a.txt",
        "item": 0,
        "lang": lang,
        "published_from": published[0],
        "published_to": published[1],
        "published_method": "test",
        "published_evidence": "the test",
        "n_chars": place,
        "n_body_chars": place,
    }
    corpus = Corpus(
        schemas.frame("articles", [row]),
        schemas.frame("blocks", BLOCKS),
        schemas.empty("problems"),
        {"a.txt": "\n".join(texts)},
    )
    return corpus, {"a": ParsedArticle("a", lang, tuple(sentences), "test")}


def statements(text: str, *records: dict) -> pd.DataFrame:
    """Make statements from records: ``cue`` and ``content`` as words of the text, and what else is to be special."""
    rows = []
    for number, record in enumerate(records):
        cue, content = record["cue"], record["content"]
        start = text.index(content)
        rows.append(
            {
                "statement_id": f"s{number}",
                "article_id": "a",
                "lang": "en",
                "kind": "indirect",
                "content": [[start, start + len(content)]],
                "text": content,
                "cue": None if cue is None else [text.index(cue), text.index(cue) + len(cue)],
                "cue_lemma": cue,
                "cue_class": "say",
                "actor_id": "peskov",
                "targets": [],
                "said_method": "none",
                "confidence": 1.0,
                "rule": "test",
            }
            | {name: value for name, value in record.items() if name not in ("cue", "content")}
        )
    return schemas.frame("statements", rows)
