"""One statement explained in plain words: its sentence and parse, its spans, and why they were taken."""

import textwrap
from dataclasses import replace

import pandas as pd

from newsnb.articles import Corpus
from newsnb.parsing.document import ParsedArticle, Sentence
from newsnb.statements.rule_words import HEADLINE, in_words

_WIDTH = 100
_SPAN_WORDS = ("source", "cue", "content")


def only_article(corpus: Corpus, article_id: str) -> Corpus:
    """Cut a corpus to one article, so that no other has to be parsed."""
    articles, blocks = corpus.articles, corpus.blocks
    return replace(
        corpus,
        articles=articles[articles["article_id"].eq(article_id)],
        blocks=blocks[blocks["article_id"].eq(article_id)],
    )


def explanation(trace: pd.DataFrame, statement: pd.Series, raw: str, parsed: ParsedArticle | None) -> str:
    """Explain a statement.

    Parameters
    ----------
    trace
        From `newsnb.overviews.trace`.
    statement
        Its row of the statements table.
    raw, parsed
        The raw text its spans point into, and the article's parse; without a parse the sentence is left out.

    Returns
    -------
    str
        Lines of text: the sentence with its parse, the words of speaker, cue and content, the rules that took them in
        words, the date with its evidence, the codes.
    """
    told = trace.iloc[:, 0]
    parts = [
        _title(told, statement),
        *([_sentence_part(statement, raw, parsed)] if parsed else []),
        _listed("Words", {name: told[name] for name in _SPAN_WORDS}),
        _listed("Why these", _decisions(told, statement)),
        _listed("When", {name: told[name] for name in ("said", "date evidence", "published")}),
        _listed("Codes", _codes(told)),
    ]
    return "\n\n".join(parts)


def _title(told: pd.Series, statement: pd.Series) -> str:
    place = "headline, " if statement["rule"].startswith(HEADLINE) else ""
    return f"Statement {statement['statement_id']}: {told['file']}, {place}{told['language, kind']}"


def _decisions(told: pd.Series, statement: pd.Series) -> dict[str, str]:
    content, speaker = in_words(statement["rule"])
    known = {
        "cue": _cue(told, statement),
        "content": content,
        "speaker": f"{told['speaker']} ({statement['actor_id']}): {speaker}",
        "speaks for": told["speaks for"],
        "relayed by": told["relayed by"],
        "inside": _missing(statement["nested_in"]) or "-",
        "rule": f"{statement['rule']}, confidence {statement['confidence']:.2f} (content rule times speaker rule)",
    }
    return {name: words for name, words in known.items() if words != "-"}


def _cue(told: pd.Series, statement: pd.Series) -> str:
    if told["cue"] == "-":
        return f"none; taken as {statement['cue_class']!r}"
    lemma = _missing(statement["cue_lemma"])
    return f"{lemma or 'a phrase'} of the language file, class {statement['cue_class']!r}"


def _missing(value):
    return None if pd.isna(value) else value


def _codes(told: pd.Series) -> dict[str, str]:
    codes = {name.removeprefix("position: "): told[name] for name in told.index if name.startswith("position: ")}
    return codes or {"-": "no issue of the codebook"}


def _listed(title: str, values: dict[str, str]) -> str:
    width = max(map(len, values)) + 2
    return "\n".join([title, *(_hanging(f"  {name:<{width}}", str(text)) for name, text in values.items())])


def _hanging(head: str, text: str) -> str:
    return textwrap.fill(text, _WIDTH, initial_indent=head, subsequent_indent=" " * len(head))


def _sentence_part(statement: pd.Series, raw: str, parsed: ParsedArticle) -> str:
    sentences = _sentences(statement, parsed)
    words = " ".join(raw[sentences[0].start : sentences[-1].end].split()) if sentences else "-"
    parse = [_hanging("  ", line) for sentence in sentences for line in [_parse(sentence)] if line]
    models = f"Parse (word/part of speech:relation>governor; models {parsed.models})"
    return "\n".join(["Sentence", _hanging("  ", words), *([models, *parse] if parse else ["Parse: none, words only"])])


def _sentences(statement: pd.Series, parsed: ParsedArticle) -> list[Sentence]:
    """List the sentences that hold the cue, or that the content touches where there is none."""
    cue = statement["cue"]
    spans = [cue] if isinstance(cue, list | tuple) else list(statement["content"])
    return [s for s in parsed.sentences if any(s.start < end and s.end > start for start, end in spans)]


def _parse(sentence: Sentence) -> str:
    if not any(word.deprel for word in sentence.words):
        return ""
    governors = {0: "-"} | {word.id: word.text for word in sentence.words}
    return "  ".join(
        f"{w.text}/{w.upos}:{w.deprel}>{governors.get(w.head, '-')}" for w in sentence.words if w.upos != "PUNCT"
    )
