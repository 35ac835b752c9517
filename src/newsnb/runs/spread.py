"""Batches over an engine, so that one bad page costs no more than itself."""

from collections.abc import Callable, Iterable, Iterator

from newsnb.engine import Lost
from newsnb.parsing.models import ModelError

MOST_PAGES = 32
MOST_TO_CODE = 128  # coding alone is quick: larger batches, fewer tables to make
MOST_CHARACTERS = 400_000
_FEWEST, _SHARES = 4, 8


def batch_size(items: int, most: int) -> int:
    """Give the items of a batch: at most ``most``, of little work so few that several workers have a share in it."""
    return min(most, max(_FEWEST, -(-items // _SHARES)))


def batches(
    items: Iterable, size: Callable, group: Callable = lambda item: None, most: int | None = None
) -> Iterator[list]:
    """Cut items into batches of at most ``most`` (`MOST_PAGES`) and `MOST_CHARACTERS`, each of one group, in order."""
    batch, characters = [], 0
    most = most or MOST_PAGES
    for item in items:
        full = len(batch) == most or characters + size(item) > MOST_CHARACTERS
        if batch and (full or group(item) != group(batch[0])):
            yield batch
            batch, characters = [], 0
        batch.append(item)
        characters += size(item)
    if batch:
        yield batch


class Guarded:
    """A function of a batch that gives an exception back instead of raising it; the user's errors are raised."""

    def __init__(self, function: Callable):
        self.function = function

    def __call__(self, batch: list):
        """Work on a batch."""
        try:
            return self.function(batch)
        except ModelError:
            raise
        except Exception as error:  # whatever it is, it must not cost the other hundred thousand pages
            return error


def spread(mapper: Callable, function: Callable, batches: Iterable[list]) -> Iterator[list[tuple]]:
    """Yield every item with its result, in order, those of a batch together.

    A batch that fails, or that kills its worker twice, is done again item by item; the result of an item that still
    fails is the exception, or `Lost`.
    """
    waiting: list[list] = []

    def remembered() -> Iterator[list]:
        for batch in batches:
            waiting.append(batch)
            yield batch

    guarded = Guarded(function)
    for result in mapper(guarded, remembered()):
        batch = waiting.pop(0)
        if not isinstance(result, Exception | Lost):
            yield list(zip(batch, result, strict=True))
        elif len(batch) == 1:
            yield [(batch[0], result)]
        else:
            yield from spread(mapper, function, [[item] for item in batch])
