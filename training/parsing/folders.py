"""Where the recipe keeps what it makes; nothing of it belongs into the repository."""

from dataclasses import dataclass
from pathlib import Path

from training.parsing.stages import PACKAGE, Stage


@dataclass(frozen=True)
class Folders:
    """One folder with everything below it.

    Attributes
    ----------
    root
        That folder.
    before
        Models to begin with, laid out as Stanza's; without them networks begin with word vectors.
    with_dev
        The recogniser also learns from the development part of the name set.
    """

    root: Path
    before: Path | None = None
    with_dev: bool = False

    @property
    def data(self) -> Path:
        """Prepared training files."""
        return self.root / "data"

    def names(self, lang: str, part: str) -> Path:
        """Sentences with names, cut as our tokenizer cuts where that matters (`projection`)."""
        cut = self.data / f"{lang}.ner.{part}.cut.json"
        return cut if cut.is_file() else self.data / f"{lang}.ner.{part}.json"

    def people(self, lang: str) -> list[str]:
        """Listed names of persons, from a file with one a line; none for most languages."""
        file = self.data / f"{lang}.people.txt"
        return file.read_text(encoding="utf-8").split() if file.is_file() else []

    def train_parts(self, lang: str) -> list[Path]:
        """Training sentences of a language, one file for each way of annotating."""
        return sorted(self.data.glob(f"{lang}.train[0-9].conllu"))

    def silver(self, lang: str) -> Path:
        """Plain text with the tags of a teacher (`teaching`)."""
        return self.data / f"{lang}.silver.conllu"

    def cuts(self, lang: str) -> Path:
        """Plain text that a teacher cut into words (`teaching`)."""
        return self.data / f"{lang}.cuts.conllu"

    def tagged(self, lang: str, part: str) -> Path:
        """Sentences with the tags of a tagger that was trained without them (`jackknife`)."""
        return self.data / f"{lang}.{part}.tagged.conllu"

    def trees(self, lang: str, part: str) -> Path:
        """Sentences for the parser, with predicted tags where they were made."""
        tagged = self.tagged(lang, part)
        return tagged if tagged.is_file() else self.data / f"{lang}.{part}.conllu"

    def parsed(self, lang: str) -> Path:
        """Plain text with the trees of several parsers (`teaching.tree_votes`)."""
        return self.data / f"{lang}.parsed.conllu"

    def name_scores(self, lang: str) -> Path:
        """Scores of several recognisers for the sentences that another is to learn from (`teaching.name_votes`)."""
        return self.data / f"{lang}.ner.scores.pt"

    def vectors(self, stage: Stage) -> Path | None:
        """Word vectors of the stage's language, for stages that use them."""
        return self.root / "vectors" / f"{stage.lang}.pt" if stage.words else None

    def model(self, stage: Stage) -> Path:
        """The best model of a stage."""
        return self.root / "models" / f"{stage.lang}.{stage.processor}.pt"

    def finished(self, stage: Stage) -> Path | None:
        """The network that a stage begins with, if one was asked for."""
        found = self.before / stage.lang / stage.processor / f"{PACKAGE}.pt" if self.before else None
        return found if found is not None and found.is_file() else None

    def state(self, stage: Stage) -> Path:
        """What an interrupted run of the stage goes on from."""
        return self.root / "states" / f"{stage.lang}.{stage.processor}.pt"

    def record(self, stage: Stage) -> Path:
        """What was trained for how long with which scores; the stage is finished when it is there."""
        return self.root / "models" / f"{stage.lang}.{stage.processor}.json"

    def make(self) -> None:
        """Make the folders that are missing."""
        for name in ("data", "vectors", "models", "states"):
            (self.root / name).mkdir(parents=True, exist_ok=True)
