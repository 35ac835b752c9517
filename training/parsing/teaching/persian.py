"""Persian text with tags: the plain text of PerDT's training part, tagged by a teacher that knows Peykare's tags.

Peykare (Bijankhan and others 2011) has ten million words with tags of their own. A tagger trained on it comes with
``gruut-lang-fa`` as a Wapiti model (MIT; from the toolkit Hazm).
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from training.parsing import conllu
from training.parsing.conllu import Sentence, Word
from training.parsing.padded_lstm import padded_lstm
from training.parsing.tasks import tags
from training.parsing.teaching import teacher
from training.parsing.teaching.recognisers import Forms, Told

Tags = Callable[[Sequence[str]], list[str]]


def peykare(model: Path) -> Tags:
    """Peykare's tags for the words of a sentence, by a Wapiti model."""
    from wapiti import Model

    tagger = Model(model=str(model))

    def tags(forms: Sequence[str]) -> list[str]:
        lines = "\n".join(form.replace(" ", "_") for form in forms)
        return tagger.label_sequence(lines.encode()).decode().split()

    return tags


def example(sentence: Sentence, first: Sentence, tags: Tags) -> teacher.Example:
    """A sentence as the teacher sees it: its words, the tags of our first tagger, Peykare's tags."""
    forms = [word.form for word in sentence.words]
    return teacher.Example(forms, [teacher.label(w) for w in first.words], [(tag,) for tag in tags(forms)])


def tellers(model: Path, tagger: Path, folder: Path) -> Told:
    """Our own tagger's parts of speech, and Peykare's tags.

    Parameters
    ----------
    model
        Wapiti model with Peykare's tags.
    tagger
        Our own tagger.
    folder
        For what passes between the two.
    """
    peykares = peykare(model)

    def told(sentences: Forms) -> list[list[tuple[str, ...]]]:
        plain, target = folder / "fa.words.conllu", folder / "fa.words.tagged.conllu"
        conllu.write([bare(forms) for forms in sentences], plain)
        with padded_lstm():
            tags.write_tagged(tagger, plain, target)
        tagged = conllu.read(target)
        return [
            [(word.upos, tag) for word, tag in zip(sentence.words, peykares(forms), strict=True)]
            for sentence, forms in zip(tagged, sentences, strict=True)
        ]

    return told


def bare(forms: Sequence[str]) -> Sentence:
    """A sentence of words without any analysis."""
    return Sentence(tuple(Word(form, "_", "X", "_", "_", min(place, 1), "dep") for place, form in enumerate(forms)))
