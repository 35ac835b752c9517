"""More text to learn from: plain text with the tags of a teacher that knows more than the treebank at hand.

The Persian and Arabic treebanks have 30,000 words each. Other people's tools know far more words, but call things
otherwise. A teacher reads the treebank with their verdicts beside each word, learns which of them mean what, and then
tags plain text; our small network learns from that text too (distillation: Hinton, Vinyals and Dean 2015).
"""
