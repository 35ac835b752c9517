"""Stage 1, read: files go in; articles, labelled blocks, dates and problems come out."""

from dataclasses import dataclass, field

import pandas as pd

from newsnb.articles.metadata import MetadataError, empty_metadata, read_metadata

__all__ = ["Corpus", "MetadataError", "read_articles", "read_metadata"]


@dataclass(frozen=True)
class Corpus:
    """What reading gives.

    Attributes
    ----------
    articles, blocks, problems
        The tables declared in `newsnb.schemas`.
    texts
        ``source_id`` to decoded raw text: what every span points into.
    metadata
        What the researcher, a record or a page says about the sources: see `newsnb.articles.metadata`.
    """

    articles: pd.DataFrame
    blocks: pd.DataFrame
    problems: pd.DataFrame
    texts: dict[str, str]
    metadata: pd.DataFrame = field(default_factory=empty_metadata)

    def text_of(self, article_id: str) -> str:
        """Raw text of the source that an article stands in."""
        source = self.articles.set_index("article_id").at[article_id, "source_id"]
        return self.texts[source]


def __getattr__(name: str):
    # Late, because reading needs `Corpus` itself and loads the language identifier's library.
    if name == "read_articles":
        from newsnb.articles.reading import read_articles

        return read_articles
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
