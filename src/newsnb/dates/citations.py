"""Nothing is published before what it cites: an article that prints another's headline came later."""

from newsnb.dates.constraints import Constraint, within
from newsnb.dates.evidence import Passage
from newsnb.dates.intervals import Interval
from newsnb.phrases import PhraseIndex, variants, words_of

_SHORTEST = 6  # words of a headline; a shorter one is found in texts that do not cite it


def citations(titles: dict[str, str], passages: dict[str, list[Passage]], lang: str) -> list[tuple[str, str]]:
    """Find who prints whose headline.

    Parameters
    ----------
    titles
        Article id to headline, of the articles in one language. A headline that several articles carry is left out.
    passages
        Article id to the kept blocks of its text.
    lang
        The language.

    Returns
    -------
    list of tuple
        (citing article, cited article), sorted.
    """
    owners: dict[tuple, list[str]] = {}
    for article_id, title in titles.items():
        words = variants(title)[0]
        if len(words) >= _SHORTEST:
            owners.setdefault(words, []).append(article_id)
    known = [(titles[ids[0]], ids[0]) for ids in owners.values() if len(ids) == 1]
    if not known:
        return []
    index = PhraseIndex(known, lang)
    found = {
        (article_id, cited)
        for article_id, blocks in passages.items()
        for block in blocks
        if block.kind == "body"
        for hit in index.scan(words_of(block.text))
        for cited in hit.entries
        if cited != article_id
    }
    return sorted(pair for pair in found if pair[::-1] not in found)


def citation_bounds(
    pairs: list[tuple[str, str]], known: dict[str, Interval], titles: dict[str, str]
) -> dict[str, list[tuple[str, Interval]]]:
    """Say what citations mean for the days: who cites is not earlier, who is cited not later.

    Parameters
    ----------
    pairs
        From `citations`.
    known
        Article id to its interval without regard to citations.
    titles
        Article id to headline.

    Returns
    -------
    dict
        Article id to pairs of words and the interval in which it must lie.
    """
    found: dict[str, list[tuple[str, Interval]]] = {}
    for citing, cited in pairs:
        words = f"cites “{titles[cited]}”"
        found.setdefault(citing, []).append((words, Interval(known[cited].start, None)))
        words = f"cited in “{titles.get(citing, citing)}”"
        found.setdefault(cited, []).append((words, Interval(None, known[citing].end)))
    return {article: sorted(bounds, key=lambda bound: bound[0]) for article, bounds in found.items()}


def citation_evidence(bounds: dict[str, list[tuple[str, Interval]]]) -> dict[str, list[Constraint]]:
    """Turn the bounds of `citation_bounds` into constraints."""
    return {
        article: [Constraint("citation", words, within(interval)) for words, interval in found]
        for article, found in bounds.items()
    }
