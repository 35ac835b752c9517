"""The same statement in several outlets or languages: found, and counted once or as often as it was reported.

Two records in different documents are taken for one statement when they have the same speaker, could have been said on
one day, are on the same issue with the same position, and one of three things ties their contents:

*wording*
    same language, and the letters agree: Jaccard's index of the sets of four-letter sequences, after folding letters
    that readers take for the same;
*meaning*
    vectors from a multilingual model that the caller brings (optional), by their cosine;
*coding*
    different languages without such vectors: both days are known closely, there is a position, the contents mention the
    same people, and there is only one such statement in either language. Weaker than the others; it can be turned off.

Within a pair of documents each record is matched at most once, best match first. Whatever is tied directly or through
others is one statement.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from newsnb.networks.pairs import Contents, Embed, possible_pairs

BASES = ("wording", "meaning", "coding")


@dataclass(frozen=True)
class CarrierRules:
    """When two records are one statement.

    Attributes
    ----------
    wording
        Smallest Jaccard index, 0 to 1.
    meaning
        Smallest cosine, -1 to 1.
    coding
        Whether coding alone can tie records in different languages.
    coding_days
        Longest interval, in days, that counts as a closely known date for *coding*.
    targets
        For *coding*: smallest share of the mentioned people that both mention.
    """

    wording: float = 0.45
    meaning: float = 0.85
    coding: bool = True
    coding_days: int = 7
    targets: float = 0.5


def find_carriers(
    statements: pd.DataFrame,
    events: pd.DataFrame,
    rules: CarrierRules | None = None,
    embed: Embed | None = None,
) -> pd.DataFrame:
    """Group the records of the same statement.

    Parameters
    ----------
    statements
        The statements table: wording and people mentioned.
    events
        Event list of the same statements: speaker, dates, issue and position.
    rules
        Thresholds.
    embed
        Texts to one vector each, from a multilingual sentence model; without it meaning is not compared.

    Returns
    -------
    pandas.DataFrame
        One row for each statement, in the order of ``statements``: ``statement_id``; ``said_id``, the id of the first
        record of its group (its own where it stands alone); ``basis``, what ties it to the group (one of `BASES`, the
        strongest; empty where it stands alone); ``similarity`` of that tie, 0 to 1 (1 for coding).
    """
    rules = rules or CarrierRules()
    records = _records(statements, events)
    alike = Contents.of(records, embed)
    found = [fit for pairs in possible_pairs(records) for fit in _candidates(records, pairs, alike, rules)]
    return _grouped(statements, events, _ties(found, records))


def merge_carriers(events: pd.DataFrame, carriers: pd.DataFrame, document: str = "article_id") -> pd.DataFrame:
    """Keep one event for each statement and issue, however often it was reported.

    Parameters
    ----------
    events
        Event list: one row a report.
    carriers
        From `find_carriers`.
    document
        Column with the document.

    Returns
    -------
    pandas.DataFrame
        The earliest report of each statement on each issue, with ``said_id``, ``n_reports`` (documents), and
        ``carriers`` and ``langs`` (outlets, or documents where the outlet is not known, and languages, sorted, joined
        by ``"; "``). Use it in place of the event list to count per statement instead of per report.
    """
    joined = events.merge(carriers[["statement_id", "said_id"]], on="statement_id", how="left", validate="many_to_one")
    joined["said_id"] = joined["said_id"].fillna(joined["statement_id"])
    joined["carrier"] = joined["outlet"].fillna(joined[document]) if "outlet" in joined else joined[document]
    # Missing issues are a group of their own, not rows to lose.
    groups = joined.groupby(["said_id", joined["issue"].fillna("")], sort=False)
    kept = joined.loc[groups.head(1).index].copy()
    kept["n_reports"] = groups[document].transform("nunique").loc[kept.index]
    kept["carriers"] = groups["carrier"].transform(_listed).loc[kept.index]
    kept["langs"] = groups["lang"].transform(_listed).loc[kept.index]
    return kept.drop(columns="carrier").reset_index(drop=True)


def _records(statements: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Give one row a statement and issue, with what the rules look at."""
    wanted = ["statement_id", "article_id", "lang", "text", "targets"]
    coded = events[["statement_id", "actor", "issue", "position", "date_from", "date_to"]]
    records = statements[wanted].merge(coded, on="statement_id", validate="one_to_many")
    return records.dropna(subset=["actor"]).reset_index(drop=True)


def _candidates(records, pairs, alike: Contents, rules: CarrierRules) -> list[tuple]:
    """List the pairs that are one statement by some rule: strength of the basis, distance, first, second."""
    document, lang = pd.factorize(records["article_id"])[0], pd.factorize(records["lang"])[0]
    apart = document[pairs[0]] != document[pairs[1]]
    one, other = np.minimum(*pairs)[apart], np.maximum(*pairs)[apart]
    same = lang[one] == lang[other]
    wording = alike.wording(one, other)
    found = [("wording", same & (wording >= rules.wording), wording)]
    if alike.vectors is not None:
        meaning = alike.meaning(one, other)
        found.append(("meaning", meaning >= rules.meaning, meaning))
    elif rules.coding:
        found.append(("coding", ~same & _same_coding(records, one, other, ~same, rules), np.ones(len(one))))
    return [
        (BASES.index(basis), -float(likeness[n]), int(one[n]), int(other[n]))
        for basis, fits, likeness in found
        for n in np.flatnonzero(fits)
    ]


def _same_coding(records, one: np.ndarray, other: np.ndarray, wanted: np.ndarray, rules: CarrierRules) -> np.ndarray:
    """Tell of which of the wanted pairs the coding alone says enough."""
    days = (records["date_to"] - records["date_from"]).dt.days
    close = (days.lt(rules.coding_days) & records["issue"].notna() & records["position"].notna()).to_numpy()
    mentioned, alike = records["targets"].to_numpy(), np.zeros(len(one), dtype=bool)
    for n in np.flatnonzero(wanted & close[one] & close[other]):
        mine, theirs = (
            set(people) if people is not None else set() for people in (mentioned[one[n]], mentioned[other[n]])
        )
        alike[n] = bool(mine | theirs) and len(mine & theirs) >= rules.targets * len(mine | theirs)
    return alike


def _ties(candidates: list[tuple], records: pd.DataFrame) -> list[tuple]:
    """Settle who is tied to whom: first by wording or meaning, then by coding where there is no doubt."""
    ids = records["statement_id"].to_numpy()
    coding = BASES.index("coding")
    words = _one_to_one([fit for fit in candidates if fit[0] != coding], records)
    by_coding = {(ids[i], ids[j]): ("coding", 1.0) for basis, _, i, j in candidates if basis == coding}
    return words + _unmistakable(words, [(*ends, *basis) for ends, basis in by_coding.items()], records)


def _one_to_one(candidates: list[tuple], records: pd.DataFrame) -> list[tuple]:
    """Match each record at most once with each other document, best match first."""
    ids, documents = records["statement_id"].to_numpy(), records["article_id"].to_numpy()
    matched, ties = set(), []
    for basis, distance, i, j in sorted(candidates):
        ends = {(ids[i], documents[j]), (ids[j], documents[i])}
        if not ends & matched:
            matched |= ends
            ties.append((ids[i], ids[j], BASES[basis], -distance))
    return ties


def _unmistakable(words: list[tuple], by_coding: list[tuple], records: pd.DataFrame) -> list[tuple]:
    """Leave out ties by coding where a record could be any of several statements in the other language."""
    group = _components(list(dict.fromkeys(records["statement_id"])), words)
    lang = dict(zip(records["statement_id"], records["lang"], strict=True))
    could_be: dict[tuple, set] = {}
    for one, other, *_ in by_coding:
        could_be.setdefault((group[one], lang[other]), set()).add(group[other])
        could_be.setdefault((group[other], lang[one]), set()).add(group[one])

    def is_sure(one: str, other: str) -> bool:
        return len(could_be[group[one], lang[other]]) == len(could_be[group[other], lang[one]]) == 1

    return [tie for tie in by_coding if is_sure(tie[0], tie[1])]


def _components(ids: list[str], ties: list[tuple]) -> dict[str, int]:
    """Number what is tied directly or through others."""
    number = {name: n for n, name in enumerate(ids)}
    ends = ([number[tie[0]] for tie in ties], [number[tie[1]] for tie in ties])
    links = sparse.coo_array((np.ones(len(ties)), ends), shape=(len(ids), len(ids)))
    return dict(zip(ids, connected_components(links.tocsr(), directed=False)[1].tolist(), strict=True))


def _grouped(statements: pd.DataFrame, events: pd.DataFrame, ties: list[tuple]) -> pd.DataFrame:
    ids = list(statements["statement_id"])
    group = _components(ids, ties)
    order = {name: n for n, name in enumerate(events["statement_id"].drop_duplicates())}
    first = {}
    for name in sorted(ids, key=lambda name: (order.get(name, len(order)), name)):
        first.setdefault(group[name], name)
    best: dict[str, tuple] = {}
    for one, other, basis, likeness in ties:
        for end in (one, other):
            best[end] = min(best.get(end, (len(BASES), 0.0)), (BASES.index(basis), -likeness))
    rows = [
        (
            name,
            first[group[name]],
            BASES[best[name][0]] if name in best else "",
            -best[name][1] if name in best else np.nan,
        )
        for name in ids
    ]
    return pd.DataFrame(rows, columns=["statement_id", "said_id", "basis", "similarity"])


def _listed(values: pd.Series) -> str:
    return "; ".join(sorted(set(values.dropna().astype(str))))
