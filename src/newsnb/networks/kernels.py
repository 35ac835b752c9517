"""Kernels: how much a statement counts at a moment, by its distance in time.

With ``u = 2 (moment - day) / size`` in whole units of time, a statement at ``|u| = 1`` lies half a window away. An odd
size is raised by one. These are the documented shapes; DNA's own triangular kernel is ``|1 - u|``, which weighs late
statements up to twice, and is not reproduced.
"""

import numpy as np
import pandas as pd

from newsnb.networks.selection import check

KERNELS = ("no", "uniform", "epanechnikov", "triangular", "gaussian")
KERNEL_UNITS = ("days", "weeks", "months", "years")


def kernel_weights(days: pd.Series, moment: pd.Timestamp, kernel: str, unit: str, size: int) -> np.ndarray:
    """Weigh days by their distance from a moment.

    Raises
    ------
    ValueError
        If there is no such kernel or unit.
    """
    check("kernel", kernel, KERNELS[1:])
    check("time_window (with a kernel)", unit, KERNEL_UNITS)
    u = 2.0 * units_between(days, moment, unit) / (size + size % 2)
    inside = np.abs(u) <= 1
    if kernel == "gaussian":
        return np.exp(-(u**2) / 2) / np.sqrt(2 * np.pi)
    shapes = {"uniform": np.full_like(u, 0.5), "epanechnikov": 0.75 * (1 - u**2), "triangular": 1 - np.abs(u)}
    return np.where(inside, shapes[kernel], 0.0)


def units_between(days: pd.Series, moment: pd.Timestamp, unit: str) -> np.ndarray:
    """Count the whole units from each day to the moment, negative for days after it."""
    if unit in ("days", "weeks"):
        apart = (moment - days).dt.days.to_numpy(dtype=float)
        return np.trunc(apart / (7 if unit == "weeks" else 1))
    months = (moment.year - days.dt.year) * 12 + moment.month - days.dt.month
    # A month that is not full does not count, in either direction.
    short = np.sign(months) * (moment.day - days.dt.day) < 0
    whole = months - np.sign(months) * short
    return np.trunc(whole.to_numpy(dtype=float) / (12 if unit == "years" else 1))
