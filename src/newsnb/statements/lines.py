"""A sentence with all that attribution asks of it: words, cues, quotations, names, and the parse where there is one."""

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from newsnb.articles.normalise import fold
from newsnb.lang import Language
from newsnb.parsing.document import Sentence, Word
from newsnb.phrases import TextWord
from newsnb.statements.actors import Mention
from newsnb.statements.cues import (
    ADVERBIAL,
    CLOSER,
    FINITE,
    MASDAR,
    NOT_A_CUE,
    NOUN,
    PARTICIPLE,
    TAG,
    CueHit,
    Lexicon,
    sentence_words,
)
from newsnb.statements.cues_by_form import hits_by_form
from newsnb.statements.cues_by_lemma import hits_by_lemma
from newsnb.statements.nouns import (
    head_nouns,
    name_endings,
    name_particles,
    relative_words,
    short_titles,
    words_of_time,
)
from newsnb.statements.quotes import Quotation

COMMAS = ",،–—"
_ENTITY_KINDS = {"PER": "person", "PERSON": "person", "ORG": "institution", "LOC": "place", "GPE": "place"}


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

    def after_comma(self, i: int) -> bool:
        """Tell whether a comma or a dash stands right before word ``i``."""
        return i > 0 and bool(set(self.gap(i)) & set(COMMAS))

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
        whole: list[tuple[int, int, str]] = []
        for start, end, kind, _ in found:
            if fold(self.raw[start:end]) in words_of_time(self.language.code):
                continue
            start = self._name_start(start, end, kind) if self.lexicon.by_lemma else start
            if not whole or start >= whole[-1][1]:
                whole.append((start, self._whole_name(end) if kind == "person" else end, kind))
        return whole

    def _name_start(self, start: int, end: int, kind: str) -> int:
        """Take in the first half of a name of which the recogniser found the last word alone ("Jorge" before "Leal").

        At the head of a sentence "Economist" may look like one, so there a person's stays as it is.
        """
        word = self.word_at(start)
        before = self.sentence.words[word.id - 2] if word is not None and word.id > 1 else None
        if before is None or word.end != end or start - before.end != 1 or (before.id == 1 and kind == "person"):
            return start
        tied = (word.head == before.id and word.deprel in ("flat", "flat:name")) or before.head == word.id
        name = before.entity == "O" and before.upos == word.upos == "PROPN" and before.text[0].isupper()
        return before.start if tied and name and not self.is_title(self.index_at(before.start)) else start

    def _whole_name(self, end: int) -> int:
        """Give the end of a person's name: no name ends with "bin" or "von", or in front of "-zadeh".

        A proper noun that the parse hangs on the name's last word belongs to it; so does one between its halves.
        """
        particles, endings = name_particles(self.language.code), name_endings(self.language.code)
        last = self.word_at(end - 1)
        for word in self.sentence.words[last.id : last.id + 1] if last is not None else []:
            after = self.sentence.words[word.id] if word.id < len(self.sentence.words) else None
            half = after is not None and after.entity[-3:] == "PER" and after.start - word.end == 1
            proper = last.upos == word.upos == "PROPN" and (word.deprel == "nmod" and word.head == last.id or half)
            if word.entity == "O" and word.start - end == 1 and (proper or word.deprel in ("flat", "flat:name")):
                end = word.end
        i = self.index_at(end - 1) + 1  # the word behind the name
        while i < len(self.words) and self.gap(i) == " ":
            tied = self.words[i].text in particles and i + 1 < len(self.words) and self.gap(i + 1) == " "
            if not tied and self.words[i].text not in endings and self.words[i - 1].text not in particles:
                break
            end = self.words[i].end
            i += 1
        return end

    def is_title(self, i: int) -> bool:
        """Tell whether a word heads a noun phrase for a person or body without its name ("the minister", "sources")."""
        return self.words[i].text in head_nouns(self.language.code)

    def is_relative(self, text: str) -> bool:
        """Tell whether a word, as written, is a relative pronoun."""
        return fold(text) in relative_words(self.language.code)

    def past_joints(self, i: int) -> int:
        """Pass over what joins two verbs ("nor", "or", "to") from word ``i`` on; gives the first word behind it."""
        joints = ("conjunctions", "negations", "infinitive")
        while i < len(self.words) and any(self.lexicon.has(kind, self.words[i].text) for kind in joints):
            i += 1
        return i

    @cached_property
    def marks(self) -> list[CueHit]:
        """All hits of the lexicon, cues and other marks, in text order."""
        hits = hits_by_lemma(self) if self.lexicon.by_lemma and self.parsed else hits_by_form(self)
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


def make_line(raw, language, lexicon, sentence, mentions, quotations) -> Line:
    """Put a sentence together with what was found in its paragraph."""
    here = [m for m in mentions if m.start < sentence.end and m.end > sentence.start]
    # A sentence splitter may cut between a quotation and its ", the manager said": the quotation belongs to both.
    quotes = [q for q in quotations if q.start < sentence.end and q.end > sentence.start - 2]
    return Line(raw, language, lexicon, sentence, sentence_words(raw, sentence), here, quotes)
