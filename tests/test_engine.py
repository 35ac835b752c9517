"""Work spread over processes or Dask gives what one process gives, in the same order."""

import os
import signal
from functools import partial

import pytest

from newsnb.engine import EngineError, Lost, open_engine, whole


def square(number: int) -> int:
    """Square a number; at module level, because other processes import it."""
    return number * number


def dying_once(item: int, folder) -> int:
    """Kill the worker over the number 3 when it is met first, as a machine does that runs out of memory."""
    mark = folder / "died"
    if item == 3 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGTERM)
    return item


def deadly(item: int) -> int:
    """Kill every worker that meets the number 3."""
    if item == 3:
        os.kill(os.getpid(), signal.SIGTERM)
    return item


def test_one_worker_is_plain_map():
    with open_engine("local", 1) as mapper:
        assert list(mapper(square, [3, 1, 2])) == [9, 1, 4]


def test_processes_keep_the_order():
    with open_engine("local", 2) as mapper:
        assert list(mapper(abs, range(-5, 5))) == [abs(n) for n in range(-5, 5)]


@pytest.fixture
def light(monkeypatch):
    """Workers that do not load torch: these tests have nothing to parse."""
    monkeypatch.setattr("newsnb.engine.one_thread", int)


def test_work_of_a_worker_that_died_is_done_again(light, tmp_path):
    with open_engine("local", 2) as mapper:
        assert list(mapper(partial(dying_once, folder=tmp_path), range(8))) == list(range(8))


def test_item_that_kills_its_workers_is_lost_alone(light):
    with open_engine("local", 2) as mapper:
        results = list(mapper(deadly, range(8)))
    assert isinstance(results[3], Lost)
    assert [one for one in results if not isinstance(one, Lost)] == [0, 1, 2, 4, 5, 6, 7]


def test_items_are_taken_as_workers_need_them(light):
    taken = []
    with open_engine("local", 2) as mapper:
        results = mapper(abs, (taken.append(n) or n for n in range(1000)))
        assert next(results) == 0
        assert len(taken) < 20
        results.close()


def test_lost_work_is_an_error_where_nobody_expects_it():
    with pytest.raises(EngineError, match="two workers"):
        list(whole(lambda function, items: [Lost("two workers died")])(abs, [1]))


def test_unknown_engine_names_those_there_are():
    with pytest.raises(EngineError, match="allowed are local, dask"), open_engine("spark"):
        pass


def test_dask_keeps_the_order():
    pytest.importorskip("distributed")
    with open_engine("dask", 1) as mapper:
        assert list(mapper(abs, [-3, 1, 1, -2])) == [3, 1, 1, 2]


def test_scheduler_that_is_not_there_is_named(monkeypatch):
    pytest.importorskip("distributed")
    monkeypatch.setattr("newsnb.engine.TIMEOUT", 1)
    with pytest.raises(EngineError, match="tcp://127.0.0.1:9"), open_engine("dask", scheduler="tcp://127.0.0.1:9"):
        pass
