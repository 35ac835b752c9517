"""A run that is killed goes on where it was, and ends with the same tables. ``benchmarks/kill.py`` does it 20 times."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.runs.pages import write_pages
from tests.runs.test_folder import Update, same

from newsnb.runs import keys

ROOT = Path(__file__).parents[2]
DYING = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from newsnb.runs import keys, spread
from newsnb.runs.store import Store
from tests.runs.test_folder import Update

out, pages, left = Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4])
spread.MOST_PAGES = spread._FEWEST = 2
keys.code_digest = str
update = Store.update

def dying(self, source_id, **columns):
    global left
    left -= 1
    update(self, source_id, **columns)
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)

Store.update = dying
Update(out, pages)
"""


def kill_within(out: Path, pages: Path, changes: int) -> None:
    """Bring a folder up to date in a process that kills itself after so many changes, within a transaction."""
    arguments = [sys.executable, "-c", DYING, str(ROOT), str(out), str(pages), str(changes)]
    assert subprocess.run(arguments, check=False).returncode == -9


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_killed_run_ends_as_if_nothing_had_happened(tmp_path, monkeypatch):
    monkeypatch.setattr(keys, "code_digest", str)  # the same in all processes, also while somebody edits the code
    pages = write_pages(tmp_path / "pages", 6)
    quiet = Update(tmp_path / "quiet", pages)
    kill_within(tmp_path / "out", pages, 4)  # while pages are read
    # The batch of two that was being kept is undone: the next run looks at its six pages again and reads four; then it
    # dies in the second batch of those in which statements are found.
    kill_within(tmp_path / "out", pages, 6 + 4 + 3)
    resumed = Update(tmp_path / "out", pages)
    assert resumed.read.read == 0
    assert resumed.found.found == 4
    same(resumed.tables, quiet.tables)
