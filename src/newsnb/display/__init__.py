"""Stage: show. Articles, statements and tables as HTML for JupyterLab, each with a plain text beside it.

Whatever comes from a file is escaped: it can become text, never markup.
"""

from newsnb.display.articles import article_html, statement_html
from newsnb.display.figures import WithTable, with_table
from newsnb.display.page import Html
from newsnb.display.tables import table_html

__all__ = ["Html", "WithTable", "article_html", "statement_html", "table_html", "with_table"]
