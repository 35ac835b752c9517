"""The event list: one row for each statement on each issue, with everything a network can run through.

Discourse Network Analyzer calls statements in time order an event list. Every projection of this package takes such a
frame, and any frame with a document, a date and the variables named in the call will do: a table coded elsewhere works
as well as one made here.
"""

import pandas as pd

EVENT_COLUMNS = (
    "statement_id",
    "article_id",
    "start",
    "outlet",
    "lang",
    "date",
    "date_from",
    "date_to",
    "actor",
    "principal",
    "organisation",
    "bloc",
    "via",
    "issue",
    "position",
    "text",
)
DATES = ("said", "said_from", "said_to", "published")
PEOPLE = ("person", "group")  # kinds of actor that speak within an organisation


def event_list(
    statements: pd.DataFrame,
    positions: pd.DataFrame,
    articles: pd.DataFrame,
    registry=None,
    date: str = "said",
) -> pd.DataFrame:
    """Join statements, their positions, their articles and their speakers into one row per statement and issue.

    Parameters
    ----------
    statements, positions, articles
        The tables declared in `newsnb.schemas`. Where a statement was coded by hand and by rule on an issue, the hand
        counts.
    registry
        Actor registry (`newsnb.statements.actors`). Without one an actor is its own organisation.
    date
        What the column ``date`` holds. ``"said"``: the middle day of the interval in which it was said, and missing
        where one end is open, because a middle of nothing is a guess. ``"said_from"``, ``"said_to"``: that end.
        ``"published"``: the middle day of the interval in which the article appeared (what DNA calls the date).

    Returns
    -------
    pandas.DataFrame
        Columns `EVENT_COLUMNS`, ordered by date (undated last), article, place in the article and issue.
        ``principal`` is who a spokesman speaks for, else the actor. ``organisation`` is the first body above a person
        or group in the registry, else the actor. ``issue`` is missing for a statement on no issue, ``position`` for
        one without a level; the projections leave out what they cannot use and count it.

    Raises
    ------
    ValueError
        If ``date`` is not one of `DATES`.
    """
    if date not in DATES:
        raise ValueError(f"date={date!r}; allowed: {', '.join(DATES)}")
    coded = effective_codes(positions)[["statement_id", "issue", "position"]]
    events = statements.merge(coded, on="statement_id", how="left", validate="one_to_many")
    known = articles[["article_id", "outlet", "published_from", "published_to"]]
    events = events.merge(known, on="article_id", how="left", validate="many_to_one")
    events = events.rename(columns={"actor_id": "actor", "said_from": "date_from", "said_to": "date_to"})
    events["start"] = [spans[0][0] if len(spans) else 0 for spans in events["content"]]
    events["date"] = _dates(events, date)
    events["principal"] = events["on_behalf_of"].fillna(events["actor"])
    events["organisation"] = events["actor"].map(_by_actor(events["actor"], registry, organisation_of))
    events["bloc"] = events["actor"].map(_by_actor(events["actor"], registry, _bloc_of))
    order = ["date", "article_id", "start", "statement_id", "issue"]
    return events.sort_values(order, kind="stable")[list(EVENT_COLUMNS)].reset_index(drop=True)


def effective_codes(positions: pd.DataFrame) -> pd.DataFrame:
    """Keep one row per statement and issue: people's codes before the rules' (see `effective_positions`)."""
    if positions["coder"].eq("auto").all():
        return positions
    from newsnb.positions.effective import effective_positions  # only here: it loads pandera

    return effective_positions(positions)


def middle_day(first: pd.Series, last: pd.Series) -> pd.Series:
    """Give the middle day of each interval (the earlier of two); missing where an end is open."""
    return (first + (last - first) / 2).dt.floor("D").astype("datetime64[us]")


def organisation_of(actor: str, registry) -> str:
    """Climb from a person or group to the first body above them; anyone else is their own organisation."""
    chain = registry.affiliation_chain(actor)
    bodies = (one for one in chain if one in registry.actors and registry.actors[one].kind not in PEOPLE)
    return next(bodies, chain[-1])


def _bloc_of(actor: str, registry) -> str | None:
    return registry.actors[actor].bloc


def _by_actor(actors: pd.Series, registry, look_up) -> dict:
    """Look every actor up once. An actor that the registry does not know is its own organisation, of no bloc."""
    unknown = {organisation_of: lambda actor: actor}.get(look_up, lambda actor: None)
    listed = registry.actors if registry is not None else {}
    return {
        actor: look_up(actor, registry) if actor in listed else unknown(actor) for actor in actors.dropna().unique()
    }


def _dates(events: pd.DataFrame, date: str) -> pd.Series:
    if date == "said_from":
        return events["date_from"]
    if date == "said_to":
        return events["date_to"]
    if date == "published":
        return middle_day(events["published_from"], events["published_to"])
    return middle_day(events["date_from"], events["date_to"])
