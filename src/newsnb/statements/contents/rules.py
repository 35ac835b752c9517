"""The rules in the order in which they are asked."""

from dataclasses import replace

from newsnb.statements.contents.inverted import inverted
from newsnb.statements.contents.openings import introduced
from newsnb.statements.contents.quoted import parenthetical, postposed, quoted_around, quoted_before
from newsnb.statements.contents.spans import Content
from newsnb.statements.contents.taken import clause_after, infinitive_of_noun, object_or_complement
from newsnb.statements.contents.verb_final import after_ezafe, before_the_verb
from newsnb.statements.cues import FINITE, MASDAR, NOUN, PARTICIPLE, CueHit
from newsnb.statements.lines import Line


def content_of(line: Line, hit: CueHit, taken: tuple[tuple[int, int], ...] = ()) -> Content | None:
    """Find the content of a cue; ``None`` where it has none, and so is no attribution.

    ``taken`` are spans that earlier cues of the sentence hold: a quotation is given to one cue only.
    """
    # What holds a verb of speech leaves it the quotations behind it.
    outer = [span for span in taken if span[0] <= hit.start < span[1] and hit.cue.form == FINITE]
    taken = tuple(span for span in taken if span not in outer)
    free = [q for q in line.quotations if not any(s < q.end and e > q.start for s, e in taken)]
    line = replace(line, quotations=free) if len(free) < len(line.quotations) else line
    rules = [quoted_around, inverted, introduced, parenthetical, clause_after, object_or_complement, before_the_verb]
    rules += [postposed]
    if hit.cue.form == MASDAR or (hit.cue.form == NOUN and not line.language.cues.get("simple")):
        rules = [introduced, infinitive_of_noun]
    elif hit.cue.form == NOUN:
        rules = [quoted_before, after_ezafe]
    elif hit.cue.form == PARTICIPLE:
        rules = [introduced, clause_after, object_or_complement]
    found = (content for rule in rules if (content := rule(line, hit)))
    return next((content for content in found if _long_enough(line, content)), None)


def _long_enough(line: Line, content: Content) -> bool:
    words = sum(line.index_at(end - 1) + 1 - line.index_at(start) for start, end in content.spans)
    return words >= 2 or content.kind != "indirect"
