"""How far apart actors stand: on one issue, and between given camps."""

import numpy as np
import pandas as pd

from newsnb.networks.selection import Selection, select_statements

FEW_ACTORS = 3


def polarisation(events: pd.DataFrame, variable1: str = "actor", variable2: str = "issue", **selection) -> pd.DataFrame:
    """Measure for every issue how far apart the actors stand on it.

    Each actor has one voice on an issue: the mean level of its statements there. With n actors at p_1 ... p_n on a
    scale of width R,

        polarisation = sum over pairs |p_a - p_b| / (R * floor(n / 2) * ceil(n / 2)),

    the mean distance between two actors over the largest there can be with n actors: 0 where all stand at one point, 1
    where two halves stand at the two ends.

    Parameters
    ----------
    events, variable1, variable2, **selection
        As in `affiliation_network`: voices are variable 1, issues variable 2.

    Returns
    -------
    pandas.DataFrame
        Index: issues. ``polarisation`` (0 to 1, missing below two actors), ``mean`` (of the actors' positions),
        ``sidedness`` (share of the smaller side among statements above or below the middle of the scale, 0 to 0.5;
        missing where none takes a side), ``n_actors``, ``n_statements``, ``n_documents`` and ``warning`` (empty, or why
        to be careful).

    Raises
    ------
    ValueError
        If the qualifier is a category: categories have no distance.
    """
    chosen = Selection.of({"variable1": variable1, "variable2": variable2, **selection})
    selected = select_statements(events, chosen, use_qualifier=True)
    if selected.qualifier_type == "category":
        raise ValueError(f"qualifier={chosen.qualifier!r} holds categories; allowed: boolean or integer levels")
    levels = selected.levels or (0,)
    spread = float(max(levels) - min(levels)) or 1.0
    middle = (max(levels) + min(levels)) / 2
    rows = [_issue(group, chosen, spread, middle) for _, group in selected.statements.groupby(variable2, sort=True)]
    names = ["polarisation", "mean", "sidedness", "n_actors", "n_statements", "n_documents", "warning"]
    return pd.DataFrame(
        rows,
        index=pd.Index(selected.columns if not chosen.isolates else _spoken(selected), name=variable2),
        columns=names,
    )


def camp_polarisation(congruence: pd.DataFrame, conflict: pd.DataFrame, camps: dict[str, str]) -> pd.Series:
    """Measure how well given camps explain who agrees and who disagrees.

    Parameters
    ----------
    congruence, conflict
        The two networks over the same actors.
    camps
        Actor to camp. Actors without a camp are left out.

    Returns
    -------
    pandas.Series
        ``agreement_within``: share of all congruence that lies within camps. ``conflict_between``: share of all
        conflict that lies between them. ``polarisation``: share of both together in the right place (1: agreement only
        within, conflict only between; after the ideal of Leifeld and Fisher 2025). ``ei_index``: congruence between
        minus within over their sum (Krackhardt and Stern 1988; -1 all within, 1 all between). Missing where there are
        no ties. ``n_actors``.
    """
    actors = [actor for actor in congruence.index if actor in camps and actor in conflict.index]
    camp = np.array([camps[actor] for actor in actors], dtype=object)
    same = camp[:, None] == camp[None, :]
    agree = congruence.loc[actors, actors].to_numpy(dtype=float) / 2
    differ = conflict.loc[actors, actors].to_numpy(dtype=float) / 2
    inside, outside = agree[same].sum(), agree[~same].sum()
    between = differ[~same].sum()
    return pd.Series(
        {
            "agreement_within": _share(inside, agree.sum()),
            "conflict_between": _share(between, differ.sum()),
            "polarisation": _share(inside + between, agree.sum() + differ.sum()),
            "ei_index": _share(outside - inside, agree.sum()),
            "n_actors": float(len(actors)),
        }
    )


def _issue(group: pd.DataFrame, chosen: Selection, spread: float, middle: float) -> tuple:
    levels = group[chosen.qualifier].astype(float)
    voices = levels.groupby(group[chosen.variable1]).mean().sort_values().to_numpy()
    n = len(voices)
    # In ascending order, voice number i (from 0) is the larger in i pairs and the smaller in n - 1 - i.
    apart = float((voices * (2 * np.arange(n) - n + 1)).sum())
    value = apart / (spread * (n // 2) * (n - n // 2)) if n > 1 else np.nan
    above, below = int((levels > middle).sum()), int((levels < middle).sum())
    sided = min(above, below) / (above + below) if above + below else np.nan
    return (
        value,
        float(voices.mean()),
        sided,
        n,
        len(group),
        group[chosen.document].nunique(),
        _careful(n, group, chosen),
    )


def _careful(n: int, group: pd.DataFrame, chosen: Selection) -> str:
    if n < 2:
        return "one actor: no distance"
    if n < FEW_ACTORS:
        return "two actors only"
    return "all from one document" if len(set(group[chosen.document])) == 1 else ""


def _spoken(selected) -> list[str]:
    return sorted(selected.statements[selected.selection.variable2].unique())


def _share(part: float, whole: float) -> float:
    return float(part / whole) if whole else np.nan
