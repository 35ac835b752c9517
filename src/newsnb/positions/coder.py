"""Coding by rule: from the cue's class, negation, conditions and phrases to a level on an issue's scale.

A position is the *speaker's stand*, not the polarity of what is reported: who denies that there was a call stands at
the "denies" end, although the content says that there was one. Where the rules are silent the position stays missing.
"""

from collections.abc import Mapping, Sequence
from itertools import groupby

import pandas as pd

from newsnb import schemas
from newsnb.articles import Corpus
from newsnb.lang import Language
from newsnb.positions.about import SURE, issues_of
from newsnb.positions.codebook import Codebook
from newsnb.positions.context import Statement, is_political, read_statements, same_camp, surroundings
from newsnb.positions.reading import Match, Reading
from newsnb.positions.stand import SURE_OF_ACT, stand_on
from newsnb.statements.actors import ActorRegistry


def code_positions(
    statements: pd.DataFrame,
    corpus: Corpus,
    codebook: Codebook,
    registry: ActorRegistry,
    languages: Mapping[str, Language],
    sentences: Mapping[str, Sequence] | None = None,
) -> pd.DataFrame:
    """Code every statement on every issue it is about.

    Parameters
    ----------
    statements
        The ``statements`` table.
    corpus
        What was read: raw texts, blocks (for context), titles.
    codebook
        Issues and scales, from `load_codebook`.
    registry
        Actors, from `load_actors`: participants are recognised by id, whatever their spelling.
    languages
        Language code to language file; a statement in a language that is not there is not coded.
    sentences
        Article id to the spans of its sentences (`newsnb.parsing.document.sentence_spans`); an article that is not
        there is cut at full stops.

    Returns
    -------
    pandas.DataFrame
        A ``positions`` table with ``coder`` ``"auto"``: a row for each statement and issue it is about. ``position`` is
        missing where the issue has no scale, where the words take no stand, and where a statement inside another of the
        same side only repeats its stand. ``rule`` reads ``origin/act:source``: where the
        issue was recognised (`about.SURE`), the speech act, and whether a ``phrase`` of the codebook, the content's
        ``words`` or the ``cue`` gave it. Statements about no issue have no row.
    """
    rows: list[dict] = []
    read = [statement for statement in read_statements(statements) if statement.lang in languages]
    nested: dict[str, list[Statement]] = {}
    for statement in read:
        nested.setdefault(statement.nested_in or "", []).append(statement)
    arounds = surroundings({statement.article_id for statement in read}, corpus, sentences)
    for article_id, of_article in groupby(read, key=lambda statement: statement.article_id):
        around = arounds[article_id]
        earlier: list[tuple[Statement, tuple[Match, ...]]] = []
        for statement in of_article:
            language = languages[statement.lang]
            reading = Reading(statement, around, language, registry, codebook, tuple(earlier[-4:]))
            matches = issues_of(reading)
            rows += [_row(match, reading, matches, nested.get(statement.id, [])) for match in matches]
            earlier.append((statement, tuple(matches)))
    return schemas.frame("positions", _once(rows, read, registry))


def _once(rows: list[dict], read: Sequence[Statement], registry: ActorRegistry) -> list[dict]:
    """Take the level from a nested statement that is no stand of its own.

    "The Kremlin said that Putin hoped to meet Trump" is one stand of one side and not two, unless it dates from
    before. "Trump said that Putin wanted a deal" is what Trump says of him; what the press reports stays the source's.
    """
    statements = {statement.id: statement for statement in read}
    taken = {(row["statement_id"], row["issue"], row["position"]) for row in rows if row["position"] is not None}
    told = []
    for row in rows:
        inner = statements[row["statement_id"]]
        outer = statements.get(inner.nested_in or "")
        if outer is not None and row["position"] is not None:
            same = same_camp(outer.actor_id, inner.actor_id, registry)
            repeats = same and not _is_earlier(inner, outer) and (outer.id, row["issue"], row["position"]) in taken
            if repeats or (not same and is_political(outer.actor_id, registry)):
                told_by = "told by the same side" if repeats else "told by another side"
                row = row | {"position": None, "rule": f"{row['rule'].split('/')[0]}/{told_by}"}
        told.append(row)
    return told


def _is_earlier(inner: Statement, outer: Statement) -> bool:
    """Whether a statement was surely made before the one that tells of it."""
    last, first = inner.days[1], outer.days[0]
    return last is not None and first is not None and last < first


def _row(match: Match, reading: Reading, matches: Sequence[Match], nested: Sequence[Statement]) -> dict:
    stand = stand_on(match, reading, matches, nested)
    anchors = [reading.content.span(*anchor) for anchor in match.anchors]
    return {
        "statement_id": reading.statement.id,
        "issue": match.issue.id,
        "position": stand.level.value if stand.level else None,
        "coder": "auto",
        "confidence": round(SURE[match.origin] * SURE_OF_ACT[stand.source], 3),
        "evidence": [list(span) for span in sorted({*anchors, *match.outside, *stand.spans})],
        "rule": f"{match.origin}/{stand.act}:{stand.source}" if stand.level else f"{match.origin}/no stand",
    }
