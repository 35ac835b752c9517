"""``newsnb codebook check``: errors and warnings in a codebook, each with its line."""

import argparse
from pathlib import Path

from newsnb.commands import CommandError
from newsnb.positions.check import check_codebook


def main(args: argparse.Namespace) -> int:
    """Check a codebook; 1 if it has errors."""
    if not Path(args.file).is_file():
        raise CommandError(f"{args.file}: no such file")
    findings = check_codebook(args.file, _corpus(args.articles))
    for row in findings.itertuples():
        print(f"{args.file}:{row.line}: {row.severity}: {row.key}: {row.message}")
    errors = int(findings["severity"].eq("error").sum())
    print(f"{args.file}: {errors} errors, {len(findings) - errors} notes")
    return 1 if errors else 0


def _corpus(paths: list[str] | None):
    if not paths:
        return None
    from newsnb.articles import read_articles

    return read_articles(paths)
