"""The learned tagger at work: paragraphs in, cues with their source and content out."""

from dataclasses import dataclass
from pathlib import Path

import torch

from newsnb.statements.learned.marks import Paragraph, Tagged
from newsnb.statements.learned.network import ROLE_TAGS, Shape, Tagger, viterbi
from newsnb.statements.learned.words import Piece, Vocabulary, features_of, pieces_of

LONGEST = 400  # words; the few longer paragraphs are cut, in training too
_BATCH_WORDS = 12000


@dataclass(frozen=True, eq=False)
class Model:
    """A network with its vocabulary, ready to run."""

    network: Tagger
    vocabulary: Vocabulary


def load_tagger(path: Path) -> Model:
    """Read a model file (tensors and plain values only)."""
    kept = torch.load(path, weights_only=True, map_location="cpu")
    network = Tagger(Shape(**kept["shape"]))
    weights = {name: value.float() for name, value in kept["weights"].items()}
    weights["vectors.weight"] = kept["vectors"].float() * kept["scale"].float()
    network.load_state_dict(weights, strict=False)
    vectors, frequent = kept["vector_words"].split("\n"), kept["frequent_words"].split("\n")
    vocabulary = Vocabulary({w: i + 2 for i, w in enumerate(vectors)}, {w: i + 2 for i, w in enumerate(frequent)})
    return Model(network.eval(), vocabulary)


def tag(model: Model, paragraphs: list[Paragraph], threshold: float = 0.35) -> list[list[Tagged]]:
    """Find cues, sources and contents; one list a paragraph, in text order."""
    pieces = [pieces_of(p.raw, p.start, p.end)[:LONGEST] for p in paragraphs]
    found: list[list[Tagged]] = [[] for _ in paragraphs]
    order = sorted((i for i, words in enumerate(pieces) if words), key=lambda i: len(pieces[i]))
    for batch in _batches(order, pieces):
        rows = [
            features_of(pieces[i], list(paragraphs[i].quotations), model.vocabulary, paragraphs[i].title) for i in batch
        ]
        for i, tagged in zip(batch, _read(model.network, rows, [pieces[i] for i in batch], threshold), strict=True):
            found[i] = tagged
    return found


def _batches(order: list[int], pieces: list[list[Piece]]) -> list[list[int]]:
    batches: list[list[int]] = []
    for i in order:
        if batches and (len(batches[-1]) + 1) * len(pieces[i]) <= _BATCH_WORDS:
            batches[-1].append(i)
        else:
            batches.append([i])
    return batches


@torch.inference_mode()
def _read(network: Tagger, rows, pieces: list[list[Piece]], threshold: float) -> list[list[Tagged]]:
    width = max(map(len, rows))
    features = torch.tensor([row + [[0] * 6] * (width - len(row)) for row in rows])
    lengths = torch.tensor([len(row) for row in rows])
    encoded = network.encode(features, lengths)
    chances = network.cues(encoded).softmax(-1)
    cues = [
        (n, first, last, score)
        for n, length in enumerate(lengths.tolist())
        for first, last, score in _cues(chances[n, :length], threshold)
    ]
    found: list[list[Tagged]] = [[] for _ in rows]
    if not cues:
        return found
    places = torch.tensor([cue[:3] for cue in cues])
    scores = network.read_roles(encoded, lengths, places)
    for (n, first, last, score), tags in zip(
        cues, viterbi(scores, network.transitions, lengths[places[:, 0]]), strict=True
    ):
        source, content = _spans(tags, "SOURCE", pieces[n]), _spans(tags, "CONTENT", pieces[n])
        if content:
            cue = (pieces[n][first].start, pieces[n][last].end)
            found[n].append(Tagged(cue, source[0] if source else None, tuple(content), score))
    return found


def _cues(chances: torch.Tensor, threshold: float) -> list[tuple[int, int, float]]:
    """Words that begin a cue with enough probability, each with the words that go on with it."""
    begins, goes_on = chances[:, 1].tolist(), (chances[:, 2] > chances[:, 0]).tolist()
    found = []
    for i, chance in enumerate(begins):
        if chance >= threshold:
            last = i
            while last + 1 < len(begins) and goes_on[last + 1] and begins[last + 1] < threshold:
                last += 1
            found.append((i, last, round(chance, 3)))
    return found


def _spans(tags: list[int], role: str, pieces: list[Piece]) -> list[tuple[int, int]]:
    spans: list[list[int]] = []
    before = "O"
    for tag_number, piece in zip(tags, pieces, strict=True):
        name = ROLE_TAGS[tag_number]
        if name.endswith(role):
            if name.startswith("B-") or not before.endswith(role):
                spans.append([piece.start, piece.end])
            else:
                spans[-1][1] = piece.end
        before = name
    return [(start, end) for start, end in spans]
