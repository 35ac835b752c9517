"""Find the outlet, place and date that stand at the head of a text: ``CAIRO, Nov 10 (Reuters) - ...``."""

import re
from dataclasses import dataclass

from newsnb.articles.phrases import simplify, wordlist
from newsnb.articles.stamps import has_date

_HEAD = 160  # characters at the start of a paragraph in which a dateline can stand
_AGENCY = re.compile(r"([^().!?؟\n«»\"“”]{0,80})\(([^()\n]{2,60})\)\s*([-–—:ـ_]*)\s*")
_DASH = re.compile(r"([^().!?؟\n«»\"“”:]{2,60}?)\s*[-–—ـ_]{1,2}\s+")
_TWO_DASHES = re.compile(r"([^().!?؟\n«»\"“”:–—-]{2,40})[-–—]([^()!?؟\n«»\"“”:–—-]{2,40})(?:[-–—:ـ_]+|\.)\s+")
_ISO_DATE = re.compile(r"(?:date\s*:?\s*)?\d{4}-\d\d-\d\d[\s:,-]*")


@dataclass(frozen=True)
class Dateline:
    """The first ``n_chars`` characters of a paragraph are its dateline; ``outlet`` is the agency named there."""

    n_chars: int
    outlet: str | None = None


def find(text: str) -> Dateline | None:
    """Find the dateline at the start of a paragraph.

    Examples
    --------
    >>> find("CAIRO, Nov 10 (Reuters) - Talks resumed on Sunday.")
    Dateline(n_chars=26, outlet='Reuters')
    """
    head = text[:_HEAD]
    return _with_agency(head) or _with_date(head) or _with_two_dashes(head) or _with_dash(head)


def _with_agency(head: str) -> Dateline | None:
    match = _AGENCY.match(head)
    if not match:
        return None
    before, agency, dash = match.groups()
    known = _is_outlet(agency) and (dash or not before.strip())
    if has_date(before) or known or (dash and _is_place(before)):
        return Dateline(match.end(), _outlet_of(agency))
    return None


def _is_place(before: str) -> bool:
    """Tell whether the words before the agency are a place: capitals, or few words in a script without capitals."""
    first = before.split(",")[0].strip()
    return first.isupper() or (len(first.split()) <= 3 and first.lower() == first.upper())


def _outlet_of(agency: str) -> str | None:
    """Give the last name in the brackets: of a distributor and the outlet it carries, the outlet."""
    name = re.split(r"\s*[-–—/]\s+", agency.strip())[-1].strip()
    return name if name and not has_date(name) and not name[0].isdigit() else None


def _with_date(head: str) -> Dateline | None:
    match = _ISO_DATE.match(head)
    return Dateline(match.end()) if match else None


def _with_two_dashes(head: str) -> Dateline | None:
    match = _TWO_DASHES.match(head)
    if match and len(match[1].split()) <= 4 and _is_outlet(match[2]):
        return Dateline(match.end(), match[2].strip())
    return None


def _with_dash(head: str) -> Dateline | None:
    match = _DASH.match(head)
    if not match:
        return None
    before = match[1].strip()
    place = before.split(",")[0]
    capitals = place.isupper() and place.isascii() and len(before.split()) <= 7
    if capitals or (len(before.split()) <= 4 and _is_outlet(before)):
        return Dateline(match.end(), before if not capitals and _is_outlet(before) else None)
    return None


def _is_outlet(name: str) -> bool:
    words = simplify(name).split()
    return bool(words) and len(words) <= 6 and wordlist("outlet_words").within(words)
