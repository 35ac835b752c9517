"""Contents without an introduction: a bare clause, or what the cue takes as its object."""

from newsnb.articles.normalise import fold
from newsnb.parsing.document import Word
from newsnb.statements.contents.ends import content_end
from newsnb.statements.contents.spans import (
    STOP,
    Content,
    is_named,
    make_content,
    only_a_name,
    opens_beside,
)
from newsnb.statements.contents.subjects import after_subject, phrase_before, subject_before
from newsnb.statements.cues import PARTICIPLE, CueHit
from newsnb.statements.lines import Line

_NOMINAL = frozenset(["PRON", "DET", "PROPN", "NOUN", "ADJ", "NUM"])
_PHRASE = frozenset(["PROPN", "NOUN", "ADJ", "NUM", "ADP"])  # goes on a noun phrase


def clause_after(line: Line, hit: CueHit) -> Content | None:
    """``said he was ready``; ``گفت روسیه آماده است``."""
    if "clause" not in hit.cue.take or hit.last >= len(line.words):
        return None
    if line.language.cues.get("simple"):
        start = line.words[hit.last].start
        last = line.word_at(line.words[-1].start)
        fewest = 2 if hit.cue.cls == "urge" or (last and last.upos == "VERB") else 3
        enough = len(line.words) - hit.last >= fewest and not STOP.search(line.gap(hit.last))
        return make_content(line, start, content_end(line, hit, start), "bare clause", 0.7) if enough else None
    if line.lexicon.has("infinitives", line.words[hit.last].text) and not line.gap(hit.last).strip(' «"“\u00a0'):
        start = line.words[hit.last].start  # "dit vouloir négocier"
        return make_content(line, start, content_end(line, hit, start), "infinitive", 0.75)
    if not (line.lexicon.by_lemma and line.parsed):
        return None
    start = _past_that(line, hit, _bare_clause_start(line, hit))
    return start and make_content(line, start, content_end(line, hit, start), "bare clause", 0.75)


def _past_that(line: Line, hit: CueHit, start: int | None) -> int | None:
    """Leave out a "that" right behind the cue which the parse took for a pronoun."""
    i = hit.last
    that = start == line.words[i].start and line.lexicon.has("complementizers", line.words[i].text)
    return line.words[i + 1].start if that and i + 1 < len(line.words) else start


def _bare_clause_start(line: Line, hit: CueHit) -> int | None:
    verb = line.word_at(hit.start)
    clauses = [w for w in line.children.get(verb.id, ()) if w.deprel in ("ccomp", "parataxis") and w.start > hit.end]
    if opens_beside(line, hit.last):
        return None
    after = line.word_at(line.words[hit.last].start)
    for clause in clauses:
        words = [w for w in line.subtree(clause) if w.start >= hit.end and w.upos != "PUNCT"]
        if words:
            return _clause_from(line, hit, words[0], after)
    later = [w for w in line.sentence.words if w.start > hit.end and "VerbForm=Fin" in w.feats]
    # Without a clause in the parse, a subject right after the verb and a finite verb soon after make one.
    if after and after.upos in _NOMINAL and later and later[0].id - after.id <= 20 and "object" not in hit.cue.take:
        inverted = any(w.deprel.startswith("nsubj") and w.start >= hit.end for w in line.children.get(verb.id, ()))
        if inverted or line.gap(hit.last).strip():
            return None
        return _past_addressee(line, after) if "addressee" in hit.cue.take else after.start
    return None


def _clause_from(line: Line, hit: CueHit, first, after) -> int:
    """Begin a clause right after the cue, where a noun phrase stands that is neither a day nor who was told."""
    if "addressee" in hit.cue.take:
        return _past_addressee(line, first)
    told = after is None or after.upos not in _NOMINAL or line.gap(hit.last).strip()
    aside = after is not None and (after.deprel.startswith(("obl", "advmod", "iobj")) or after.deprel == "nmod:tmod")
    aside = aside or (after is not None and _is_told(line, after, first))
    return first.start if told or aside or first.start <= after.start else after.start


def _is_told(line: Line, after: Word, first: Word) -> bool:
    """Tell who was told from the subject of the clause: "promised unions there would be no cuts" has one behind."""
    words = line.sentence.words[after.id - 1 : first.id - 1]
    phrase = bool(words) and all(word.upos in ("DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON") for word in words)
    tied = any(word.deprel == "obj" for word in words)
    subject = first.deprel == "expl" or (first.upos == "PRON" and "Case=Nom" in first.feats)
    return phrase and tied and subject


def _past_addressee(line: Line, first: Word) -> int:
    """Begin behind who was told, where the parse took it into the clause: "told the BBC on Monday he was ready"."""
    words = line.sentence.words[first.id - 1 :]
    i = 1
    while i < len(words) and words[i].upos in _PHRASE and not line.raw[words[i - 1].end : words[i].start].strip():
        i += 1
    if i == len(words) or line.is_relative(words[i].text):
        return first.start
    subject = words[i].upos == "DET" or (words[i].upos == "PRON" and "Case=Nom" in words[i].feats)
    return words[i].start if subject and line.raw[words[i - 1].end : words[i].start].isspace() else first.start


def object_or_complement(line: Line, hit: CueHit) -> Content | None:
    """What the cue takes without a clause: an object, an infinitive, what follows a preposition or "as"."""
    if "complement" in hit.cue.take and (content := _with_complement(line, hit)):
        return content
    if hit.cue.form == PARTICIPLE and not line.lexicon.by_lemma and not line.after_comma(hit.first):
        return None  # "a confirmed case": an adjective that looks like a cue
    rules = {"as": _as, "to": _infinitive, "by": _joined_to_b, "about": _after_preposition, "object": _object}
    found = [content for kind, rule in rules.items() if kind in hit.cue.take and (content := rule(line, hit))]
    if line.lexicon.by_lemma or line.subject_first:
        return found[0] if found else None
    return min(found, key=lambda content: content.spans[0][0]) if found else None


def _with_complement(line: Line, hit: CueHit) -> Content | None:
    """``called him a liar``: object and complement together."""
    if not (line.lexicon.by_lemma and line.parsed) or hit.last >= len(line.words) or line.gap(hit.last).strip():
        return None
    verb = line.word_at(hit.start)
    objects = [
        w for w in line.children.get(verb.id, ()) if w.deprel in ("obj", "xcomp", "ccomp") and w.start >= hit.end
    ]
    if not objects or _only_called(line, objects[0]):
        return None
    start = line.words[hit.last].start
    content = make_content(line, start, content_end(line, hit, start), "complement", 0.65)
    return content if content and len(line.raw[slice(*content.spans[0])].split()) >= 3 else None


def _only_called(line: Line, called) -> bool:
    """Tell "called him after the vote", which is on the phone, from "called him a liar"."""
    after = line.sentence.words[called.id] if called.id < len(line.sentence.words) else None
    return called.upos == "PRON" and after is not None and after.upos in ("ADP", "SCONJ", "CCONJ")


def _as(line: Line, hit: CueHit) -> Content | None:
    """``described the reports as false``."""
    for i in range(hit.last, min(hit.last + 15, len(line.words) - 1)):
        if STOP.search(line.gap(i)):
            return None
        if line.lexicon.has("as_words", line.words[i].text):
            start = line.words[i + 1].start
            return make_content(line, start, content_end(line, hit, start), "as", 0.8)
    return None


def _infinitive(line: Line, hit: CueHit) -> Content | None:
    """``urged Kyiv to stop``, ``pledged to help``, ``refused to confirm the call``."""
    to = next(
        (
            i
            for i in range(hit.last, min(hit.last + 8, len(line.words)))
            if line.lexicon.has("infinitive", line.words[i].text)
        ),
        None,
    )
    if to is None or to + 1 >= len(line.words) or STOP.search(line.raw[hit.end : line.words[to].start]):
        return None
    first = to + 1 if hit.cue.cls == "refuse" else hit.last
    if hit.cue.cls == "refuse":
        first = _behind_speech(line, to + 1)
        leads = any(line.lexicon.has(kind, line.words[first].text) for kind in ("prepositions", "complementizers"))
        first += leads and first + 1 < len(line.words)
    start = line.words[first].start
    return make_content(line, start, content_end(line, hit, start), "infinitive", 0.8)


def _behind_speech(line: Line, i: int) -> int:
    """Give the first word behind "confirm", and behind "confirm or deny"; ``i`` itself, if it is no word of speech."""
    first = i
    while i + 1 < len(line.words):
        act = line.word_at(line.words[i].start)
        if act is None or not _is_speech(line, act):
            return first
        first = i = i + 1
        i = line.past_joints(i)
        if i == first:
            return first
    return first


def infinitive_of_noun(line: Line, hit: CueHit) -> Content | None:
    """``the promise to end the war``: the infinitive right behind the noun."""
    if "to" not in hit.cue.take or hit.last + 1 >= len(line.words) or line.gap(hit.last).strip():
        return None
    if not line.lexicon.has("infinitive", line.words[hit.last].text):
        return None
    start = line.words[hit.last].start
    act = line.word_at(line.words[hit.last + 1].start)
    verbal = act is not None and act.upos in ("VERB", "AUX")
    return make_content(line, start, content_end(line, hit, start), "infinitive", 0.7) if verbal else None


def _is_speech(line: Line, word) -> bool:
    return bool(line.lexicon.index.scan([type(line.words[0])(fold(word.lemma), word.start, word.end)]))


def _after_preposition(line: Line, hit: CueHit) -> Content | None:
    """``expressed concern over the attack``; ``حذر من تصعيد``."""
    for i in range(hit.last, min(hit.last + 10, len(line.words) - 1)):
        if STOP.search(line.gap(i)) or any(h.first == i for h in line.cues if h is not hit):
            return None
        word = line.words[i]
        if word.text in hit.cue.prepositions or (
            not hit.cue.prepositions and line.lexicon.has("prepositions", word.text)
        ):
            begin = _begin_after(line, hit, i)
            return make_content(line, line.words[begin].start, content_end(line, hit, word.end), "preposition", 0.7)
        if line.lexicon.by_lemma and hit.last - hit.first > 1:
            return None  # after verb and noun the preposition follows at once
    return None


def _begin_after(line: Line, hit: CueHit, i: int) -> int:
    """Give the first word of a content whose preposition is word ``i``.

    Who is urged belongs to the content ("urged Kyiv to ..."); "comment on" in "refused to comment on" does not.
    """
    if hit.cue.cls == "urge" and not line.lexicon.by_lemma:
        verb_first = not line.subject_first and not line.language.cues.get("simple")
        before = hit.cue.form == PARTICIPLE or phrase_before(line, hit) or subject_before(line, hit)
        if verb_first and before and hit.last < i:
            return hit.last  # the subject stands in front, so who is urged stands behind
        addressee = after_subject(line, hit)
        return addressee if addressee is not None and hit.last < addressee < i else i + 1
    if line.lexicon.has("comment_nouns", line.words[i + 1].text) and i + 3 < len(line.words):
        return i + 3 if line.lexicon.has("prepositions", line.words[i + 2].text) else i + 1
    return i + 1


def _joined_to_b(line: Line, hit: CueHit) -> Content | None:
    """``وصفه بالرجل الشجاع``: what is joined to ب."""
    for i in range(hit.last, min(hit.last + 10, len(line.words))):
        if STOP.search(line.gap(i)) or any(h.first == i for h in line.cues if h is not hit):
            return None
        if (
            line.words[i].text.startswith("ب")
            and len(line.words[i].text) > 3
            and not is_named(line, line.words[i].start)
            and not _is_adjective(line, i)
        ):
            start = line.words[i].start
            return make_content(line, start, content_end(line, hit, start), "joined preposition", 0.65)
    return None


def _is_adjective(line: Line, i: int) -> bool:
    word = line.word_at(line.words[i].start)
    whole = word is not None and (word.start, word.end) == (line.words[i].start, line.words[i].end)
    return whole and word.upos == "ADJ"


def _object(line: Line, hit: CueHit) -> Content | None:
    """``denied reports of a call``; ``نفى بيسكوف وجود أي تحضير``."""
    if line.language.cues.get("simple"):
        return None
    start = _object_start(line, hit)
    if start is None:
        return None
    end = content_end(line, hit, start)
    content = make_content(line, _past_comment(line, start), end, "object", 0.7)
    if content and len(line.raw[slice(*content.spans[0])].split()) < 2:
        # Of "to speak about his future" the last word alone says little.
        content = make_content(line, start, end, "object", 0.7)
    return content if content and not only_a_name(line, content) else None


def _past_comment(line: Line, start: int) -> int:
    """Pass over "comment on" in "refused (to) comment on the reports"."""
    i = line.index_at(start)
    if i + 3 < len(line.words) and line.lexicon.has("comment_nouns", line.words[i].text):
        return line.words[i + 2].start if line.lexicon.has("prepositions", line.words[i + 1].text) else start
    return start


def _object_start(line: Line, hit: CueHit) -> int | None:
    if line.lexicon.by_lemma and line.parsed:
        return _parsed_object(line, hit)
    i = after_subject(line, hit)
    if i is None or i >= len(line.words):
        return None
    start = line.words[i].start
    # A quotation that the object opens with is taken with its mark.
    return next((q.start for q in line.quotations if line.subject_first and q.inner_start == start), start)


def _parsed_object(line: Line, hit: CueHit) -> int | None:
    verb = line.word_at(hit.start)
    objects = [
        w for w in line.children.get(verb.id, ()) if w.deprel in ("obj", "xcomp", "ccomp") and w.start >= hit.end
    ]
    last = line.word_at(hit.end - 1)
    if last and last.id != verb.id:
        return line.words[hit.last].start if hit.last < len(line.words) else None
    if objects:
        words = [w for w in line.subtree(objects[0]) if w.start >= hit.end and w.upos != "PUNCT"]
        return words[0].start if words else None
    after = line.word_at(line.words[hit.last].start) if hit.last < len(line.words) else None
    return after.start if after and after.upos in _NOMINAL and not line.gap(hit.last).strip() else None
