"""The campaign: its dates, phases, threshold and end.

Survey and round 1 (一轮征询) ask whether to renew at all; the plan is drawn up and put to comment
(30 days or more, State Council Order 590, art. 10); homes are measured and prices published; in the
brewing period (酝酿期) people make up their minds; on day 1 the desks open. Days count from signing
day 1; preparation has negative days. Below the threshold at the end of the signing period nothing
takes effect.
"""

from __future__ import annotations

from dataclasses import dataclass

from models.signing.offer import collective_at
from models.signing.town import (
    BREW,
    DESIGN,
    PRICING,
    ROUND1,
    SIGNING,
    STOPPED,
    SURVEY,
    TAIL,
)
from sim.engine.quantity import Spread, quantity
from sim.engine.verb import verb
from sim.people.plot import NEVER

EXPROPRIATION, REBUILD, SWAP = range(3)
PRESIGN, FORMAL = range(2)


@dataclass
class Campaign:
    """Facts of the campaign, and the levers a planner owns."""

    kind: str = quantity(
        "expropriation", "choice", choices=("expropriation", "rebuild", "swap"), role="fact",
        source="assumed",
        meaning="expropriation (征收), demolish-and-rebuild (拆除重建) or swap (置换)",
        label="Kind", label_zh="类型",
    )  # fmt: skip
    opening: str = quantity(
        "formal", "choice", choices=("presign", "formal"), role="fact", source="assumed",
        meaning="what day 1 is: the first pre-signing day (预签约) or the first formal one",
        label="Opening", label_zh="首日性质",
    )  # fmt: skip
    preparation_days: int = quantity(
        None, "day", 0, 1000, role="lever", spread=Spread(90, 0.35),
        source="spread: assumed; 104 days at Zhangyuan, 60-90 from round 1 to 2 at Huangpu 2021",
        meaning="days from the first survey to signing day 1",
        label="Preparation", label_zh="前期天数",
    )  # fmt: skip
    survey_days: int = quantity(
        5, "day", 0, 400, role="lever", source="assumed",
        meaning="days of survey before the ballot of round 1 opens",
        label="Survey", label_zh="摸底天数",
    )  # fmt: skip
    round1_days: int = quantity(
        None, "day", 1, 400, role="fact", spread=Spread(30, 0.4), source="spread: assumed",
        meaning="days that the willingness ballot of round 1 stays open",
        label="Round 1", label_zh="一轮征询天数",
    )  # fmt: skip
    pricing_days: int = quantity(
        8, "day", 0, 200, role="lever", source="assumed",
        meaning="days of measuring and pricing before prices are published",
        label="Pricing", label_zh="评估定价天数",
    )  # fmt: skip
    brewing_days: int = quantity(
        None, "day", 0, 200, role="lever", spread=Spread(17, 0.4),
        source="spread: assumed, 10 to 28 days",
        meaning="days from published prices to signing day 1", label="Brewing", label_zh="酝酿天数",
    )  # fmt: skip
    reward_window_days: int = quantity(
        None, "day", 1, 400, role="lever", spread=Spread(49, 0.7),
        source="spread: windows of 10, 28, 35, 38, 60, 66, 81 and 90 days reported",
        meaning="days in which early signing is rewarded", label="Reward window", label_zh="奖励期",
    )  # fmt: skip
    signing_period_days: int = quantity(
        90, "day", 1, 1000, role="lever", source="assumed; 66 and 81 days reported",
        meaning="days after which a campaign below its threshold ends",
        label="Signing period", label_zh="签约期限",
    )  # fmt: skip
    threshold: float = quantity(
        0.9, "1", 0.0, 1.0, role="lever", source="0.80-0.99 reported, set per project",
        meaning="share of certificates at which agreements take effect",
        label="Threshold", label_zh="生效比例",
    )  # fmt: skip
    round1_threshold: float = quantity(
        0.9, "1", 0.0, 1.0, role="lever", source="more than 90 %, cnr.cn 2021-05-24",
        meaning="share of certificates that must agree in round 1", label="Round-1 threshold",
        label_zh="一轮通过比例",
    )  # fmt: skip
    moving_start_day: int = quantity(
        None, "day", 1, 1000, role="lever", spread=Spread(30, 0.5), source="spread: assumed",
        meaning="first day on which signed households may move out, once in force",
        label="Moving opens", label_zh="搬迁开始",
    )  # fmt: skip
    last_day: int = quantity(
        100, "day", 1, 2000, role="lever", source="end of the observed period",
        meaning="last simulated day", label="Horizon", label_zh="模拟末日",
    )  # fmt: skip


@verb
def first_day(p):
    """Return the day of the first survey."""
    return 1 - p.preparation_days


@verb
def call_campaign(town, p):
    """Open the books and fix the calendar; without preparation there is no round 1."""
    now = town.now[0]
    now.effective_day = NEVER
    now.stop_day = NEVER
    now.full_day = NEVER
    now.move_day = p.moving_start_day
    now.returns = p.kind == REBUILD
    now.brew_day = min(max(first_day(p) + 1, 1 - p.brewing_days), 1)
    now.ballot_from = min(first_day(p) + p.survey_days, now.brew_day - 1)
    now.ballot_to = min(now.ballot_from + p.round1_days, now.brew_day) - 1
    now.pricing_day = max(now.ballot_to + 1, now.brew_day - p.pricing_days)


@verb
def phase_of(town, p, day):
    """Return the phase that a day belongs to."""
    now = town.now[0]
    if now.stop_day != NEVER:
        return STOPPED
    if day >= 1:
        return SIGNING if day <= p.reward_window_days else TAIL
    if day >= now.brew_day:
        return BREW
    if day > now.ballot_to:
        return PRICING if day >= now.pricing_day else DESIGN
    return ROUND1 if day >= now.ballot_from else SURVEY


@verb
def brief_staff(town, p, day):
    """Tell everybody in the morning what phase it is and how much effort it gets."""
    now = town.now[0]
    phase = phase_of(town, p, day)
    now.phase = phase
    now.desk_waiting = 0
    for kind in range(len(town.service)):
        town.service[kind].waiting = 0
    now.effort = _effort(phase, p)
    now.knowable = 1.0 if phase >= BREW else p.knowable_before_plan
    now.surveying = phase < BREW
    now.brewing = phase >= BREW
    now.closing = day >= 1
    now.ballot_open = phase == ROUND1
    now.in_force = now.effective_day != NEVER


@verb
def _effort(phase, p):
    if phase == STOPPED:
        return 0.0
    if phase == TAIL:
        return p.tail_effort
    return 1.0 if phase == SIGNING else p.preparation_effort


@verb
def share(count, town):
    """Return a count of certificates as a share of all."""
    return float(count) / float(town.now[0].households)


@verb
def judge(town, p, day):
    """Check in the evening whether round 1 passed, the threshold is met, or the period is over."""
    now = town.now[0]
    if now.phase == STOPPED:
        return
    if day == now.ballot_to and share(now.votes_for, town) < p.round1_threshold:
        now.stop_day = day
    if day == p.reward_window_days:
        now.reward_yuan += now.signed * int(collective_at(p, share(now.signed, town)))
    if now.signed == now.households and now.full_day == NEVER:
        now.full_day = day
    if day >= 1 and now.effective_day == NEVER:
        _judge_signing(town, p, day)


@verb
def _judge_signing(town, p, day):
    """Put agreements in force at the threshold; give up when the signing period ends below it.

    Pre-signed agreements take effect when the pre-signing window closes, formal ones at once.
    Below the threshold nobody is paid.
    """
    now = town.now[0]
    closes = min(p.reward_window_days, p.signing_period_days)
    may_take_effect = p.opening == FORMAL or day >= closes
    if may_take_effect and share(now.signed, town) >= p.threshold:
        now.effective_day = day
        now.move_day = max(p.moving_start_day, day + 1)
    elif day >= p.signing_period_days:
        now.stop_day = day
        now.reward_yuan = 0
