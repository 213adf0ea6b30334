"""Mobile office (共享工位＋移动办公): hours at shared desks go to people's homes.

Staff leave the office and work at doors; one answers whoever comes in. Observed at Huaihai Middle
Road and in Changzheng, Putuo. Side effect: in the last round, where a problem on file may be called
on daily, more doors tire; before that the gap between visits keeps them from tiring anybody.

Rows: S0-19.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.luck import purpose
from sim.engine.quantity import quantity
from sim.engine.verb import verb
from sim.people.plot import doses_today

ACTOR, STAGE = "worker", "work"
FRACTION = purpose("mobile office: fraction of a door")


@dataclass
class MobileOffice:
    """Doses of hours in the field."""

    field_hours_per_worker_per_day: float = quantity(
        0.0, "h/worker/day", 0.0, 6.0, role="dose",
        source="assumed; Huaihai Middle Road 2022; shcafe.org 48373",
        meaning="hours a day that move from desks to doors",
        label="Hours in the field", label_zh="移动办公时数",
    )  # fmt: skip
    field_doors_per_hour: float = quantity(
        1.5, "door/h", 0.1, 10.0,
        source="assumed: 40 minutes a door",
        meaning="doors knocked in an hour in the field",
        label="Doors per hour", label_zh="每小时走访户数",
    )  # fmt: skip


@verb
def act(worker, town, p, day):
    """Turn hours at the desk into doors."""
    doors = p.field_hours_per_worker_per_day * p.field_doors_per_hour
    town.worker[worker].extra += doses_today(doors, FRACTION, worker, town, day)
