"""Elevator plus (加梯+): works that low floors want are done together with the elevator.

Corridors, pipes, bicycle sheds with charging points, cables underground: the street pays, and the
ground floor gains too. Pipes renewed turned a firm objector at Guangzhong in fifteen days; at
Guyuan 29 of 30 stairwells signed when the whole estate was renewed.

Rows: S0-14, S0-15, S4-8.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.quantity import quantity
from sim.engine.verb import verb

ACTOR, STAGE = "campaign", "rouse"
WHOLE = 2.5  # assumed: ground-floor benefits that a landing's worth of all floors adds up to


@dataclass
class Bundling:
    """Doses of bundled works."""

    bundle_yuan: float = quantity(
        0.0, "yuan/household", 0.0, 200_000.0, role="dose",
        source="assumed; Caojiadu and Guangzhong: pipes, shcafe.org 37931",
        meaning="what bundled works are worth to a ground-floor household; less higher up",
        label="Elevator plus", label_zh="加梯+捆绑收益",
    )  # fmt: skip
    bundle_cost_share: float = quantity(
        1.0, "1", 0.0, 10.0, source="assumed", label="Cost of bundled works",
        label_zh="捆绑工程成本系数", meaning="what the works cost for each yuan they are worth",
    )  # fmt: skip


@verb
def promise(stairwell, town, p):
    """Promise the works when a case begins."""
    if p.bundle_yuan > 0.0:
        town.stairwell[stairwell].bundle = int(p.bundle_yuan)


@verb
def pay(stairwell, town, p):
    """Pay for the works once building begins."""
    worth = float(town.stairwell[stairwell].bundle) * float(town.now[0].flats) * WHOLE
    town.now[0].method_yuan += int(worth * p.bundle_cost_share)
