"""How fast models are, beside others, measured in one run by turns."""

import time
from dataclasses import dataclass
from pathlib import Path

from training.parsing.evaluate import load


@dataclass(frozen=True)
class Speed:
    """What was measured.

    Attributes
    ----------
    load
        Seconds to load the pipeline, Stanza imported already.
    tokens
        Of the texts.
    seconds
        Processor seconds for all texts, best of the rounds: on a busy machine the clock on the wall says little.
    """

    load: float
    tokens: int
    seconds: float

    @property
    def rate(self) -> float:
        """Tokens a processor second."""
        return self.tokens / self.seconds


def compare(lang: str, folders: list[Path], texts: list[str], rounds: int = 3) -> list[Speed]:
    """Time pipelines on the same texts, by turns, so that a slow minute of the machine meets all of them."""
    load(lang, folders[0])  # what is loaded first pays for the imports
    loaded = []
    for folder in folders:
        started = time.process_time()
        pipeline = load(lang, folder)
        loaded.append((pipeline, time.process_time() - started))
        pipeline(texts[0][:200])
    times: list[list[float]] = [[] for _ in folders]
    tokens = [0] * len(folders)
    for _ in range(rounds):
        for place, (pipeline, _) in enumerate(loaded):
            started = time.process_time()
            documents = [pipeline(text) for text in texts]
            times[place].append(time.process_time() - started)
            tokens[place] = sum(document.num_tokens for document in documents)
    return [Speed(loaded[i][1], tokens[i], min(times[i])) for i in range(len(folders))]
