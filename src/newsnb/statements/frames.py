"""The words around a cue that are about the saying and not about what was said."""

from datetime import date

from newsnb.dates.context import Mark
from newsnb.dates.intervals import Interval
from newsnb.statements.clauses import Clauses
from newsnb.statements.times import SentenceTimes, Time

_CONTINUING = "add"  # the class of such cues in the language files
_PARTICIPLES = ("acl", "acl:relcl")
_APART = frozenset(",،;؛()–—")
_PREPOSITION = 6  # characters of a preposition in front of a time
_CIRCUMSTANCES = ("obl", "nmod")
_LEADING = 3  # words of a name between the cue and a time that stands before the content
_MEDIUM = 6  # words from the medium to its time: "in an interview with the paper published on Friday"
_OPENING = 3  # words in front of a time that opens the sentence: "and in the"
_ANY_DAY = Interval(date(2024, 1, 10), date(2024, 1, 10))


def place_of(statement) -> int:
    """Give where a statement is made: its cue, or its content where there is none."""
    return statement.cue[0] if statement.cue is not None else min(start for start, _ in statement.content)


class Frame:
    """The part of a sentence that is about the saying: without the content, and without other statements' contents."""

    def __init__(self, one, others: list, times: SentenceTimes, clauses: Clauses):
        self._times, self._clauses, self._one = times, clauses, one
        self._cue = tuple(one.cue) if one.cue is not None else None
        inner = [self._behind_leading_time(span) for span in one.content]
        place = place_of(one)
        for other in others:
            if other.statement_id != one.statement_id and not any(start <= place < end for start, end in other.content):
                inner += list(other.content)
        self._contents = inner
        self._other_cues = [place_of(other) for other in others if other.statement_id != one.statement_id]
        # What lies within the content of an outer statement is this one's frame, what lies without is the outer's.
        self._within = [
            (min(s for s, _ in other.content), max(e for _, e in other.content))
            for other in others
            if other.statement_id == one.nested_in
        ]

    def _behind_leading_time(self, span: tuple[int, int]) -> tuple[int, int]:
        """Cut off a time between commas right behind the cue: "said, last September, that" dates the saying."""
        for time in self._times.times if self._cue else ():
            near = self._cue[1] <= span[0] <= time.start <= span[0] + _PREPOSITION and time.end < span[1]
            words = self._clauses.between(self._cue[1], time.start) if near else ()
            if near and self._times.is_set_off(time) and sum(word.upos != "PUNCT" for word in words) <= 1:
                return time.end, span[1]
        return self._opening_time(span) or span

    def _opening_time(self, span: tuple[int, int]) -> tuple[int, int] | None:
        """Cut off a time at the head of a content without "that": "denied, on Friday, any plan" in Arabic and Persian.

        What stands between cue and subject on one side and the time on the other is part of a name, or the medium.
        """
        place = self._place_before(span)
        if place is None or any(not self._leads(word) for word in self._clauses.between(place, span[0])):
            return None
        for mark in self._leading_marks(span):
            before = self._clauses.between(span[0], mark.start)
            if self._is_of_the_medium(before, mark) or self._is_rest_of_a_name(before):
                return mark.end, span[1]
        return None

    def _place_before(self, span: tuple[int, int]) -> int | None:
        source = getattr(self._one, "source", None)
        ends = [tuple(one)[1] for one in (self._cue, source) if one is not None and tuple(one)[1] <= span[0]]
        return max(ends, default=None)

    def _leading_marks(self, span: tuple[int, int]) -> list:
        """List what can be a time of the saying: days and weeks, "on the same day", with a noun behind."""
        days = [time for time in self._times.times if time.kind == "date" and (time.when(_ANY_DAY).days or 99) <= 7]
        days = [time for time in days if not self._is_a_subject(time)]
        return [m for m in [*days, *self._times.marks("same_time")] if span[0] <= m.start and m.end < span[1]]

    def _is_a_subject(self, mark) -> bool:
        following = self._clauses.between(mark.end, mark.end + 40)
        return bool(following) and following[0].upos in ("VERB", "AUX")

    def _is_rest_of_a_name(self, words: list) -> bool:
        names = bool(words) and words[0].upos == "PROPN"
        return len(words) <= _LEADING and all(self._leads(word) or (names and word.upos == "NOUN") for word in words)

    def _leads(self, word) -> bool:
        return word.upos in ("PROPN", "ADP", "X") or self._times.is_filler(word.text)

    def _is_of_the_medium(self, words: list, mark) -> bool:
        """Tell "in a television interview aired on Friday," at the head of what was taken for the content."""
        medium = [m for m in self._times.marks("medium_marks") if words and words[0].start <= m.start < mark.start]
        return (
            len(words) <= _MEDIUM and bool(medium) and words[0].end >= medium[0].start and self._times.is_set_off(mark)
        )

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
        return any(self._is_outside(mark) and mark.start <= max(first, place_of(self._one)) for mark in marks)

    def is_said_by_the_medium(self) -> bool:
        """Tell whether the source is no one but "the statement", "the letter", named in a sentence before."""
        source = getattr(self._one, "source", None)
        if source is None:
            return False
        start, end = source
        marks = [mark for mark in self._times.marks("medium_marks") if start <= mark.start and mark.end <= end]
        return bool(marks) and len(self._clauses.inside(start, end)) <= 2

    def is_continuing(self) -> bool:
        """Tell whether the cue is a verb of continuing, such as "added"."""
        return self._one.cue_class == _CONTINUING

    def _is_outside(self, span) -> bool:
        if self._within and not any(s <= span.start and span.end <= e for s, e in self._within):
            return False
        return not any(s < span.end and span.start < e for s, e in self._contents)

    def _governs(self, time: Time) -> bool:
        if time.kind == "past perfect":
            return self._is_auxiliary(time)
        if not self._clauses.is_parsed:
            return self._in_one_stretch(time)
        medium = self._medium_before(time)
        if medium is not None and self._times.is_answered(medium):
            return False
        if medium is not None and not self._times.is_apart(medium) and not self._is_of_another(medium):
            return True
        if time.kind == "earlier" and not self._verb_between(time):
            return True
        if self._leads_the_sentence(time):
            return True
        path = self._clauses.predicate_of(time.start, time.end)
        top = self._clauses.top(time.start, time.end)
        own = {word.id for word in self._clauses.inside(*self._cue)}
        if (top is not None and top.id in own) or self._stands_beside(time):
            return True
        if path and path[-1].deprel in _PARTICIPLES and self._is_about_the_medium(path[-1], own):
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

    def _in_one_stretch(self, time: Time) -> bool:
        """Tell, by the commas alone, a time of the cue's own clause: in its stretch, or at the head of the sentence."""
        start, end = sorted(((time.start, time.end), self._cue))
        apart = any(word.text in _APART for word in self._clauses.between(start[1], end[0]))
        leading = time.end <= self._cue[0] and not any(
            word.text in _APART for word in self._clauses.between(0, time.start)
        )
        return not apart or leading

    def _leads_the_sentence(self, time: Time) -> bool:
        """Tell a time that opens the sentence, with a comma but no verb up to the cue: "after the vote, Kamal said"."""
        before = self._clauses.between(0, time.start)
        between = self._clauses.between(time.end, self._cue[0])
        apart = any(word.text in _APART for word in between)
        if not apart or len(before) > _OPENING or any(word.upos in ("VERB", "AUX") for word in between):
            return False
        inner = before[:-1] if time.kind == "event" else before  # before an event stands "after" or the like
        return not any(word.upos in ("VERB", "AUX", "SCONJ", "PUNCT") for word in inner)

    def _stands_beside(self, time: Time) -> bool:
        """Tell whether a time stands directly before the cue, or after it with but a word between: "said on Friday"."""
        start, end = sorted(((time.start, time.end), self._cue))
        between = self._clauses.between(start[1], end[0])
        after = time.start >= self._cue[1]
        return len(between) <= after and not any(word.upos in ("VERB", "PUNCT") for word in between)

    def _medium_before(self, time: Time) -> Mark | None:
        """Give the medium that stands close before a time, with no statement's content between them."""
        for mark in reversed(self._times.marks("medium_marks")):
            if mark.end <= time.start and self._is_outside(mark):
                words = self._clauses.between(mark.end, time.start)
                apart = any(mark.end <= start < time.start for start, _ in self._contents)
                if len(words) <= _MEDIUM and not apart and not any(word.text in _APART for word in words):
                    return mark
        return None

    def _is_of_another(self, mark) -> bool:
        """Tell whether another statement's cue stands between the medium and this cue."""
        start, end = sorted((mark.start, self._cue[0]))
        return any(start < cue < end for cue in self._other_cues)

    def _is_about_the_medium(self, participle, own: set[int]) -> bool:
        """Tell whether a participle describes where it was said: "in an interview published on Friday, he said"."""
        above = list(self._clauses.up(participle))
        if not above:
            return False
        noun, *rest = above
        cue_of_noun = any(word.head == noun.id for word in self._clauses.inside(*self._cue))
        return cue_of_noun or (noun.deprel in _CIRCUMSTANCES and bool(rest) and rest[0].id in own)

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
