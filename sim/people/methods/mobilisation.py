"""The whole street (举全街道之力): office staff leave their desks for the plot in the last round.

From the day prices are out the subdistrict sends everybody it can spare; each worker of the plot
has people with him. Observed at Zhangyuan (Nanjing West Road, January 2019). Side effect:
newcomers must be briefed, and households with a problem on file, which may be called on daily in
that round, tire.

Rows: S2-26.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.luck import purpose
from sim.engine.quantity import quantity
from sim.engine.verb import verb
from sim.people.plot import doses_today

ACTOR, STAGE = "worker", "work"
FRACTION = purpose("mobilisation: fraction of a door")


@dataclass
class Mobilisation:
    """Doses of mobilisation."""

    mobilised_doors_per_worker_per_day: float = quantity(
        0.0, "door/worker/day", 0.0, 20.0, role="dose",
        source="assumed; Nanjing West Road review of 2018",
        meaning="doors knocked by staff sent to each worker in the last round",
        label="Whole-street mobilisation", label_zh="全街道动员",
    )  # fmt: skip
    briefing_minutes: float = quantity(
        30.0, "min/worker/day", 0.0, 2000.0,
        source="assumed",
        meaning="working time of briefing those who are sent",
        label="Briefing time", label_zh="培训交底用时",
    )  # fmt: skip


@verb
def act(worker, town, p, day):
    """Send staff to a worker in the last round."""
    if town.now[0].closing == 0:
        return
    doors = doses_today(p.mobilised_doors_per_worker_per_day, FRACTION, worker, town, day)
    if doors > 0:
        town.worker[worker].extra += doors
        town.now[0].minutes += int(p.briefing_minutes)
