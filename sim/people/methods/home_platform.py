"""Home platform (零距离家园、零距离楼组): a room where neighbours meet and talk.

A living room of the neighbourhood, open daily, with a council and a rota; in the stairwell its
small version. Who drops in hears the plan talked over by neighbours. Observed at Huaihai Middle
Road (Danshui Road, 200 square metres; the Xicheng deliberation space). Who comes on a day is drawn
by lot, whatever they know. Side effect: a rota to keep; who knows the plan learns little more.

Rows: S0-18, S0-20, S1-1, S1-17, S4-7, S4-9.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.luck import purpose
from sim.engine.quantity import quantity
from sim.engine.verb import verb
from sim.people.mail import GATHERED, share_today, spend, write_to

ACTOR, STAGE = "volunteer", "sense"
MEETS = purpose("home platform: drops in")


@dataclass
class HomePlatform:
    """Doses of a meeting room."""

    platform_visits_per_household_per_week: float = quantity(
        0.0, "visit/household/week", 0.0, 7.0, role="dose",
        source="assumed; Huaihai Middle Road 2022; People's Daily Online 2020-10-28",
        meaning="visits of each household to the room",
        label="Visits to the home platform", label_zh="零距离家园到访",
    )  # fmt: skip
    platform_minutes: float = quantity(
        4.0, "min/visit", 0.0, 2000.0,
        source="assumed",
        meaning="working time of the rota for each visit",
        label="Rota time", label_zh="轮值用时",
    )  # fmt: skip


@verb
def act(lane, town, p, day):
    """Let some households of the lane meet in the room."""
    if p.platform_visits_per_household_per_week <= 0.0:
        return
    share = share_today(p.platform_visits_per_household_per_week / 7.0, town)
    spend(write_to(lane, GATHERED, share, MEETS, town, day), p.platform_minutes, 0.0, town)
