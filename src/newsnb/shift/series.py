"""The series behind the figure: every coded statement of an actor, or of all who speak for it, in order of time.

The row number (index ``no``) is the number that the figure writes into the marker, so that a point can be found in the
table below it.
"""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

import pandas as pd

from newsnb.positions.effective import effective_positions

SERIES_COLUMNS = (
    "statement_id", "issue", "position", "said_from", "said_to", "mid", "precision_days", "actor_id", "lang", "outlet",
    "source_id", "article_id", "reported_by", "n_reports", "confidence", "text", "coder", "rule",
)  # fmt: skip

_SAME_STATEMENT = ["actor_id", "issue", "position", "said_from", "said_to"]


def position_series(
    statements: pd.DataFrame,
    positions: pd.DataFrame,
    articles: pd.DataFrame,
    registry,
    *,
    actors: str | Iterable[str],
    issues: str | Iterable[str] | None = None,
    codebook=None,
    unit: str = "report",
    hearsay: bool = True,
) -> pd.DataFrame:
    """List the coded statements of an actor and of everybody who speaks for it.

    Parameters
    ----------
    statements, positions, articles
        The tables of `newsnb.schemas`. Where a person has coded a statement, the person's code counts.
    registry
        Actor registry (`newsnb.statements.actors`), or a mapping of actor id to the id it is affiliated with (None at
        the top). Actors whose chain of affiliations reaches one of ``actors`` are rolled up into it.
    actors
        Actor id or ids, for example ``"kremlin"``.
    issues
        Issue id or ids. All coded issues when omitted.
    codebook
        Codebook whose issues are known even if nobody has spoken on them yet.
    unit
        ``"report"``: a row for each statement of each article. ``"statement"``: the same actor, issue, position and
        dates reported by several articles make one row, counted in ``n_reports``.
    hearsay
        Keep statements that somebody outside ``actors`` puts into their mouth (``reported_by`` names who).

    Returns
    -------
    pandas.DataFrame
        Index ``no`` = 1, 2, ...; sorted by said_from, said_to, statement_id, undated rows last. ``position`` is never
        missing: statements on an issue without a level are left out. ``mid`` is the middle of the dating interval and
        ``precision_days`` its length less one (0 = known to the day); both are missing where an end is open.
        Empty when the actors are known but silent.

    Raises
    ------
    KeyError
        If an actor or an issue is not known: a misspelt id should not read as silence. The nearest ids are named.
    ValueError
        If ``unit`` is neither of the two.
    """
    if unit not in ("report", "statement"):
        raise ValueError(f"unit {unit!r}: expected 'report' or 'statement'")
    wanted = members(actors, registry, known=_speakers(statements))
    coded = effective_positions(positions).dropna(subset=["position"])
    coded = coded[coded["issue"].isin(_known_issues(issues, positions, codebook))]
    spoken = _spoken(statements, wanted, hearsay)
    rows = coded.merge(spoken, on="statement_id", suffixes=("", "_attribution"), validate="many_to_one")
    sources = articles[["article_id", "source_id", "outlet"]]
    rows = rows.merge(sources, on="article_id", how="left", validate="many_to_one")
    return in_order(_one_per_statement(rows) if unit == "statement" else rows)


def members(actors: str | Iterable[str], registry, *, known: Iterable[str] = ()) -> frozenset[str]:
    """Collect the actors whose chain of affiliations reaches one of ``actors``, those included.

    Raises
    ------
    KeyError
        For an id that is neither in the registry nor in ``known`` (the speakers found); names the nearest ones.
    """
    affiliation = _affiliations(registry)
    every = set(affiliation) | set(known)
    wanted = frozenset([actors] if isinstance(actors, str) else actors)
    for actor in sorted(wanted):
        _require(actor, every, "actor")
    return frozenset(actor for actor in every if wanted & _chain(actor, affiliation))


def _chain(actor: str, affiliation: Mapping[str, str | None]) -> set[str]:
    """Give the actor and all it belongs to; a circle of affiliations ends where it began."""
    chain = set()
    while actor and actor not in chain:
        chain.add(actor)
        actor = affiliation.get(actor)
    return chain


def _affiliations(registry) -> dict[str, str | None]:
    if isinstance(registry, Mapping):
        return dict(registry)
    return {actor.id: actor.affiliation for actor in registry.actors.values()}


def _require(wanted: str, known: Iterable[str], what: str) -> None:
    known = sorted(known)
    if wanted in known:
        return
    near = get_close_matches(wanted, known, n=3, cutoff=0.5)
    hint = f"did you mean {', '.join(near)}?" if near else f"known are {', '.join(known[:20])}"
    raise KeyError(f"no {what} {wanted!r}; {hint}")


def _speakers(statements: pd.DataFrame) -> set[str]:
    return set(statements["actor_id"]) | set(statements["on_behalf_of"].dropna())


def _known_issues(issues, positions: pd.DataFrame, codebook) -> list[str]:
    known = sorted(set(positions["issue"]) | {issue.id for issue in (codebook.issues if codebook else ())})
    if issues is None:
        return known
    wanted = [issues] if isinstance(issues, str) else list(issues)
    for issue in wanted:
        _require(issue, known, "issue")
    return wanted


def _spoken(statements: pd.DataFrame, wanted: frozenset[str], hearsay: bool) -> pd.DataFrame:
    """Select what the wanted actors say, and who outside them reports it."""
    speaker = statements.set_index("statement_id")["actor_id"]
    outer = statements["nested_in"].map(speaker)
    told = statements.assign(reported_by=outer.where(~outer.isin(wanted)).astype("str"))
    own = told["actor_id"].isin(wanted) | told["on_behalf_of"].isin(wanted)
    spoken = told[own if hearsay else own & told["reported_by"].isna()]
    names = ["statement_id", "article_id", "lang", "text", "actor_id", "reported_by", "said_from", "said_to"]
    return spoken[names]


def _one_per_statement(rows: pd.DataFrame) -> pd.DataFrame:
    groups = rows.sort_values("statement_id").groupby(_SAME_STATEMENT, dropna=False, sort=False)
    # Undated statements cannot be told to be the same: each stays.
    dated = rows["said_from"].notna() & rows["said_to"].notna()
    first = ~rows.index.isin(groups.cumcount()[lambda count: count > 0].index) | ~dated
    size = groups["statement_id"].transform("size").where(dated, 1)
    return rows.assign(n_reports=size)[first]


def in_order(rows: pd.DataFrame) -> pd.DataFrame:
    """Put the rows of a series in order of time and number them."""
    length = rows["said_to"] - rows["said_from"]
    rows = rows.assign(mid=rows["said_from"] + length / 2, precision_days=length.dt.days.astype("Int64"))
    if "n_reports" not in rows:
        rows = rows.assign(n_reports=1)
    rows = rows.sort_values(["said_from", "said_to", "statement_id", "issue"], na_position="last", kind="stable")
    rows = rows[list(SERIES_COLUMNS)].reset_index(drop=True)
    rows.index = pd.RangeIndex(1, len(rows) + 1, name="no")
    return rows
