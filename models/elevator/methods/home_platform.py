"""The home platform (零距离家园、零距离楼组): a room open daily, where neighbours meet.

Who drops in picks up a little, less than at a meeting, and speaks with neighbours who are there.
That draws towards what most of those present think: where many agree it helps, and where few do the
room spreads their doubts, so that much of it can harm. Observed at Danshui Road, Huaihai Middle
Road (more than 200 m2, with a council of residents, committee and property firm), and for elevators
as a sitting room (加梯会客厅) of an estate at Liangcheng; that close ties help or hurt by what
most want at first is a finding of Huang et al. 2024. Only visits of owners whose stairwell is being
asked are counted; an owner who lives far away does not drop in.

Rows: S0-18, S0-20, S1-1, S1-17, S4-7, S4-9.
"""

from __future__ import annotations

from dataclasses import dataclass

from models.elevator.plan import homes_in
from models.elevator.stages import (
    AWAY,
    BEGINS,
    CAME_BY,
    HEARD_AGAINST,
    HEARD_FOR,
    LANDLORD,
    YES,
)
from sim.engine.luck import chance, purpose
from sim.engine.quantity import quantity
from sim.engine.verb import verb

ACTOR, STAGE = "campaign", "sense"
COMES_BY = purpose("home platform of an elevator: comes by")
WEEK = 7.0


@dataclass
class HomePlatform:
    """Doses of the open room."""

    platform_visits_per_household_per_week: float = quantity(
        0.0, "visit/household/week", 0.0, 7.0, role="dose",
        source="assumed; open daily, Danshui Road 2023: 106.15.159.191 20231023/545623",
        meaning="times that somebody of a household drops in while its stairwell is being asked",
        label="Visits to the home platform", label_zh="零距离家园到访次数",
    )  # fmt: skip
    info_per_platform_visit: float = quantity(
        0.05, "1", 0.0, 1.0, source="assumed: a quarter of what a meeting explains",
        meaning="share of what is still unknown that is picked up there",
        label="Knowledge from the platform", label_zh="每次到访知情增量",
    )  # fmt: skip
    platform_talk: float = quantity(
        0.5, "1", 0.0, 1.0, source="assumed", label="Talk on the platform",
        label_zh="家园闲谈相对力度",
        meaning="part of a talk among residents that a chat there is worth, for it or against",
    )  # fmt: skip
    platform_minutes: float = quantity(
        8.0, "min/visit", 0.0, 500.0, source="assumed: one of staff for some seven who drop in",
        meaning="working time for each who drops in", label="Time on the platform",
        label_zh="家园接待用时",
    )  # fmt: skip


@verb
def act(stairwell, town, p, day):
    """Let owners drop in, and those who meet hear one another."""
    visits = p.platform_visits_per_household_per_week * min(town.now[0].effort, 1.0) / WEEK
    if visits <= 0.0:
        return
    came, agree = 0, 0
    for household in homes_in(stairwell, town):
        if _comes_by(household, visits, town, p, day):
            town.mail[household] |= CAME_BY
            came += 1
            agree += 1 if int(town.home[household].stance) & YES > 0 else 0
    town.now[0].minutes += came * int(p.platform_minutes)
    if came > 1 and town.stairwell[stairwell].stir != BEGINS:
        _hear_one_another(stairwell, came, agree, town)


@verb
def _comes_by(household, visits, town, p, day):
    """Tell whether an owner drops in today."""
    living = town.home[household].living
    if living == AWAY:
        return False
    usual = visits * p.landlord_reach if living == LANDLORD else visits
    return chance(town.now[0].luck, COMES_BY, household, day) < usual


@verb
def _hear_one_another(stairwell, came, agree, town):
    """Tell each who came what most of the others think; where they are even, nothing."""
    for household in homes_in(stairwell, town):
        if town.mail[household] & CAME_BY > 0:
            own = 1 if int(town.home[household].stance) & YES > 0 else 0
            most = 2 * (agree - own) - (came - 1)
            if most > 0:
                town.mail[household] |= HEARD_FOR
            elif most < 0:
                town.mail[household] |= HEARD_AGAINST


@verb
def take_home(household, mail, town, p):
    """Let a household learn, and be drawn to what it heard: up to its limit, or down to nothing."""
    home = town.home[household]
    home.info += p.info_per_platform_visit * max(town.now[0].knowable - home.info, 0.0)
    step = p.platform_talk * p.own_skill * p.persuades
    if mail & HEARD_FOR > 0:
        home.persuaded += min(step, max(home.limit - home.persuaded, 0.0))
    elif mail & HEARD_AGAINST > 0:
        home.persuaded = max(home.persuaded - step, 0.0)
