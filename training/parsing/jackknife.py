"""Tags for the parser to learn from: each sentence is tagged by a tagger that was trained without it.

At work the parser gets tags of the tagger, wrong ones among them; brought up on the treebank's own it would trust them
too much. Jackknifing is the usual cure (how much it gives: Agić and Schluter 2017, "How (not) to train a dependency
parser").
"""

import logging
import zlib
from dataclasses import replace
from pathlib import Path

from training.parsing import conllu
from training.parsing.conllu import Sentence
from training.parsing.fitting import Budget, fit
from training.parsing.folders import Folders
from training.parsing.padded_lstm import padded_lstm
from training.parsing.stages import Stage
from training.parsing.tasks import tags

FOLDS = 3
_KEY = 6  # words at the beginning of a sentence whose heads tell copies of it
logger = logging.getLogger("training")


def tag(stage: Stage, folders: Folders, device: str = "cpu", steps: int | None = None) -> None:
    """Write the parser's training and development files with predicted tags; what is there is not made again.

    Parameters
    ----------
    stage
        The tagger of the language, with the time budget of one fold.
    folders
        Training files and models; the finished tagger tags the development file.
    device
        ``"cpu"`` or ``"cuda"``.
    steps
        Stop after so many steps, for trying out.

    Raises
    ------
    FileNotFoundError
        If the language's tagger is not trained yet.
    """
    finished = folders.model(stage)
    if not finished.is_file():
        raise FileNotFoundError(f"{finished}: train {stage.lang} pos before its parser, which learns from its tags")
    for fold in range(FOLDS):
        _tag_fold(stage, folders, fold, device, steps)
    train, dev = (folders.tagged(stage.lang, part) for part in ("train", "dev"))
    if not dev.is_file():
        tags.write_tagged(finished, folders.data / f"{stage.lang}.dev.conllu", dev, device)
    if not train.is_file():
        by_fold = [iter(conllu.read(_fold_file(stage, folders, fold))) for fold in range(FOLDS)]
        sentences = conllu.read(folders.data / f"{stage.lang}.train.conllu")
        conllu.write([next(by_fold[fold_of(sentence)]) for sentence in sentences], train)


def fold_of(sentence: Sentence) -> int:
    """Choose the fold by the shape of the tree, so that a sentence and its respelled copies come into the same one."""
    return zlib.crc32(repr([word.head for word in sentence.words[:_KEY]]).encode()) % FOLDS


def _fold_file(stage: Stage, folders: Folders, fold: int) -> Path:
    return folders.data / f"{stage.lang}.fold{fold}.tagged.conllu"


def _tag_fold(stage: Stage, folders: Folders, fold: int, device: str, steps: int | None) -> None:
    target = _fold_file(stage, folders, fold)
    if target.is_file():
        return
    parts, left_out = [], []
    for number, file in enumerate(folders.train_parts(stage.lang), start=1):
        sentences = conllu.read(file)
        parts.append(folders.data / f"{stage.lang}.fold{fold}.train{number}.conllu")
        conllu.write([s for s in sentences if fold_of(s) != fold], parts[-1])
        left_out += [s for s in sentences if fold_of(s) == fold]
    unseen = folders.data / f"{stage.lang}.fold{fold}.conllu"
    conllu.write(left_out, unseen)
    logger.info("%s: fold %d of %d", stage.name, fold + 1, FOLDS)
    passing = replace(stage, processor=f"{stage.processor}.fold{fold}")
    with padded_lstm():
        task = tags.build(stage, folders, device, parts)
        budget = Budget(stage.seconds, 1, steps, settled=stage.settled)
        fit(task, budget, folders.model(passing), folders.state(passing))
    tags.write_tagged(folders.model(passing), unseen, target, device)
    for file in (*parts, unseen, folders.model(passing), folders.state(passing)):
        file.unlink(missing_ok=True)
