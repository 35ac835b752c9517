"""Look-ups that read like a question: `Study.statements_of`, `Study.article`, `Study.statement`."""

from collections.abc import Iterable
from difflib import get_close_matches

import pandas as pd

from newsnb.articles.normalise import fold
from newsnb.figures.marks import day_text
from newsnb.rows import tuples


class UnknownNameError(KeyError):
    """Nothing is known by a name; the message lists the nearest known ones."""

    def __str__(self) -> str:  # a KeyError shows its message in quotation marks
        return self.args[0]


def known_id(name: str, known: Iterable[str], what: str) -> str:
    """Give the name back if it is known.

    Raises
    ------
    UnknownNameError
        With the nearest known names: a misspelt id must not read as silence.

    Examples
    --------
    >>> known_id("peskof", ["peskov", "putin"], "actor")
    Traceback (most recent call last):
    newsnb.lookups.UnknownNameError: no actor 'peskof'; did you mean 'peskov'?
    """
    known = list(dict.fromkeys(known))
    if name in known:
        return name
    near = get_close_matches(str(name), known, n=3, cutoff=0.5)
    if near:
        raise UnknownNameError(f"no {what} {name!r}; did you mean {' or '.join(map(repr, near))}?")
    shown = ", ".join(map(repr, known[:10])) or "none"
    raise UnknownNameError(f"no {what} {name!r}; there are {len(known)}, for example {shown}")


def names_as_written(statements: pd.DataFrame, corpus, known: Iterable[str]) -> dict[str, str]:
    """Name speakers that no registry knows by the words of their articles: the shortest that hold their id's words."""
    sources = dict(zip(corpus.articles["article_id"], corpus.articles["source_id"], strict=True))
    written: dict[str, list[str]] = {}
    for row in tuples(statements[~statements["actor_id"].isin(set(known))]):
        words = written.setdefault(row.actor_id, [])
        if isinstance(row.source, list):
            words.append(" ".join(corpus.texts[sources[row.article_id]][row.source[0] : row.source[1]].split()))
    return {actor: _best(actor.replace("_", " "), words) for actor, words in written.items()}


def _best(plain: str, words: list[str]) -> str:
    holding = sorted((one for one in words if fold(plain) in fold(one)), key=lambda one: (len(one), one))
    return holding[0] if holding else plain


class Lookups:
    """What one asks a study. Everything is by id; a misspelt one is answered with the nearest known."""

    def statements_of(self, actor: str, issue: str | None = None, *, lang: str | None = None) -> pd.DataFrame:
        """List what an actor said, with all who speak for it or belong to it.

        Parameters
        ----------
        actor
            Id of an actor (``study.speakers()`` lists them), for example ``"peskov"``.
        issue
            Id of an issue of the codebook; all statements when omitted, coded or not.
        lang
            Language of the words, as ``"ar"``.

        Returns
        -------
        pandas.DataFrame
            Index ``statement_id``. Columns: ``said`` (a day, or the days possible), ``speaker``, ``issue`` and
            ``position`` (missing where it is on no issue), ``lang``, ``outlet``, ``text``; by day, undated last. A
            statement on two issues stands there twice.

        Raises
        ------
        UnknownNameError
            If there is no such actor, issue or language: a misspelt id must not read as silence.

        Examples
        --------
        >>> study.statements_of("peskov", issue="us_contact")  # doctest: +SKIP
        """
        known_id(actor, [*self.actors.actors, *self.statements["actor_id"]], "actor")
        members = [one for one in self.statements["actor_id"].unique() if self.actors.rolls_up_to(one, actor)]
        found = self.statements[self.statements["actor_id"].isin(members)]
        coded = found.merge(self.positions[["statement_id", "issue", "position"]], how="left", on="statement_id")
        if issue is not None:
            coded = coded[coded["issue"].eq(known_id(issue, [one.id for one in self.codebook.issues], "issue"))]
        if lang is not None:
            coded = coded[coded["lang"].eq(known_id(lang, self.statements["lang"], "language"))]
        return self._in_words(coded.sort_values(["said_from", "said_to", "statement_id"], kind="stable"))

    def _in_words(self, coded: pd.DataFrame) -> pd.DataFrame:
        outlets = self.articles.set_index("article_id")["outlet"]
        return pd.DataFrame(
            {
                "said": [day_text(row.said_from, row.said_to) for row in coded.itertuples()],
                "speaker": [self.names.get(one, one) for one in coded["actor_id"]],
                "issue": coded["issue"].to_numpy(),
                "position": coded["position"].array,
                "lang": coded["lang"].to_numpy(),
                "outlet": coded["article_id"].map(outlets).to_numpy(),
                "text": coded["text"].to_numpy(),
            },
            index=pd.Index(coded["statement_id"], name="statement_id"),
        )

    def article(self, name: str):
        """Show an article with its statements marked.

        Parameters
        ----------
        name
            Its ``article_id``, or the ``source_id`` of a page that holds one article.

        Raises
        ------
        UnknownNameError
            If there is no such article, or the page holds several.
        """
        from newsnb.display import article_html

        of_source = self.articles.loc[self.articles["source_id"].eq(name), "article_id"]
        if len(of_source) == 1:
            name = of_source.iloc[0]
        elif len(of_source):
            raise UnknownNameError(f"{name!r} holds {len(of_source)} articles; choose one: {', '.join(of_source)}")
        known_id(name, [*self.articles["article_id"], *self.articles["source_id"]], "article")
        return article_html(
            self.corpus, self.statements, name, positions=self.positions, codebook=self.codebook, actors=self.actors
        )

    def statement(self, statement_id: str):
        """Show a statement with the words around it, who said it, when and on what evidence, and its codes.

        Raises
        ------
        UnknownNameError
            If there is no such statement.
        """
        from newsnb.display import statement_html

        known_id(statement_id, self.statements["statement_id"], "statement")
        return statement_html(
            self.corpus, self.statements, statement_id,
            positions=self.positions, codebook=self.codebook, actors=self.actors,
        )  # fmt: skip

    def __dir__(self) -> list[str]:
        """Offer what a researcher asks for after a tab, not how it is kept."""
        return [name for name in super().__dir__() if not name.startswith("_")]

    def _repr_html_(self) -> str:
        from newsnb.display.page import asset, render

        return render("study.html.j2", style=asset("display.css"), name=repr(self), facts=self._facts())

    def _facts(self) -> list[tuple[str, str]]:
        """Tell what is there already; nothing is computed only to be counted."""
        done = vars(self)
        facts = [(label, f"{len(done[name]):,}") for name, label in _COUNTED.items() if name in done]
        if "corpus" in done:
            languages = self.articles["lang"].value_counts().sort_index()
            spoken = ", ".join(f"{code} {count}" for code, count in languages.items())
            facts = [("articles", f"{len(self.articles):,} ({spoken})" if spoken else "none"), *facts]
            facts.append(("problems", f"{len(self.corpus.problems):,}"))
        files = {"codebook": self.codebook_from, "actors": self.actors_from, "events": self.events_from}
        return [*facts, *((label, str(path) if path else "none") for label, path in files.items())]


_COUNTED = {"statements": "statements", "positions": "positions"}
