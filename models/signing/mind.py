"""What weighs in a decision: the numbers behind a resident's inclination.

Inclination is measured in standard deviations (sd) of what residents privately feel; above 0 is a
yes. Reported totals identify few of these numbers; the others are there because planners ask about
them, and say so.
"""

from __future__ import annotations

from dataclasses import dataclass

from models.signing.offer import CQ
from sim.engine.quantity import Spread, quantity


@dataclass
class Mind:
    """What weighs in the decision, in standard deviations (sd) of private inclination."""

    info_weight: float = quantity(
        0.8, "sd", 0.0, 5.0, source="assumed; prior-driven", prior=Spread(0.8, 0.5),
        meaning="what full knowledge adds", label="Weight of knowledge", label_zh="知情权重",
    )  # fmt: skip
    trust_weight: float = quantity(
        0.6, "sd", 0.0, 5.0, source="assumed; prior-driven", prior=Spread(0.6, 0.5),
        meaning="what full trust adds over middling trust", label="Weight of trust",
        label_zh="信任权重",
    )  # fmt: skip
    peers_weight: float = quantity(
        0.4, "sd", 0.0, 3.0, source="assumed; prior-driven", prior=Spread(0.4, 0.6),
        meaning="what it costs to see nobody sign, against everybody", label="Weight of peers",
        label_zh="邻里权重",
    )  # fmt: skip
    obstacle_weight: float = quantity(
        6.5, "sd", 0.0, 10.0, source="assumed: with an obstacle open few sign",
        meaning="what one open obstacle takes away", label="Weight of an obstacle",
        label_zh="困难权重",
    )  # fmt: skip
    severity_log_sd: float = quantity(
        0.3, "1", 0.0, 2.0, source="assumed", label="Spread of severity", label_zh="困难轻重离散度",
        meaning="spread (sd of the logarithm) of what a single obstacle weighs",
    )  # fmt: skip
    fairness_weight: float = quantity(
        1.0, "sd", 0.0, 5.0, source="assumed; prior-driven", prior=Spread(1.0, 0.5),
        meaning="what full fairness adds over none", label="Weight of fairness",
        label_zh="公平权重",
    )  # fmt: skip
    usual_fairness: float = quantity(
        0.7, "1", 0.0, 1.0, source="assumed", label="Usual fairness", label_zh="参照公平感",
        meaning="perceived fairness at which the mean inclination is measured",
    )  # fmt: skip
    group_weight: float = quantity(
        0.5, "sd", 0.0, 5.0, source="assumed; prior-driven",
        prior=Spread(0.5, 0.5),
        meaning="what it adds for a Party member to see the whole Party group signed",
        label="Weight of the Party group", label_zh="党小组权重",
    )  # fmt: skip
    empty_lane_weight: float = quantity(
        0.3, "sd", 0.0, 5.0, source="assumed: dust, noise, dark stairs; Huaihai Middle Road 2022",
        meaning="what an emptied lane, with its dust and noise, takes away from who is left",
        label="Weight of nuisance", label_zh="搬迁扰民权重",
    )  # fmt: skip
    fatigue_weight: float = quantity(
        0.1, "sd/visit", 0.0, 2.0, source="assumed",
        meaning="what one visit too many takes away", label="Weight of fatigue",
        label_zh="疲劳权重",
    )  # fmt: skip
    reward_weight: float = quantity(
        0.35, "sd/100000 yuan", 0.0, 2.0,
        source="calibrated: zhangyuan day 42; prior-driven", prior=Spread(0.3, 0.5),
        meaning="what 100,000 yuan of reward add", label="Weight of rewards", label_zh="奖励权重",
    )  # fmt: skip
    collective_pull: float = quantity(
        0.02, "sd/100000 yuan", 0.0, 1.0, source="assumed; prior-driven",
        prior=Spread(0.02, 0.5),
        meaning="what 100,000 yuan of collective reward add, at the rate that is seen",
        label="Pull of the collective reward", label_zh="签约率奖牵引",
    )  # fmt: skip
    deadline_weight: float = quantity(
        0.15, "sd", 0.0, 2.0, source="assumed; agreements pile up at deadlines, Roth 1988",
        meaning="what the last day of a reward step adds", label="Weight of deadlines",
        label_zh="期限权重",
    )  # fmt: skip
    pledge_weight: float = quantity(
        1.0, "sd", 0.0, 5.0, source="assumed", meaning="what a Party member's pledge adds",
        label="Weight of a pledge", label_zh="承诺权重",
    )  # fmt: skip
    usual_reward: float = quantity(
        400_000.0, "yuan/certificate", 0.0, 5_000_000.0, source=CQ,
        meaning="early-signing reward at which the mean inclination is measured",
        label="Usual reward", label_zh="参照早签约奖",
    )  # fmt: skip
    board_weight: float = quantity(
        0.5, "1", 0.0, 1.0, source="assumed; prior-driven",
        prior=Spread(0.5, 0.25),
        meaning="weight of the rate on the board against own ties, if everybody reads it",
        label="Weight of the board", label_zh="公示栏权重",
    )  # fmt: skip
    informed_from: float = quantity(
        0.5, "1", 0.0, 1.0, source="assumed", meaning="knowledge from which consent is informed",
        label="Informed from", label_zh="知情同意起点",
    )  # fmt: skip
    slip_per_day: float = quantity(
        0.2, "1/day", 0.0, 1.0, source="calibrated: fangualong round 1, turnout",
        meaning="chance that a household not met returns its round-1 slip by itself on a day",
        label="Slips returned", label_zh="自行交表率",
    )  # fmt: skip
