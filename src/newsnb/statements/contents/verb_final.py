"""Contents in clauses whose verb stands last."""

from newsnb.phrases import words_of
from newsnb.statements.contents.spans import Content, is_named, make_content
from newsnb.statements.contents.subjects import clause_start
from newsnb.statements.cues import FINITE, CueHit
from newsnb.statements.lines import Line


def before_the_verb(line: Line, hit: CueHit) -> Content | None:
    """``این گزارش را تکذیب کرد``, ``از آمادگی مسکو خبر داد``: the content stands between subject and verb."""
    if not line.language.cues.get("simple") or hit.cue.form != FINITE:
        return None
    first = clause_start(line, hit)
    begin = _after_subject(line, first, hit)
    if "until" in hit.cue.take:
        return _between_parts(line, hit)
    if "before" in hit.cue.take and (after := _after_own_preposition(line, hit, begin)):
        if line.lexicon.has("comment_nouns", line.words[after].text) and after + 2 < hit.first:
            after += 2 if line.lexicon.has("prepositions", line.words[after + 1].text) else 0
        # "Accused the firm of fraud": one word says little without whom it is said of.
        first = after if hit.first - after > 1 or hit.cue.cls != "accuse" else begin
        return make_content(line, line.words[first].start, hit.start, "before the verb", 0.7)
    mark = next(
        (i for i in range(hit.first - 1, begin, -1) if line.lexicon.has("object_marks", line.words[i].text)), None
    )
    if mark is None:
        return None
    if "object" in hit.cue.take and line.lexicon.has("complementizers", line.words[mark + 1].text):
        return make_content(line, line.words[begin].start, hit.start, "object before the verb", 0.7)
    if "object" in hit.cue.take:
        return make_content(line, line.words[begin].start, line.words[mark - 1].end, "object before the verb", 0.7)
    if "as" in hit.cue.take and mark + 1 < hit.first:
        # One word alone ("baseless") says little: what is called so belongs to it.
        first = mark + 1 if hit.first - mark > 2 else begin
        return make_content(line, line.words[first].start, hit.start, "as", 0.65)
    return None


def _after_subject(line: Line, first: int, hit: CueHit) -> int:
    """Give the word after the subject at the head of a clause: a name, a body with its name, or what the parse says."""
    limit = line.words[hit.first].start
    ends = [m.end for m in line.mentions if line.index_at(m.start) == first and m.end <= limit]
    second = line.words[first + 1].text if first + 1 < hit.first else ""
    if not ends and line.is_title(first) and line.lexicon.has("object_nouns", second):
        ends = [line.words[first].end]
    if not ends and line.is_title(first):
        near = [(s, e) for s, e, _ in line.entities if first <= line.index_at(s) <= first + 3 and e <= limit]
        near += [
            (m.start, m.end) for m in line.mentions if first <= line.index_at(m.start) <= first + 3 and m.end <= limit
        ]
        plain = [e for s, e in near if not _marks_between(line, first, line.index_at(s))]
        ends = plain[:1] or ([line.words[first + 1].end] if first + 2 < hit.first else [])
    ends = ends or [e for s, e, _ in line.entities if line.index_at(s) == first and e <= limit]
    ends = ends or _parsed_subject_end(line, first, hit)
    begin = line.index_at(max(ends) - 1) + 1 if ends else first
    # "..., the spokesman, ..." and a day between commas still belong to the head of the clause.
    while begin < hit.first and line.after_comma(begin):
        later = next((i for i in range(begin + 1, min(begin + 9, hit.first)) if line.after_comma(i)), None)
        if later is None:
            break
        begin = later
    return begin


def _marks_between(line: Line, first: int, last: int) -> bool:
    stops = ("prepositions", "object_marks", "complementizers")
    return any(line.lexicon.has(kind, line.words[i].text) for i in range(first, last) for kind in stops)


def _parsed_subject_end(line: Line, first: int, hit: CueHit) -> list[int]:
    """Ask the parse for a subject that begins with the clause."""
    if not line.parsed:
        return []
    own = [w for w in line.sentence.words if hit.start <= w.start < hit.end]
    subjects = [c for w in own for c in line.children.get(w.id, ()) if c.deprel.startswith("nsubj")]
    for subject in subjects:
        words = [w for w in line.subtree(subject) if w.end <= hit.start]
        if words and line.index_at(words[0].start) == first and words[-1].id - words[0].id == len(words) - 1:
            return [words[-1].end]
    return []


def _after_own_preposition(line: Line, hit: CueHit, begin: int) -> int | None:
    """Give the word after the first of the cue's own prepositions, which may be two words ("نسبت به")."""
    for i in range(begin, hit.first):
        for preposition in hit.cue.prepositions:
            words = [w.text for w in words_of(preposition)]
            if [w.text for w in line.words[i : i + len(words)]] == words and i + len(words) < hit.first:
                return i + len(words)
    return None


def _between_parts(line: Line, hit: CueHit) -> Content | None:
    """``خواستار آتش‌بس شد``: the content stands between the two parts of the cue."""
    last = next((i for i in range(hit.last, len(line.words)) if line.words[i].text in hit.cue.prepositions), None)
    if last is None or last == hit.last:
        return None
    return make_content(line, line.words[hit.last].start, line.words[last - 1].end, "between the parts", 0.75)


def after_ezafe(line: Line, hit: CueHit) -> Content | None:
    """``ادعای سرنگونی هشت موشک``: the noun is tied to what is claimed; tied to a name it is that one's claim."""
    if "ezafe" not in hit.cue.take or hit.last >= len(line.words):
        return None
    if is_named(line, line.words[hit.last].start) or line.is_title(hit.last):
        return None
    last = next((i for i in range(hit.last, len(line.words)) if _ends_phrase(line, i)), len(line.words) - 1)
    if last - hit.last < 2:
        return None
    return make_content(line, line.words[hit.last].start, line.words[last].end, "ezafe", 0.6)


def _ends_phrase(line: Line, i: int) -> bool:
    """Tell the last word of a noun phrase: a mark follows it, or the sign that it is the object of a verb."""
    marked = i + 1 < len(line.words) and line.lexicon.has("object_marks", line.words[i + 1].text)
    return marked or bool(line.gap(i + 1).strip())
