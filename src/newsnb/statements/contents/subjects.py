"""Where the subject of a cue stands in its clause, seen from the words alone."""

from newsnb.dates.expressions import find_dates
from newsnb.statements.contents.ends import after_contrast, contrast_before
from newsnb.statements.contents.spans import STOP, clause_break
from newsnb.statements.cues import NOUN, CueHit
from newsnb.statements.lines import Line

_LONG_SUBJECT = 9  # words


def after_subject(line: Line, hit: CueHit) -> int | None:
    """Find the first word after the subject of a verb-first clause; after the verb where the subject is elsewhere.

    The subject is the noun phrase right after the verb: a title, office or name with what is apposed to it; what
    follows between commas (an apposition, a day) belongs to it. ``None`` where the clause ends there.
    """
    i = hit.last
    if i >= len(line.words) or STOP.search(line.gap(i)):
        return None
    if line.subject_first:
        return object_start(line, i)
    if subject_before(line, hit):
        return i
    if (comment := _comment_after(line, hit)) is not None:
        return comment
    end = subject_end(line, i)
    if end == i:
        return i
    first_aside = True
    while end < len(line.words) and line.after_comma(end):
        later = next((k for k in range(end + 1, min(end + 9, len(line.words))) if line.after_comma(k)), None)
        # Behind "the minister, on Monday," the object begins; a second aside says when or where.
        if later is None or not (first_aside or _says_when_or_where(line, end, later)):
            break
        end, first_aside = later, False
    return end


def _says_when_or_where(line: Line, first: int, last: int) -> bool:
    if line.lexicon.has("prepositions", line.words[first].text):
        return True
    start = line.words[first].start
    return any(time.start == 0 for time in find_dates(line.raw[start : line.words[last - 1].end], line.language))


def _comment_after(line: Line, hit: CueHit) -> int | None:
    """Find "the comment" in "refused the spokesman for the fund the comment": all before it is the subject."""
    if hit.cue.cls != "refuse":
        return None
    for i in range(hit.last + 1, min(hit.last + _LONG_SUBJECT, len(line.words))):
        if line.gap(i).strip():
            return None
        if _is_comment(line, i):
            return i
    return None


def object_start(line: Line, i: int) -> int | None:
    """Pass over adverbs and days to the noun phrase or infinitive right after a verb; ``None`` without one."""
    for k in range(i, min(i + 4, len(line.words))):
        if line.after_comma(k):
            return None
        word = line.words[k].text
        if not line.lexicon.has("adverbs", word) and not word.isdigit():
            return None if line.lexicon.has("prepositions", word) and not line.lexicon.has("determiners", word) else k
    return None


def subject_end(line: Line, i: int) -> int:
    """Pass over a noun phrase: its head noun, what is tied to it, its adjectives, and the name after it."""
    begin = i
    if line.is_title(i):
        definite = line.words[i].text.startswith("ال")
        i += 1
        tied = i < len(line.words) and line.lexicon.has("tying_words", line.words[i].text)
        if (tied or not definite) and i + tied < len(line.words) and not line.gap(i).strip():
            i += 1 + tied
        while not definite and _goes_on(line, i):
            i += 1
        while i < len(line.words) and not line.gap(i).strip() and _is_adjective(line, i) and not _is_comment(line, i):
            i += 1
    name_end = _name_end(line, i)
    while name_end > i:
        i = name_end
        name_end = _name_end(line, i)
    if i > begin:
        return i
    head = _parsed_subject(line, i)
    return head if head is not None else i


def _goes_on(line: Line, i: int) -> bool:
    """Tell a third noun of a chain, "رئيس لجنة الحكام", which the parse hangs on the one before it."""
    if i >= len(line.words) or line.gap(i).strip() or line.words[i - 1].text.startswith("ال"):
        return False
    word, before = line.word_at(line.words[i].start), line.word_at(line.words[i - 1].start)
    tied = word is not None and before is not None and word.head == before.id and word.deprel == "nmod"
    return tied and word.upos in ("NOUN", "PROPN") and not _is_comment(line, i)


def _is_comment(line: Line, i: int) -> bool:
    return line.lexicon.has("comment_nouns", line.words[i].text)


def _is_adjective(line: Line, i: int) -> bool:
    word = line.word_at(line.words[i].start)
    return word is not None and word.upos == "ADJ"


def _name_end(line: Line, i: int) -> int:
    """Give the word after the name that begins at word ``i``; ``i`` where none does."""
    if i >= len(line.words) or (i and line.gap(i).strip(' «»"“”')):
        return i
    start, limit = line.words[i].start, line.words[i].end
    ends = [m.end for m in line.mentions if start <= m.start < limit]
    ends += [end for first, end, kind in line.entities if start <= first < limit and kind != "place"]
    return line.index_at(max(ends) - 1) + 1 if ends else i


def _parsed_subject(line: Line, i: int) -> int | None:
    """Ask the parse for a subject that begins right after the verb."""
    first = line.word_at(line.words[i].start) if line.parsed else None
    if first is None or not first.deprel.startswith("nsubj"):
        return None
    words = [w for w in line.subtree(first) if w.start >= first.start]
    run = [w for k, w in enumerate(words) if w.id == first.id + k]
    return line.index_at(run[-1].end - 1) + 1


def subject_before(line: Line, hit: CueHit):
    """Give the mention that stands directly before the cue in its own clause ("الكرملين ينفي"), or ``None``."""
    i = hit.first
    while i > 0 and line.lexicon.has("auxiliaries", line.words[i - 1].text):
        i -= 1
    written_on = line.words[hit.first].start < hit.start  # "and said" begins a clause of its own
    if i == 0 or written_on or clause_break(line.gap(i)):
        return None
    before = line.words[i - 1]
    named = next((m for m in line.mentions if m.start < before.end and m.end >= before.end), None)
    if named and line.after_comma(i):
        # Across a comma only as in "كان بيسكوف، أعلن": the auxiliary before the name asks for the verb.
        first = line.index_at(named.start)
        helped = first > 0 and line.lexicon.has("auxiliaries", line.words[first - 1].text.lstrip("و"))
        return named if helped else None
    return named


def phrase_before(line: Line, hit: CueHit) -> tuple[int, int] | None:
    """Find a subject without a known name before its verb: the noun phrase that fills the clause up to the verb.

    Returns
    -------
    tuple or None
        Words ``[first, last)``.
    """
    last = hit.first
    while last > 0 and line.lexicon.has("auxiliaries", line.words[last - 1].text):
        last -= 1
    if line.words[hit.first].start < hit.start or last == 0 or line.gap(last).strip():
        return None
    first = last - 1
    while first > 0 and last - first < 9 and not line.gap(first).strip():
        first -= 1
    while first < last and (_is_linking(line, first) or line.lexicon.has("complementizers", line.words[first].text)):
        first += 1
    if first == last or not _may_head(line, first):
        return None
    return first, last


def _is_linking(line: Line, i: int) -> bool:
    word = line.words[i].text
    bare = word.lstrip("و") if len(word) > 3 else word
    return any(line.lexicon.has(kind, w) for kind in ("conjunctions", "auxiliaries") for w in (word, bare))


def _may_head(line: Line, i: int) -> bool:
    """Tell a word that can head a subject: a listed noun, or what the tagger takes for a noun."""
    word = line.word_at(line.words[i].start)
    if line.lexicon.has("prepositions", line.words[i].text):
        return False
    return line.is_title(i) or (line.parsed and word is not None and word.upos in ("NOUN", "PROPN"))


def clause_start(line: Line, hit: CueHit) -> int:
    """Give the first word of a cue's clause: after a full stop, a semicolon, an earlier cue, or "but"."""
    first = 0
    for i in range(hit.first, 0, -1):
        if STOP.search(line.gap(i)) or ":" in line.gap(i):
            first = i
            break
    first = _behind_subordinate(line, _behind_adverbial(line, first, hit), hit)
    earlier = [h.last for h in line.cues if h.last <= hit.first and h.first >= first and h.cue.form != NOUN]
    contrast = contrast_before(line, hit) if line.language.cues.get("simple") else None
    joins = contrast is not None and (line.words[contrast].text == "و" or not _verb_before(line, first, contrast))
    if contrast is None or joins:  # "the ministers of Egypt and Qatar"; "the agency, however, called ..."
        first = max([first, *earlier])
        # "But the spokesman ...": the conjunction is no part of the subject.
        word = line.words[first].text
        leads = line.language.cues.get("simple") and word != "و" and line.lexicon.has("contrast", word)
        return first + 1 if leads and first + 1 < hit.first else first
    return max([first, after_contrast(line, contrast), *earlier])


def _verb_before(line: Line, first: int, last: int) -> bool:
    """Tell whether a clause has its verb in words ``[first, last)``, so that another one begins behind them."""
    words = (line.word_at(word.start) for word in line.words[first:last])
    return any(word is not None and word.upos in ("VERB", "AUX") for word in words)


def _behind_adverbial(line: Line, first: int, hit: CueHit) -> int:
    """Pass over a phrase in front that a comma ends and that is no subject: "by the agency's report, ...", "then, "."""
    if not line.language.cues.get("simple"):
        return first
    adverb = line.lexicon.has("adverbs", line.words[first].text) and line.after_comma(first + 1)
    if not adverb and not line.lexicon.has("prepositions", line.words[first].text):
        return first
    behind = next((i for i in range(first + 1, hit.first) if line.after_comma(i)), None)
    if behind is None or any(line.words[first].start <= start < line.words[behind].start and kind == "person"
                             for start, _, kind in line.entities):  # fmt: skip
        return first
    return behind


def _behind_subordinate(line: Line, first: int, hit: CueHit) -> int:
    """Pass over a clause in front that ends with its verb and a comma: "after the court had ruled, the lawyer said"."""
    begins = (" ".join(word.text for word in line.words[first : first + length]) for length in (1, 2, 3))
    if not any(line.lexicon.has("subordinators", words) for words in begins):
        return first
    for i in range(first + 2, hit.first):
        verb = line.word_at(line.words[i - 1].start)
        if line.after_comma(i) and verb is not None and verb.upos in ("VERB", "AUX"):
            return i
    return first
