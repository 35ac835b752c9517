"""Training of the Stanza models that newsnb brings: from treebanks to scored weights, one command a step.

``python -m training.parsing --help``, run in the root of the repository; ``training/README.md`` explains.
"""
