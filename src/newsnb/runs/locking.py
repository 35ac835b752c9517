"""One run at a time on a results folder."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from newsnb.output import OutputError


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold a results folder for this process.

    The operating system holds the lock and lets go of it when the process ends, also when it is killed, so a lock is
    never left behind.

    Raises
    ------
    OutputError
        If another run holds the folder: two runs would overwrite each other's results.
    """
    lock = FileLock(folder / "lock", timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise OutputError(
            f"--out {folder.parent}: another newsnb run is writing there; wait for it, or give another folder"
        ) from None
    try:
        yield
    finally:
        lock.release()
