"""What an article has said so far, and the names in a sentence."""

from dataclasses import dataclass, field
from datetime import date

from newsnb.phrases import words_of
from newsnb.statements.actors import ActorRegistry, Mention
from newsnb.statements.lines import Line
from newsnb.statements.nouns import titles

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
    """A name in a sentence: one the registry knows, or an entity that gets an id made from its words."""

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
    last_span: tuple[int, int] | None = None
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

    def spoke(self, sentence: int, actor_id: str, span: tuple[int, int] | None = None) -> None:
        """Note a speaker, and the words that named it."""
        self.last_span = span or (self.last_span if self.topic == actor_id else None)
        if actor_id != UNKNOWN:
            self.speakers.append((sentence, actor_id))
            self.topic = actor_id
            if self.kind_of(actor_id) == "person":
                self.topic_person = actor_id

    def corrected(self, sentence: int, wrong: str, actor_id: str, span: tuple[int, int] | None) -> None:
        """Put another speaker in the place of one noted for a sentence."""
        if (sentence, wrong) in self.speakers:
            last = len(self.speakers) - 1 - self.speakers[::-1].index((sentence, wrong))
            del self.speakers[last]
        self.spoke(sentence, actor_id, span)


def names_in(line: Line, memory: Memory) -> list[Name]:
    """List the names of a sentence in text order: registry mentions, and entities that hold none."""
    entities = line.entities
    names = []
    for mention in line.mentions:
        cover = next((e for e in entities if e[0] <= mention.start and e[1] >= mention.end), None)
        if cover and _someone_else(line, mention, cover, memory.registry):
            continue
        actor = memory.registry.actors[mention.actor_id]
        names.append(Name(mention.start, mention.end, actor.id, actor.kind, True, mention.role is not None))
    for start, end, kind in entities:
        if not any(n.start < end and n.end > start for n in names):
            names.append(unknown_name(line, start, end, _kind(line, start, kind), memory))
    return sorted(names, key=lambda n: (n.start, n.end))


def _kind(line: Line, start: int, kind: str) -> str:
    """Take a name that the recogniser calls a body for a person, if it begins with or follows a title (English).

    A comma may stand between ("Okonjo's spokesman, Tunde Bright").
    """
    if kind != "institution" or not line.lexicon.by_lemma:
        return kind
    i, known = line.index_at(start), titles(line.language.code)
    after = i > 0 and line.words[i - 1].text in known and line.gap(i) in (" ", ", ")
    return "person" if after or line.words[i].text in known else kind


def _someone_else(line: Line, mention: Mention, entity, registry: ActorRegistry) -> bool:
    """Tell "Ivan Peskov" from "Peskov": a person's name with words that are no title and no name of the actor."""
    actor = registry.actors[mention.actor_id]
    full = len(words_of(line.raw[mention.start : mention.end])) > 1
    if actor.kind != "person" or entity[2] != "person" or mention.role or full:
        return False
    own = {w.text for names in actor.names.values() for name in names for w in words_of(name)}
    before = [w.text for w in words_of(line.raw[entity[0] : mention.start])]
    ours = own | titles(line.language.code) | registry.adjective_words
    return any(word not in ours and len(word) > 2 for word in before)


def unknown_name(line: Line, start: int, end: int, kind: str, memory: Memory) -> Name:
    """Make a name of words the registry does not know; the last name alone means the same person later."""
    words = [w.text for w in words_of(line.raw[start:end])]
    kept = [w for w in words if w not in titles(line.language.code)] or words
    met = memory.people.get(kept[0]) if len(kept) == 1 else None
    if met and (kind == "person" or line.lexicon.by_lemma or any(who == met for _, who in memory.speakers)):
        return Name(start, end, memory.people[kept[0]], "person", False)
    actor_id = "_".join(kept)[:60] or UNKNOWN
    # "Volkswagen" after "Volkswagen AG" is the same body.
    longer = [known for known in memory.seen if kind == "institution" and known.startswith(f"{actor_id}_")]
    actor_id = longer[0] if longer else actor_id
    if kind == "person" and kept:
        memory.people.setdefault(kept[-1], actor_id)
    return Name(start, end, actor_id, kind, False)
