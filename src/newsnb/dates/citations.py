"""Nothing is published before what it cites: an article that prints another's headline came later."""

from newsnb.dates.constraints import Constraint, Solution, within
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


def citation_evidence(pairs: list[tuple[str, str]], solutions: dict[str, Solution], titles: dict[str, str]):
    """Turn citations into constraints: who cites is not earlier, who is cited not later.

    Returns
    -------
    dict
        Article id to its further constraints.
    """
    found: dict[str, list[Constraint]] = {}
    for citing, cited in pairs:
        start, end = solutions[cited].interval.start, solutions[citing].interval.end
        words = f"cites “{titles[cited]}”"
        found.setdefault(citing, []).append(Constraint("citation", words, within(Interval(start, None))))
        words = f"cited in “{titles.get(citing, citing)}”"
        found.setdefault(cited, []).append(Constraint("citation", words, within(Interval(None, end))))
    return found
