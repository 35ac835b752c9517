"""From training files to the models that are shipped: half precision, plain content, sums to check them by."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

import torch
from training.parsing import stages
from training.parsing.stages import PACKAGE

LIMIT = 60_000_000  # bytes of all weights together
_WORDS = "word_emb.weight"
_LEFT_OUT = ("optimizer_state_dict", "scheduler_state_dict", "dev_score_history")
_NAMES = {"ar": "Arabic", "en": "English", "fa": "Persian"}


class ExportError(RuntimeError):
    """The models cannot be shipped as they are."""


def export(models: Iterable[Path], folder: Path) -> dict[str, int]:
    """Write models into a folder laid out as Stanza's, with its ``resources.json``.

    Parameters
    ----------
    models
        Files named ``LANG.PROCESSOR.pt``. What the folder holds of other networks stays, so that single networks can
        be replaced.
    folder
        Made if missing.

    Returns
    -------
    dict
        Bytes of each file written, by its path in the folder.

    Raises
    ------
    ExportError
        If all weights together are larger than a package should carry.
    """
    written = {}
    for model in models:
        lang, processor = model.stem.split(".")
        target = folder / lang / processor / f"{PACKAGE}.pt"
        target.parent.mkdir(parents=True, exist_ok=True)
        checkpoint = torch.load(model, map_location="cpu", weights_only=True)
        torch.save(slim(fewer_words(checkpoint, stages.stage(lang, processor).shipped_words)), target)
        written[str(target.relative_to(folder))] = target.stat().st_size
    resources = json.dumps(listed(folder), indent=1, sort_keys=True)
    (folder / "resources.json").write_text(resources + "\n", encoding="utf-8")
    total = sum(file.stat().st_size for file in folder.glob("*/*/*.pt"))
    if total > LIMIT:
        raise ExportError(f"{total / 1e6:.1f} MB of weights in {folder}, more than {LIMIT / 1e6:.0f}")
    return written


def fewer_words(checkpoint: dict, most: int) -> dict:
    """Keep the first ``most`` words of a network's word table: the treebank's own, then the most frequent others."""
    known = checkpoint["vocab"]["word"]["_id2unit"] if most else []
    if len(known) <= most:
        return checkpoint
    kept = known[:most]
    words = {**checkpoint["vocab"]["word"], "_id2unit": kept, "_unit2id": {word: i for i, word in enumerate(kept)}}
    weights = {**checkpoint["model"], _WORDS: checkpoint["model"][_WORDS][:most]}
    return {**checkpoint, "vocab": {**checkpoint["vocab"], "word": words}, "model": weights}


def slim(checkpoint: dict) -> dict:
    """Halve the numbers, leave out what only training needs, and the folders of the machine it was trained on."""
    kept = {key: value for key, value in checkpoint.items() if key not in _LEFT_OUT}
    kept["model"] = _halved(kept.get("model"))
    if isinstance(kept.get("config"), dict):
        kept["config"] = {key: _without_folders(value) for key, value in kept["config"].items()}
    return kept


def _halved(value):
    if torch.is_tensor(value):
        # A clone, because a view would bring the whole storage it looks into.
        return value.half() if value.is_floating_point() else value.clone()
    if isinstance(value, dict):
        return type(value)((key, _halved(part)) for key, part in value.items())
    return value


def _without_folders(value):
    if isinstance(value, Path):
        return value.name
    return Path(value).name if isinstance(value, str) and "/" in value else value


def listed(folder: Path) -> dict:
    """What Stanza's ``resources.json`` says of the models in a folder."""
    resources: dict[str, dict] = {}
    for file in sorted(folder.glob(f"*/*/{PACKAGE}.pt")):
        lang, processor = file.parts[-3:-1]
        entry = resources.setdefault(lang, {"lang_name": _NAMES.get(lang, lang), "default_processors": {}})
        digest = hashlib.md5(file.read_bytes(), usedforsecurity=False).hexdigest()
        entry[processor] = {PACKAGE: {"md5": digest}}
        entry["default_processors"][processor] = PACKAGE
    for entry in resources.values():
        entry["packages"] = {"default": entry["default_processors"], PACKAGE: entry["default_processors"]}
    return resources
