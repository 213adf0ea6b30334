"""Meetings and talks in numbers: whom they reach, what they explain, how far they persuade.

A first case took almost thirty meetings in a year (Nujiangyuan); what talks can add is limited for
each household, and residents alone persuade less than a trained team. Priors are assumed: they span
what a coarse search over reported funnels left open.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sim.engine.quantity import Spread, quantity
from sim.people.doorstep import Doorstep

_FIT = "calibrated: reported elevator funnels"
_SHARE: dict[str, Any] = {"unit": "1", "low": 0.0, "high": 1.0}


@dataclass
class Talk(Doorstep):
    """Who can be met, and what a meeting or a talk does."""

    landlord_reach: float = quantity(
        0.6, **_SHARE, source="assumed: repeated calls to owners who let", label="Reach, landlords",
        label_zh="出租户联系系数", meaning="factor on meeting an owner who lets the flat",
        prior=Spread(0.6, 0.2),
    )  # fmt: skip
    absent_reach: float = quantity(
        0.25, **_SHARE, source="assumed; telephone in the main", label="Reach, absent owners",
        label_zh="空关户联系系数", meaning="factor on meeting an owner who lives far away",
        prior=Spread(0.25, 0.35),
    )  # fmt: skip
    info_per_meeting: float = quantity(
        0.2, **_SHARE, source="assumed", label="Knowledge per meeting",
        label_zh="每次会议知情增量",
        meaning="share of what is still unknown that a meeting explains to who comes",
    )  # fmt: skip
    info_from_estate: float = quantity(
        0.3, **_SHARE, source="Taoan 5: seeing two done strengthened the will; size assumed",
        meaning="share of what is unknown that an elevator in the estate explains",
        label="Knowledge from a neighbour's elevator", label_zh="小区示范知情增量",
    )  # fmt: skip
    fatigue_worth: float = quantity(
        0.3, "10,000 yuan", 0.0, 10.0, source="assumed", label="Weight of fatigue",
        label_zh="疲劳权重", meaning="what one visit too soon takes away while it is remembered",
    )  # fmt: skip
    persuades: float = quantity(
        0.15, "10,000 yuan/talk", 0.0, 5.0, source=_FIT, prior=Spread(0.2, 0.5),
        meaning="what a talk of a worker of skill 1 adds, at usual trust", label="Persuasion",
        label_zh="每次谈话说服量",
    )  # fmt: skip
    persuasion_limit: float = quantity(
        4.5, "10,000 yuan", 0.0, 30.0, source=_FIT, prior=Spread(3.6, 0.33),
        meaning="mean of what talks can add to a household at all (exponential)",
        label="Limit of persuasion", label_zh="说服上限",
    )  # fmt: skip
    visit_strength: float = quantity(
        0.5, **_SHARE, source="assumed", label="A visit against a meeting's talk",
        label_zh="走访相对力度",
        meaning="part of a meeting's talk that a visit at the door is worth",
    )  # fmt: skip
    learning: float = quantity(
        0.31, "1", 0.0, 2.0, source=_FIT, prior=Spread(0.24, 0.45),
        meaning="skill gained with the logarithm of stairwells that consented in the street",
        label="Learning", label_zh="经验积累",
    )  # fmt: skip
    own_skill: float = quantity(
        0.16, **_SHARE, source=_FIT, prior=Spread(0.2, 0.42),
        meaning="skill of residents who do without a team", label="Residents' own skill",
        label_zh="居民自治能力",
    )  # fmt: skip
    settles: float = quantity(
        0.15, **_SHARE, source=_FIT, prior=Spread(0.2, 0.5),
        meaning="chance that a meeting settles with who would not pay", label="Payment settled",
        label_zh="每次会议谈妥出资",
    )  # fmt: skip
    objector_blocks: float = quantity(
        0.95, **_SHARE, source="not identified: swaps with those who would not pay",
        prior=Spread(0.91, 0.9, mirrored=True),
        meaning="chance that a fierce objector stops it where the law knows no veto",
        label="Veto in practice", label_zh="事实否决概率",
    )  # fmt: skip
    payer_blocks: float = quantity(
        0.95, **_SHARE, source="assumed, not identified; some built all the same (Tianyue)",
        prior=Spread(0.91, 0.9, mirrored=True),
        meaning="chance that a payer who refuses stops it where the law does not ask all payers",
        label="Payers in practice", label_zh="出资僵局概率",
    )  # fmt: skip
