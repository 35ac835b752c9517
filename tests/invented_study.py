"""A study made of one invented article, for tests of what is shown: no parser is needed."""

from types import SimpleNamespace

import pandas as pd

from newsnb import schemas
from newsnb.articles import Corpus
from newsnb.networks import actor_statement_graph
from newsnb.positions.codebook import load_codebook
from newsnb.shift import position_series
from newsnb.statements.actors import load_actors

ACTORS = """
actors:
  office: {name: "President's Office", kind: institution}
  speaker: {name: Ann Smith, kind: person, affiliation: office}
"""
CODEBOOK = """
name: invented
perspective: [office]
terms:
  call: {en: [call]}
issues:
  - id: call
    label: a call
    question: Was there a call?
    definition: Anything said about a call.
    about:
      - any_of: [call]
    scale:
      - {level: -1, label: denies, acts: [deny]}
      - {level: 0, label: will not say, acts: [noncommittal]}
      - {level: 1, label: confirms, acts: [confirm]}
"""


def study_of(tmp_path, sentences: list[str], *, lang="en", title="A title", outlet="Daily News", source="a.txt"):
    """Make a study in which Ann Smith says each sentence, a day after the other, denying, waiting, confirming."""
    (tmp_path / "actors.yaml").write_text(ACTORS, encoding="utf-8")
    (tmp_path / "codebook.yaml").write_text(CODEBOOK, encoding="utf-8")
    lines = [title, *[f"Smith said {sentence}" for sentence in sentences], "Read more: other news"]
    text = "\n".join(lines)
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines))]
    kinds = ["title", *["body"] * len(sentences), "related"]
    blocks = [
        {"article_id": "a1", "start": start, "end": start + len(line), "kind": kind, "kept": kind != "related",
         "reason": "invented"}
        for start, line, kind in zip(starts, lines, kinds, strict=True)
    ]  # fmt: skip
    article = {
        "article_id": "a1", "source_id": source, "item": 0, "lang": lang, "title": title, "outlet": outlet,
        "published_from": "2024-11-01", "published_to": "2024-11-02", "published_method": "metadata",
        "published_evidence": title, "n_chars": len(text), "n_body_chars": len(text),
    }  # fmt: skip
    statements = [_statement(n, starts[n + 1], sentence, lang) for n, sentence in enumerate(sentences)]
    positions = [
        {"statement_id": f"s{n}", "issue": "call", "position": n % 3 - 1, "coder": "auto", "confidence": 0.9,
         "evidence": [], "rule": "words"}
        for n in range(len(sentences))
    ]  # fmt: skip
    corpus = Corpus(
        schemas.frame("articles", [article]), schemas.frame("blocks", blocks), schemas.empty("problems"), {source: text}
    )
    return _study(tmp_path, corpus, schemas.frame("statements", statements), schemas.frame("positions", positions))


def _statement(n: int, start: int, sentence: str, lang: str) -> dict:
    day = pd.Timestamp("2024-11-01") + pd.Timedelta(days=n)
    return {
        "statement_id": f"s{n}", "article_id": "a1", "lang": lang, "kind": "indirect",
        "content": [[start + 11, start + 11 + len(sentence)]], "text": sentence, "cue": [start + 6, start + 10],
        "cue_lemma": "say", "cue_class": "say", "source": [start, start + 5], "actor_id": "speaker",
        "on_behalf_of": "office", "via": None, "nested_in": None, "targets": [], "said_from": day, "said_to": day,
        "said_method": "date", "said_evidence": sentence, "confidence": 0.8, "rule": "verb/name",
    }  # fmt: skip


def _study(tmp_path, corpus: Corpus, statements: pd.DataFrame, positions: pd.DataFrame) -> SimpleNamespace:
    actors, codebook = load_actors(tmp_path / "actors.yaml"), load_codebook(tmp_path / "codebook.yaml")

    def series():
        return position_series(
            statements, positions, corpus.articles, actors, actors=list(codebook.perspective), codebook=codebook
        )

    return SimpleNamespace(
        corpus=corpus, statements=statements, positions=positions, problems=corpus.problems, actors=actors,
        codebook=codebook, event_table=pd.DataFrame(columns=["event_id", "label", "from", "to", "draw"]),
        graph=actor_statement_graph(statements, positions, corpus.articles, actors), series=series,
        names={"office": "President's Office", "speaker": "Ann Smith", "call": "a call"},
    )  # fmt: skip
