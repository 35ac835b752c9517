"""Whose words they are: from the noun phrase at the cue to an actor."""

from newsnb.statements.contents import Content
from newsnb.statements.cues import CueHit
from newsnb.statements.lines import Line
from newsnb.statements.speakers.memory import Memory, Source, names_in
from newsnb.statements.speakers.nominals import lies_in
from newsnb.statements.speakers.parsed_subjects import from_parse
from newsnb.statements.speakers.subject_first import subject_first
from newsnb.statements.speakers.verb_first import verb_first
from newsnb.statements.speakers.verb_last import verb_final


def resolve(
    line: Line, hit: CueHit, content: Content, memory: Memory, number: int, others: tuple[Content, ...] = ()
) -> Source:
    """Find the speaker of a cue.

    Parameters
    ----------
    line, hit, content
        The sentence, the cue and what it attributes.
    memory
        The article so far; not changed here.
    number
        Number of the sentence in the article.
    others
        Contents found before in this sentence: names inside them do not speak outside.
    """
    names = [
        n for n in names_in(line, memory) if not any(lies_in(c, n.start) and not lies_in(c, hit.start) for c in others)
    ]
    if line.lexicon.by_lemma and line.parsed:
        return from_parse(line, hit, content, names, memory, number)
    if line.subject_first:
        return subject_first(line, hit, content, names, memory, number)
    if line.language.cues.get("simple"):
        return verb_final(line, hit, content, names, memory, number, others)
    return verb_first(line, hit, content, names, memory, number)
