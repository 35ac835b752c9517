"""``newsnb models``: which Stanza models there are, and the one command that downloads any."""

import argparse
import json
from pathlib import Path

from newsnb import lang as languages
from newsnb.commands import CommandError
from newsnb.parsing.models import BUNDLED, Models, downloaded_folder, find_models, lacks


def main(args: argparse.Namespace) -> int:
    """List or download."""
    return _list() if args.action == "list" else _download(args.languages)


def _list() -> int:
    downloaded = downloaded_folder()
    print(f"bundled     {BUNDLED}")
    print(f"downloaded  {downloaded}" + ("" if (downloaded / "resources.json").is_file() else "  (nothing there yet)"))
    print("scores: F1 on test sets, see docs/models.md; of Stanza's own: stanfordnlp.github.io/stanza/performance.html")
    print()
    for code in sorted({*languages.available(), *_codes(BUNDLED), *_codes(downloaded)}):
        for choice in ("bundled", "downloaded"):
            found = find_models(code, choice)
            if found.label == choice:
                there = ", ".join(found.processors)
                print(f"{code}  {choice:<10}  {_megabytes(found):6.1f} MB  {there}{_scores(found)}")
        lacking = lacks(downloaded, code)
        if lacking.startswith("incomplete"):
            print(f"{code}  downloaded  {lacking}")
        if find_models(code, "downloaded").folder is None:
            print(f"{code}  none        read with the tokenizer only; newsnb models download {code}")
    return 0


def _codes(folder: Path) -> list[str]:
    """Languages that have a folder of weights."""
    try:
        known = json.loads((folder / "resources.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return [code for code in known if (folder / code).is_dir()]


def _scores(models: Models) -> str:
    """What was measured on the models' test sets, where they bring it with them (``scores.json``)."""
    file = models.folder / "scores.json"
    measured = json.loads(file.read_text(encoding="utf-8")).get(models.lang, {}) if file.is_file() else {}
    return "".join(f"  {name} {value:.1f}" for name, value in measured.items())


def _megabytes(models: Models) -> float:
    return sum(file.stat().st_size for file in (models.folder / models.lang).rglob("*.pt")) / 1e6


def _download(codes: list[str]) -> int:
    import stanza

    folder = downloaded_folder()
    for code in codes:
        try:
            stanza.download(code, model_dir=str(folder), verbose=False)
        # Stanza raises whatever its HTTP library does; for the user it comes to the same.
        except Exception as error:
            raise CommandError(_without_network(code, folder, error)) from None
        print(f"{code}: downloaded into {folder}; use it with --models downloaded")
    return 0


def _without_network(code: str, folder: Path, error: Exception) -> str:
    return (
        f"could not download the models for {code!r} ({type(error).__name__}: {str(error)[:200]})\n"
        f"Without network: run `newsnb models download {code}` on a machine that has it, copy its folder\n"
        f"{folder} to the same place here (or anywhere, and name it with --models DIR or\n"
        "STANZA_RESOURCES_DIR); resources.json must lie in it beside the folders of the languages.\n"
        f"Is {code!r} a language of Stanza's? See https://stanfordnlp.github.io/stanza/performance.html"
    )
