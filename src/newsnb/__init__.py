"""newsnb: who said what, when, in multilingual news; who agrees with whom; how a position shifted.

``import newsnb`` is cheap: it loads neither torch nor stanza, and its functions only when they are first used.
"""

from importlib import import_module

__version__ = "0.1.0"

_HOMES = {
    "Study": "newsnb.study",
    "read_articles": "newsnb.articles.reading",
    "parse": "newsnb.parsing",
    "extract_statements": "newsnb.statements",
    "code_positions": "newsnb.positions.coder",
}

__all__ = ["Study", "code_positions", "extract_statements", "parse", "read_articles"]  # noqa: F822


def __getattr__(name: str):
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
