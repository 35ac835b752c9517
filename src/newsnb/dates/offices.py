"""What an office says about the day of a text: when it was held, and by whom it must be meant."""

from collections.abc import Callable, Iterable, Iterator

from newsnb.dates.constraints import either
from newsnb.dates.context import Context
from newsnb.dates.intervals import Interval

# A role this short says when the text was written; a longer one only that it was not written before.
PASSING_ROLE = 200


def names_and_offices(contexts: Iterable[Context], registry) -> tuple[frozenset[str], list[list]]:
    """Give the ids of all actors that an article names, and the offices named in each of its passages."""
    if registry is None:
        return frozenset(), [[] for _ in contexts]
    found = [registry.names_and_offices(one.text, one.language.code, one.words) for one in contexts]
    return frozenset().union(*(names for names, _ in found)), [offices for _, offices in found]


def office_evidence(mentions: list, context: Context, named: frozenset[str]) -> Iterator[tuple]:
    """Yield (rule, mention, narrowing) of every office that bounds the day of a text.

    Parameters
    ----------
    mentions
        The offices named in a passage of the article.
    context
        The passage.
    named
        The actors that the whole article names. An office whose holder is not named bounds nothing, unless it is a
        passing one with its country: "the foreign minister" may be one whom the registry does not know.
    """
    by_span: dict[tuple[int, int], list] = {}
    for mention in mentions:
        if mention.role and not context.is_retrospective(mention.start, mention.end):
            by_span.setdefault((mention.start, mention.end), []).append(mention)
    for mentions in by_span.values():
        found = _bound(mentions, named)
        if found:
            yield found[0], mentions[0], found[1]


def _bound(mentions: list, named: frozenset[str]) -> tuple[str, Callable] | None:
    """Bound by the terms of those who can be meant: whole for a passing role, from below for an office."""
    terms = [Interval(mention.role.start, mention.role.end) for mention in mentions]
    passing = all(is_passing(term) for term in terms)
    known = any(mention.is_named or mention.actor_id in named for mention in mentions)
    if any(term.is_open for term in terms) or not (known or (passing and not mentions[0].is_general)):
        return None
    if passing:
        return "role", either(terms)
    return "office", either([Interval(term.start, None) for term in terms])


def is_passing(term: Interval) -> bool:
    """Tell whether an office was held for some weeks only: president-elect."""
    return term.days is not None and term.days <= PASSING_ROLE
