"""Stool day (小板凳走访): the worker sits in the lane and talks to who comes by.

Every worker spends half a day a week outdoors in the patch. Observed in Changning, as a parallel.
Side effect: it reaches those who are about by day, and none who are at work then.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.luck import chance, purpose
from sim.engine.quantity import quantity
from sim.engine.verb import verb
from sim.people.mail import DROPPED_IN, GATHERED
from sim.people.plot import DAY_WORK, TO_BE_WON, doses_today, patch_of

ACTOR, STAGE = "worker", "work"
FRACTION = purpose("stool day: fraction of a half day")
COMES_BY = purpose("stool day: comes by")


@dataclass
class StoolDay:
    """Doses of sitting in the lane."""

    stool_half_days_per_worker_per_week: float = quantity(
        0.0, "half day/worker/week", 0.0, 10.0, role="dose",
        source="at least half a day a week in Changning, dzb.whb.cn 2024-08-07",
        meaning="half days that each worker sits in the lane",
        label="Half days with a stool", label_zh="小板凳走访",
    )  # fmt: skip
    passers_by: float = quantity(
        0.15, "1", 0.0, 1.0,
        source="assumed",
        meaning="chance that somebody who is at home by day comes by",
        label="Passers-by", label_zh="路过可遇",
    )  # fmt: skip
    stool_minutes: float = quantity(
        240.0, "min/half day", 0.0, 2000.0,
        source="assumed",
        meaning="working time of half a day",
        label="Half a day", label_zh="半天用时",
    )  # fmt: skip


@verb
def act(worker, town, p, day):
    """Sit down in the lane, on some days; talk to those at home by day who come by."""
    per_day = p.stool_half_days_per_worker_per_week / 7.0
    if doses_today(per_day, FRACTION, worker, town, day) == 0:
        return
    town.now[0].minutes += int(p.stool_minutes)
    for household in patch_of(worker, town):
        about = town.home[household].hours != DAY_WORK and town.done[household] == TO_BE_WON
        if about and chance(town.now[0].luck, COMES_BY, household, day) < p.passers_by:
            town.mail[household] |= GATHERED | DROPPED_IN
