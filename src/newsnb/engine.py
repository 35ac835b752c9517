"""How work is spread: in this process, over local processes, or over a Dask cluster. The results are the same.

Every stage that maps over articles takes a ``mapper``: anything that is called like `map`.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

ENGINES = ("local", "dask")
TIMEOUT = 20  # seconds to wait for a scheduler


class EngineError(RuntimeError):
    """The engine asked for cannot be had; the message says what to do."""


@contextmanager
def open_engine(name: str = "local", workers: int = 1, scheduler: str | None = None) -> Iterator[Callable]:
    """Open an engine and give its ``mapper``.

    Parameters
    ----------
    name
        ``"local"`` or ``"dask"``.
    workers
        Processes to use; 1 works in this process. Ignored where a scheduler is given.
    scheduler
        Address of an existing Dask scheduler (``tcp://host:port``); one is started here when omitted.

    Yields
    ------
    callable
        ``mapper(function, items)``: yields the results in the order of the items.

    Raises
    ------
    EngineError
        For an unknown name, or when Dask is not installed or not reachable.
    """
    if name not in ENGINES:
        raise EngineError(f"engine {name!r}; allowed are {', '.join(ENGINES)}")
    if name == "dask":
        yield from _dask(workers, scheduler)
    elif workers > 1:
        yield from _processes(workers)
    else:
        yield map


def one_thread() -> None:
    """Keep a worker process to one thread, so that workers do not fight over the cores."""
    import torch

    torch.set_num_threads(1)


def _processes(workers: int) -> Iterator[Callable]:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # Spawned, not forked: torch does not survive a fork once it has threads.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=one_thread) as pool:
        yield pool.map


def _dask(workers: int, scheduler: str | None) -> Iterator[Callable]:
    try:
        from dask.distributed import Client
    except ImportError:
        raise EngineError("--engine dask needs the extra: pip install 'newsnb[dask]'") from None
    try:
        options = {"n_workers": workers, "threads_per_worker": 1, "dashboard_address": None}
        client = Client(scheduler, timeout=TIMEOUT) if scheduler else Client(**options)
    except (OSError, TimeoutError) as error:
        raise EngineError(f"no Dask scheduler at {scheduler}: {error}") from None

    def mapper(function: Callable, items: Iterable) -> Iterator:
        # pure=False: equal batches are still separate work; gathering one by one keeps the order and the memory small.
        futures = client.map(function, list(items), pure=False)
        for future in futures:
            yield future.result()
            future.release()

    with client:
        client.run(one_thread)
        yield mapper
