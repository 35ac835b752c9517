"""Recognise clock times and lines that are nothing but a date, in any digits; reading the date is another stage."""

import re
from functools import cache

from newsnb import lang
from newsnb.articles.normalise import fold
from newsnb.articles.paragraphs import Paragraph
from newsnb.articles.phrases import simplify

_CLOCK = re.compile(r"[\W_]{0,6}(\d{1,2})[:h](\d{2})(?!\d)(?:\s?(?:[AaPp]\.?[Mm]\b\.?|GMT|UTC|CET|ET|EST|MSK|BST))*")
_YEAR = r"(?:1[34]\d\d|19\d\d|20\d\d)"
_NUMERIC_DATE = re.compile(
    rf"(?<!\d)(?:{_YEAR}\s?[/.\-]\s?\d{{1,2}}\s?[/.\-]\s?\d{{1,2}}|\d{{1,2}}\s?[/.\-]\s?\d{{1,2}}\s?[/.\-]\s?{_YEAR})(?!\d)"
)
_ORDINAL = r"(?:st|nd|rd|th|er|re|e|º|ª)?"  # 1st, 1er, 2e, 1º
_WRITTEN_DATE = re.compile(rf"(?<!\d)\d{{1,2}}{_ORDINAL}\W{{1,3}}[^\W\d]+(?:\W[^\W\d]+)?\W{{1,3}}{_YEAR}(?!\d)")
_AMERICAN_DATE = re.compile(rf"[^\W\d]+\.?\s\d{{1,2}}{_ORDINAL},?\s{_YEAR}(?!\d)")
_NOON = re.compile(r"\d\s?[ap]\.m\.$", re.IGNORECASE)  # its full stop ends no sentence
_WORD = re.compile(r"[^\W\d]+")
_DATES = (_NUMERIC_DATE, _WRITTEN_DATE, _AMERICAN_DATE)
_LONGEST_LINE = 160
_MOST_OTHER_WORDS = 4
_MOST_AFTER_CLOCK = 2


def clock(line: Paragraph) -> re.Match | None:
    """Match the clock time that a line opens with, zone included; missing if it does not open with one."""
    match = _CLOCK.match(line.text)
    return match if match and int(match[1]) < 24 and int(match[2]) < 60 else None


def has_date(text: str) -> bool:
    """Tell whether a full date (day, month, year) stands in a short text."""
    digits = _ascii_digits(text[:_LONGEST_LINE])
    return _without_dates(digits) != digits


def is_date_line(line: Paragraph) -> bool:
    """Tell whether a line is a date and hardly anything else."""
    if len(line.text) > _LONGEST_LINE or (line.ends_sentence and not _NOON.search(line.text)):
        return False
    digits = _ascii_digits(line.text)
    rest = _without_dates(digits)
    others = [word for word in simplify(rest).split() if word not in ("#", ":") and len(word) > 1]
    # "16:30 Parliament adjourns until 9 September 2025" is a headline of a ticker.
    most = _MOST_AFTER_CLOCK if clock(line) else _MOST_OTHER_WORDS
    return rest != digits and len(others) <= most


def _without_dates(digits: str) -> str:
    for pattern in _DATES:
        digits = pattern.sub(lambda match: " " if _is_date(match.group()) else match.group(), digits)
    return digits


def _is_date(text: str) -> bool:
    """Tell a date from numbers with words between them: "12 of the 2024" names no month."""
    words = _WORD.findall(fold(text))
    return not words or any(word not in _common_words() for word in words)


@cache
def _common_words() -> frozenset[str]:
    """Words of the languages with a file that are too common to be the name of a month."""
    return frozenset(fold(word) for code in lang.available() for word in lang.load(code).identify.get("words", []))


def _ascii_digits(text: str) -> str:
    return "".join(str(int(c)) if c.isdecimal() else c for c in text)
