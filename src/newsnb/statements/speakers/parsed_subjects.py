"""The speaker where a parse can be trusted: from the verb to its subject, from the subject to a name."""

from newsnb.articles.normalise import fold
from newsnb.parsing.document import Word
from newsnb.statements.contents import Content
from newsnb.statements.cues import NOUN, PARTICIPLE, CueHit, dictionary_form, negates
from newsnb.statements.lines import Line
from newsnb.statements.nouns import titles
from newsnb.statements.speakers.by_commas import apposed_before, before_insertion, inverted_name, read_words
from newsnb.statements.speakers.memory import Memory, Name, Source, names_in, unknown_name
from newsnb.statements.speakers.nominals import carried, common_noun, from_words, lies_in, read_epithet, read_pronoun


def from_parse(line, hit, content, names, memory, number) -> Source:
    """Find the speaker in the parse."""
    after_comma = hit.first > 0 and "," in line.gap(hit.first)
    if hit.cue.form == PARTICIPLE and after_comma and memory.speakers and memory.speakers[-1][0] == number:
        return Source(memory.last_span, memory.speakers[-1][1], "participle", 0.85)
    for rule in (inverted_name, apposed_before):
        if (name := rule(line, hit, content, names, memory)) is not None:
            return name
    subject = _owner(line, hit) if hit.cue.form == NOUN else _directly_before(line, hit, names)
    subject = subject or _main_subject(line, hit)
    subject = subject or (_subject(line, line.word_at(hit.start), set()) if hit.cue.form != NOUN else None)
    words = before_insertion(line, hit, content, names)
    if words and (subject is None or not words[0] <= line.index_at(subject.start) < words[1]):
        return read_words(line, *words, names, memory, number)
    if subject is None or lies_in(content, subject.start):
        subject = _nearest_nominal(line, hit, content, names)
    if subject is None and (phrase := _plain_phrase(line, hit, content)):
        return from_words(line, *phrase, memory, number)
    if subject is None:
        return carried(memory, number, "dropped subject", 0.5)
    source = _from_phrase(line, subject, content, names, memory, number)
    # The parse has the subject, and takes the insertion for a part of it.
    longer = words is not None and source.span is not None and source.span[1] > line.words[words[1] - 1].end
    return read_words(line, *words, names, memory, number) if longer else source


def _subject(line: Line, verb: Word | None, seen: set[int]) -> Word | None:
    """Climb from a verb to the word that heads its subject."""
    if verb is None or verb.id in seen:
        return None
    seen.add(verb.id)
    subjects = [w for w in line.children.get(verb.id, ()) if w.deprel.startswith("nsubj")]
    plain = [w for w in subjects if not line.is_relative(w.text) and not _is_aside(line, w)]
    # "The ministry neither confirmed nor ...": the negation may be read as a second subject.
    plain = [w for w in plain if not negates(w, line.lexicon)] or plain
    if plain:
        return _named_first(line, plain, max(plain, key=lambda w: (w.end <= verb.start, w.id)))
    if subjects:
        # "the order, which declared ...": the pronoun stands for the noun that the clause hangs on.
        return line.governor(verb) if verb.deprel.startswith("acl") else antecedent(line, subjects[0])
    if verb.deprel.startswith("acl"):
        return line.governor(verb)
    if quoted := quoted_as(line, verb):
        return quoted
    if verb.deprel in ("conj", "xcomp", "advcl", "parataxis", "ccomp", "obl", "nmod", "dep"):
        return _subject(line, line.governor(verb), seen)
    return None


def quotes_another(line: Line, hit: CueHit) -> bool:
    """Tell the first verb of "the agency quoted him as saying that ...": the second one attributes."""
    verb = line.word_at(hit.start)
    below = line.children.get(verb.id, ()) if verb and line.lexicon.by_lemma else ()
    return any(quoted_as(line, word) is not None for word in below)


def quoted_as(line: Line, verb: Word) -> Word | None:
    """Give who is quoted in "the agency quoted him as saying": the object of the verb that "as saying" hangs on."""
    above = line.governor(verb)
    marks = [w for w in line.children.get(verb.id, ()) if w.deprel == "mark" and line.lexicon.has("as_words", w.text)]
    if above is None or not marks or verb.deprel not in ("advcl", "xcomp", "ccomp"):
        return None
    return next((w for w in line.children.get(above.id, ()) if w.deprel == "obj" and above.id < w.id < verb.id), None)


def _named_first(line: Line, subjects: list[Word], chosen: Word) -> Word:
    """Of "Ann Smith, the minister of transport, said" read as two subjects, the name speaks."""
    for name in subjects:
        apart = "," in line.raw[name.end : chosen.start]
        if name.id < chosen.id and name.upos == "PROPN" and chosen.upos == "NOUN" and apart:
            return name
    return chosen


def antecedent(line: Line, pronoun: Word) -> Word | None:
    """Give the noun that a relative pronoun stands for, which is right in front of it; else the last name before it."""
    before = [w for w in line.sentence.words[max(pronoun.id - 4, 0) : pronoun.id - 1] if w.upos not in ("PUNCT", "ADP")]
    if before and before[-1].upos in ("NOUN", "PROPN"):
        return before[-1]
    named = [m for m in line.mentions if m.end <= pronoun.start]
    return line.word_at(named[-1].end - 1) if named else None


def _directly_before(line: Line, hit: CueHit, names: list[Name]) -> Word | None:
    """Give the name or pronoun that stands right before the verb: nearer evidence than a long arc in the parse."""
    i = line.word_at(hit.start).id - 1
    while i > 0 and (
        line.sentence.words[i - 1].upos in ("AUX", "ADV", "PART") or _is_aside(line, line.sentence.words[i - 1])
    ):
        i -= 1
    before = line.sentence.words[i - 1] if i > 0 else None
    if before is None:
        return None
    name = next((n for n in names if n.start <= before.start < n.end), None)
    if (name and not _inside_phrase(line, name)) or (before.upos == "PRON" and "Case=Nom" in before.feats):
        return before
    noun = before.upos == "NOUN" and hit.cue.form == PARTICIPLE
    return before if noun else None


def _is_aside(line: Line, word: Word) -> bool:
    """Tell a word between subject and verb that is neither: "Mensah himself said", "the aide yesterday told"."""
    return line.lexicon.has("adverbs", fold(word.text))


def _inside_phrase(line: Line, name: Name) -> bool:
    """Tell a name that a preposition ties to another noun: "the mother of Omar Haddad said"."""
    word = line.word_at(name.start)
    known = titles(line.language.code) | {"ex", "-", "former"}
    before = line.sentence.words[: word.id - 1] if word else []
    while before and (before[-1].upos == "DET" or fold(before[-1].text) in known):
        before = before[:-1]
    return bool(before) and before[-1].upos == "ADP"


def _main_subject(line: Line, hit: CueHit) -> Word | None:
    """For a participle after a comma (", adding that"): the subject of the finite verb before it."""
    verb = line.word_at(hit.start)
    if hit.cue.form != PARTICIPLE or verb.id < 2 or line.sentence.words[verb.id - 2].upos != "PUNCT":
        return None
    for word in reversed(line.sentence.words[: verb.id - 1]):
        subjects = [w for w in line.children.get(word.id, ()) if w.deprel.startswith("nsubj") and w.id < word.id]
        relative = subjects and line.is_relative(subjects[-1].text)
        if word.upos == "VERB" and subjects and not relative and "VerbForm=Fin" in word.feats:
            return subjects[-1]
    return None


def _owner(line: Line, hit: CueHit) -> Word | None:
    """Find whose claim it is: a possessor, "of", who makes it; else the noun itself ("reports that ...") speaks."""
    noun = line.word_at(hit.start)
    owners = [w for w in line.children.get(noun.id, ()) if w.deprel in ("nmod:poss", "nmod", "compound")]
    if owners:
        return owners[0]
    after = line.sentence.words[noun.id] if noun.id < len(line.sentence.words) else None
    if after is not None and line.lexicon.has("owner_prepositions", fold(after.text)) and line.governor(after):
        return line.governor(after)  # "warnings from his attorney", which a parse may hang on the verb
    governor = line.governor(noun)
    makes = governor is not None and dictionary_form(governor, line.lexicon) in line.lexicon.light_verbs
    return _subject(line, governor, set()) if makes else noun


def _plain_phrase(line: Line, hit: CueHit, content: Content) -> tuple[int, int] | None:
    """Without a subject in the parse: the words right after an inverted cue, or those of the clause before it."""
    after = []
    for i in range(hit.last, min(hit.last + 9, len(line.words))):
        if line.gap(i).strip():
            break
        after.append(line.words[i])
    if after and content.spans[0][1] <= hit.start and after[0].text not in ("on", "in", "at", "that", "to"):
        return after[0].start, after[-1].end
    before = []
    for i in range(hit.first - 1, max(hit.first - 10, -1), -1):
        before.insert(0, line.words[i])
        if line.gap(i).strip():
            break
    head = line.word_at(before[0].start) if before else None
    joined = hit.first > 0 and line.lexicon.has("conjunctions", line.words[hit.first - 1].text)
    told = joined and bool(before) and any(before[0].start <= h.start < hit.start for h in line.cues)
    if (
        head
        and not told
        and head.upos in ("NOUN", "PROPN", "DET", "NUM", "ADJ", "PRON")
        and not lies_in(content, head.start)
    ):
        return before[0].start, before[-1].end
    return None


def _nearest_nominal(line, hit, content, names) -> Word | None:
    """Without a subject in the parse: the name right before the cue, else the one right after an inverted cue."""
    before = [n for n in names if n.end <= hit.start and not lies_in(content, n.start) and hit.start - n.end <= 30]
    if before and not _inside_phrase(line, before[-1]):
        return line.word_at(before[-1].end - 1)
    words = [w for w in line.sentence.words if w.end <= hit.start and w.upos not in ("PUNCT", "AUX", "ADV")]
    alone = words and words[-1].upos == "PROPN" and (len(words) == 1 or words[-2].upos != "ADP")
    if alone and not lies_in(content, words[-1].start):
        return words[-1]
    inverted = content.spans[0][0] < hit.start
    after = [n for n in names if n.start >= hit.end and not lies_in(content, n.start) and n.start - hit.end <= 25]
    return line.word_at(after[0].end - 1) if after and inverted else None


def _from_phrase(line: Line, head: Word, content: Content, names, memory: Memory, number: int) -> Source:
    phrase = [w for w in line.subtree(head) if w.id == head.id or not _leaves_phrase(line, w, head)]
    # A parse may hang the end of what was said on the name behind it.
    phrase = [w for w in phrase if not lies_in(content, w.start)] or [head]
    while len(phrase) > 1 and phrase[0].head == head.id and phrase[0].deprel == "case":
        phrase = phrase[1:]
    while len(phrase) > 1 and phrase[0].deprel == "fixed":
        phrase = phrase[1:]
    if phrase[0].upos == "ADP" and (time := line.governor(phrase[0])) is not None and time.id < head.id:
        phrase = [w for w in phrase if w.id > time.id]  # "In 2022 Stone told ..."
    start, end = phrase[0].start, phrase[-1].end
    word = fold(head.text)
    if (pronoun := read_pronoun(line, head.start, head.end, word, names, memory, number)) is not None:
        return pronoun
    if (epithet := read_epithet(line, start, end, memory, number)) is not None:
        return epithet
    inside = [n for n in names if n.start >= start and n.end <= end + 1]
    covering = [n for n in names if n.start <= head.start < n.end]
    apposed = [
        n for n in inside for w in phrase
        if w.deprel in ("appos", "flat", "flat:name") and w.head == head.id and n.start <= w.start < n.end
    ]  # fmt: skip
    person = [n for n in [*covering, *apposed] if n.kind == "person" and not n.by_role]
    if chosen := (person or apposed or covering):
        name = chosen[0]
        return Source((name.start, name.end), name.actor_id, "name" if name.known else "new name", 0.95)
    if name := _apposed(line, start, end, content, names):
        return Source((name.start, name.end), name.actor_id, "name in apposition", 0.85)
    if head.upos == "PROPN" and (run := _capitalised_run(line, head)):
        name = unknown_name(line, *run, "person", memory)
        return Source((name.start, name.end), name.actor_id, "new name", 0.8)
    # "Zelensky's order", "the Washington Post report": a text speaks for its author.
    return common_noun(line, head, start, end, inside, memory, number)


def _apposed(line: Line, start: int, end: int, content: Content, names) -> Name | None:
    """Give the person beside an office, a comma between: "the hospital's director, Omar Haddad" or the other way round.

    Before the office a comma has to close it, too: in "according to Omar Haddad, the hospital said" there are two.
    """
    persons = [n for n in names if n.kind == "person" and not lies_in(content, n.start)]
    behind = [n for n in persons if 0 < n.start - end <= 2 and "," in line.raw[end : n.start]]
    last = [n for n in persons if not line.raw[n.end : end].strip(", ") and line.raw[start : n.start].endswith(", ")]
    closed = line.raw[end : end + 2].startswith(",")
    before = [n for n in persons if closed and 0 < start - n.end <= 2 and "," in line.raw[n.end : start]]
    return next(iter([*behind, *last, *before]), None)


def of_phrase(line: Line, start: int, end: int, content: Content, memory: Memory, number: int) -> Source:
    """Resolve a noun phrase whose extent is known: its head is the word that something outside it governs."""
    names = names_in(line, memory)
    words = [w for w in line.sentence.words if start <= w.start < end]
    ids = {w.id for w in words}
    heads = [w for w in words if w.head not in ids and w.upos in ("NOUN", "PROPN", "PRON", "DET", "NUM", "ADJ")]
    if not heads:
        return from_words(line, start, end, memory, number)
    # In a phrase that the parse has torn apart ("The Tax Policy Center" under two words) a noun says more than "the".
    head = next((w for w in heads if w.upos in ("NOUN", "PROPN", "PRON")), heads[0])
    return _from_phrase(line, head, content, names, memory, number)


def _capitalised_run(line: Line, head: Word) -> tuple[int, int] | None:
    """Give a name that the entity recogniser missed: proper nouns side by side, without the titles before them."""
    words, first, last = line.sentence.words, head.id - 1, head.id - 1
    while first > 0 and words[first - 1].upos == "PROPN" and words[first].start - words[first - 1].end <= 1:
        first -= 1
    while last + 1 < len(words) and words[last + 1].upos == "PROPN" and words[last + 1].start - words[last].end <= 1:
        last += 1
    known = titles(line.language.code)
    while first < last and (fold(words[first].text) in known or not words[first].text[0].isupper()):
        first += 1
    return (words[first].start, words[last].end) if first < last else None


def _leaves_phrase(line: Line, word: Word, head: Word) -> bool:
    """Tell words of clauses that hang on a noun from the noun phrase itself."""
    current = word
    for _ in range(12):
        if current.deprel.startswith("acl") or current.deprel in ("parataxis", "advcl", "conj", "cc"):
            return True
        if current.head in (0, head.id):
            return current.deprel == "punct"
        current = line.governor(current)
    return True
