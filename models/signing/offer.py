"""The offer's rewards: for signing early, for signing together, for moving early.

The one full schedule on record (Changqiao, a draft plan) pays by certificate and by area, in two
steps of equal length inside the signing window, a little after it, and a collective reward when the
rate reaches 90 %, more for each further point. Coming later is never better paid (one ruler for
all).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sim.engine.quantity import quantity
from sim.engine.verb import verb

CQ = "Changqiao draft plan, infqj.cn I7OHAI3H0551P6O4"
_YUAN: dict[str, Any] = {
    "unit": "yuan/certificate", "low": 0.0, "high": 5_000_000.0, "role": "lever", "source": CQ,
}  # fmt: skip


@dataclass
class Offer:
    """Rewards of the offer."""

    early_reward: float = quantity(
        400_000.0, **_YUAN, meaning="least reward for signing in the first step of the window",
        label="Early-signing reward", label_zh="早签约奖",
    )  # fmt: skip
    second_reward: float = quantity(
        200_000.0, **_YUAN, meaning="least reward for signing in the second step of the window",
        label="Second-step reward", label_zh="第二档签约奖",
    )  # fmt: skip
    late_reward: float = quantity(
        80_000.0, **_YUAN, meaning="least reward for signing after the window",
        label="Late reward", label_zh="逾期签约奖",
    )  # fmt: skip
    first_step_share: float = quantity(
        0.5, "1", 0.0, 1.0, role="lever", source=CQ + ": 14 of 28 days",
        meaning="share of the window that the first step lasts",
        label="First step", label_zh="第一档占比",
    )  # fmt: skip
    collective_reward: float = quantity(
        150_000.0, **_YUAN, meaning="paid to every certificate once the rate reaches the mark",
        label="Collective reward", label_zh="签约率奖",
    )  # fmt: skip
    collective_per_point: float = quantity(
        15_000.0, **_YUAN, meaning="added to it for each further full point of the rate",
        label="Per further point", label_zh="每升1%加奖",
    )  # fmt: skip
    collective_mark: float = quantity(
        0.9, "1", 0.0, 1.0, role="lever", source=CQ,
        meaning="rate at which the collective reward begins",
        label="Collective mark", label_zh="签约率奖起点",
    )  # fmt: skip
    moving_step_days: int = quantity(
        15, "day", 1, 100, role="lever", source=CQ + ": days 1-15, 16-30, 31-45",
        meaning="length of each of the three steps of the moving reward",
        label="Moving step", label_zh="搬迁奖每档天数",
    )  # fmt: skip
    moving_reward: float = quantity(
        160_000.0, **_YUAN, meaning="reward for moving in the first step; halved in each later one",
        label="Early-moving reward", label_zh="早搬迁奖",
    )  # fmt: skip


@verb
def first_step_ends(p):
    """Return the last day of the first reward step."""
    return max(int(p.first_step_share * float(p.reward_window_days) + 0.5), 1)


@verb
def reward_on(p, day):
    """Return what signing on a day is rewarded with, in yuan per certificate; never more later."""
    second = min(p.second_reward, p.early_reward)
    if day <= first_step_ends(p):
        return p.early_reward
    return second if day <= p.reward_window_days else min(p.late_reward, second)


@verb
def ends_today(p, day):
    """Tell whether a reward step or the window ends on this day."""
    return day == first_step_ends(p) or day == p.reward_window_days


@verb
def collective_at(p, rate):
    """Return the collective reward per certificate at a signing rate, in yuan."""
    if rate < p.collective_mark:
        return 0.0
    points = int(100.0 * (rate - p.collective_mark) + 1e-9)
    return p.collective_reward + p.collective_per_point * float(points)


@verb
def moving_reward_on(p, days_open):
    """Return the reward for moving on the nth day after moving opened, in yuan."""
    step = (days_open - 1) // p.moving_step_days
    if step > 2:
        return 0.0
    return p.moving_reward / float(1 << step)
