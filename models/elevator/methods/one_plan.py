"""One plan for each building (一房一策): the design answers to this stairwell and its objectors.

At Taibangxiang 66 the last objector lived high up and minded the light: a glass shaft instead of
brick, and all signed. At Wuliqiao glass cost 15,000 to 20,000 yuan more.

Rows: S1-28.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.luck import chance, purpose
from sim.engine.quantity import quantity
from sim.engine.verb import verb

ACTOR, STAGE = "campaign", "advance"
TAILORED = purpose("one plan: this building has its own")


@dataclass
class OnePlan:
    """Doses of plans of their own."""

    tailored_share: float = quantity(
        0.0, "1", 0.0, 1.0, role="dose", source="assumed; Hongkou review, c. 2020",
        meaning="cases that get a plan of their own", label="One plan each", label_zh="一房一策",
    )  # fmt: skip
    plan_yuan: float = quantity(
        3_000.0, "yuan/case", 0.0, 200_000.0, source="assumed", label="Cost of a plan",
        label_zh="方案费用", meaning="money spent on one plan",
    )  # fmt: skip


@verb
def tailor(stairwell, town, p, day):
    """Draw up a plan for this stairwell when its design begins."""
    share = p.tailored_share * min(town.now[0].effort, 1.0)
    if share > 0.0 and chance(town.now[0].luck, TAILORED, stairwell, day) < share:
        town.stairwell[stairwell].tailored = 1
        town.now[0].method_yuan += int(p.plan_yuan)


@verb
def glaze(stairwell, town):
    """Turn to a glass shaft, where the plan allows it; tell whether that is new."""
    row = town.stairwell[stairwell]
    if row.tailored == 0 or row.glass == 1:
        return False
    row.glass = 1
    return True
