"""Stage: shift. How the position of an actor on an issue moves over time, and how sure one can be of it."""

from newsnb.shift.changes import before_after, change_point, net_position, position_changes
from newsnb.shift.dating import draw_days, order_certainty, position_band
from newsnb.shift.sensitivity import sensitivity, trend
from newsnb.shift.series import SERIES_COLUMNS, members, position_series
from newsnb.shift.storyline import storyline

__all__ = [
    "SERIES_COLUMNS",
    "before_after",
    "change_point",
    "draw_days",
    "members",
    "net_position",
    "order_certainty",
    "position_band",
    "position_changes",
    "position_series",
    "sensitivity",
    "storyline",
    "trend",
]
