"""What each stage's result hangs on, as a hash: equal keys, equal results.

A stage is keyed by what it is *given*, not by where that came from. So a change early on goes no further than it
matters: if pages are read again and come out as they were, nothing behind reading is done again.
"""

import hashlib
import json
import pickle
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import newsnb
from newsnb import lang as languages
from newsnb.articles.formats import Source
from newsnb.parsing.models import find_models
from newsnb.statements.learned.files import tagger_digest

_PACKAGE = Path(newsnb.__file__).parent
_COMMON = ("phrases.py", "schemas.py", "lang/__init__.py", "statements/actors.py", "runs/keys.py", "runs/pages.py")
_CODE = {
    "read": ("articles", "dates", *_COMMON),
    "found": ("articles", "dates", "parsing", "statements", *_COMMON),
    "coded": ("articles", "dates", "parsing", "statements", "positions", *_COMMON),
}
"""Stage to the code that it runs through, as folders and files of the package."""

_READ_SECTIONS = ("furniture", "identify")
"""Sections of every language file that are tried on every page."""


def digest(*parts) -> str:
    """Hash plain data."""
    text = json.dumps(parts, ensure_ascii=True, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:32]


def source_digest(source: Source) -> str:
    """Hash a record: its text and all that it says of itself."""
    return digest(vars(source) | {"under": None})


@cache
def code_digest(stage: str) -> str:
    """Hash the code that a stage runs through, and the versions of the libraries whose results it keeps."""
    from newsnb.run_record import file_hash, versions

    files = [
        file
        for name in _CODE[stage]
        for file in (sorted((_PACKAGE / name).rglob("*.py")) if (_PACKAGE / name).is_dir() else [_PACKAGE / name])
    ]
    used = {name: number for name, number in versions().items() if name in ("python", "pandas", "stanza", "torch")}
    return digest(used, [(file.relative_to(_PACKAGE).as_posix(), file_hash(file)) for file in files])


@cache
def language_digest(code: str) -> str:
    """Hash a language file and what it shares with the others: which there are, and their directions."""
    others = [(one, languages.load(one).direction) for one in languages.available()]
    return digest(vars(languages.load(code)) if code in languages.available() else None, others)


def tables_key(study) -> str:
    """Hash all that the tables of a study hang on: a study with the same key has the same tables."""
    from newsnb import run_record

    inputs = sorted((Path(name).absolute().as_posix(), one) for name, one in run_record.inputs(study).items())
    metadata = study.metadata_from if isinstance(study.metadata_from, list) else [study.metadata_from]
    given = [study.codebook_from, study.actors_from, study.events_from, *metadata]
    files = [run_record.file_hash(Path(file)) if file else None for file in given]
    known = [
        [language_digest(code), find_models(code, str(study.models)).digest, tagger_digest(code, study.attribution)]
        for code in languages.available()
    ]
    return digest(inputs, files, known, [code_digest(stage) for stage in _CODE])


@dataclass(frozen=True)
class Research:
    """The researcher's files, loaded, in a form that travels to other processes.

    Attributes
    ----------
    actors, events, codebook
        Pickled, because each worker opens them once (`opened`) however many batches it works on.
    """

    actors: bytes
    events: bytes
    codebook: bytes

    @classmethod
    def of(cls, study) -> "Research":
        """Take the files of a study."""
        return cls(*(pickle.dumps(one) for one in (study.actors, study.events, study.codebook)))


@cache
def opened(data: bytes):
    """Open what `Research` holds. It comes from this program, never from a file."""
    return pickle.loads(data)


@dataclass(frozen=True)
class Keys:
    """Keys of a run.

    Attributes
    ----------
    actors, events, codebook
        SHA-256 of the researcher's files.
    models
        The choice of models, as in `newsnb.parsing.models.find_models`.
    attribution
        The choice of `newsnb.statements.learned.files.CHOICES`.
    """

    actors: str
    events: str
    codebook: str
    models: str
    attribution: str
    _kept: dict = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, study) -> "Keys":
        """Take the keys of a study's files."""
        from newsnb.run_record import file_hash

        files = (study.actors_from, study.events_from, study.codebook_from)
        return cls(*(file_hash(Path(file)) if file else "none" for file in files), str(study.models), study.attribution)

    def read(self, page: str, facts: list[dict], lang: str | None) -> str:
        """Key of reading and dating: ``page`` is the record's digest, ``facts`` the rows of metadata about it."""
        return digest(page, facts, self._base("read", lang))

    def found(self, page: str, read: str, ids: list[str], lang: str) -> str:
        """Key of finding statements: what reading gave, and the names of the articles."""
        return digest(page, read, ids, self._base("found", lang))

    def coded(self, page: str, read: str, found: str, lang: str) -> str:
        """Key of coding: what reading gave (the context) and the statements found."""
        return digest(page, read, found, self._base("coded", lang))

    def _base(self, stage: str, lang: str | None) -> str:
        """Hash all that is the same for every page of a language."""
        if (stage, lang) not in self._kept:
            self._kept[stage, lang] = digest(code_digest(stage), getattr(self, f"_{stage}")(lang))
        return self._kept[stage, lang]

    def _read(self, lang: str | None) -> list:
        sections = [[getattr(languages.load(one), name) for name in _READ_SECTIONS] for one in languages.available()]
        own = vars(languages.load(lang)) | {"cues": 0, "speech_acts": 0} if lang in languages.available() else None
        return [sections, own, self.actors, self.events]

    def _found(self, lang: str) -> list:
        weights = [find_models(lang, self.models).digest, tagger_digest(lang, self.attribution)]
        return [language_digest(lang), self.actors, self.events, weights]

    def _coded(self, lang: str) -> list:
        return [language_digest(lang), self.actors, self.codebook, find_models(lang, self.models).digest]
