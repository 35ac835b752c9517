"""What a run has read and what it could not make sense of, as a page of text: ``reading.md``.

Articles in, skipped, undated, without a statement; statements without a speaker; languages without a file; and the
speakers that the registry does not know, written as entries for ``actors.yaml``.
"""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from newsnb.rows import tuples
from newsnb.statements.speakers import UNKNOWN

_MOST = 50
"""Names listed of each kind; the tables hold them all."""
_NO_FILE = "no language file for "


@dataclass
class Newcomer:
    """A speaker whom the registry does not know: statements, the words that name it in each language, first words."""

    statements: int = 0
    names: dict[str, Counter] = field(default_factory=dict)
    first: str = ""


@dataclass
class Reading:
    """Counts and first names of what is to be told; parts of a corpus are added one after the other."""

    langs: Counter = field(default_factory=Counter)
    statements: int = 0
    unattributed: int = 0
    lists: dict[str, list[str]] = field(default_factory=dict)
    counts: Counter = field(default_factory=Counter)
    no_file: Counter = field(default_factory=Counter)
    newcomers: dict[str, Newcomer] = field(default_factory=dict)

    def add(
        self, articles: pd.DataFrame, statements: pd.DataFrame, problems: pd.DataFrame, texts: Mapping[str, str], known
    ) -> None:
        """Take in the tables of a corpus or a part of it; ``known`` holds the ids of the registry."""
        self.langs.update(articles["lang"])
        self.statements += len(statements)
        self.unattributed += int(statements["actor_id"].eq(UNKNOWN).sum())
        undated = articles["published_from"].isna() & articles["published_to"].isna()
        silent = ~articles["article_id"].isin(statements["article_id"])
        self._list("undated", articles[undated])
        self._list("silent", articles[silent])
        self.add_problems(problems)
        sources = articles.set_index("article_id")["source_id"]
        for row in tuples(statements[~statements["actor_id"].isin([*known, UNKNOWN])]):
            self._meet(row, texts[sources[row.article_id]])

    def _list(self, kind: str, articles: pd.DataFrame) -> None:
        names = [row.source_id + (f", item {row.item}" if row.item else "") for row in tuples(articles)]
        self._note(kind, names)

    def _note(self, kind: str, names: list[str]) -> None:
        self.counts[kind] += len(names)
        listed = self.lists.setdefault(kind, [])
        listed += names[: _MOST - len(listed)]

    def add_problems(self, problems: pd.DataFrame) -> None:
        """Take in problems that belong to no article."""
        skipped = problems[problems["severity"].eq("skipped")]
        self._note("skipped", [f"{row.source_id}: {row.message}" for row in skipped.itertuples()])
        for message in skipped["message"]:
            if message.startswith(_NO_FILE):
                self.no_file[message.removeprefix(_NO_FILE).split(";")[0].strip("'")] += 1

    def _meet(self, row, text: str) -> None:
        newcomer = self.newcomers.setdefault(row.actor_id, Newcomer(first=row.text))
        newcomer.statements += 1
        if isinstance(row.source, list | tuple):
            words = " ".join(text[row.source[0] : row.source[1]].split())
            newcomer.names.setdefault(row.lang, Counter())[words] += 1

    def markdown(self) -> str:
        """Write the page."""
        articles = ", ".join(f"{lang} {count}" for lang, count in sorted(self.langs.items()))
        parts = [
            "# What was read\n",
            f"{self.langs.total()} articles ({articles or 'none'}), {self.statements} statements.\n",
            self._section("skipped", "Skipped", "Nothing was read of these; `problems.csv` says what to do."),
            self._languages(),
            self._section("undated", "Undated", "Nothing tells when these were published; `articles.csv` can say it."),
            self._section("silent", "Without a statement", "Nobody was found speaking in these."),
            f"## Unattributed\n\n{self.unattributed} of {self.statements} statements: the text does not say whose.\n",
            self._speakers(),
        ]
        return "\n".join(part for part in parts if part)

    def _section(self, kind: str, title: str, says: str) -> str:
        count, names = self.counts[kind], self.lists.get(kind, [])
        more = [f"- and {count - len(names)} more"] if count > len(names) else []
        listed = "\n".join([f"- {name}" for name in names] + more)
        return f"## {title}: {count}\n\n{says}\n\n{listed}\n" if count else f"## {title}: none\n"

    def _languages(self) -> str:
        if not self.no_file:
            return ""
        rows = "\n".join(f"- {code}: {count} pages" for code, count in sorted(self.no_file.items()))
        return f"## Languages without a file\n\n`docs/languages.md` tells how to add one.\n\n{rows}\n"

    def _speakers(self) -> str:
        if not self.newcomers:
            return "## New speakers: none\n"
        says = (
            "The registry does not know these. Delete who does not matter, correct the kind, add affiliation and\n"
            "bloc, and paste the rest at the end of a copy of `actors.yaml` beside your articles."
        )
        return f"## New speakers: {len(self.newcomers)}\n\n{says}\n\n```yaml\n{self.yaml()}```\n"

    def yaml(self) -> str:
        """Write the new speakers as entries of ``actors.yaml``, those who speak most first."""
        order = sorted(self.newcomers.items(), key=lambda item: (-item[1].statements, item[0]))
        return "".join(_entry(actor_id, newcomer) for actor_id, newcomer in order[: 4 * _MOST])


def _entry(actor_id: str, newcomer: Newcomer) -> str:
    """Write one entry; the name is the one used most, as it is printed."""
    counts = {lang: sorted(names, key=lambda name: (-names[name], name)) for lang, names in newcomer.names.items()}
    every = [name for lang in sorted(counts) for name in counts[lang][:1]]
    name = every[0] if every else actor_id.replace("_", " ")
    quoted = "".join(one for one in newcomer.first if one.isprintable())[:80]
    spelt = ", ".join(f"{lang}: [{_yaml(counts[lang][0])}]" for lang in sorted(counts))
    names = f"    names: {{{spelt}}}\n" if spelt else ""
    return (
        f"  {_yaml(actor_id)}:  # {newcomer.statements} x, first: {quoted}\n"
        f"    name: {_yaml(name)}\n    kind: person  # or institution, state, group, media, platform\n{names}"
    )


def _yaml(text: str) -> str:
    """Write a text as YAML reads it, whatever stands in it: JSON is YAML."""
    return json.dumps(text, ensure_ascii=False)


def reading_of(study) -> Reading:
    """Tell what a study has read."""
    reading = Reading()
    reading.add(study.articles, study.statements, study.problems, study.corpus.texts, study.actors.actors)
    return reading
