"""The network of the learned tagger: cues first, then for each cue the words of its source and content.

Predicate-conditioned tagging as in semantic role labelling (He et al. 2017, "Deep Semantic Role Labeling"), with
a linear-chain CRF on top (Lample et al. 2016). Plain torch, no pretrained transformer: small and fast on a CPU.
"""

from dataclasses import asdict, dataclass

import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

CUE_TAGS = ("O", "B-CUE", "I-CUE")
ROLE_TAGS = ("O", "B-SOURCE", "I-SOURCE", "B-CONTENT", "I-CONTENT")


@dataclass(frozen=True)
class Shape:
    """Sizes of the layers and of the vocabularies."""

    vectors: int
    vector_dim: int
    frequent: int
    endings: int
    shapes: int
    frequent_dim: int = 32
    ending_dim: int = 16
    shape_dim: int = 12
    state_dim: int = 8
    hidden: int = 160
    layers: int = 2
    role_hidden: int = 96
    role_dim: int = 80

    def as_dict(self) -> dict:
        """Plain numbers, for the model file."""
        return asdict(self)


class Tagger(nn.Module):
    """Encoder over a paragraph, a cue classifier, and a second reading of the paragraph for each cue."""

    def __init__(self, shape: Shape, dropout: float = 0.0):
        super().__init__()
        self.shape = shape
        self.vectors = nn.Embedding(shape.vectors, shape.vector_dim, padding_idx=0)
        self.vectors.weight.requires_grad_(False)
        self.frequent = nn.Embedding(shape.frequent, shape.frequent_dim, padding_idx=0)
        self.endings = nn.Embedding(shape.endings, shape.ending_dim, padding_idx=0)
        self.shapes = nn.Embedding(shape.shapes, shape.shape_dim, padding_idx=0)
        self.states = nn.Embedding(6, shape.state_dim, padding_idx=0)
        self.kinds = nn.Embedding(3, shape.state_dim, padding_idx=0)
        width = shape.vector_dim + shape.frequent_dim + shape.ending_dim + shape.shape_dim + 2 * shape.state_dim
        self.encoder = nn.LSTM(width, shape.hidden, shape.layers, bidirectional=True, batch_first=True, dropout=dropout)
        self.cues = nn.Linear(2 * shape.hidden, len(CUE_TAGS))
        self.flat = nn.Linear(2 * shape.hidden, len(ROLE_TAGS))  # helps training only
        self.narrow = nn.Linear(2 * shape.hidden, shape.role_dim)
        self.places = nn.Embedding(12, shape.state_dim)
        self.reader = nn.LSTM(
            2 * shape.role_dim + shape.state_dim, shape.role_hidden, bidirectional=True, batch_first=True
        )
        self.roles = nn.Linear(2 * shape.role_hidden, len(ROLE_TAGS))
        self.transitions = nn.Parameter(torch.zeros(len(ROLE_TAGS), len(ROLE_TAGS)))
        self.dropout = nn.Dropout(dropout)

    def encode(self, features: Tensor, lengths: Tensor) -> Tensor:
        """Read paragraphs: ``(paragraphs, words, 6)`` feature numbers in, ``(paragraphs, words, 2 * hidden)`` out."""
        embedded = torch.cat(
            [
                table(features[..., i])
                for i, table in enumerate(
                    (self.vectors, self.frequent, self.endings, self.shapes, self.states, self.kinds)
                )
            ],
            dim=-1,
        )
        return self.dropout(_run(self.encoder, self.dropout(embedded), lengths))

    def read_roles(self, encoded: Tensor, lengths: Tensor, cues: Tensor) -> Tensor:
        """Score role tags for cues ``(n, 3)``: paragraph, first word, last word; ``(n, words, roles)`` out."""
        narrow = torch.relu(self.narrow(encoded))[cues[:, 0]]
        at = narrow[torch.arange(len(cues)), cues[:, 1]]
        position = torch.arange(encoded.shape[1], device=encoded.device)[None, :]
        place = self.places(_place(position, cues[:, 1:2], cues[:, 2:3]))
        joined = torch.cat([narrow, narrow * at[:, None, :], place], dim=-1)
        return self.roles(self.dropout(_run(self.reader, joined, lengths[cues[:, 0]])))


def _place(position: Tensor, first: Tensor, last: Tensor) -> Tensor:
    """Where a word stands to the cue: 0 inside, then before and after in steps of 1, 2-3, 4-8, 9-20, more."""
    before, after = (first - position).clamp(min=0), (position - last).clamp(min=0)
    steps = torch.tensor([1, 2, 4, 9, 21], device=position.device)
    left, right = torch.bucketize(before, steps, right=True), torch.bucketize(after, steps, right=True)
    return torch.where(right > 0, right + 5, left)


def _run(layer: nn.LSTM, inputs: Tensor, lengths: Tensor) -> Tensor:
    packed = pack_padded_sequence(inputs, lengths.cpu(), batch_first=True, enforce_sorted=False)
    return pad_packed_sequence(layer(packed)[0], batch_first=True, total_length=inputs.shape[1])[0]


def crf_loss(scores: Tensor, transitions: Tensor, tags: Tensor, lengths: Tensor) -> Tensor:
    """Negative log-likelihood of tag sequences ``(n, words)``, one value a sequence (Lafferty et al. 2001)."""
    steps = torch.arange(scores.shape[1], device=scores.device)[None, :] < lengths[:, None]
    gold = scores.gather(2, tags[..., None])[..., 0]
    moves = transitions[tags[:, :-1], tags[:, 1:]]
    right = (gold * steps).sum(1) + (moves * steps[:, 1:]).sum(1)
    total = scores[:, 0]
    for i in range(1, scores.shape[1]):
        following = torch.logsumexp(total[:, :, None] + transitions[None], dim=1) + scores[:, i]
        total = torch.where(steps[:, i, None], following, total)
    return torch.logsumexp(total, dim=1) - right


def viterbi(scores: Tensor, transitions: Tensor, lengths: Tensor) -> list[list[int]]:
    """Give the best tag sequence of each row (Viterbi 1967)."""
    best, back = scores[:, 0], []
    steps = torch.arange(scores.shape[1])[None, :] < lengths[:, None]
    keep = torch.arange(scores.shape[2])[None, :].expand(len(scores), -1)
    for i in range(1, scores.shape[1]):
        value, arrow = (best[:, :, None] + transitions[None]).max(dim=1)
        best = torch.where(steps[:, i, None], value + scores[:, i], best)
        back.append(torch.where(steps[:, i, None], arrow, keep))
    tag = best.argmax(dim=1)
    path = [tag]
    for arrow in reversed(back):
        tag = arrow.gather(1, tag[:, None])[:, 0]
        path.append(tag)
    rows = torch.stack(path[::-1], dim=1).tolist()
    return [row[:length] for row, length in zip(rows, lengths.tolist(), strict=True)]
