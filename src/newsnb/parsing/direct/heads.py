"""Heads and relations: Stanza's graph parser, run over batches of like length.

The scores are Stanza's; relations are worked out only for the arcs of the tree, not for every pair of words.
"""

import numpy as np
import torch
import torch.nn.functional as F
from stanza.models.common.vocab import ROOT_ID, VOCAB_PREFIX_SIZE, CompositeVocab
from stanza.models.depparse.model import GraphParser

from newsnb.parsing.direct import word_types
from newsnb.parsing.direct.packing import Batch, batches, make_batch, read
from newsnb.parsing.direct.trees import best_tree

_TOKENS = 2000  # of a batch
_HEADS = 128  # whose relation scores are worked out at once


class Parser:
    """Stanza's dependency parser."""

    def __init__(self, processor):
        self._model, self._args, self._vocab = processor.trainer.model, processor.trainer.args, processor.vocab
        self._forms = word_types.Forms(self._known)
        self._scorers = {"unlabeled": self._model.unlabeled}
        for name in ("linearization", "distance"):
            if self._args[name]:
                self._scorers[name] = getattr(self._model, name)
        layers = [layer for s in (*self._scorers.values(), self._model.deprel) for layer in (s.W1, s.W2)]
        self._weight = torch.cat([layer.weight for layer in layers]).t().contiguous()
        self._bias = torch.cat([layer.bias for layer in layers])
        relations = self._model.deprel.scorer.W_bilin
        inside, over, count = relations.weight.shape
        # (head, dependent x relation): one product with the heads gives what every dependent is compared with.
        self._relations = relations.weight.permute(1, 0, 2).reshape(over, inside * count).contiguous().numpy()
        self._relation_bias = relations.bias
        self._names = self._vocab["deprel"].unmap(range(VOCAB_PREFIX_SIZE, VOCAB_PREFIX_SIZE + count))
        self._space = np.empty((_HEADS, inside * count), dtype=np.float32)
        self._root = torch.cat([
            self._model.word_emb(torch.tensor([ROOT_ID])),
            self._model.trans_char(word_types.spelling_of_letters(self._model.charmodel, [[ROOT_ID]])),
        ], 1)  # fmt: skip

    @staticmethod
    def fits(processor) -> bool:
        """Tell whether the network is built the way this module runs it."""
        model = processor.trainer.model
        if not isinstance(model, GraphParser):
            return False
        args = processor.trainer.args
        absent = ("charlm", "bert_model", "pretrain", "use_arc_embedding", "reversed", "char_lowercase")
        return (
            not any(args.get(key) for key in absent)
            and not processor.config.get("resolve_head_constraints", True)
            and bool(args["char"] and args["char_emb_dim"] > 0 and args["word_emb_dim"] > 0 and args["tag_emb_dim"] > 0)
            and args.get("use_upos", True)
            and not isinstance(processor.vocab["xpos"], CompositeVocab)
        )

    def __call__(
        self, words: list[str], lemmas: list[str], upos: list[str], xpos: list[str], lengths: list[int]
    ) -> tuple[list[int], list[str]]:
        """Parse sentences given as one list of words, with lemmas and tags, and the lengths of the sentences.

        Returns
        -------
        tuple of lists
            Head (counted from 1 in the sentence, 0 for the root) and relation of each word.
        """
        heads, relations = [0] * len(words), [""] * len(words)
        for batch in batches(lengths, _TOKENS):
            places = batch.items.tolist()
            columns = [[column[i] for i in places] for column in (words, lemmas, upos, xpos)]
            found, names = self._batch(batch, *columns)
            for place, head, name in zip(places, found, names, strict=True):
                heads[place], relations[place] = head, name
        return heads, relations

    def _known(self, forms: list[str]) -> torch.Tensor:
        model, plain = self._model, [word_types.plain_marks(form) for form in forms]
        spelled = word_types.spelling(model.charmodel, self._vocab["char"], plain)
        return torch.cat([model.word_emb(word_types.ids(self._vocab["word"], plain)), model.trans_char(spelled)], 1)

    def _batch(self, batch: Batch, words, lemmas, upos, xpos) -> tuple[list[int], list[str]]:
        rooted, places = _with_roots(batch)
        rows = self._inputs(len(rooted.items), places, words, lemmas, upos, xpos)
        model = self._model
        output, _ = read(model.parserlstm, rooted.pack(rows), (model.parserlstm_h_init, model.parserlstm_c_init))
        hidden = torch.relu(torch.addmm(self._bias, rooted.unpack(output), self._weight))
        width = model.unlabeled.W1.out_features
        sides = hidden.split(width, 1)
        scores = self._arcs(rooted, sides)
        trees = [best_tree(scores[i, :n, :n]) for i, n in enumerate(rooted.lengths.tolist())]
        heads = np.concatenate(trees)
        above = np.repeat(rooted.starts, batch.lengths) + heads
        return heads.tolist(), self._relate(sides[-2].numpy()[places], sides[-1].numpy(), above)

    def _inputs(self, count: int, places: np.ndarray, words, lemmas, upos, xpos) -> torch.Tensor:
        """Rows for all words and roots, in the order the network was trained with."""
        model, args, where = self._model, self._args, torch.from_numpy(places)

        def rooted(embedding, vocabulary, units):
            numbers = torch.full((count,), ROOT_ID)
            numbers[where] = word_types.ids(vocabulary, units)
            return embedding(numbers)

        forms = self._root.expand(count, -1).clone()
        forms[where] = self._forms(words)
        tags = rooted(model.upos_emb, self._vocab["upos"], upos)
        if args.get("use_xpos", True):
            tags = tags + rooted(model.xpos_emb, self._vocab["xpos"], xpos)
        # Stanza 1.15 gives the parser the tags a second time where the features were meant to go.
        tags = [tags, tags] if args.get("use_ufeats", True) else [tags]
        known = args["word_emb_dim"]
        return torch.cat(
            [forms[:, :known], rooted(model.lemma_emb, self._vocab["lemma"], lemmas), *tags, forms[:, known:]], 1
        )

    def _arcs(self, batch: Batch, sides: tuple[torch.Tensor, ...]) -> np.ndarray:
        """Scores of all arcs of all sentences: (sentence, dependent, head)."""
        grid = batch.grid()
        raw = {
            name: _pairs(scorer.scorer.W_bilin, sides[2 * i], sides[2 * i + 1], grid)
            for i, (name, scorer) in enumerate(self._scorers.items())
        }
        scores = raw["unlabeled"]
        steps = torch.arange(grid.shape[1])
        offset = steps[None, :] - steps[:, None]
        if "linearization" in raw:
            scores += F.logsigmoid(raw["linearization"] * torch.sign(offset))
        if "distance" in raw:
            expected = 1 + F.softplus(raw["distance"])
            scores -= torch.log((offset.abs() - expected) ** 2 / 2 + 1)
        return scores.masked_fill_(torch.eye(len(steps), dtype=torch.bool), -float("inf")).numpy()

    def _relate(self, below: np.ndarray, above: np.ndarray, heads: np.ndarray) -> list[str]:
        """Name the relation of each word (a row of ``below``) to its head (a row of ``above``)."""
        governors, which, counts = np.unique(heads, return_inverse=True, return_counts=True)
        # Heads with equally many dependents together, so that they are compared in one go.
        ranked = np.argsort(counts, kind="stable")
        words = np.argsort(np.argsort(ranked, kind="stable")[which], kind="stable")
        best, first_word = np.empty(len(heads), dtype=np.int64), 0
        for rows, each in _runs(ranked, counts):
            group = words[first_word : first_word + len(rows) * each]
            first_word += len(group)
            best[group] = self._best(below[group].reshape(len(rows), each, -1), above[governors[rows]])
        return [self._names[i] for i in best.tolist()]

    def _best(self, below: np.ndarray, above: np.ndarray) -> np.ndarray:
        space = self._space[: len(above)]
        np.matmul(_with_one(above), self._relations, out=space)
        weights = torch.from_numpy(space.reshape(len(above), below.shape[2] + 1, -1))
        scores = torch.matmul(torch.from_numpy(_with_one(below)), weights) + self._relation_bias
        return scores.argmax(2).flatten().numpy()


def _with_roots(batch: Batch) -> tuple[Batch, np.ndarray]:
    """Put a root before every sentence of a batch; give the places of the words, too."""
    lengths = batch.lengths + 1
    rooted = make_batch(lengths, np.arange(lengths.sum()))
    keep = np.ones(lengths.sum(), dtype=bool)
    keep[rooted.starts] = False
    return rooted, np.flatnonzero(keep)


def _pairs(bilinear, below: torch.Tensor, above: torch.Tensor, grid: torch.Tensor) -> torch.Tensor:
    weight = bilinear.weight[:, :, 0]
    left = torch.addmm(weight[-1], below, weight[:-1])
    return torch.matmul(left[:, :-1][grid], above[grid].transpose(1, 2)) + (
        left[:, -1][grid][:, :, None] + bilinear.bias
    )


def _runs(ranked: np.ndarray, counts: np.ndarray):
    """Cut heads, sorted by their number of dependents, into groups of one number, each small enough for the space."""
    first = 0
    for each, total in zip(*np.unique(counts[ranked], return_counts=True), strict=True):
        for start in range(first, first + total, _HEADS):
            yield ranked[start : min(start + _HEADS, first + total)], int(each)
        first += total


def _with_one(rows: np.ndarray) -> np.ndarray:
    return np.concatenate([rows, np.ones((*rows.shape[:-1], 1), dtype=rows.dtype)], axis=-1)
