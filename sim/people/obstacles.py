"""What stands between a household and a signature, and how readily a talk removes it.

Reported registers name the same kinds everywhere: family and title disputes (about 1,000 of 6,057
certificates at Dong'an), price and area rules (the largest group of more than 100 of 1,113 at
Baoxingli), a flat to live in meanwhile, care and illness, attachment or the design of the new flat,
and a decider who is away. An open obstacle is a weight, not a lock; only an absent decider locks.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from sim.engine.luck import chance, normal, purpose
from sim.engine.quantity import Spread, quantity
from sim.engine.verb import verb

FAMILY, PRICE, TRANSITION, CARE, ATTACHMENT, ABSENT = range(6)
KINDS = ("family", "price", "transition", "care", "attachment", "absent")
LABELS = ("Family or title", "Price or area", "Transitional flat", "Care or illness",
          "Attachment or design", "Decider absent")  # fmt: skip
LABELS_ZH = ("家庭或产权纠纷", "价格或面积", "过渡房", "照护或疾病", "情感或户型", "决定人不在")
LOCKS = 1 << ABSENT
SUREST = 0.95  # assumed: no talk or hearing is certain to end a dispute

BORN = purpose("obstacle born")
HARD = purpose("obstacle difficulty")

_SHARE: dict[str, Any] = {"unit": "1", "low": 0.0, "high": 0.9, "role": "fact"}
_EASE: dict[str, Any] = {"unit": "1", "low": 0.0, "high": 3.0}
_PILOT = "assumed: relative ease of removal by kind, ordering after reported campaigns"


@dataclass
class Obstacles:
    """How frequent each kind is, and how readily it yields."""

    family_share: float = quantity(
        0.16, **_SHARE, source="Dong'an: about 1,000 of 6,057 certificates, big5.news.cn 20251113",
        meaning="certificates with a dispute inside the family or over the title",
        label="Family or title disputes", label_zh="家庭或产权纠纷比例",
    )  # fmt: skip
    price_share: float = quantity(
        0.09, **_SHARE, source="Baoxingli: more than 100 of 1,113, laitimes.com b4nh_b6th",
        meaning="certificates that dispute price or recognised area",
        label="Price or area disputes", label_zh="价格或面积异议比例",
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
        0.05, **_SHARE, source="assumed", label="Attachment or design", label_zh="情感或户型比例",
        meaning="certificates held by attachment, or by the design of the new flat",
    )  # fmt: skip
    absent_share: float = quantity(
        0.03, **_SHARE, source="assumed", label="Decider absent", label_zh="决定人不在比例",
        meaning="certificates whose decider is abroad, in hospital or dead without heirs agreed",
    )  # fmt: skip
    return_factor: float = quantity(
        0.3, "1", 0.0, 1.0, source="assumed: who returns to the same place does not leave it",
        meaning="factor on attachment or design where households return to the site",
        label="Attachment when returning", label_zh="原地回搬情感系数",
    )  # fmt: skip
    family_ease: float = quantity(
        0.8, **_EASE, source=_PILOT, meaning="ease of removal: family or title",
        label="Ease: family", label_zh="化解难易：家庭",
    )  # fmt: skip
    price_ease: float = quantity(
        0.7, **_EASE, source=_PILOT, meaning="ease of removal: price or area",
        label="Ease: price", label_zh="化解难易：价格",
    )  # fmt: skip
    transition_ease: float = quantity(
        1.5, **_EASE, source=_PILOT, meaning="ease of removal: transitional flat",
        label="Ease: transition", label_zh="化解难易：过渡房",
    )  # fmt: skip
    care_ease: float = quantity(
        1.2, **_EASE, source=_PILOT, meaning="ease of removal: care or illness",
        label="Ease: care", label_zh="化解难易：照护",
    )  # fmt: skip
    attachment_ease: float = quantity(
        0.6, **_EASE, source=_PILOT, meaning="ease of removal: attachment or design",
        label="Ease: attachment", label_zh="化解难易：情感",
    )  # fmt: skip
    absent_ease: float = quantity(
        0.8, **_EASE, source=_PILOT, meaning="ease of arranging a proxy for an absent decider",
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
    """Return the relative ease of removing an obstacle of this kind."""
    if kind == FAMILY:
        return p.family_ease
    if kind == PRICE:
        return p.price_ease
    if kind == TRANSITION:
        return p.transition_ease
    if kind == CARE:
        return p.care_ease
    return p.attachment_ease if kind == ATTACHMENT else p.absent_ease


@verb
def difficulty(household, kind, town, p):
    """Return how hard this household's case of this kind is (1 = typical)."""
    z = normal(chance(town.now[0].luck, HARD, household * 8 + kind, 0))
    return math.exp(p.difficulty_log_sd * z)


@verb
def count_open(mask):
    """Count the obstacles in a bit mask."""
    count = 0
    for kind in range(6):
        count += (int(mask) >> kind) & 1
    return count


@verb
def meet_obstacles(household, old, town, p):
    """Draw which obstacles a household is born with, as a bit mask.

    Transition and care fall on elderly deciders alone; dividing by their share keeps the overall
    frequency as documented.
    """
    burden = 1.0 / max(p.elderly_share, 0.05) if old else 0.0
    mask = 0
    mask |= _born(household, FAMILY, p.family_share, town)
    mask |= _born(household, PRICE, p.price_share, town)
    mask |= _born(household, TRANSITION, p.transition_share * burden, town)
    mask |= _born(household, CARE, p.care_share * burden, town)
    stays = p.return_factor if town.now[0].returns else 1.0
    mask |= _born(household, ATTACHMENT, p.attachment_share * stays, town)
    mask |= _born(household, ABSENT, p.absent_share, town)
    return mask


@verb
def _born(household, kind, share, town):
    if share <= 0.0:
        return 0
    return (1 << kind) if chance(town.now[0].luck, BORN, household * 8 + kind, 0) < share else 0
