"""The faster way through an LSTM gives the same numbers and gradients."""

import pytest
import torch
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence
from training.parsing.padded_lstm import padded_lstm


def run(lstm, padded, lengths, ordered: bool):
    padded = padded.clone().requires_grad_()
    packed = pack_padded_sequence(padded, lengths, batch_first=True, enforce_sorted=ordered)
    output, (final, _) = lstm(packed)
    states = pad_packed_sequence(output, batch_first=True)[0]
    (states.square().sum() + final.sum()).backward()
    return states.detach(), final.detach(), padded.grad


@pytest.mark.parametrize("lengths", [[30, 22, 3], [3, 30, 22]])
def test_padded_way_gives_what_torch_gives(lengths):
    torch.manual_seed(1)
    lstm = torch.nn.LSTM(5, 4, batch_first=True, bidirectional=True)
    padded, lengths = torch.randn(3, 30, 5), torch.tensor(lengths)
    ordered = lengths.tolist() == sorted(lengths.tolist(), reverse=True)
    ordinary = run(lstm, padded, lengths, ordered)
    with padded_lstm():
        ours = run(lstm, padded, lengths, ordered)
    for one, other in zip(ordinary, ours, strict=True):
        torch.testing.assert_close(one, other, rtol=1e-5, atol=1e-6)


def test_torch_is_as_before_afterwards():
    before = torch.nn.LSTM.forward
    with padded_lstm():
        assert torch.nn.LSTM.forward is not before
    assert torch.nn.LSTM.forward is before
