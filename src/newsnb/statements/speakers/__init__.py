"""Whose words they are: from the noun phrase at the cue to an actor.

The article is read in order; a `Memory` keeps who spoke and who was spoken of, so that pronouns, dropped subjects and
"the spokesman" can be read from what came before. Every answer names its rule.
"""

from newsnb.statements.speakers.memory import UNKNOWN, Memory, Name, Source, names_in
from newsnb.statements.speakers.named_phrases import named
from newsnb.statements.speakers.nominals import from_words, read_pronoun
from newsnb.statements.speakers.parsed_subjects import antecedent, of_phrase, quoted_as, quotes_another
from newsnb.statements.speakers.resolve import resolve

__all__ = [
    "UNKNOWN",
    "Memory",
    "Name",
    "Source",
    "antecedent",
    "from_words",
    "named",
    "names_in",
    "of_phrase",
    "quoted_as",
    "quotes_another",
    "read_pronoun",
    "resolve",
]
