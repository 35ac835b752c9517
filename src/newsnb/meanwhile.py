"""Work that a child process does while this one goes on."""

import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


def can_fork() -> bool:
    """Whether a copy of this process can be made safely and has a processor of its own.

    A copy has none of the other threads, but the locks that they held.
    """
    return sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1 and threading.active_count() == 1


@contextmanager
def meanwhile(work: Callable, *, fork: bool = True) -> Iterator[Callable]:
    """Let a child process do ``work``, which takes no arguments.

    The child is a copy of this process, so that nothing has to be sent to it. Where no copy can be made (`can_fork`),
    without ``fork``, or if the child is killed, the work is done here, when its result is asked for.

    Yields
    ------
    callable
        Waits for the work and gives its result, which must be picklable, or raises its exception.
    """
    if not (fork and can_fork()):
        yield work
        return
    copied = multiprocessing.get_context("fork")
    receiver, sender = copied.Pipe(duplex=False)
    child = copied.Process(target=_work, args=(work, sender), daemon=True)
    child.start()
    sender.close()
    try:
        yield lambda: _result(receiver, work)
    finally:
        child.kill()  # it has ended, unless something went wrong here
        child.join()
        receiver.close()


def _work(work: Callable, sender) -> None:
    try:
        done = True, work()
    except Exception as error:  # whatever it is belongs to who asked for the work
        done = False, error
    sender.send(done)


def _result(receiver, work: Callable):
    try:
        succeeded, value = receiver.recv()
    except EOFError:  # killed, perhaps for its memory
        return work()
    if not succeeded:
        raise value
    return value
