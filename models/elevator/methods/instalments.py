"""Bank instalments (银行分期): payers need not find the whole sum at once.

Reported at Taopu, and among the advisers of Jiangwan, where banks sit with the counsellors. A bill
by the month feels smaller than one at once.

Rows: S1-25.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.luck import chance, purpose
from sim.engine.quantity import quantity
from sim.engine.verb import verb

ACTOR, STAGE = "service", "weigh"
OFFERED = purpose("instalments: offered")


@dataclass
class Instalments:
    """Doses of instalments."""

    instalment_share: float = quantity(
        0.0, "1", 0.0, 1.0, role="dose", source="assumed; Taopu and Jiangwan",
        meaning="payers who are offered instalments", label="Instalments",
        label_zh="分期付款比例",
    )  # fmt: skip
    instalment_relief: float = quantity(
        0.12, "1", 0.0, 1.0, source="assumed", label="Relief by instalments",
        label_zh="分期减负系数", meaning="part by which a bill in instalments feels smaller",
    )  # fmt: skip
    instalment_minutes: float = quantity(
        120.0, "min/case", 0.0, 2000.0, source="assumed: a bank's hour in the stairwell, prepared",
        meaning="working time to bring a bank to a case whose design begins",
        label="Time for instalments", label_zh="分期洽谈用时",
    )  # fmt: skip


@verb
def arrange(town, p):
    """Bring a bank to a case whose design begins."""
    if p.instalment_share > 0.0:
        town.now[0].minutes += int(p.instalment_minutes)


@verb
def felt(household, town, p):
    """Return the part of its bill that a household feels."""
    share = p.instalment_share
    if share > 0.0 and chance(town.now[0].luck, OFFERED, household, 0) < share:
        return 1.0 - p.instalment_relief
    return 1.0
