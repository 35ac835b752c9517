"""Work spread over processes or Dask gives what one process gives, in the same order."""

import pytest

from newsnb.engine import EngineError, open_engine


def square(number: int) -> int:
    """Square a number; at module level, because other processes import it."""
    return number * number


def test_one_worker_is_plain_map():
    with open_engine("local", 1) as mapper:
        assert list(mapper(square, [3, 1, 2])) == [9, 1, 4]


def test_processes_keep_the_order():
    with open_engine("local", 2) as mapper:
        assert list(mapper(abs, range(-5, 5))) == [abs(n) for n in range(-5, 5)]


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
