"""English training data: EWT and PUD, names from Universal NER."""

import random

from training.parsing import conllu, cutting, entities, furniture, names, noise
from training.parsing.prepared import Prepared
from training.parsing.sources import Sources


def prepare(sources: Sources) -> Prepared:
    """Read the sets and add copies in news spelling."""
    draw = random.Random(1)
    train, dev, test = (conllu.read(sources.treebank(f"en_ewt-{part}")) for part in ("train", "dev", "test"))
    pud = conllu.read(sources.treebank("en_pud"))
    tagged = [entities.read(sources.names(f"en_uner-{part}")) for part in ("train", "dev", "test")]
    people = sorted(entities.names(tagged[0])["PER"])
    base = train + pud
    copies = [
        *noise.some(base, 0.2, noise.curly_quotes, draw),
        *noise.some(base, 0.3, noise.single_quotes, draw),
        *noise.some(base, 0.25, noise.headline, draw),
        *names.swapped(base, [name for name in people if name.isalpha()], 0.1, draw),
    ]
    lines = furniture.lines("en", furniture.whole(tagged[0]), 600, draw)
    paragraphs = cutting.closed(cutting.as_marked(train)) + cutting.as_drawn(pud + copies, draw)
    paragraphs += [[furniture.as_sentence(line)] for line in lines]
    named = _with_copies(tagged[0], draw) + [furniture.as_tagged(line) for line in lines]
    return Prepared(
        "en", [base + copies], dev, test, paragraphs, cutting.closed(cutting.as_marked(dev)), named, *tagged[1:]
    )  # fmt: skip


def _with_copies(sentences: list[entities.Tagged], draw: random.Random) -> list[entities.Tagged]:
    titles = entities.as_titles(sentences, 0.4, draw)
    curly = entities.spelled(sentences, 0.2, lambda form: form.replace("'", "’"), draw)
    return sentences + titles + curly
