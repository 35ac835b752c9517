"""Scores of statements against hand-coded gold: what is found, who says it, when, and on which position.

A found statement matches a gold one when the words of their contents overlap (Jaccard index of the two sets of words,
each word with its place, at least 0.5). Pairs are made best first, each side once; the members of a gold *group* (one
cue, several codes) may also be matched together. *Optional* gold neither rewards nor punishes.
"""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from newsnb.records import read_records

_WORD = re.compile(r"\w+")
_OVERLAP = 0.5

SCORES = (
    "pages", "gold", "found", "precision", "recall", "f1", "speaker", "dated", "series_gold", "series_precision",
    "series_recall", "series_f1", "leaks",
)  # fmt: skip
"""Columns of `evaluate`, after the index ``lang``."""

PERSPECTIVE = ("kremlin", "peskov", "putin", "ushakov", "medinsky", "dmitriev")
"""Whose positions make the series that the gold was coded for."""


@dataclass(frozen=True)
class Match:
    """One found statement and the gold records it stands for (several where it merges a group)."""

    found: dict
    gold: tuple[dict, ...]

    @property
    def counted(self) -> tuple[dict, ...]:
        """The gold records that count."""
        return tuple(record for record in self.gold if not record.get("optional"))


def read_texts(pages: list[dict], folder: Path) -> dict[str, str]:
    """Read the raw texts that gold pages are about: file name to text."""
    return {page["file"]: (Path(folder) / page["file"]).read_bytes().decode("utf-8") for page in pages}


def read_gold(path: Path) -> list[dict]:
    """Read gold: one page a line, with its statements."""
    return read_records(path)


def evaluate(
    records: list[dict], gold: list[dict], texts: dict[str, str], perspective: tuple[str, ...] = PERSPECTIVE
) -> pd.DataFrame:
    """Score found statements against gold pages.

    Parameters
    ----------
    records
        Lines of ``statements.jsonl`` (`newsnb.records.statement_records`).
    gold
        Gold pages (`read_gold`).
    texts
        File name to raw text.
    perspective
        Actor ids whose positions are the series.

    Returns
    -------
    pandas.DataFrame
        Index ``lang``: each language of the gold, then ``all``. Columns `SCORES`: ``pages``, ``gold`` (statements that
        count), ``found`` (statements that count, titles left out), ``precision``, ``recall`` and ``f1`` of statements;
        ``speaker``: share of matched ones with the right actor or the right words; ``dated``: share whose interval
        meets the true one and stays inside what the text supports; ``series_gold``: gold statements of ``perspective``
        that carry a position, and the same three figures for their (issue, position) pairs; ``leaks``: statements read
        from page furniture (a count).
    """
    by_page = defaultdict(list)
    for record in records:
        by_page[Path(record["source_id"]).name].append(record)
    counts: dict[str, Counter] = defaultdict(Counter)
    for page in gold:
        found = by_page.get(page["file"], [])
        counts[page["lang"]] += count_page(page, texts[page["file"]], found, frozenset(perspective))
    everything = sum(counts.values(), Counter())
    rows = {lang: _scores(counts[lang]) for lang in sorted(counts)} | {"all": _scores(everything)}
    return pd.DataFrame.from_dict(rows, orient="index", columns=list(SCORES)).rename_axis("lang")


def count_page(page: dict, text: str, found: list[dict], perspective: frozenset[str]) -> Counter:
    """Count hits and misses on one page."""
    matches, unmatched, missed = match(page["statements"], found, text)
    title = [page["title_span"]] if page.get("title_span") else []
    kept = page["body_spans"] + title
    extra = [record for record in unmatched if not (title and all(_touch(span, title) for span in record["content"]))]
    reached = [(m.found, record) for m in matches for record in m.counted]
    dated = [ok for record, truth in reached if (ok := _well_dated(record, truth["said_on"])) is not None]
    return Counter(
        pages=1,
        hits_found=sum(bool(m.counted) for m in matches),
        extra=len(extra),
        hits_gold=len(reached),
        missed=sum(not record.get("optional") for record in missed),
        speaker=sum(_right_speaker(record, truth) for record, truth in reached),
        datable=sum(bool(truth["said_on"].get("high")) for _, truth in reached),
        dated=sum(dated),
        leaks=sum(not any(_touch(span, kept) for span in record["content"]) for record in found),
    ) + _count_series(page, matches, unmatched, perspective)


def match(gold: list[dict], found: list[dict], text: str) -> tuple[list[Match], list[dict], list[dict]]:
    """Pair found statements with gold, best overlap first. Also gives the found and the gold that stay alone."""
    words = [m.span() for m in _WORD.finditer(text)]
    units = _units(gold, words)
    sets = [_words_in(words, record["content"]) for record in found]
    candidates = [
        (-_jaccard(own, unit_words), -len(members), j, members)
        for j, own in enumerate(sets)
        for members, unit_words in units
        if _jaccard(own, unit_words) >= _OVERLAP
    ]
    pairs: dict[int, tuple[int, ...]] = {}
    taken: set[int] = set()
    for *_, j, members in sorted(candidates, key=lambda c: c[:2]):
        if j not in pairs and not taken & set(members):
            pairs[j] = members
            taken |= set(members)
    matches = [Match(found[j], tuple(gold[i] for i in pairs[j])) for j in sorted(pairs)]
    alone = [record for j, record in enumerate(found) if j not in pairs]
    return matches, alone, [record for i, record in enumerate(gold) if i not in taken]


def _units(gold: list[dict], words) -> list[tuple[tuple[int, ...], frozenset[int]]]:
    """What can be matched: every gold record, and every group of several as one."""
    single = [_words_in(words, record["content"]) for record in gold]
    groups = defaultdict(list)
    for i, record in enumerate(gold):
        if record.get("group") is not None:
            groups[record["group"]].append(i)
    several = [tuple(members) for members in groups.values() if len(members) > 1]
    return [((i,), own) for i, own in enumerate(single)] + [
        (members, frozenset().union(*(single[i] for i in members))) for members in several
    ]


def _words_in(words: list[tuple[int, int]], spans) -> frozenset[int]:
    return frozenset(i for i, word in enumerate(words) if _touch(word, spans))


def _jaccard(one: frozenset, other: frozenset) -> float:
    union = len(one | other)
    return len(one & other) / union if union else 0.0


def _touch(span, spans) -> bool:
    return any(span[0] < end and start < span[1] for start, end in spans)


def _right_speaker(record: dict, truth: dict) -> bool:
    if record.get("actor_id") in {truth["speaker"], *truth.get("co_speakers", [])}:
        return True
    return bool(record.get("source") and truth.get("speaker_span")) and _touch(
        record["source"], [truth["speaker_span"]]
    )


def _well_dated(record: dict, truth: dict) -> bool | None:
    """Tell whether an interval meets the true one and claims no more than the text supports; None: nothing to tell."""
    first, last = record.get("said_from"), record.get("said_to")
    if not first or not last or not truth.get("high"):
        return None
    low, high = truth.get("low") or "0000", truth["high"]
    meets = first <= high and last >= low
    return meets and first >= (truth.get("accept_low") or low) and last <= (truth.get("accept_high") or high)


def _codes(truth: dict) -> set[tuple[str, int | None]]:
    """All codes a fair reader could give."""
    issues = [truth["issue"], *truth.get("issue_alt", [])]
    levels = [truth["position"], *truth.get("position_alt", [])]
    return {(issue, level) for issue in issues for level in levels}


def _count_series(page: dict, matches: list[Match], unmatched: list[dict], perspective: frozenset[str]) -> Counter:
    code_of = {id(truth): (m.found.get("issue"), m.found.get("position")) for m in matches for truth in m.gold}
    wanted = [
        truth
        for truth in page["statements"]
        if not truth.get("optional") and truth["position"] is not None and truth["speaker"] in perspective
    ]
    hits = sum(code_of.get(id(truth)) in _codes(truth) for truth in wanted)
    given = [m for m in [*matches, *(Match(record, ()) for record in unmatched)] if _in_series(m, perspective)]
    wrong = sum(not any((m.found["issue"], m.found["position"]) in _codes(truth) for truth in m.gold) for m in given)
    return Counter(series_hits=hits, series_missed=len(wanted) - hits, series_wrong=wrong)


def _in_series(m: Match, perspective: frozenset[str]) -> bool:
    said_for = {m.found.get("actor_id"), m.found.get("on_behalf_of")}
    only_optional = bool(m.gold) and not m.counted
    return m.found.get("position") is not None and bool(said_for & perspective) and not only_optional


def _scores(c: Counter) -> list:
    found, gold = c["hits_found"] + c["extra"], c["hits_gold"] + c["missed"]
    precision, recall = _share(c["hits_found"], found), _share(c["hits_gold"], gold)
    right = _share(c["series_hits"], c["series_hits"] + c["series_wrong"])
    complete = _share(c["series_hits"], c["series_hits"] + c["series_missed"])
    return [
        c["pages"], gold, found, precision, recall, _f1(precision, recall),
        _share(c["speaker"], c["hits_gold"]), _share(c["dated"], c["datable"]),
        c["series_hits"] + c["series_missed"], right, complete, _f1(right, complete), c["leaks"],
    ]  # fmt: skip


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
