"""Combined punches (组合拳法): several troubles of one household are settled in one go.

Law, care, department and neighbours sit down over one family; where a household has two troubles
or more on file, a success ends them all, which no queue by itself would do. Observed at Baoxingli,
with six task groups, one of them for pairing with those who need help. Organisations paired with
a neighbourhood are thought of as at that table. Side effect: it takes many people's hours for one
household.

Rows: S2-11.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.luck import purpose
from sim.engine.quantity import quantity
from sim.engine.verb import verb
from sim.people.plot import CASEWORK, staff_service

ACTOR, STAGE = "service", "serve"
FRACTION = purpose("joint casework: fraction of a case")


@dataclass
class JointCasework:
    """Doses of joint casework."""

    casework_per_1000_per_week: float = quantity(
        0.0, "case/1000 certificate/week", 0.0, 200.0, role="dose",
        source="assumed; Baoxingli, export.shobserver.com 383240",
        meaning="households with several troubles that can be taken on in a week",
        label="Joint casework", label_zh="组合拳法",
    )  # fmt: skip
    casework_success: float = quantity(
        0.4, "1", 0.0, 0.95,
        source="assumed",
        meaning="chance that one case succeeds",
        label="Joint casework: success", label_zh="组合拳法解决率",
    )  # fmt: skip
    casework_minutes: float = quantity(
        480.0, "min/case", 0.0, 2000.0,
        source="assumed",
        meaning="working time of one case",
        label="Joint casework: time", label_zh="组合拳法用时",
    )  # fmt: skip
    casework_yuan: float = quantity(
        0.0, "yuan/case", 0.0, 100_000.0,
        source="assumed",
        meaning="money spent on one case",
        label="Joint casework: cost", label_zh="组合拳法费用",
    )  # fmt: skip


@verb
def act(town, p, day):
    """Put staff on their cases for the day."""
    staff_service(
        CASEWORK, p.casework_per_1000_per_week / 7.0, p.casework_success,
        p.casework_minutes, p.casework_yuan, FRACTION, town, day,
    )  # fmt: skip
