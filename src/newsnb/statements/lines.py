"""A sentence with all that attribution asks of it: words, cues, quotations, names, and the parse where there is one."""

from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cache, cached_property

from newsnb import lang as languages
from newsnb.articles.normalise import fold
from newsnb.lang import Language
from newsnb.parsing.document import Sentence, Word
from newsnb.phrases import TextWord, words_of
from newsnb.statements.actors import Mention
from newsnb.statements.conjugations import auxiliary_of, is_negated
from newsnb.statements.cues import (
    ADVERBIAL,
    CLOSER,
    FINITE,
    MASDAR,
    NOT_A_CUE,
    NOUN,
    PARTICIPLE,
    PERFECT,
    TAG,
    Cue,
    CueHit,
    Lexicon,
    dictionary_form,
    lemma_words,
    sentence_words,
)  # fmt: skip
from newsnb.statements.quotes import Quotation

_ENTITY_KINDS = {"PER": "person", "PERSON": "person", "ORG": "institution", "LOC": "place", "GPE": "place"}
_RANK = {NOT_A_CUE: 0, TAG: 1, CLOSER: 2, ADVERBIAL: 3, FINITE: 4, PARTICIPLE: 5, MASDAR: 6, NOUN: 7}
_MODALS = frozenset(["will", "would", "could", "should", "may", "might", "can", "must", "shall"])
_SPEECH_PAST = frozenset(["said", "says", "told"])


@cache
def head_nouns(lang: str) -> frozenset[str]:
    """First words of the titles, offices, texts and unnamed people that the language file lists."""
    section = languages.load(lang).speakers
    kinds = ("titles", "documents", "works", "bodies")
    lists = [section.get(kind, []) for kind in kinds]
    lists += [*section.get("role_nouns", {}).values(), *section.get("unnamed", {}).values()]
    return frozenset(words_of(phrase)[0].text for phrases in lists for phrase in phrases)


@cache
def short_titles(lang: str) -> frozenset[str]:
    """Titles of up to three letters, which are written with a full stop."""
    titles = {word.text for title in languages.load(lang).speakers.get("titles", []) for word in words_of(title)}
    return frozenset(title for title in titles if len(title) <= 3)


@dataclass(frozen=True, eq=False)
class Line:
    """One sentence of an article.

    Attributes
    ----------
    words
        Words as written, with raw offsets.
    mentions, quotations
        Those of the paragraph that touch the sentence.
    """

    raw: str
    language: Language
    lexicon: Lexicon
    sentence: Sentence
    words: list[TextWord]
    mentions: list[Mention]
    quotations: list[Quotation]

    @property
    def start(self) -> int:
        """First character."""
        return self.sentence.start

    @property
    def end(self) -> int:
        """One past the last character."""
        return self.sentence.end

    @property
    def subject_first(self) -> bool:
        """Whether clauses are read by the words alone in the order subject, verb, content."""
        return self.language.cues.get("order") == "subject_first"

    def gap(self, i: int) -> str:
        """Give what stands between word ``i - 1`` and word ``i``."""
        before = self.words[i - 1].end if i else self.start
        after = self.words[i].start if i < len(self.words) else self.end
        gap = self.raw[before:after]
        # The full stop of "M. Fabre" or "Dr. Weiss" ends nothing.
        return gap[1:] if gap[:1] == "." and i and self.words[i - 1].text in short_titles(self.language.code) else gap

    def index_at(self, offset: int) -> int:
        """Give the number of the first word that ends after an offset."""
        return bisect_left(self._ends, offset + 1)

    @cached_property
    def _ends(self) -> list[int]:
        return [word.end for word in self.words]

    @cached_property
    def parsed(self) -> bool:
        """Whether the sentence has a parse."""
        return any(word.deprel for word in self.sentence.words)

    @cached_property
    def children(self) -> dict[int, list[Word]]:
        """Dependents of each word, by id, in text order."""
        table: dict[int, list[Word]] = {}
        for word in self.sentence.words:
            table.setdefault(word.head, []).append(word)
        return table

    def word_at(self, offset: int) -> Word | None:
        """Give the syntactic word that covers an offset."""
        return next((w for w in self.sentence.words if w.start <= offset < w.end), None)

    def governor(self, word: Word) -> Word | None:
        """Give the head of a word; ``None`` for the root."""
        return self.sentence.words[word.head - 1] if 0 < word.head <= len(self.sentence.words) else None

    def subtree(self, word: Word) -> list[Word]:
        """List a word and all that hangs on it, in text order."""
        found, queue = {word.id: word}, [word]
        while queue:
            for child in self.children.get(queue.pop().id, ()):
                if child.id not in found:
                    found[child.id] = child
                    queue.append(child)
        return sorted(found.values(), key=lambda w: w.id)

    def quoted(self, offset: int) -> Quotation | None:
        """Give the quotation whose inside holds an offset."""
        return next((q for q in self.quotations if q.inner_start <= offset < q.inner_end), None)

    @cached_property
    def entities(self) -> list[tuple[int, int, str]]:
        """Named entities as ``(start, end, "person" | "institution" | "place")``."""
        found: list[list] = []
        for word in self.sentence.words:
            prefix, _, label = word.entity.partition("-")
            if label not in _ENTITY_KINDS:
                continue
            if prefix in ("B", "S") or not found or found[-1][3] != word.id - 1:
                found.append([word.start, word.end, _ENTITY_KINDS[label], word.id])
            else:
                found[-1][1], found[-1][3] = word.end, word.id
        return [(start, end, kind) for start, end, kind, _ in found]

    def is_title(self, i: int) -> bool:
        """Tell whether a word heads a noun phrase for a person or body without its name ("the minister", "sources")."""
        return self.words[i].text in head_nouns(self.language.code)

    @cached_property
    def marks(self) -> list[CueHit]:
        """All hits of the lexicon, cues and other marks, in text order."""
        hits = self._by_lemma() if self.lexicon.by_lemma and self.parsed else self._by_form()
        return [hit for hit in hits if hit.cue.form != NOT_A_CUE]

    @cached_property
    def cues(self) -> list[CueHit]:
        """Hits that attribute, in text order."""
        attributing = (hit for hit in self.marks if hit.cue.form in (FINITE, PARTICIPLE, MASDAR, NOUN))
        # "Commented on" gives a topic; "did not comment on" is a stand.
        return [hit for hit in attributing if hit.negated or hit.cue.cls not in self.lexicon.only_negated]

    @cached_property
    def breaks(self) -> list[CueHit]:
        """Hits that end a content: "according to", "as he put it", "without giving details"."""
        return [hit for hit in self.marks if hit.cue.form in (ADVERBIAL, TAG, CLOSER)]

    def _by_form(self) -> list[CueHit]:
        found = (self._hit_by_form(hit) for hit in self.lexicon.index.scan(self.words))
        hits = [hit for hit in found if hit]
        return [hit for hit in hits if hit.cue.form not in (FINITE, PARTICIPLE) or self._stands_as_verb(hit)]

    def _hit_by_form(self, hit) -> CueHit | None:
        """Make a cue of a listed form; a participle that needs an auxiliary takes it along, or is no cue."""
        perfect = tuple(replace(cue, form=FINITE) for cue in hit.entries if cue.form == PERFECT)
        auxiliary = auxiliary_of(self.words, hit.first, self.lexicon) if perfect else None
        entries = perfect if auxiliary is not None else tuple(cue for cue in hit.entries if cue.form != PERFECT)
        first = hit.first if auxiliary is None else auxiliary
        cue = self._best(entries, first, hit.start) if entries else None
        negated = is_negated(self.words, first, hit.last if auxiliary is not None else first, self.lexicon)
        start = hit.start if auxiliary is None else self.words[auxiliary].start
        return cue and CueHit(cue, start, hit.end, first, hit.last, negated)

    def _stands_as_verb(self, hit: CueHit) -> bool:
        """Tell a verb of the main line: not a noun (it has "by" or "for" written onto it), not in a relative clause."""
        written_on = self.words[hit.first].text[: hit.start - self.words[hit.first].start]
        if hit.cue.form == FINITE and (self._passive_sign(hit) or self._not_yet(hit, written_on)):
            return False
        relative = hit.first > 0 and self.words[hit.first - 1].text in self._relatives and not self.lexicon.by_lemma
        return not set(written_on) & set("بلك") and not relative and not self._looks_like_a_verb(hit)

    def _looks_like_a_verb(self, hit: CueHit) -> bool:
        """Tell a noun spelled like a verb ("l'annonce", "de note") or the shell of a comparison; by the words alone."""
        noun = hit.last - hit.first == 1 and self._after("determiners", hit.first)
        if self.subject_first:
            tied = self._after("prepositions", hit.first) and not self._after("clitics", hit.first)
            noun = noun or tied or self._in_comparison(hit.first)
        return noun and hit.cue.form == FINITE

    def _in_comparison(self, i: int) -> bool:
        """Tell "comme l'avait affirmé un quotidien", which names another source and holds no content."""
        while self._after("clitics", i):
            i -= 1
        return self._after("as_words", i)

    def _after(self, kind: str, i: int) -> bool:
        return i > 0 and self.lexicon.has(kind, self.words[i - 1].text)

    def _passive_sign(self, hit: CueHit) -> bool:
        """Tell a past passive by its written vowel (أُعلن): nobody speaks."""
        return self.raw[hit.start + 1 : hit.start + 2] == "\u064f" and hit.cue.tense == "past"

    def _not_yet(self, hit: CueHit, written_on: str) -> bool:
        """Tell what is still to be said: a future prefix, or a subjunctive after a conjunction ("أن يعلن")."""
        before = self.words[hit.first - 1].text if hit.first else ""
        return hit.cue.tense == "present" and ("س" in written_on or self.lexicon.has("subjunctive_after", before))

    @cached_property
    def _relatives(self) -> frozenset[str]:
        verb_final = bool(self.language.cues.get("simple"))
        return frozenset() if verb_final else frozenset(map(fold, self.language.speakers.get("relative", [])))

    def _best(self, entries: tuple[Cue, ...], first: int, start: int) -> Cue | None:
        """Choose among cues of one spelling: a preposition before it makes a verb's spelling a masdar."""
        after_preposition = first > 0 and self.lexicon.has("prepositions", self.words[first - 1].text)
        word = self.word_at(start) if self.parsed else None
        noun = word is not None and word.upos in ("NOUN", "PROPN", "ADJ", "ADP", "NUM")
        ranked = sorted(entries, key=lambda cue: _RANK[cue.form])
        verbs = [cue for cue in ranked if cue.form in (FINITE, PARTICIPLE)]
        masdars = [cue for cue in ranked if cue.form == MASDAR]
        # At the head of a clause the spelling is the verb's, whatever the tagger says.
        clause_initial = first == 0 or any(mark in self.gap(first) for mark in ",،:؛")
        if masdars and verbs and (after_preposition or (noun and not clause_initial)):
            return masdars[0]
        if verbs and verbs[0] is ranked[0]:
            same = [cue for cue in verbs if cue.form == verbs[0].form]
            return replace(verbs[0], take=frozenset().union(*(cue.take for cue in same)))
        return ranked[0]

    def _by_lemma(self) -> list[CueHit]:
        fixed = [
            CueHit(hit.entries[0], hit.start, hit.end, hit.first, hit.last)
            for hit in self.lexicon.fixed.scan(self.words)
        ]
        hits = [
            self._hit(cue, words)
            for hit in self.lexicon.index.scan(lemma_words(self.sentence, self.lexicon))
            if (words := self.sentence.words[hit.first : hit.last]) and (cue := self._fitting(hit.entries, words))
        ]
        found = [*hits, *self._light_verbs()]
        free = [h for h in found if not any(f.start < h.end and f.end > h.start for f in fixed)]
        return sorted([*fixed, *free], key=lambda h: (h.start, h.end))

    def _hit(self, cue: Cue, words, end: int | None = None) -> CueHit:
        start, end = words[0].start, end or words[-1].end
        negated = any(
            self.lexicon.has("negations", fold(child.lemma)) or child.lemma in ("not", "n't")
            for child in self.children.get(words[0].id, ())
        )
        return CueHit(cue, start, end, self.index_at(start), self.index_at(end - 1) + 1, negated)

    def _fitting(self, entries: tuple[Cue, ...], words) -> Cue | None:
        """Choose the cue whose part of speech is that of the word, and give it the form it stands in."""
        head = words[0]
        verbs = [cue for cue in entries if cue.form == FINITE]
        nouns = [cue for cue in entries if cue.form == NOUN]
        title = self.sentence.kind == "title"
        mistagged = (title and not nouns) or (not title and self._beside_quotation(head))
        if verbs and (head.upos in ("VERB", "AUX") or fold(head.text) in _SPEECH_PAST or mistagged):
            if head.id == 1 and not title:
                return None  # "Asked whether ...", "Read more": nobody is the subject of a verb that comes first
            form = self.verb_form(head)
            return form and replace(verbs[0], take=frozenset().union(*(c.take for c in verbs)), form=form)
        return nouns[0] if nouns and head.upos == "NOUN" else None

    def _beside_quotation(self, word: Word) -> bool:
        """Tell "Smith notes." behind a quotation, and "she tweets: ...", whatever the tagger makes of the verb."""
        before = self.sentence.words[word.id - 2] if word.id > 1 else None
        after = self.raw[word.end : word.end + 1]
        named = before is not None and before.upos in ("PROPN", "PRON")
        return named and (after == ":" or any(0 < word.start - q.end < 60 for q in self.quotations))

    def verb_form(self, verb: Word) -> str | None:
        """Tell a verb that attributes (finite or participle) from one that does not (passive, hypothetical, bare)."""
        helpers = self.children.get(verb.id, ())
        if "Tense=Past|VerbForm=Part" in verb.feats and any(
            w.deprel.startswith("aux") and w.lemma in ("be", "get") for w in helpers
        ):
            return None  # passive; the parser's own label for it is less sure than the auxiliary
        if any(w.deprel == "aux" and w.lemma in _MODALS for w in helpers):
            return None
        auxiliary = any(w.deprel.startswith("aux") for w in helpers)
        if "VerbForm=Ger" in verb.feats or (verb.text.endswith("ing") and not auxiliary):
            return FINITE if auxiliary else PARTICIPLE
        if any(w.upos == "PART" and w.lemma == "to" for w in helpers):
            governor = self.governor(verb)
            return FINITE if governor and governor.lemma in ("go", "continue", "want", "like") else None
        subject = any(w.deprel.startswith("nsubj") for w in helpers)
        before = self.sentence.words[verb.id - 2] if verb.id > 1 else None
        subject = subject or (before is not None and (before.upos == "PROPN" or "Case=Nom" in before.feats))
        past_participle = "Tense=Past|VerbForm=Part" in verb.feats and not auxiliary
        # "Asked whether ...", "a statement released ...": a participle with nobody who does it.
        passive = past_participle and (verb.deprel in ("acl", "amod", "advcl") or (not subject and verb.id == 1))
        return None if passive else FINITE

    def _light_verbs(self) -> list[CueHit]:
        """Find "expressed his concern over": a light verb and a noun of speech not far after it."""
        found = []
        for verb in self.sentence.words:
            if verb.upos != "VERB" or dictionary_form(verb, self.lexicon) not in self.lexicon.light_verbs:
                continue
            form = self.verb_form(verb)
            for noun in self.sentence.words[verb.id : verb.id + 5]:
                cue = self.lexicon.light.get(fold(noun.lemma)) or self.lexicon.light.get(fold(noun.text))
                if form and cue and noun.upos == "NOUN":
                    found.append(self._hit(replace(cue, form=form), [verb], noun.end))
                    break
        return found


def make_line(raw, language, lexicon, sentence, mentions, quotations) -> Line:
    """Put a sentence together with what was found in its paragraph."""
    here = [m for m in mentions if m.start < sentence.end and m.end > sentence.start]
    # A sentence splitter may cut between a quotation and its ", the manager said": the quotation belongs to both.
    quotes = [q for q in quotations if q.start < sentence.end and q.end > sentence.start - 2]
    return Line(raw, language, lexicon, sentence, sentence_words(raw, sentence), here, quotes)
