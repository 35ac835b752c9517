"""A statement with everything that coding it has to look at, each part worked out once."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from newsnb.lang import Language
from newsnb.positions.acts import Act, find_acts, words
from newsnb.positions.codebook import Codebook, Issue, Term
from newsnb.positions.context import Mentions, Statement, Surroundings
from newsnb.positions.phrases import Affixes, Span, View, compile_phrases, find
from newsnb.statements.actors import ActorRegistry

_LONGEST_ANSWER = 12  # words
_BEFORE_NAME = 25  # characters before a name in which "with" makes it a partner: room for an office


@dataclass(frozen=True)
class Match:
    """A statement is about an issue.

    Attributes
    ----------
    origin
        A key of `about.SURE`: where the issue was recognised.
    anchors
        Places in the content view of the words that name the issue; empty when it is known from outside.
    outside
        Raw spans outside the content that the match stands on.
    """

    issue: Issue
    origin: str
    anchors: tuple[Span, ...] = ()
    outside: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Reading:
    """A statement with everything that coding it needs to look at."""

    statement: Statement
    around: Surroundings
    language: Language
    registry: ActorRegistry
    codebook: Codebook
    earlier: tuple[tuple[Statement, tuple[Match, ...]], ...] = field(default=(), repr=False)

    @cached_property
    def content(self) -> View:
        """View of the content."""
        return self.around.view(*self.statement.content)

    @cached_property
    def acts(self) -> list[Act]:
        """Speech acts in the content."""
        return find_acts(self.content, self.language)

    @cached_property
    def mentions(self) -> Mentions:
        """Names of actors in the content."""
        return self._mentions(self.statement.content)

    @cached_property
    def actors(self) -> set[str]:
        """Actors named in the content."""
        return {actor for _, actor in self.mentions} | set(self.statement.targets)

    @cached_property
    def partners(self) -> set[str]:
        """Actors whom the content names after a word such as "with" or "between"."""
        listed = words(self.language, "counterparts")
        return {
            actor
            for (start, _), actor in self.mentions
            if (before := self.view((max(0, start - _BEFORE_NAME), start))) and find(listed, before)
        }

    @cached_property
    def is_short(self) -> bool:
        """Whether the content is as short as an answer; a longer one has a subject of its own."""
        return len(self.content.text.split()) <= _LONGEST_ANSWER

    @cached_property
    def affixes(self) -> Affixes:
        """What may cling to words of the language."""
        return Affixes.of(self.language.speech_acts)

    def named(self, spans: Iterable[Span]) -> set[str]:
        """Actors named in some spans."""
        return {actor for _, actor in self._mentions(spans)}

    def _mentions(self, spans: Iterable[Span]) -> Mentions:
        days = self.statement.days
        return [one for span in spans for one in self.around.mentions(span, self.language, self.registry, days)]

    def view(self, *spans: Span) -> View:
        """View of some spans of the article."""
        return self.around.view(*spans)

    def has(self, section: str, where: View) -> bool:
        """Whether a view holds a word of a list in the language file."""
        return bool(find(words(self.language, section), where))

    @cached_property
    def pointers(self) -> list[Span]:
        """Places in the content view of words that point back ("this", "such"), without "that day"."""
        only_look = find(words(self.language, "not_anaphora"), self.content)
        found = find(words(self.language, "anaphora"), self.content)
        return [place for place in found if not any(a <= place[0] < b for a, b in only_look)]

    def places(self, term: Term, where: View) -> list[Span]:
        """Places of a term in a view."""
        return find(compile_phrases(term.phrases.get(self.language.code, ()), self.affixes), where)
