"""Find the date expressions of a text and resolve them against the day, or the days, they were said on."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from newsnb.dates.grammar import RULES, Rule
from newsnb.dates.intervals import ANY, Interval, only_weekday
from newsnb.dates.lexicon import TELLING, lexicon
from newsnb.dates.meanings import Fixed, Meaning, Recurring, Shift, Weekday, resolve_meaning
from newsnb.dates.readings import Reading
from newsnb.dates.tokens import Token, runs
from newsnb.lang import Language

_CAN_CARRY_A_DATE = frozenset("IMKkWVRYJabijvrBgltfPeSNLDy")
_NEEDED = TELLING | frozenset("IYJ")
_WHOLE = ("numeric", "date", "days")


@dataclass(frozen=True)
class DateExpression:
    """A stretch of text that says when.

    Attributes
    ----------
    start, end
        Offsets in the text.
    rule
        Name of the grammar rule.
    meaning
        A fixed interval or a function of the anchor day (`newsnb.dates.meanings`).
    precision
        ``"day"``, ``"week"``, ``"month"``, ``"year"``, ``"range"`` or ``"open"``.
    direction
        ``"past"``, ``"present"``, ``"future"`` or ``"unknown"``, as the expression itself says.
    weekday
        Day of the week stated beside it (0 = Monday), or ``None``.
    deictic
        Days from the anchor stated beside it (``today, 9 November`` has 0), or ``None``.
    """

    start: int
    end: int
    rule: str
    meaning: Meaning
    precision: str
    direction: str
    weekday: int | None = None
    deictic: int | None = None

    @property
    def is_absolute(self) -> bool:
        """Whether it names its year."""
        return isinstance(self.meaning, Fixed)

    def agrees(self) -> bool:
        """Tell whether a stated weekday fits a stated date; a date in a wide interval always fits."""
        if self.weekday is None or not isinstance(self.meaning, Fixed):
            return True
        return only_weekday(self.meaning.interval, self.weekday) is not None


def find_dates(text: str, language: Language) -> list[DateExpression]:
    """Find the date expressions of a text, in order, without overlaps.

    Parameters
    ----------
    text
        Raw text, or a stretch of it; the offsets returned count from its beginning.
    language
        Gives the words; digits of every script are read in every language.

    Returns
    -------
    list of DateExpression
        Clock times, amounts, and months or weekdays that are ordinary words in their place are left out.

    Examples
    --------
    >>> from newsnb.lang import load
    >>> [text[e.start:e.end] for text in ["He may speak on Sunday, 10 November."] for e in find_dates(text, load("en"))]
    ['Sunday, 10 November']
    """
    words = lexicon(language)
    found = []
    for run in runs(text, words):
        letters = "".join(token.letter for token in run)
        if not _CAN_CARRY_A_DATE.isdisjoint(letters) and not _NEEDED.isdisjoint(letters):
            found.extend(_in_run(run, letters, words))
    return found


def _in_run(run: tuple[Token, ...], letters: str, words) -> list[DateExpression]:
    found, i = [], 0
    while i < len(run):
        expression, used = _longest(run, letters, i, words)
        if expression:
            found.append(expression)
        i += used or 1
    return found


def _longest(run: tuple[Token, ...], letters: str, i: int, words) -> tuple[DateExpression | None, int]:
    """Try every rule at one place and keep the longest that makes sense (28 February 30 does not)."""
    for rule, match in _matches(letters, i):
        reading = rule.read(match, run, words)
        if reading:
            first = _first_telling(letters, match, rule.name)
            return _expression(run[first : match.end()], rule.name, reading), match.end() - i
        if rule.name in _WHOLE:  # 29 February 2023 is no day; it is not "29 February" either
            return None, match.end() - i
    return None, 0


@lru_cache(maxsize=8192)  # runs are short and alike in text after text
def _matches(letters: str, i: int) -> tuple[tuple[Rule, re.Match], ...]:
    """Give the rules that fit the letters at one place, with their matches, the longest first."""
    matches = ((rule, rule.pattern.match(letters, i)) for rule in RULES)
    return tuple(sorted(((rule, match) for rule, match in matches if match), key=lambda pair: -pair[1].end()))


def _first_telling(letters: str, match, rule: str) -> int:
    """Skip prepositions in front: evidence reads "October 2022", not "in October 2022"."""
    # "In three days": there the preposition is the point.
    counted = rule in ("ago", "in") or "number" in match.re.groupindex
    i = match.start()
    while letters[i] in ("xpi" if rule == "stretch" else "xp" if counted else "xpiacu"):
        i += 1
    return i


def _expression(tokens: tuple[Token, ...], rule: str, reading: Reading) -> DateExpression:
    return DateExpression(
        start=tokens[0].start,
        end=tokens[-1].end,
        rule=rule,
        meaning=reading.meaning,
        precision=reading.precision,
        direction=reading.direction,
        weekday=reading.weekday,
        deictic=reading.deictic,
    )


def resolve(expression: DateExpression, anchor: Interval | date, tense: str = "past") -> Interval:
    """Say which days an expression can mean when it is said on any day of the anchor.

    Parameters
    ----------
    expression
        From `find_dates`.
    anchor
        Day or days on which it was said; open ends are allowed.
    tense
        How a bare "Sunday" or "9 November" is meant when the expression does not say: ``"past"`` (the latest),
        ``"future"`` (the next) or ``"unknown"`` (both).

    Returns
    -------
    Interval
        The whole of what is possible; fully open when nothing fits (a stated weekday that contradicts the date).

    Examples
    --------
    >>> from newsnb.lang import load
    >>> yesterday = find_dates("yesterday", load("en"))[0]
    >>> resolve(yesterday, date(2024, 11, 10))
    Interval(2024-11-09..2024-11-09)
    """
    days = anchor if isinstance(anchor, Interval) else Interval(anchor, anchor)
    days = narrow_anchor(expression, days) or days
    if tense == "unknown" and expression.direction == "unknown":
        return resolve_meaning(_turned(expression.meaning, -1), days) | resolve_meaning(
            _turned(expression.meaning, 1), days
        )
    ahead = tense == "future" and expression.direction == "unknown"
    found = resolve_meaning(_turned(expression.meaning, 1) if ahead else expression.meaning, days)
    if expression.weekday is not None and expression.precision == "day":
        return only_weekday(found, expression.weekday) or found
    return found


def _turned(meaning: Meaning, direction: int) -> Meaning:
    if isinstance(meaning, Recurring | Weekday):
        return type(meaning)(**{**meaning.__dict__, "direction": direction})
    return meaning


def narrow_anchor(expression: DateExpression, anchor: Interval) -> Interval | None:
    """Say on which days of the anchor the expression can have been said; ``None`` when on none.

    "Today, Sunday" is said on Sundays; "today, 10 November 2024" on that day; "last January" not in January.
    """
    meaning = expression.meaning
    if expression.deictic is not None and isinstance(meaning, Fixed):
        day = meaning.interval
        said = Shift("day", -expression.deictic, -expression.deictic)
        return anchor & resolve_meaning(said, day)
    if isinstance(meaning, Shift) and meaning.low == meaning.high and expression.weekday is not None:
        return only_weekday(anchor, (expression.weekday - meaning.low) % 7)
    if isinstance(meaning, Recurring) and expression.deictic is not None:
        return _anchor_of_recurring(meaning, expression.deictic, anchor)
    if isinstance(meaning, Recurring) and meaning.strict:
        return _outside(meaning, anchor)
    return anchor


def _anchor_of_recurring(meaning: Recurring, deictic: int, anchor: Interval) -> Interval | None:
    """Give the days of the anchor on which "today, Sunday 10 November" can be said."""
    said = [
        resolve_meaning(Shift("day", -deictic, -deictic), one)
        for end in (anchor.start, anchor.end)
        if end
        for one in meaning.occurrences(end)
    ]
    fitting = [part for one in said if (part := one & anchor)]
    if not said or not fitting:
        return anchor if not said else None
    start, end = min(one.start for one in fitting), max(one.end for one in fitting)
    return Interval(start if anchor.start else None, end if anchor.end else None)


def _outside(meaning: Recurring, anchor: Interval) -> Interval | None:
    """Nobody says "last January" in January."""
    whole = Recurring(meaning.calendar, meaning.month, meaning.days, None)
    start, end = anchor.start, anchor.end
    for one in whole.occurrences(start) if start else ():
        if start in one:
            start = date.fromordinal(one.end.toordinal() + 1)
    for one in reversed(whole.occurrences(end)) if end else ():
        if end in one:
            end = date.fromordinal(one.start.toordinal() - 1)
    return None if start and end and start > end else Interval(start, end) if (start or end) else ANY
