"""The campaign: its dates, phases and thresholds.

Survey and round 1 (一轮征询) ask whether to renew at all; the plan is drawn up and put to comment
(30 days or more, State Council Order 590, art. 10), and revised after a hearing where most find it
unfair (art. 11); homes are measured and prices published; in the brewing period (酝酿期) people
make up their minds; on day 1 the desks open. Days count from signing day 1; preparation has
negative days. ``judging`` says when agreements take effect, and what happens if they never do.

Rows: S0-24, S1-15, S2-28, S3-3.
"""

from __future__ import annotations

from dataclasses import dataclass

from models.signing.offer import MOVING_STEPS, moving_reward_on
from models.signing.town import BREW, DESIGN, PRICING, ROUND1, SIGNING, STOPPED, SURVEY, TAIL
from sim.engine.quantity import Spread, quantity
from sim.engine.verb import verb
from sim.people.calendar import effort_in
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
    comment_days: int = quantity(
        30, "day", 0, 200, role="lever", source="30 days or more, State Council Order 590, art. 10",
        meaning="days from the end of round 1 to the counting of comments on the plan",
        label="Comment period", label_zh="征求意见天数",
    )  # fmt: skip
    complaint_limit: float = quantity(
        0.5, "1", 0.0, 1.0, source="assumed", label="Complaint limit", label_zh="投诉门槛",
        meaning="perceived fairness below which a household complains about the plan",
    )  # fmt: skip
    hearing_mark: float = quantity(
        0.5, "1", 0.0, 1.0, role="fact", source="most of those affected: Order 590, art. 11",
        meaning="share of complaints above which a hearing (听证会) is held and the plan revised",
        label="Hearing mark", label_zh="听证门槛",
    )  # fmt: skip
    revision_days: int = quantity(
        14, "day", 0, 200, role="lever", source="assumed",
        meaning="days that a revision of the plan takes off the brewing period",
        label="Revision", label_zh="方案修改天数",
    )  # fmt: skip
    revision_gain: float = quantity(
        0.5, "1", 0.0, 1.0, source="assumed; Fengnan revised its plan six times",
        meaning="share of missing fairness that a revised plan restores",
        label="Gain by revision", label_zh="方案修改公平增量",
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
    intensity: float = quantity(
        1.0, "1", 0.0, 20.0, role="fact",
        source="1 = the doses of the strategy as written; differs between campaigns",
        meaning="factor on all doses of the strategy, before and after day 1",
        label="Intensity of work", label_zh="工作力度",
    )  # fmt: skip
    plots: int = quantity(
        1, "plot", 1, 12, role="fact", source="six at once: Huaihai Middle Road 2022",
        meaning="plots (地块) signed for at once: judged apart, with common staff and services",
        label="Plots", label_zh="地块数",
    )  # fmt: skip
    decision_after_days: int = quantity(
        60, "day", 1, 2000, role="lever", source="assumed; Order 590, art. 26 sets no date",
        meaning="days from the end of the signing period to the compensation decisions",
        label="Decision after", label_zh="补偿决定间隔",
    )  # fmt: skip
    court_after_days: int = quantity(
        180, "day", 1, 4000, role="lever", source="assumed; no appeal, no move: Order 590, art. 28",
        meaning="days from the compensation decisions to the court",
        label="Court after", label_zh="申请强制执行间隔",
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
    now.begins = first_day(p)
    now.effective_day = NEVER
    now.stop_day = NEVER
    now.full_day = NEVER
    now.threshold_day = NEVER
    now.decision_day = NEVER
    now.returns = p.kind == REBUILD
    now.brew_day = min(max(first_day(p) + 1, 1 - p.brewing_days), 1)
    now.ballot_from = min(first_day(p) + p.survey_days, now.brew_day - 1)
    now.ballot_to = min(now.ballot_from + p.round1_days, now.brew_day) - 1
    now.pricing_day = max(now.ballot_to + 1, now.brew_day - p.pricing_days)
    now.hearing_day = min(now.ballot_to + p.comment_days, now.brew_day - 1)
    _lay_out_plots(town, p)


@verb
def _lay_out_plots(town, p):
    """Divide the certificates among the plots, in runs of neighbouring rows."""
    now = town.now[0]
    now.site_width = (now.households - 1) // p.plots + 1
    now.sites = (now.households - 1) // now.site_width + 1
    for site in range(now.sites):
        row = town.site[site]
        row.households = min(now.site_width, now.households - site * now.site_width)
        row.votes_for = 0
        row.signed = 0
        row.in_force = 0
        row.effective_day = NEVER
        row.stop_day = NEVER
        row.move_day = p.moving_start_day
        row.moving_reward = 0.0
        row.step_ends = 0
        row.paying = 0
        row.compensation_yuan = 0
        row.reward_yuan = 0
        row.rent_yuan = 0
        row.extra_reward_yuan = 0


@verb
def site_of(household, town):
    """Return the plot of a household."""
    return household // town.now[0].site_width if town.now[0].sites > 1 else 0


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
    if day == first_day(p) or phase != now.phase:
        now.stage_began = day
    now.phase = phase
    now.desk_waiting = 0
    now.willing = 0
    now.unwilling = 0
    now.effort = effort_in(p.intensity * _effort(phase, p), town, p)
    now.knowable = 1.0 if phase >= BREW else p.knowable_before_plan
    now.surveying = phase < BREW
    now.drafting = phase in (DESIGN, PRICING)
    now.brewing = phase >= BREW
    now.closing = phase >= BREW
    now.ballot_open = phase == ROUND1
    now.moving_open = 0
    for site in range(now.sites):
        row = town.site[site]
        row.in_force = row.effective_day != NEVER
        if row.in_force == 1 and day >= row.move_day:
            now.moving_open = 1
            row.moving_reward = moving_reward_on(p, day - row.move_day + 1)
            row.paying = day - row.move_day < MOVING_STEPS * p.moving_step_days
            row.step_ends = moving_reward_on(p, day - row.move_day + 2) < row.moving_reward


@verb
def _effort(phase, p):
    if phase == STOPPED:
        return 0.0
    if phase == TAIL:
        return p.tail_effort
    return 1.0 if phase == SIGNING else p.preparation_effort
