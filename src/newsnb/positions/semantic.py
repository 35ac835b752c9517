"""An optional second coder: where the rules know the issue and no stand, the level of the most similar example.

It compares a statement with the example statements of the codebook by sentence embeddings. It never overrules the
rules, its codes are marked in ``rule``, and it abstains where no example is near or two levels are equally near.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
import pandas as pd

from newsnb import schemas
from newsnb.positions.codebook import Codebook, Example, Issue
from newsnb.positions.coding import MACHINE

MARK = "semantic"
"""How its codes are told from the rules' in the column ``rule``: ``frame/semantic:example at line 140``."""


class Encoder(Protocol):
    """What turns sentences into vectors, such as ``sentence_transformers.SentenceTransformer``."""

    def encode(self, sentences: list[str]) -> np.ndarray:
        """Give one vector a sentence."""
        ...


def load_encoder(model: str | Path) -> Encoder:
    """Load a sentence-transformers model from a folder; nothing is downloaded.

    Raises
    ------
    ValueError
        If there is no such folder, or sentence-transformers is not installed.
    """
    if not Path(model).is_dir():
        raise ValueError(f"{model}: no such folder; expected a sentence-transformers model on this machine")
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError:
        raise ValueError("comparing by meaning needs sentence-transformers: pip install 'newsnb[semantic]'") from None
    return SentenceTransformer(str(model), device="cpu", local_files_only=True)


def code_silent(
    positions: pd.DataFrame,
    statements: pd.DataFrame,
    codebook: Codebook,
    encoder: Encoder,
    *,
    least: float = 0.6,
    margin: float = 0.05,
) -> pd.DataFrame:
    """Give levels to statements whose issue the rules know and whose stand they do not.

    Parameters
    ----------
    positions, statements
        The tables; only rows of the machine without a position, on an issue with a scale, are looked at.
    codebook
        Its examples, of all languages, are what statements are compared with.
    encoder
        From `load_encoder`, or anything with ``encode``.
    least
        Cosine similarity under which an example says nothing.
    margin
        How much nearer the best level must be than the next.

    Returns
    -------
    pandas.DataFrame
        The positions. ``rule`` reads ``origin/semantic:example at line N`` where a level was given, and
        ``origin/semantic:abstains`` where none was near enough; ``confidence`` of a given level is the issue's times
        the similarity.
    """
    texts = statements.set_index("statement_id")["text"]
    graded = {issue.id: issue for issue in codebook.issues if any(e.position is not None for e in issue.examples)}
    silent = positions["coder"].eq(MACHINE) & positions["position"].isna() & positions["issue"].isin(graded)
    coded = positions.to_dict("records")
    rows = [row for row, is_silent in zip(coded, silent, strict=True) if is_silent]
    if not rows:
        return positions
    vectors = _unit(encoder.encode([texts[row["statement_id"]] for row in rows]))
    for issue_id in sorted({row["issue"] for row in rows}):
        examples = _graded_examples(graded[issue_id])
        known = _unit(encoder.encode([example.text for example in examples]))
        for row, vector in zip(rows, vectors, strict=True):
            if row["issue"] == issue_id:
                row |= _decided(row, known @ vector, examples, least, margin)
    return schemas.frame("positions", coded)


def _graded_examples(issue: Issue) -> list[Example]:
    return [example for example in issue.examples if example.position is not None]


def _unit(vectors: np.ndarray) -> np.ndarray:
    vectors = np.asarray(vectors, dtype=float)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)


def _decided(row: dict, similar: np.ndarray, examples: Sequence[Example], least: float, margin: float) -> dict:
    """The level of the nearest example, unless another level is as near."""
    origin = row["rule"].partition("/")[0]
    best = int(np.argmax(similar))
    others = [value for value, example in zip(similar, examples, strict=True)
              if example.position != examples[best].position]  # fmt: skip
    if similar[best] < least or similar[best] - max(others, default=-1.0) < margin:
        return {"rule": f"{origin}/{MARK}:abstains"}
    return {
        "position": examples[best].position,
        "confidence": round(float(row["confidence"] * min(similar[best], 1.0)), 3),
        "rule": f"{origin}/{MARK}:example at line {examples[best].line}",
    }
