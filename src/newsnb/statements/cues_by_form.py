"""Cues found by their written forms, where the language file gives stems and endings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from newsnb.statements.conjugations import auxiliary_of, is_negated
from newsnb.statements.cues import (
    ADVERBIAL,
    CLOSER,
    FINITE,
    MASDAR,
    NOT_A_CUE,
    NOUN,
    PARTICIPLE,
    PERFECT,
    TAG,
    Cue,
    CueHit,
)
from newsnb.statements.nouns import relative_words

if TYPE_CHECKING:
    from newsnb.statements.lines import Line

_RANK = {NOT_A_CUE: 0, TAG: 1, CLOSER: 2, ADVERBIAL: 3, FINITE: 4, PARTICIPLE: 5, MASDAR: 6, NOUN: 7}


def hits_by_form(line: Line) -> list[CueHit]:
    """List all hits of the lexicon among the words as written, in text order."""
    found = (_hit(line, hit) for hit in line.lexicon.index.scan(line.words))
    hits = [hit for hit in found if hit]
    hits = [hit for hit in hits if hit.cue.form not in (FINITE, PARTICIPLE) or _stands_as_verb(line, hit)]
    return [hit for hit in hits if hit.cue.form != FINITE or not _describes_a_speaker(line, hit, hits)]


def _describes_a_speaker(line: Line, hit: CueHit, hits: list[CueHit]) -> bool:
    """Tell a clause without a relative pronoun on another cue's subject: "a study published on Monday warned"."""
    verb = line.word_at(hit.start) if line.parsed else None
    noun = line.governor(verb) if verb is not None and verb.deprel.startswith("acl") else None
    if noun is None or not noun.deprel.startswith("nsubj"):
        return False
    main = line.governor(noun)
    return main is not None and any(other.start <= main.start < other.end for other in hits if other is not hit)


def _hit(line: Line, hit) -> CueHit | None:
    """Make a cue of a listed form; a participle that needs an auxiliary takes it along, or is no cue."""
    perfect = tuple(replace(cue, form=FINITE) for cue in hit.entries if cue.form == PERFECT)
    auxiliary = auxiliary_of(line.words, hit.first, line.lexicon) if perfect else None
    entries = perfect if auxiliary is not None else tuple(cue for cue in hit.entries if cue.form != PERFECT)
    first = hit.first if auxiliary is None else auxiliary
    cue = _best(line, entries, first, hit.start) if entries else None
    negated = is_negated(line.words, first, hit.last if auxiliary is not None else first, line.lexicon)
    start = hit.start if auxiliary is None else line.words[auxiliary].start
    return cue and CueHit(cue, start, hit.end, first, hit.last, negated or cue.negative)


def _stands_as_verb(line: Line, hit: CueHit) -> bool:
    """Tell a verb of the main line: not a noun (it has "by" or "for" written onto it), not in a relative clause."""
    written_on = line.words[hit.first].text[: hit.start - line.words[hit.first].start]
    if hit.cue.form == FINITE and (_passive_sign(line, hit) or _not_yet(line, hit, written_on)):
        return False
    word = line.word_at(hit.start) if line.parsed and hit.last - hit.first == 1 else None
    if hit.cue.form == FINITE and word is not None and word.deprel == "case" and word.upos != "VERB":
        return False  # a preposition spelled like a verb ("right after", "عقب")
    verb_last = line.language.cues.get("simple")  # there the same word is the "that" before a clause
    relatives = () if line.lexicon.by_lemma or verb_last else relative_words(line.language.code)
    relative = hit.first > 0 and line.words[hit.first - 1].text in relatives
    return not set(written_on) & set("بلك") and not relative and not _looks_like_a_verb(line, hit)


def _looks_like_a_verb(line: Line, hit: CueHit) -> bool:
    """Tell a noun spelled like a verb ("l'annonce", "de note") or the shell of a comparison; by the words alone."""
    noun = hit.last - hit.first == 1 and _after(line, "determiners", hit.first)
    if line.subject_first:
        tied = _after(line, "prepositions", hit.first) and not _after(line, "clitics", hit.first)
        noun = noun or tied or _in_comparison(line, hit.first)
    return noun and hit.cue.form == FINITE


def _in_comparison(line: Line, i: int) -> bool:
    """Tell "comme l'avait affirmé un quotidien", which names another source and holds no content."""
    while _after(line, "clitics", i):
        i -= 1
    return _after(line, "as_words", i)


def _after(line: Line, kind: str, i: int) -> bool:
    return i > 0 and line.lexicon.has(kind, line.words[i - 1].text)


def _passive_sign(line: Line, hit: CueHit) -> bool:
    """Tell a past passive by its written vowel (أُعلن): nobody speaks."""
    return line.raw[hit.start + 1 : hit.start + 2] == "\u064f" and hit.cue.tense == "past"


def _not_yet(line: Line, hit: CueHit, written_on: str) -> bool:
    """Tell what is still to be said: a future prefix, or a subjunctive after a conjunction ("أن يعلن")."""
    before = line.words[hit.first - 1].text if hit.first else ""
    return hit.cue.tense == "present" and ("س" in written_on or line.lexicon.has("subjunctive_after", before))


def _best(line: Line, entries: tuple[Cue, ...], first: int, start: int) -> Cue | None:
    """Choose among cues of one spelling: a preposition before it makes a verb's spelling a masdar."""
    after_preposition = first > 0 and line.lexicon.has("prepositions", line.words[first - 1].text)
    word = line.word_at(start) if line.parsed else None
    noun = word is not None and word.upos in ("NOUN", "PROPN", "ADJ", "ADP", "NUM")
    ranked = sorted(entries, key=lambda cue: _RANK[cue.form])
    verbs = [cue for cue in ranked if cue.form in (FINITE, PARTICIPLE)]
    masdars = [cue for cue in ranked if cue.form == MASDAR]
    # At the head of a clause the spelling is the verb's, whatever the tagger says.
    clause_initial = first == 0 or any(mark in line.gap(first) for mark in ",،:؛")
    if masdars and verbs and (after_preposition or (noun and not clause_initial)):
        return masdars[0]
    if verbs and verbs[0] is ranked[0]:
        same = [cue for cue in verbs if cue.form == verbs[0].form]
        return replace(verbs[0], take=frozenset().union(*(cue.take for cue in same)))
    return ranked[0]
