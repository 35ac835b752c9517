"""Scores of other recognisers, which a recogniser imitates while it learns.

A tag says which name stands there; the scores of all tags also say what else might. A network that imitates the mean
scores of several comes nearer to them than one that learns from their tags (Ba and Caruana 2014, "Do deep nets really
need to be deep?"; Hinton, Vinyals and Dean 2015, "Distilling the knowledge in a neural network").
"""

from collections.abc import Sequence
from pathlib import Path

import torch
from stanza.models.common.vocab import VOCAB_PREFIX_SIZE
from stanza.models.ner.trainer import Trainer, unpack_batch

_LEARNED = 0.3  # weight of what is learned from tags beside what is imitated


class Imitation:
    """Mean scores of recognisers for the sentences of the training files.

    Parameters
    ----------
    file
        What ``teaching.name_votes.Votes.save`` wrote.
    tags
        Of the network that learns, in its order, without the places that Stanza keeps for others.

    Raises
    ------
    ValueError
        If the recognisers have other tags.
    """

    def __init__(self, file: Path, tags: list[str]):
        votes = torch.load(file, weights_only=True)
        if sorted(votes["tags"]) != sorted(tags):
            raise ValueError(f"{file}: its tags {votes['tags']} are not those of the name set, {tags}; vote anew")
        order = [votes["tags"].index(tag) for tag in tags]
        self._transitions = votes["transitions"][order][:, order]
        self._scores = {
            tuple(text): scores[:, order] for text, scores in zip(votes["texts"], votes["scores"], strict=True)
        }

    def begin(self, field: torch.nn.Module) -> None:
        """Let a network's field begin with the mean transitions."""
        with torch.no_grad():
            field._transitions[VOCAB_PREFIX_SIZE:, VOCAB_PREFIX_SIZE:] = self._transitions.to(field._transitions)

    def loss(self, learned: torch.Tensor, scores: torch.Tensor, texts: Sequence[Sequence[str]]) -> torch.Tensor:
        """Add the distance from the scores imitated to the loss of what is learned from tags.

        Parameters
        ----------
        learned
            That loss.
        scores
            Of the network: sentences by words by tags, with the places that Stanza keeps.
        texts
            Words of the sentences; of one that the others have not read nothing is imitated.
        """
        own = _level(scores[:, :, VOCAB_PREFIX_SIZE:])
        wanted, read = torch.zeros_like(own), torch.zeros(own.shape[:2], device=own.device)
        for place, text in enumerate(texts):
            found = self._scores.get(tuple(text))
            if found is not None:
                wanted[place, : len(text)] = _level(found.to(own))
                read[place, : len(text)] = 1
        distance = (own - wanted).square().mean(dim=-1) * read
        return _LEARNED * learned + distance.sum() / read.sum().clamp(min=1)


def scored(model: torch.nn.Module, batch: Sequence) -> tuple[torch.Tensor, torch.Tensor, list[int], list[int]]:
    """Show a batch to a recogniser.

    Returns
    -------
    tuple
        Loss; scores, sentences by words by tags; how long the sentences are; at which place each of them stood before
        they were sorted.
    """
    inputs, order, word_order, letter_order, lengths, *letters = unpack_batch(batch, next(model.parameters()).device)
    words, spelled, mask, characters, tags = inputs
    word_lengths, letter_lengths, offsets = letters
    more = word_lengths, characters, offsets, letter_lengths, letter_order
    loss, (scores,), _ = model(words, spelled, mask, tags, word_order, lengths, *more)
    return loss, scores, lengths, order


def tags_of(trainer: Trainer) -> list[str]:
    """Tags of a recogniser in its own order, without the four places that Stanza keeps for others."""
    return list(trainer.vocab["tag"].items(0))[VOCAB_PREFIX_SIZE:]


def _level(scores: torch.Tensor) -> torch.Tensor:
    """What is added to the scores of all tags of a word changes nothing."""
    return scores - scores.mean(dim=-1, keepdim=True)
