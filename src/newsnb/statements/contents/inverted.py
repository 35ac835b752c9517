"""Contents before a verb whose subject follows it: "Les discussions continuent, a déclaré le ministre"."""

from newsnb.statements.contents.ends import content_end
from newsnb.statements.contents.spans import STOP, Content, is_named, make_content, trim
from newsnb.statements.cues import FINITE, CueHit
from newsnb.statements.lines import COMMAS, Line
from newsnb.statements.nouns import pronouns

_FEWEST = 3
"""Words a content needs on each side of the cue."""


def inverted(line: Line, hit: CueHit) -> Content | None:
    """Find the content before a comma, a verb of speech and its subject, and its other half after a second comma."""
    if not line.subject_first or hit.cue.form != FINITE or not line.after_comma(hit.first):
        return None
    subject = inverted_subject(line, hit)
    if subject is None:
        return None
    start, end = trim(line.raw, line.start, line.words[hit.first - 1].end)
    rest = _rest(line, hit, subject)
    if line.index_at(end - 1) + 1 - line.index_at(start) < _FEWEST and not rest:
        return None
    first = make_content(line, start, end, "before an inverted subject", 0.8)
    return first and (Content((*first.spans, rest), first.kind, first.rule, first.confidence) if rest else first)


def inverted_subject(line: Line, hit: CueHit) -> int | None:
    """Give the first word of a subject behind the verb: a joined pronoun, a name, an office; ``None`` without."""
    if (pronoun := joined_pronoun(line, hit)) is not None:
        return pronoun
    simple = _is_simple_clause(line, hit)
    for i in range(hit.last, min(hit.last + 6, len(line.words))):
        if STOP.search(line.gap(i)) or set(line.gap(i)) & set(COMMAS + ':«“"'):
            return None
        word = line.words[i].text
        if line.lexicon.has("complementizers", word):
            return None
        after_preposition = i > hit.last and line.lexicon.has("prepositions", line.words[i - 1].text)
        known = line.is_title(i) or is_named(line, line.words[i].start)
        if not after_preposition and (known or (simple and line.lexicon.has("determiners", word))):
            return i
    return None


def _is_simple_clause(line: Line, hit: CueHit) -> bool:
    """Tell a clause whose only comma stands before the verb: no comma parts a subject from its verb."""
    commas = sum(line.after_comma(i) for i in range(1, hit.first + 1))
    return commas == 1 and hit.first > _FEWEST and not line.lexicon.has("prepositions", line.words[0].text)


def joined_pronoun(line: Line, hit: CueHit) -> int | None:
    """Give the pronoun joined to a verb by a hyphen: "a-t-il ajouté", "ajoute-t-elle"."""
    known = pronouns(line.language.code)
    for i in range(hit.first + 1, min(hit.last + 2, len(line.words))):
        if "-" not in line.gap(i):
            if i >= hit.last:
                return None
            continue
        if line.words[i].text in known:
            return i
    return None


def _rest(line: Line, hit: CueHit, subject: int) -> tuple[int, int] | None:
    """Give what goes on after "..., a-t-il dit, ...": only after a pronoun, since a name may have an apposition."""
    after = max(hit.last, subject + 1)
    if joined_pronoun(line, hit) is None or after >= len(line.words) or not line.after_comma(after):
        return None
    aside = any(line.lexicon.has(kind, line.words[after].text) for kind in ("prepositions", "not_complementizer_after"))
    if aside or any(mark.first <= after + 1 < mark.last + 1 for mark in line.marks if mark.first >= after):
        return None
    start, end = trim(line.raw, line.words[after].start, content_end(line, hit, line.words[after].start))
    return (start, end) if line.index_at(end - 1) + 1 - after >= _FEWEST else None
