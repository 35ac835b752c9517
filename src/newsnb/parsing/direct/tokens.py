"""Tokens and sentences: Stanza's tokenizer, run over paragraphs of like length."""

import re
from dataclasses import dataclass

import numpy as np
import torch
from stanza.models.common.doc import Document
from stanza.models.tokenization.data import NEWLINE_WHITESPACE_RE, NUMERIC_RE, WHITESPACE_RE
from stanza.models.tokenization.utils import MASK_RE

from newsnb.parsing.direct.packing import Batch, batches

_LETTERS = 24_000  # of a batch
_FEATURES = ("space_before", "capitalized", "numeric", "end_of_para", "start_of_para")
_SPACES = re.compile(" {2,}")


@dataclass(frozen=True, slots=True)
class Token:
    """A token, its place in the text, and the words it is made of (itself, unless it is a multi-word token)."""

    text: str
    start: int
    end: int
    words: tuple[str, ...]


@dataclass(frozen=True)
class _Paragraph:
    """A stretch between blank lines, runs of blanks made one; ``places`` are those of its letters in the text."""

    text: str
    letters: str
    places: np.ndarray | range


class Tokenizer:
    """Stanza's tokenizer, and its expander of multi-word tokens with a memory (``None`` where there is none)."""

    def __init__(self, processor, expander):
        self._model, self._vocab = processor.trainer.model, processor.vocab
        self._features = processor.trainer.args["feat_funcs"]
        self._letters: dict[str, tuple[int, ...]] = {}
        self._expander = expander
        self._expansions: dict[str, tuple[str, ...]] = {}

    @staticmethod
    def fits(processor) -> bool:
        """Tell whether the network is built the way this module runs it."""
        args = processor.trainer.args
        return (
            set(args["feat_funcs"]) <= set(_FEATURES)
            and bool(args["hierarchical"])
            and args["conv_res"] is None
            and not any(args.get(key) for key in ("use_dictionary", "charlm", "charlm_forward_file", "skip_newline"))
            and not processor.vocab.lang_replaces_spaces
            and args.get("shorthand") != "la_ittb"
            and not any(processor.config.get(key) for key in ("pretokenized", "no_ssplit", "postprocessor"))
            and not hasattr(processor, "_variant")
        )

    def __call__(self, texts: list[str]) -> list[list[list[Token]]]:
        """Cut texts into sentences of tokens; a blank line ends a sentence."""
        paragraphs = [(number, p) for number, text in enumerate(texts) for p in _paragraphs(text)]
        # Behind every paragraph stands one padding letter, as Stanza has it: the network was trained to see it there.
        lengths = [len(p.letters) + 1 for _, p in paragraphs]
        rows = self._rows([p.letters for _, p in paragraphs])
        labels = np.empty(len(rows), dtype=np.int64)
        for batch in batches(lengths, _LETTERS):
            labels[batch.items] = self._labels(batch, rows)
        found: list[list[list[Token]]] = [[] for _ in texts]
        end = 0
        for (number, paragraph), length in zip(paragraphs, lengths, strict=True):
            end += length
            found[number] += self._cut(texts[number], paragraph, labels[end - length : end - 1])
        return found

    def _rows(self, paragraphs: list[str]) -> np.ndarray:
        """Number of each letter in the vocabulary, then its features; zeros for the padding behind a paragraph."""
        known, letters = self._letters, "".join(paragraphs)
        for letter in set(letters) - known.keys():
            features = (letter == " ", letter.isupper(), NUMERIC_RE.match(letter) is not None)
            known[letter] = (self._vocab.unit2id(letter), *map(int, features))
        ends = np.cumsum([len(paragraph) + 1 for paragraph in paragraphs], dtype=np.int64)
        rows = np.zeros((len(letters) + len(ends), 1 + len(_FEATURES)), dtype=np.int64)
        if not letters:
            return rows
        inside = np.ones(len(rows), dtype=bool)
        inside[ends - 1] = False
        rows[inside, :4] = [known[letter] for letter in letters]
        rows[ends - 2, 4] = 1
        rows[[0, *ends[:-1]], 5] = 1
        wanted = [0, *(1 + _FEATURES.index(name) for name in self._ordered())]
        return rows[:, wanted]

    def _ordered(self) -> list[str]:
        """Features in the order the network reads them: those of the letter first, then those of its place."""
        return [*(f for f in self._features if f in _FEATURES[:3]), *(f for f in _FEATURES[3:] if f in self._features)]

    def _labels(self, batch: Batch, rows: np.ndarray) -> np.ndarray:
        """0 inside a token, 1 at its end, 2 at the end of a sentence; 3 and 4 the same for multi-word tokens."""
        model, own = self._model, torch.from_numpy(rows[batch.items])
        inputs = torch.cat([model.embeddings(own[:, 0]), own[:, 1:].float()], 1)
        states = model.rnn(batch.pack(inputs))[0]
        token, sentence = model.tok_clf(states.data), model.sent_clf(states.data)
        many = model.mwt_clf(states.data) if model.args["use_mwt"] else None
        second = states.data
        if model.args["hier_invtemp"] > 0:
            second = second * (1 - torch.sigmoid(-token * model.args["hier_invtemp"]))
        second = model.rnn2(states._replace(data=second))[0].data
        token, sentence = token + model.tok_clf2(second), sentence + model.sent_clf2(second)
        many = None if many is None else many + model.mwt_clf2(second)
        return batch.unpack(states._replace(data=_choose(token, sentence, many)))[:, 0].numpy()

    def _cut(self, text: str, paragraph: _Paragraph, labels: np.ndarray) -> list[list[Token]]:
        labels = _marked_ends(paragraph.letters, labels)
        labels[-1] = 4 if labels[-1] > 2 else 2
        labels = _whole_addresses(paragraph.letters, labels)
        sentences, current, start = [], [], 0
        letters, places = paragraph.letters, paragraph.places
        for end in (np.flatnonzero(labels) + 1).tolist():
            piece = letters[start:end]
            form = piece.lstrip()
            if form:
                first = int(places[start + len(piece) - len(form)])
                current.append(Token(form, first, int(places[end - 1]) + 1, self._words(form, labels[end - 1])))
                if labels[end - 1] in (2, 4):
                    sentences.append(current)
                    current = []
            start = end
        return [*sentences, current] if current else sentences

    def _words(self, form: str, label: int) -> tuple[str, ...]:
        if label < 3 or self._expander is None:
            return (form,)
        if form not in self._expansions:
            record = {"id": (1,), "text": form, "misc": "MWT=Yes"}
            document = self._expander.process(Document([[record]]))
            self._expansions[form] = tuple(word.text for word in document.sentences[0].words)
        return self._expansions[form]


def _choose(token: torch.Tensor, sentence: torch.Tensor, many: torch.Tensor | None) -> torch.Tensor:
    """Most probable label of each letter."""
    log = torch.nn.functional.logsigmoid
    inside, ends = log(-token), log(token)
    word, last = ends + log(-sentence), ends + log(sentence)
    ways = [inside, word, last]
    if many is not None:
        one, several = log(-many), log(many)
        ways = [inside, word + one, last + one, word + several, last + several]
    return torch.cat(ways, 1).argmax(1, keepdim=True)


def _paragraphs(text: str) -> list[_Paragraph]:
    found, start = [], 0
    for gap in [*NEWLINE_WHITESPACE_RE.finditer(text), None]:
        end = gap.start() if gap else len(text)
        if stretch := text[start:end].rstrip():
            found.append(_paragraph(text, start, stretch))
        start = gap.end() if gap else end
    return found


def _paragraph(text: str, start: int, stretch: str) -> _Paragraph:
    letters = WHITESPACE_RE.sub(" ", stretch)
    if "  " not in letters:
        return _Paragraph(text, letters, range(start, start + len(letters)))
    keep = np.ones(len(letters), dtype=bool)
    for run in _SPACES.finditer(letters):
        keep[run.start() + 1 : run.end()] = False
    return _Paragraph(text, _SPACES.sub(" ", letters), start + np.flatnonzero(keep))


def _marked_ends(letters: str, labels: np.ndarray) -> np.ndarray:
    """Let no sentence end within a line behind a letter or digit ("Minister Anders | Holm said").

    The one thing that Stanza does otherwise: its tokenizers know titles run together with text, newsnb has cut those
    apart before.
    """
    ends = [place for place in np.flatnonzero((labels == 2) | (labels == 4)) if letters[place].isalnum()]
    labels[ends] -= 1
    return labels


def _whole_addresses(letters: str, labels: np.ndarray) -> np.ndarray:
    """Keep addresses of pages and mail in one token, as Stanza does."""
    for match in MASK_RE.finditer(letters):
        labels[match.start() : match.end() - 1] = 0
        labels[match.end() - 1] = max(labels[match.end() - 1], 1)
    return labels
