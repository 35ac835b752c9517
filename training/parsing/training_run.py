"""Train stages: what is finished is left alone, what was interrupted goes on."""

import json
import logging
import time
from dataclasses import replace

from training.parsing import tasks
from training.parsing.fitting import Budget, Progress, begin_at_random, fit
from training.parsing.folders import Folders
from training.parsing.padded_lstm import padded_lstm
from training.parsing.stages import Stage

logger = logging.getLogger("training")
_GPU_SHARE = 0.1  # of the seconds that one processor core needs


def run(
    stage: Stage,
    folders: Folders,
    device: str = "cpu",
    steps: int | None = None,
    scores: int = 8,
    again: bool = False,
    seed: int = 1,
) -> None:
    """Train one stage and note how it went.

    Parameters
    ----------
    stage
        What to train; on a GPU its budget is a tenth.
    folders
        Where the data is and where the model goes.
    device
        ``"cpu"`` or ``"cuda"``.
    steps
        Stop after so many steps, for trying out.
    scores
        How often the model is scored on the way, and its state kept.
    again
        Train a finished stage longer, to the budget given: it goes on from its last state.
    seed
        Another one gives another network that is as good.
    """
    if folders.record(stage).is_file() and not again:
        logger.info("%s is finished: %s", stage.name, folders.record(stage))
        return
    clock = time.process_time
    if device != "cpu":
        stage, clock = replace(stage, seconds=stage.seconds * _GPU_SHARE), time.monotonic
    logger.info("%s: %.0f s on %s", stage.name, stage.seconds, device)
    started = time.monotonic()
    with padded_lstm():
        begin_at_random(seed)
        task = tasks.build(stage, folders, device)
        # Stanza's training modules turn its log up when they are imported.
        logging.getLogger("stanza").setLevel(logging.WARNING)
        budget = Budget(stage.seconds, scores, steps, settled=stage.settled)
        progress = fit(task, budget, folders.model(stage), folders.state(stage), clock, seed)
    folders.record(stage).write_text(_record(stage, progress, device, time.monotonic() - started), encoding="utf-8")


def _record(stage: Stage, progress: Progress, device: str, wall: float) -> str:
    content = {
        "stage": stage.name,
        "device": device,
        "budget": stage.seconds,
        "wall": round(wall),
        "words": stage.words,
        "options": stage.options,
        **vars(progress),
    }
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"
