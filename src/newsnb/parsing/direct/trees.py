"""The best tree over a sentence from the scores of its arcs.

Chu and Liu's and Edmonds' algorithm, as in the usual textbooks: every word takes its best head, circles are drawn
together into one node, and unfolded again when none is left. That only one word may hang on the root is had by making
arcs from the root so dear that a second one never pays (Stanojević and Cohen 2021, https://aclanthology.org/2021.emnlp-main.823/).
"""

from dataclasses import dataclass

import numpy as np


def best_tree(scores: np.ndarray) -> np.ndarray:
    """Find the tree with the highest sum of scores in which one word alone hangs on the root.

    Parameters
    ----------
    scores
        ``scores[d, h]`` for word ``d`` hanging on ``h``; row and column 0 are the root. The diagonal must be ``-inf``.

    Returns
    -------
    numpy.ndarray
        Head of each word, the root's row left out.
    """
    # The best head of every word, each by itself: if that is a tree, no tree can be better. It mostly is.
    heads = scores[1:].argmax(axis=1)
    if _is_tree(heads.tolist()):
        return heads
    dear = scores.astype(np.float64)
    finite = dear[1:][np.isfinite(dear[1:])]
    dear[:, 0] -= (finite.max() - finite.min() + 1) * len(dear)
    return _search(dear)[1:]


def _is_tree(heads: list[int]) -> bool:
    """Tell whether exactly one word hangs on the root and no words hang on each other in a circle."""
    if heads.count(0) != 1:
        return False
    reached = [0] * (len(heads) + 1)  # number of the walk that came by; 0 for none
    reached[0] = -1
    for walk in range(1, len(heads) + 1):
        word = walk
        while not reached[word]:
            reached[word] = walk
            word = heads[word - 1]
        if reached[word] == walk:
            return False
    return True


@dataclass(frozen=True)
class _Circle:
    """Nodes drawn together into the first of them.

    Attributes
    ----------
    nodes, heads
        The circle, and the head of each of its nodes in it.
    entered
        For every node, where in ``nodes`` the circle is entered if that node becomes the circle's head.
    left
        For every node, where in ``nodes`` its head is if it hangs on the circle.
    """

    nodes: list[int]
    heads: list[int]
    entered: np.ndarray
    left: np.ndarray


def _search(scores: np.ndarray) -> np.ndarray:
    """Best tree over a matrix of scores, which is used up."""
    count = len(scores)
    heads = scores.argmax(axis=1)
    heads[0] = 0
    done, circles = {0}, []
    for word in range(1, count):
        path, node = [], word
        while node not in done:
            if node in path:
                circle = path[path.index(node) :]
                del path[path.index(node) :]
                circles.append(_draw_together(scores, heads, circle))
                node = circle[0]
                done.update(circle[1:])
            path.append(node)
            node = int(heads[node])
        done.update(path)
    for circle in reversed(circles):
        _unfold(heads, circle)
    return heads


def _draw_together(scores: np.ndarray, heads: np.ndarray, nodes: list[int]) -> _Circle:
    first, own = nodes[0], heads[nodes]
    gained = scores[nodes] - scores[nodes, own][:, None]  # by entering at each node instead of closing the circle there
    gained[:, nodes] = -np.inf
    offered = scores[:, nodes]
    circle = _Circle(nodes, own.tolist(), gained.argmax(axis=0), offered.argmax(axis=1))
    scores[first], scores[:, first] = gained.max(axis=0), offered.max(axis=1)
    scores[nodes[1:], :] = scores[:, nodes[1:]] = -np.inf
    scores[first, first] = -np.inf
    inside = np.zeros(len(heads), dtype=bool)
    inside[nodes] = True
    heads[inside[heads]] = first
    heads[first] = scores[first].argmax()
    return circle


def _unfold(heads: np.ndarray, circle: _Circle) -> None:
    first, head = circle.nodes[0], heads[circle.nodes[0]]
    below = np.flatnonzero(heads == first)
    heads[below] = np.asarray(circle.nodes)[circle.left[below]]
    heads[circle.nodes] = circle.heads
    heads[circle.nodes[circle.entered[head]]] = head
