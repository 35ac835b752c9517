"""The stages of training: one processor of one language each, as ``stages.yaml`` describes them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import yaml

LANGUAGES = ("en", "ar", "fa")
PACKAGE = "news"  # name of our models in folders laid out as Stanza's
# The recogniser of Arabic is trained on tokens cut by our own tokenizer: it comes after that.
ORDER = ("tokenize", "mwt", "pos", "lemma", "depparse", "ner")
_DESCRIBED = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Stage:
    """One network to train.

    Attributes
    ----------
    lang, processor
        Language code; Stanza's name of the processor.
    seconds
        Time budget.
    options
        Stanza's training options.
    words
        Words of the vector file to take in; 0 for none.
    hidden_names
        Share of name words hidden from the vectors in training (recogniser only).
    shipped_words
        Words of its table that an exported network keeps; 0 for all.
    settled
        Share of the budget, at its end, in which data that is annotated otherwise is left out.
    """

    lang: str
    processor: str
    seconds: float
    options: dict[str, object] = field(default_factory=dict)
    words: int = 0
    hidden_names: float = 0.0
    shipped_words: int = 0
    settled: float = 0.15

    @property
    def name(self) -> str:
        """``LANG.PROCESSOR``."""
        return f"{self.lang}.{self.processor}"

    def arguments(self, options: dict[str, object], flags: Iterable[str] = ()) -> list[str]:
        """Spell options as Stanza's command lines take them."""
        named = {"shorthand": f"{self.lang}_news", **options}
        return [f"--{key}={value}" for key, value in named.items()] + [f"--{flag}" for flag in flags]


def stage(lang: str, processor: str, seconds: float | None = None) -> Stage:
    """Look up a stage.

    Raises
    ------
    KeyError
        If there is no such network for the language: Arabic has no joined tokens to expand.
    """
    described = _DESCRIBED[processor]
    if lang not in described.get("languages", LANGUAGES):
        raise KeyError(f"{lang} has no {processor}")
    return Stage(
        lang,
        processor,
        seconds or described["seconds"],
        described["options"] | described.get(lang, {}),
        described.get("words", 0),
        described.get("hidden_names", 0.0),
        described.get("shipped_words", 0),
        described.get("settled", Stage.settled),
    )


def all_stages(languages: Iterable[str] = LANGUAGES) -> list[Stage]:
    """Every network of the languages, in the order they have to be trained."""
    wanted = [(lang, processor) for processor in ORDER for lang in languages]
    return [stage(*pair) for pair in wanted if pair[0] in _DESCRIBED[pair[1]].get("languages", LANGUAGES)]
