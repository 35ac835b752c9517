"""The training loop: a budget of time instead of a number of steps, and a state that survives being killed."""

import logging
import os
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import torch

logger = logging.getLogger("training")
_KEPT = 0.999  # of the average at each step: it reaches back over about a thousand steps


class Task(Protocol):
    """One network of Stanza's with its data."""

    def batches(self) -> Iterator:
        """Batches without end, in a new order each time round."""

    def update(self, batch) -> float:
        """Learn from a batch and give the loss."""

    def score(self) -> float:
        """Quality on the held-out sentences, higher is better."""

    def save(self, file: Path) -> None:
        """Write the model as Stanza loads it."""

    def optimizers(self) -> list[torch.optim.Optimizer]:
        """All of them, always in the same order."""

    def model(self) -> torch.nn.Module:
        """The network that is trained."""

    def settle(self) -> None:
        """Learn from the set alone that is annotated like the test set."""


@dataclass(frozen=True)
class Budget:
    """How long to train.

    Attributes
    ----------
    seconds
        Of training proper; scoring and loading come on top.
    scores
        How often in that time the model is scored (and kept, if it is the best so far).
    steps
        Stop after so many steps at the latest (for trying out).
    kept_every
        Seconds of training after which the state is written, so that a kill costs no more than that.
    warm_up
        Share of the budget in which the learning rate rises; then it falls in a straight line.
    last_rate
        Share of the learning rate that is left at the end.
    settled
        Share of the budget, at its end, in which sets that are annotated otherwise are left out.
    """

    seconds: float
    scores: int = 8
    steps: int | None = None
    kept_every: float = 120.0
    warm_up: float = 0.03
    last_rate: float = 0.03
    settled: float = 0.15

    def used(self, progress: "Progress") -> float:
        """Share of the budget that is spent."""
        by_steps = progress.steps / self.steps if self.steps else 0
        return max(progress.seconds / self.seconds, by_steps)

    def rate(self, used: float) -> float:
        """Learning rate at this point, as a share of the full one."""
        if used < self.warm_up:
            return max(used, 1e-3) / self.warm_up
        return max(self.last_rate, 1 - (used - self.warm_up) / (1 - self.warm_up) * (1 - self.last_rate))


class Average:
    """Running average of a network's weights, which is better than its last ones (Polyak and Juditsky 1992).

    Young averages forget faster, so that the weights of the beginning do not linger.
    """

    def __init__(self, model: torch.nn.Module):
        self._now = dict(model.named_parameters())
        self.weights = {name: weight.detach().clone() for name, weight in self._now.items()}

    def add(self, steps: int) -> None:
        """Take in the weights after so many steps."""
        share = 1 - min(_KEPT, (1 + steps) / (10 + steps))
        with torch.no_grad():
            torch._foreach_lerp_(list(self.weights.values()), [w.detach() for w in self._now.values()], share)

    @contextmanager
    def used(self) -> Iterator[None]:
        """Let the network work with the average."""
        learned = {name: weight.detach().clone() for name, weight in self._now.items()}
        self._put(self.weights)
        try:
            yield
        finally:
            self._put(learned)

    def _put(self, weights: dict[str, torch.Tensor]) -> None:
        with torch.no_grad():
            for name, weight in self._now.items():
                weight.copy_(weights[name])


@dataclass
class Progress:
    """How far training has come; kept beside the weights."""

    seconds: float = 0.0
    steps: int = 0
    best: float = -1.0
    scored: list[list[float]] = field(default_factory=list)


def fit(
    task: Task, budget: Budget, model_file: Path, state_file: Path, clock=time.process_time, seed: int = 1
) -> Progress:
    """Train until the budget is spent; the best model lies in ``model_file``.

    Scored and kept are averaged weights. Called again after an interruption, it goes on from the last state that was
    written. By default the budget is counted in processor time, so that it buys as many steps on a busy machine as on
    an idle one.

    Returns
    -------
    Progress
        Seconds and steps trained, best score, and all scores with the second at which they were taken.
    """
    average = Average(task.model())
    progress = restore(task, average, state_file)
    begin_at_random(seed + progress.steps)
    base = [[group["lr"] for group in o.param_groups] for o in task.optimizers()]
    due, kept = len(progress.scored) + 1, progress.seconds
    batches, settled = task.batches(), False
    while budget.used(progress) < 1:
        if not settled and budget.used(progress) >= 1 - budget.settled:
            task.settle()
            settled = True
        started = clock()
        _set_rates(task, base, budget.rate(budget.used(progress)))
        loss = task.update(next(batches))
        progress.seconds += clock() - started
        progress.steps += 1
        average.add(progress.steps)
        if progress.steps in (20, 100) or progress.steps % 500 == 0:
            pace = progress.seconds / progress.steps
            logger.info("step %d, %.0f s, %.3f s a step, loss %.3f", progress.steps, progress.seconds, pace, loss)
        if budget.used(progress) >= min(1, due / budget.scores):
            due += 1
            with average.used():
                _keep_best(task, progress, model_file)
            kept = float("-inf")
        if progress.seconds - kept >= budget.kept_every:
            kept = progress.seconds
            _write_state(task, average, progress, base, state_file)
    return progress


def begin_at_random(seed: int) -> None:
    """Draw the same numbers from here on: for weights, batches and what is hidden."""
    random.seed(seed)
    torch.manual_seed(seed)


def _set_rates(task: Task, base: list[list[float]], share: float) -> None:
    for optimizer, rates in zip(task.optimizers(), base, strict=True):
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * share


def _keep_best(task: Task, progress: Progress, model_file: Path) -> None:
    score = task.score()
    progress.scored.append([round(progress.seconds, 1), round(score, 5)])
    logger.info("scored %.4f after %d steps, %.0f s", score, progress.steps, progress.seconds)
    if score > progress.best:
        progress.best = score
        unfinished = model_file.with_suffix(".new")
        task.save(unfinished)
        os.replace(unfinished, model_file)


def _write_state(task: Task, average: Average, progress: Progress, base: list[list[float]], state_file: Path) -> None:
    """Write beside and rename: a kill in the middle of writing leaves the old state."""
    _set_rates(task, base, 1)
    state = {
        "progress": vars(progress),
        "model": task.model().state_dict(),
        "average": average.weights,
        "optimizers": [optimizer.state_dict() for optimizer in task.optimizers()],
    }
    unfinished = state_file.with_suffix(".new")
    torch.save(state, unfinished)
    os.replace(unfinished, state_file)


def restore(task: Task, average: Average, state_file: Path) -> Progress:
    """Take up the state of an interrupted run, if there is one."""
    if not state_file.is_file():
        return Progress()
    state = torch.load(state_file, weights_only=True)
    task.model().load_state_dict(state["model"])
    average.weights.update(state["average"])
    for optimizer, content in zip(task.optimizers(), state["optimizers"], strict=True):
        optimizer.load_state_dict(content)
    logger.info("going on after %.0f s", state["progress"]["seconds"])
    return Progress(**state["progress"])
