"""The years of mobilisation: starts, teams and builders of a city by date.

Shanghai had about 47 consents a year until 2018, 624 in 2019, some 6,000 in 2021; neither jump
falls together with the law's. Three levels of starts are unknown numbers of the fit; how the years
between follow them, how much teams gave and how builders grew with the cases is assumed.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import numpy as np

from experiments.calibration.elevator_dims import GLOBAL, global_value
from experiments.funnels import date_of


class Era(NamedTuple):
    """One period: its first day (yyyymmdd), and the effort of its teams (1: the usual doses)."""

    first: int
    effort: float


ERAS = (
    Era(0, 0.083), Era(20180101, 0.3), Era(20190101, 0.56), Era(20200201, 0.22),
    Era(20200901, 0.8), Era(20210101, 1.4), Era(20220101, 1.2),
)  # fmt: skip
"""Assumed: 0.4, 2.7 and 6.7 meetings a week for 100 stairwells to 2017, in 2019 and in 2021; less
in the epidemic of February to August 2020."""

RISING, EPIDEMIC, LATER = 0.7, 0.4, 0.7
"""Starts of 2018 against 2019, of the epidemic against 2019, since 2022 against 2021; assumed."""

PASSIVE_EFFORT = ERAS[0].effort


def starts(z: np.ndarray, mobilised: bool) -> np.ndarray:
    """Return cases begun per 100 suitable stairwells and year, by era, float64 [R, eras]."""
    low, mid, high = (global_value(f"starts_{n}", z) for n in ("to_2017", "2019", "2021"))
    if not mobilised:
        return np.repeat(low[:, None], len(ERAS), axis=1)
    rise = np.sqrt(mid * high)
    return np.stack([low, RISING * mid, mid, EPIDEMIC * mid, rise, high, LATER * high], axis=1)


def builders(z: np.ndarray, mobilised: bool) -> np.ndarray:
    """Return elevators that can be begun per 100 stairwells and year, by era, float64 [R, eras].

    Builders come after the cases: their number grows with the geometric mean of this era's starts
    and those of the era before, the epidemic left out.
    """
    cases = starts(z, mobilised)
    normal = cases.copy()
    normal[:, 3] = cases[:, 2]
    before = np.concatenate([normal[:, :1], normal[:, :-1]], axis=1)
    return np.asarray(global_value("builders_per_start", z)[:, None] * np.sqrt(normal * before))


def efforts(mobilised: bool) -> np.ndarray:
    """Return the effort of teams by era, float64 [eras]."""
    return np.array([era.effort if mobilised else PASSIVE_EFFORT for era in ERAS])


def usual_starts(mobilised: bool, first: date, last: date) -> float:
    """Return cases begun per stairwell between two dates, at the medians of the prior."""
    rates = starts(np.zeros((1, len(GLOBAL))), mobilised)[0] / 36_525.0
    begins = [date(1, 1, 1), *(date_of(era.first) or first for era in ERAS[1:])]
    ends = [*begins[1:], date(9999, 1, 1)]
    spans = [(min(b, last) - max(a, first)).days for a, b in zip(begins, ends, strict=True)]
    return float(sum(rate * max(days, 0) for rate, days in zip(rates, spans, strict=True)))
