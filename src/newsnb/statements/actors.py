"""The actor registry (``data/actors.yaml``): which words name whom, in every script, and who belongs to whom."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from pathlib import Path

from newsnb import lang as languages
from newsnb import strict_yaml
from newsnb.phrases import Hit, PhraseIndex, TextWord, variants, words_of

KINDS = ("person", "institution", "state", "group", "media", "platform")


class RegistryError(ValueError):
    """The actor registry breaks its rules; the message names the file, the actor and what was expected."""


@dataclass(frozen=True)
class Role:
    """An office held for a time: ``role`` of actor ``of`` from ``start`` to ``end`` (``None`` = open)."""

    role: str
    of: str | None = None
    start: date | None = None
    end: date | None = None

    def held_between(self, first: date | None, last: date | None) -> bool:
        """Whether it was held on some day of ``[first, last]``."""
        return not ((last and self.start and last < self.start) or (first and self.end and first > self.end))


@dataclass(frozen=True, eq=False)
class Actor:
    """One entry of the registry; see ``data/README.md`` for the fields."""

    id: str
    name: str
    kind: str
    affiliation: str | None = None
    bloc: str = "other"
    names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    adjectives: dict[str, tuple[str, ...]] = field(default_factory=dict)
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True)
class Mention:
    """Words that name an actor, by name or by office.

    Attributes
    ----------
    start, end
        Offsets into the text searched.
    actor_id
        Whom they name.
    role
        The office, where it is what names the actor; ``None`` for a name.
    is_general
        Whether the words would fit the same office elsewhere: "president-elect" names no country.
    is_named
        Whether the holder's own name stands beside the office.
    """

    start: int
    end: int
    actor_id: str
    role: Role | None = None
    is_general: bool = False
    is_named: bool = False


@dataclass(frozen=True)
class _Alias:
    actor_id: str
    role: Role | None
    as_written: str
    is_general: bool = False


@dataclass(frozen=True, eq=False)
class ActorRegistry:
    """All actors, and how to find them in a text.

    Attributes
    ----------
    actors
        Actor id to actor, in the order of the file.
    """

    actors: dict[str, Actor]

    @cached_property
    def adjective_words(self) -> frozenset[str]:
        """Words of all adjectives ("Russian"), folded."""
        groups = [words for actor in self.actors.values() for words in actor.adjectives.values()]
        return frozenset(word.text for words in groups for phrase in words for word in words_of(phrase))

    def affiliation_chain(self, actor_id: str) -> list[str]:
        """List the actor and all it belongs to, nearest first."""
        chain = []
        while actor_id and actor_id not in chain:
            chain.append(actor_id)
            actor_id = self.actors[actor_id].affiliation if actor_id in self.actors else None
        return chain

    def rolls_up_to(self, actor_id: str, ancestor: str) -> bool:
        """Tell whether an actor is, or belongs to, another."""
        return ancestor in self.affiliation_chain(actor_id)

    def principal_of(self, actor_id: str) -> str | None:
        """Whom a spokesperson speaks for: an institution before a person; ``None`` for others."""
        actor = self.actors.get(actor_id)
        principals = [role.of for role in actor.roles if role.role == "spokesperson" and role.of] if actor else []
        ranked = sorted(principals, key=lambda of: self.actors[of].kind == "person")
        return ranked[0] if ranked else None

    def holders(self, role: str, of: str | None, first: date | None = None, last: date | None = None) -> list[str]:
        """List who held an office on some day between two, in the order of the file."""
        return [
            actor.id
            for actor in self.actors.values()
            if any(r.role == role and of in (None, r.of) and r.held_between(first, last) for r in actor.roles)
        ]

    def mentions(self, text: str, lang: str, first: date | None = None, last: date | None = None) -> list[Mention]:
        """Find the actors named in a text.

        Parameters
        ----------
        text, lang
            The text and its language.
        first, last
            When it was written, if known: an office is then read as its holder in that time, and left out where the
            time leaves several holders.

        Returns
        -------
        list of Mention
            In text order, without overlaps; the longest name wins.
        """
        return self.mentions_and_offices(text, lang, first, last)[0]

    def mentions_and_offices(
        self, text: str, lang: str, first: date | None = None, last: date | None = None
    ) -> tuple[list[Mention], list[Mention]]:
        """Find what `mentions` gives, and the offices, whoever held them (see `names_and_offices`)."""
        hits, found = _scan(self, text, lang), []
        for hit in hits:
            named = [a for a in hit.entries if a.role is None]
            held = [a for a in hit.entries if a.role and a.role.held_between(first, last)]
            chosen = named or held
            if len({a.actor_id for a in chosen}) == 1:
                found.append(Mention(hit.start, hit.end, chosen[0].actor_id, chosen[0].role))
        return found, _offices(text, hits)

    def names_and_offices(
        self, text: str, lang: str, words: list[TextWord] | None = None
    ) -> tuple[frozenset[str], list[Mention]]:
        """Find the actors whose names stand in a text, and the offices, whoever held them.

        Parameters
        ----------
        text, lang
            The text and its language.
        words
            The text's words, where they are at hand already.

        Returns
        -------
        tuple
            Actor ids, and one `Mention` for each holder that an office fits. An office directly before a holder's name
            ("President-elect Donald Trump"), or behind it ("Trump, president-elect"), is that holder's alone.
        """
        hits = _scan(self, text, lang, words)
        return frozenset().union(*map(_names, hits)), _offices(text, hits)

    def named(self, text: str, lang: str) -> frozenset[str]:
        """Give the ids of the actors whose names stand in a text."""
        return self.names_and_offices(text, lang)[0]


def _offices(text: str, hits: list[Hit]) -> list[Mention]:
    result = []
    for before, hit, after in zip([None, *hits[:-1]], hits, [*hits[1:], None], strict=False):  # no hits: no pairs
        held = [a for a in hit.entries if a.role]
        beside = _names(after) if after and after.start - hit.end <= 2 else set()
        front = _names(before) if before and not text[before.end : hit.start].strip(" ,،") else set()
        named = [a for a in held if a.actor_id in (beside or front)]
        mine = named or ([] if beside else held)
        result += [Mention(hit.start, hit.end, a.actor_id, a.role, a.is_general, bool(named)) for a in mine]
    return result


def _names(hit: Hit) -> set[str]:
    return {alias.actor_id for alias in hit.entries if alias.role is None}


def load_actors(path: Path | str) -> ActorRegistry:
    """Read the registry file.

    Raises
    ------
    RegistryError
        If the file is no readable YAML, an actor has an unknown kind or field, or refers to one that is not there.
    """
    path = Path(path)
    try:
        content = strict_yaml.load(path.read_text(encoding="utf-8-sig"))
    except strict_yaml.YamlError as error:
        raise RegistryError(f"{path}:{error.line}: {error.message}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise RegistryError(f"{path}: cannot be read: {error}") from None
    entries = content.get("actors") if isinstance(content, dict) else None
    if not isinstance(entries, dict) or not entries:
        raise RegistryError(f"{path}: expected 'actors:' with one entry an actor")
    actors = {str(key): _actor(path, str(key), value) for key, value in entries.items()}
    for actor in actors.values():
        for reference in [actor.affiliation, *(role.of for role in actor.roles)]:
            if reference and reference not in actors:
                raise RegistryError(f"{path}: actor {actor.id!r} refers to {reference!r}, which is not in the file")
    return ActorRegistry(actors)


def _actor(path: Path, key: str, value: dict) -> Actor:
    known = {"name", "kind", "affiliation", "bloc", "names", "adjectives", "roles"}
    if not isinstance(value, dict) or "name" not in value:
        raise RegistryError(f"{path}: actor {key!r}: expected fields {sorted(known)}, 'name' among them")
    if odd := sorted(set(value) - known):
        raise RegistryError(f"{path}: actor {key!r}: unknown field(s) {odd}; known are {sorted(known)}")
    if value.get("kind", "person") not in KINDS:
        raise RegistryError(f"{path}: actor {key!r}: kind {value['kind']!r}; expected one of {', '.join(KINDS)}")
    try:
        return Actor(
            id=key,
            name=str(value["name"]),
            kind=value.get("kind", "person"),
            affiliation=value.get("affiliation"),
            bloc=value.get("bloc", "other"),
            names=_spellings(value.get("names")),
            adjectives=_spellings(value.get("adjectives")),
            roles=tuple(
                Role(r["role"], r.get("of"), _day(r.get("from")), _day(r.get("to"))) for r in value.get("roles", [])
            ),
        )
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise RegistryError(f"{path}: actor {key!r}: {type(error).__name__}: {error}") from None


def _spellings(value: dict | None) -> dict[str, tuple[str, ...]]:
    return {lang: tuple(str(name) for name in names) for lang, names in (value or {}).items()}


def _day(value) -> date | None:
    return value if value is None or isinstance(value, date) else date.fromisoformat(str(value))


def _same_script(lang: str) -> list[str]:
    """Languages whose spellings may stand in a text of this one: its own first, then those of the same direction."""
    direction = languages.load(lang).direction if lang in languages.available() else "ltr"
    others = [code for code in languages.available() if languages.load(code).direction == direction and code != lang]
    return [lang, *others]


def _spelled(table: dict[str, tuple[str, ...]], lang: str) -> list[str]:
    return list(dict.fromkeys(name for code in _same_script(lang) for name in table.get(code, ())))


@cache
def _index(registry: ActorRegistry, lang: str) -> PhraseIndex:
    return PhraseIndex([*_name_aliases(registry, lang), *_role_aliases(registry, lang)], lang)


def _name_aliases(registry: ActorRegistry, lang: str) -> list[tuple[str, _Alias]]:
    spelled = [(name, actor) for actor in registry.actors.values() for name in _spelled(actor.names, lang)]
    taken = defaultdict(set)
    for name, actor in spelled:
        taken[variants(name)[0][-1]].add(actor.id)
    surnames = [
        (name.split()[-1], actor)
        for name, actor in spelled
        if actor.kind == "person" and len(variants(name)[0]) > 1 and taken[variants(name)[0][-1]] == {actor.id}
    ]
    # A short last name ("Xi") is too many other things to stand alone.
    spelled += [(name, actor) for name, actor in surnames if len(name) > 3]
    return [(name, _Alias(actor.id, None, name)) for name, actor in dict.fromkeys(spelled)]


def _role_aliases(registry: ActorRegistry, lang: str) -> list[tuple[str, _Alias]]:
    """Offices in words, from the templates of the language file: ``"{adj} president"``, ``"spokesman for {name}"``."""
    if lang not in languages.available():
        return []
    templates = languages.load(lang).speakers.get("roles", {})
    return [
        (phrase, _Alias(actor.id, role, "", "{" not in template))
        for actor in registry.actors.values()
        for role in actor.roles
        for template in templates.get(role.role, [])
        for phrase in _filled(template, registry.actors.get(role.of), lang)
    ]


def _filled(template: str, of: Actor | None, lang: str) -> list[str]:
    if "{name}" in template:
        # "For the ..." loses the article's alef in Arabic: ل + ال = لل.
        return (
            [template.replace("{name}", name).replace("لال", "لل") for name in _spelled(of.names, lang)] if of else []
        )
    if "{adj}" in template:
        return [template.replace("{adj}", word) for word in _spelled(of.adjectives, lang)] if of else []
    return [template]


def _scan(registry: ActorRegistry, text: str, lang: str, words: list[TextWord] | None = None) -> list[Hit]:
    def allowed(alias: _Alias, start: int) -> bool:
        return _same_case(text, start, alias.as_written)

    return _index(registry, lang).scan(words_of(text) if words is None else words, allowed)


def _same_case(text: str, start: int, written: str) -> bool:
    """A capitalised name needs a capital, an all-capital one all of them: "US" is not "us", "Waltz" not "waltz"."""
    if not written[:1].isupper():
        return True
    if written.isupper() and len(written) <= 4:
        return text[start : start + len(written)].isupper()
    return text[start].isupper()
