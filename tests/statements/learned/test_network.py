"""The network's own arithmetic, against counting by hand."""

import itertools

import pytest
import torch

from newsnb.statements.learned.network import ROLE_TAGS, Shape, Tagger, crf_loss, viterbi

SMALL = Shape(9, 4, 9, 9, 9, 3, 3, 2, 2, hidden=5, role_hidden=4, role_dim=4)


def all_paths(scores: torch.Tensor, transitions: torch.Tensor) -> dict[tuple[int, ...], float]:
    words, tags = scores.shape
    return {
        path: sum(scores[i, tag].item() for i, tag in enumerate(path))
        + sum(transitions[a, b].item() for a, b in itertools.pairwise(path))
        for path in itertools.product(range(tags), repeat=words)
    }


def test_loss_and_best_path_equal_those_counted_over_all_paths():
    torch.manual_seed(0)
    scores, transitions = torch.randn(2, 4, 3, dtype=torch.float64), torch.randn(3, 3, dtype=torch.float64)
    lengths = torch.tensor([4, 2])
    tags = torch.tensor([[0, 2, 1, 1], [2, 0, 0, 0]])
    losses = crf_loss(scores, transitions, tags, lengths)
    best = viterbi(scores, transitions, lengths)
    for row, length in enumerate(lengths.tolist()):
        paths = all_paths(scores[row, :length], transitions)
        total = torch.logsumexp(torch.tensor(list(paths.values()), dtype=torch.float64), 0)
        assert losses[row].item() == pytest.approx(total.item() - paths[tuple(tags[row, :length].tolist())])
        assert tuple(best[row]) == max(paths, key=paths.get)


def test_a_paragraph_reads_the_same_alone_and_beside_a_longer_one():
    torch.manual_seed(1)
    network = Tagger(SMALL).eval()
    short, long = torch.randint(1, 3, (3, 6)), torch.randint(1, 3, (7, 6))
    alone = network.encode(short[None], torch.tensor([3]))
    padded = torch.zeros(2, 7, 6, dtype=torch.long)
    padded[0, :3], padded[1] = short, long
    together = network.encode(padded, torch.tensor([3, 7]))
    assert torch.allclose(alone[0], together[0, :3], atol=1e-6)
    cues = torch.tensor([[0, 1, 1], [1, 4, 5]])
    roles = network.read_roles(together, torch.tensor([3, 7]), cues)
    assert roles.shape == (2, 7, len(ROLE_TAGS))
    assert torch.allclose(network.read_roles(alone, torch.tensor([3]), cues[:1])[0], roles[0, :3], atol=1e-6)
