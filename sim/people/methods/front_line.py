"""At the front line (一线工作法): an office on the plot itself, led by a temporary Party branch.

Cadres and the removal firm's staff sit where people live; who has a trouble drops in and has it on
file the same day, instead of waiting for a call. Observed at Baoxingli, with six task groups. Side
effect: somebody must sit there, whether anybody comes or not.

Rows: S1-10, S1-38.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.luck import purpose
from sim.engine.quantity import quantity
from sim.engine.verb import verb
from sim.people.mail import DROPPED_IN, share_today, write_to

ACTOR, STAGE = "worker", "sense"
DROPS_IN = purpose("front line: drops in")


@dataclass
class FrontLine:
    """Doses of an office on the plot."""

    base_hours_per_day: float = quantity(
        0.0, "h/day", 0.0, 12.0, role="dose",
        source="assumed; Baoxingli, dangjian.eastday.com u1ai20531284",
        meaning="hours a day that the office on the plot is open",
        label="Office on the plot", label_zh="一线办公时数",
    )  # fmt: skip
    drop_in_per_hour: float = quantity(
        0.002, "1/h", 0.0, 0.2,
        source="assumed",
        meaning="chance that a household with a trouble drops in during an hour",
        label="Dropping in", label_zh="每小时上门反映率",
    )  # fmt: skip
    base_minutes_per_hour: float = quantity(
        120.0, "min/h/1000 certificate", 0.0, 2000.0,
        source="assumed: two people for 1,000 certificates",
        meaning="working time of an hour for each 1,000 certificates",
        label="Time at the office", label_zh="一线办公用时",
    )  # fmt: skip


@verb
def act(lane, town, p, day):
    """Keep the office open; let those with a trouble drop in."""
    if p.base_hours_per_day <= 0.0:
        return
    share = share_today(p.base_hours_per_day * p.drop_in_per_hour, town)
    write_to(lane, DROPPED_IN, share, DROPS_IN, town, day)
    if lane == 0:
        hours = p.base_hours_per_day * town.now[0].effort
        thousands = float(town.now[0].households) / 1000.0
        town.now[0].minutes += int(hours * p.base_minutes_per_hour * thousands)
