"""Which issues a statement is about: known from its own words, from its speaker, or from what stands around it."""

from newsnb.positions.acts import HAPPENINGS, Clauses, words
from newsnb.positions.codebook import About, Issue
from newsnb.positions.context import is_political, on_side
from newsnb.positions.phrases import Span, View, find
from newsnb.positions.reading import Match, Reading

SURE = {
    "content": 0.9,
    "speaker": 0.85,
    "frame": 0.75,
    "sentence": 0.7,
    "previous": 0.6,
    "before": 0.55,
    "title": 0.5,
    "lead": 0.45,
}
"""How sure the issue is, by where it was recognised; the weights order the ways and claim no more than that."""

# Acts that answer something said before ("it is pure fiction"): their subject may stand in an earlier sentence.
ANSWERS = ("false", "deny", "noncommittal", "too_early", "no_plan", "waiting", "confirm")
_NEAR = ("sentence", "previous", "before")
# These only answer where a word such as "this" points back ("we are open to that").
_POINTING = ("ready", "conditional", "possible", "agreed", "refuse")
_LONGEST_REST = 25  # words of a content that names both sides and only leaves out the matter
_AT_HEAD = 4  # words in which "the two leaders" or "the call" is the subject


def issues_of(reading: Reading) -> list[Match]:
    """Find the issues a statement is about, in the order of the codebook.

    The statement's own words come first. Only where they name no issue, and the statement answers something, is the
    issue taken from around it: the rest of its sentence, an earlier statement, the sentences before, the title.
    """
    own = _settle([match for issue in reading.codebook.issues if (match := _own(issue, reading))], reading)
    if own:
        return own
    for find_around in (_from_frame, _partly, _inherited):
        if found := find_around(reading):
            return found
    return []


def _named_terms(rule: About, where: View, reading: Reading) -> list[Span] | None:
    """Places of the rule's terms in a view; None where a required term is absent or a forbidden one present."""
    if any(reading.places(term, where) for term in rule.none_of):
        return None
    required = [reading.places(term, where) for term in rule.all_of]
    either = [place for term in rule.any_of for place in reading.places(term, where)]
    if not all(required) or (rule.any_of and not either):
        return None
    return sorted({place for places in required for place in places} | set(either))


def _own(issue: Issue, reading: Reading) -> Match | None:
    """The issue as named by the content, its participants by the content or by being the speaker."""
    matches = []
    for rule in issue.about:
        anchors = _named_terms(rule, reading.content, reading)
        if anchors is None or _with_others(rule, reading):
            continue
        absent = [side for side in rule.participants if not on_side(reading.actors, side, reading.registry)]
        if not absent:
            matches.append(Match(issue, "content", tuple(anchors)))
        elif all(on_side(reading.statement.speakers, side, reading.registry) for side in absent):
            matches.append(Match(issue, "speaker", tuple(anchors)))
    return max(matches, key=lambda match: SURE[match.origin], default=None)


def _with_others(rule: About, reading: Reading) -> bool:
    """Whether the content is on a contact with somebody else: "spoke with Xi about Trump's plan"."""
    if len(rule.participants) < 2:
        return False
    sides = tuple(actor for side in rule.participants for actor in side)
    partners = {actor for actor in reading.partners if is_political(actor, reading.registry)}
    return bool(partners) and not on_side(partners, sides, reading.registry)


def _settle(matches: list[Match], reading: Reading) -> list[Match]:
    """Give a word that two issues claim to the surer one; of two equally sure, to the one that names it more fully.

    In a clause that names all participants of one issue, an issue that needs the speaker to be one of its own is not
    meant: "talks of Moscow and Kyiv", said by Trump, are no talks with Washington.
    """
    clauses = Clauses(reading.content, reading.language)
    kept: list[Match] = []
    for match in sorted(matches, key=lambda m: (-SURE[m.origin], -_longest(m.anchors))):
        taken = [anchor for other in kept for anchor in other.anchors]
        free = tuple(a for a in match.anchors if not any(a[0] < end and start < a[1] for start, end in taken))
        if match.origin == "speaker":
            named = {clauses.at(a[0]) for other in kept if other.origin == "content" for a in other.anchors}
            free = tuple(a for a in free if clauses.at(a[0]) not in named)
        if free:
            kept.append(Match(match.issue, match.origin, free, match.outside))
    order = [match.issue.id for match in matches]
    return sorted(kept, key=lambda match: order.index(match.issue.id))


def _longest(anchors: tuple[Span, ...]) -> int:
    return max((end - start for start, end in anchors), default=0)


def _from_frame(reading: Reading) -> list[Match]:
    """The issue as named beside the content: "asked about sanctions, he said ..."."""
    frame = _frame(reading)
    where = reading.view(*frame)
    if not frame or not (reading.has("topic_frames", where) or _answers(reading)):
        return []
    actors = reading.named(frame) | reading.actors | set(reading.statement.speakers)
    return [
        Match(issue, "frame", (), tuple(where.span(*place) for place in places))
        for issue in reading.codebook.issues
        if (places := _full(issue, where, actors, reading))
    ][:1]


def _frame(reading: Reading) -> list[Span]:
    """The cue's sentence without the content."""
    spans, (start, end) = [], reading.around.sentence_of(reading.statement)
    for left, right in reading.statement.content:
        if start < left:
            spans.append((start, left))
        start = max(start, right)
    return [*spans, (start, end)] if start < end else spans


def _full(issue: Issue, where: View, actors: set[str], reading: Reading) -> list[Span]:
    """Places that name the issue in a view, if all its participants are among the actors."""
    for rule in issue.about:
        places = _named_terms(rule, where, reading)
        if places and all(on_side(actors, side, reading.registry) for side in rule.participants):
            return places
    return []


def _partly(reading: Reading) -> list[Match]:
    """The content names the matter ("the alleged call"); who took part is known from around it."""
    found = []
    for issue in reading.codebook.issues:
        for rule in issue.about:
            anchors = _named_terms(rule, reading.content, reading)
            if anchors and not _stranger(reading, rule):
                found += _around(issue, reading, tuple(anchors)) or _sides_around(issue, rule, reading, tuple(anchors))
    return _nearest(found)


def _sides_around(issue: Issue, rule: About, reading: Reading, anchors: tuple[Span, ...]) -> list[Match]:
    """The matter as named by the content, who takes part by what stands before: "such a contact", "the two leaders"."""
    reach = 2 if reading.pointers or _answers(reading) else 1 if _is_open_offer(reading) else 0
    known = reading.actors | set(reading.statement.speakers)
    places = [("sentence", reading.around.sentence_of(reading.statement))] if reach else []
    places += [("before", span) for span in reading.around.before(reading.statement, reach)]
    for origin, span in places:
        actors = known | reading.named([span])
        if all(on_side(actors, side, reading.registry) for side in rule.participants):
            return [Match(issue, origin, anchors, (span,))]
    return []


def _is_open_offer(reading: Reading) -> bool:
    """Whether the speaker offers or expects it from nobody in particular: "Moscow remains ready for a dialogue"."""
    wishes = any(act.name in ("ready", "waiting", "conditional") for act in reading.acts)
    return wishes and not reading.partners and reading.is_short


def _inherited(reading: Reading) -> list[Match]:
    """The content only answers ("this is untrue") or goes on ("they also discussed ..."): its subject is around."""
    answers = _answers(reading) or _points_back(reading)
    goes_on = _goes_on(reading)
    found = []
    for issue in reading.codebook.issues:
        if any(_stranger(reading, rule) for rule in issue.about):
            continue
        if answers:
            found += _around(issue, reading, ())
        elif goes_on or _names_all_sides(issue, reading):
            found += [match for match in _around(issue, reading, ()) if match.origin in _NEAR]
    return _nearest(found)


def _nearest(matches: list[Match]) -> list[Match]:
    """The one found nearest; of several found equally near, the first in the codebook."""
    return [max(matches, key=lambda match: SURE[match.origin])] if matches else []


def _answers(reading: Reading) -> bool:
    if any(act.name in ANSWERS for act in reading.acts):
        return reading.is_short or bool(reading.pointers)
    return reading.is_short and reading.statement.cue_class in ("deny", "refuse", "confirm")


def _takes_up(reading: Reading) -> bool:
    """Whether the content has an act that may take up what was said before, and no other topic was asked about."""
    return any(act.name in _POINTING for act in reading.acts) and not _other_topic(reading)


def _points_back(reading: Reading) -> bool:
    return reading.is_short and bool(reading.pointers) and _takes_up(reading)


def _other_topic(reading: Reading) -> bool:
    """Whether the sentence itself says what it is about: "asked about the harvest, he said that it was possible"."""
    where = reading.view(*_frame(reading))
    return reading.has("topic_frames", where) and not reading.has("anaphora", where)


def _names_all_sides(issue: Issue, reading: Reading) -> bool:
    """Whether the content leaves out only the matter: "when Washington is ready, we will be ready too"."""
    takes_up = any(act.name in ANSWERS for act in reading.acts) or _takes_up(reading)
    if not takes_up or not reading.actors or len(reading.content.text.split()) > _LONGEST_REST:
        return False
    known = reading.actors | set(reading.statement.speakers)
    sides = [rule.participants for rule in issue.about if len(rule.participants) > 1]
    return any(all(on_side(known, side, reading.registry) for side in rule) for rule in sides)


def _goes_on(reading: Reading) -> bool:
    """Whether the subject is what was spoken of before, and something happens: "the two leaders also discussed ..."."""
    places = find(words(reading.language, "events_back"), reading.content)
    at_head = any(len(reading.content.text[:start].split()) < _AT_HEAD for start, _ in places)
    return at_head and any(act.name in HAPPENINGS for act in reading.acts)


def _stranger(reading: Reading, rule: About) -> bool:
    """Whether somebody without a part in the issue speaks or is named: then it must not be filled in from around."""
    everyone = {
        actor for issue in reading.codebook.issues for way in issue.about for side in way.participants for actor in side
    }
    if not rule.participants:
        return False
    # Of a relation between two sides the sides speak; on a matter of one side everybody in the codebook may.
    sides = {actor for side in rule.participants for actor in side} if len(rule.participants) > 1 else everyone
    speaks = tuple(a for a in reading.statement.speakers if is_political(a, reading.registry))
    named = [a for a in reading.actors if is_political(a, reading.registry)]
    # A state may be where they meet; it only counts as a stranger when they meet *with* it.
    outside = [a for a in named if reading.registry.actors[a].kind != "state" or a in reading.partners]
    return bool(
        (speaks and not on_side(speaks, tuple(sides), reading.registry))
        or any(not on_side((actor,), tuple(everyone), reading.registry) for actor in outside)
    )


def _around(issue: Issue, reading: Reading, anchors: tuple[Span, ...]) -> list[Match]:
    """Where around the statement the issue is named, nearest first; nothing where it is not."""
    speakers = set(reading.statement.speakers)
    sentence = reading.around.sentence_of(reading.statement)
    if _names(issue, [sentence], reading, speakers):
        return [Match(issue, "sentence", anchors, (sentence,))]
    for earlier, matches in reversed(reading.earlier):
        follows = speakers & set(earlier.speakers) or earlier is reading.earlier[-1][0]
        if follows and issue.id in [match.issue.id for match in matches]:
            return [Match(issue, "previous", anchors, earlier.content)]
    for origin, spans in (
        ("before", reading.around.before(reading.statement, 2)),
        ("title", reading.around.titles[:1]),
        ("lead", reading.around.sentences[:2]),
    ):
        for span in spans:
            if span[0] < reading.statement.start and _names(issue, [span], reading, speakers):
                return [Match(issue, origin, anchors, (span,))]
    return []


def _names(issue: Issue, spans: list[Span], reading: Reading, also: set[str]) -> bool:
    return bool(_full(issue, reading.view(*spans), reading.named(spans) | also, reading))
