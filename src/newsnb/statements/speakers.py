"""Whose words they are: from the noun phrase at the cue to an actor.

The article is read in order; a `Memory` keeps who spoke and who was spoken of, so that pronouns, dropped subjects and
"the spokesman" can be read from what came before. Every answer names its rule.
"""

import re
from dataclasses import dataclass, field
from datetime import date

from newsnb.articles.normalise import fold, skeleton
from newsnb.parsing.document import Word
from newsnb.phrases import words_of
from newsnb.statements.actors import ActorRegistry, Mention
from newsnb.statements.contents import Content, clause_start, subject_before
from newsnb.statements.cues import MASDAR, NOUN, PARTICIPLE, CueHit
from newsnb.statements.lines import Line

UNKNOWN = "unknown"


@dataclass(frozen=True)
class Source:
    """Who speaks: the words (``None`` where the subject is dropped), the actor, the rule, and how sure it is."""

    span: tuple[int, int] | None
    actor_id: str
    rule: str
    confidence: float


@dataclass(frozen=True)
class Name:
    """A name in a sentence: one the registry knows, or an entity that it does not (``actor_id`` is then made from it)."""

    start: int
    end: int
    actor_id: str
    kind: str
    known: bool
    by_role: bool = False


@dataclass
class Memory:
    """What the article has said so far; the only thing here that changes while it is read."""

    registry: ActorRegistry
    first: date | None = None
    last: date | None = None
    speakers: list[tuple[int, str]] = field(default_factory=list)
    topic: str | None = None
    topic_person: str | None = None
    people: dict[str, str] = field(default_factory=dict)
    seen: list[str] = field(default_factory=list)

    def kind_of(self, actor_id: str) -> str:
        """Kind of an actor; an unknown one is taken for a person if it was met as one."""
        actor = self.registry.actors.get(actor_id)
        return actor.kind if actor else ("person" if actor_id in self.people.values() else "group")

    def last_speaker(self, kinds: tuple[str, ...] = ()) -> str | None:
        """Most recent speaker, of certain kinds if given."""
        return next((who for _, who in reversed(self.speakers) if not kinds or self.kind_of(who) in kinds), None)

    def spoke(self, sentence: int, actor_id: str) -> None:
        """Note a speaker."""
        if actor_id != UNKNOWN:
            self.speakers.append((sentence, actor_id))
            self.topic = actor_id
            if self.kind_of(actor_id) == "person":
                self.topic_person = actor_id


def names_in(line: Line, memory: Memory) -> list[Name]:
    """List the names of a sentence in text order: registry mentions, and entities that hold none."""
    entities = _entities(line)
    names = []
    for mention in line.mentions:
        cover = next((e for e in entities if e[0] <= mention.start and e[1] >= mention.end), None)
        if cover and _someone_else(line, mention, cover, memory.registry):
            continue
        actor = memory.registry.actors[mention.actor_id]
        names.append(Name(mention.start, mention.end, actor.id, actor.kind, True, mention.role is not None))
    for start, end, kind in entities:
        if not any(n.start < end and n.end > start for n in names):
            names.append(_unknown_name(line, start, end, kind, memory))
    return sorted(names, key=lambda n: (n.start, n.end))


def _entities(line: Line) -> list[tuple[int, int, str]]:
    """Named entities of the parse as ``(start, end, "person" | "institution" | "place")``."""
    kinds = {"PER": "person", "PERSON": "person", "ORG": "institution", "LOC": "place", "GPE": "place"}
    found: list[list] = []
    for word in line.sentence.words:
        prefix, _, label = word.entity.partition("-")
        if label not in kinds:
            continue
        if prefix in ("B", "S") or not found or found[-1][3] != word.id - 1:
            found.append([word.start, word.end, kinds[label], word.id])
        else:
            found[-1][1], found[-1][3] = word.end, word.id
    return [(start, end, kind) for start, end, kind, _ in found]


def _someone_else(line: Line, mention: Mention, entity, registry: ActorRegistry) -> bool:
    """Tell "Ivan Peskov" from "Peskov": a longer person's name with words that are no title and no name of the actor."""
    actor = registry.actors[mention.actor_id]
    if actor.kind != "person" or entity[2] != "person" or mention.role:
        return False
    own = {w.text for names in actor.names.values() for name in names for w in words_of(name)}
    titles = {fold(t) for t in line.language.speakers.get("titles", [])}
    before = [w.text for w in words_of(line.raw[entity[0] : mention.start])]
    return any(word not in own and word not in titles and len(word) > 2 for word in before)


def _unknown_name(line: Line, start: int, end: int, kind: str, memory: Memory) -> Name:
    words = [w.text for w in words_of(line.raw[start:end])]
    titles = {fold(t) for t in line.language.speakers.get("titles", [])}
    kept = [w for w in words if w not in titles] or words
    if kind == "person" and len(kept) == 1 and kept[0] in memory.people:
        return Name(start, end, memory.people[kept[0]], kind, False)
    actor_id = "_".join(kept)[:60] or UNKNOWN
    if kind == "person" and kept:
        memory.people.setdefault(kept[-1], actor_id)
    return Name(start, end, actor_id, kind, False)


def resolve(
    line: Line, hit: CueHit, content: Content, memory: Memory, number: int, others: tuple[Content, ...] = ()
) -> Source:
    """Find the speaker of a cue.

    Parameters
    ----------
    line, hit, content
        The sentence, the cue and what it attributes.
    memory
        The article so far; not changed here.
    number
        Number of the sentence in the article.
    others
        Contents found before in this sentence: names inside them do not speak outside.
    """
    names = [
        n for n in names_in(line, memory) if not any(_inside(c, n.start) and not _inside(c, hit.start) for c in others)
    ]
    if line.lexicon.by_lemma and line.parsed:
        return _from_parse(line, hit, content, names, memory, number)
    if line.language.cues.get("simple"):
        return _verb_final(line, hit, content, names, memory, number)
    return _verb_first(line, hit, content, names, memory, number)


# ---------------------------------------------------------------- with a parse that can be trusted (English)


def _from_parse(line, hit, content, names, memory, number) -> Source:
    subject = _owner(line, hit) if hit.cue.form == NOUN else _directly_before(line, hit, names)
    subject = subject or _main_subject(line, hit)
    subject = subject or (_subject(line, line.word_at(hit.start), set()) if hit.cue.form != NOUN else None)
    if subject is None or _inside(content, subject.start):
        subject = _nearest_nominal(line, hit, content, names)
    if subject is None:
        return _carried(memory, number, "dropped subject", 0.5)
    return _from_phrase(line, subject, names, memory, number)


def _inside(content: Content, offset: int) -> bool:
    return any(start <= offset < end for start, end in content.spans)


def _subject(line: Line, verb: Word | None, seen: set[int]) -> Word | None:
    """Climb from a verb to the word that heads its subject."""
    if verb is None or verb.id in seen:
        return None
    seen.add(verb.id)
    subjects = [w for w in line.children.get(verb.id, ()) if w.deprel.startswith("nsubj")]
    relative = line.language.speakers.get("relative", [])
    plain = [w for w in subjects if fold(w.text) not in relative]
    if plain:
        return max(plain, key=lambda w: (w.end <= verb.start, w.id))
    if subjects:
        # "the order, which declared ...": the pronoun stands for the noun that the clause hangs on.
        return line.governor(verb) if verb.deprel.startswith("acl") else _name_before(line, subjects[0].start)
    if verb.deprel.startswith("acl"):
        return line.governor(verb)
    if verb.deprel in ("conj", "xcomp", "advcl", "parataxis", "ccomp", "obl", "nmod", "dep"):
        return _subject(line, line.governor(verb), seen)
    return None


def _name_before(line: Line, offset: int) -> Word | None:
    named = [m for m in line.mentions if m.end <= offset]
    return line.word_at(named[-1].end - 1) if named else None


def _directly_before(line: Line, hit: CueHit, names: list[Name]) -> Word | None:
    """Give the name or pronoun that stands right before the verb: nearer evidence than a long arc in the parse."""
    i = line.word_at(hit.start).id - 1
    while i > 0 and line.sentence.words[i - 1].upos in ("AUX", "ADV", "PART"):
        i -= 1
    before = line.sentence.words[i - 1] if i > 0 else None
    if before is None:
        return None
    if any(n.start <= before.start < n.end for n in names) or (before.upos == "PRON" and "Case=Nom" in before.feats):
        return before
    noun = before.upos == "NOUN" and hit.cue.form == PARTICIPLE
    return before if noun else None


def _main_subject(line: Line, hit: CueHit) -> Word | None:
    """For a participle after a comma (", adding that"): the subject of the finite verb before it."""
    verb = line.word_at(hit.start)
    if hit.cue.form != PARTICIPLE or verb.id < 2 or line.sentence.words[verb.id - 2].upos != "PUNCT":
        return None
    for word in reversed(line.sentence.words[: verb.id - 1]):
        subjects = [w for w in line.children.get(word.id, ()) if w.deprel.startswith("nsubj") and w.id < word.id]
        if word.upos == "VERB" and subjects and "VerbForm=Fin" in word.feats and fold(subjects[-1].text) not in (
            line.language.speakers.get("relative", [])
        ):  # fmt: skip
            return subjects[-1]
    return None


def _owner(line: Line, hit: CueHit) -> Word | None:
    """Whose claim it is: a possessor, or "of"."""
    noun = line.word_at(hit.start)
    owners = [w for w in line.children.get(noun.id, ()) if w.deprel in ("nmod:poss", "nmod", "compound")]
    return owners[0] if owners else _subject(line, line.governor(noun), set())


def _nearest_nominal(line, hit, content, names) -> Word | None:
    """Without a subject in the parse: the name right before the cue, else the one right after it."""
    before = [n for n in names if n.end <= hit.start and not _inside(content, n.start) and hit.start - n.end <= 30]
    after = [n for n in names if n.start >= hit.end and not _inside(content, n.start) and n.start - hit.end <= 25]
    chosen = before[-1:] or after[:1]
    return line.word_at(chosen[0].end - 1) if chosen else None


def _from_phrase(line: Line, head: Word, names, memory: Memory, number: int) -> Source:
    phrase = [w for w in line.subtree(head) if w.id == head.id or not _leaves_phrase(line, w, head)]
    start, end = phrase[0].start, phrase[-1].end
    word = fold(head.text)
    if (pronoun := _pronoun(line, head.start, head.end, word, names, memory, number)) is not None:
        return pronoun
    inside = [n for n in names if n.start >= start and n.end <= end + 1]
    covering = [n for n in inside if n.start <= head.start < n.end]
    apposed = [
        n for n in inside for w in phrase
        if w.deprel in ("appos", "flat", "flat:name") and w.head == head.id and n.start <= w.start < n.end
    ]  # fmt: skip
    person = [n for n in [*covering, *apposed] if n.kind == "person" and not n.by_role]
    if chosen := (person or apposed or covering):
        name = chosen[0]
        return Source((name.start, name.end), name.actor_id, "name" if name.known else "new name", 0.95)
    # "Zelensky's order", "the Washington Post report": a text speaks for its author.
    return _common_noun(line, head, start, end, inside, memory, number)


def _leaves_phrase(line: Line, word: Word, head: Word) -> bool:
    """Tell words of clauses that hang on a noun from the noun phrase itself."""
    current = word
    for _ in range(12):
        if current.deprel.startswith("acl") or current.deprel in ("parataxis", "advcl", "conj", "cc"):
            return True
        if current.head in (0, head.id):
            return current.deprel == "punct"
        current = line.governor(current)
    return True


def _common_noun(line, head, start, end, inside, memory, number) -> Source:
    speakers = line.language.speakers
    text = skeleton(line.raw[start:end])[0]
    if role := _office(line, text, inside, memory):
        return Source((start, end), role, "office", 0.8)
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


def _listed(text: str, words) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(skeleton(word)[0])}(?!\w)", text) for word in words)


def _phrase_id(line: Line, start: int, end: int) -> str:
    words = [w.text for w in words_of(line.raw[start:end])]
    articles = {"the", "a", "an", "some", "this", "these", "his", "her", "their", "یک", "این"}
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
    """ "His Ukrainian counterpart" holds the office of whoever was mentioned last, for the country of the adjective."""
    roles = [
        role.role for who in reversed(memory.seen[-6:]) if who in memory.registry.actors
        for role in memory.registry.actors[who].roles
    ]  # fmt: skip
    countries = [
        actor.id for actor in memory.registry.actors.values()
        if any(_listed(text, [word, f"ال{word}"]) for words in (*actor.adjectives.values(), *actor.names.values()) for word in words)
    ]  # fmt: skip
    for role in roles:
        for country in countries:
            holders = memory.registry.holders(role, country, memory.first, memory.last)
            if len(holders) == 1:
                return holders[0]
    return None


def _pronoun(line: Line, start, end, word: str, names, memory: Memory, number: int) -> Source | None:
    pronouns = line.language.speakers.get("pronouns", {})
    kind = next((kind for kind, words in pronouns.items() if word in [fold(w) for w in words]), None)
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


def _carried(memory: Memory, number: int, rule: str, confidence: float) -> Source:
    who = memory.topic or memory.last_speaker()
    return Source(None, who or UNKNOWN, rule if who else "nobody found", confidence if who else 0.1)


# ---------------------------------------------------------------- verb first (Arabic), and languages without a parse


def _verb_first(line, hit, content, names, memory, number) -> Source:
    if hit.cue.form == PARTICIPLE:
        return _carried(memory, number, "participle", 0.8)
    if hit.cue.form != MASDAR and (before := subject_before(line, hit)):
        return Source((before.start, before.end), before.actor_id, "name before the verb", 0.9)
    limit = min((s for s, _ in content.spans if s >= hit.end), default=line.end)
    chain = _chain_after(line, hit, names, limit)
    if chain:
        name = _best_of(chain)
        return Source((name.start, name.end), name.actor_id, "name" if name.known else "new name", 0.9)
    phrase = _phrase_after(line, hit, limit)
    if phrase:
        start, end = phrase
        return from_words(line, start, end, memory, number)
    # "The master of the house courted ... and called him ...": the clause before has the subject.
    leading = [
        n for n in names if n.end <= hit.start and n.kind in ("person", "institution") and line.index_at(n.start) <= 4
    ]
    if leading and not any(h.start < hit.start for h in line.cues):
        return Source((leading[0].start, leading[0].end), leading[0].actor_id, "subject of the clause before", 0.6)
    return _carried(memory, number, "dropped subject", 0.75)


def from_words(line: Line, start: int, end: int, memory: Memory, number: int) -> Source:
    """Resolve a noun phrase without a name in it: an office, a text, a group."""
    return _common_noun(line, line.word_at(start) or _plain(line, start, end), start, end, [], memory, number)


def _plain(line: Line, start: int, end: int) -> Word:
    text = line.raw[start:end]
    return Word(0, text, text, "X", "", 0, "", start, end, "O")


def _chain_after(line: Line, hit: CueHit, names: list[Name], limit: int) -> list[Name]:
    """Names that follow the verb directly, one apposed to the other, before the content."""
    chain: list[Name] = []
    position = hit.end
    for name in names:
        if name.start < hit.end:
            continue
        if name.end > limit or name.kind == "place":
            break
        between = line.raw[position : name.start]
        words = [w.text for w in words_of(between)]
        # Before the first name a title may stand ("the minister of ..."), between names an apposition.
        if len(words) > (6 if not chain else 4) or any(line.lexicon.has("prepositions", w) for w in words):
            break
        chain.append(name)
        position = name.end
    return chain


def _best_of(chain: list[Name]) -> Name:
    """Of names apposed to each other the person's own name, else the first."""
    persons = [n for n in chain if n.kind == "person" and not n.by_role]
    return persons[0] if persons else chain[0]


def _phrase_after(line: Line, hit: CueHit, limit: int) -> tuple[int, int] | None:
    """Find a subject without a name after the verb: "قال مسؤول أميركي"."""
    i = hit.last
    while i < len(line.words) and line.words[i].end <= limit and i - hit.last < 6:
        gap, word = line.gap(i), line.words[i]
        if gap.strip() or any(line.lexicon.has(k, word.text) for k in ("prepositions", "complementizers", "wh_words")):
            break
        if any(h.first == i for h in line.marks):
            break
        i += 1
    if i == hit.last:
        return None
    first = line.word_at(line.words[hit.last].start)
    if first is not None and line.parsed and first.upos not in ("NOUN", "PROPN", "ADJ", "X", "PRON", "NUM", "DET"):
        return None
    if any(line.words[hit.last].text.endswith(ending) for ending in line.lexicon.words["adverb_endings"]):
        return None
    return line.words[hit.last].start, line.words[i - 1].end


# ---------------------------------------------------------------- verb last (Persian)


def _verb_final(line, hit, content, names, memory, number) -> Source:
    first = clause_start(line, hit)
    limit = hit.start
    outside = [n for n in names if line.index_at(n.start) >= first and n.end <= limit and not _inside(content, n.start)]
    after_quote = content.rule == "quotation-before"
    if (hit.cue.form == NOUN and content.rule != "ezafe") or (after_quote and not outside):
        outside = [n for n in names if n.start >= hit.end and not _inside(content, n.start)]
    pronoun = _pronoun_between(line, first, hit, names, memory, number)
    if outside and (pronoun is None or outside[0].start < pronoun.span[0]):
        name = _leading(line, outside)
        if line.index_at(name.start) - first <= 12 or hit.cue.form == NOUN:
            return Source((name.start, name.end), name.actor_id, "name" if name.known else "new name", 0.9)
    if pronoun:
        return pronoun
    phrase = _phrase_before(line, first, hit)
    if phrase:
        return from_words(line, *phrase, memory, number)
    return _carried(memory, number, "dropped subject", 0.7)


def _leading(line: Line, names: list[Name]) -> Name:
    """Of the names at the head of a clause the one that is apposed last: "رئیس جمهور اوکراین، ولودیمیر زلنسکی"."""
    name = names[0]
    for other in names[1:]:
        between = line.raw[name.end : other.start].strip()
        if between not in ("", "،", ",") or other.kind == "place":
            break
        if other.kind == "person" and not other.by_role:
            return other if name.by_role or name.kind != "person" else name
        name = other
    return names[0]


def _pronoun_between(line, first, hit, names, memory, number) -> Source | None:
    for i in range(first, min(first + 4, hit.first)):
        word = line.words[i]
        if (found := _pronoun(line, word.start, word.end, word.text, names, memory, number)) is not None:
            return found
    return None


def _phrase_before(line: Line, first: int, hit: CueHit) -> tuple[int, int] | None:
    """Find a subject without a name at the head of the clause, up to a preposition or a comma."""
    i = first
    while i < hit.first and i - first < 6:
        word = line.words[i]
        if (i > first and line.gap(i).strip()) or line.lexicon.has("prepositions", word.text):
            break
        i += 1
    start = line.words[first].start if first < len(line.words) else None
    if i == first or start is None:
        return None
    parse = line.word_at(start)
    if parse is not None and line.parsed and parse.upos not in ("NOUN", "PROPN", "NUM", "DET", "PRON", "ADJ"):
        return None
    return start, line.words[i - 1].end
