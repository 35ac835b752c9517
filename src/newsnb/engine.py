"""How work is spread: in this process, over local processes, or over a Dask cluster. The results are the same.

Every stage that maps over articles takes a ``mapper``: anything that is called like `map`. Items are taken as they are
needed, so that a million of them are never in memory together.
"""

import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

ENGINES = ("local", "dask")
TIMEOUT = 20  # seconds to wait for a scheduler
MOST_DEATHS = 2  # workers that an item may take with it
_AHEAD = 3  # items a worker has waiting, so that it is never idle


class EngineError(RuntimeError):
    """The engine asked for cannot be had; the message says what to do."""


@dataclass(frozen=True)
class Lost:
    """Stands for the result of an item that has killed `MOST_DEATHS` workers."""

    reason: str


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
        ``mapper(function, items)``: yields the results in the order of the items. If a worker dies, what it worked on
        is done again; the result of an item that has killed two workers is `Lost`. An exception of the function is
        raised.

    Raises
    ------
    EngineError
        For an unknown name, or when Dask is not installed or not reachable, or has other code on its workers.
    """
    if name not in ENGINES:
        raise EngineError(f"engine {name!r}; allowed are {', '.join(ENGINES)}")
    if name == "dask":
        yield from _dask(workers, scheduler)
    elif workers > 1:
        pool = _Processes(workers)
        try:
            yield pool.map
        finally:
            pool.close()
    else:
        yield map


def whole(mapper: Callable) -> Callable:
    """Make a mapper that raises an `EngineError` where another gives `Lost`."""

    def mapped(function: Callable, items: Iterable) -> Iterator:
        for result in mapper(function, items):
            if isinstance(result, Lost):
                raise EngineError(result.reason)
            yield result

    return mapped


def one_thread() -> None:
    """Keep a worker process to one thread, so that workers do not fight over the cores."""
    import torch

    torch.set_num_threads(1)


@dataclass
class _Task:
    item: object
    future: object


class _Processes:
    """Local processes. When one dies the whole pool breaks: it is made anew, and what was under way is done again."""

    def __init__(self, workers: int):
        self.workers = workers
        self.pool = self._open()

    def _open(self):
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        # Spawned, not forked: torch does not survive a fork once it has threads.
        return ProcessPoolExecutor(self.workers, mp_context=get_context("spawn"), initializer=one_thread)

    def close(self) -> None:
        self.pool.shutdown(cancel_futures=True)

    def map(self, function: Callable, items: Iterable) -> Iterator:
        from concurrent.futures.process import BrokenProcessPool

        items, tasks = iter(items), deque()
        while True:
            while len(tasks) < self.workers * _AHEAD and (item := next(items, tasks)) is not tasks:
                tasks.append(_Task(item, self._submit(function, item)))
            if not tasks:
                return
            try:
                result = tasks[0].future.result()
            except BrokenProcessPool:
                self._again(function, tasks)
                continue
            tasks.popleft()
            yield result

    def _submit(self, function: Callable, item):
        from concurrent.futures.process import BrokenProcessPool

        try:
            return self.pool.submit(function, item)
        except BrokenProcessPool:
            self._renew()
            return self.pool.submit(function, item)

    def _renew(self) -> None:
        self.pool.shutdown(wait=False, cancel_futures=True)
        self.pool = self._open()

    def _again(self, function: Callable, tasks: deque[_Task]) -> None:
        """Do what the broken pool has lost again, one by one: so it shows which item kills its worker."""
        from concurrent.futures.process import BrokenProcessPool

        self._renew()
        for task in tasks:
            if task.future.done() and not task.future.cancelled() and task.future.exception() is None:
                continue
            task.future = self._submit(function, task.item)
            if isinstance(task.future.exception(), BrokenProcessPool):
                task.future = _Done(Lost(f"{MOST_DEATHS} workers died over it"))
                self._renew()


@dataclass(frozen=True)
class _Done:
    """A result that is there already."""

    value: object

    def result(self):
        return self.value

    def done(self) -> bool:
        return True

    def cancelled(self) -> bool:
        return False

    def exception(self):
        return None


def _dask(workers: int, scheduler: str | None) -> Iterator[Callable]:
    try:
        import dask
        from dask.distributed import Client, KilledWorker, LocalCluster
    except ImportError:
        raise EngineError("--engine dask needs the extra: pip install 'newsnb[dask]'") from None

    def mapper(function: Callable, items: Iterable) -> Iterator:
        items, futures = iter(items), deque()
        ahead = _AHEAD * max(len(client.scheduler_info(n_workers=-1)["workers"]), 1)
        while True:
            while len(futures) < ahead and (item := next(items, futures)) is not futures:
                # pure=False: equal batches are still separate work.
                futures.append(client.submit(function, item, pure=False))
            if not futures:
                return
            future = futures.popleft()
            try:
                result = future.result()
            except KilledWorker as error:
                result = Lost(str(error).splitlines()[0])
            future.release()
            yield result

    with ExitStack() as stack:
        if scheduler is None:
            # Read by the scheduler when it starts: a task may be on one worker that dies, not on two.
            stack.enter_context(dask.config.set({"distributed.scheduler.allowed-failures": MOST_DEATHS - 1}))
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="newsnb-dask-"))
            options = {"threads_per_worker": 1, "dashboard_address": None, "local_directory": folder}
            scheduler = stack.enter_context(LocalCluster(n_workers=workers, **options))
        try:
            client = stack.enter_context(Client(scheduler, timeout=TIMEOUT))
        except (OSError, TimeoutError) as error:
            raise EngineError(f"no Dask scheduler at {scheduler}: {error}") from None
        _check_workers(client)
        yield mapper


def _check_workers(client) -> None:
    """Make sure that every worker runs the code that this process runs, and one thread of it."""
    from newsnb.runs.keys import code_digest

    client.run(one_thread)
    other = [address for address, digest in client.run(code_digest, "coded").items() if digest != code_digest("coded")]
    if other:
        raise EngineError(f"the workers {', '.join(sorted(other))} have another newsnb; install the same everywhere")
