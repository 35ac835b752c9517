"""A study: articles, actors, codebook and events, and everything computed from them. What a notebook opens.

`Study` only strings the stages together, each when first asked for, and keeps what it has computed.
"""

import os
from functools import cached_property
from pathlib import Path

import networkx as nx
import pandas as pd

from newsnb import lang as languages
from newsnb import overviews, schemas
from newsnb.articles import Corpus
from newsnb.articles.sources import as_given
from newsnb.dates.events import Event
from newsnb.lookups import Lookups, names_as_written
from newsnb.parsing import Parsed
from newsnb.positions.codebook import Codebook
from newsnb.statements.actors import ActorRegistry

_PROJECT = Path(__file__).parents[2] / "data"
_PACKAGED = Path(__file__).parent / "defaults"


def find_input(name: str, given: Path | str | None, paths: list[Path | str]) -> Path | None:
    """Find one of the researcher's files (``codebook.yaml``, ``actors.yaml``, ...).

    The path given; else the file of that name beside or above the articles; in ``data/`` where newsnb was started; in
    the project; in the package. ``None`` if there is none anywhere.
    """
    if given is not None:
        return Path(given)
    own = [path for path in paths if isinstance(path, Path)]  # beside a URL nothing is looked for
    beside = [folder / name for path in own for folder in (path if path.is_dir() else path.parent, path.parent)]
    return next((f for f in [*beside, *(d / name for d in (Path("data"), _PROJECT, _PACKAGED))] if f.is_file()), None)


class Study(Lookups):
    """Raw articles and what newsnb makes of them, stage by stage.

    Parameters
    ----------
    articles
        A folder, a glob, a file or a URL, or several of them.
    codebook, actors, events
        The researcher's files; found beside the articles or in ``data/`` when omitted (see `find_input`).
    metadata
        ``articles.csv`` with outlets and dates the researcher knows, or several such files; used only if it is given
        or lies beside the articles.
    models
        ``"bundled"``, ``"downloaded"`` or a folder of Stanza models.
    attribution
        ``"auto"``: rules, and the learned tagger for a language that has one; ``"rules"``: rules alone.
    cache
        Where parses are kept; the user's cache folder when omitted.
    progress
        Show progress bars.
    mapper
        How parsing is spread over workers (`newsnb.engine.open_engine`).

    Examples
    --------
    >>> study = Study("data/articles")  # doctest: +SKIP
    >>> study.series("kremlin", issue="us_contact")  # doctest: +SKIP
    """

    def __init__(
        self,
        articles,
        *,
        codebook=None,
        actors=None,
        events=None,
        metadata=None,
        models="bundled",
        attribution="auto",
        cache=None,
        progress=False,
        mapper=map,
    ):
        given = articles if isinstance(articles, list | tuple) else [articles]
        self.articles_from = [as_given(path) for path in given]
        self.codebook_from = find_input("codebook.yaml", codebook, self.articles_from)
        self.actors_from = find_input("actors.yaml", actors, self.articles_from)
        self.events_from = find_input("events.csv", events, self.articles_from)
        self.metadata_from = metadata or _beside(self.articles_from)
        self.models, self.attribution, self.cache = models, attribution, cache
        self.progress, self.mapper = progress, mapper
        self._series: pd.DataFrame | None = None

    # ------------------------------------------------------------ what the researcher gives

    @cached_property
    def actors(self) -> ActorRegistry:
        """The actor registry."""
        from newsnb.statements.actors import load_actors

        return load_actors(self.actors_from) if self.actors_from else ActorRegistry({})

    @cached_property
    def codebook(self) -> Codebook:
        """The codebook."""
        from newsnb.positions.codebook import load_codebook

        return load_codebook(self.codebook_from)

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """Known events."""
        from newsnb.dates.events import read_events

        return read_events(self.events_from) if self.events_from else ()

    # ------------------------------------------------------------ the stages

    @cached_property
    def corpus(self) -> Corpus:
        """Stage 1: articles, labelled blocks, dates."""
        if self._is_run:
            return self.__dict__["corpus"]
        from newsnb.articles import read_articles
        from newsnb.dates import date_articles

        read = read_articles(self.articles_from, metadata=self.metadata_from)
        return date_articles(read, registry=self.actors, events=self.events)

    @cached_property
    def parsed(self) -> Parsed:
        """Stage 2: sentences, words, heads, entities."""
        from newsnb.engine import whole
        from newsnb.parsing import parse

        return parse(
            self.corpus, models=self.models, cache_folder=self.cache, progress=self.progress, mapper=whole(self.mapper)
        )

    @cached_property
    def statements(self) -> pd.DataFrame:
        """Stage 3: who said what, when."""
        if self._is_run:
            return self.__dict__["statements"]
        from newsnb.statements import extract_statements
        from newsnb.statements.dating import date_statements

        found = extract_statements(
            self.parsed, self.corpus, self.actors, attribution=self.attribution, progress=self.progress
        )
        dated = date_statements(found, self.corpus, self.parsed.articles, registry=self.actors, events=self.events)
        return schemas.validate(dated, "statements")

    @cached_property
    def positions(self) -> pd.DataFrame:
        """Stage 4: what each statement says on each issue."""
        if self._is_run:
            return self.__dict__["positions"]
        from newsnb.parsing.document import sentence_spans
        from newsnb.positions.coder import code_positions

        spoken = set(self.statements["lang"])  # only these: compiling a language's phrases takes a second
        files = {code: languages.load(code) for code in languages.available() if code in spoken}
        sentences = sentence_spans(self.parsed.articles)
        return code_positions(self.statements, self.corpus, self.codebook, self.actors, files, sentences)

    @cached_property
    def graph(self) -> nx.MultiDiGraph:
        """Stage 5: actors, statements, issues and outlets, and what ties them."""
        from newsnb.networks import actor_statement_graph

        return actor_statement_graph(self.statements, self.positions, self.articles, self.actors)

    @cached_property
    def event_list(self) -> pd.DataFrame:
        """Statements, positions, articles and speakers joined: what the projected networks are made from."""
        from newsnb.networks import event_list

        return event_list(self.statements, self.positions, self.articles, self.actors)

    # ------------------------------------------------------------ tables and look-ups

    @property
    def event_table(self) -> pd.DataFrame:
        """Known events as a table for the timeline. Columns: ``event_id``, ``label``, ``from``, ``to``, ``draw``."""
        rows = [
            {"event_id": e.id, "label": e.label, "from": e.when.start, "to": e.when.end, "draw": e.draw}
            for e in self.events
        ]
        return pd.DataFrame(rows, columns=["event_id", "label", "from", "to", "draw"])

    @property
    def articles(self) -> pd.DataFrame:
        """The articles table."""
        return self.corpus.articles

    @property
    def blocks(self) -> pd.DataFrame:
        """The blocks table."""
        return self.corpus.blocks

    @cached_property
    def problems(self) -> pd.DataFrame:
        """Everything that was skipped, only partly read, or contradicts itself."""
        if self._is_run:
            return self.__dict__["problems"]
        rows = [table for table in (self.corpus.problems, self.parsed.problems) if len(table)]
        if not rows:
            return schemas.empty("problems")
        return schemas.validate(schemas.ordered_problems(pd.concat(rows, ignore_index=True)), "problems")

    @cached_property
    def _is_run(self) -> bool:
        """Whether `newsnb run` has the tables of this very study already; its notebooks are told where."""
        results = os.environ.get("NEWSNB_RESULTS")
        if not results or "corpus" in self.__dict__:
            return False
        from newsnb.runs.folder import take_tables

        return take_tables(Path(results), self)

    def take(self, corpus: Corpus, statements: pd.DataFrame, positions: pd.DataFrame) -> None:
        """Use the tables of a run instead of computing them; ``corpus`` holds the problems of all stages."""
        self.corpus, self.statements, self.positions, self.problems = corpus, statements, positions, corpus.problems

    def take_series(self, series: pd.DataFrame) -> None:
        """Use a series of the codebook's perspective that was put together elsewhere, from a larger corpus."""
        self._series = series

    def series(self, actor: str | list[str] | None = None, issue: str | list[str] | None = None) -> pd.DataFrame:
        """Coded statements of an actor and of all who speak for it, in the order they were said.

        Parameters
        ----------
        actor
            Actor id or ids; the codebook's perspective when omitted.
        issue
            Issue id or ids; all issues when omitted.
        """
        from newsnb.shift import position_series

        if actor is None and issue is None and self._series is not None:
            return self._series
        actors = actor or list(self.codebook.perspective)
        return position_series(
            self.statements, self.positions, self.articles, self.actors,
            actors=actors, issues=issue, codebook=self.codebook,
        )  # fmt: skip

    @cached_property
    def names(self) -> dict[str, str]:
        """Id of every actor and issue to its label; speakers the registry does not know are called as in the text."""
        actors = {actor.id: actor.name for actor in self.actors.actors.values()}
        actors |= names_as_written(self.statements, self.corpus, actors)
        return actors | {issue.id: issue.label for issue in self.codebook.issues}

    @property
    def levels(self) -> tuple[int, ...] | None:
        """All levels of the codebook's scales, so that a distance does not hang on which of them occur."""
        return tuple(sorted({level.value for issue in self.codebook.issues for level in issue.scale})) or None

    def sequence(self, actor: str | list[str] | None = None, issue: str | list[str] | None = None) -> pd.DataFrame:
        """Put the series into words: when, who, on what, which level, in which words (`newsnb.overviews.sequence`)."""
        return overviews.sequence(self.series(actor, issue), self.codebook, self.names)

    def speakers(self) -> pd.DataFrame:
        """Everybody who speaks, those who speak most first (`newsnb.overviews.speakers`)."""
        return overviews.speakers(self.statements, self.actors, self.names)

    def relays(self) -> pd.DataFrame:
        """Who passes on whose words (`newsnb.overviews.relays`)."""
        return overviews.relays(self.statements, self.names)

    def examples(self) -> pd.DataFrame:
        """One article and one statement of each language to look at closely (`newsnb.overviews.examples`)."""
        return overviews.examples(self.statements, self.positions)

    def trace(self, statement_id: str) -> pd.DataFrame:
        """Follow a statement back to the words it rests on (`newsnb.overviews.trace`)."""
        return overviews.trace(statement_id, self.statements, self.positions, self.corpus, self.names)

    def new_actors(self) -> pd.DataFrame:
        """Speakers that the registry does not know. Columns: ``actor_id``, ``statements``, ``first_words``."""
        unknown = self.statements[~self.statements["actor_id"].isin(self.actors.actors)]
        table = unknown.groupby("actor_id").agg(statements=("text", "size"), first_words=("text", "first"))
        return table.sort_values(["statements"], ascending=False, kind="stable").reset_index()

    def reading(self):
        """Tell what was read, what was not, and who is new (`newsnb.reading_report.Reading`)."""
        from newsnb.reading_report import reading_of

        return reading_of(self)

    def __repr__(self) -> str:
        return f"Study of {', '.join(str(path) for path in self.articles_from)}"


def _beside(paths: list[Path | str]) -> Path | list[Path] | None:
    """Metadata lies in the folder of the articles or in the one above it; another corpus's must not be used."""
    found: dict[Path, Path] = {}
    for path in paths:
        if isinstance(path, Path) and path.is_dir():
            beside = [folder / "articles.csv" for folder in (path, path.parent)]
            found |= {file.resolve(): file for file in [f for f in beside if f.is_file()][:1]}
    files = list(found.values())
    return files if len(files) > 1 else next(iter(files), None)
