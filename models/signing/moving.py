"""Moving out, once agreements are in force: slow at first, nearly all within a month.

About 1 % of Fangualong had moved on the second day and all within about 30 days; at Block 116 West
57 % of the signed had moved by day 19. The chance to leave grows as removals are arranged; the end
of a reward step hurries; an emptying lane drives out; a household without a transitional flat lags,
and so do old people alone whom nobody helps to pack.

Rows: S3-5.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from models.signing.campaign import site_of
from models.signing.choice import FIRST_FLAT
from models.signing.groups import MOVED, count_in_groups
from models.signing.methods import moving_help, six_joint
from sim.engine.luck import chance, purpose
from sim.engine.quantity import quantity
from sim.engine.verb import verb
from sim.people.obstacles import TRANSITION
from sim.people.plot import AGREED, LEFT, lane_of

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
        15.2, "day", 1.0, 400.0, source="calibrated: fangualong; moving is shown, never scored",
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
    alone_factor: float = quantity(
        0.7, "1", 0.0, 1.0, source="assumed: a worker waited for a mover at Fangualong",
        label="Alone with the move", label_zh="独居搬迁系数",
        meaning="factor on the chance to leave of the elderly without relatives near",
    )  # fmt: skip
    empty_lane_pull: float = quantity(
        0.15, "1", 0.0, 5.0, source="assumed", label="Pull of an emptying lane",
        label_zh="邻里搬空牵引",
        meaning="how much the chance to leave grows, in its own measure, as the lane empties",
    )  # fmt: skip


@verb
def move(household, town, p, day):
    """Let a signed household move out where agreements are in force and moving is open."""
    if town.done[household] != AGREED:
        return
    now, home = town.now[0], town.home[household]
    site = town.site[site_of(household, town)]
    if site.in_force == 0 or day < site.move_day:
        return
    moving_help.act(household, town, p, day)
    if chance(now.luck, LEAVES, household, day) < chance_to_leave(household, town, p, day):
        home.moved = day
        _book_move(household, town, p)


@verb
def _book_move(household, town, p):
    """Enter a move in the books: the moving reward, and rent until the new flat is ready."""
    home = town.home[household]
    site = town.site[site_of(household, town)]
    town.done[household] = LEFT
    town.asking[household] = 0
    town.now[0].moved += 1
    town.now[0].moved_on_time += 1 if site.paying == 1 else 0
    town.lane[lane_of(household, town)].left += 1
    count_in_groups(household, MOVED, town)
    six_joint.clear(town, p)
    site.reward_yuan += int(site.moving_reward)
    if home.choice >= FIRST_FLAT:
        site.rent_yuan += int(p.transition_yuan_per_month * p.transition_months)


@verb
def chance_to_leave(household, town, p, day):
    """Return the chance that a signed household moves out today."""
    home = town.home[household]
    site = town.site[site_of(household, town)]
    n = float(day - max(int(home.signed), site.move_day) + 1)
    pace = p.moving_pace_days
    grown = (3.0 * n * n - 3.0 * n + 1.0) / (pace * pace * pace)
    leave = 1.0 - math.exp(-p.moving_at_once - grown)
    if site.step_ends == 1:
        leave += p.moving_pull * (1.0 - leave)
    return min(leave * _pace(household, town, p), 1.0)


@verb
def _pace(household, town, p):
    """Return what circumstances do to the chance to leave."""
    home = town.home[household]
    factor = p.no_flat_factor if (int(home.open) >> TRANSITION) & 1 == 1 else 1.0
    if home.alone == 1 and home.helped == 0:
        factor *= p.alone_factor
    emptied = float(town.lane[lane_of(household, town)].emptied)
    return factor * (1.0 + p.empty_lane_pull * emptied / float(town.now[0].lane_width))
