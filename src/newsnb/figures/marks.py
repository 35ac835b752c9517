"""What the marks of a figure mean: shape and colour by language or outlet, names of issues and scale levels."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import as_file, files

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib import rcParams
from matplotlib.colors import to_rgb

from newsnb import lang

# Area-filling shapes only: each can hold a number, and each is told from the others without colour.
_SHAPES = ("o", "s", "D", "p", "^", "h", "v", "P", "<", ">", "8", "X")
OTHER = "not known"

_ISOLATE = "\u2066{}\u2069"


@dataclass(frozen=True)
class Mark:
    """Shape and colours of one kind of marker; ``ink`` is readable on ``colour``, ``dark`` on white."""

    name: str
    shape: str
    colour: str

    @property
    def ink(self) -> str:
        """White or near-black, whichever stands out more from the colour."""
        return "white" if _luminance(self.colour) < 0.36 else "#222222"

    @property
    def dark(self) -> str | tuple:
        """The colour, darkened where it would be hard to read on white."""
        strength = min(1.0, 0.30 / max(_luminance(self.colour), 1e-6)) ** 0.5
        return tuple(part * strength for part in to_rgb(self.colour))


@contextmanager
def house_style() -> Iterator[None]:
    """Draw with the project's style, leaving the caller's settings alone."""
    # Loads the backend. Jupyter's switches itself on when it is loaded; within the style that would be undone at the
    # style's end, and no figure but the first would be shown.
    plt.draw_if_interactive()
    with as_file(files(__package__).joinpath("newsnb.mplstyle")) as path, plt.style.context(path):
        yield


def marks_for(values: pd.Series, names: dict[str, str] | None = None) -> dict[str, Mark]:
    """Give every value of a column its own shape and colour, in order of the alphabet; missing ones come last.

    Beyond twelve values the rarest share the last mark, named "other".
    """
    by_number = values.fillna(OTHER).value_counts()
    ranked = sorted(by_number.index, key=lambda value: (value == OTHER, -by_number[value], value))
    alone, crowd = ranked, []
    if len(ranked) > len(_SHAPES):
        alone, crowd = ranked[: len(_SHAPES) - 1], ranked[len(_SHAPES) - 1 :]
    colours = rcParams["axes.prop_cycle"].by_key()["color"]
    marks = {}
    for number, value in enumerate(sorted(alone, key=lambda value: (value == OTHER, value))):
        marks[value] = Mark((names or {}).get(value, value), _SHAPES[number], colours[number % len(colours)])
    return marks | {value: Mark("other", _SHAPES[-1], "#666666") for value in crowd}


def language_names(codes: Iterable[str]) -> dict[str, str]:
    """English names of languages; a code without a language file stays a code."""
    known = lang.available()
    return {code: lang.load(code).name if code in known else code for code in codes}


def _luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it, 0 black to 1 white."""
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in to_rgb(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def issue_title(codebook, issue: str) -> str:
    """Label of an issue in the codebook; the id, made readable, where there is none. Its first letter is a capital."""
    entry = _entry(codebook, issue)
    label = (entry and entry.label) or issue.replace("_", " ")
    return label[:1].upper() + label[1:]


def issue_order(codebook, issues: Iterable[str]) -> list[str]:
    """Issues in the order of the codebook, those it does not know after them, as they come."""
    listed = [entry.id for entry in codebook.issues] if codebook else []
    found = list(dict.fromkeys(issues))
    return [issue for issue in listed if issue in found] + [issue for issue in found if issue not in listed]


def scale_levels(codebook, issue: str, positions: pd.Series) -> dict[int, str]:
    """Levels of an issue from lowest to highest with their labels; without a codebook, those that occur."""
    entry = _entry(codebook, issue)
    named = {level.value: level.label for level in entry.scale} if entry else {}
    seen = [int(value) for value in positions.dropna().unique()]
    lowest, highest = min([*named, *seen, 0]), max([*named, *seen, 0])
    return {value: named.get(value, f"{value:+d}" if value else "0") for value in range(lowest, highest + 1)}


def _entry(codebook, issue: str):
    return next((entry for entry in codebook.issues if entry.id == issue), None) if codebook else None


def day_text(first: pd.Timestamp, last: pd.Timestamp, *, isolated: bool = False) -> str:
    """Write a dating interval: a day, two days, or what is known of an open one.

    ``isolated`` wraps it so that it keeps its order next to right-to-left text.
    """
    if pd.isna(first) and pd.isna(last):
        text = "undated"
    elif pd.isna(first):
        text = f"by {last:%Y-%m-%d}"
    elif pd.isna(last):
        text = f"from {first:%Y-%m-%d}"
    else:
        text = f"{first:%Y-%m-%d}" if first == last else f"{first:%Y-%m-%d} to {last:%Y-%m-%d}"
    return _ISOLATE.format(text) if isolated else text
