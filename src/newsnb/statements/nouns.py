"""Words of the language file that say who a noun phrase may stand for, folded; read once a language."""

from functools import cache

from newsnb import lang as languages
from newsnb.articles.normalise import fold
from newsnb.phrases import words_of


@cache
def head_nouns(lang: str) -> frozenset[str]:
    """First words of the titles, offices, texts and unnamed people that the language file lists."""
    section = languages.load(lang).speakers
    kinds = ("titles", "documents", "works", "bodies")
    lists = [section.get(kind, []) for kind in kinds]
    lists += [*section.get("role_nouns", {}).values(), *section.get("unnamed", {}).values()]
    return frozenset(words_of(phrase)[0].text for phrases in lists for phrase in phrases)


@cache
def titles(lang: str) -> frozenset[str]:
    """Titles as the language file lists them; one may be several words."""
    return frozenset(fold(title) for title in languages.load(lang).speakers.get("titles", []))


@cache
def short_titles(lang: str) -> frozenset[str]:
    """Words of titles with up to three letters, which are written with a full stop."""
    words = {word.text for title in languages.load(lang).speakers.get("titles", []) for word in words_of(title)}
    return frozenset(word for word in words if len(word) <= 3)


@cache
def body_nouns(lang: str) -> frozenset[str]:
    """Nouns that stand before the name of a body ("company", "party")."""
    return frozenset(w.text for noun in languages.load(lang).speakers.get("bodies", []) for w in words_of(noun))


@cache
def text_nouns(lang: str, *kinds: str) -> frozenset[str]:
    """Words of the texts that the language file lists under ``works`` or ``documents``."""
    section = languages.load(lang).speakers
    return frozenset(w.text for kind in kinds for noun in section.get(kind, []) for w in words_of(noun))


@cache
def medium_nouns(lang: str) -> frozenset[str]:
    """First words of what something is said in ("interview", "news conference")."""
    return frozenset(words_of(phrase)[0].text for phrase in languages.load(lang).dates.get("medium_marks", ()))


@cache
def name_particles(lang: str) -> frozenset[str]:
    """Words inside names that none ends with: "bin", "von"."""
    return frozenset(map(fold, languages.load(lang).speakers.get("name_particles", [])))


@cache
def words_of_time(lang: str) -> frozenset[str]:
    """Adverbs such as "repeatedly" and "recently", which a recogniser may take for names where nothing has capitals."""
    dates = languages.load(lang).dates
    return frozenset(fold(words) for kind in ("repeated", "recent", "earlier") for words in dates.get(kind, ()))


@cache
def name_endings(lang: str) -> frozenset[str]:
    """Words that go on with the name in front of them ("زاده" written apart)."""
    return frozenset(map(fold, languages.load(lang).speakers.get("name_endings", [])))


@cache
def relative_words(lang: str) -> frozenset[str]:
    """Relative pronouns."""
    return frozenset(map(fold, languages.load(lang).speakers.get("relative", [])))


@cache
def pronouns(lang: str) -> dict[str, str]:
    """Pronouns that may speak, each with its kind: ``person``, ``group``, ``first``."""
    listed = languages.load(lang).speakers.get("pronouns", {})
    return {fold(word): kind for kind, words in listed.items() for word in words}
