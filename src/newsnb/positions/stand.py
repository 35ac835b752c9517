"""The stand a statement takes on an issue: its speech acts, weighed against the cue that attributes it."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from newsnb.positions.acts import (
    DENIED,
    DENIED_STAYS,
    HAPPENINGS,
    WISHES,
    Act,
    Clauses,
    is_negated,
    listed,
    strongest,
    words,
)
from newsnb.positions.codebook import Level
from newsnb.positions.context import Statement, same_camp
from newsnb.positions.cue import Cue
from newsnb.positions.phrases import Span, View, compile_phrases, find
from newsnb.positions.reading import Match, Reading

CUE_ACTS = {
    "confirm": "confirm",
    "warn": "warn",
    "threaten": "threaten",
    "promise": "promise",
    "accuse": "accuse",
    "criticise": "criticise",
    "praise": "praise",
    "agree": "agreed",
    "ask": "call_for",
    "urge": "call_for",
    "insist": "call_for",
    "offer": "ready",
    "allow": "ready",
    "not_deny": "noncommittal",
    "expect": "possible",
    "oppose": "oppose",
    "doubt": "oppose",
    "complain": "criticise",
    "announce": "planned",
}
"""The act that a cue's class performs by itself, where the content's words give no other."""

SURE_OF_ACT = {"phrase": 1.0, "words": 0.95, "cue": 0.85, "none": 0.8}
"""How sure the stand is, by what gave it; the weights order the sources and claim no more than that."""

# "Reuters reported on the alleged call": to report a thing by its name says that it took place.
_ASSERTING = ("report", "claim")
# What counts only where the content is a thing and not a clause: "announced a truce".
_NAMING = (*_ASSERTING, "announce")
_LONGEST_NAME = 12  # words
# What happens or is wanted: such a word only counts in the clause that names the issue.
_EVENTS = (
    "took_place",
    "under_way",
    "planned",
    "agreed",
    "possible",
    "call_for",
    "support",
    "oppose",
    "ready",
    "refuse",
)
# What a condition turns into "conditional".
_OFFERS = ("ready", "planned", "possible", "agreed", "support", "call_for", "under_way", "confirm")
# "Too early to talk of cutting rates": what is said of a phrase, and not by it.
_TURNING = ("noncommittal", "refuse", "too_early", "no_plan")
# "Did not think that it would be a mistake": what a doubt makes of an act; of every other it makes opposition.
_DOUBTED = {"oppose": "support", "refuse": "ready", "ready": "oppose"}
# "Expressed interest in talks": of the acts in a cue's own words, those that are a stand on the content.
_IN_CUE = ("ready", "support", "oppose", "call_for", "waiting", "agreed", "unchanged")


@dataclass(frozen=True)
class Stand:
    """A stand: the level it has on the scale, the act, what gave it (a key of `SURE_OF_ACT`), and its words."""

    level: Level | None = None
    act: str | None = None
    source: str = "none"
    spans: tuple[Span, ...] = ()


def stand_on(match: Match, reading: Reading, others: Sequence[Match], nested: Sequence[Statement]) -> Stand:
    """Find the stand on an issue.

    A phrase of the codebook goes before the speech acts. ``others`` are all issues of the statement (an act belongs to
    the issue of its clause), ``nested`` the statements quoted inside it (their acts are not the speaker's own).
    """
    cue = Cue(reading)
    if not match.issue.scale or _is_question(reading, cue):
        return Stand()
    by_phrase = _by_phrase(match, reading, cue)
    if by_phrase:
        return by_phrase
    graded = {act for level in match.issue.scale for act, _ in level.acts}
    acts = _acts_on(match, reading, cue, others, nested)
    stand = _by_act(match, reading, cue, acts, graded)
    level = _level(match, reading, stand.act)
    return replace(stand, level=level) if level else Stand()


def _level(match: Match, reading: Reading, act: str | None) -> Level | None:
    """The level an act gives; an act tied to a term ("refuse + truce") goes before the act alone."""
    # The content alone: "said on Thursday that a meeting was being arranged" names no date of the meeting.
    for level in match.issue.scale:
        for name, term in level.acts:
            if name == act and term and reading.places(term, reading.content):
                return level
    return next((level for level in match.issue.scale if (act, None) in level.acts), None)


def _is_question(reading: Reading, cue: Cue) -> bool:
    if cue.denies or cue.refuses:
        return False
    places = find(words(reading.language, "questions"), reading.content)
    asks = reading.statement.cue_class == "ask_question" or reading.content.text.strip().endswith(("?", "؟"))
    return asks or bool(places and places[0][0] == 0)


def _by_phrase(match: Match, reading: Reading, cue: Cue) -> Stand | None:
    """A phrase of a level, in cue and content as they stand in the text; under a denial only one that holds the cue."""
    where = _whole(reading)
    for level in match.issue.scale:
        pattern = compile_phrases(level.phrases.get(reading.language.code, ()), reading.affixes)
        spans = [where.span(*place) for place in find(pattern, where)]
        if cue.denies or cue.refuses:
            spans = [span for span in spans if cue.span and span[0] < cue.span[1] and cue.span[0] < span[1]]
        spans = [span for span in spans if not _is_turned(span, match, reading)]
        if spans:
            return Stand(level, "phrase", "phrase", tuple(spans[:1]))
    return None


def _is_turned(span: Span, match: Match, reading: Reading) -> bool:
    """Whether the clause says that a phrase is not so, or too early to speak of: then the acts decide.

    Only words of the content turn it, and none of the phrase's own.
    """
    offsets = reading.content.offsets
    start, end = bisect_left(offsets, span[0]), bisect_left(offsets, span[1])
    if start >= end:
        return False
    graded = {act for level in match.issue.scale for act, _ in level.acts}
    clauses = Clauses(reading.content, reading.language)
    around = [act for act in reading.acts if act.name in _TURNING and (act.end <= start or act.start >= end)]
    if any(act.name in graded and clauses.at(act.start) == clauses.at(start) for act in around):
        return True
    return is_negated((start, end), reading.content, reading.language)


def _whole(reading: Reading) -> View:
    """Cue and content in one piece where the cue leads into the content, so that a phrase may cover both."""
    statement = reading.statement
    if statement.cue and 0 <= statement.content[0][0] - statement.cue[0] <= 120:
        return reading.view((statement.cue[0], statement.content[0][1]), *statement.content[1:])
    return reading.view(*statement.content, *([statement.cue] if statement.cue else []))


def _by_act(match: Match, reading: Reading, cue: Cue, acts: list[Act], graded: set[str]) -> Stand:
    cue_spans = (cue.span,) if cue.span else ()
    if cue.refuses:
        return Stand(None, _refusal(reading, cue), "cue", cue_spans)
    if cue.denies and _rejects_offer(reading, cue):
        return Stand(None, "refuse", "cue", cue_spans)
    if cue.denies:
        acts = [denied for act in acts if (denied := _denied(act))]
        if not acts:
            return Stand(None, "deny", "cue", cue_spans)
    elif _act_of_cue(match, reading, cue) in WISHES:
        acts = [act for act in acts if act.name not in HAPPENINGS]
    decisive = _decisive(reading, [act for act in acts if act.name in graded or act.name == "lapse"])
    if _doubts(reading, cue) and (decisive is None or decisive.name not in DENIED_STAYS):
        return Stand(None, next((_DOUBTED[a.name] for a in acts if a.name in _DOUBTED), "oppose"), "cue", cue_spans)
    if decisive is None:
        return Stand(None, _act_of_cue(match, reading, cue), "cue", cue_spans)
    limits = {"refuse": "exceptions"}.get(decisive.name, "conditions" if decisive.name in _OFFERS else "")
    conditional = bool(limits) and not cue.denies and _on_condition(reading, decisive, limits)
    if decisive.name == "planned" and reading.statement.cue_class == "confirm" and not conditional:
        return Stand(None, "confirm", "cue", cue_spans)
    words_of_act = reading.content.span(decisive.start, decisive.end)
    spans = (*cue_spans, words_of_act) if cue.denies else (words_of_act,)
    return Stand(None, "conditional" if conditional else decisive.name, "words", spans)


def _doubts(reading: Reading, cue: Cue) -> bool:
    return CUE_ACTS.get(reading.statement.cue_class) == "oppose" and cue.act not in _IN_CUE


def _decisive(reading: Reading, acts: list[Act]) -> Act | None:
    """The strongest act; what has happened goes before what another clause only plans."""
    decisive = strongest(acts)
    if decisive is None or decisive.name != "planned":
        return decisive
    clauses = Clauses(reading.content, reading.language)
    happened = [a for a in acts if a.name == "took_place" and clauses.at(a.start) < clauses.at(decisive.start)]
    return strongest(happened) or decisive


def _rejects_offer(reading: Reading, cue: Cue) -> bool:
    """Whether an offer is turned down ("rejected a proposal"), where a report would be called untrue."""
    return _names_it(reading) and reading.has("rejects", cue.view) and reading.has("offers", reading.content)


def _refusal(reading: Reading, cue: Cue) -> str:
    """What a refusal is: of speaking (noncommittal) or of the thing itself; "did not rule out" is an opening."""
    if cue.act == "ready":
        return "ready"
    speaks = reading.statement.cue_class != "rule_out" and reading.has("speaking", _whole(reading))
    return "noncommittal" if speaks else "refuse"


def _act_of_cue(match: Match, reading: Reading, cue: Cue) -> str | None:
    given = reading.statement.cue_class
    if cue.act in _IN_CUE:
        return cue.act
    if given in _NAMING and (not match.anchors or not _names_it(reading)):
        return None
    if given not in CUE_ACTS and _names_it(reading) and match.anchors and reading.has("announces", cue.view):
        return "planned"
    is_news = given in _ASSERTING or (given == "announce" and _is_medium(reading))
    return "took_place" if is_news else CUE_ACTS.get(given)


def _is_medium(reading: Reading) -> bool:
    actor = reading.registry.actors.get(reading.statement.actor_id)
    return actor is not None and actor.kind == "media"


def _names_it(reading: Reading) -> bool:
    """Whether the content is a thing and not a clause: "declared a truce"."""
    return len(reading.content.text.split()) <= _LONGEST_NAME


def _denied(act: Act) -> Act | None:
    if act.name in DENIED_STAYS:
        return act
    return replace(act, name=DENIED[act.name]) if act.name in DENIED else None


def _acts_on(
    match: Match, reading: Reading, cue: Cue, others: Sequence[Match], nested: Sequence[Statement]
) -> list[Act]:
    """Acts of the content that bear on this issue and are the speaker's own."""
    clauses = Clauses(reading.content, reading.language)
    # Where the issue is known from around, a word such as "this" stands for its name, or all of a short answer does.
    places = match.anchors or reading.pointers or (reading.is_short and [(a.start, a.end) for a in reading.acts]) or ()
    mine = {clauses.at(start) for start, _ in places}
    theirs = {clauses.at(a[0]) for other in others if other.issue.id != match.issue.id for a in other.anchors} - mine
    foreign = [] if cue.denies or cue.refuses else _foreign(reading, nested)
    kept, elsewhere = [], []
    for act in reading.acts:
        clause = clauses.at(act.start)
        quoted = any(_overlap(reading.content.span(act.start, act.end), span) for span in foreign)
        # Outside the clause that names the issue, and where it is only known from around, an event may be any event:
        # it counts when nothing else does.
        bears = clause in mine or (clause not in theirs and (act.name not in _EVENTS or act.negated))
        if bears and not quoted:
            kept.append(act)
        elif not theirs and match.anchors and not quoted:
            elsewhere.append(act)
    return kept or elsewhere


def _foreign(reading: Reading, nested: Sequence[Statement]) -> list[Span]:
    """Contents quoted inside the content from another camp: the speaker does not answer for them."""
    speaker = reading.statement.actor_id
    return [
        span for inner in nested if not same_camp(inner.actor_id, speaker, reading.registry) for span in inner.content
    ]


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _on_condition(reading: Reading, act: Act, limits: str) -> bool:
    """Whether a condition (or, for a refusal, an exception: "not until ...") stands in the sentence of the act."""
    text = reading.content.text
    ends = [i for i, character in enumerate(text) if character in ".!?؟\n" and not text[i + 1 : i + 2].isalnum()]
    left = max((i for i in ends if i < act.start), default=-1)
    right = min((i for i in ends if i >= act.end), default=len(text))
    # "Without preconditions" and "as soon as possible" are no conditions.
    offers = [other for other in reading.acts if other.name in ("ready", "call_for")]
    return any(
        left < start and end <= right + 1 and not any(o.start <= start < o.end for o in offers)
        for start, end in listed(reading.content, reading.language, limits, but="not_conditions")
    )
