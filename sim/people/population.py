"""The marginals of a place: how many live there, how, and with what inclination.

A household is one certificate (证): persons live inside it, and one decider signs for it. Rows run
stairwell by stairwell, so a worker's patch and a Party group are runs of neighbouring rows.

Rows: S0-10, S1-35, S2-18, S2-29, S2-30, S3-1, S3-6, S4-1, S4-3.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sim.engine.quantity import Spread, quantity
from sim.people.persons import Persons

_CALIBRATED = "calibrated: zhangyuan and fangualong"
_FACT: dict[str, Any] = {"unit": "1", "low": 0.0, "high": 1.0, "role": "fact"}


@dataclass
class Population(Persons):
    """Marginals of the place."""

    certificates: int = quantity(
        1000, "certificate", 1, 10_000_000, role="fact", source="assumed: usual size of a plot",
        meaning="certificates (证) that may sign", label="Certificates", label_zh="证数",
    )  # fmt: skip
    certificates_per_stairwell: int = quantity(
        None, "certificate/stairwell", 1, 200, role="fact", spread=Spread(20, 0.4),
        source="assumed: lane houses and walk-ups", meaning="certificates behind one street door",
        label="Certificates per stairwell", label_zh="每门洞证数",
    )  # fmt: skip
    stairwells_per_lane: int = quantity(
        6, "stairwell/lane", 1, 100, role="fact", source="assumed",
        meaning="stairwells along one lane; a lane has one Party group",
        label="Stairwells per lane", label_zh="每弄门洞数",
    )  # fmt: skip
    shared_facilities_share: float = quantity(
        None, **_FACT, spread=Spread(0.85, 0.2),
        source="spread: 0.51 (Zhangyuan) to more than 0.95 (Fangualong) reported",
        meaning="homes without a kitchen or toilet of their own",
        label="Shared facilities", label_zh="无独用厨卫比例",
    )  # fmt: skip
    owner_share: float = quantity(
        0.13, **_FACT, source="Fangualong: 145 of 1,122, m.yunshu.nfhot.net 2023-05-16",
        meaning="certificates in private ownership", label="Owners", label_zh="产权户比例",
    )  # fmt: skip
    co_owned_share: float = quantity(
        0.10, **_FACT, source="assumed",
        meaning="certificates held by several owners",
        label="Co-owned", label_zh="共有产比例",
    )  # fmt: skip
    chat_share_younger: float = quantity(
        0.8, **_FACT, source="assumed", meaning="younger deciders who read the lane's chat group",
        label="In the chat group: younger", label_zh="弄堂群使用率（60岁以下）",
    )  # fmt: skip
    chat_share_elderly: float = quantity(
        0.4, **_FACT, source="assumed", meaning="elderly deciders who read the lane's chat group",
        label="In the chat group: elderly", label_zh="弄堂群使用率（60岁以上）",
    )  # fmt: skip
    waiter_share: float = quantity(
        0.03, **_FACT, source="assumed: a few wait for more, jfdaily.com 408160",
        meaning="deciders inclined to wait for a better price", label="Waiters",
        label_zh="观望者比例",
    )  # fmt: skip
    fairness_at_start: float = quantity(
        0.7, "1", 0.0, 1.0, role="lever",
        source="assumed; plan and procedure as residents see them",
        meaning="mean perceived fairness of the plan as first published",
        label="Fairness of the plan", label_zh="方案公平感",
    )  # fmt: skip
    fairness_spread: float = quantity(
        0.3, "1", 0.0, 1.0, source="assumed", label="Spread of fairness", label_zh="公平感离散度",
        meaning="how far perceived fairness lies around its mean, evenly, on either side",
    )  # fmt: skip
    outside_option: float = quantity(
        0.37, "sd", 0.0, 5.0, source=_CALIBRATED, prior=Spread(0.4, 0.6),
        meaning="mean pull of waiting for something better, in standard deviations of inclination",
        label="Outside option", label_zh="外部选择",
    )  # fmt: skip
    clearance_hopes: float = quantity(
        0.0, "sd", 0.0, 10.0, role="fact",
        source="assumed: 0 unless a clearance with higher payments is expected (Tianshan Wucun)",
        meaning="pull, common to all, of a clearance payment that is expected instead",
        label="Hopes of clearance", label_zh="征收预期",
    )  # fmt: skip
    inclination_mean: float = quantity(
        1.35, "sd", -5.0, 8.0, source=_CALIBRATED, prior=Spread(1.4, 0.4),
        meaning="mean inclination to agree, obstacles aside, of a home with kitchen and toilet",
        label="Mean inclination", label_zh="平均意愿",
    )  # fmt: skip
    need_inclination: float = quantity(
        3.5, "sd", 0.0, 5.0, source=_CALIBRATED, prior=Spread(3.0, 0.4),
        meaning="what a home without a kitchen or toilet of its own adds to inclination",
        label="Housing need", label_zh="居住困难意愿增量",
    )  # fmt: skip
    party_inclination: float = quantity(
        1.0, "sd", 0.0, 5.0, source="assumed: Party signing rate reported as 100 % since 2012",
        meaning="what membership adds to inclination", label="Party inclination",
        label_zh="党员意愿增量",
    )  # fmt: skip
