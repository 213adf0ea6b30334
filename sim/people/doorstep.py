"""At the door, in numbers: who can be met, what a visit leaves, what a visit too soon costs.

The same whatever the visit is about; a model adds what its own talks achieve.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sim.engine.quantity import Spread, quantity

_SHARE: dict[str, Any] = {"unit": "1", "low": 0.0, "high": 1.0}


@dataclass
class Doorstep:
    """Who can be met, and what a completed visit does."""

    home_by_day: float = quantity(
        0.75, **_SHARE, source="assumed",
        meaning="chance to meet a decider who stays at home, by day", label="Met by day: at home",
        label_zh="白天在家可遇",
    )  # fmt: skip
    worker_by_day: float = quantity(
        0.30, **_SHARE, source="assumed: weekday chance of meeting a working resident",
        meaning="chance to meet a decider with a day job, by day",
        label="Met by day: at work", label_zh="白天上班可遇",
    )  # fmt: skip
    met_at_night: float = quantity(
        0.70, **_SHARE, source="assumed: evening chance of meeting a working resident",
        meaning="chance to meet any decider in the evening",
        label="Met in the evening", label_zh="晚间可遇",
    )  # fmt: skip
    relative_in: float = quantity(
        0.3, **_SHARE, source="assumed", label="A relative is in", label_zh="家属在家可遇",
        meaning="chance that a relative opens, or is reached, when the decider is out",
    )  # fmt: skip
    info_per_contact: float = quantity(
        0.25, **_SHARE, source="assumed; prior-driven, no reported total identifies it",
        prior=Spread(0.25, 0.5),
        meaning="share of what is still unknown that a visit explains",
        label="Knowledge per visit", label_zh="每次走访知情增量",
    )  # fmt: skip
    info_per_neighbour: float = quantity(
        0.1, **_SHARE,
        prior=Spread(0.1, 0.5),
        source="assumed, below a visit's, though neighbours are said to do more; prior-driven",
        meaning="share of what is still unknown that a volunteer's call explains",
        label="Knowledge per neighbour's call", label_zh="每次邻里劝说知情增量",
    )  # fmt: skip
    trust_per_contact: float = quantity(
        0.05, **_SHARE, source="assumed; small effects of contact, Kalla and Broockman 2018",
        meaning="share of missing trust that a welcome visit builds",
        label="Trust per visit", label_zh="每次走访信任增量",
    )  # fmt: skip
    spillover: float = quantity(
        0.6, **_SHARE, source="0.3-0.8 observed inside households, Nickerson 2008: 0.6",
        meaning="share of what a visit explains to one person that reaches the decider",
        label="Spillover at home", label_zh="户内传递",
    )  # fmt: skip
    welcome_gap_days: float = quantity(
        3.0, "day", 0.0, 60.0, source="assumed",
        meaning="days between visits that are still welcome", label="Welcome gap",
        label_zh="可接受间隔",
    )  # fmt: skip
    fatigue_days: float = quantity(
        20.0, "day", 1.0, 365.0, source="assumed", meaning="time for fatigue to fall to 37 %",
        label="Fatigue lasts", label_zh="疲劳持续",
    )  # fmt: skip
    trust_lost_per_nuisance: float = quantity(
        0.03, **_SHARE, source="assumed; a resident of Baoxingli asked not to be pressed",
        meaning="share of trust lost by a visit that comes too soon",
        label="Trust lost by pressing", label_zh="打扰损失信任",
    )  # fmt: skip
