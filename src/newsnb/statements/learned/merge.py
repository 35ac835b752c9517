"""Rules and tagger together: what the network marks becomes statements in the terms of the rules.

The tagger finds more cues than any list and knows better where a content ends; the rules know speech acts, negation,
statements inside statements and who a phrase stands for. So a cue that both know keeps the rules' act, and their edges
where the two mean the same words.
"""

from dataclasses import replace

from newsnb.parsing.document import Word
from newsnb.statements.contents import Content, trim
from newsnb.statements.contents.openings import behind_aside
from newsnb.statements.contents.spans import around
from newsnb.statements.cues import CLOSER, FINITE, NOT_A_CUE, Cue, CueHit, dictionary_form, negates
from newsnb.statements.learned.marks import Tagged
from newsnb.statements.lines import Line
from newsnb.statements.records import Attribution, holds, is_nested
from newsnb.statements.speakers import Memory, Source, antecedent, of_phrase, quoted_as, quotes_another

_SAME = 0.35  # Jaccard index of characters from which two contents are the same one, and the rules' edges stand
_SURE = 0.8  # a speaker that the rules are less sure of gives way to the words the tagger marked
_FEWEST = 4  # words of an unquoted content that only the tagger found


def merged(line: Line, number: int, memory: Memory, marks: list[Tagged], ruled: list[Attribution]) -> list[Attribution]:
    """Join the statements that the rules found in a sentence with what the tagger marked there.

    Parameters
    ----------
    line, number, memory
        The sentence, its number, and the article so far; new speakers are noted in ``memory``.
    marks, ruled
        What the tagger and the rules found.

    Returns
    -------
    list of Attribution
        In text order. A statement of the rules that cuts across one of the tagger's is dropped; one inside it, or
        around it, stays.
    """
    if line.sentence.kind == "dateline":
        return ruled
    found, partners = [], set()
    for mark in marks:
        if not _is_phrase(line, mark.source) or _is_known_colon(line, mark, ruled):
            continue
        partner = next((i for i, a in enumerate(ruled) if i not in partners and _same_cue(a, mark)), None)
        if partner is not None:
            partners.add(partner)
            found.append(_refined(line, number, memory, mark, ruled[partner]))
            wrong, right = ruled[partner].source, found[-1].source
            if wrong.actor_id != right.actor_id and not is_nested(ruled[partner], ruled):
                memory.corrected(number, wrong.actor_id, right.actor_id, right.span)
        elif new := _new(line, number, memory, mark):
            found.append(new)
            memory.spoke(number, new.source.actor_id, new.source.span)
    rest = [a for i, a in enumerate(ruled) if i not in partners and not any(_cuts_across(a, f) for f in found)]
    return sorted([*found, *rest], key=lambda a: a.content.spans[0])


def _same_cue(a: Attribution, mark: Tagged) -> bool:
    return a.cue is not None and _touch((a.cue.start, a.cue.end), mark.cue)


def _cuts_across(a: Attribution, b: Attribution) -> bool:
    overlap = any(_touch(one, other) for one in a.content.spans for other in b.content.spans)
    return overlap and not holds(a, b) and not holds(b, a)


def _refined(line: Line, number: int, memory: Memory, mark: Tagged, ruled: Attribution) -> Attribution:
    content, source = ruled.content, ruled.source
    marked = _content(line, mark)
    # "Described the talks as 'useful'" quotes one word; the tagger marks all that was described.
    quoted_word = content.rule == "quotation" and content.kind == "mixed"
    if marked is not None and not quoted_word and _jaccard(content.spans, marked.spans) < _SAME:
        content = marked
    here = mark.source is not None and _touch(mark.source, (line.start, line.end))
    elsewhere = here and (source.span is None or not _touch(source.span, mark.source))
    verb = line.word_at(ruled.cue.start)
    if elsewhere and source.confidence < _SURE and not (verb and quoted_as(line, verb)):
        marked_source = _source(line, mark.source, content, memory, number)
        source = source if marked_source.actor_id == source.actor_id else marked_source
    return replace(ruled, content=content, source=source)


def _is_known_colon(line: Line, mark: Tagged, ruled: list[Attribution]) -> bool:
    """Tell a colon marked as a cue where the rules have the statement that it introduces."""
    colon = not any(character.isalnum() for character in line.raw[slice(*mark.cue)])
    return colon and any(a.cue is None and _touch(a.content.spans[0], span) for a in ruled for span in mark.content)


def _is_phrase(line: Line, source: tuple[int, int] | None) -> bool:
    """Tell a noun phrase from a clause ("the battalion had left"), in which a finite auxiliary follows no relative."""
    words = [w for w in line.sentence.words if source and source[0] <= w.start < source[1]]
    verb = next((i for i, w in enumerate(words) if w.upos == "AUX" and "VerbForm=Fin" in w.feats), None)
    return not verb or verb < 3 or any(line.is_relative(w.text) or w.text.startswith("wh") for w in words[:verb])


def _touch(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _jaccard(a, b) -> float:
    """Characters in common, of those in either; the spans of a content do not overlap."""
    common = sum(max(0, min(e, y) - max(s, x)) for s, e in a for x, y in b)
    return common / (sum(e - s for s, e in (*a, *b)) - common)


def _new(line: Line, number: int, memory: Memory, mark: Tagged) -> Attribution | None:
    """Make a statement of a cue the rules have not; without a source it is nobody's ("is expected to")."""
    content = _content(line, mark)
    if content is None or mark.source is None or line.quoted(mark.cue[0]):
        return None
    hit = _hit(line, mark)
    if _takes_no_stand(line, hit, mark) or (content.kind == "indirect" and not _says_something(line, hit, content)):
        return None
    source = _source(line, mark.source, content, memory, number)
    if source.actor_id == "author":
        return None
    return Attribution(number, hit, hit.cue.cls, hit.cue.lemma, content, source, None, line.sentence.kind == "title")


def _takes_no_stand(line: Line, hit: CueHit, mark: Tagged) -> bool:
    """Tell "did not say", "is said to", "the said house" and what the language file lists as no cue.

    A content that begins inside the cue is a thing, too: "issued an alert" says nothing of what it warned of.
    """
    listed = [h for h in line.lexicon.fixed.scan(line.words) if {e.form for e in h.entries} <= {NOT_A_CUE, CLOSER}]
    if any(_touch((h.start, h.end), mark.cue) for h in listed) or quotes_another(line, hit):
        return True
    if any(_touch((hit.start, hit.end), span) for span in mark.content):
        return True
    if hit.negated and hit.cue.cls not in line.lexicon.negated:
        return True
    head = _head(line, mark)
    if head is None:
        return False
    auxiliaries = [w.lemma for w in line.children.get(head.id, ()) if w.deprel.startswith("aux")]
    passive = "VerbForm=Part" in head.feats and "Tense=Past" in head.feats and "be" in auxiliaries
    return head.deprel == "amod" or (passive and mark.source[0] < head.start)


def _source(line: Line, marked: tuple[int, int], content: Content, memory: Memory, number: int) -> Source:
    """Read the words marked as the speaker; a relative pronoun ("the cyclist, who says") speaks for its noun."""
    word = line.word_at(marked[0])
    if word is None or not line.is_relative(word.text):
        return of_phrase(line, *marked, content, memory, number)
    verb = line.governor(word)
    noun = line.governor(verb) if verb is not None and verb.deprel.startswith("acl") else antecedent(line, word)
    if noun is None:
        return of_phrase(line, *marked, content, memory, number)
    return replace(of_phrase(line, noun.start, noun.end, content, memory, number), span=marked)


def _says_something(line: Line, hit: CueHit, content: Content) -> bool:
    """Tell a content from a thing: "issued an alert in five towns" holds a noun and no clause."""
    words = [w for w in line.sentence.words if any(s <= w.start < e for s, e in content.spans)]
    cue = [w.upos for w in line.sentence.words if hit.start <= w.start < hit.end]
    nominal = "NOUN" in cue and "VERB" not in cue and "AUX" not in cue
    clause = any(w.upos in ("VERB", "AUX") for w in words)
    return len(words) >= _FEWEST and (clause or not nominal)


def _hit(line: Line, mark: Tagged) -> CueHit:
    """Make a cue of words that no list has; one that the lexicon knows keeps its speech act."""
    known = next((h for h in line.cues if _touch((h.start, h.end), mark.cue)), None)
    if known:
        return known
    words = [w for w in line.sentence.words if mark.cue[0] <= w.start < mark.cue[1]]
    head = _head(line, mark)
    lemma = dictionary_form(head, line.lexicon) if head else line.raw[slice(*mark.cue)].lower()
    near = [*words, *(line.children.get(head.id, ()) if head else ())]
    negated = any(negates(w, line.lexicon) for w in near)
    first, last = line.index_at(mark.cue[0]), line.index_at(mark.cue[1] - 1) + 1
    return CueHit(Cue(lemma, "say", frozenset(), FINITE), *mark.cue, first, last, negated)


def _head(line: Line, mark: Tagged) -> Word | None:
    """Give the verb of a cue, else its last word."""
    words = [w for w in line.sentence.words if mark.cue[0] <= w.start < mark.cue[1]]
    return next((w for w in words if w.upos == "VERB"), words[-1] if words else None)


def _content(line: Line, mark: Tagged) -> Content | None:
    """Give the content that the tagger marked: trimmed as the rules do it, its kind told from the quotation marks."""
    parts = [part for span in mark.content if (part := _part(line, *span))]
    if not parts:
        return None
    kinds = {kind for _, kind in parts}
    kind = kinds.pop() if len(kinds) == 1 else "mixed"
    if all(line.is_relative(line.raw[start:end]) for (start, end), _ in parts):
        return None
    return Content(tuple(sorted({span for span, _ in parts})), kind, "tagger", mark.score)


def _part(line: Line, start: int, end: int) -> tuple[tuple[int, int], str] | None:
    start, end = trim(line.raw, start, end)
    inner = around(line, start, end)
    if inner:
        return (inner.inner_start, inner.inner_end), "direct"
    start = _after_complementizer(line, start)
    if start >= end:
        return None
    if any(q.start <= start and q.end >= end for q in line.quotations):
        return (start, end), "direct"
    mixed = any(q.start < end and q.end > start for q in line.quotations)
    return (start, end), "mixed" if mixed else "indirect"


def _after_complementizer(line: Line, start: int) -> int:
    i = line.index_at(start)
    if any(h.first == i and h.cue.form == CLOSER for h in line.breaks) and (behind := behind_aside(line, i)):
        return behind[1]
    follows = i + 1 < len(line.words) and line.words[i].start == start
    complementizer = follows and line.lexicon.has("complementizers", line.words[i].text)
    return line.words[i + 1].start if complementizer else start
