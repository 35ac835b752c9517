"""Where the content of a cue is: one small rule for each way news writes it.

A rule takes a sentence and a cue and gives a `Content` or ``None``; `content_of` asks them in a fixed order. Rules know
grammar only through the language file and, where there is one, the parse.
"""

from newsnb.statements.contents.rules import content_of
from newsnb.statements.contents.spans import Content, trim

__all__ = ["Content", "content_of", "trim"]
