"""Cues found by dictionary form and parse, where the lemmatiser and the tagger can be trusted (English)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from newsnb.articles.normalise import fold
from newsnb.parsing.document import Word
from newsnb.statements.cues import FINITE, NOUN, PARTICIPLE, Cue, CueHit, dictionary_form, lemma_words, negates

if TYPE_CHECKING:
    from newsnb.statements.lines import Line

_MODALS = frozenset(["will", "would", "could", "should", "may", "might", "can", "must", "shall"])
_PAIR = frozenset(["confirm", "deny"])
_UNWILLING = "unwilling"
"""Class of "would not say", which the language file turns into a refusal; "did not say" takes no stand."""

_SPEECH_PAST = frozenset(["said", "says", "told"])


def hits_by_lemma(line: Line) -> list[CueHit]:
    """List fixed phrases, verbs and nouns of the lexicon, and light verbs with their nouns, in text order."""
    fixed = [
        CueHit(hit.entries[0], hit.start, hit.end, hit.first, hit.last) for hit in line.lexicon.fixed.scan(line.words)
    ]
    hits = [
        _hit(line, cue, words)
        for hit in line.lexicon.index.scan(lemma_words(line.sentence, line.lexicon))
        if (words := line.sentence.words[hit.first : hit.last]) and (cue := _fitting(line, hit.entries, words))
    ]
    found = [*_one_of_two(line, hits), *_light_verbs(line)]
    free = [h for h in found if not any(f.start < h.end and f.end > h.start for f in fixed)]
    return sorted([*fixed, *free], key=lambda h: (h.start, h.end))


def _hit(line: Line, cue: Cue, words, end: int | None = None) -> CueHit:
    start, end = words[0].start, end or words[-1].end
    negated = _is_negated(line, words[0])
    return CueHit(cue, start, end, line.index_at(start), line.index_at(end - 1) + 1, negated)


def _one_of_two(line: Line, hits: list[CueHit]) -> list[CueHit]:
    """Make one cue of "neither confirmed nor denied": what holds for the first verb holds for both."""
    joined: list[CueHit] = []
    for hit in hits:
        if joined and hit.start < joined[-1].end:
            continue
        other = _other_half(line, hit) if hit.cue.cls in _PAIR else None
        joined.append(replace(hit, end=line.words[other].end, last=other + 1) if other is not None else hit)
    return joined


def _other_half(line: Line, hit: CueHit) -> int | None:
    """Give the number of "deny" in "confirm nor deny", however the tagger reads it."""
    i = line.past_joints(hit.last)
    word = line.word_at(line.words[i].start) if hit.last < i < len(line.words) else None
    if word is None:
        return None
    form = line.words[i]._replace(text=dictionary_form(word, line.lexicon))
    classes = {cue.cls for entry in line.lexicon.index.scan([form]) for cue in entry.entries}
    return i if classes & (_PAIR - {hit.cue.cls}) else None


def _is_negated(line: Line, verb: Word) -> bool:
    """Tell "did not confirm", "neither confirmed", "Nobody said"."""
    before = line.sentence.words[verb.id - 2] if verb.id > 1 else None
    if before is not None and negates(before, line.lexicon):
        return True
    helpers = (child for child in line.children.get(verb.id, ()) if not child.deprel.startswith("nsubj"))
    # "So far there have been none," he said: a quotation negates nothing outside itself.
    return any(negates(w, line.lexicon) and not line.quoted(w.start) for w in helpers) or _by_nobody(line, verb)


def _by_nobody(line: Line, verb: Word) -> bool:
    """Tell a subject that opens with a negation: "Neither company has confirmed", "No one said"."""
    subjects = [w for w in line.children.get(verb.id, ()) if w.deprel.startswith("nsubj") and w.id < verb.id]
    first = [line.subtree(subject)[0] for subject in subjects]
    # A quotation that stands before the verb may open with "Nobody" and be taken for its subject.
    return any(line.lexicon.has("negations", fold(word.text)) and not line.quoted(word.start) for word in first)


def _fitting(line: Line, entries: tuple[Cue, ...], words) -> Cue | None:
    """Choose the cue whose part of speech is that of the word, and give it the form it stands in."""
    head = words[0]
    verbs = [cue for cue in entries if cue.form == FINITE]
    nouns = [cue for cue in entries if cue.form == NOUN]
    title = line.sentence.kind == "title"
    mistagged = (title and not nouns) or (not title and _beside_quotation(line, head))
    mistagged = mistagged or (not nouns and head.upos == "NOUN" and _before_that(line, head))
    if verbs and (head.upos in ("VERB", "AUX") or fold(head.text) in _SPEECH_PAST or mistagged):
        if head.id == 1 and not title:
            return None  # "Asked whether ...", "Read more": nobody is the subject of a verb that comes first
        if verbs[0].take == {"that"} and not _that_follows(line, head):
            return None
        cue = replace(verbs[0], take=frozenset().union(*(c.take for c in verbs)))
        if _is_modal(line, head):
            return _unwilling(line, cue, head)
        form = verb_form(line, head)
        return form and replace(cue, form=form)
    return nouns[0] if nouns and head.upos == "NOUN" else None


def _is_modal(line: Line, verb: Word) -> bool:
    return any(w.deprel == "aux" and w.lemma in _MODALS for w in line.children.get(verb.id, ()))


def _unwilling(line: Line, cue: Cue, verb: Word) -> Cue | None:
    """Tell "would not confirm that", "could neither confirm nor deny", "will not say whether" from what is not said."""
    passive = any(w.deprel.startswith("aux") and w.lemma in ("be", "get") for w in line.children.get(verb.id, ()))
    if passive or not _is_negated(line, verb):
        return None
    if cue.cls in line.lexicon.negated:
        return cue
    return replace(cue, cls=_UNWILLING, take=frozenset(["wh"])) if cue.cls == "say" else None


def _that_follows(line: Line, verb: Word) -> bool:
    """Tell "found that": the word stands at once behind the verb, or behind an adverb or a time."""
    return any(line.lexicon.has("complementizers", fold(w.text)) for w in line.sentence.words[verb.id : verb.id + 3])


def _before_that(line: Line, word: Word) -> bool:
    """Tell "Norvex forecast that": a noun by its tag, between a name and "that"."""
    words = line.sentence.words
    if word.id < 2 or word.id >= len(words):
        return False
    return words[word.id - 2].upos in ("PROPN", "PRON") and line.lexicon.has(
        "complementizers", fold(words[word.id].text)
    )


def _beside_quotation(line: Line, word: Word) -> bool:
    """Tell "Smith notes." behind a quotation, and "she tweets: ...", whatever the tagger makes of the verb."""
    before = line.sentence.words[word.id - 2] if word.id > 1 else None
    after = line.raw[word.end : word.end + 1]
    named = before is not None and before.upos in ("PROPN", "PRON")
    return named and (after == ":" or any(0 < word.start - q.end < 60 for q in line.quotations))


def verb_form(line: Line, verb: Word) -> str | None:
    """Tell a verb that attributes (finite or participle) from one that does not (passive, hypothetical, bare)."""
    helpers = line.children.get(verb.id, ())
    if "Tense=Past|VerbForm=Part" in verb.feats and any(
        w.deprel.startswith("aux") and w.lemma in ("be", "get") for w in helpers
    ):
        return None  # passive; the parser's own label for it is less sure than the auxiliary
    if any(w.deprel == "aux" and w.lemma in _MODALS for w in helpers):
        return None
    auxiliary = any(w.deprel.startswith("aux") for w in helpers)
    if "VerbForm=Ger" in verb.feats or (verb.text.endswith("ing") and not auxiliary):
        return FINITE if auxiliary else PARTICIPLE
    if any(w.upos == "PART" and w.lemma == "to" for w in helpers):
        governor = line.governor(verb)
        return FINITE if governor and governor.lemma in ("go", "continue", "want", "like") else None
    subject = any(w.deprel.startswith("nsubj") for w in helpers)
    before = line.sentence.words[verb.id - 2] if verb.id > 1 else None
    subject = subject or (before is not None and (before.upos == "PROPN" or "Case=Nom" in before.feats))
    past_participle = "Tense=Past|VerbForm=Part" in verb.feats and not auxiliary
    # "Asked whether ...", "a statement released ...": a participle with nobody who does it.
    passive = past_participle and (verb.deprel in ("acl", "amod", "advcl") or (not subject and verb.id == 1))
    return None if passive else FINITE


def _light_verbs(line: Line) -> list[CueHit]:
    """Find "expressed his concern over": a light verb and a noun of speech not far after it."""
    found = []
    for verb in line.sentence.words:
        if verb.upos != "VERB" or dictionary_form(verb, line.lexicon) not in line.lexicon.light_verbs:
            continue
        form = verb_form(line, verb)
        for noun in line.sentence.words[verb.id : verb.id + 5]:
            cue = line.lexicon.light.get(fold(noun.lemma)) or line.lexicon.light.get(fold(noun.text))
            if form and cue and noun.upos == "NOUN":
                found.append(_hit(line, replace(cue, form=form), [verb], noun.end))
                break
    return found
