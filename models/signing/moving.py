"""Moving out, once agreements are in force: slow at first, nearly all within a month.

About 1 % of Fangualong had moved on the second day and all within about 30 days; at Block 116 West
57 % of the signed had moved by day 19. The chance to leave grows as removals are arranged; the end
of a reward step hurries; a household without a transitional flat lags.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from models.signing.offer import moving_reward_on
from sim.engine.luck import chance, purpose
from sim.engine.quantity import quantity
from sim.engine.verb import verb
from sim.people.obstacles import TRANSITION
from sim.people.plot import NEVER

LEAVES = purpose("moves out")


@dataclass
class Moving:
    """Pace of moving out."""

    moving_pace_days: float = quantity(
        15.0, "day", 1.0, 400.0, source="calibrated: fangualong; moving is not scored",
        meaning="days after which 63 % have left (the chance to leave grows evenly with time)",
        label="Pace of moving", label_zh="搬迁节奏",
    )  # fmt: skip
    moving_pull: float = quantity(
        0.4, "1", 0.0, 1.0, source="assumed", label="Pull of the moving reward", label_zh="搬迁奖牵引",
        meaning="added chance to leave on the last day of a moving-reward step",
    )  # fmt: skip
    no_flat_factor: float = quantity(
        0.2, "1", 0.0, 1.0, source="assumed", label="Without a flat", label_zh="无过渡房系数",
        meaning="factor on the chance to leave while no transitional flat is found",
    )  # fmt: skip


@verb
def moving_is_open(town, day):
    """Tell whether signed households may move out today."""
    return town.now[0].in_force == 1 and day >= town.now[0].move_day


@verb
def move(household, town, p, day):
    """Let a signed household move out."""
    if town.home[household].signed == NEVER or town.home[household].moved != NEVER:
        return
    first = max(int(town.home[household].signed), town.now[0].move_day)
    if chance(town.now[0].luck, LEAVES, household, day) < _chance_to_leave(household, town, p, day, first):
        town.home[household].moved = day
        town.now[0].moved += 1
        town.now[0].reward_yuan += int(moving_reward_on(p, day - town.now[0].move_day + 1))


@verb
def _chance_to_leave(household, town, p, day, first):
    n = float(day - first + 1)
    hazard = (2.0 * n - 1.0) / (p.moving_pace_days * p.moving_pace_days)
    leave = 1.0 - math.exp(-hazard)
    days_open = day - town.now[0].move_day + 1
    if moving_reward_on(p, days_open + 1) < moving_reward_on(p, days_open):
        leave += p.moving_pull * (1.0 - leave)
    if (int(town.home[household].open) >> TRANSITION) & 1 == 1:
        leave *= p.no_flat_factor
    return leave
