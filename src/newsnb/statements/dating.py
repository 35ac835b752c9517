"""When each statement was said, which is not when it was printed.

A date expression dates a statement when it belongs to the clause of its cue and stands outside its content. Without
one, the statement takes the time of the statement it continues, or a bound from the tense, or the article's own
interval. ``docs/dates.md`` lists the rules in order.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from newsnb import lang, schemas
from newsnb.articles import Corpus
from newsnb.dates.intervals import ANY, Interval
from newsnb.lang import Language
from newsnb.parsing.document import ParsedArticle, Sentence
from newsnb.statements.clauses import Clauses
from newsnb.statements.times import SentenceTimes, Time

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
        The statements table; ``cue``, ``content``, ``nested_in``, ``actor_id`` and ``cue_lemma`` are read.
    corpus
        With dated articles (see `newsnb.dates.date_articles`).
    parsed
        Article id to its parse.
    languages
        Code to language; the package's own files when omitted.
    registry
        Anything with ``role_mentions(text, lang)``; passing offices are not used when omitted.
    events
        Known events.

    Returns
    -------
    pandas.DataFrame
        The same rows in the same order, with ``said_from`` and ``said_to`` (missing = open), ``said_method`` and
        ``said_evidence`` filled. Nothing is said after its article is published.
    """
    found: dict[str, Said] = {}
    articles = corpus.articles.set_index("article_id")
    for article_id, rows in statements.groupby("article_id", sort=False):
        row = articles.loc[article_id]
        language = _language(row["lang"], languages)
        article = _Article(
            row, corpus.texts[row["source_id"]], parsed.get(article_id), language, registry, tuple(events)
        )
        found |= article.date(list(rows.itertuples()))
    return _filled(statements, [found[one] for one in statements["statement_id"]])


def _language(code: str, languages) -> Language | None:
    if languages is not None:
        return languages.get(code)
    return lang.load(code) if code in lang.available() else None


def _filled(statements: pd.DataFrame, said: list[Said]) -> pd.DataFrame:
    def days(name: str) -> pd.Series:
        values = pd.Series([getattr(one.interval, name) for one in said], index=statements.index, dtype=object)
        return pd.to_datetime(values).astype("datetime64[us]")

    dated = statements.assign(
        said_from=days("start"),
        said_to=days("end"),
        said_method=[one.method for one in said],
        said_evidence=pd.Series([one.evidence for one in said], index=statements.index, dtype=object),
    )
    return schemas.validate(dated, "statements")


class _Article:
    """One article's statements, dated in text order, outer ones before those nested in them."""

    def __init__(self, row, text: str, parse: ParsedArticle | None, language, registry, events):
        self.text, self.language, self.registry, self.events = text, language, registry, events
        self.published = Interval(_day(row["published_from"]), _day(row["published_to"]))
        self.evidence = row["published_evidence"] if isinstance(row["published_evidence"], str) else None
        self.sentences = parse.sentences if parse else ()
        self._times: dict[int, tuple[SentenceTimes, Clauses]] = {}

    def date(self, statements: list) -> dict[str, Said]:
        """Date the statements; keys are statement ids."""
        ordered = sorted(statements, key=_place)
        by_id = {one.statement_id: one for one in statements}
        found: dict[str, Said] = {}
        for one in sorted(ordered, key=lambda one: (_depth(one, by_id), _place(one))):
            before = _before(one, ordered, found)
            outer = found.get(one.nested_in) if isinstance(one.nested_in, str) else None
            found[one.statement_id] = self._said(one, ordered, outer, before, found)
        return found

    def _said(self, one, ordered: list, outer: Said | None, before, found: dict[str, Said]) -> Said:
        anchor = outer.interval if outer else self.published
        sentence = _holding(self.sentences, _place(one))
        if sentence is None or self.language is None:
            return self._default(anchor, outer, ANY)
        times, clauses = self._read(sentence)
        frame = _Frame(one, ordered, times, clauses)
        governing = frame.governing()
        lower = times.lower_bound(one.content, anchor)
        dated = [time for time in governing if time.kind in ("date", "event")]
        if dated:
            return _resolved(dated, anchor, lower)
        if before is not None and frame.says_same_time():
            return Said(found[before.statement_id].interval, "carried", found[before.statement_id].evidence)
        older = [time for time in governing if time.kind in _OLDER]
        if older:
            return _older(older, anchor, lower)
        if outer:
            return self._default(anchor, outer, lower)
        return self._continued(one, before, found, frame) or self._default(anchor, None, lower)

    def _default(self, anchor: Interval, outer: Said | None, lower: Interval) -> Said:
        if outer:
            wide = outer.interval if not outer.interval.is_day else ANY
            return Said(_not_after(lower & wide or lower, anchor), "nested", outer.evidence)
        return Said(self.published, "published", self.evidence)

    def _continued(self, one, before, found: dict[str, Said], frame: "_Frame") -> Said | None:
        """Take over the time of the statement before when this one continues it.

        A verb of continuing ("added") takes it over as it is. Another verb, with the same speaker in the same
        paragraph, may continue the older report or return to the day of the article: it gets both.
        """
        if before is None or before.actor_id != one.actor_id:
            return None
        said = found[before.statement_id]
        if said.method in ("published", "nested") or not self._same_paragraph(before, one):
            return None
        if frame.is_continuing() or _holding(self.sentences, _place(one)) is self._sentence_of(before):
            return Said(said.interval, "carried", said.evidence)
        return Said(said.interval | self.published, "carried or published", said.evidence)

    def _sentence_of(self, one) -> Sentence | None:
        return _holding(self.sentences, _place(one))

    def _same_paragraph(self, first, second) -> bool:
        a, b = (_holding(self.sentences, _place(one)) for one in (first, second))
        return a is not None and b is not None and a.paragraph == b.paragraph

    def _read(self, sentence: Sentence) -> tuple[SentenceTimes, Clauses]:
        if sentence.start not in self._times:
            words = self.text[sentence.start : sentence.end]
            times = SentenceTimes(words, sentence.start, self.language, self.registry, self.events)
            self._times[sentence.start] = times, Clauses(sentence)
        return self._times[sentence.start]


class _Frame:
    """The part of a sentence that is about the saying: without the content, and without other statements' contents."""

    def __init__(self, one, ordered: list, times: SentenceTimes, clauses: Clauses):
        self._times, self._clauses, self._one = times, clauses, one
        self._cue = tuple(one.cue) if one.cue is not None else None
        inner = [span for span in one.content]
        place = _place(one)
        for other in ordered:
            if other.statement_id != one.statement_id and not any(start <= place < end for start, end in other.content):
                inner += list(other.content)
        self._contents = inner
        # What lies within the content of an outer statement is this one's frame, what lies without is the outer's.
        self._within = [
            (min(s for s, _ in other.content), max(e for _, e in other.content))
            for other in ordered
            if other.statement_id == one.nested_in
        ]

    def governing(self) -> list[Time]:
        """List the times of the cue's clause."""
        if self._cue is None:
            return []
        mine = [time for time in self._times.times if self._is_outside(time)]
        return [time for time in mine if self._governs(time)]

    def says_same_time(self) -> bool:
        """Tell whether "at that time" stands in the frame before the content."""
        marks = self._times.marks("same_time")
        first = min(start for start, _ in self._one.content)
        return any(self._is_outside(mark) and mark.start < max(first, _place(self._one)) for mark in marks)

    def is_continuing(self) -> bool:
        """Tell whether the cue is a verb of continuing, such as "added"."""
        lemma = self._one.cue_lemma
        return isinstance(lemma, str) and lemma in self._times.continuing_cues

    def _is_outside(self, span) -> bool:
        if self._within and not any(s <= span.start and span.end <= e for s, e in self._within):
            return False
        return not any(s < span.end and span.start < e for s, e in self._contents)

    def _governs(self, time: Time) -> bool:
        if time.kind == "past perfect":
            return self._is_auxiliary(time)
        if not self._clauses.is_parsed:
            return not self._verb_between(time)
        path = self._clauses.predicate_of(time.start, time.end)
        top = self._clauses.top(time.start, time.end)
        own = {word.id for word in self._clauses.inside(*self._cue)}
        if top is not None and top.id in own:
            return True
        noun = self._clauses.antecedent(*self._cue)
        if noun is not None and any(word.id == noun for word in path[:-1] or path):
            return True
        pronoun = self._clauses.relative_pronoun(*self._cue)
        if pronoun and all(word.upos == "PUNCT" for word in self._clauses.between(time.end, pronoun.start)):
            return time.end <= pronoun.start
        if not path:
            return not self._verb_between(time)
        return any(path[-1].id in level for level in self._clauses.shared_time(*self._cue))

    def _is_auxiliary(self, time: Time) -> bool:
        """Tell whether a past-perfect auxiliary stands near enough to the cue, with no other verb between."""
        before, after = self._times.auxiliary_reach
        first = time.end <= self._cue[0]
        words = self._clauses.between(*((time.end, self._cue[0]) if first else (self._cue[1], time.start)))
        words = [word for word in words if word.upos != "PUNCT"]
        if not first and time.start < self._cue[1]:
            return after > 0  # the auxiliary is part of the cue's span
        return len(words) < (before if first else after) and not any(word.upos == "VERB" for word in words)

    def _verb_between(self, time: Time) -> bool:
        start, end = sorted(((time.start, time.end), self._cue))
        return any(word.upos == "VERB" for word in self._clauses.between(start[1], end[0]))


def _resolved(times: list[Time], anchor: Interval, lower: Interval) -> Said:
    """Intersect the times of a clause; where they contradict each other the narrowest is kept."""
    found = sorted((time.when(anchor) for time in times), key=lambda one: one.days or 10**6)
    joined = found[0]
    for one in found[1:]:
        joined = joined & one or joined
    known = _not_after(joined, anchor)
    return Said(known & lower or known, "+".join(dict.fromkeys(time.rule for time in times)), _words(times))


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


def _place(one) -> int:
    return one.cue[0] if one.cue is not None else min(start for start, _ in one.content)


def _depth(one, by_id: dict) -> int:
    depth = 0
    while one is not None and isinstance(one.nested_in, str) and depth < 10:
        one, depth = by_id.get(one.nested_in), depth + 1
    return depth


def _before(one, ordered: list, found: dict[str, Said]):
    """Give the statement before, at the same level."""
    same = [
        other
        for other in ordered
        if other.statement_id in found and isinstance(other.nested_in, str) == isinstance(one.nested_in, str)
    ]
    earlier = [other for other in same if _place(other) < _place(one)]
    return earlier[-1] if earlier else None


def _holding(sentences: tuple[Sentence, ...], place: int) -> Sentence | None:
    return next((sentence for sentence in sentences if sentence.start <= place < sentence.end), None)
