"""Coding by rule: from the cue's class, negation, conditions and phrases to a level on an issue's scale.

A position is the *speaker's stand*, not the polarity of what is reported: who denies that there was a call stands at the
"denies" end, although the content says that there was one. Where the rules are silent the position stays missing.
"""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from newsnb import schemas
from newsnb.articles import Corpus
from newsnb.lang import Language
from newsnb.parsing.document import ParsedArticle
from newsnb.positions.about import SURE, Match, Reading, issues_of
from newsnb.positions.acts import NEGATED, NOT_CANCELLED_BY_DENIAL, Act, clause_starts, find_acts, strongest, words
from newsnb.positions.codebook import Codebook, Level
from newsnb.positions.context import Statement, read_statements, same_camp, surroundings
from newsnb.positions.phrases import Span, View, compile_phrases, find
from newsnb.statements.actors import ActorRegistry

CUE_ACTS = {
    "deny": "deny",
    "confirm": "confirm",
    "refuse": "refuse",
    "warn": "warn",
    "threaten": "threaten",
    "promise": "promise",
    "accuse": "accuse",
    "criticise": "criticise",
    "praise": "praise",
    "agree": "agreed",
    "ask": "call_for",
    "urge": "call_for",
}
"""The act that a cue's class performs by itself, where the content's words give no other."""

# "Reuters reported on the alleged call": to report a thing by its name says that it took place.
_ASSERTING = ("report", "claim")
# What happens, or is wanted: such a word only counts in the clause that names the issue.
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
_SURE_OF_ACT = {"phrase": 1.0, "words": 0.95, "cue": 0.85, "none": 0.8}


def code_positions(
    statements: pd.DataFrame,
    corpus: Corpus,
    codebook: Codebook,
    registry: ActorRegistry,
    languages: Mapping[str, Language],
    parsed: Mapping[str, ParsedArticle] | None = None,
) -> pd.DataFrame:
    """Code every statement on every issue it is about.

    Parameters
    ----------
    statements
        The ``statements`` table.
    corpus
        What was read: raw texts, blocks (for context), titles.
    codebook
        Issues and scales, from `load_codebook`.
    registry
        Actors, from `load_actors`: participants are recognised by id, whatever their spelling.
    languages
        Language code to language file; a statement in a language that is not there is not coded.
    parsed
        Article id to parse, for its sentence boundaries; simple ones are used without.

    Returns
    -------
    pandas.DataFrame
        A ``positions`` table with ``coder`` ``"auto"``: a row for each statement and issue it is about. ``position`` is
        missing where the issue has no scale or the words take no stand. ``rule`` reads ``origin/act:source``: where the
        issue was recognised (`about.SURE`), the speech act, and whether a phrase of the codebook, the content's
        ``words`` or the ``cue`` gave it. Statements about no issue have no row.
    """
    rows = []
    read = read_statements(statements)
    nested = {s.id: [t for t in read if t.nested_in == s.id] for s in read if any(t.nested_in == s.id for t in read)}
    for article_id in dict.fromkeys(s.article_id for s in read):
        around = surroundings(article_id, corpus, parsed)
        earlier: list[tuple[Statement, tuple[Match, ...]]] = []
        for statement in (s for s in read if s.article_id == article_id):
            if statement.lang not in languages:
                continue
            reading = Reading(statement, around, languages[statement.lang], registry, codebook, tuple(earlier))
            matches = issues_of(reading)
            rows += [_row(reading, match, matches, nested.get(statement.id, [])) for match in matches]
            earlier.append((statement, tuple(matches)))
    return schemas.frame("positions", rows)


def _row(reading: Reading, match: Match, matches: list[Match], nested: list[Statement]) -> dict:
    level, act, source, spans = _position(reading, match, matches, nested)
    anchors = [reading.content.span(*anchor) for anchor in match.anchors]
    return {
        "statement_id": reading.statement.id,
        "issue": match.issue.id,
        "position": level.value if level else None,
        "coder": "auto",
        "confidence": round(SURE[match.origin] * _SURE_OF_ACT[source], 3),
        "evidence": [list(span) for span in sorted({*anchors, *match.outside, *spans})],
        "rule": f"{match.origin}/{act}:{source}" if act else f"{match.origin}/no stand",
    }


def _position(
    reading: Reading, match: Match, matches: list[Match], nested: list[Statement]
) -> tuple[Level | None, str | None, str, list[Span]]:
    """Level, act, what gave it, and the raw spans it stands on."""
    if not match.issue.scale or _is_question(reading):
        return None, None, "none", []
    for level in match.issue.scale:
        where = _stance(reading)
        if places := find(compile_phrases(level.phrases.get(reading.language.code, ()), reading.affixes), where):
            if reading.statement.cue_class != "deny":
                return level, "phrase", "phrase", [where.span(*places[0])]
    act, source, spans = _act(reading, match, matches, nested)
    level = next((level for level in match.issue.scale if act in level.acts), None)
    return (level, act, source, spans) if level else (None, None, "none", [])


def _is_question(reading: Reading) -> bool:
    text = reading.content.text.strip()
    asks = reading.statement.cue_class == "ask_question" or text.endswith(("?", "؟"))
    places = find(words(reading.language, "questions"), reading.content)
    return asks or (
        bool(places) and places[0][0] == 0 and reading.statement.cue_class not in ("deny", "refuse", "confirm")
    )


def _stance(reading: Reading) -> View:
    """Cue and content as they stand in the text, so that a phrase may run from one into the other."""
    statement = reading.statement
    if statement.cue and 0 <= statement.content[0][0] - statement.cue[0] <= 120:
        return reading.view((statement.cue[0], statement.content[0][1]), *statement.content[1:])
    return reading.view(*statement.content, *([statement.cue] if statement.cue else []))


def _act(
    reading: Reading, match: Match, matches: list[Match], nested: list[Statement]
) -> tuple[str | None, str, list[Span]]:
    """The act that decides, what gave it, and its words."""
    cue_class = _cue_class(reading)
    acts = _acts_on(reading, match, matches, nested)
    cue_spans = [reading.statement.cue] if reading.statement.cue else []
    if cue_class == "refuse":
        speaking = reading.has("speaking", _stance(reading))
        return ("noncommittal" if speaking else "refuse"), "cue", cue_spans
    if cue_class == "deny":
        denied = [denial for act in acts if (denial := _denied(act))]
        decisive = strongest(denied)
        if decisive:
            return decisive.name, "words", [*cue_spans, reading.content.span(decisive.start, decisive.end)]
        return "deny", "cue", cue_spans
    decisive = strongest(acts)
    if decisive:
        name = "conditional" if decisive.name in _OFFERS and _on_condition(reading, decisive) else decisive.name
        return name, "words", [reading.content.span(decisive.start, decisive.end)]
    return _act_of_cue(reading, cue_class, match, cue_spans)


def _act_of_cue(
    reading: Reading, cue_class: str, match: Match, cue_spans: list[Span]
) -> tuple[str | None, str, list[Span]]:
    """The act of the cue itself: its words ("expressed interest"), its class, or the bare report of a thing."""
    if cue_spans:
        in_cue = strongest(find_acts(reading.view(*cue_spans), reading.language))
        if in_cue and in_cue.name in ("ready", "support", "oppose", "call_for", "waiting", "agreed"):
            return in_cue.name, "cue", cue_spans
    if cue_class in CUE_ACTS:
        return CUE_ACTS[cue_class], "cue", cue_spans
    if cue_class in _ASSERTING and match.anchors and len(reading.content.text.split()) <= 6:
        return "took_place", "cue", cue_spans
    return None, "none", []


def _cue_class(reading: Reading) -> str:
    """The cue's class, with a negation that stands before the cue: "did not confirm" is a refusal to confirm."""
    statement = reading.statement
    if statement.cue is None or statement.cue_class not in ("confirm", "deny", "refuse"):
        return statement.cue_class
    start = max(reading.around.sentence_of(statement)[0], statement.cue[0] - 25)
    where = reading.view((start, statement.cue[1]))
    near = [
        place for place in find(words(reading.language, "negators"), where) if len(where.text[place[1] :].split()) <= 4
    ]
    if not near:
        return statement.cue_class
    return {"confirm": "refuse", "deny": "refuse", "refuse": "say"}[statement.cue_class]


def _acts_on(reading: Reading, match: Match, matches: list[Match], nested: list[Statement]) -> list[Act]:
    """Acts of the content that bear on this issue and are the speaker's own."""
    clauses = clause_starts(reading.content, reading.language)
    others = [anchor for other in matches if other.issue.id != match.issue.id for anchor in other.anchors]
    foreign = [] if _cue_class(reading) in ("deny", "confirm", "refuse") else _foreign(reading, nested)
    kept = []
    for act in reading.acts:
        clause = next(((s, e) for s, e in clauses if s <= act.start < e), (0, len(reading.content.text)))
        mine = any(clause[0] <= start < clause[1] for start, _ in match.anchors)
        theirs = any(clause[0] <= start < clause[1] for start, _ in others)
        span = reading.content.span(act.start, act.end)
        if any(span[0] < end and start < span[1] for start, end in foreign) or (theirs and not mine):
            continue
        if mine or not match.anchors or act.name not in _EVENTS:
            kept.append(act)
    return kept


def _foreign(reading: Reading, nested: list[Statement]) -> list[Span]:
    """Contents quoted inside the content from another camp: the speaker does not answer for them."""
    return [
        span
        for inner in nested
        if not same_camp(inner.actor_id, reading.statement.actor_id, reading.registry)
        for span in inner.content
    ]


def _denied(act: Act) -> Act | None:
    if act.name in NOT_CANCELLED_BY_DENIAL:
        return act
    name = NEGATED.get(act.name)
    return replace(act, name=name) if name else None


def _on_condition(reading: Reading, act: Act) -> bool:
    """Whether a condition stands in the sentence of the act."""
    text = reading.content.text
    ends = [i for i, character in enumerate(text) if character in ".!?؟\n" and not text[i + 1 : i + 2].isalnum()]
    left = max((i for i in ends if i < act.start), default=-1)
    right = min((i for i in ends if i >= act.end), default=len(text))
    return any(
        left < start and end <= right + 1 for start, end in find(words(reading.language, "conditions"), reading.content)
    )
