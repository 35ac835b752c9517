"""Raw articles nobody has written: scripts, directions, quotation marks, dates and furniture thrown together.

Words come from the language files, so that the rules have something to find; the rest is what scrapers leave behind.
"""

from datetime import date

from hypothesis import strategies as st

from newsnb import lang

LANGUAGES = lang.available()
# Zero-width and direction marks, overrides, isolates, tatweel, vowel signs, a byte order mark, a combining accent.
INVISIBLE = (
    "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u0640\u064b\ufeff\u0301"
)
MARKS = "\"'“”«»„‹›‘’()[]{}<>&;,،؛:.…!?؟-–—*#|/\\"
DIGITS = ("0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹")
BREAKS = ("\n", "\n\n", "\r\n", "\r", " ", "\t", "\u2028", "\x0b", "\x85", "\u00a0", "")
NAMES = {
    "en": ["Dmitry Peskov", "The ministry", "Ann Smith", "she", "a spokesman"],
    "ar": ["دميتري بيسكوف", "الوزارة", "الرئيس", "المتحدث باسم الكرملين"],  # D. P., the ministry, the president, ...
    "fa": ["دیمیتری پسکوف", "وزارت خارجه", "رئیس‌جمهور", "سخنگوی کرملین"],  # D. P., foreign ministry, president, ...
    "fr": ["Dmitri Peskov", "Le ministère", "elle", "le porte-parole"],
}


def _leaves(value) -> list[str]:
    """List every word or phrase of a section of a language file."""
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else []
    return [leaf for part in parts for leaf in _leaves(part)] + ([*value] if isinstance(value, dict) else [])


def _words(section: str) -> dict[str, list[str]]:
    found = {code: _leaves(getattr(lang.load(code), section)) for code in LANGUAGES}
    return {code: sorted({word for word in words if isinstance(word, str) and word}) for code, words in found.items()}


CUES, TIMES, FURNITURE = _words("cues"), _words("dates"), _words("furniture")


def dates(code: str) -> st.SearchStrategy[str]:
    """Dates in numbers of any script, and words of time in any order."""
    digits = st.sampled_from(DIGITS)
    days = st.dates(date(1300, 1, 1), date(2100, 1, 1))
    numbers = st.builds(
        lambda day, form, script: day.strftime(form).translate(str.maketrans(DIGITS[0], script)),
        days, st.sampled_from(["%Y-%m-%d", "%d/%m/%Y", "%Y/%m/%d", "%d.%m.%y", "%H:%M", "%d %Y", "9999-12-31"]), digits,
    )  # fmt: skip
    return st.lists(st.one_of(numbers, st.sampled_from(TIMES[code])), min_size=1, max_size=4).map(" ".join)


def noise() -> st.SearchStrategy[str]:
    """Whatever Unicode has, but no NUL and no half of a surrogate pair (such a file is not read at all)."""
    return st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=30)


def said(code: str) -> st.SearchStrategy[str]:
    """Somebody says something: a name, a cue, and words in quotation marks that may not close, in any order."""
    names, cues = st.sampled_from(NAMES.get(code, NAMES["en"])), st.sampled_from(CUES[code])
    marks = st.sampled_from([mark for pair in lang.load(code).quotes for mark in pair] + ["", ",", ":", "،"])
    words = st.lists(st.one_of(cues, names, st.sampled_from(TIMES[code])), min_size=1, max_size=6).map(" ".join)
    parts = st.tuples(names, cues, marks, words, marks, dates(code), names, cues)
    shuffled = parts.flatmap(st.permutations).map(" ".join)
    return st.one_of(parts.map(" ".join), shuffled)


def lines(code: str) -> st.SearchStrategy[str]:
    """One line of a page."""
    garbled = st.text(st.sampled_from(INVISIBLE + MARKS), max_size=8)
    ends = st.sampled_from([".", "؟", "!", "...", ""])
    sentence = st.tuples(said(code), garbled, ends).map("".join)
    return st.one_of(
        sentence, sentence, sentence, st.sampled_from(FURNITURE[code]), dates(code), noise(), garbled,
        st.tuples(st.sampled_from(FURNITURE[code]), st.just(": "), dates(code)).map("".join),
    )  # fmt: skip


def texts() -> st.SearchStrategy[str]:
    """Whole pages, most of their lines in one language, some in another."""
    code = st.sampled_from(LANGUAGES)
    line = st.shared(code, key="page").flatmap(lines) | code.flatmap(lines)
    pairs = st.lists(st.tuples(line, st.sampled_from(BREAKS)), min_size=1, max_size=12)
    return pairs.map(lambda found: "".join(words + end for words, end in found))


def records() -> st.SearchStrategy[dict]:
    """Records of a ``.jsonl`` file: a text, and facts that may be wrong."""
    missing = st.none()
    return st.fixed_dictionaries(
        {"id": st.just("r"), "text": texts()},
        optional={
            "lang": st.sampled_from(LANGUAGES),
            "title": missing | noise(),
            "outlet": missing | noise(),
            "date": missing | noise() | st.dates().map(str),
        },
    )
