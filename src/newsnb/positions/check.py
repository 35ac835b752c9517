"""Checking a codebook: errors with their line, terms the corpus never uses, levels that overlap."""

from pathlib import Path

import pandas as pd

from newsnb import lang
from newsnb.articles import Corpus
from newsnb.positions.codebook import Codebook, Issue, Level, Phrases, read_codebook
from newsnb.positions.nodes import Finding
from newsnb.positions.phrases import Affixes, View, compile_phrases, find, view

COLUMNS = ("severity", "line", "key", "message")


def check_codebook(path: str | Path, corpus: Corpus | None = None) -> pd.DataFrame:
    """Check a codebook, and what it looks for against a corpus.

    Parameters
    ----------
    path
        The YAML file.
    corpus
        If given, phrases that never occur in its texts are listed, for the languages that the corpus has.

    Returns
    -------
    pandas.DataFrame
        Columns ``severity`` (``"error"``: the file cannot be used; ``"overlap"``: what gives one level is also found in
        what gives another; ``"example"``: examples that no coder learns from; ``"unused"``: never found in the corpus),
        ``line``, ``key``, ``message``; in order of line.
        Empty when there is nothing to say.
    """
    codebook, findings = read_codebook(path)
    if codebook is not None and not findings:
        findings = [*findings, *_overlaps(codebook), *_without_level(codebook)]
        if corpus is not None:
            findings += _unused(codebook, corpus)
    rows = sorted((f.line, f.severity, f.key, f.message) for f in findings)
    found = pd.DataFrame(rows, columns=["line", "severity", "key", "message"])
    return found[list(COLUMNS)]


def _without_level(codebook: Codebook) -> list[Finding]:
    """Examples of a graded issue that stand beside its levels: coding by meaning cannot learn from them."""
    told = "{} of {} examples stand with no level: coding by meaning (--semantic) ignores them"
    return [
        Finding("example", issue.line, f"{issue.id}.examples", told.format(len(loose), len(issue.examples)))
        for issue in codebook.issues
        if issue.scale and (loose := [each for each in issue.examples if each.position is None])
    ]


def _overlaps(codebook: Codebook) -> list[Finding]:
    """A phrase of one level that stands in a phrase or an example of another, or of an act of another."""
    return [
        finding
        for issue in codebook.issues
        for level in issue.scale
        for code, phrases in sorted(level.phrases.items())
        for phrase in phrases
        for finding in _overlaps_of(phrase, code, level, issue)
    ]


def _overlaps_of(phrase: str, code: str, level: Level, issue: Issue) -> list[Finding]:
    pattern = compile_phrases((phrase,), _affixes(code))
    key = f"{issue.id}.scale.{level.value}.phrases.{code}"
    findings = []
    for other in issue.scale:
        if other.value == level.value:
            continue
        rivals = [rival for rival in other.phrases.get(code, ()) if find(pattern, _as_view(rival))]
        rivals += [each.text for each in issue.examples if each.position == other.value and each.lang == code
                   and find(pattern, _as_view(each.text))]  # fmt: skip
        findings += [
            Finding("overlap", level.line, key, f"{phrase!r} is also found in {rival!r} of level {other.value}")
            for rival in rivals
        ]
    return findings


def _unused(codebook: Codebook, corpus: Corpus) -> list[Finding]:
    texts = {code: _texts(corpus, code) for code in sorted(set(corpus.articles["lang"]))}
    groups: list[tuple[str, int, Phrases]] = [
        (f"terms.{term.name}", term.line, term.phrases) for term in codebook.terms.values()
    ]
    groups += [
        (f"{issue.id}.scale.{level.value}.phrases", level.line, level.phrases)
        for issue in codebook.issues
        for level in issue.scale
    ]
    return [
        Finding("unused", line, f"{key}.{code}", f"{phrase!r} is never found in the corpus")
        for key, line, by_language in groups
        for code, phrases in sorted(by_language.items())
        for phrase in phrases
        if code in texts and not _occurs(phrase, code, texts[code])
    ]


def _texts(corpus: Corpus, code: str) -> list[View]:
    sources = sorted(set(corpus.articles.loc[corpus.articles["lang"].eq(code), "source_id"]))
    return [_as_view(corpus.texts[source]) for source in sources]


def _occurs(phrase: str, code: str, texts: list[View]) -> bool:
    pattern = compile_phrases((phrase,), _affixes(code))
    return any(find(pattern, text) for text in texts)


def _as_view(text: str) -> View:
    return view(text, [(0, len(text))])


def _affixes(code: str) -> Affixes:
    return Affixes.of(lang.load(code).speech_acts)
