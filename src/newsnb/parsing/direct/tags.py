"""Parts of speech and features: Stanza's tagger, run over batches of like length."""

import torch
from stanza.models.common.vocab import CompositeVocab

from newsnb.parsing.direct import word_types
from newsnb.parsing.direct.packing import Batch, batches, read

_TOKENS = 3000  # of a batch


class Tagger:
    """Stanza's part-of-speech network.

    Parameters
    ----------
    processor
        Stanza's own, with its network and vocabularies.
    """

    def __init__(self, processor):
        self._model = processor.trainer.model
        self._vocab = processor.vocab
        self._forms = word_types.Forms(self._known)
        count = len(self._vocab["upos"])
        self._columns = {
            name: _per_tag(self._model, name, count) for name in ("xpos", "feats") if len(self._vocab[name]) > 0
        }
        self._spelled: dict[bytes, str] = {}

    @staticmethod
    def fits(processor) -> bool:
        """Tell whether the network is built the way this module runs it."""
        model, args = processor.trainer.model, processor.trainer.args
        columns = [(c.name, tuple(c.parents)) for c in model.tag_columns]
        return (
            columns == [("upos", ()), ("xpos", ("upos",)), ("feats", ("upos",))]
            and model.link_mode == "tag_emb"
            and not any(args.get(key) for key in ("charlm", "bert_model", "pretrain", "share_hid", "char_lowercase"))
            and bool(args["char"] and args["char_emb_dim"] > 0 and args["word_emb_dim"] > 0)
            and not isinstance(processor.vocab["xpos"], CompositeVocab)
        )

    def __call__(self, words: list[str], lengths: list[int]) -> tuple[list[str], list[str], list[str]]:
        """Tag sentences given as one list of words and the lengths of the sentences.

        Returns
        -------
        tuple of lists
            Universal tags, the treebank's own tags, and features (``"_"`` where there are none), one for each word.
        """
        found = [[""] * len(words) for _ in range(3)]
        for batch in batches(lengths, _TOKENS):
            for column, values in zip(found, self._batch(batch, words), strict=True):
                for place, value in zip(batch.items.tolist(), values, strict=True):
                    column[place] = value
        return tuple(found)

    def _known(self, forms: list[str]) -> torch.Tensor:
        model, plain = self._model, [word_types.plain_marks(form) for form in forms]
        spelled = word_types.spelling(model.charmodel, self._vocab["char"], plain)
        embedded = model.word_emb(word_types.ids(self._vocab["word"], plain))
        return torch.cat([embedded, model.trans_char(spelled)], 1)

    def _batch(self, batch: Batch, words: list[str]) -> tuple[list[str], list[str], list[str]]:
        model = self._model
        rows = self._forms([words[i] for i in batch.items.tolist()])
        output, _ = read(model.taggerlstm, batch.pack(rows), (model.taggerlstm_h_init, model.taggerlstm_c_init))
        states = batch.unpack(output)
        upos = model.upos_clf(torch.relu(model.upos_hid(states))).argmax(1)
        xpos = self._column("xpos", states, upos)[:, 0]
        feats = self._column("feats", states, upos)
        names = self._vocab["upos"].unmap(upos.tolist()), self._vocab["xpos"].unmap(xpos.tolist())
        return *names, [self._spell(row) for row in feats.numpy()]

    def _column(self, name: str, states: torch.Tensor, upos: torch.Tensor) -> torch.Tensor:
        """Best value of each part of a column, given the universal tags: one part (xpos), or one a feature."""
        weights, bias, edges = self._columns[name]
        hidden = torch.relu(self._model.tag_hid[name](states))
        scores = hidden.new_empty(len(hidden), weights.shape[2])
        for tag in upos.unique().tolist():
            rows = (upos == tag).nonzero().flatten()
            scores[rows] = torch.addmm(bias[tag], hidden[rows], weights[tag])
        return torch.stack([part.argmax(1) for part in scores.split(edges, 1)], 1)

    def _spell(self, row) -> str:
        key = row.tobytes()
        if key not in self._spelled:
            self._spelled[key] = self._vocab["feats"].id2unit(row.tolist())
        return self._spelled[key]


def _per_tag(model, name: str, count: int) -> tuple[torch.Tensor, torch.Tensor, list[int]]:
    """Fold the bilinear layers of a column with each universal tag: then they are one matrix a tag.

    Returns
    -------
    tuple
        Weights (tags, hidden, values), bias (tags, values), and how many values each part of the column has.
    """
    scorers = model.tag_clf[name]
    scorers = list(scorers) if isinstance(scorers, torch.nn.ModuleList) else [scorers]
    tags = model.upos_emb(torch.arange(count))
    tags = torch.cat([tags, tags.new_ones(count, 1)], 1)
    folded = torch.cat([torch.einsum("oij,tj->tio", s.W_bilin.weight, tags) for s in scorers], 2)
    bias = torch.cat([s.W_bilin.bias for s in scorers])
    return folded[:, :-1].contiguous(), folded[:, -1] + bias, [s.W_bilin.weight.shape[0] for s in scorers]
