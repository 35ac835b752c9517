"""Stage 1, read: files go in; articles, labelled blocks, dates and problems come out."""

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Corpus:
    """What reading gives.

    Attributes
    ----------
    articles, blocks, problems
        The tables declared in `newsnb.schemas`.
    texts
        ``source_id`` to decoded raw text: what every span points into.
    """

    articles: pd.DataFrame
    blocks: pd.DataFrame
    problems: pd.DataFrame
    texts: dict[str, str]

    def text_of(self, article_id: str) -> str:
        """Raw text of the source that an article stands in."""
        source = self.articles.set_index("article_id").at[article_id, "source_id"]
        return self.texts[source]
