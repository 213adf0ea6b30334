"""What an elevator is worth to a household, in numbers; ``weighing`` holds the rules.

Money is in 10,000 yuan. The third floor breaks even in price (2,133 listings in Hongkou 2020);
ground floors lose light and relative price, upper floors gain access. Losses weigh more than gains,
and are over-estimated by those who have not seen an elevator. A coarse search over reported funnels
chose the values; most are not identified singly, and loss aversion is fixed beforehand. Priors are
assumed: they span what that search left open.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sim.engine.quantity import Spread, quantity

_FIT = "calibrated: reported elevator funnels"
_PART: dict[str, Any] = {"unit": "1", "low": 0.0, "high": 1.0}
_WORTH: dict[str, Any] = {"unit": "10,000 yuan", "low": 0.0, "high": 30.0}


@dataclass
class Mind:
    """Value of an elevator."""

    access_worth: float = quantity(
        0.95, "10,000 yuan/floor", 0.0, 10.0, source=_FIT, prior=Spread(0.95, 0.3),
        meaning="worth to a young household of not climbing one floor", label="Access",
        label_zh="每层便利价值",
    )  # fmt: skip
    access_elderly: float = quantity(
        2.0, "1", 1.0, 10.0, source="assumed", meaning="factor for the elderly",
        label="Access, elderly", label_zh="老年便利倍数",
    )  # fmt: skip
    access_impaired: float = quantity(
        3.5, "1", 1.0, 20.0, source="assumed", meaning="factor where somebody walks badly",
        label="Access, impaired", label_zh="行动不便便利倍数",
    )  # fmt: skip
    access_elsewhere: float = quantity(
        0.15, **_PART, source="assumed", meaning="part of it for owners who do not live there",
        label="Access, landlords", label_zh="不自住便利系数",
    )  # fmt: skip
    felt_price: float = quantity(
        0.10, **_PART, source=_FIT, prior=Spread(0.10, 0.3),
        meaning="part of a change of price that a household feels", label="Felt price",
        label_zh="房价感受系数",
    )  # fmt: skip
    price_loss_per_floor: float = quantity(
        0.025, "1/floor", 0.0, 0.2, source="sign sourced (floors 1 and 2 lose), size assumed",
        meaning="fall of price for each floor below the third", label="Price loss low down",
        label_zh="三层以下每层跌幅",
        prior=Spread(0.025, 0.3),
    )  # fmt: skip
    price_gain_per_floor: float = quantity(
        0.02, "1/floor", 0.0, 0.2, source="8-12 % in all, Beijing 2016-21; size by floor assumed",
        meaning="rise of price for each floor above the third", label="Price gain high up",
        label_zh="三层以上每层涨幅",
        prior=Spread(0.021, 0.21),
    )  # fmt: skip
    price_log_sd: float = quantity(
        0.5, "1", 0.0, 2.0, source="assumed", label="Spread of price",
        label_zh="房价感受离散度", meaning="spread (sd of the logarithm) of the felt change",
    )  # fmt: skip
    light_worth: float = quantity(
        0.9, **_WORTH, source=_FIT, prior=Spread(0.9, 0.4),
        meaning="loss of light and quiet on the ground floor", label="Light and noise",
        label_zh="采光噪音损失",
    )  # fmt: skip
    light_log_sd: float = quantity(
        0.8, "1", 0.0, 2.0, source=_FIT, meaning="its spread (sd of the logarithm)",
        label="Spread of light", label_zh="采光损失离散度",
        prior=Spread(0.65, 0.28),
    )  # fmt: skip
    light_fade_floors: float = quantity(
        1.6, "floor", 0.2, 10.0, source="assumed", meaning="floors in which it falls to 37 %",
        label="Light loss fades", label_zh="采光损失衰减层数",
        prior=Spread(1.6, 0.28),
    )  # fmt: skip
    light_inner: float = quantity(
        0.45, **_PART, source="Wuliqiao: both middle flats on every floor objected",
        meaning="least part of it for a middle flat of a wide landing, on any floor",
        label="Light, middle flats", label_zh="中间户采光损失",
    )  # fmt: skip
    window_share: float = quantity(
        0.04, **_PART, role="fact", source="assumed; Taibangxiang 66: a high floor, for its light",
        meaning="flats from the third floor up whose only window the shaft blocks",
        label="Blocked windows", label_zh="遮窗户比例",
    )  # fmt: skip
    window_factor: float = quantity(
        6.0, "1", 0.0, 50.0, source="assumed",
        meaning="their loss, as a multiple of the ground floor's", label="Blocked window",
        label_zh="遮窗损失倍数",
    )  # fmt: skip
    light_elsewhere: float = quantity(
        0.25, **_PART, source="landlords agree readily, Fenglin: xuhuinews.com 4992; size assumed",
        meaning="part of it for owners who do not live there", label="Light, landlords",
        label_zh="不自住采光系数",
    )  # fmt: skip
    glass_relief: float = quantity(
        0.45, **_PART, source="assumed", meaning="part of the loss that a glass shaft takes away",
        label="Glass shaft", label_zh="玻璃井道减损",
    )  # fmt: skip
    loss_aversion: float = quantity(
        1.5, "1", 1.0, 5.0, source="assumed: fixed, not separable from fear",
        meaning="weight of losses against gains", label="Loss aversion", label_zh="损失厌恶",
    )  # fmt: skip
    fear: float = quantity(
        0.49, **_PART, source=_FIT, prior=Spread(0.4, 0.42),
        meaning="over-estimation of losses by who knows nothing", label="Fear",
        label_zh="未知放大",
    )  # fmt: skip
    taste_mean: float = quantity(
        3.5, "10,000 yuan", -10.0, 20.0, source=_FIT, prior=Spread(3.2, 0.25),
        meaning="what else speaks for it: neighbours' need, pride, a growing old",
        label="Goodwill", label_zh="其他意愿",
    )  # fmt: skip
    taste_sd: float = quantity(
        2.1, **_WORTH, source=_FIT, meaning="its spread between households",
        label="Spread of goodwill", label_zh="意愿离散度",
        prior=Spread(1.9, 0.2),
    )  # fmt: skip
    stairwell_sd: float = quantity(
        0.93, **_WORTH, source=_FIT, meaning="its spread between stairwells",
        label="Spread between stairwells", label_zh="门洞间离散度",
        prior=Spread(0.7, 0.4),
    )  # fmt: skip
    social_pull: float = quantity(
        0.6, **_WORTH, source="assumed", label="Neighbours", label_zh="邻里影响",
        meaning="gain when all neighbours agree, and loss when none does",
    )  # fmt: skip
    slighted: float = quantity(
        0.4, **_WORTH, source="assumed; fairness of the split is a named reason against",
        meaning="felt unfairness on floors 1 and 2 while nothing is offered to them",
        label="Slighted", label_zh="不公平感",
    )  # fmt: skip
    pledge_worth: float = quantity(
        2.0, **_WORTH, source="assumed", meaning="what a pledge or being floor head adds",
        label="Example", label_zh="带头意愿",
    )  # fmt: skip
    cheap_talk: float = quantity(
        2.3, **_WORTH, source=_FIT, prior=Spread(2.1, 0.21),
        meaning="loss up to which a household still says yes in round 1: it binds nobody",
        label="Cheap talk", label_zh="一轮表态宽容度",
    )  # fmt: skip
    blocks_at: float = quantity(
        1.3, **_WORTH, source=_FIT, prior=Spread(1.7, 0.42),
        meaning="net harm, its own bill apart, from which a household would block",
        label="Would block", label_zh="强烈反对阈值",
    )  # fmt: skip
    unpaying_share: float = quantity(
        0.031, **_PART, source=_FIT, prior=Spread(0.031, 0.7),
        meaning="households that agree and do not pay (two in one building reported, mdpi 5491)",
        label="Would not pay", label_zh="同意不出资比例",
    )  # fmt: skip
    reappraisal: float = quantity(
        0.5, **_WORTH, source="assumed: 3 of 4 turned at Qingpu, both at Wenjiang; no rate known",
        meaning="spread of the loss seen only when the shaft is marked out",
        label="Second thoughts", label_zh="放样后反悔",
        prior=Spread(0.7, 0.5),
    )  # fmt: skip
