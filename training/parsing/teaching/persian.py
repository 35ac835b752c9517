"""Persian text with tags: the plain text of PerDT's training part, tagged by a teacher that knows Peykare's tags.

Peykare (Bijankhan and others 2011) has ten million words with tags of their own. A tagger trained on it comes with
``gruut-lang-fa`` as a Wapiti model (MIT; from the toolkit Hazm).
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from training.parsing.conllu import Sentence
from training.parsing.teaching import teacher

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
