"""Where the subject of a cue stands in its clause, seen from the words alone."""

from newsnb.statements.contents.spans import COMMAS, STOP, clause_break
from newsnb.statements.cues import CueHit
from newsnb.statements.lines import Line


def after_subject(line: Line, hit: CueHit) -> int | None:
    """Find the first word after the subject of a verb-first clause; after the verb where the subject is elsewhere.

    The subject is the name, office or entity that stands within three words of the verb; what follows it between commas
    (an apposition, a day) belongs to it. ``None`` where the clause ends there.
    """
    i = hit.last
    if i >= len(line.words) or STOP.search(line.gap(i)):
        return None
    named = next(
        (m for m in line.mentions if line.words[i].start <= m.start < line.words[min(i + 3, len(line.words) - 1)].end),
        None,
    )
    if named is None or subject_before(line, hit):
        return i
    i = line.index_at(named.end - 1) + 1
    while i < len(line.words) and _closes_mark(line.gap(i)):
        later = next((k for k in range(i + 1, min(i + 9, len(line.words))) if set(line.gap(k)) & set(COMMAS)), None)
        if later is None:
            break
        i = later
    return i


def _closes_mark(gap: str) -> bool:
    return bool(set(gap) & set(COMMAS))


def subject_before(line: Line, hit: CueHit):
    """Give the mention that stands directly before the cue in its own clause ("الكرملين ينفي"), or ``None``."""
    i = hit.first
    while i > 0 and line.lexicon.has("auxiliaries", line.words[i - 1].text):
        i -= 1
    if i == 0:
        return None
    before = line.words[i - 1]
    return next(
        (m for m in line.mentions if m.start < before.end and m.end >= before.end and not clause_break(line.gap(i))),
        None,
    )


def clause_start(line: Line, hit: CueHit) -> int:
    """Give the first word of a cue's clause: after a full stop, a semicolon, or an earlier cue."""
    first = 0
    for i in range(hit.first, 0, -1):
        if STOP.search(line.gap(i)) or ":" in line.gap(i):
            first = i
            break
    earlier = [h.last for h in line.cues if h.last <= hit.first and h.first >= first]
    return max([first, *earlier])
