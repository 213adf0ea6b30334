"""The marginals of persons: who the deciders are, whatever they are asked to agree to.

A model's place adds what matters to its question: tenure and facilities, or floors and landlords.

Rows: S1-31, S3-1, S4-3.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sim.engine.quantity import quantity

_FACT: dict[str, Any] = {"unit": "1", "low": 0.0, "high": 1.0, "role": "fact"}


@dataclass
class Persons:
    """Marginals of the deciders."""

    party_share: float = quantity(
        0.10, **_FACT, source="assumed: no plot reports its members; 0.05-0.20 plausible",
        meaning="certificates whose decider is a Party member",
        label="Party members", label_zh="党员比例",
    )  # fmt: skip
    elderly_share: float = quantity(
        0.35, **_FACT, source="more than one third in many estates, handmsg.com 2020-02-28",
        meaning="deciders aged 60 or more", label="Elderly deciders", label_zh="老年决定人比例",
    )  # fmt: skip
    alone_share: float = quantity(
        0.25, **_FACT, source="Longquan: about 200 of 790 households, wnnews.cn 71318",
        meaning="elderly deciders without relatives near",
        label="Elderly alone", label_zh="独居老人比例",
    )  # fmt: skip
    day_work_share: float = quantity(
        0.60, **_FACT, source="assumed", meaning="younger deciders at work on weekdays by day",
        label="At work by day", label_zh="白天上班比例",
    )  # fmt: skip
    persons_per_certificate: float = quantity(
        3.6, "person/certificate", 1.0, 12.0, role="fact",
        source="Pingliang West: 13,085 persons, 3,627 households, 3news.cn 2016-10-31",
        meaning="mean number of registered persons", label="Persons", label_zh="每证人数",
    )  # fmt: skip
    area_m2: float = quantity(
        28.0, "m2/certificate", 5.0, 200.0, role="fact", source="assumed: old lane housing",
        meaning="median floor area", label="Floor area", label_zh="建筑面积",
    )  # fmt: skip
    area_log_sd: float = quantity(
        0.35, "1", 0.0, 1.5, role="fact", source="assumed", label="Spread of area",
        label_zh="面积离散度", meaning="spread (sd of the logarithm) of floor areas",
    )  # fmt: skip
    leader_share: float = quantity(
        0.02, **_FACT, source="assumed: an active resident leads, Huaihai Middle Road 2022",
        meaning="deciders whom neighbours follow", label="Opinion leaders",
        label_zh="意见领袖比例",
    )  # fmt: skip
    leader_weight: int = quantity(
        3, "signature", 1, 20, source="assumed",
        meaning="ordinary signatures that an opinion leader's counts for",
        label="Weight of an opinion leader", label_zh="意见领袖权重",
    )  # fmt: skip
    knowledge_at_start: float = quantity(
        0.2, "1", 0.0, 1.0, source="assumed", meaning="mean knowledge before the first survey",
        label="Knowledge at start", label_zh="初始知情度",
    )  # fmt: skip
    trust_at_start: float = quantity(
        0.5, "1", 0.0, 1.0, source="assumed", meaning="mean trust before the first survey",
        label="Trust at start", label_zh="初始信任度",
    )  # fmt: skip
    trust_sd: float = quantity(
        0.15, "1", 0.0, 0.5, source="assumed", label="Spread of trust", label_zh="信任离散度",
        meaning="standard deviation of trust before the first survey",
    )  # fmt: skip
