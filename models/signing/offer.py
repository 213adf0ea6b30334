"""The offer: compensation by area with a floor by person, rewards, flats, transitional rent.

"Count the bricks, with a floor" (数砖头加托底保障): area times price, but not less than an amount
for each person. The one full schedule of rewards on record (Changqiao, a draft plan) pays by area
with a least amount, in two steps of equal length inside the signing window, a little after it, and
a collective reward when the rate reaches 90 %, more for each further point. Coming later is never
better paid (one ruler for all).

Rows: S3-6.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sim.engine.quantity import quantity
from sim.engine.verb import verb

MOVING_STEPS = 3  # days 1-15, 16-30 and 31-45 at Changqiao
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
    early_reward_per_m2: float = quantity(
        10_000.0, "yuan/m2", 0.0, 100_000.0, role="lever", source=CQ,
        meaning="early-signing reward by area where that is more than the least reward",
        label="Early reward per m2", label_zh="每平方米早签约奖",
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
    price_per_m2: float = quantity(
        60_000.0, "yuan/m2", 0.0, 500_000.0, role="lever", source="assumed",
        meaning="compensation by floor area", label="Price per m2", label_zh="评估单价",
    )  # fmt: skip
    floor_yuan_per_person: float = quantity(
        300_000.0, "yuan/person", 0.0, 5_000_000.0, role="lever",
        source="assumed; floor guarantee of 2009, jobdatav.com page91",
        meaning="least compensation for each registered person",
        label="Floor per person", label_zh="托底保障",
    )  # fmt: skip
    usual_yuan_per_person: float = quantity(
        500_000.0, "yuan/person", 1.0, 10_000_000.0, source="assumed: follows price and floor",
        meaning="compensation per person at which the mean inclination is measured",
        label="Usual compensation", label_zh="参照人均补偿",
    )  # fmt: skip
    flats_per_100: float = quantity(
        50.0, "flat/100 certificate", 0.0, 200.0, role="lever", source="assumed",
        meaning="resettlement flats in stock, picked in the order of signing",
        label="Flats in stock", label_zh="安置房源",
    )  # fmt: skip
    flat_wish_share: float = quantity(
        0.3, "1", 0.0, 1.0, role="fact", source="assumed; 0.95 at Pingliang 23, sh.house.163.com",
        meaning="certificates that would rather have a flat than cash (all where they return)",
        label="Wish for a flat", label_zh="选房意愿",
    )  # fmt: skip
    transition_yuan_per_month: float = quantity(
        3000.0, "yuan/month", 0.0, 100_000.0, role="lever", source="assumed",
        meaning="transitional rent paid to a household that waits for its flat",
        label="Transitional rent", label_zh="过渡费",
    )  # fmt: skip
    transition_months: float = quantity(
        18.0, "month", 0.0, 120.0, role="lever",
        source="assumed; 42 at Fangualong, jee-jee.com 2023-08-18",
        meaning="months from moving out to moving in", label="Months of transition",
        label_zh="过渡月数",
    )  # fmt: skip
    transitional_flats_per_1000: float = quantity(
        0.0, "flat/1000 certificate", 0.0, 1000.0, role="lever", source="0 = none kept ready",
        meaning="flats kept ready for those who find none meanwhile (周转房)",
        label="Transitional flats", label_zh="周转房",
    )  # fmt: skip
    token_yuan: float = quantity(
        2000.0, "yuan/certificate", 0.0, 100_000.0, role="lever",
        source="a Shanghai district 2013, huiyelaw.com news-1859",
        meaning="paid to those who had signed where nothing takes effect",
        label="Token", label_zh="未生效补贴",
    )  # fmt: skip


@verb
def first_step_ends(p):
    """Return the last day of the first reward step."""
    return max(int(p.first_step_share * float(p.reward_window_days) + 0.5), 1)


@verb
def step_on(p, day):
    """Return the share of the early reward that is paid on a day; never more later."""
    if day <= first_step_ends(p) or p.early_reward <= 0.0:
        return 1.0
    step = p.second_reward if day <= p.reward_window_days else min(p.late_reward, p.second_reward)
    return min(step / p.early_reward, 1.0)


@verb
def reward_on(p, area, day):
    """Return what a home of an area (0.01 m2) is paid for signing on a day, in yuan.

    By area or the least amount, whichever is more, in the proportion of the steps; never more
    later.
    """
    early = max(p.early_reward, 0.01 * float(area) * p.early_reward_per_m2)
    return (early + p.extra_early_yuan) * step_on(p, day)


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
    shared = p.collective_reward + p.extra_collective_yuan
    return shared + p.collective_per_point * float(points)


@verb
def moving_reward_on(p, days_open):
    """Return the reward for moving on the nth day after moving opened, in yuan."""
    step = (days_open - 1) // p.moving_step_days
    if step >= MOVING_STEPS:
        return 0.0
    return p.moving_reward / float(1 << step)
