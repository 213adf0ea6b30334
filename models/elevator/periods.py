"""Periods of mobilisation: how many cases begin, how much the street gives, how many are built.

In Shanghai 47 stairwells a year consented until 2018, 624 in 2019 and about 6,000 in 2021; the two
jumps do not coincide with the change of the law. What changed was how many began, and whether a
team came. These are facts of a place and a date, not behaviour.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.elevator.slots import columns_of, repeated, rows_of
from sim.engine.quantity import quantity
from sim.engine.verb import verb

PERIODS = 8


@dataclass
class Period:
    """One period; the first begins with the run."""

    period_from: int = quantity(
        0, "yyyymmdd", 0, 20991231, role="fact", source="0 = this period never comes",
        meaning="date from which the period counts", label="Period from", label_zh="时期起始",
    )  # fmt: skip
    starts_per_100_year: float = quantity(
        0.75, "case/100 stairwell/year", 0.0, 2000.0, role="fact",
        source="assumed: 0.05-0.2 before 2019, 0.5-1.5 in 2019-20, 10-18 in 2021 (Shanghai)",
        meaning="cases begun, before demonstration, of all suitable stairwells", label="Starts",
        label_zh="每百门洞年启动数",
    )  # fmt: skip
    effort: float = quantity(
        1.0, "1", 0.0, 5.0, role="lever", source="1 = the strategy's full doses",
        meaning="share of all doses that is given", label="Effort", label_zh="投入力度",
    )  # fmt: skip
    builders_per_100_year: float = quantity(
        10.0, "elevator/100 stairwell/year", 0.0, 2000.0, role="fact",
        source="assumed; 131, 236, 1,200 and 2,303 elevators in Shanghai 2019 to 2022",
        meaning="elevators that can be begun, per suitable stairwell", label="Builders",
        label_zh="每百门洞年开工能力",
    )  # fmt: skip


PERIOD = columns_of(Period)
Periods = repeated(Period, PERIODS, bare=False)


def periods_of(table: np.ndarray) -> np.recarray:
    """Return the periods of every run, recarray [R, PERIODS] of ``PERIOD``."""
    return rows_of(table, Period, PERIODS, bare=False)


@verb
def period_on(date, town):
    """Return the row of the period that counts: the last whose day has come."""
    period = 0
    for later in range(1, PERIODS):
        begins = town.period[later].period_from
        if begins > 0.0 and float(date) >= begins:
            period = later
    return period
