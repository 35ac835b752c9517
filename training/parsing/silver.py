"""Names in plain English news, tagged by another system: more text for the recogniser to begin with.

Universal NER has 200,000 words of web text. spaCy's ``en_core_web_sm`` was trained on OntoNotes, which is not to be
had; what it finds in news is wrong now and then, but shows far more names. The recogniser learns from both sets first
and from Universal NER alone afterwards.
"""

import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from training.parsing.entities import Tagged

TYPES = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
_BEFORE = {"the", "a", "an"}  # inside OntoNotes' names, outside those of Universal NER
_AFTER = {"'s", "’s", "'", "’"}


def paragraphs(file: Path) -> Iterator[str]:
    """Paragraphs of JSON lines with a ``text``, gzipped or not."""
    opened = gzip.open if file.suffix == ".gz" else open
    with opened(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield from (part.strip() for part in json.loads(line)["text"].split("\n") if part.strip())


def tagged(texts: Iterable[str], model: str) -> Iterator[Tagged]:
    """Sentences with entity tags, as a spaCy model sees them.

    Parameters
    ----------
    texts
        Paragraphs.
    model
        Name of an installed spaCy pipeline, or its folder.
    """
    import spacy  # of no extra: needed once, for this step

    pipeline = spacy.load(model, exclude=["lemmatizer"])
    for document in pipeline.pipe(texts, batch_size=64):
        tags = {}
        for name in document.ents:
            if kind := TYPES.get(name.label_):
                first, last = narrowed([token.lower_ for token in name])
                places = range(name.start + first, name.start + last)
                tags |= {i: f"{'I' if i > places[0] else 'B'}-{kind}" for i in places}
        for sentence in document.sents:
            tokens = [(token.text, tags.get(token.i, "O")) for token in sentence if not token.is_space]
            if tokens:
                yield tokens


def narrowed(words: list[str]) -> tuple[int, int]:
    """Leave articles and genitives out of a name: the places of its first word and behind its last."""
    first, last = 0, len(words)
    while first < last and words[first] in _BEFORE | _AFTER:
        first += 1
    while last > first and words[last - 1] in _AFTER:
        last -= 1
    return first, last
