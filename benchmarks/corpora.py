"""Texts to measure with: articles made up from templates and from resampled paragraphs, the same for the same seed."""

import json
import random
from pathlib import Path

ARTICLES = Path(__file__).parent.parent / "data" / "articles"

_TEMPLATES = {
    "en": [
        "{name}, {role} of {place}, said on {day} that the {thing} would {act} before the end of the month.",
        "“We will not {act} the {thing},” {name} told reporters in {place}. “That is our position.”",
        "The {thing} has been discussed since {day}, and traffic in {place} was slow in the morning.",
        "According to {name}, the ministry of {place} denied that it had agreed to {act} the {thing}.",
    ],
    # The same in Arabic: who said on which day that what would be done, a quotation, background, a denial.
    "ar": [
        "قال {name}، {role} {place}، يوم {day} إن {thing} سيتأجل حتى نهاية الشهر.",
        "وأضاف {name}: «لن نقبل {thing}، وهذا موقفنا» في حديث للصحفيين في {place}.",
        "وكانت حركة السير في {place} بطيئة صباح {day} بسبب الأمطار.",
        "ونفت وزارة الخارجية في {place} بحسب {name} أنها وافقت على {thing}.",
    ],
}
_FILLINGS = {
    "en": {
        "role": ["the prime minister", "the foreign minister", "a spokesman", "the governor", "the mayor"],
        "day": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"],
        "thing": ["ceasefire", "pipeline", "budget", "border crossing", "election law", "grain deal"],
        "act": ["accept", "delay", "reject", "sign", "review"],
    },
    "ar": {
        "role": [
            "رئيس وزراء",
            "وزير خارجية",
            "المتحدث باسم",
            "محافظ",
        ],  # prime minister, foreign minister, spokesman, governor
        "day": ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس"],  # Monday to Thursday
        "thing": [
            "وقف إطلاق النار",
            "خط الأنابيب",
            "الموازنة",
            "قانون الانتخاب",
        ],  # ceasefire, pipeline, budget, election law
    },
}
_SYLLABLES = {
    "en": ["ba", "ko", "ri", "ta", "ne", "lu", "sha", "mo", "ver", "dan", "is", "ok", "el", "par"],
    "ar": ["با", "كو", "ري", "تا", "ني", "لو", "شا", "مو", "دا", "رو", "سي"],
}


def articles(lang: str, count: int, seed: int = 0) -> list[str]:
    """Make up articles of about 350 words: half of the paragraphs from templates, half taken from the five articles.

    Names of persons and places are invented anew for every article, so that a corpus has a vocabulary that grows.
    """
    chance = random.Random(f"{lang} {seed}")
    known = _paragraphs(lang)
    return [_article(lang, known, chance) for _ in range(count)]


def _article(lang: str, known: list[str], chance: random.Random) -> str:
    names = [_name(lang, chance) for _ in range(4)]
    made = [
        " ".join(_sentence(lang, names, chance) for _ in range(3))
        for _ in range(5)
    ]  # fmt: skip
    paragraphs = made + chance.choices(known, k=5)
    chance.shuffle(paragraphs)
    return "\n\n".join([_sentence(lang, names, chance), *paragraphs])


def _sentence(lang: str, names: list[str], chance: random.Random) -> str:
    filled = {key: chance.choice(values) for key, values in sorted({"act": [""], **_FILLINGS[lang]}.items())}
    return chance.choice(_TEMPLATES[lang]).format(name=chance.choice(names), place=chance.choice(names), **filled)


def _name(lang: str, chance: random.Random) -> str:
    return "".join(chance.choices(_SYLLABLES[lang], k=chance.randint(2, 4))).capitalize()


def _paragraphs(lang: str) -> list[str]:
    from newsnb.articles import read_articles

    corpus = read_articles(ARTICLES)
    of = corpus.articles.set_index("article_id")
    blocks = corpus.blocks[corpus.blocks["kept"] & (corpus.blocks["kind"] == "body")]
    found = []
    for block in blocks.itertuples():
        article = of.loc[block.article_id]
        text = corpus.texts[article["source_id"]][block.start : block.end].strip()
        if article["lang"] == lang and len(text) > 80:
            found.append(text)
    return sorted(set(found))


def write(path: Path, texts: list[str], first: int = 0) -> Path:
    """Write texts as JSON lines that ``newsnb run`` reads, dated one day after the other."""
    with path.open("w", encoding="utf-8") as file:
        for number, text in enumerate(texts, start=first):
            day = f"2024-{1 + number // 28 % 12:02d}-{1 + number % 28:02d}"
            file.write(json.dumps({"id": f"made{number:06d}", "date": day, "text": text}, ensure_ascii=False) + "\n")
    return path


def from_file(path: Path, count: int) -> list[str]:
    """Read the first texts of a JSON lines file (``.jsonl`` or ``.jsonl.gz``), one ``text`` a line."""
    import gzip

    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        return [json.loads(line)["text"] for line, _ in zip(file, range(count), strict=False)]
