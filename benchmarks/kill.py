"""Is a killed run resumed without loss? A run is killed again and again; its tables must be those of a quiet run.

``python benchmarks/kill.py [--pages 300] [--kills 20] [--seed 1]`` writes short French pages (read without a parser, so
that the time goes into everything else), runs them once undisturbed, then once more with so many SIGKILLs at random
moments, and compares every file of the two folders but ``run.json``. Takes some minutes. Exit code 1 if they differ.
"""

import argparse
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.runs.pages import write_pages


def command(pages: Path, out: Path, *more: str) -> list[str]:
    """Give the command line of a run."""
    return [sys.executable, "-m", "newsnb.cli", "run", str(pages), "--out", str(out), "--no-notebooks", *more]


def shown(folder: Path) -> dict[str, bytes]:
    """Read every file that the run is for."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    named = {path.relative_to(folder).as_posix(): path for path in files}
    return {name: path.read_bytes() for name, path in named.items() if name != "run.json" and name[0] != "."}


def killed(arguments: list[str], after: float) -> bool:
    """Run and kill; tells whether there was anything left to kill."""
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
        return True
    return False


def main() -> int:
    """Run undisturbed, run with kills, compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    rng = random.Random(args.seed)
    with tempfile.TemporaryDirectory() as folder:
        pages = write_pages(Path(folder) / "pages", args.pages)
        quiet, disturbed = Path(folder) / "quiet", Path(folder) / "disturbed"
        begin = time.perf_counter()
        subprocess.run(command(pages, quiet, "--quiet"), check=True)
        seconds = time.perf_counter() - begin
        # The moment is drawn over the whole length of a run; what is done is kept, so later runs are shorter.
        kills = 0
        while kills < args.kills:
            kills += killed(command(pages, disturbed, "--quiet"), rng.uniform(0.1, 1.0) * seconds)
            if (disturbed / "run.json").is_file() and kills < args.kills:
                shutil.rmtree(disturbed)  # done before all kills were: begin again, so that every kill hits some work
        subprocess.run(command(pages, disturbed, "--quiet"), check=True)
        one, other = shown(quiet), shown(disturbed)
        different = sorted(name for name in {*one, *other} if one.get(name) != other.get(name))
    print(f"{args.pages} pages, {kills} kills within runs of {seconds:.0f} s: {len(one)} files compared")
    print("all the same" if not different else f"different: {', '.join(different)}")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
