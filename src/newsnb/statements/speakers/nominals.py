"""Noun phrases without a name, pronouns and dropped subjects: whom they stand for in this article."""

import re
from functools import cache

from newsnb import lang as languages
from newsnb.articles.normalise import fold, skeleton
from newsnb.parsing.document import Word
from newsnb.phrases import words_of
from newsnb.statements.actors import ActorRegistry
from newsnb.statements.contents import Content
from newsnb.statements.lines import Line
from newsnb.statements.nouns import pronouns
from newsnb.statements.speakers.memory import UNKNOWN, Memory, Name, Source


def common_noun(line, head, start, end, inside, memory, number) -> Source:
    """Resolve a noun phrase whose head is no name: an office, a text, a medium, unnamed people, else itself."""
    speakers = line.language.speakers
    text = skeleton(line.raw[start:end])[0]
    if (epithet := read_epithet(line, start, end, memory, number)) is not None:
        return epithet
    if role := _office(line, text, inside, memory):
        return Source((start, end), role, "office", 0.8)
    words = [word.text for word in words_of(line.raw[start:end])]
    if words and len(words) <= 2 and words[-1] in memory.people:
        return Source((start, end), memory.people[words[-1]], "last name", 0.85)
    if fold(head.lemma) in speakers.get("works", []) and inside:
        return Source((start, end), inside[0].actor_id, "author of a text", 0.8)
    if _listed(text, speakers.get("documents", [])):
        medium = next((n.actor_id for n in inside if n.kind == "media"), None) or memory.last_speaker(("media",))
        if medium:
            return Source((start, end), medium, "document", 0.7)
    for actor_id, nouns in speakers.get("unnamed", {}).items():
        if _listed(text, nouns):
            return Source((start, end), actor_id, "unnamed", 0.8)
    if inside:
        return Source((start, end), _phrase_id(line, start, end), "group of a name", 0.6)
    return Source((start, end), _phrase_id(line, start, end), "noun phrase", 0.6)


def read_epithet(line: Line, start: int, end: int, memory: Memory, number: int) -> Source | None:
    """Read "the 54-year-old", "the Uruguayan": an article and a word that takes up a person named just before."""
    words = [word.text for word in words_of(line.raw[start:end])]
    if not words or words[0] not in line.language.speakers.get("epithet_articles", []):
        return None
    rest = words[2:] if len(words) > 2 and words[1].isdigit() else words[1:]
    who = _recent_person(memory, number) or memory.topic_person
    known = " ".join(rest) in _epithets(line.language.code)
    return Source((start, end), who, "epithet", 0.6) if known and who else None


@cache
def _epithets(lang: str) -> frozenset[str]:
    listed = languages.load(lang).speakers.get("epithets", [])
    return frozenset(" ".join(word.text for word in words_of(words)) for words in listed)


def _listed(text: str, words) -> bool:
    return any(_whole_words(word).search(text) for word in words)


@cache
def _whole_words(phrase: str) -> re.Pattern:
    return re.compile(rf"(?<!\w){re.escape(skeleton(phrase)[0])}(?!\w)")


def _phrase_id(line: Line, start: int, end: int) -> str:
    words = [w.text for w in words_of(line.raw[start:end])]
    articles = {"the", "a", "an", "some", "this", "these", "his", "her", "their", "یک", "این"}
    articles |= set(line.language.speakers.get("articles", []))
    kept = [w for w in words if w not in articles] or words
    return "_".join(kept[:5])[:60] or UNKNOWN


def _office(line: Line, text: str, inside: list[Name], memory: Memory) -> str | None:
    """Who holds an office named without its owner: someone the article has mentioned, the latest first."""
    nouns = line.language.speakers.get("role_nouns", {})
    roles = [role for role, words in nouns.items() if _listed(text, words)]
    if _listed(text, line.language.speakers.get("counterparts", [])):
        return _counterpart(line, text, memory)
    for role in sorted(roles, key=lambda r: -max(len(w) for w in nouns[r])):
        holders = memory.registry.holders(role, None, memory.first, memory.last)
        owners = {n.actor_id for n in inside}
        for who in [*reversed(memory.seen), *(holders if len(holders) == 1 else [])]:
            if who in holders and (not owners or owners & _owners(memory.registry, who, role) or who in owners):
                return who
    return None


def _owners(registry: ActorRegistry, actor_id: str, role: str) -> set[str]:
    return {r.of for r in registry.actors[actor_id].roles if r.role == role and r.of}


def _counterpart(line: Line, text: str, memory: Memory) -> str | None:
    """Read "his Ukrainian counterpart": who holds the office of the one mentioned last for that country."""
    roles = [
        role.role for who in reversed(memory.seen[-6:]) if who in memory.registry.actors
        for role in memory.registry.actors[who].roles
    ]  # fmt: skip
    countries = [
        actor.id for actor in memory.registry.actors.values()
        for words in (*actor.adjectives.values(), *actor.names.values())
        if any(_listed(text, [word, f"ال{word}"]) for word in words)
    ]  # fmt: skip
    for role in roles:
        for country in countries:
            holders = memory.registry.holders(role, country, memory.first, memory.last)
            if len(holders) == 1:
                return holders[0]
    return None


def read_pronoun(line: Line, start, end, word: str, names, memory: Memory, number: int) -> Source | None:
    """Resolve a pronoun of the language file; ``None`` where the word is none."""
    kind = pronouns(line.language.code).get(word)
    if kind is None:
        return None
    if kind == "first":
        return Source((start, end), "author", "first person", 0.4)
    if kind == "person":
        earlier = [n.actor_id for n in names if n.end <= start and n.kind == "person"]
        who = (
            _recent_person(memory, number) or (earlier[0] if earlier else memory.topic_person) or memory.last_speaker()
        )
    else:
        who = memory.last_speaker(("institution", "state", "group", "media")) or memory.last_speaker()
    return Source((start, end), who or UNKNOWN, "pronoun", 0.7 if who else 0.2)


def _recent_person(memory: Memory, number: int) -> str | None:
    """The person who spoke in this sentence or the one before."""
    return next(
        (who for n, who in reversed(memory.speakers) if number - n <= 1 and memory.kind_of(who) == "person"), None
    )


def carried(memory: Memory, number: int, rule: str, confidence: float) -> Source:
    """Carry the last speaker over, where the subject is dropped."""
    who = memory.topic or memory.last_speaker()
    return Source(None, who or UNKNOWN, rule if who else "nobody found", confidence if who else 0.1)


def lies_in(content: Content, offset: int) -> bool:
    """Tell whether an offset lies in a content."""
    return any(start <= offset < end for start, end in content.spans)


def _plain(line: Line, start: int, end: int) -> Word:
    text = line.raw[start:end]
    return Word(0, text, text, "X", "", 0, "", start, end, "O")


def from_words(line: Line, start: int, end: int, memory: Memory, number: int) -> Source:
    """Resolve a noun phrase without a name in it: an office, a text, a group."""
    owners = [Name(m.start, m.end, m.actor_id, "", True) for m in line.mentions if start <= m.start and m.end <= end]
    return common_noun(line, line.word_at(start) or _plain(line, start, end), start, end, owners, memory, number)
