"""Statements and codes, page by page, where their keys have changed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from newsnb.runs.keys import Keys, digest
from newsnb.runs.pages import Settings, ToFind, find_pages
from newsnb.runs.reading import record_of
from newsnb.runs.spread import MOST_PAGES, MOST_TO_CODE, batch_size, batches, spread
from newsnb.runs.store import Store, pack, unpack


@dataclass(frozen=True)
class Work:
    """Pages to find statements in, and pages whose statements only have to be coded anew; by language, then name."""

    to_find: list[str]
    to_code: list[str]
    ids: dict[str, list[str]]


def copies(store: Store) -> dict[tuple[str, int], str]:
    """List the articles whose text stands in an earlier page already: source and item to the first page's name."""
    rows = store.db.execute(
        "SELECT name, source_id, item FROM articles WHERE name IN "
        "(SELECT name FROM articles GROUP BY name HAVING count(*) > 1) ORDER BY name, source_id, item"
    ).fetchall()
    found = {}
    for _, group in groupby(rows, key=lambda row: row[0]):
        first, *others = group
        found |= {(source_id, item): first[1] for _, source_id, item in others}
    return found


def ids_of(store: Store) -> Iterator[tuple[str, list[str]]]:
    """Name the articles of every page, in the order of the pages."""
    again = copies(store)
    rows = store.db.execute("SELECT source_id, item, name, name_of_copy FROM articles ORDER BY source_id, item")
    for source_id, group in groupby(rows, key=lambda row: row[0]):
        yield source_id, [copy if (source_id, item) in again else name for _, item, name, copy in group]


def work_of(store: Store, keys: Keys) -> Work:
    """Find out what has to be done."""
    ids, to_find, to_code = {}, [], []
    rows = store.select(
        "source_id, digest, lang, read_digest, found_key, found_digest, coded_key", "WHERE lang IS NOT NULL"
    )
    for (source_id, page, lang, read, found, found_digest, coded), (named, own) in zip(
        rows, ids_of(store), strict=True
    ):
        assert named == source_id
        if found != keys.found(page, read, own, lang):
            to_find.append((lang, source_id))
        elif coded != keys.coded(page, read, found_digest, lang):
            to_code.append((lang, source_id))
        else:
            continue
        ids[source_id] = own
    return Work([one for _, one in sorted(to_find)], [one for _, one in sorted(to_code)], ids)


def find(
    store: Store, keys: Keys, settings: Settings, work: Work, mapper: Callable, done: Callable = lambda: None
) -> tuple[int, dict[str, float], float]:
    """Find and code what there is to do.

    Parameters
    ----------
    done
        Called after each page.

    Returns
    -------
    tuple
        Pages that failed: they are not kept as done, so that the next run tries them again. Stage to seconds that the
        workers took together. The largest worker's memory in MiB; 0 if there was nothing to do.
    """
    peak = 0.0
    failures, seconds = 0, dict.fromkeys(("parsed", "statements", "positions"), 0.0)
    for wanted, only_codes in ((work.to_find, False), (work.to_code, True)):
        pages = (_page(store, one, work.ids[one], only_codes) for one in wanted)
        most = batch_size(len(wanted), MOST_TO_CODE if only_codes else MOST_PAGES)
        cut = batches(pages, lambda page: len(page.source.text), lambda page: page.read["lang"], most)
        for batch in spread(mapper, partial(find_pages, settings=settings), cut):
            with store.transaction():
                for page, result in batch:
                    if isinstance(result, dict):
                        peak = max(peak, result["peak"])
                        seconds = {stage: seconds[stage] + spent for stage, spent in result["seconds"].items()}
                    failures += not _keep(store, keys, page, result)
                    done()
    return failures, seconds, peak


def _page(store: Store, source_id: str, ids: list[str], only_codes: bool) -> ToFind:
    row = store.db.execute("SELECT found FROM pages WHERE source_id = ?", (source_id,)).fetchone()
    return ToFind(store.source(source_id), record_of(store, source_id), ids, unpack(row[0]) if only_codes else None)


def _keep(store: Store, keys: Keys, page: ToFind, result) -> bool:
    source_id, lang = page.source.source_id, page.read["lang"]
    failed = not isinstance(result, dict)
    if failed:
        found = {"statements": [], "problems": [_failure(page, result)], "sentences": {}}
        result = {"found": found, "coded": []}
    row = store.db.execute("SELECT digest, read_digest FROM pages WHERE source_id = ?", (source_id,)).fetchone()
    found_digest = digest(result["found"]["statements"])
    store.update(
        source_id,
        found_key=None if failed else keys.found(*row, page.ids, lang),
        found_digest=found_digest,
        found=pack(result["found"]),
        coded_key=None if failed else keys.coded(*row, found_digest, lang),
        coded=pack(result["coded"]),
    )
    return not failed


def _failure(page: ToFind, reason) -> dict:
    fault = f"{type(reason).__name__}: {reason}" if isinstance(reason, Exception) else reason.reason
    return {
        "source_id": page.source.source_id, "article_id": None, "stage": "attribute", "severity": "skipped",
        "place": page.source.place, "message": f"no statements were looked for: {fault}"[:300],
        "remedy": "look for damaged or machine-made text in the page; the next run tries it again",
    }  # fmt: skip
