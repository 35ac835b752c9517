"""One bad page costs itself and nothing else."""

from itertools import chain

import pytest

from newsnb.engine import Lost
from newsnb.parsing.models import ModelError
from newsnb.runs.spread import MOST_PAGES, batch_size, batches, spread


def double(batch: list[int]) -> list[int]:
    """Double numbers; 13 is one too many."""
    if 13 in batch:
        raise ValueError("unlucky")
    return [2 * number for number in batch]


def test_batches_hold_so_many_items_of_one_group():
    cut = list(batches(range(100), size=lambda n: 1, group=lambda n: n // 50))
    assert [len(batch) for batch in cut] == [MOST_PAGES, 50 - MOST_PAGES, MOST_PAGES, 50 - MOST_PAGES]


def test_long_items_make_small_batches():
    assert [len(batch) for batch in batches(range(4), size=lambda n: 300_000)] == [1, 1, 1, 1]


@pytest.mark.parametrize(("items", "size"), [(1, 4), (40, 5), (200, 25), (100_000, MOST_PAGES)])
def test_of_little_work_several_workers_have_a_share(items, size):
    assert batch_size(items, MOST_PAGES) == size


def test_the_item_that_fails_is_found_and_the_others_are_done():
    results = dict(chain.from_iterable(spread(map, double, [[1, 2], [12, 13, 14], [15]])))
    assert isinstance(results.pop(13), ValueError)
    assert results == {1: 2, 2: 4, 12: 24, 14: 28, 15: 30}


def test_the_item_that_kills_its_worker_is_found():
    def deadly(function, items):
        for batch in items:
            yield Lost("2 workers died over it") if 7 in batch else function(batch)

    results = list(spread(deadly, double, [[1], [6, 7, 8]]))
    assert results == [[(1, 2)], [(6, 12)], [(7, Lost("2 workers died over it"))], [(8, 16)]]


def test_errors_of_the_user_are_raised():
    def without_models(batch):
        raise ModelError("weights are damaged")

    with pytest.raises(ModelError, match="damaged"):
        list(spread(map, without_models, [[1]]))


def test_items_are_taken_as_they_are_needed():
    taken = []

    def numbers():
        for number in range(1000):
            taken.append(number)
            yield number

    next(iter(spread(map, double, batches(numbers(), size=lambda n: 1))))
    assert len(taken) <= 2 * MOST_PAGES
