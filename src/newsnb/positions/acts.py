"""Speech acts: what a statement does to its subject, whatever the language.

A statement *denies*, *is ready*, *sets a condition*, ... The names and what negation does to them stand here; the words
for them stand in the language files, section ``speech_acts``; the level they give stands in the codebook.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from newsnb.lang import Language
from newsnb.positions.phrases import Affixes, Pattern, Patterns, Span, View, compile_phrases, find
from newsnb.remembered import by_identity

ACTS = {
    "false": "calls what was reported untrue",
    "deny": "says that it is not so or did not take place",
    "noncommittal": "neither confirms nor denies, does not comment, leaves it open",
    "conditional": "ready or able, but only if something else happens first",
    "unchanged": "keeps to its goals, demands or course",
    "refuse": "refuses, rejects, rules out, calls impossible",
    "waiting": "waits for the other side",
    "ready": "ready, open, willing, interested",
    "too_early": "too early to say or to do",
    "no_plan": "nothing planned, agreed, decided or prepared",
    "agreed": "reached or accepted an agreement",
    "planned": "is being prepared, scheduled or will take place",
    "under_way": "is taking place, goes on",
    "took_place": "has taken place",
    "call_for": "demands or proposes it",
    "oppose": "is against it, doubts it",
    "support": "is for it",
    "possible": "may come about",
    "confirm": "says that it is so",
    "warn": "warns",
    "threaten": "threatens",
    "promise": "promises, pledges",
    "accuse": "accuses",
    "criticise": "criticises",
    "praise": "praises",
    "step": "names a plan, date, signal or preparation without saying that there is one",
    "lapse": "states that there has been none for some time, which denies no report",
}
"""Names that a codebook may use, strongest first: of two acts in one clause the earlier decides."""

NEGATED = {
    "took_place": "deny",
    "under_way": "deny",
    "confirm": "noncommittal",
    "false": "confirm",
    "planned": "no_plan",
    "agreed": "no_plan",
    "step": "no_plan",
    "ready": "refuse",
    "possible": "refuse",
    "refuse": "ready",
    "call_for": "oppose",
    "support": "oppose",
    "oppose": "support",
    "waiting": "waiting",
}
"""What an act becomes when the content negates it; an act that is not listed stays, for it is negative by itself."""

DENIED = NEGATED | {"no_plan": "planned", "step": "no_plan", "conditional": "refuse"}
"""What an act becomes when the cue denies it: "denied that there were no plans" says that there are some."""

# "Dismissed the reports as false": cue and content deny the same thing, they do not cancel each other.
DENIED_STAYS = ("false", "deny", "noncommittal", "too_early", "unchanged")

HAPPENINGS = ("took_place", "under_way", "planned", "agreed")
"""Acts that say that something happens."""

WISHES = ("ready", "waiting", "call_for", "possible", "refuse")
"""Acts under which an event is only wished for: "ready to hold talks" holds none."""

_NEGATIVE = ("no_plan", "too_early", "unchanged", "noncommittal", "lapse")
_STRENGTH = {act: rank for rank, act in enumerate(ACTS)}


@dataclass(frozen=True)
class Act:
    """An act found in a view: its name after negation, and the place of its words in the view."""

    name: str
    start: int
    end: int
    negated: bool = False


def strongest(acts: Sequence[Act]) -> Act | None:
    """The act that decides: the strongest by the order of `ACTS`, then the first in the text."""
    return min(acts, key=lambda act: (_STRENGTH[act.name], act.start), default=None)


@by_identity
def words(language: Language, section: str) -> Pattern | None:
    """Pattern of a word list of ``speech_acts`` (``negators``, ``anaphora``, ``clause_breaks``, ...)."""
    listed = tuple(language.speech_acts.get(section, ()))
    return compile_phrases(listed, Affixes.of(language.speech_acts))


def find_acts(where: View, language: Language) -> list[Act]:
    """Find the speech acts in a view, negation applied, in order of place.

    Of overlapping finds the longest counts: "no plans" is one act, not a negated plan.
    """
    negators = negations(where, language)
    tight, loose = _found(where, language, gaps=False), _found(where, language, gaps=True)
    gapped = set(loose)
    acts = _longest([*tight, *_without_stands(loose, tight)], len(where.text))
    # A "not" inside an act's own words ("do not rule out") is spent on it, and no other negates that act again.
    starts = [act.start for act in acts]
    free, spent = [], set()
    for place in negators:
        holder = bisect_right(starts, place[0]) - 1
        if holder >= 0 and place[1] <= acts[holder].end:
            spent.add(holder)
            if acts[holder] in gapped and acts[holder].name in HAPPENINGS:
                acts[holder] = replace(acts[holder], name=NEGATED[acts[holder].name], negated=True)
        else:
            free.append(place)
    clauses = Clauses(where, language)
    read = [
        act if number in spent else _under_negation(act, where.text, free, clauses, language)
        for number, act in enumerate(acts)
    ]
    return _governed(_absent_steps(read, where.text), clauses, language)


def _found(where: View, language: Language, *, gaps: bool) -> list[Act]:
    """All acts whose phrase has, or has not, a gap for other words."""
    return [Act(name, *place) for name, place in _patterns(language, gaps).find(where)]


@by_identity
def _patterns(language: Language, gaps: bool) -> Patterns:
    affixes = Affixes.of(language.speech_acts)
    return Patterns(
        (name, compile_phrases(tuple(phrase for phrase in phrases if ("..." in phrase) is gaps), affixes))
        for name, phrases in sorted(language.speech_acts.get("acts", {}).items())
    )


def _without_stands(loose: list[Act], tight: list[Act]) -> list[Act]:
    """Leave out events in whose gap another stand is taken: "had no intention of talks" tells of no talks."""
    stands = sorted((a for a in tight if a.name in WISHES or a.name in _NEGATIVE), key=lambda act: act.start)
    starts = [act.start for act in stands]
    kept = []
    for act in loose:
        inside = stands[bisect_right(starts, act.start) :][:1]
        if act.name not in HAPPENINGS or not any(stand.end <= act.end for stand in inside):
            kept.append(act)
    return kept


def negations(where: View, language: Language) -> list[Span]:
    """Places of the words for "not", without those that only look like one ("not only", لا تزال: still)."""
    return listed(where, language, "negators", but="not_negators")


def listed(where: View, language: Language, section: str, *, but: str) -> list[Span]:
    """Places of the words of one list, without those that begin inside a phrase of another ("once" in "at once")."""
    only_look = find(words(language, but), where)
    starts = [start for start, _ in only_look]
    found = []
    for place in find(words(language, section), where):
        holder = bisect_right(starts, place[0]) - 1
        if holder < 0 or place[0] >= only_look[holder][1]:
            found.append(place)
    return found


class Clauses:
    """The clauses of a view, cut at full stops, semicolons, commas, dashes and words such as "but" or "while"."""

    def __init__(self, where: View, language: Language):
        cuts = {0, *(match.end() for match in re.finditer(r"[.!?؟;؛:\n](?!\w)|،|, | - ", where.text))}
        cuts |= {start for start, _ in find(words(language, "clause_breaks"), where)}
        self._cuts = sorted(cut for cut in cuts if cut < len(where.text)) or [0]
        self._end = len(where.text)

    def at(self, offset: int) -> int:
        """Number of the clause that holds an offset."""
        return bisect_right(self._cuts, offset) - 1

    def span(self, number: int) -> Span:
        """Place of a clause in the view."""
        ends = self._cuts[number + 1 : number + 2] or [self._end]
        return self._cuts[number], ends[0]


def _longest(found: list[Act], length: int) -> list[Act]:
    taken = bytearray(length)
    kept = []
    for act in sorted(found, key=lambda act: (act.start - act.end, _STRENGTH[act.name], act.start)):
        if not any(taken[act.start : act.end]):
            taken[act.start : act.end] = b"x" * (act.end - act.start)
            kept.append(act)
    return sorted(kept, key=lambda act: act.start)


def _absent_steps(acts: list[Act], text: str) -> list[Act]:
    """Where what is denied is a step ("there is no plan"), nothing is planned, and no report called untrue."""
    followed = zip(acts, [*acts[1:], None], strict=False)
    return [
        replace(act, name="no_plan")
        if act.name == "deny" and after and after.name == "step" and _words_between(text, act.end, after.start) < 3
        else act
        for act, after in followed
    ]


def _governed(acts: list[Act], clauses: Clauses, language: Language) -> list[Act]:
    """Leave out what another act of the clause governs.

    "Ready to hold talks" holds none: after a word of wanting (before it, where the verb stands last) an event is only
    wished for. "No step was taken": the negation is spent on the plan and does not also deny the event.
    """
    verb_last = language.speech_acts.get("negation_reach", {}).get("after", 0) > 0
    wish: dict[int, int] = {}
    negative = set()
    for act in reversed(acts):
        if act.name in WISHES:
            wish[clauses.at(act.start)] = -1 if verb_last else act.start
        if act.name in _NEGATIVE:
            negative.add(clauses.at(act.start))
    kept = []
    for act in acts:
        clause = clauses.at(act.start)
        wished = act.name in HAPPENINGS and wish.get(clause, act.start) < act.start
        spent = act.name == "deny" and act.negated and clause in negative
        if not wished and not spent:
            kept.append(act)
    return kept


def _under_negation(act: Act, text: str, negators: list[Span], clauses: Clauses, language: Language) -> Act:
    """The act as a "not" near it in its clause leaves it."""
    if act.name not in NEGATED:
        return act
    negated = _is_near((act.start, act.end), text, negators, clauses, language)
    # "Will not": of an auxiliary the "not" stands behind it.
    negated |= act.name == "planned" and _is_followed(act, text, negators)
    return replace(act, name=NEGATED[act.name], negated=True) if negated else act


def _is_followed(act: Act, text: str, negators: list[Span]) -> bool:
    following = negators[bisect_right(negators, (act.end, act.end)) :][:1]
    return any(not text[act.end : start].strip() for start, _ in following)


def is_negated(place: Span, where: View, language: Language) -> bool:
    """Whether a "not" stands near words of a view in their clause, and is none of their own."""
    negators = [span for span in negations(where, language) if span[1] <= place[0] or span[0] >= place[1]]
    return _is_near(place, where.text, negators, Clauses(where, language), language)


def _is_near(place: Span, text: str, negators: list[Span], clauses: Clauses, language: Language) -> bool:
    reach = language.speech_acts.get("negation_reach", {})
    start, end = clauses.span(clauses.at(place[0]))
    after = bisect_right(negators, (place[0], place[0]))
    before = negators[after - 1 : after] if after else []
    near = [s for s in before if s[0] >= start and _words_between(text, s[1], place[0]) < reach.get("before", 4)]
    near += [
        s
        for s in negators[after : after + 1]
        if s[1] <= end and s[0] >= place[1] and _words_between(text, place[1], s[0]) < reach.get("after", 0)
    ]
    return bool(near)


def _words_between(text: str, start: int, end: int) -> int:
    """Number of words between two places; many, where they are far apart."""
    return len(text[start:end].split()) if end - start < 200 else 200
