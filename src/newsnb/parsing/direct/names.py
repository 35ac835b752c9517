"""Names of persons, organisations and places: Stanza's recogniser, run over batches of like length."""

import numpy as np
import torch
from stanza.models.common.vocab import VOCAB_PREFIX_SIZE, CompositeVocab
from stanza.models.ner.trainer import fix_singleton_tags

from newsnb.parsing.direct import word_types
from newsnb.parsing.direct.packing import Batch, batches, read

_TOKENS = 3000  # of a batch


class Recogniser:
    """Stanza's network for names. It reads tokens, not the words inside them."""

    def __init__(self, processor):
        trainer = processor.trainers[0]
        self._model, self._vocab, self._args = trainer.model, trainer.vocab, trainer.args
        self._transitions = self._model.crits[0]._transitions.detach().numpy()
        self._forms = word_types.Forms(self._known)

    @staticmethod
    def fits(processor) -> bool:
        """Tell whether the network is built the way this module runs it."""
        if len(processor.trainers) != 1:
            return False
        trainer = processor.trainers[0]
        args, tags = trainer.args, trainer.vocab["tag"]
        return (
            "delta" in trainer.vocab
            and "word" not in trainer.vocab
            and isinstance(tags, CompositeVocab)
            and len(tags.lens()) == 1
            and not any(args.get(key) for key in ("charlm", "bert_model"))
            and bool(args["char"] and args["char_emb_dim"] > 0 and args["word_emb_dim"] > 0)
        )

    def __call__(self, tokens: list[str], lengths: list[int]) -> list[str]:
        """BIOES tag of each token of sentences given as one list and the lengths of the sentences."""
        found = ["O"] * len(tokens)
        for batch in batches(lengths, _TOKENS):
            for place, tag in zip(batch.items.tolist(), self._batch(batch, tokens), strict=True):
                found[place] = tag
        return found

    def _known(self, forms: list[str]) -> torch.Tensor:
        model, args = self._model, self._args
        lower = [form.lower() for form in forms]
        cased = lower if args.get("char_lowercase") else forms
        spelled = word_types.spelling(model.charmodel, self._vocab["char"], cased)
        known = lower if args.get("lowercase", True) else forms
        rows = torch.cat([model.delta_emb(word_types.ids(self._vocab["delta"], known)), spelled], 1)
        return model.input_transform(rows) if model.input_transform else rows

    def _batch(self, batch: Batch, tokens: list[str]) -> list[str]:
        model = self._model
        rows = self._forms([tokens[i] for i in batch.items.tolist()])
        output, _ = read(model.taggerlstm, batch.pack(rows), (model.taggerlstm_h_init, model.taggerlstm_c_init))
        scores = model.tag_clfs[0](batch.unpack(output)).numpy()
        best = np.maximum(best_paths(scores, batch, self._transitions), VOCAB_PREFIX_SIZE)
        tags = [self._vocab["tag"].id2unit((tag,))[0] for tag in best.tolist()]
        ends = np.cumsum(batch.lengths).tolist()
        return [
            tag for start, end in zip([0, *ends], ends, strict=False) for tag in fix_singleton_tags(tags[start:end])
        ]


def best_paths(scores: np.ndarray, batch: Batch, transitions: np.ndarray) -> np.ndarray:
    """Find the best sequence of tags for all sequences of a batch at once (Viterbi).

    Parameters
    ----------
    scores
        One row of tag scores for each of ``batch.items``.
    transitions
        Score of going from one tag (row) to the next (column).

    Returns
    -------
    numpy.ndarray
        Tag of each of ``batch.items``.
    """
    starts, sizes = batch.starts, batch.sizes.tolist()
    best = scores[starts].copy()
    back = []
    for step in range(1, len(sizes)):
        running = sizes[step]
        ways = best[:running, :, None] + transitions
        back.append(ways.argmax(axis=1))
        best[:running] = scores[starts[:running] + step] + ways.max(axis=1)
    path = np.empty(len(scores), dtype=np.int64)
    current = best.argmax(axis=1)
    for step in range(len(sizes) - 1, -1, -1):
        running = sizes[step]
        path[starts[:running] + step] = current[:running]
        if step:
            current[:running] = back[step - 1][np.arange(running), current[:running]]
    return path
