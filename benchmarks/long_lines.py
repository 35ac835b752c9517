"""What do fifty megabytes on a single line cost? Seconds and peak memory, one process a file format.

``python benchmarks/long_lines.py [--megabytes 50]``; the bar is two minutes and 2 GB a file. Nothing of such a file is
kept: its row in ``problems`` says that it is longer than one article can be.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SENTENCE = "Ann Smith said that the council would meet again in the spring and not before. "
READ = (
    "import resource, sys; from newsnb import Study; study = Study(sys.argv[1]); study.statements; "
    "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, study.problems['message'].iloc[0])"
)


def main() -> None:
    """Print a line for each format."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=50)
    text = SENTENCE * (parser.parse_args().megabytes * 1_000_000 // len(SENTENCE))
    wrapped = {
        "txt": text,
        "jsonl": json.dumps({"id": "line", "text": text}),
        "csv": f"id,text\nline,{text}",
        "html": f"<p>{text}</p>",
    }
    print("| format | seconds | peak memory, MB | problem |\n|---|---|---|---|")
    for suffix, content in wrapped.items():
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / f"line.{suffix}"
            file.write_text(content, encoding="utf-8")
            begin = time.perf_counter()
            run = subprocess.run([sys.executable, "-c", READ, str(file)], capture_output=True, text=True, check=True)
            kilobytes, message = run.stdout.strip().split(maxsplit=1)
            print(f"| {suffix} | {time.perf_counter() - begin:.0f} | {int(kilobytes) // 1024} | {message} |")


if __name__ == "__main__":
    main()
