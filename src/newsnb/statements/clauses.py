"""Which clause a stretch of a sentence belongs to, read from the dependency tree."""

from newsnb.parsing.document import Sentence, Word

_CLAUSE_HEADS = frozenset({"root", "ccomp", "advcl", "acl", "acl:relcl", "parataxis", "csubj", "csubj:pass", "xcomp"})
# From a verb to the verb whose time it shares: "said ..., adding", "called and told".
_SAME_TIME = frozenset({"conj", "advcl", "xcomp", "acl", "parataxis"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj"})
_LONGEST_PATH = 25


class Clauses:
    """A sentence's words, by id, with the ways between them."""

    def __init__(self, sentence: Sentence):
        self._words = {word.id: word for word in sentence.words}
        self._ordered = sentence.words

    @property
    def is_parsed(self) -> bool:
        """Whether there is a tree at all."""
        return any(word.deprel for word in self._ordered)

    def inside(self, start: int, end: int) -> list[Word]:
        """List the words that touch a span."""
        return [word for word in self._ordered if word.start < end and word.end > start]

    def between(self, start: int, end: int) -> list[Word]:
        """List the words that lie wholly between two places."""
        return [word for word in self._ordered if word.start >= start and word.end <= end]

    def top(self, start: int, end: int) -> Word | None:
        """Give the word of a span that governs the others."""
        words = self.inside(start, end)
        ids = {word.id for word in words}
        return next((word for word in words if word.head not in ids), None)

    def up(self, word: Word):
        """Yield the governors of a word, nearest first."""
        for _ in range(_LONGEST_PATH):
            word = self._words.get(word.head)
            if word is None:
                return
            yield word

    def predicate_of(self, start: int, end: int) -> list[Word]:
        """List the words from a span up to and with the predicate of its clause."""
        word = self.top(start, end)
        path = []
        for above in self.up(word) if word else ():
            path.append(above)
            if above.upos in ("VERB", "AUX") or above.deprel in _CLAUSE_HEADS:
                break
        return path

    def shared_time(self, start: int, end: int) -> list[set[int]]:
        """List the word ids whose time a cue shares: its own, then those of the verbs it continues.

        A coordinated verb with a subject of its own begins a time of its own.
        """
        ids = {word.id for word in self.inside(start, end)}
        word = self.top(start, end)
        levels = [ids]
        while word and word.deprel in _SAME_TIME and len(levels) < 5:
            if word.deprel in ("conj", "parataxis") and self._has_subject(ids):
                break
            word = self._words.get(word.head)
            if word is None:
                break
            ids = {word.id}
            levels.append(ids)
        return levels

    def antecedent(self, start: int, end: int) -> int | None:
        """Give the noun that a cue's relative clause describes: "the order in October, which declared"."""
        word = self.top(start, end)
        return word.head if word and word.deprel in ("acl:relcl", "acl") else None

    def relative_pronoun(self, start: int, end: int) -> Word | None:
        """Give the relative pronoun that is a cue's subject: its antecedent stands right in front of it."""
        ids = {word.id for word in self.inside(start, end)}
        subjects = (word for word in self._ordered if word.head in ids and word.deprel in _SUBJECTS)
        return next((word for word in subjects if "PronType=Rel" in word.feats), None)

    def _has_subject(self, ids: set[int]) -> bool:
        return any(word.head in ids and word.deprel in _SUBJECTS for word in self._ordered)
