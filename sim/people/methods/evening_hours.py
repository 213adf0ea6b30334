"""Evening hours (错时上班): staff visit, and keep the desks open, when working residents are home.

Observed at Huaihai Middle Road (staggered hours of social workers); the law of residents'
committees provides for it (art. 32). Desks open until midnight are reported of one day, the first
at Fangualong (``opening_evening_hours``); evening desks on the other days are assumed. Side effect:
a late shift costs hours of hand-over and rest, an evening desk costs hours even if nobody comes.

Rows: S3-7, S4-10.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.luck import chance, purpose
from sim.engine.quantity import quantity
from sim.engine.verb import verb

ACTOR, STAGE = "worker", "work"
LATE_SHIFT = purpose("evening hours: late shift")


@dataclass
class EveningHours:
    """Doses of evening work."""

    evening_share: float = quantity(
        0.0, "1", 0.0, 1.0, role="dose",
        source="assumed; pilot of staggered hours, People's Daily Online 2020-10-28",
        meaning="share of a worker's days worked in the evening",
        label="Evening shifts", label_zh="错时上班比例",
    )  # fmt: skip
    evening_desk_hours: float = quantity(
        0.0, "h/day", 0.0, 6.0, role="dose",
        source="assumed; until midnight on the first day (Fangualong)",
        meaning="hours that the signing desks stay open after 18:00",
        label="Evening desks", label_zh="签约点晚间开放",
    )  # fmt: skip
    desk_minutes_per_hour: float = quantity(
        60.0, "min/desk/h", 0.0, 240.0, source="assumed: one of staff at each desk",
        meaning="working time of an evening hour at one desk, at full effort",
        label="Time at evening desks", label_zh="晚间签约点用时",
    )  # fmt: skip
    late_shift_minutes: float = quantity(
        15.0, "min/shift", 0.0, 480.0, source="assumed",
        meaning="working time that a late shift costs in hand-over and rest", label="Late shift",
        label_zh="晚班附加用时",
    )  # fmt: skip


@verb
def act(worker, town, p, day):
    """Settle whether this worker has the late shift today."""
    share = p.evening_share
    late = share > 0.0 and chance(town.now[0].luck, LATE_SHIFT, worker, day) < share
    town.worker[worker].evening = late
    town.now[0].minutes += int(p.late_shift_minutes) if late else 0


@verb
def keep_desks(desks, town, p):
    """Pay for the evening hours of the desks: fewer are kept open as effort falls."""
    if p.evening_desk_hours > 0.0:
        hours = p.evening_desk_hours * desks * town.now[0].effort
        town.now[0].minutes += int(hours * p.desk_minutes_per_hour)
