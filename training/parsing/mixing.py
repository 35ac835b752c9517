"""One network of several: the mean of their weights.

Networks that went on from the same weights with other seeds lie close enough together for their mean to be a network
too, and a better one than each of them (Wortsman and others 2022, "Model soups").
"""

from collections.abc import Sequence
from pathlib import Path

import torch


def mixed(models: Sequence[Path]) -> dict:
    """Mean of the weights of several networks.

    Parameters
    ----------
    models
        Files as Stanza saves them, in half or full precision, of one shape and vocabulary.

    Returns
    -------
    dict
        Content of such a file, all else as in the first.

    Raises
    ------
    ValueError
        If a network has other words, letters, tags or sizes than the first: it did not begin with the same weights.
    """
    first, *others = (torch.load(model, map_location="cpu", weights_only=True) for model in models)
    for model, other in zip(models[1:], others, strict=True):
        if other["vocab"] != first["vocab"] or _sizes(other) != _sizes(first):
            raise ValueError(
                f"{model}: its vocabulary or its sizes are not those of {models[0]}; "
                "only networks that began with the same one (train --begin) can be mixed"
            )
    weights = {
        name: _mean([weight, *(other["model"][name] for other in others)]) for name, weight in first["model"].items()
    }
    return {**first, "model": weights}


def _sizes(network: dict) -> dict:
    return {name: getattr(weight, "shape", None) for name, weight in network["model"].items()}


def _mean(weights: list):
    if not torch.is_tensor(weights[0]) or not weights[0].is_floating_point():
        return weights[0]
    return torch.stack([weight.float() for weight in weights]).mean(dim=0)
