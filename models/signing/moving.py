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

LEAVES = purpose("moves out")


@dataclass
class Moving:
    """Pace of moving out: the chance to leave grows with the square of time."""

    moving_at_once: float = quantity(
        0.005, "1/day", 0.0, 1.0, source="calibrated: fangualong, 1.07 % on the second day",
        meaning="chance to leave on any day, from the first on",
        label="Moves at once", label_zh="即刻搬迁率",
    )  # fmt: skip
    moving_pace_days: float = quantity(
        15.5, "day", 1.0, 400.0, source="calibrated: fangualong; moving is shown, never scored",
        meaning="days after which 63 % would have left by the growing chance alone",
        label="Pace of moving", label_zh="搬迁节奏",
    )  # fmt: skip
    moving_pull: float = quantity(
        0.5, "1", 0.0, 1.0, source="assumed", label="Pull of the moving reward",
        label_zh="搬迁奖牵引",
        meaning="added chance to leave on the last day of a moving-reward step",
    )  # fmt: skip
    no_flat_factor: float = quantity(
        0.5, "1", 0.0, 1.0, source="assumed", label="Without a flat", label_zh="无过渡房系数",
        meaning="factor on the chance to leave while no transitional flat is found",
    )  # fmt: skip


@verb
def moving_is_open(town, day):
    """Tell whether signed households may move out today."""
    return town.now[0].in_force == 1 and day >= town.now[0].move_day


@verb
def move(household, town, p, day):
    """Let a signed household move out."""
    now, home = town.now[0], town.home[household]
    if home.done != 1:
        return
    if chance(now.luck, LEAVES, household, day) < chance_to_leave(household, town, p, day):
        home.moved = day
        home.done = 2
        town.asking[household] = 0
        now.moved += 1
        now.reward_yuan += int(moving_reward_on(p, day - now.move_day + 1))


@verb
def chance_to_leave(household, town, p, day):
    """Return the chance that a signed household moves out today."""
    now, home = town.now[0], town.home[household]
    n = float(day - max(int(home.signed), now.move_day) + 1)
    pace = p.moving_pace_days
    grown = (3.0 * n * n - 3.0 * n + 1.0) / (pace * pace * pace)
    leave = 1.0 - math.exp(-p.moving_at_once - grown)
    days_open = day - now.move_day + 1
    if moving_reward_on(p, days_open + 1) < moving_reward_on(p, days_open):
        leave += p.moving_pull * (1.0 - leave)
    return leave * p.no_flat_factor if (int(home.open) >> TRANSITION) & 1 == 1 else leave
