"""What is text and what is not: strict UTF-8, no half characters, nothing longer than an article can be."""

import re
import unicodedata

LONGEST = 1_000_000
"""Characters of one text, two long novels: what is longer is not one article, and parsing it would take an hour."""

TOO_LONG = f"longer than one article can be: at most {LONGEST:,} characters of one text are read"
SPLIT = "put each article into a file or record of its own"

_SURROGATE = re.compile("[\ud800-\udfff]")
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_CONVERT = "convert the file, for example: iconv -f windows-1256 -t UTF-8"


class Unreadable(ValueError):
    """An input, or a record of it, cannot be read; becomes a row of the problems table."""

    def __init__(self, message: str, remedy: str, place: str | None = None):
        super().__init__(message)
        self.message, self.remedy, self.place = message, remedy, place


def decode(data: bytes, place: str | None = None) -> str:
    """Decode bytes as strict UTF-8.

    Raises
    ------
    Unreadable
        Naming the first byte that is not UTF-8, and its line: a guessed encoding would shift or garble the evidence.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        remedy = "convert: iconv -f UTF-16 -t UTF-8"
        raise Unreadable("encoded as UTF-16, not UTF-8 (byte 0)", remedy, place or "line 1")
    if b"\x00" in data:
        raise Unreadable(*_not_text(data), place or _place(data, data.index(0)))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"not UTF-8: 0x{data[error.start]:02x} at byte {error.start}"
        raise Unreadable(message, _CONVERT, place or _place(data, error.start)) from None


def _not_text(data: bytes) -> tuple[str, str]:
    """Tell UTF-16 without its mark, in which every other byte of ASCII is NUL, from what is no text at all."""
    start = data[:4000]
    if max(start[::2].count(0), start[1::2].count(0)) > 0.4 * len(start) / 2 and start.count(0) < 0.6 * len(start):
        return "not UTF-8; it looks like UTF-16 without a byte order mark", "convert: iconv -f UTF-16LE -t UTF-8"
    return f"not text: NUL at byte {data.index(0)}", "give plain text in UTF-8"


def _place(data: bytes, byte: int) -> str:
    return f"line {data.count(10, 0, byte) + 1}, byte {byte}"


def fault_of(text: str) -> tuple[str, str] | None:
    """Tell what keeps a decoded text from being read, and what to do about it; ``None`` where nothing does."""
    if not text.strip().strip("\ufeff").strip():
        return ("empty", "leave the file out") if not text else ("nothing but white space", "leave the file out")
    if len(text) > LONGEST:
        return f"{len(text):,} characters, {TOO_LONG}", SPLIT
    if "\x00" in text:
        return f"not text: NUL at character {text.index(chr(0))}", "give plain text in UTF-8"
    broken = _SURROGATE.search(text)
    if broken:
        return f"half a surrogate pair at character {broken.start()}", "write the file as UTF-8 again"
    control = sum(unicodedata.category(character) == "Cc" and character not in "\t\r\n" for character in text[:10000])
    if control > 0.05 * min(len(text), 10000):
        return "not text: many control characters", "give plain text in UTF-8"
    return None


def printable_name(name: str) -> str:
    r"""Write a name so that it stays on one line and every file can hold it: a line break becomes ``\n``.

    Examples
    --------
    >>> printable_name("two\nlines.txt")
    'two\\nlines.txt'
    """
    return _UNPRINTABLE.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), name)
