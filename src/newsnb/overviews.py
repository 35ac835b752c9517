"""Tables made to be read: the sequence behind the figure, who speaks, who relays whom, one statement traced back.

Columns and rows are those of the stages' tables, put into words; every name comes from the registry or the codebook.
"""

from collections.abc import Mapping

import networkx as nx
import pandas as pd

from newsnb.articles import Corpus
from newsnb.figures.marks import day_text, scale_levels
from newsnb.networks import edge_table, relation_table, statements_behind
from newsnb.positions.codebook import Codebook


def block_kinds(blocks: pd.DataFrame) -> pd.DataFrame:
    """Count what the pages are made of.

    Returns
    -------
    pandas.DataFrame
        Index ``kept`` and ``kind``. Columns: ``blocks`` and ``characters``; ``share`` of all characters, in [0, 1].
        Blank lines between blocks are left out. What is kept comes first, then by size.
    """
    sized = blocks[blocks["reason"].ne("blank")].assign(characters=blocks["end"] - blocks["start"])
    table = sized.groupby(["kept", "kind"])["characters"].agg(blocks="size", characters="sum").reset_index()
    table["share"] = (table["characters"] / table["characters"].sum()).round(3)
    ordered = table.sort_values(["kept", "characters", "kind"], ascending=[False, False, True], kind="stable")
    return ordered.set_index(["kept", "kind"])


def kept_text(corpus: Corpus) -> pd.DataFrame:
    """List what is left to read of each article.

    Columns: ``source_id``, ``item``, ``lang``, ``text`` (title and body, blocks joined by a line break), in the order
    of the articles table.
    """
    kept = corpus.blocks[corpus.blocks["kept"]]
    cut = [corpus.text_of(row.article_id)[row.start : row.end].strip() for row in kept.itertuples()]
    texts = pd.Series(cut, index=kept["article_id"], dtype="str").groupby(level=0, sort=False).agg("\n".join)
    table = corpus.articles[["source_id", "item", "lang"]].reset_index(drop=True)
    return table.assign(text=corpus.articles["article_id"].map(texts).fillna("").to_numpy())


def sequence(series: pd.DataFrame, codebook: Codebook, names: Mapping[str, str]) -> pd.DataFrame:
    """Put a position series into words.

    Parameters
    ----------
    series
        From `newsnb.shift.position_series`.
    codebook
        Names the levels.
    names
        Id of an actor or issue to its label (`newsnb.Study.names`).

    Returns
    -------
    pandas.DataFrame
        Index ``no``, the number in the figure's marker. Columns: ``said`` (a day, or the days possible), ``speaker``,
        ``issue``, ``position``, ``level`` (the position in the words of the codebook), ``lang``, ``outlet`` (missing
        where it is not known), ``text``.
    """
    rows = series.itertuples()
    levels = {issue: scale_levels(codebook, issue, part["position"]) for issue, part in series.groupby("issue")}
    return pd.DataFrame(
        {
            "said": [day_text(row.said_from, row.said_to) for row in rows],
            "speaker": _named(series["actor_id"], names),
            "issue": _named(series["issue"], names),
            "position": series["position"],
            "level": [levels[issue][int(k)] for issue, k in zip(series["issue"], series["position"], strict=True)],
            "lang": series["lang"],
            "outlet": series["outlet"],
            "text": series["text"],
        },
        index=series.index,
    )


def speakers(statements: pd.DataFrame, registry, names: Mapping[str, str]) -> pd.DataFrame:
    """List who speaks, those who speak most first.

    Returns
    -------
    pandas.DataFrame
        Index ``actor_id``. Columns: ``name``; ``known`` (False where the registry does not have the speaker);
        ``speaks_for`` (the principals of a spokesman, joined by commas; empty otherwise); ``statements``;
        ``languages``, joined by commas.
    """
    groups = statements.groupby("actor_id", sort=True)
    table = pd.DataFrame(
        {
            "speaks_for": groups["on_behalf_of"].agg(lambda ids: _joined(_named(ids.dropna(), names))),
            "statements": groups.size(),
            "languages": groups["lang"].agg(_joined),
        }
    )
    table.insert(0, "known", table.index.isin(registry.actors))
    table.insert(0, "name", _named(table.index.to_series(), names))
    return table.sort_values("statements", ascending=False, kind="stable")


def counts(statements: pd.DataFrame, row: str, column: str) -> pd.DataFrame:
    """Count statements by the values of two columns.

    One row and one column a value, the commonest row first, and a last column ``all`` with the sums.
    """
    table = pd.crosstab(statements[row], statements[column])
    total = table.sum(axis=1).astype(int)
    return table.assign(all=total).loc[total.sort_values(ascending=False, kind="stable").index]


def relation_counts(graph: nx.MultiDiGraph) -> pd.DataFrame:
    """Count the edges of an actor-statement graph.

    Index ``relation``, in order of the alphabet; columns ``edges``, ``first`` and ``last`` (ISO days between which the
    statements on them were said; missing where no edge is dated).
    """
    edges = relation_table(graph).reindex(columns=["relation", "said_from", "said_to"])
    return edges.groupby("relation").agg(
        edges=("relation", "size"), first=("said_from", "min"), last=("said_to", "max")
    )


def behind_strongest(network: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Give the statements that the strongest tie of a network stands on (`newsnb.networks.statements_behind`).

    Empty where the network has no tie.
    """
    ties = edge_table(network)
    if ties.empty:
        return events.iloc[:0]
    return statements_behind(network, ties["row"].iloc[0], ties["column"].iloc[0], events)


def ways_of_naming(statements: pd.DataFrame) -> pd.DataFrame:
    """Count by which words speakers are found, for each language.

    Index ``speaker_found_by`` (the speaker rule: a name, a noun phrase, a pronoun, a dropped subject, ...), the
    commonest first; one column a language; counts of statements.
    """
    way = statements["rule"].str.rpartition("/")[2].rename("speaker_found_by")
    table = pd.crosstab(way, statements["lang"])
    order = table.sum(axis=1).sort_values(ascending=False, kind="stable").index
    return table.loc[order]


def relays(statements: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """List who passes on whose words.

    Returns
    -------
    pandas.DataFrame
        One row for each pair. Columns: ``relayed_by`` (the agency, paper or person in whose words it reaches the
        article), ``speaker``, ``statements``, ``first_words`` (of the first statement of the pair). Sorted by number,
        then by name. Statements that the article reports by itself are left out.
    """
    passed = statements.dropna(subset=["via"])
    table = passed.groupby(["via", "actor_id"], sort=True).agg(
        statements=("text", "size"), first_words=("text", "first")
    )
    table = table.reset_index().rename(columns={"via": "relayed_by", "actor_id": "speaker"})
    table = table.assign(relayed_by=_named(table["relayed_by"], names), speaker=_named(table["speaker"], names))
    return table.sort_values("statements", ascending=False, kind="stable", ignore_index=True)


def examples(statements: pd.DataFrame, positions: pd.DataFrame) -> pd.DataFrame:
    """Pick one article and one statement of each language to look at closely.

    The article is the one with the most statements; the statement is a coded one where there is one, else the surest.

    Returns
    -------
    pandas.DataFrame
        Index ``lang``, in order of the alphabet. Columns: ``article_id``, ``statement_id``.
    """
    coded = set(positions.dropna(subset=["position"])["statement_id"])
    ranked = statements.assign(
        _size=statements.groupby("article_id")["statement_id"].transform("size"),
        _coded=statements["statement_id"].isin(coded),
        _first=[content[0][0] for content in statements["content"]],
    )
    order = ["lang", "_size", "article_id", "_coded", "confidence", "_first"]
    ranked = ranked.sort_values(order, ascending=[True, False, True, False, False, True], kind="stable")
    return ranked.drop_duplicates("lang").set_index("lang")[["article_id", "statement_id"]]


def pick(examples: pd.DataFrame, which: int) -> dict[str, str | None]:
    """Take one row of `examples` by its place; both ids are None where there is no statement at all.

    What shows an article or a statement shows "nothing" for None, so that a notebook runs on any corpus.
    """
    return examples.iloc[which].to_dict() if len(examples) else dict.fromkeys(examples.columns)


def trace(
    statement_id: str | None,
    statements: pd.DataFrame,
    positions: pd.DataFrame,
    corpus: Corpus,
    names: Mapping[str, str],
) -> pd.DataFrame:
    """Follow one statement back to the raw text: which words name the speaker, attribute, say and date it.

    Returns
    -------
    pandas.DataFrame
        Index ``statement``: what is known; one column, named by the statement's id, tells it. ``source``, ``cue`` and
        ``content`` are cut out of the raw text by their offsets (printed behind them), so what stands there is what the
        file holds. ``position: ISSUE`` stands for each code, with the words it rests on. Missing things are "-".
        Without rows for None.

    Raises
    ------
    KeyError
        If there is no such statement.
    """
    if statement_id is None:
        return pd.DataFrame({"nothing": []}, index=pd.Index([], name="statement"), dtype=object)
    found = statements[statements["statement_id"].eq(statement_id)]
    if found.empty:
        raise KeyError(f"no statement {statement_id!r}; see the statement_id column of the statements table")
    row, article = found.iloc[0], corpus.articles.set_index("article_id").loc[found.iloc[0]["article_id"]]
    raw = corpus.text_of(row["article_id"])
    known = {
        "file": article["source_id"] + (f", item {article['item']}" if article["item"] else ""),
        "language, kind": f"{row['lang']}, {row['kind']}",
        "source": _cut(raw, [row["source"]]),
        "cue": _cut(raw, [row["cue"]]),
        "content": _cut(raw, row["content"]),
        "cue class": row["cue_class"],
        "speaker": names.get(row["actor_id"], row["actor_id"]),
        "speaks for": names.get(row["on_behalf_of"], row["on_behalf_of"]),
        "relayed by": names.get(row["via"], row["via"]),
        "rule": row["rule"],
        "said": f"{day_text(row['said_from'], row['said_to'])} ({row['said_method']})",
        "date evidence": row["said_evidence"],
        "published": f"{day_text(article['published_from'], article['published_to'])} ({article['published_method']})",
    }
    for code in positions[positions["statement_id"].eq(statement_id)].itertuples():
        level = "no level" if pd.isna(code.position) else f"{code.position:+d}" if code.position else "0"
        known[f"position: {names.get(code.issue, code.issue)}"] = (
            f"{level} by {code.coder} ({code.rule}): {_cut(raw, code.evidence)}"
        )
    values = pd.Series(known, dtype=object).fillna("-")
    return values.rename(statement_id).rename_axis("statement").to_frame()


def _cut(raw: str, spans: list | None) -> str:
    """Cut spans out of the raw text, with their offsets; "-" for none."""
    present = [span for span in spans or [] if isinstance(span, list | tuple)]
    if not present:
        return "-"
    words = " … ".join(" ".join(raw[start:end].split()) for start, end in present)
    return f"{words}  [{present[0][0]}:{present[-1][1]}]"


def _named(ids: pd.Series, names: Mapping[str, str]) -> pd.Series:
    return ids.map(lambda one: names.get(one, one))


def _joined(values: pd.Series) -> str:
    return ", ".join(sorted(set(values)))
