"""Recognise clock times and lines that are nothing but a date, in any digits; reading the date is another stage."""

import re

from newsnb.articles.paragraphs import Paragraph
from newsnb.articles.phrases import simplify

_CLOCK = re.compile(r"[\W_]{0,6}(\d{1,2})[:h](\d{2})(?!\d)(?:\s?(?:[AaPp]\.?[Mm]\b\.?|GMT|UTC|CET|ET|EST|MSK|BST))*")
_YEAR = r"(?:1[34]\d\d|19\d\d|20\d\d)"
_NUMERIC_DATE = re.compile(
    rf"(?<!\d)(?:{_YEAR}\s?[/.\-]\s?\d{{1,2}}\s?[/.\-]\s?\d{{1,2}}|\d{{1,2}}\s?[/.\-]\s?\d{{1,2}}\s?[/.\-]\s?{_YEAR})(?!\d)"
)
_WRITTEN_DATE = re.compile(rf"(?<!\d)\d{{1,2}}(?:st|nd|rd|th)?\W{{1,3}}[^\W\d]+(?:\W[^\W\d]+)?\W{{1,3}}{_YEAR}(?!\d)")
_AMERICAN_DATE = re.compile(rf"[^\W\d]+\.?\s\d{{1,2}}(?:st|nd|rd|th)?,?\s{_YEAR}(?!\d)")
_DATES = (_NUMERIC_DATE, _WRITTEN_DATE, _AMERICAN_DATE)
_LONGEST_LINE = 160
_MOST_OTHER_WORDS = 4


def clock(line: Paragraph) -> re.Match | None:
    """Match the clock time that a line opens with, zone included; missing if it does not open with one."""
    match = _CLOCK.match(line.text)
    return match if match and int(match[1]) < 24 and int(match[2]) < 60 else None


def has_date(text: str) -> bool:
    """Tell whether a full date (day, month, year) stands in a short text."""
    digits = _ascii_digits(text[:_LONGEST_LINE])
    return any(pattern.search(digits) for pattern in _DATES)


def is_date_line(line: Paragraph) -> bool:
    """Tell whether a line is a date and hardly anything else."""
    if len(line.text) > _LONGEST_LINE or not has_date(line.text):
        return False
    rest = _ascii_digits(line.text)
    for pattern in _DATES:
        rest = pattern.sub(" ", rest)
    others = [word for word in simplify(rest).split() if word not in ("#", ":") and len(word) > 1]
    return len(others) <= _MOST_OTHER_WORDS and not line.ends_sentence


def _ascii_digits(text: str) -> str:
    return "".join(str(int(c)) if c.isdecimal() else c for c in text)
