"""Files that do not lie in the file system: any URL that fsspec knows (``s3://``, ``memory://``, ``zip://``, ...)."""

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

_MAGIC = "*?["


class RemoteError(OSError):
    """A URL cannot be opened; the message says why."""


@dataclass(frozen=True)
class RemoteFile:
    """A file behind a URL, read through the few methods of `pathlib.Path` that reading needs."""

    files: Any  # an fsspec file system
    path: str
    url: str

    @property
    def suffixes(self) -> list[str]:
        """Suffixes of the name, as of a `Path`."""
        return PurePosixPath(self.path).suffixes

    @property
    def suffix(self) -> str:
        """Last suffix of the name."""
        return PurePosixPath(self.path).suffix

    def open(self, mode: str = "rb"):
        """Open for reading."""
        return self.files.open(self.path, mode)

    def read_bytes(self) -> bytes:
        """Read the whole file."""
        with self.open() as file:
            return file.read()

    def resolve(self) -> str:
        """Give what tells this file from all others."""
        return self.url

    def as_posix(self) -> str:
        """Give the address."""
        return self.url


def is_url(path) -> bool:
    """Tell a URL from a path of this machine."""
    return isinstance(path, str) and "://" in path


def find_files(url: str) -> list[tuple[RemoteFile, str]]:
    """List the files behind a URL, each with its name relative to the folder or to the fixed part of the glob.

    Raises
    ------
    RemoteError
        If fsspec, or what it needs for this kind of address, is not installed, or nothing answers there.
    """
    files, root = _opened(url)
    try:
        if any(mark in root for mark in _MAGIC):
            found, root = files.glob(root), _fixed_part(root)
        elif files.isdir(root):
            found = files.find(root)
        else:
            found, root = [root] if files.isfile(root) else [], root.rpartition("/")[0]
        wanted = [path for path in found if _is_wanted(path, root) and files.isfile(path)]
    except Exception as error:  # every file system has errors of its own
        raise RemoteError(f"{type(error).__name__}: {error}") from None
    return [(RemoteFile(files, path, str(files.unstrip_protocol(path))), _name(path, root)) for path in sorted(wanted)]


def _opened(url: str):
    try:
        import fsspec
    except ImportError:
        raise RemoteError("reading URLs needs fsspec: pip install 'newsnb[remote]'") from None
    try:
        return fsspec.core.url_to_fs(url)
    except Exception as error:
        raise RemoteError(f"{type(error).__name__}: {error}") from None


def _fixed_part(pattern: str) -> str:
    parts = pattern.split("/")
    first = next(number for number, part in enumerate(parts) if any(mark in part for mark in _MAGIC))
    return "/".join(parts[:first])


def _name(path: str, root: str) -> str:
    return path.removeprefix(root).lstrip("/") or path


def _is_wanted(path: str, root: str) -> bool:
    return not any(part.startswith(".") for part in _name(path, root).split("/"))
