"""Dictionary forms: Stanza's lemmatiser, asked once for each word and part of speech."""

from stanza.models.common.doc import Document

MOST_KEPT = 200_000
"""Pairs kept; when they are more, all are forgotten, so that memory stays as it is."""


class Lemmatiser:
    """Stanza's lemmatiser with a memory."""

    def __init__(self, processor):
        self._processor = processor
        self._known: dict[tuple[str, str], str] = {}

    @staticmethod
    def fits(processor) -> bool:
        """Tell whether a lemma depends on the word and its tag alone."""
        return processor.use_identity or not processor.trainer.has_contextual_lemmatizers()

    def __call__(self, words: list[str], upos: list[str]) -> list[str]:
        """Lemma of each word."""
        if len(self._known) > MOST_KEPT:
            self._known.clear()
        pairs = list(zip(words, upos, strict=True))
        new = sorted({pair for pair in pairs if pair not in self._known})
        if new:
            self._add(new)
        return [self._known[pair] for pair in pairs]

    def _add(self, pairs: list[tuple[str, str]]) -> None:
        records = [{"id": (i,), "text": text, "upos": tag} for i, (text, tag) in enumerate(pairs, start=1)]
        document = self._processor.process(Document([records]))
        self._known |= dict(zip(pairs, (word.lemma for word in document.sentences[0].words), strict=True))
