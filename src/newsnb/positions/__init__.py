"""Stage 4, code: what position each statement takes on each issue of the codebook, by rule and by hand.

The way through the package: `codebook` (the researcher's document, `check` looks it over), `coder.code_positions` (the
rules: `about` finds the issues, `stand` the stand, from `acts` and the `cue`), `coding` and `sheets` (people's codes),
`effective` (whose code counts), `agreement` and `comparison` (how far coders agree).
"""
