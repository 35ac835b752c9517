"""What the rules named in ``statements.rule`` mean, in plain words: one sentence a rule."""

HEADLINE = "headline "
"""What ``statements.rule`` begins with where the statement stands in a headline."""

CONTENT_RULES = {
    "according to": "what stands beside a phrase like 'according to' is the content",
    "around according to": 'the clause around "according to", before it and behind it',
    "as": "what the cue calls somebody or something stands behind 'as'",
    "bare clause": "the clause right after the cue is the content, without a word that introduces it",
    "before an inverted subject": "the verb and its subject stand behind a comma, the content before it",
    "before the verb": "the verb stands last; the content stands before it, behind the cue's own preposition",
    "between the parts": "the cue is written in two parts, the content stands between them",
    "colon": "what follows the colon is the content",
    "complement": "the cue takes an object and what it is called ('called him a liar'); both are the content",
    "ezafe": "the noun of the cue is tied to what is claimed",
    "free quotation": "a quotation that stands alone goes on with whoever spoke last",
    "infinitive": "the infinitive after the cue is the content ('urged Kyiv to stop')",
    "joined preposition": "the content is joined to the cue by a preposition written onto its first word",
    "object": "the object of the cue is the content ('denied reports of a call')",
    "object before the verb": "the verb stands last; its object before it is the content",
    "parenthetical": "speaker and cue stand between commas; the content is what stands around them",
    "postposed": "the cue follows the content, behind a comma",
    "preposition": "the content follows a preposition of the cue ('warned of famine')",
    "question": "a question word after the cue begins the content",
    "quotation": "the quotation after the cue is the content",
    "quotation-around": "one quotation in two halves, the cue between them",
    "quotation-before": "the quotation before the cue is the content",
    "quotation in the next line": "the cue announces a quotation that stands in the next line",
    "tagger": "the learned tagger marked the words of the content",
    "that-clause": "a word like 'that' after the cue begins the content",
}

SPEAKER_RULES = {
    "author of a text": "a text speaks for the one named as its author",
    "document": "a newspaper, agency or report speaks: the medium named last",
    "dropped subject": "no subject is written; whoever the article spoke of last goes on",
    "epithet": "'the 54-year-old', 'the Uruguayan': the person named just before",
    "first person": "'I' or 'we' outside a quotation",
    "goes on": "nobody is named beside the quotation; whoever spoke last goes on",
    "group of a name": "a noun phrase with a name in it that is not its head ('allies of Trump')",
    "last name": "a last name met before in this article with its full name",
    "name": "a name or office that the actor registry knows stands at the cue",
    "name in apposition": "the name behind the noun phrase at the cue, set apart by a comma",
    "name before a colon": "a name and a colon begin the line",
    "phrase before a colon": "a noun phrase and a colon begin the headline",
    "name before the verb": "a name that the actor registry knows stands right before the verb",
    "new name": "a name stands at the cue that the actor registry does not know; its id is made from the words",
    "nobody found": "nobody was found",
    "noun phrase": "a noun phrase without a name stands at the cue; its id is made from the words",
    "office": "an office without its holder's name; the article or its date says who held it",
    "participle": "the participle shares the speaker of the cue before it in the sentence",
    "pronoun": "a pronoun; the person, or the body, that spoke last",
    "subject of the clause before": "no subject is written; the clause before has one",
    "unnamed": "people without a name ('sources', 'analysts')",
}


def in_words(rule: str) -> tuple[str, str]:
    """Put a statement's rule into words.

    Returns
    -------
    tuple of str
        How the content was found, and how the speaker was. A rule that is not listed is given by its name.
    """
    content, _, speaker = rule.removeprefix(HEADLINE).partition("/")
    return CONTENT_RULES.get(content, content), SPEAKER_RULES.get(speaker, speaker)
