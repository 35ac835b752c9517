"""The words around a cue that are about the saying and not about what was said."""

from newsnb.statements.clauses import Clauses
from newsnb.statements.times import SentenceTimes, Time

_CONTINUING = "add"  # the class of such cues in the language files
_PARTICIPLES = ("acl", "acl:relcl")
_APART = frozenset(",،;؛()–—")
_PREPOSITION = 6  # characters of a preposition in front of a time
_CIRCUMSTANCES = ("obl", "nmod")


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
        return span

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
        return any(self._is_outside(mark) and mark.start < max(first, place_of(self._one)) for mark in marks)

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

    def _stands_beside(self, time: Time) -> bool:
        """Tell whether a time stands directly before the cue, or after it with but a word between: "said on Friday"."""
        start, end = sorted(((time.start, time.end), self._cue))
        between = self._clauses.between(start[1], end[0])
        after = time.start >= self._cue[1]
        return len(between) <= after and not any(word.upos in ("VERB", "PUNCT") for word in between)

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
