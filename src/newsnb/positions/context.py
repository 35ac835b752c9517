"""What stands around a statement: its sentence, the sentences before it, the title, and who is named where."""

import re
from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import pandas as pd

from newsnb.articles import Corpus
from newsnb.lang import Language
from newsnb.positions.phrases import Affixes, Patterns, Span, View, compile_phrases, view
from newsnb.rows import grouped
from newsnb.statements.actors import ActorRegistry

Mentions = list[tuple[Span, str]]

# A full stop ends a sentence unless it stands after a single capital ("U.S.") or inside a word.
_SENTENCE_END = re.compile(r"(?<![^\w][A-Z])(?<!\.[A-Z])[.!?؟…]+[\"'”’»)\]]*(?=\s)|\n+")


@dataclass(frozen=True)
class Statement:
    """A row of the statements table, as the coder reads it."""

    id: str
    article_id: str
    lang: str
    content: tuple[Span, ...]
    cue: Span | None
    cue_class: str
    actor_id: str
    on_behalf_of: str | None
    targets: tuple[str, ...]
    nested_in: str | None
    days: tuple

    @property
    def start(self) -> int:
        """Offset of the first word of the content or the cue."""
        return min([self.content[0][0], *([self.cue[0]] if self.cue else [])])

    @property
    def speakers(self) -> tuple[str, ...]:
        """The speaker, and whom a spokesman speaks for."""
        return (self.actor_id, *([self.on_behalf_of] if self.on_behalf_of else []))


@dataclass(frozen=True)
class Surroundings:
    """An article as context: raw text, its sentences in order, and the spans of its title.

    What its statements look at again and again (the title, the sentence before) is kept.
    """

    raw: str
    sentences: tuple[Span, ...]
    titles: tuple[Span, ...]
    _views: dict[tuple[Span, ...], View] = field(default_factory=dict, repr=False, compare=False)
    _mentions: dict[tuple, Mentions] = field(default_factory=dict, repr=False, compare=False)

    def view(self, *spans: Span) -> View:
        """View of some spans."""
        if spans not in self._views:
            self._views[spans] = view(self.raw, spans)
        return self._views[spans]

    def mentions(self, span: Span, language: Language, registry: ActorRegistry, days: tuple) -> Mentions:
        """Places in a span that name an actor (by name, office, or adjective as in "the Russian side"), with the id."""
        key = (span, language.code, days)
        if key not in self._mentions:
            self._mentions[key] = _mentions(self.raw, self.view(span), span, language, registry, days)
        return self._mentions[key]

    def sentence_at(self, offset: int) -> int:
        """Number of the sentence that holds an offset (of the one before it, in a gap); -1 before the first."""
        return bisect_right([start for start, _ in self.sentences], offset) - 1

    def sentence_of(self, statement: Statement) -> Span:
        """Span of the sentence that holds the statement's cue and the beginning of its content."""
        first = self.sentence_at(statement.start)
        last = self.sentence_at(statement.content[0][0])
        start = self.sentences[first][0] if first >= 0 else statement.start
        end = self.sentences[last][1] if last >= 0 else statement.content[0][1]
        return start, max(end, statement.content[0][1])

    def before(self, statement: Statement, count: int) -> list[Span]:
        """The sentences before the statement's, nearest first, at most ``count``."""
        number = self.sentence_at(statement.start)
        return [self.sentences[i] for i in range(number - 1, max(-1, number - 1 - count), -1)]


def read_statements(table: pd.DataFrame) -> list[Statement]:
    """Read the statements table in reading order: by article, then by place."""
    read = [_statement(row) for row in table.astype(object).to_dict("records")]
    return sorted(read, key=lambda s: (s.article_id, s.start, s.content, s.id))


def _statement(row: dict) -> Statement:
    def known(value):
        return None if value is None or (not isinstance(value, list | tuple) and pd.isna(value)) else value

    cue = known(row["cue"])
    days = tuple(day.date() if known(day) is not None else None for day in (row["said_from"], row["said_to"]))
    return Statement(
        id=row["statement_id"],
        article_id=row["article_id"],
        lang=row["lang"],
        content=tuple(sorted((int(start), int(end)) for start, end in row["content"])),
        cue=(int(cue[0]), int(cue[1])) if cue is not None else None,
        cue_class=row["cue_class"],
        actor_id=row["actor_id"],
        on_behalf_of=known(row["on_behalf_of"]),
        targets=tuple(row["targets"] or ()),
        nested_in=known(row["nested_in"]),
        days=days,
    )


def surroundings(
    wanted: Collection[str], corpus: Corpus, sentences: Mapping[str, Sequence] | None = None
) -> dict[str, Surroundings]:
    """Gather the context that each of some articles gives; its sentences come from the parse where there is one."""
    kept = corpus.blocks[corpus.blocks["article_id"].isin(list(wanted)) & corpus.blocks["kept"]]
    blocks = grouped(kept.sort_values("start", kind="stable"), "article_id")
    return {
        article_id: _around(corpus.texts[source_id], blocks.get(article_id, []), (sentences or {}).get(article_id))
        for article_id, source_id in zip(corpus.articles["article_id"], corpus.articles["source_id"], strict=True)
        if article_id in wanted
    }


def _around(raw: str, blocks: list, parsed: Sequence | None) -> Surroundings:
    cut = parsed
    if cut is None:
        cut = [span for block in blocks if block.kind != "title" for span in split(raw, block.start, block.end)]
    titles = tuple((block.start, block.end) for block in blocks if block.kind == "title")
    return Surroundings(raw, tuple(sorted((start, end) for start, end in cut)), titles)


def split(raw: str, start: int, end: int) -> list[Span]:
    """Cut a stretch of text into sentences at full stops and line breaks.

    Examples
    --------
    >>> split("The U.S. waits. Moscow does not.", 0, 32)
    [(0, 15), (16, 32)]
    """
    cuts = [start, *(match.end() for match in _SENTENCE_END.finditer(raw, start, end)), end]
    spans = []
    for left, right in zip(cuts, cuts[1:], strict=False):
        words = raw[left:right]
        if words.strip():
            spans.append((left + len(words) - len(words.lstrip()), left + len(words.rstrip())))
    return spans


def _mentions(raw: str, where: View, span: Span, language: Language, registry: ActorRegistry, days: tuple) -> Mentions:
    named, offices = registry.mentions_and_offices(raw[slice(*span)], language.code, *days)
    found = [((span[0] + hit.start, span[0] + hit.end), hit.actor_id) for hit in (*named, *offices)]
    for (actor, is_acronym), at in _adjectives(registry, language.code, Affixes.of(language.speech_acts)).find(where):
        place = where.span(*at)
        found += [(place, actor)] if not is_acronym or raw[slice(*place)].isupper() else []
    return found


@lru_cache(maxsize=64)
def _adjectives(registry: ActorRegistry, code: str, affixes: Affixes) -> Patterns:
    """Patterns of the adjectives by actor, acronyms apart: "US" is no "us"."""
    listed = [
        ((actor.id, is_acronym), tuple(word for word in actor.adjectives.get(code, ()) if word.isupper() is is_acronym))
        for actor in registry.actors.values()
        for is_acronym in (False, True)
    ]
    return Patterns((name, compile_phrases(words, affixes)) for name, words in listed)


def on_side(actors: set[str] | tuple[str, ...], side: tuple[str, ...], registry: ActorRegistry) -> bool:
    """Whether one of the actors is, or belongs to, one of the side's."""
    return any(registry.rolls_up_to(actor, member) for actor in actors for member in side)


def same_camp(one: str, other: str, registry: ActorRegistry) -> bool:
    """Whether two actors belong to the same actor in the end (Peskov and Putin: both Russia)."""
    return registry.affiliation_chain(one)[-1:] == registry.affiliation_chain(other)[-1:]


def is_political(actor_id: str, registry: ActorRegistry) -> bool:
    """Whether somebody is known and takes part in politics: no medium, platform or unnamed group."""
    actor = registry.actors.get(actor_id)
    return actor is not None and actor.kind not in ("media", "platform", "group")
