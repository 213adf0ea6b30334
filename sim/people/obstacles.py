"""What stands between a household and a signature, where it comes from, and how it yields to talk.

Reported registers name the same kinds everywhere: family and heirs, the title (about 1,000 of 6,057
certificates at Dong'an), recognised area and price (the largest group of more than 100 of 1,113 at
Baoxingli), a flat to live in meanwhile, care and illness, attachment, the design of the new flat,
and a decider who is away. Disputes grow where a home has several owners; a price cannot be disputed
before it is published; some fall ill on the way; some tell the true reason after several visits
only (a report from Baoxingli turns at the fifth). An open obstacle is a weight, not a lock; only an
absent decider locks.

Rows: S0-25, S3-4, S3-8.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from sim.engine.luck import chance, normal, purpose
from sim.engine.quantity import Spread, quantity
from sim.engine.verb import verb

FAMILY, TITLE, AREA, PRICE, TRANSITION, CARE, ATTACHMENT, DESIGN, ABSENT = range(9)
KINDS = ("family", "title", "area", "price", "transition", "care", "attachment", "design", "absent")
LABELS = ("Family or heirs", "Title", "Recognised area", "Price gap", "Transitional flat",
          "Care or illness", "Attachment", "Flat design", "Decider absent")  # fmt: skip
LABELS_ZH = ("家庭或继承纠纷", "产权", "面积认定", "价格差距", "过渡房", "照护或疾病", "故土情感",
             "户型", "决定人不在")  # fmt: skip
SLOTS = 16  # room for kinds in the number that names a household's case
LOCKS = 1 << ABSENT
SUREST = 0.95  # assumed: no talk or hearing is certain to end a dispute

BORN = purpose("obstacle born")
HARD = purpose("obstacle difficulty")
HIDDEN = purpose("obstacle hidden")
QUARREL = purpose("a quarrel begins with the price")
ILLNESS = purpose("falls ill")

_SHARE: dict[str, Any] = {"unit": "1", "low": 0.0, "high": 0.9, "role": "fact"}
_EASE: dict[str, Any] = {"unit": "1", "low": 0.0, "high": 3.0}
_RISK: dict[str, Any] = {"unit": "1", "low": 1.0, "high": 20.0}
_ORDER = "assumed: relative ease of removal by talk, ordering after reported campaigns"
_DALAW = "Dong'an: about 1,000 of 6,057 certificates with family and title, big5.news.cn 20251113"
_WTH = "Baoxingli: more than 100 of 1,113 with area and price, laitimes.com b4nh_b6th"


@dataclass
class Obstacles:
    """How frequent each kind is, whom it befalls, and how readily it yields."""

    family_share: float = quantity(
        0.12, **_SHARE, source=_DALAW, label="Family or heirs", label_zh="家庭或继承纠纷比例",
        meaning="certificates with a dispute inside the family or between heirs",
    )  # fmt: skip
    title_share: float = quantity(
        0.04, **_SHARE, source=_DALAW, label="Title", label_zh="产权问题比例",
        meaning="certificates whose title is not clear (dead tenant, lost deed)",
    )  # fmt: skip
    area_share: float = quantity(
        0.04, **_SHARE, source=_WTH, label="Recognised area", label_zh="面积认定异议比例",
        meaning="certificates that dispute the recognised area",
    )  # fmt: skip
    price_share: float = quantity(
        0.05, **_SHARE, source=_WTH, label="Price gap", label_zh="价格异议比例",
        meaning="certificates that dispute the price once it is published",
    )  # fmt: skip
    transition_share: float = quantity(
        0.07, **_SHARE, source="assumed, inside 0.05-0.25 of the elderly (Longquan: 200 of 790)",
        meaning="certificates without a flat to live in meanwhile (elderly deciders only)",
        label="No transitional flat", label_zh="借房困难比例",
    )  # fmt: skip
    care_share: float = quantity(
        0.05, **_SHARE, source="assumed", label="Care or illness", label_zh="照护或疾病比例",
        meaning="certificates where care or illness stands in the way (elderly deciders only)",
    )  # fmt: skip
    attachment_share: float = quantity(
        0.025, **_SHARE, source="assumed", label="Attachment", label_zh="故土情感比例",
        meaning="certificates held by attachment to the place",
    )  # fmt: skip
    design_share: float = quantity(
        0.025, **_SHARE, source="assumed: Fengnan redrew 128 types of flat",
        meaning="certificates that the design of the new flat does not suit",
        label="Flat design", label_zh="户型问题比例",
    )  # fmt: skip
    absent_share: float = quantity(
        0.03, **_SHARE, source="assumed", label="Decider absent", label_zh="决定人不在比例",
        meaning="certificates whose decider is abroad, in hospital or dead without heirs agreed",
    )  # fmt: skip
    return_factor: float = quantity(
        0.3, "1", 0.0, 1.0, source="assumed: who returns leaves no place and sells no home",
        meaning="factor on attachment and price gap where households return to the site",
        label="When returning", label_zh="原地回搬系数",
    )  # fmt: skip
    co_owned_risk: float = quantity(
        3.0, **_RISK, source="assumed: disputes between co-owners rose most, jfdaily.com 408160",
        meaning="factor on family disputes where there are several owners",
        label="Risk: co-owned", label_zh="共有产纠纷倍数",
    )  # fmt: skip
    owner_risk: float = quantity(
        2.0, **_RISK, source="assumed: private houses carry additions and old deeds",
        meaning="factor on title and area disputes where the home is private",
        label="Risk: private homes", label_zh="私房纠纷倍数",
    )  # fmt: skip
    alone_risk: float = quantity(
        3.0, **_RISK, source="assumed: landlords refuse elderly tenants, Huaihai Middle Road 2022",
        meaning="factor on the lack of a transitional flat for the elderly without relatives near",
        label="Risk: elderly alone", label_zh="独居老人借房困难倍数",
    )  # fmt: skip
    quarrel_share: float = quantity(
        0.3, "1", 0.0, 1.0, source="assumed: amounts start disputes about hukou and shares",
        meaning="family disputes that begin only when the amount is published",
        label="Quarrels with the price", label_zh="公布金额后起纠纷比例",
    )  # fmt: skip
    illness_per_year: float = quantity(
        0.02, "1/year", 0.0, 1.0, source="assumed", label="New illness", label_zh="新发疾病率",
        meaning="elderly deciders who fall ill, so that care comes to stand in the way",
    )  # fmt: skip
    hidden_share: float = quantity(
        0.15, "1", 0.0, 1.0, source="assumed", label="Hidden obstacles", label_zh="隐情比例",
        meaning="obstacles that no questionnaire brings out",
    )  # fmt: skip
    family_ease: float = quantity(
        0.8, **_EASE, source=_ORDER, meaning="ease of removal by talk: family or heirs",
        label="Ease: family", label_zh="化解难易：家庭",
    )  # fmt: skip
    title_ease: float = quantity(
        0.5, **_EASE, source=_ORDER, meaning="ease of removal by talk: title",
        label="Ease: title", label_zh="化解难易：产权",
    )  # fmt: skip
    area_ease: float = quantity(
        0.6, **_EASE, source=_ORDER, meaning="ease of removal by talk: recognised area",
        label="Ease: area", label_zh="化解难易：面积",
    )  # fmt: skip
    price_ease: float = quantity(
        0.8, **_EASE, source=_ORDER, meaning="ease of removal by talk: price gap",
        label="Ease: price", label_zh="化解难易：价格",
    )  # fmt: skip
    transition_ease: float = quantity(
        0.8, **_EASE, source=_ORDER, meaning="ease of removal by talk: transitional flat",
        label="Ease: transition", label_zh="化解难易：过渡房",
    )  # fmt: skip
    care_ease: float = quantity(
        0.8, **_EASE, source=_ORDER, meaning="ease of removal by talk: care or illness",
        label="Ease: care", label_zh="化解难易：照护",
    )  # fmt: skip
    attachment_ease: float = quantity(
        0.6, **_EASE, source=_ORDER, meaning="ease of removal by talk: attachment",
        label="Ease: attachment", label_zh="化解难易：情感",
    )  # fmt: skip
    design_ease: float = quantity(
        0.6, **_EASE, source=_ORDER, meaning="ease of removal by talk: flat design",
        label="Ease: design", label_zh="化解难易：户型",
    )  # fmt: skip
    absent_ease: float = quantity(
        0.9, **_EASE, source=_ORDER, meaning="ease of arranging a proxy for an absent decider",
        label="Ease: absent", label_zh="化解难易：代办",
    )  # fmt: skip
    difficulty_log_sd: float = quantity(
        0.6, "1", 0.0, 2.0, prior=Spread(0.5, 0.4),
        source="calibrated: zhangyuan and fangualong",
        meaning="spread (sd of the logarithm) of how hard single cases are",
        label="Spread of difficulty", label_zh="难度离散度",
    )  # fmt: skip


@verb
def ease_of(kind, p):
    """Return the relative ease of removing an obstacle of this kind by talk."""
    if kind == FAMILY:
        return p.family_ease
    if kind == TITLE:
        return p.title_ease
    if kind == AREA:
        return p.area_ease
    if kind == PRICE:
        return p.price_ease
    if kind == TRANSITION:
        return p.transition_ease
    if kind == CARE:
        return p.care_ease
    if kind == ATTACHMENT:
        return p.attachment_ease
    return p.design_ease if kind == DESIGN else p.absent_ease


@verb
def difficulty(household, kind, town, p):
    """Return how hard this household's case of this kind is (1 = typical)."""
    z = normal(chance(town.now[0].luck, HARD, household * SLOTS + kind, 0))
    return math.exp(p.difficulty_log_sd * z)


@verb
def visits_before_told(household, kind, town, p):
    """Return after how many completed visits a household tells of an obstacle: 0 if asked once."""
    u = chance(town.now[0].luck, HIDDEN, household * SLOTS + kind, 0)
    if u >= p.hidden_share:
        return 0
    return 2 + int(6.0 * u / p.hidden_share)


@verb
def count_open(mask):
    """Count the obstacles in a bit mask."""
    bits = int(mask)
    count = 0
    while bits > 0:
        bits &= bits - 1
        count += 1
    return count
