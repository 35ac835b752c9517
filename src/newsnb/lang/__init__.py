"""What is known about each language: one YAML file a language, read once and never written in code.

A file holds sections; each stage reads its own section and nobody else's. ``data/README.md`` explains the sections to
people who want to add a language.
"""

import re
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import yaml


class UnknownLanguageError(ValueError):
    """There is no language file for the code asked for; the message lists those that exist."""


class _WordLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """YAML in which ``on``, ``no`` and ``yes`` are words, as in YAML 1.2."""


_WordLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_WordLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))


@dataclass(frozen=True)
class Language:
    """The contents of one language file.

    Attributes
    ----------
    code, name, direction
        ISO 639-1 code, English name, ``"ltr"`` or ``"rtl"``.
    quotes
        Pairs of opening and closing quotation marks.
    furniture, dates, cues, speakers, speech_acts
        The sections of the file, each read by one stage: `articles.furniture`, `articles.dates`,
        `statements.attribution`, `statements.speakers`, `positions.coder`.
    """

    code: str
    name: str
    direction: str
    quotes: tuple[tuple[str, str], ...] = ()
    identify: dict = field(default_factory=dict)
    furniture: dict = field(default_factory=dict)
    dates: dict = field(default_factory=dict)
    cues: dict = field(default_factory=dict)
    speakers: dict = field(default_factory=dict)
    speech_acts: dict = field(default_factory=dict)

    @property
    def is_rtl(self) -> bool:
        """Whether the language is written from right to left."""
        return self.direction == "rtl"


@cache
def available() -> tuple[str, ...]:
    """Codes of the languages that have a file, sorted."""
    names = (entry.name for entry in files(__name__).iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml")))


@cache
def load(code: str) -> Language:
    """Read the language file for a code.

    Raises
    ------
    UnknownLanguageError
        If there is no such file: a language without a file is reported, not guessed at.
    """
    if code not in available():
        raise UnknownLanguageError(f"no language file for {code!r}; there are files for {', '.join(available())}")
    content = yaml.load(files(__name__).joinpath(f"{code}.yaml").read_text(encoding="utf-8"), Loader=_WordLoader)
    content["quotes"] = tuple(tuple(pair) for pair in content.get("quotes", []))
    return Language(**content)
