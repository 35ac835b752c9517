"""The speaker from the words alone where the verb stands last: Persian."""

from newsnb.phrases import words_of
from newsnb.statements.contents.subjects import clause_start
from newsnb.statements.cues import NOUN, PARTICIPLE
from newsnb.statements.lines import Line
from newsnb.statements.nouns import text_nouns
from newsnb.statements.speakers.memory import Name, Source
from newsnb.statements.speakers.named_phrases import named
from newsnb.statements.speakers.nominals import carried, from_words, lies_in, read_pronoun


def verb_final(line, hit, content, names, memory, number, others=()) -> Source:
    """Find the speaker at the head of a clause whose verb stands last."""
    # What an earlier cue of the sentence, or this one before its verb, holds is not where this one's subject stands.
    # A claim that is denied is the verb's object: its subject stands in front.
    held = [line.index_at(end - 1) + 1 for c in others for _, end in c.spans if end <= hit.start and c.rule != "ezafe"]
    quoted = [e for _, e in content.spans if content.rule.startswith("quotation") and e <= hit.start]
    if quoted and line.index_at(max(quoted)) < hit.first:  # words between quotation and verb: there the subject stands
        held.append(line.index_at(max(quoted) - 1) + 1)
    first = max([clause_start(line, hit), *held])
    first = _behind_object(line, first, min(hit.first, line.index_at(min(s for s, _ in content.spans))))
    first += _is_in_text(line, first, hit.first)
    limit = min([hit.start, *(s for s, _ in content.spans if s >= line.words[min(first, len(line.words) - 1)].start)])
    outside = [n for n in names if line.index_at(n.start) >= first and n.end <= limit and not lies_in(content, n.start)]
    after_quote = content.rule == "quotation-before"
    if (hit.cue.form == NOUN and content.rule != "ezafe") or (after_quote and not outside):
        outside = [n for n in names if n.start >= hit.end and not lies_in(content, n.start)]
    pronoun = _pronoun_between(line, first, hit, names, memory, number)
    if outside and (pronoun is None or outside[0].start < pronoun.span[0]):
        office = line.is_title(first)
        name = _leading(line, outside, office)
        holder = office and name is not outside[0]
        begin = name.start if holder or hit.cue.form == NOUN else line.words[first].start
        if line.index_at(name.start) - first <= 12 or hit.cue.form == NOUN:
            return named(line, begin, name, memory, number)
    if pronoun:
        return pronoun
    phrase = _phrase_before(line, first, min(hit.first, line.index_at(limit)))
    if phrase:
        return from_words(line, *phrase, memory, number)
    if (
        memory.speakers
        and memory.speakers[-1][0] == number
        and any(h.cue.form == PARTICIPLE and h.last <= hit.first for h in line.cues)
    ):  # "The governor, saying that ..., asked ...": the subject stands before the first of the two
        return Source(memory.last_span, memory.speakers[-1][1], "participle", 0.8)
    return carried(memory, number, "dropped subject", 0.7)


def _behind_object(line: Line, first: int, limit: int) -> int:
    """Pass over an object in front of the subject: "this report (the) ministry called baseless"."""
    named = {line.index_at(m.start) for m in line.mentions} | {line.index_at(start) for start, _, _ in line.entities}
    for i in range(first, limit - 1):
        if line.lexicon.has("object_marks", line.words[i].text) and (i + 1 in named or line.is_title(i + 1)):
            return i + 1
    return first


def _is_in_text(line: Line, i: int, limit: int) -> bool:
    """Tell "in" before a text that speaks: "in the ministry's statement it says"."""
    if i + 1 >= limit or not line.lexicon.has("text_prepositions", line.words[i].text):
        return False
    return line.words[i + 1].text in text_nouns(line.language.code, "works", "documents")


def _leading(line: Line, names: list[Name], office: bool) -> Name:
    """Of the names at the head of a clause the one that is apposed last: "رئیس جمهور اوکراین، ولودیمیر زلنسکی".

    Behind an office that is a person, whatever the recogniser takes it for.
    """
    name = names[0]
    for other in names[1:]:
        between = line.raw[name.end : other.start].strip()
        if between not in ("", "،", ",") or other.kind == "place":
            break
        if (other.kind == "person" and not other.by_role) or (office and between and not other.known):
            return other if name.by_role or name.kind != "person" else name
        name = other
    return names[0]


def _pronoun_between(line, first, hit, names, memory, number) -> Source | None:
    for i in range(first, min(first + 4, hit.first)):
        word = line.words[i]
        if (found := read_pronoun(line, word.start, word.end, word.text, names, memory, number)) is not None:
            return found
    return None


def _phrase_before(line: Line, first: int, limit: int) -> tuple[int, int] | None:
    """Find a subject without a name at the head of the clause, up to a preposition, a comma or word ``limit``."""
    if first < limit and line.lexicon.has("text_prepositions", line.words[first].text):
        first += 1  # "in the ministry's statement it says": the text speaks
    listed = _listed_at(line, first)
    i = listed or first
    while i < limit and i - first < 8:
        word = line.words[i]
        verb = line.word_at(word.start)
        if i > first and line.lexicon.has("partitives", line.words[i - 1].text) and not line.gap(i).strip():
            i += 1  # "one of the villagers", "the mother of one of the villagers"
            continue
        stops = ("prepositions", "object_marks", "complementizers", "contrast")
        stop = word.text != "و" and any(line.lexicon.has(kind, word.text) for kind in stops)
        if (i > first and line.gap(i).strip()) or stop or (verb and verb.upos in ("VERB", "AUX", "ADV")):
            break
        i += 1
    if i == first or first >= len(line.words):
        return None
    parse = line.word_at(line.words[first].start)
    if parse is not None and line.parsed and parse.upos not in ("NOUN", "PROPN", "NUM", "DET", "PRON", "ADJ"):
        return None
    return line.words[first].start, line.words[i - 1].end


def _listed_at(line: Line, first: int) -> int | None:
    """Give the word after a listed phrase for unnamed people ("یکی از این افراد") that begins at a word."""
    written = [word.text for word in line.words[first : first + 5]]
    phrases = [p for listed in line.language.speakers.get("unnamed", {}).values() for p in listed]
    lengths = [len(w) for p in phrases if (w := [x.text for x in words_of(p)]) and written[: len(w)] == w]
    return first + max(lengths) if lengths else None
