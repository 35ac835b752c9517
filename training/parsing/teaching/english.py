"""What spaCy says of English words: part of speech and name."""

from training.parsing.teaching.recognisers import Forms, Told


def spacys(pipeline: str) -> Told:
    """Penn tags and OntoNotes names by an installed spaCy pipeline, or one in a folder."""
    import spacy  # of no extra: needed for this step and for `silver`
    from spacy.tokens import Doc

    loaded = spacy.load(pipeline, exclude=["lemmatizer", "parser"])

    def told(sentences: Forms) -> list[list[tuple[str, ...]]]:
        documents = loaded.pipe((Doc(loaded.vocab, words=list(forms)) for forms in sentences), batch_size=64)
        return [[(token.tag_, token.ent_iob_ + token.ent_type_) for token in document] for document in documents]

    return told
