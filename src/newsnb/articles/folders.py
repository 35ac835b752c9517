"""List the files of a folder. What cannot be entered or leads nowhere is told, not passed over."""

import os
from pathlib import Path

from newsnb.articles.formats import Problem


def list_folder(folder: Path) -> tuple[list[Path], list[Problem]]:
    """List the files of a folder and its sub-folders, hidden ones left out, in the order of their names.

    Links to files are read as files. Links to folders are not followed: they can lead round in a circle.
    """
    files: list[Path] = []
    problems: list[Problem] = []

    def told(error: OSError) -> None:
        message = f"the folder cannot be entered: {error.strerror}"
        problems.append(Problem(_name(Path(error.filename), folder), "skipped", None, message, "check its permissions"))

    for root, names, found in os.walk(folder, onerror=told):
        names[:] = sorted(name for name in names if not name.startswith("."))
        for entry in (Path(root, name) for name in names if Path(root, name).is_symlink()):
            message = "a link to a folder is not followed"
            problems.append(Problem(_name(entry, folder), "skipped", None, message, "name the folder itself"))
        for entry in (Path(root, name) for name in found if not name.startswith(".")):
            if entry.is_file():
                files.append(entry)
            else:
                problems.append(_no_file(entry, folder))
    return sorted(files), problems


def _no_file(entry: Path, folder: Path) -> Problem:
    if entry.is_symlink():
        return Problem(_name(entry, folder), "skipped", None, "a link that leads nowhere", "remove it or mend it")
    return Problem(_name(entry, folder), "skipped", None, "not a file (a socket, pipe or device)", "remove it")


def _name(entry: Path, folder: Path) -> str:
    return entry.relative_to(folder).as_posix() if entry != folder else str(folder)
