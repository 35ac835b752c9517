"""A run that is killed goes on where it was, and ends with the same tables. ``benchmarks/kill.py`` does it 20 times."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.runs.pages import write_pages

ROOT = Path(__file__).parents[2]
BATCH_BY_BATCH = """
import os, signal, sys
sys.path.insert(0, sys.argv[1])
from newsnb.runs import spread, finding
from newsnb.runs.store import Store
from tests.runs.test_folder import Update, TABLES
from pathlib import Path
out, pages, left = Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4])
spread.MOST_PAGES = 2
update = Store.update

def dying(self, source_id, **columns):
    # After so many changes to pages, in the middle of a transaction: nobody has a chance to tidy up.
    global left
    left -= 1
    update(self, source_id, **columns)
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)

Store.update = dying
tables = Update(out, pages).tables
print({name: tables[name].to_csv(index=False) for name in TABLES})
"""


def run(out, pages, left: int) -> subprocess.CompletedProcess:
    """Bring a folder up to date in a process that kills itself after so many changes (0: never)."""
    arguments = [sys.executable, "-c", BATCH_BY_BATCH, str(ROOT), str(out), str(pages), str(left)]
    return subprocess.run(arguments, capture_output=True, text=True, check=False, encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_killed_run_ends_as_if_nothing_had_happened(tmp_path):
    pages = write_pages(tmp_path / "pages", 6)
    quiet = run(tmp_path / "quiet", pages, 0)
    assert quiet.returncode == 0, quiet.stderr
    for left in (3, 9):  # while pages are read; while statements are found
        assert run(tmp_path / "out", pages, left).returncode == -9
    assert run(tmp_path / "out", pages, 0).stdout == quiet.stdout
