"""Trees for plain text by several parsers together.

Parsers that began with other weights make other mistakes. Their log-probabilities of heads and relations are averaged,
and the best tree under the sum is taken (Surdeanu and Manning 2010, "Ensemble models for dependency parsing: cheap and
good?"). One parser that learns from such trees comes near to all of them together (Kuncoro and others 2016).
"""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from stanza.models.common import utils
from stanza.models.common.chuliu_edmonds import chuliu_edmonds_one_root
from stanza.models.common.vocab import VOCAB_PREFIX_SIZE
from stanza.models.depparse.data import DataLoader
from stanza.models.depparse.trainer import Trainer, unpack_batch
from stanza.utils.conll import CoNLL
from training.parsing import conllu
from training.parsing.conllu import Sentence

Scores = tuple[
    np.ndarray, np.ndarray
]  # of heads: (words + 1, words + 1); of relations: (words + 1, words + 1, relations)
_WORDS_AT_ONCE = 1500
_SENTENCES_AT_ONCE = 400


def tagged(lang: str, models: Path, sentences: Iterable[Sentence]) -> list[Sentence]:
    """Give sentences the tags and lemmas that a parser gets at work; each text once.

    Parameters
    ----------
    lang
        Language code.
    models
        Folder laid out as Stanza's.
    sentences
        Cut into words; their own tags are not looked at.
    """
    import stanza

    pipeline = stanza.Pipeline(
        lang, dir=str(models), package="default", processors="tokenize,pos,lemma", tokenize_pretokenized=True,
        download_method=None, use_gpu=False, verbose=False,
    )  # fmt: skip
    texts = list(dict.fromkeys(tuple(word.form for word in sentence.words) for sentence in sentences))
    found: list[Sentence] = []
    for start in range(0, len(texts), _SENTENCES_AT_ONCE):
        document = pipeline([list(text) for text in texts[start : start + _SENTENCES_AT_ONCE]])
        found += conllu.parse(f"{document:C}".splitlines())
    return found


def parsed(models: list[Path], treebank: Path, device: str = "cpu") -> list[Sentence]:
    """Give sentences the trees that several parsers like best together.

    Parameters
    ----------
    models
        Parsers as Stanza saves them; their vocabularies may differ, their relations may not.
    treebank
        CoNLL-U file with the tags the parsers are to read; its trees are not looked at.
    device
        ``"cpu"`` or ``"cuda"``.

    Raises
    ------
    ValueError
        If the parsers have other relations.
    """
    trainers = [Trainer.load(str(model), None, device=device) for model in models]
    relations = [_relations(trainer) for trainer in trainers]
    for model, names in zip(models, relations, strict=True):
        if sorted(names) != sorted(relations[0]):
            raise ValueError(f"{model}: its relations are not those of {models[0]}: the parsers cannot vote together")
    order = [[names.index(name) for name in relations[0]] for names in relations]
    by_parser = [_scores(trainer, treebank) for trainer in trainers]
    sentences = []
    for sentence, *votes in zip(conllu.read(treebank), *by_parser, strict=True):
        heads = sum(vote[0] for vote in votes)
        labels = sum(vote[1][:, :, places] for vote, places in zip(votes, order, strict=True))
        sentences.append(_with_tree(sentence, heads, labels, relations[0]))
    return sentences


def _relations(trainer: Trainer) -> list[str]:
    return trainer.vocab["deprel"]._id2unit[VOCAB_PREFIX_SIZE:]


def _scores(trainer: Trainer, treebank: Path) -> list[Scores]:
    """One parser's log-probabilities for each sentence."""
    batches = DataLoader(
        CoNLL.conll2doc(str(treebank)),
        _WORDS_AT_ONCE,
        trainer.args,
        None,
        vocab=trainer.vocab,
        evaluation=True,
        sort_during_eval=True,
    )
    found: list[Scores] = []
    trainer.model.eval()
    with torch.no_grad():
        for batch in batches:
            inputs, order, word_order, lengths, letters, text = unpack_batch(batch, trainer.model.get_device())
            _, (heads, _, labels) = trainer.model(*inputs, word_order, lengths, letters, text)
            cut = [(heads[i][:n, :n], labels[i][:n, :n].astype(np.float16)) for i, n in enumerate(lengths)]
            found += utils.unsort(cut, order)
    return utils.unsort(found, batches.data_orig_idx)


def _with_tree(sentence: Sentence, heads: np.ndarray, labels: np.ndarray, names: list[str]) -> Sentence:
    tree = chuliu_edmonds_one_root(heads)
    words = (
        replace(word, head=int(tree[place]), deprel=names[int(labels[place, tree[place]].argmax())])
        for place, word in enumerate(sentence.words, start=1)
    )
    return replace(sentence, words=tuple(words))
