"""The steps ``teach`` and ``vote``: what others make of plain text, written as training files beside the treebanks'."""

import logging
import random
from collections.abc import Callable, Iterable
from pathlib import Path

from training.parsing import arabic as prepared
from training.parsing import conllu, entities, export, names, noise, stages, vectors
from training.parsing.conllu import Sentence
from training.parsing.folders import Folders
from training.parsing.padded_lstm import padded_lstm
from training.parsing.sources import Sources
from training.parsing.tasks import tags
from training.parsing.tasks.recognition import renamings
from training.parsing.teaching import arabic, english, name_votes, persian, recognisers, teacher, tree_votes

logger = logging.getLogger("training")
_SEED = 5
_RENAMED = 0.4  # of the sentences with a proper noun
_SPELLINGS = {
    "ar": [(0.2, noise.bare_alef), (0.1, noise.other_digits("ascii")), (0.05, noise.unpunctuated)],
    "fa": [(0.15, noise.without_joiners), (0.05, noise.other_digits("ascii")), (0.05, noise.unpunctuated)],
}
Seen = Callable[[Sentence, Sentence], teacher.Example]


def teach_arabic(folders: Folders, treebanks: list[Sentence]) -> None:
    """Write ANERcorp's text, but for its test part, with cuts for the tokenizer and with tags for the tagger.

    Parameters
    ----------
    folders
        With a finished tagger, and the files it tagged for the parser.
    treebanks
        Sentences of all treebanks, to learn the cuts from; of respelled copies one is enough.
    """
    learned, held_out = (entities.read_written(folders.data / f"ar.ner.{part}.json") for part in ("train", "dev"))
    named = learned + held_out
    people = prepared.whole_names(learned, named, treebanks, folders.people("ar"))
    plain = folders.root / "ar.plain.conllu"
    treebanks = [treebanks[i] for i in _different_trees(treebanks)]
    conllu.write(arabic.cut_text(named, treebanks, folders.root), plain)
    tagged = _taught("ar", folders, plain, arabic.example)
    conllu.write(tagged, folders.silver("ar"))
    # More names that only look as if they began with a clitic.
    named_anew = names.swapped(tagged, people, _RENAMED, random.Random(_SEED + 1), clitics=True)
    conllu.write(tagged + named_anew, folders.cuts("ar"))


def teach_persian(folders: Folders, sources: Sources, model: Path) -> None:
    """Write the plain text of PerDT's training part with tags for the tagger.

    Parameters
    ----------
    folders
        With finished tokenizer, expander and tagger, and the files it tagged for the parser.
    sources
        Where the plain text lies.
    model
        Wapiti model with Peykare's tags.
    """
    texts = [line.strip() for line in vectors.persian_lines(sources) if line.strip()]
    plain = folders.root / "fa.plain.conllu"
    conllu.write(_cut("fa", folders, texts), plain)
    told = persian.peykare(model)
    tagged = _taught("fa", folders, plain, lambda sentence, first: persian.example(sentence, first, told))
    conllu.write(tagged, folders.silver("fa"))


def teach_english_names(folders: Folders, spacy: str) -> None:
    """Tag the news once more in which spaCy found names (`silver`), now by a teacher that also knows Universal NER.

    Parameters
    ----------
    folders
        With the news and a finished recogniser.
    spacy
        Name of an installed spaCy pipeline, or its folder.
    """
    news = entities.forms(entities.read_written(folders.names("en", "silver")))
    sets = entities.read_written(folders.names("en", "train")), entities.read_written(folders.names("en", "dev"))
    first = folders.model(stages.stage("en", "ner"))
    found = recognisers.taught(news, sets, english.spacys(spacy), first, folders.root)
    entities.write(found, folders.names("en", "silver"))


def vote_on_trees(folders: Folders, lang: str, parsers: list[Path], models: Path, device: str) -> None:
    """Write the text of `teach_arabic` or `teach_persian` with the trees of several parsers.

    Parameters
    ----------
    folders
        With that text.
    lang
        Its language.
    parsers
        As Stanza saves them.
    models
        Folder laid out as Stanza's, with the tagger and lemmatiser the parser has at work.
    device
        ``"cpu"`` or ``"cuda"``.
    """
    plain = folders.root / f"{lang}.plain.tagged.conllu"
    conllu.write(tree_votes.tagged(lang, models, conllu.read(folders.silver(lang))), plain)
    conllu.write(tree_votes.parsed(parsers, plain, device), folders.parsed(lang))


def vote_on_names(folders: Folders, lang: str, networks: list[Path], device: str) -> None:
    """Write plain text with the names that several recognisers find, and their scores for it and for the name set.

    Parameters
    ----------
    folders
        With text in which another system found names (`silver`), or else with that of `teach_persian`, or treebanks.
    lang
        Its language.
    networks
        Recognisers as Stanza saves them.
    device
        ``"cpu"`` or ``"cuda"``.
    """
    plain = _plain_forms(folders, lang)
    train, dev = (entities.read_written(folders.names(lang, part)) for part in ("train", "dev"))
    learned = [train, dev]
    for named in (train, train + dev):  # the recogniser learns from one or the other
        learned += renamings(named, folders.people(lang))
    texts = plain + [forms for named in learned for forms in entities.forms(named)]
    votes = name_votes.vote(networks, texts, device)
    entities.write(votes.named(len(plain)), folders.names(lang, "silver"))
    votes.save(folders.name_scores(lang))


def _plain_forms(folders: Folders, lang: str) -> list[list[str]]:
    """Words of sentences without names marked, each sentence once."""
    names_file = folders.names(lang, "silver")
    if names_file.is_file():
        texts = entities.forms(entities.read_written(names_file))
    elif lang == "ar":  # its taught text is that of the name set
        texts = [[word.form for word in s.words] for part in folders.train_parts(lang) for s in conllu.read(part)]
    else:
        texts = [[token.form for token in s.tokens()] for s in conllu.read(folders.silver(lang))]
    return [list(text) for text in dict.fromkeys(map(tuple, texts))]


def set_aside(folders: Folders, lang: str) -> None:
    """Move the networks of the first round out of the way that are to be trained anew with the teacher's text."""
    text = {"tokenize": folders.cuts(lang), "pos": folders.silver(lang), "ner": folders.names(lang, "silver")}
    for processor, file in text.items():
        if file.is_file():
            set_network_aside(folders, lang, processor)


def set_network_aside(folders: Folders, lang: str, processor: str) -> None:
    """Move a network out of the way, so that it is trained anew.

    The tags of a tagger that goes, from which a parser was to learn, go too.
    """
    stage = stages.stage(lang, processor)
    if folders.model(stage).is_file():
        folders.model(stage).replace(folders.model(stage).with_suffix(".first"))
    passing = [folders.record(stage), folders.state(stage)]
    if processor == "pos":
        passing += folders.data.glob(f"{lang}.*tagged.conllu")
    for file in passing:
        file.unlink(missing_ok=True)


def _taught(lang: str, folders: Folders, plain: Path, seen: Seen) -> list[Sentence]:
    """Learn from the first treebank, tag plain text, spell some of it as news sites do."""
    gold = conllu.read(folders.train_parts(lang)[0])
    first = conllu.read(folders.tagged(lang, "train"))[: len(gold)]
    lessons = ((seen(gold[i], first[i]), _labels(gold[i])) for i in _different_trees(gold))
    found = teacher.learn(lessons, folders.root / f"{lang}.tags.crf")
    held_out = conllu.read(folders.data / f"{lang}.dev.conllu"), conllu.read(folders.tagged(lang, "dev"))
    logger.info("%s: %s", lang, _report(found, zip(*held_out, strict=True), seen))
    target = folders.root / f"{lang}.first.conllu"
    with padded_lstm():
        tags.write_tagged(folders.model(stages.stage(lang, "pos")), plain, target)
    tagged = [teacher.labelled(s, found.labels(seen(s, s))) for s in conllu.read(target)]
    return noise.respelled(tagged, _SPELLINGS[lang], random.Random(_SEED))


def _different_trees(sentences: list[Sentence]) -> list[int]:
    """Places of the first sentence with each tree: respelled copies are left out."""
    found: dict[tuple, int] = {}
    for place, sentence in enumerate(sentences):
        found.setdefault(tuple((word.head, word.deprel) for word in sentence.words), place)
    return list(found.values())


def _labels(sentence: Sentence) -> list[str]:
    return [teacher.label(word) for word in sentence.words]


def _report(found: teacher.Teacher, pairs: Iterable[tuple[Sentence, Sentence]], seen: Seen) -> str:
    words = untaught = taught = 0
    for gold, first in pairs:
        for word, before, label in zip(gold.words, first.words, found.labels(seen(gold, first)), strict=True):
            words += 1
            untaught += word.upos == before.upos
            taught += word.upos == label.split("~")[0]
    return (
        f"parts of speech of {words} held-out words: first tagger {untaught / words:.4f}, teacher {taught / words:.4f}"
    )


def _cut(lang: str, folders: Folders, texts: list[str]) -> list[Sentence]:
    """Sentences of plain text, one a line, as our own tokenizer and expander cut them."""
    import stanza

    models = [folders.model(stages.stage(lang, processor)) for processor in ("tokenize", "mwt")]
    export.export(models, folders.root / "first")
    pipeline = stanza.Pipeline(
        lang, dir=str(folders.root / "first"), package="default", processors="tokenize,mwt", tokenize_no_ssplit=True,
        download_method=None, use_gpu=False, verbose=False,
    )  # fmt: skip
    document = pipeline("\n\n".join(texts))
    return list(conllu.parse(f"{document:C}".splitlines()))
