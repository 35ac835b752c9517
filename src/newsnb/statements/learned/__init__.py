"""A learned tagger beside the rules: it finds what no list of cues names. English only; see docs/models.md."""
