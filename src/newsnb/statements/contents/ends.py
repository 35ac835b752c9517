"""Where a content ends: at the sentence's end, or where the same speaker's next cue begins."""

from newsnb.statements.cues import FINITE, MASDAR, NOUN, PARTICIPLE, CueHit
from newsnb.statements.lines import COMMAS, Line


def content_end(line: Line, hit: CueHit, start: int) -> int:
    """Find where a content that begins at ``start`` ends: with the sentence, or before the speaker's next cue."""
    ends = [line.end]
    for other in line.marks:
        if other.start <= start or other is hit:
            continue
        if other.cue.take == {"quotation"} and not any(q.start >= other.end for q in line.quotations):
            continue  # "had gone well": no verb of speaking without a quotation
        quotation = line.quoted(other.start)
        if quotation and quotation.start >= start:
            continue
        main_verb = hit.cue.form == PARTICIPLE and other.cue.form == FINITE and line.language.cues.get("simple")
        if other in line.breaks or main_verb or (_continues(line, other) and not _joined_inside(line, other, start)):
            ends.append(_before(line, other))
    ends += _own_clause_ends(line, hit, start)
    return max(min(ends), start)


def _own_clause_ends(line: Line, hit: CueHit, start: int) -> list[int]:
    """Where the parse says that the cue's own clause goes on without the content (English).

    Before a verb joined to the cue ("confirmed the breach and apologised"), and at the comma that closes a relative
    clause ("who says he was never tested, faces ...").
    """
    if line.subject_first:
        return _surface_ends(line, hit, start)
    if not (line.lexicon.by_lemma and line.parsed):
        return []
    verb, ends = line.word_at(hit.start), []
    if hit.cue.form == NOUN:
        return _noun_clause_end(line, verb, start)
    for word in line.children.get(verb.id, ()):
        joint = line.sentence.words[word.id - 2] if word.id > 1 else None
        if word.deprel == "conj" and word.upos == "VERB" and word.start > start and joint and joint.deprel == "cc":
            ends.append(joint.start)
    subjects = [w for w in line.children.get(verb.id, ()) if w.deprel.startswith("nsubj")]
    relative = any(line.is_relative(w.text) and w.id < verb.id for w in subjects)
    if relative or verb.deprel.startswith("acl:relcl"):
        comma = next((w for w in line.sentence.words if w.text == "," and w.start > start + 8), None)
        ends += [comma.start] if comma else []
    return ends


def _noun_clause_end(line: Line, noun, start: int) -> list[int]:
    """Where the clause of "his claim that ..." ends: before the verb that the noun is the subject of."""
    governor = line.governor(noun)
    if (
        ":" in line.raw[noun.end : start]
        or governor is None
        or governor.start <= start
        or not noun.deprel.startswith("nsubj")
    ):
        return []
    own = [w for w in line.subtree(governor) if w.head == governor.id and w.deprel.startswith(("aux", "cop", "advmod"))]
    first = min([governor.start, *(w.start for w in own if w.start > start)])
    clause = [w for child in line.children.get(noun.id, ()) if child.start >= start for w in line.subtree(child)]
    return [max(w.end for w in clause)] if clause and max(w.end for w in clause) <= first else [first]


def _surface_ends(line: Line, hit: CueHit, start: int) -> list[int]:
    """By the marks alone: the comma that closes a relative clause, and the colon before a quotation."""
    later = range(line.index_at(start) + 1, len(line.words))
    ends = [line.words[i - 1].end for i in later if ":" in line.gap(i) and set(line.gap(i)) & set('«“"')]
    if _in_relative_clause(line, hit):
        ends += [line.words[i - 1].end for i in later if "," in line.gap(i)]
    return [min(ends)] if ends else []


def _in_relative_clause(line: Line, hit: CueHit) -> bool:
    """Tell a cue right after a relative pronoun; a pronoun or a negation may stand between."""
    i = hit.first
    while i > 0 and any(line.lexicon.has(kind, line.words[i - 1].text) for kind in ("clitics", "negations")):
        i -= 1
    return i > 0 and line.lexicon.has("relatives", line.words[i - 1].text)


def _before(line: Line, hit: CueHit) -> int:
    """Find the end of the clause before a cue: its comma or conjunction, passing over helpers and a subject."""
    if (contrast := contrast_before(line, hit)) is not None:
        return line.words[contrast - 1].end if contrast else line.start
    i = hit.first
    joined = i > 0 and line.language.cues.get("simple") and line.lexicon.has("conjunctions", line.words[i - 1].text)
    while i > 0 and not joined and not set(line.gap(i)) & set(COMMAS + ":"):
        if hit.first - i >= 2 and not line.language.cues.get("simple"):
            i = hit.first
            break
        i -= 1
    if i == 0:
        return hit.start
    while i > 0 and _is_joint(line, i - 1):
        i -= 1
    return line.words[i - 1].end if i else line.start


def _is_joint(line: Line, i: int) -> bool:
    word = line.words[i].text
    return line.lexicon.has("conjunctions", word) or line.lexicon.has("auxiliaries", word)


def _continues(line: Line, hit: CueHit) -> bool:
    """Tell a cue with which the speaker goes on (", adding that", "، وأضاف", "و افزود") from one in the content."""
    if hit.cue.form in (NOUN, MASDAR):
        return False
    i = hit.first
    joined = written_on = False
    if line.words[i].text[:1] in ("و", "ف") and line.words[i].start < hit.start:
        written_on = True
    while i > 0 and _is_joint(line, i - 1):
        # Between a subject and its verb a particle joins nothing: "أن يكون الوزير قد تحدث".
        joined = joined or not line.lexicon.has("verb_particles", line.words[i - 1].text)
        i -= 1
    comma = bool(set(line.gap(i)) & set(COMMAS + ";؛")) if i else False
    if hit.cue.form == PARTICIPLE:
        accusative = line.words[hit.first].text.endswith("ا") and not line.lexicon.by_lemma
        return comma or accusative or (joined and line.lexicon.by_lemma)
    if contrast_before(line, hit) is not None:
        return True
    if line.lexicon.by_lemma and line.parsed:
        return (comma or joined) and not _own_subject(line, hit) and _hangs_on_a_cue(line, hit)
    if line.language.cues.get("simple"):  # the verb stands last: its clause begins at the comma or the conjunction
        return written_on or joined or _clause_is_new(line, hit)
    return written_on or joined or comma


def contrast_before(line: Line, hit: CueHit) -> int | None:
    """Find "while", "but", "اما" before a cue with a subject of its own; the number of that word."""
    for i in range(hit.first - 1, max(hit.first - 7, 0), -1):
        if set(line.gap(i + 1)) & set(COMMAS + ".;:؛") and i + 1 < hit.first:
            return None
        if line.lexicon.has("contrast", line.words[i].text) or _closes_while(line, i):
            head = line.word_at(line.words[i + 1].start)
            named = any(m.start == line.words[i + 1].start for m in line.mentions) or line.is_title(i + 1)
            subject = head is not None and head.upos == "PRON" and head.deprel.startswith("nsubj")
            named = named or subject or (head is not None and head.upos == "PROPN") or _plain_subject(line, i + 1, hit)
            return _opening(line, i) if named and i + 1 < hit.first else None
    return None


def _closes_while(line: Line, i: int) -> bool:
    """Tell the last word of "در حالی که", which is a complementizer elsewhere."""
    while_word = i > 0 and line.lexicon.has("while_words", line.words[i - 1].text)
    return while_word and line.lexicon.has("complementizers", line.words[i].text)


def _opening(line: Line, i: int) -> int:
    """Give the first word of a contrast that ends with word ``i``."""
    if not _closes_while(line, i):
        return i
    return i - 2 if i > 1 and line.lexicon.has("text_prepositions", line.words[i - 2].text) else i - 1


def after_contrast(line: Line, first: int) -> int:
    """Give the word after a contrast that begins with word ``first``."""
    return next((i + 1 for i in range(first, min(first + 3, len(line.words))) if _closes_while(line, i)), first + 1)


def _plain_subject(line: Line, first: int, hit: CueHit) -> bool:
    """Tell a noun phrase that fills the space between ", but" and the verb: ", but residents said"."""
    words = [line.word_at(word.start) for word in line.words[first : hit.first]]
    nominal = bool(words) and all(w is not None and w.upos in ("DET", "ADJ", "NOUN", "PROPN", "NUM") for w in words)
    # Where the verb stands last no comma is written before "but"; "and" joins too much to count.
    verb_last = line.language.cues.get("simple") and line.words[first - 1].text not in ("و",)
    comma = line.after_comma(first - 1) or verb_last
    return nominal and comma and line.parsed and words[-1].upos in ("NOUN", "PROPN") and len(words) <= 4


def _clause_is_new(line: Line, hit: CueHit) -> bool:
    """Tell whether a verb-final cue introduces something of its own: a colon comes right after it."""
    if hit.last >= len(line.words):
        return False
    after = line.gap(hit.last)
    return ":" in after and hit.cue.form == FINITE


def _own_subject(line: Line, hit: CueHit) -> bool:
    verb = line.word_at(hit.start)
    return any(w.deprel.startswith("nsubj") for w in line.children.get(verb.id, ())) if verb else False


def _hangs_on_a_cue(line: Line, hit: CueHit) -> bool:
    verb = line.word_at(hit.start)
    head = line.governor(verb) if verb and verb.deprel in ("conj", "parataxis", "advcl", "root") else None
    if head is None or any(other.start <= head.start < other.end for other in line.cues):
        return True
    # "Noted that prices had fallen but cautioned that ...": prices do not caution.
    subjects = [w for w in line.children.get(head.id, ()) if w.deprel.startswith("nsubj")]
    return verb.deprel == "conj" and bool(subjects) and all(_is_thing(line, w) for w in subjects)


def _joined_inside(line: Line, hit: CueHit, start: int) -> bool:
    """Tell a verb joined to one in the content that has its own subject: "claimed that Ann warned and threatened"."""
    verb = line.word_at(hit.start) if line.lexicon.by_lemma and line.parsed else None
    head = line.governor(verb) if verb is not None and verb.deprel == "conj" else None
    if head is None or head.start < start:
        return False
    subjects = [w for w in line.children.get(head.id, ()) if w.deprel.startswith("nsubj")]
    return bool(subjects) and not any(_is_thing(line, w) or w.upos == "PRON" for w in subjects)


def _is_thing(line: Line, word) -> bool:
    """Tell a noun that no one speaks by: no name, no pronoun, no office."""
    named = any(start <= word.start < end for start, end, _ in line.entities)
    return word.upos == "NOUN" and not named and not line.is_title(line.index_at(word.start))
