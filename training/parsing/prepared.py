"""What preparing a language yields, and the files it becomes."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from training.parsing import conllu, cutting, entities
from training.parsing.conllu import Sentence


@dataclass(frozen=True)
class Prepared:
    """Training data of one language.

    Attributes
    ----------
    lang
        Language code.
    train
        One list of sentences for each way of annotating: a tagger must not learn that a word has no features from a
        set whose features were left out.
    dev, test
        Held out sentences; the second ones only if no others are given for testing.
    paragraphs, dev_paragraphs
        For the tokenizer.
    names_train, names_dev, names_test
        Sentences with entity tags.
    people
        Listed names of persons; none for most languages.
    """

    lang: str
    train: list[list[Sentence]]
    dev: list[Sentence]
    test: list[Sentence]
    paragraphs: list[list[Sentence]]
    dev_paragraphs: list[list[Sentence]]
    names_train: list[entities.Tagged]
    names_dev: list[entities.Tagged]
    names_test: list[entities.Tagged]
    people: Sequence[str] = ()

    def save(self, folder: Path) -> None:
        """Write all files into a folder, named ``LANG.what``."""
        folder.mkdir(parents=True, exist_ok=True)
        for number, sentences in enumerate(self.train, start=1):
            conllu.write(sentences, folder / f"{self.lang}.train{number}.conllu")
        conllu.write([s for part in self.train for s in part], folder / f"{self.lang}.train.conllu")
        conllu.write(self.dev, folder / f"{self.lang}.dev.conllu")
        conllu.write(self.test, folder / f"{self.lang}.test.conllu")
        cutting.write(self.paragraphs, folder / f"{self.lang}.train")
        cutting.write(self.dev_paragraphs, folder / f"{self.lang}.dev")
        for part, sentences in (("train", self.names_train), ("dev", self.names_dev), ("test", self.names_test)):
            entities.write(sentences, folder / f"{self.lang}.ner.{part}.json")
        if self.people:
            (folder / f"{self.lang}.people.txt").write_text("\n".join(self.people) + "\n", encoding="utf-8")
