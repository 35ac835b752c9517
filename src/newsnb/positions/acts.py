"""Speech acts: what a statement does to its subject, whatever the language.

A statement *denies*, *is ready*, *sets a condition*, ... The names and what negation does to them stand here; the words
for them stand in the language files, section ``speech_acts``; the level they give stands in the codebook.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from newsnb.lang import Language
from newsnb.positions.phrases import Affixes, Span, View, compile_phrases, find

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


def words(language: Language, section: str) -> re.Pattern | None:
    """Pattern of a word list of ``speech_acts`` (``negators``, ``anaphora``, ``clause_breaks``, ...)."""
    listed = tuple(language.speech_acts.get(section, ()))
    return compile_phrases(listed, Affixes.of(language.speech_acts))


def find_acts(where: View, language: Language) -> list[Act]:
    """Find the speech acts in a view, negation applied, in order of place.

    Of overlapping finds the longest counts: "no plans" is one act, not a negated plan.
    """
    affixes = Affixes.of(language.speech_acts)
    found = [
        Act(name, start, end)
        for name, phrases in sorted(language.speech_acts.get("acts", {}).items())
        for start, end in find(compile_phrases(tuple(phrases), affixes), where)
    ]
    acts = _longest(found)
    # A "not" inside an act's own words ("do not rule out") is spent on it, and no other negates that act again.
    places = find(words(language, "negators"), where)
    spent = [place for place in places if any(act.start <= place[0] and place[1] <= act.end for act in acts)]
    negators = [place for place in places if place not in spent]
    breaks = [start for start, _ in clause_starts(where, language)]
    read = [
        act
        if any(act.start <= start and end <= act.end for start, end in spent)
        else _under_negation(act, where.text, negators, breaks, language)
        for act in acts
    ]
    return _governed(read, breaks, language)


def _governed(acts: list[Act], breaks: list[int], language: Language) -> list[Act]:
    """Leave out what another act of the clause governs.

    "Ready to hold talks" holds none: after a word of wanting (before it, where the verb stands last) an event is only
    wished for. "No step was taken": the negation is spent on the plan and does not also deny the event.
    """

    def clause(act: Act) -> int:
        return max((cut for cut in breaks if cut <= act.start), default=0)

    verb_last = language.speech_acts.get("negation_reach", {}).get("after", 0) > 0
    kept = []
    for act in acts:
        beside = [other for other in acts if other is not act and clause(other) == clause(act)]
        wished = any(o.name in WISHES and (verb_last or o.start < act.start) for o in beside)
        spent = any(o.name in _NEGATIVE for o in beside)
        if not (act.name in HAPPENINGS and wished) and not (act.name == "deny" and act.negated and spent):
            kept.append(act)
    return kept


def _longest(found: list[Act]) -> list[Act]:
    kept: list[Act] = []
    for act in sorted(found, key=lambda act: (act.start - act.end, _STRENGTH[act.name], act.start)):
        if all(act.end <= other.start or act.start >= other.end for other in kept):
            kept.append(act)
    return sorted(kept, key=lambda act: act.start)


def clause_starts(where: View, language: Language) -> list[Span]:
    """Clauses of a view, cut at full stops, semicolons, colons, dashes and words such as "but" or "while"."""
    cuts = {0, *(match.end() for match in re.finditer(r"[.!?؟;؛:\n](?!\w)|،|, | - ", where.text))}
    cuts |= {start for start, _ in find(words(language, "clause_breaks"), where)}
    ordered = sorted(cut for cut in cuts if cut < len(where.text))
    ends = [*ordered[1:], len(where.text)]
    return list(zip(ordered, ends[: len(ordered)], strict=True))


def _under_negation(act: Act, text: str, negators: list[Span], breaks: list[int], language: Language) -> Act:
    reach = language.speech_acts.get("negation_reach", {})
    clause = max((cut for cut in breaks if cut <= act.start), default=0)
    clause_end = min((cut for cut in breaks if cut > act.start), default=len(text))
    inside = [
        (start, end)
        for start, end in negators
        if start >= clause and end <= clause_end and (end <= act.start or start >= act.end)
    ]
    near = [span for span in inside if _distance(text, span, act) <= _reach(span, act, reach)]
    if not near or act.name not in NEGATED:
        return act
    return replace(act, name=NEGATED[act.name], negated=True)


def _reach(span: Span, act: Act, reach: dict) -> int:
    return reach.get("before", 4) if span[1] <= act.start else reach.get("after", 0)


def _distance(text: str, span: Span, act: Act) -> int:
    between = text[span[1] : act.start] if span[1] <= act.start else text[act.end : span[0]]
    return len(between.split()) + 1
