"""Compensation for low floors (低楼层补偿): upper floors pay those who lose, step by step.

Objectors at Chengdu asked for 300,000, 200,000 and 100,000 yuan on floors 1 to 3; what is paid in
Shanghai is said to be several thousand to tens of thousands. It adds to the bill of who pays.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.quantity import quantity
from sim.engine.verb import verb

ACTOR, STAGE = "campaign", "advance"
STEPS = 4


@dataclass
class Compensation:
    """Doses of compensation."""

    compensation_yuan_max: float = quantity(
        0.0, "yuan/household", 0.0, 500_000.0, role="dose",
        source="assumed: several thousand to tens of thousands (unverified)",
        meaning="most that a ground-floor household is offered; the second floor half of it",
        label="Compensation", label_zh="一楼补偿上限",
    )  # fmt: skip


@verb
def raise_offer(stairwell, town, p):
    """Raise the offer by a quarter of the most there is; tell whether it rose."""
    row, most = town.stairwell[stairwell], int(p.compensation_yuan_max)
    if most <= 0 or int(row.offer) >= most:
        return False
    row.offer = min(int(row.offer) + max(most // STEPS, 1), most)
    return True
