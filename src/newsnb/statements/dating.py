"""When each statement was said, which is not when it was printed.

A date expression dates a statement when it belongs to the clause of its cue and stands outside its content. Without
one, the statement takes the time of the statement it continues, or a bound from the tense, or the article's own
interval. ``docs/dates.md`` lists the rules in order.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from newsnb import lang, schemas
from newsnb.articles import Corpus
from newsnb.dates.fallback import fallback_language
from newsnb.dates.intervals import ANY, Interval
from newsnb.lang import Language
from newsnb.parsing.document import ParsedArticle, Sentence
from newsnb.statements.clauses import Clauses
from newsnb.statements.dispatches import Dispatch, dispatches
from newsnb.statements.frames import Frame, place_of
from newsnb.statements.times import SentenceTimes, Time

_READ = ("statement_id", "article_id", "content", "cue", "cue_class", "source", "actor_id", "nested_in")
_REACH = 3  # sentences back that "at that time" can point to
_OLDER = ("past perfect", "repeated", "earlier")


@dataclass(frozen=True)
class Said:
    """When a statement was said: the interval, the rule that gave it and the words it stands on."""

    interval: Interval
    method: str
    evidence: str | None


def date_statements(
    statements: pd.DataFrame,
    corpus: Corpus,
    parsed: Mapping[str, ParsedArticle],
    languages: Mapping[str, Language] | None = None,
    registry=None,
    events=(),
) -> pd.DataFrame:
    """Fill the interval in which each statement was said.

    Parameters
    ----------
    statements
        The statements table; ``cue``, ``content``, ``nested_in``, ``actor_id`` and ``cue_class`` are read.
    corpus
        With dated articles (see `newsnb.dates.date_articles`).
    parsed
        Article id to its parse.
    languages
        Code to language; the package's own files when omitted.
    registry
        Anything with ``names_and_offices``, as `newsnb.statements.actors.ActorRegistry`; passing offices are not used
        when omitted.
    events
        Known events.

    Returns
    -------
    pandas.DataFrame
        The same rows in the same order, with ``said_from`` and ``said_to`` (missing = open), ``said_method`` and
        ``said_evidence`` filled. Nothing is said after its article is published.
    """
    found: dict[str, Said] = {}
    events = tuple(events)
    spans = _kept_spans(corpus.blocks)
    by_article = defaultdict(list)
    for one in statements[list(_READ)].itertuples(index=False):
        by_article[one.article_id].append(one)
    for row in corpus.articles[corpus.articles["article_id"].isin(list(by_article))].itertuples():
        language = _language(row.lang, languages)
        parse = parsed.get(row.article_id)
        article = _Article(row, corpus.texts[row.source_id], parse, language, registry, events)
        article.divide(spans[row.article_id])
        found |= article.date(by_article[row.article_id])
    said = [found[one] for one in statements["statement_id"]]
    dated = {
        "said_from": [one.interval.start for one in said],
        "said_to": [one.interval.end for one in said],
        "said_method": [one.method for one in said],
        "said_evidence": [one.evidence for one in said],
    }
    return schemas.fill(statements, "statements", dated)


def _language(code: str, languages) -> Language | None:
    if languages is not None:
        return languages.get(code)
    return lang.load(code) if code in lang.available() else fallback_language(code)


def _kept_spans(blocks: pd.DataFrame) -> dict[str, list[tuple[int, int]]]:
    kept = blocks[blocks["kept"].astype(bool)]
    found = defaultdict(list)
    for article_id, start, end in zip(kept["article_id"], kept["start"], kept["end"], strict=True):
        found[article_id].append((start, end))
    return found


class _Article:
    """One article's statements, dated in text order, outer ones before those nested in them."""

    def __init__(self, row, text: str, parse: ParsedArticle | None, language, registry, events):
        self.text, self.language, self.registry, self.events = text, language, registry, events
        self.published = Interval(_day(row.published_from), _day(row.published_to))
        self.evidence = row.published_evidence if isinstance(row.published_evidence, str) else None
        self.sentences = tuple(sorted(parse.sentences, key=lambda one: one.start)) if parse else ()
        self._starts = [sentence.start for sentence in self.sentences]
        self._times: dict[int, tuple[SentenceTimes, Clauses]] = {}
        self._dispatches: list[Dispatch] = []

    def divide(self, spans: list[tuple[int, int]]) -> None:
        """Note where dispatches of other days begin within the article, given the stretches that are kept of it."""
        if self.language is not None:
            self._dispatches = dispatches(self.text, spans, self.language, self.published)

    def _dispatch_of(self, place: int) -> Dispatch | None:
        return next((one for one in reversed(self._dispatches) if one.start <= place), None)

    def date(self, statements: list) -> dict[str, Said]:
        """Date the statements; keys are statement ids."""
        by_id = {one.statement_id: one for one in statements}
        beside: dict[int, list] = defaultdict(list)
        for one in statements:
            beside[self._sentence_number(one)].append(one)
        found: dict[str, Said] = {}
        last: dict[bool, object] = {}  # the statement before, for nested ones and others apart
        for one in sorted(statements, key=lambda one: (_depth(one, by_id), place_of(one))):
            nested = isinstance(one.nested_in, str)
            outer = by_id.get(one.nested_in) if nested else None
            others = [*beside[self._sentence_number(one)], *([outer] if outer else [])]
            found[one.statement_id] = self._said(one, others, found.get(one.nested_in), last.get(nested), found)
            last[nested] = one
        return found

    def _sentence_number(self, one) -> int:
        return bisect_right(self._starts, place_of(one)) - 1

    def _sentence_of(self, one) -> Sentence | None:
        i = self._sentence_number(one)
        return self.sentences[i] if i >= 0 and place_of(one) < self.sentences[i].end else None

    def _said(self, one, others: list, outer: Said | None, before, found: dict[str, Said]) -> Said:
        anchor = outer.interval if outer else self.published
        sentence = self._sentence_of(one)
        if sentence is None or self.language is None:
            return self._default(one, anchor, outer, ANY)
        times, clauses = self._read(sentence)
        frame = Frame(one, others, times, clauses)
        governing = frame.governing()
        dated = _named(governing, anchor)
        if dated:
            lower = times.lower_bound(one.content, anchor)
            return _at_saying(_resolved(dated, anchor, lower), times.known_saying(one.content, one.actor_id), anchor)
        if frame.says_same_time() and (said := self._time_before(one, before, found)):
            return Said(said.interval, "carried", said.evidence)
        older = [time for time in governing if time.kind in _OLDER]
        if older:
            lower = times.lower_bound(one.content, anchor)
            return _at_saying(_older(older, anchor, lower), times.known_saying(one.content, one.actor_id), anchor)
        if outer:
            return self._default(one, anchor, outer, times.lower_bound(one.content, anchor))
        return self._continued(one, before, found, frame) or self._default(one, anchor, None, ANY)

    def _default(self, one, anchor: Interval, outer: Said | None, lower: Interval) -> Said:
        if outer:
            wide = outer.interval if not outer.interval.is_day else ANY
            return Said(_not_after(lower & wide or lower, anchor), "nested", outer.evidence)
        dispatch = self._dispatch_of(place_of(one))
        if dispatch:
            return Said(_not_after(dispatch.day | self.published, anchor), "dateline", dispatch.words)
        return Said(self.published, "published", self.evidence)

    def _time_before(self, one, before, found: dict[str, Said]) -> Said | None:
        """Give what "at that time" points back to: a sentence of the paragraph that names a time, else a statement."""
        i = self._sentence_number(one)
        here = self.sentences[i].paragraph
        earlier = self.sentences[max(i - _REACH, 0) : i]
        for sentence in reversed([s for s in earlier if here - s.paragraph <= 1]):  # news prints short paragraphs
            if before is not None and sentence.start <= place_of(before) < sentence.end:
                break
            if times := _named(self._read(sentence)[0].times, self.published):
                return _resolved(times, self.published, ANY)
        return found[before.statement_id] if before is not None else None

    def _continued(self, one, before, found: dict[str, Said], frame: Frame) -> Said | None:
        """Take over the time of the statement before when this one continues it.

        A verb of continuing ("added") takes it over as it is. Another verb, with the same speaker in the same
        paragraph, may continue the older report or return to the day of the article: it gets both.
        """
        by_medium = frame.is_said_by_the_medium()
        if before is None or (before.actor_id != one.actor_id and not by_medium):
            return None
        said = found[before.statement_id]
        here, there = self._sentence_of(one), self._sentence_of(before)
        if said.method in ("published", "nested") or here is None or there is None:
            return None
        if self._dispatch_of(place_of(one)) != self._dispatch_of(place_of(before)):
            return None
        apart = here.paragraph - there.paragraph
        # News prints a paragraph a sentence: "added" reaches back over one of them.
        # A verb without a subject goes on with the same speech; not so after "had said", which is soon left again.
        goes_on = frame.is_continuing() or (one.source is None and said.method != "past perfect")
        if here is there or (goes_on and apart <= 1):
            return Said(said.interval, "carried", said.evidence)
        if apart > by_medium:
            return None
        return Said(said.interval | self.published, "carried or published", said.evidence)

    def _read(self, sentence: Sentence) -> tuple[SentenceTimes, Clauses]:
        if sentence.start not in self._times:
            words = self.text[sentence.start : sentence.end]
            times = SentenceTimes(words, sentence.start, self.language, self.registry, self.events)
            self._times[sentence.start] = times, Clauses(sentence)
        return self._times[sentence.start]


def _named(times: list[Time], anchor: Interval) -> list[Time]:
    """Choose the dates and events that can be meant in what was said or printed on these days."""
    return [time for time in times if time.kind in ("date", "event") and time.when(anchor)]


def _resolved(times: list[Time], anchor: Interval, lower: Interval) -> Said:
    """Intersect the times of a clause; where they contradict each other the narrowest is kept."""
    found = sorted((time.when(anchor) for time in times), key=lambda one: one.days or 10**6)
    joined = found[0]
    for one in found[1:]:
        joined = joined & one or joined
    known = _not_after(joined, anchor)
    return Said(known & lower or known, "+".join(dict.fromkeys(time.rule for time in times)), _words(times))


def _at_saying(said: Said, saying: Time | None, anchor: Interval) -> Said:
    """Narrow what is told as past to the known day on which the speaker said it, if that agrees with the rest."""
    day = saying and said.interval & saying.when(anchor)
    if not day:
        return said
    return Said(day, f"{said.method}+{saying.rule}".removeprefix("event+"), f"{said.evidence} · {saying.words}")


def _older(times: list[Time], anchor: Interval, lower: Interval) -> Said:
    rule = min((time.kind for time in times), key=_OLDER.index)
    return Said(_not_after(lower, anchor), rule, _words(times))


def _words(times: list[Time]) -> str:
    return " · ".join(dict.fromkeys(time.words for time in times))


def _not_after(interval: Interval, anchor: Interval) -> Interval:
    """Nothing is said after it is printed; evidence that says so is overruled."""
    end = Interval(None, anchor.end)
    return interval & end or end


def _day(value):
    return None if pd.isna(value) else value.date()


def _depth(one, by_id: dict) -> int:
    depth = 0
    while one is not None and isinstance(one.nested_in, str) and depth < 10:
        one, depth = by_id.get(one.nested_in), depth + 1
    return depth
