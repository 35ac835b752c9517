"""HTML with a plain text beside it, and the templates it is made from."""

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import jinja2
from markupsafe import Markup

from newsnb import lang

# Control characters other than tab and line ends, and unpaired surrogates.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True)
class Html:
    """Something to show: ``html`` in JupyterLab, ``text`` in a terminal and in notebook comparison."""

    html: str
    text: str

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return self.text


@cache
def environment() -> jinja2.Environment:
    """Templates of the package; every value is escaped, an unknown name is an error."""
    loader = jinja2.DictLoader(
        {
            entry.name: entry.read_text(encoding="utf-8")
            for entry in files("newsnb").joinpath("templates").iterdir()
            if entry.is_file()
        }
    )
    made = jinja2.Environment(
        loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.globals["direction"] = direction
    return made


def render(template: str, **values) -> str:
    """Fill a template."""
    return environment().get_template(template).render(**values)


def asset(name: str) -> Markup:
    """Give a style sheet or script of the package, trusted as it is ours."""
    return Markup(environment().loader.get_source(environment(), name)[0])


def direction(code: str | None) -> str:
    """Give ``rtl`` or ``ltr`` for a known language, ``auto`` (by the letters) for another."""
    return lang.load(code).direction if code in lang.available() else "auto"


def json_block(value) -> Markup:
    """Write JSON for a ``<script type="application/json">``: no text in it can end the script or start another."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    # An unpaired surrogate cannot be written as UTF-8.
    return Markup(text.encode("utf-8", "backslashreplace").decode("utf-8"))


def printable(text: str) -> str:
    """Replace what HTML cannot hold (unpaired surrogates, control characters) by the replacement character."""
    return _UNPRINTABLE.sub("\ufffd", text)
