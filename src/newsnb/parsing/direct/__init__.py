"""Stanza's networks, run directly: the same weights and the same answers, several times faster on a processor.

What is saved: spelling networks read each word form once; sentences of like length share a batch; relations are scored
for the arcs of the tree only; a tree search runs only where the best head of each word is not a tree already; no
document objects are built. What Stanza's own pipeline would say is the measure (``tests/parsing/test_direct.py``), but
for sentences that end without a mark (`tokens`).

Only networks built like those that newsnb brings are run this way; for others (`build` gives ``None``) Stanza's own
pipeline does the work.
"""

import torch

from newsnb.parsing.direct.heads import Parser
from newsnb.parsing.direct.lemmas import Lemmatiser
from newsnb.parsing.direct.names import Recogniser
from newsnb.parsing.direct.tags import Tagger
from newsnb.parsing.direct.tokens import Token, Tokenizer
from newsnb.parsing.document import Word

__all__ = ["Direct", "build"]

_STEPS = {"tokenize": Tokenizer, "pos": Tagger, "lemma": Lemmatiser, "depparse": Parser, "ner": Recogniser}


class Direct:
    """All steps from text to words.

    Parameters
    ----------
    processors
        Stanza's, by name.
    """

    def __init__(self, processors: dict):
        for name in ("tokenize", "pos", "depparse", "ner"):
            processors[name].trainer.model.eval()
        with torch.inference_mode():
            self._tokenizer = Tokenizer(processors["tokenize"], processors.get("mwt"))
            self._tagger = Tagger(processors["pos"])
            self._lemmatiser = Lemmatiser(processors["lemma"])
            self._parser = Parser(processors["depparse"])
            self._recogniser = Recogniser(processors["ner"])

    def __call__(self, texts: list[str]) -> list[list[list[Word]]]:
        """Parse texts into sentences of words; offsets are places in the text."""
        with torch.inference_mode():
            cut = self._tokenizer(texts)
            sentences = [sentence for text in cut for sentence in text]
            columns = self._columns(sentences)
        rows = iter(_words(sentences, *columns))
        return [[next(rows) for _ in text] for text in cut]

    def _columns(self, sentences: list[list[Token]]) -> tuple[list, ...]:
        """Lemma, tag, features, head and relation of every word, and entity of every token."""
        words = [word for sentence in sentences for token in sentence for word in token.words]
        lengths = [sum(len(token.words) for token in sentence) for sentence in sentences]
        upos, xpos, feats = self._tagger(words, lengths)
        lemmas = self._lemmatiser(words, upos)
        heads, relations = self._parser(words, lemmas, upos, xpos, lengths)
        tokens = [token.text for sentence in sentences for token in sentence]
        entities = self._recogniser(tokens, [len(sentence) for sentence in sentences])
        return lemmas, upos, feats, heads, relations, entities


def build(processors: dict) -> Direct | None:
    """Run Stanza's processors directly, if every one of them is built as those that newsnb brings."""
    fits = all(step.fits(processors[name]) for name, step in _STEPS.items())
    return Direct(processors) if fits else None


def _words(sentences: list[list[Token]], lemmas, upos, feats, heads, relations, entities):
    """Put the columns together, sentence by sentence; words inside a token take its span and entity."""
    columns = zip(lemmas, upos, feats, heads, relations, strict=True)
    names = iter(entities)
    for sentence in sentences:
        row: list[Word] = []
        for token in sentence:
            place = (token.start, token.end, next(names))
            for text in token.words:
                lemma, tag, features, head, relation = next(columns)
                features = "" if features == "_" else features
                row.append(Word(len(row) + 1, text, lemma, tag, features, head, relation, *place))
        yield row
