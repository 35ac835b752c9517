"""Names in plain text, by a teacher: two conditional random fields, one on top of the other.

The lower one learns from the training part of a name set with what other tools say of each word; the upper one weighs
its tags against those of our own first recogniser. It learns from the development part, because that recogniser has
the training part by heart (stacking: Wolpert 1992).
"""

import logging
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from stanza.models.ner import scorer
from stanza.models.ner.trainer import Trainer
from stanza.models.ner.utils import bio2_to_bioes
from training.parsing import entities, evaluate
from training.parsing.entities import Tagged
from training.parsing.teaching import teacher

logger = logging.getLogger("training")
Forms = Sequence[Sequence[str]]  # words of sentences
# For each word a part of speech and verdicts, the most telling one last.
Told = Callable[[Forms], list[list[tuple[str, ...]]]]
_BLOCK = 20  # sentences that stay together when the development part is halved
_BIO = {"S": "B", "E": "I"}


def taught(
    plain: Forms, sets: tuple[list[Tagged], list[Tagged]], told: Told, first: Path, folder: Path
) -> list[Tagged]:
    """Tag plain text.

    Parameters
    ----------
    plain
        Words of its sentences.
    sets
        Training and development part of a name set.
    told
        What other tools say.
    first
        Our own recogniser, which has not learned from the development part.
    folder
        Where the learned fields are kept.
    """
    train, dev = sets
    lower = teacher.learn(
        zip(_told(entities.forms(train), told), _tags(train), strict=True), folder / "names.lower.crf"
    )
    examples = _weighed(entities.forms(dev), told, lower, first)
    _report(examples, _tags(dev), folder / "names.half.crf")
    upper = teacher.learn(zip(examples, _tags(dev), strict=True), folder / "names.upper.crf")
    found = (upper.labels(example) for example in _weighed(plain, told, lower, first))
    return [entities.mended(list(zip(forms, tags, strict=True))) for forms, tags in zip(plain, found, strict=True)]


def own_tags(model: Path, sentences: Forms) -> list[list[str]]:
    """Begin-inside-outside tags of a recogniser."""
    content = entities.as_content(entities.untagged(sentences))
    found, _ = evaluate.name_tags(Trainer(model_file=str(model), device="cpu"), content)
    return [begin_inside(tags) for tags in found]


def begin_inside(tags: Iterable[str]) -> list[str]:
    """Begin-inside-outside tags from those that also mark single words and ends."""
    return [_BIO.get(tag[0], tag[0]) + tag[1:] for tag in tags]


def _told(sentences: Forms, told: Told) -> list[teacher.Example]:
    return [
        teacher.Example(forms, [parts[0] for parts in said], [parts[1:] for parts in said])
        for forms, said in zip(sentences, told(sentences), strict=True)
    ]


def _weighed(sentences: Forms, told: Told, lower: teacher.Teacher, first: Path) -> list[teacher.Example]:
    own = own_tags(first, sentences)
    result = []
    for example, tags in zip(_told(sentences, told), own, strict=True):
        below = lower.labels(example)
        said = [(verdicts[-1], tag) for verdicts, tag in zip(example.verdicts, below, strict=True)]
        result.append(teacher.Example(example.forms, tags, said))
    return result


def _tags(sentences: list[Tagged]) -> list[list[str]]:
    return [[tag for _, tag in sentence] for sentence in sentences]


def _report(examples: list[teacher.Example], gold: list[list[str]], file: Path) -> None:
    """Log what the upper field adds, each half of the development part tagged by a field learned from the other."""
    found: list[list[str]] = [[] for _ in gold]
    block = max(1, min(_BLOCK, len(gold) // 2))
    for half in (0, 1):
        inside = [i for i in range(len(gold)) if i // block % 2 != half]
        learned = teacher.learn(((examples[i], gold[i]) for i in inside), file)
        for i in set(range(len(gold))) - set(inside):
            found[i] = learned.labels(examples[i])
    own, lower = [e.first for e in examples], [[said[-1] for said in e.verdicts] for e in examples]
    for label, tags in (("own", own), ("lower field", lower), ("both", found)):
        logger.info(
            "F1 of names, %s: %.4f", label, scorer.score_by_entity(_bioes(tags), _bioes(gold), verbose=False)[2]
        )


def _bioes(sentences: list[list[str]]) -> list[list[str]]:
    """In the scheme that Stanza's scorer reads."""
    return [bio2_to_bioes([tag for _, tag in entities.mended([("", tag) for tag in tags])]) for tags in sentences]
