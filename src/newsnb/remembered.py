"""A cache for what is made once from a language file or a table of events, however many texts it is used on."""

from collections.abc import Callable
from functools import wraps

_MOST = 512  # results kept at once; a run uses some dozens


def by_identity(make: Callable) -> Callable:
    """Remember what a function makes of its first argument, told by identity, and of the further ones, told by value.

    For arguments that have no hash, such as a `newsnb.lang.Language`, or that are too big to compare on every call.
    """
    known: dict[tuple, tuple] = {}

    @wraps(make)
    def remembered(table, *further):
        key = (id(table), *further)
        if key not in known:
            if len(known) >= _MOST:
                known.clear()
            known[key] = table, make(table, *further)  # the table is kept, so that no other can get its id
        return known[key][1]

    return remembered
