"""``newsnb codebook check``: errors and warnings in a codebook, each with its line."""

import argparse
from pathlib import Path

from newsnb.commands import CommandError


def main(args: argparse.Namespace) -> int:
    """Check a codebook; 1 if it has errors."""
    from newsnb.positions.codebook import read_codebook

    if not Path(args.file).is_file():
        raise CommandError(f"{args.file}: no such file")
    codebook, findings = read_codebook(args.file)
    for finding in findings:
        print(f"{args.file}:{finding.line}: {finding.severity}: {finding.key}: {finding.message}")
    errors = sum(finding.severity == "error" for finding in findings)
    if codebook is not None and not errors:
        scaled = sum(bool(issue.scale) for issue in codebook.issues)
        print(f"{args.file}: {len(codebook.issues)} issues, {scaled} with a scale; no errors")
    return 1 if errors else 0
