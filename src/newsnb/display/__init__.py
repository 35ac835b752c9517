"""Stage: show. Articles, statements and tables as HTML for JupyterLab, each with a plain text beside it.

Whatever comes from a file is escaped: it can become text, never markup.
"""

from newsnb.display.articles import article_html, statement_html
from newsnb.display.page import Html
from newsnb.display.tables import table_html

__all__ = ["Html", "article_html", "statement_html", "table_html"]
