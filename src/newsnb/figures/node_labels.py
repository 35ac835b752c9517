"""Labels beside nodes that do not cover each other.

Each label in turn, the most important first, takes the free place nearest to its node; where none is free, the one that
covers least. A label that had to move away is tied to its node by a thin line.
"""

import math

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from newsnb.figures.graph_layout import Positions

_ANGLES = [math.pi * step / 8 for step in (4, 12, 0, 8, 2, 6, 10, 14, 3, 5, 1, 7, 9, 15, 11, 13)]
_REACHES = (0.0, 0.5, 1.0, 1.8, 2.8, 4.0, 5.5, 7.5)  # in heights of a line
_LONGEST = 34
_STAY = 0.3  # of a box may lie on other things before it leaves its node


def shorten(text: str, longest: int = _LONGEST) -> str:
    """Cut a label that is too long to print, marking the cut."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def day_in_any_script(text: str) -> str:
    """Keep an ISO day or interval in its own order beside Arabic or Persian words (Unicode isolates)."""
    return f"\u2066{text}\u2069"


def label_nodes(
    ax: Axes,
    positions: Positions,
    labels: dict[str, str],
    sizes: dict[str, float],
    *,
    order: list[str],
    fontsize: float,
    boxed: frozenset[str] = frozenset(),
) -> list[Text]:
    """Write labels beside nodes.

    Parameters
    ----------
    ax
        Axes with its limits set. It is laid out once, so that sizes on paper are known.
    positions, sizes
        Node to place (in data units) and to diameter (in points).
    labels
        Node to text, for the nodes to label.
    order
        Nodes from the most important.
    fontsize
        In points.
    boxed
        Nodes whose label stands in a box on the node itself.

    Returns
    -------
    list of matplotlib.text.Text
        In the order given.
    """
    ax.figure.draw_without_rendering()
    point = ax.figure.dpi / 72
    nodes = {node: ax.transData.transform(place) for node, place in positions.items()}
    taken = [_square(nodes[node], sizes[node] * point / 2) for node in positions]
    own = {node: number for number, node in enumerate(positions)}
    area, written = ax.get_window_extent(), []
    for node in (node for node in order if labels.get(node)):
        text = _write(ax, shorten(labels[node]), fontsize, node in boxed)
        width, height = _size(text)
        radius = 0.0 if node in boxed else sizes[node] * point / 2 + point
        box = _best(nodes[node], radius, (width, height), np.array(taken), own[node], area, node in boxed)
        _move(ax, text, box, nodes[node], radius + height)
        taken.append(box)
        written.append(text)
    return written


def overlap_share(texts: list[Text]) -> float:
    """Give the share of all label area that lies under another label: 0 when none touches another."""
    boxes = np.array([text.get_window_extent().extents for text in texts]).reshape(-1, 4)
    areas = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    covered = sum(_covered(box, np.delete(boxes, number, axis=0)).sum() for number, box in enumerate(boxes))
    return float(covered / 2 / areas.sum()) if len(boxes) else 0.0


def _write(ax: Axes, label: str, fontsize: float, boxed: bool) -> Text:
    box = {"boxstyle": "round,pad=0.2", "facecolor": "white", "edgecolor": "#444444", "linewidth": 0.7}
    text = ax.text(0, 0, label, fontsize=fontsize, ha="center", va="center", zorder=6, bbox=box if boxed else None)
    text.set_path_effects([withStroke(linewidth=2, foreground="white")])
    return text


def _size(text: Text) -> tuple[float, float]:
    extent = text.get_window_extent()
    patch = text.get_bbox_patch()
    margin = 0.4 * text.get_fontsize() * text.figure.dpi / 72 if patch is not None else 0.0
    return extent.width + margin, extent.height + margin


def _best(node, radius, size, taken, own, area: Bbox, on_top: bool) -> np.ndarray:
    """Choose the place that covers least, of equals the nearest; a box may stand on its node."""
    boxes = np.array([_beside(node, radius + reach * size[1], angle, size) for reach in _REACHES for angle in _ANGLES])
    far = np.repeat(_REACHES, len(_ANGLES)) * size[0] * size[1] * 0.02
    if on_top:
        half = np.array(size) / 2
        boxes, far = (
            np.vstack([[*(node - half), *(node + half)], boxes]),
            np.concatenate([[-_STAY * size[0] * size[1]], far]),
        )
    inside = _within(boxes, area)
    others = np.delete(taken, own, axis=0)
    cost = np.array([_covered(box, others).sum() for box in boxes]) + 3 * size[0] * size[1] * ~inside
    return boxes[int(np.argmin(cost + far))]


def _beside(node, distance: float, angle: float, size: tuple[float, float]) -> np.ndarray:
    """Give the box that touches a circle around the node at an angle."""
    x = node[0] + math.cos(angle) * (distance + size[0] / 2 * abs(math.cos(angle)) + 1)
    y = node[1] + math.sin(angle) * (distance + size[1] / 2 * max(abs(math.sin(angle)), 0.3) + 1)
    return np.array([x - size[0] / 2, y - size[1] / 2, x + size[0] / 2, y + size[1] / 2])


def _square(centre, half: float) -> np.ndarray:
    return np.array([centre[0] - half, centre[1] - half, centre[0] + half, centre[1] + half])


def _covered(box: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Give the area that a box shares with each other box."""
    width = np.minimum(box[2], others[:, 2]) - np.maximum(box[0], others[:, 0])
    height = np.minimum(box[3], others[:, 3]) - np.maximum(box[1], others[:, 1])
    return np.clip(width, 0, None) * np.clip(height, 0, None)


def _within(boxes: np.ndarray, area: Bbox) -> np.ndarray:
    low = (boxes[:, 0] >= area.x0) & (boxes[:, 1] >= area.y0)
    return low & (boxes[:, 2] <= area.x1) & (boxes[:, 3] <= area.y1)


def _move(ax: Axes, text: Text, box: np.ndarray, node, near: float) -> None:
    """Put a label into its box; tie it to its node where it is not beside it."""
    centre = np.array([(box[0] + box[2]) / 2, (box[1] + box[3]) / 2])
    back = ax.transData.inverted()
    text.set_position(back.transform(centre))
    closest = np.clip(node, box[:2], box[2:])
    if np.hypot(*(closest - node)) > near:
        (x0, y0), (x1, y1) = back.transform(node), back.transform(closest)
        ax.plot([x0, x1], [y0, y1], color="#888888", linewidth=0.5, zorder=4, solid_capstyle="butt")
