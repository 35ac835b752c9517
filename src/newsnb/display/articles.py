"""An article with its statements marked, and a statement with the words around it."""

import pandas as pd

from newsnb.articles import Corpus
from newsnb.display.highlight import pieces, spans_of
from newsnb.display.page import Html, asset, direction, printable, render
from newsnb.figures.marks import day_text, issue_title
from newsnb.lookups import known_id
from newsnb.rows import grouped, tuples

NOTHING = Html("<p>nothing to show</p>", "nothing to show")
"""What stands where a corpus has no statement to look at."""

_AROUND = 240  # characters of context on either side of a statement


def article_html(
    corpus: Corpus,
    statements: pd.DataFrame,
    article_id: str | None,
    *,
    positions: pd.DataFrame | None = None,
    codebook=None,
    actors=None,
) -> Html:
    """Show an article: furniture greyed, source, cue and content of each statement in its colour, a legend.

    Parameters
    ----------
    corpus, statements, positions
        Tables of the stages; with ``positions`` the list of statements below the text tells their codes.
    codebook, actors
        They name issues, levels and speakers; without them numbers and ids stand there.
    article_id
        Which article; None shows that there is nothing to show.

    Returns
    -------
    Html
        Its plain form counts paragraphs, furniture and statements.

    Raises
    ------
    KeyError
        If there is no such article.
    """
    if article_id is None:
        return NOTHING
    article = _row(corpus.articles, "article_id", article_id).to_dict()
    text = corpus.text_of(article_id)
    said = statements[statements["article_id"].eq(article_id)].reset_index(drop=True)
    spans = spans_of(said.itertuples(), range(1, len(said) + 1))
    blocks = corpus.blocks[corpus.blocks["article_id"].eq(article_id)].sort_values("start")
    shown = [
        {"kind": block.kind, "kept": block.kept, "reason": block.reason,
         "pieces": _clean(pieces(text, block.start, block.end, spans if block.kept else []))}
        for block in blocks.itertuples()
        if text[block.start : block.end].strip()
    ]  # fmt: skip
    published = day_text(article["published_from"], article["published_to"])
    codes = _codes(positions, said["statement_id"], codebook)
    html = render(
        "article.html.j2",
        style=asset("display.css"),
        article=article,
        outlet=_or(article["outlet"]),
        published=published,
        evidence=_or(article["published_evidence"]),
        blocks=shown,
        dir=direction(article["lang"]),
        statements=[
            _told(row, number, codes.get(row.statement_id, []), actors)
            for number, row in enumerate(said.itertuples(), 1)
        ],
    )
    furniture = sum(not block["kept"] for block in shown)
    plain = (
        f"{article_id} ({article['lang']}, {_or(article['outlet'], 'outlet not known')}, published {published}): "
        f"{len(shown) - furniture} paragraphs, {furniture} of furniture, {len(said)} statements"
    )
    return Html(html, plain)


def statement_html(
    corpus: Corpus,
    statements: pd.DataFrame,
    statement_id: str | None,
    *,
    positions: pd.DataFrame | None = None,
    codebook=None,
    actors=None,
) -> Html:
    """Show a statement with the words around it, who said it, when and on what evidence, and how it is coded.

    ``codebook`` names the levels and ``actors``, a registry, the speakers; without them numbers and ids stand there.

    Raises
    ------
    KeyError
        If there is no such statement.
    """
    if statement_id is None:
        return NOTHING
    known_id(statement_id, statements["statement_id"], "statement_id")
    card = statement_cards(
        corpus, statements, [statement_id], positions=positions, codebook=codebook, actors=actors
    )[statement_id]  # fmt: skip
    html = render("statement.html.j2", style=asset("display.css"), card=card)
    codes = "; ".join(f"{code['issue']}: {code['label']}" for code in card["codes"]) or "no position"
    return Html(html, f"{statement_id}, {card['who']}, {card['said']}: “{card['text']}” [{codes}]")


def statement_cards(
    corpus, statements, statement_ids, *, positions=None, codebook=None, actors=None
) -> dict[str, dict]:
    """Collect what cards about statements say, by statement; every text is plain, nothing is markup."""
    wanted = list(dict.fromkeys(statement_ids))
    rows = {row.statement_id: row for row in tuples(statements[statements["statement_id"].isin(wanted)])}
    near = {row.article_id for row in rows.values()}
    articles = {row.article_id: row for row in tuples(corpus.articles[corpus.articles["article_id"].isin(near)])}
    kept = corpus.blocks[corpus.blocks["article_id"].isin(near) & corpus.blocks["kept"]]
    blocks, codes = grouped(kept, "article_id"), _codes(positions, wanted, codebook)
    return {
        one: _card(rows[one], articles[rows[one].article_id], corpus, blocks.get(rows[one].article_id, []), actors)
        | {"codes": codes.get(one, [])}
        for one in wanted
    }


def _card(row, article, corpus, blocks: list, actors) -> dict:
    principal = _named(row.on_behalf_of, actors)
    return {
        "statement_id": row.statement_id,
        "actor_id": row.actor_id,
        "who": _named(row.actor_id, actors) + (f" for {principal}" if principal else ""),
        "via": _named(row.via, actors),
        "lang": row.lang,
        "dir": direction(row.lang),
        "text": printable(row.text),
        "pieces": _clean(_context(corpus.texts[article.source_id], row, blocks)),
        "outlet": _or(article.outlet, "outlet not known"),
        "title": printable(_or(article.title, "")),
        "source_id": printable(article.source_id),
        "article_id": row.article_id,
        "published": day_text(article.published_from, article.published_to),
        "said": day_text(row.said_from, row.said_to),
        "said_method": row.said_method,
        "said_evidence": printable(_or(row.said_evidence, "")),
        "kind": row.kind,
        "cue_class": row.cue_class,
        "rule": row.rule,
        "confidence": f"{row.confidence:.2f}",
    }


def _codes(positions: pd.DataFrame | None, statement_ids, codebook) -> dict[str, list[dict]]:
    return {} if positions is None else code_lists(positions[positions["statement_id"].isin(statement_ids)], codebook)


def code_lists(positions: pd.DataFrame, codebook=None) -> dict[str, list[dict]]:
    """List the codes of every coded statement: issue and its title, level and its label, coder, rule, confidence."""
    lists: dict[str, list[dict]] = {}
    words: dict[tuple, dict] = {}  # of a level, looked up once
    for code in tuples(positions.sort_values(["issue", "coder"], kind="stable")):
        level = (code.issue, None if pd.isna(code.position) else code.position)
        if level not in words:
            words[level] = {"title": issue_title(codebook, code.issue), "label": level_label(*level, codebook)}
        lists.setdefault(code.statement_id, []).append(
            {"issue": code.issue, **words[level], "coder": code.coder, "rule": code.rule,
             "confidence": f"{code.confidence:.2f}"}
        )  # fmt: skip
    return lists


def level_label(issue: str, position, codebook=None) -> str:
    """Name a level with its number, such as "-2 denies it"; "no level" where the position is missing."""
    if pd.isna(position):
        return "no level"
    entry = next((entry for entry in codebook.issues if entry.id == issue), None) if codebook else None
    names = {level.value: level.label for level in entry.scale} if entry else {}
    name = names.get(int(position))
    return f"{signed(position)} {name}" if name else signed(position)


def signed(position) -> str:
    """Write a level with its sign; 0 has none."""
    return f"{int(position):+d}" if position else "0"


def _named(actor_id, actors) -> str:
    """Name of an actor in the registry, else the id; nothing where there is no id."""
    entry = actors.actors.get(actor_id) if actors and pd.notna(actor_id) else None
    return printable(entry.name if entry else _or(actor_id))


def _context(text: str, row, blocks: list) -> list:
    """Cut out the statement with words around it, not beyond the paragraphs it stands in."""
    spans = spans_of([row], [1])
    first, last = min(span.start for span in spans), max(span.end for span in spans)
    held = [block for block in blocks if block.start < last and block.end > first]
    start = max(min((block.start for block in held), default=first), first - _AROUND)
    end = min(max((block.end for block in held), default=last), last + _AROUND)
    return pieces(text, int(start), int(end), spans)


def _told(row, number: int, codes: list[dict], actors) -> dict:
    return {"number": number, "who": _named(row.actor_id, actors), "cue_class": row.cue_class,
            "said": day_text(row.said_from, row.said_to),
            "codes": "; ".join(f"{code['title']}: {code['label']}" for code in codes)}  # fmt: skip


def _clean(cut: list) -> list[dict]:
    return [{"text": printable(piece.text), "role": piece.role, "begins": piece.begins} for piece in cut]


def _row(table: pd.DataFrame, key: str, value: str) -> pd.Series:
    found = table[table[key].eq(value)]
    if found.empty:
        known_id(value, table[key], key)
    return found.iloc[0]


def _or(value, instead: str = "") -> str:
    return instead if pd.isna(value) else str(value)
