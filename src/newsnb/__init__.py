"""newsnb: who said what, when, in multilingual news; who agrees with whom; how a position shifted.

``import newsnb`` is cheap: it loads neither torch nor stanza.
"""

__version__ = "0.1.0"
