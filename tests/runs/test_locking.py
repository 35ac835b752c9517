"""One run at a time on a results folder; a lock that a dead process has left does not hold."""

import subprocess
import sys

import pytest

from newsnb.output import OutputError
from newsnb.runs.locking import locked


def test_second_run_on_a_folder_is_refused_with_its_name(tmp_path):
    memory = tmp_path / "results" / ".newsnb"
    memory.mkdir(parents=True)
    with (
        locked(memory),
        pytest.raises(OutputError, match=r"results: another newsnb run is writing there"),
        locked(memory),
    ):
        pass
    with locked(memory):  # and then it is free again
        pass


def test_lock_of_a_dead_process_does_not_hold(tmp_path):
    code = (
        "import os, sys\nfrom pathlib import Path\nfrom newsnb.runs.locking import locked\n"
        "with locked(Path(sys.argv[1])):\n    os._exit(9)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)
    assert done.returncode == 9
    with locked(tmp_path):
        assert (tmp_path / "lock").is_file()
