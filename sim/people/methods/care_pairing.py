"""Care pairing (照护结对): volunteers and staff look after those whom age or illness holds.

311 volunteers were paired with 990 elderly people alone at Nanjing West Road; at Fangualong a
worker found a nursing home for a sick resident. Care arranged, the illness no longer decides.
Side effect: carers are paid on days without a case too, and move nobody whom nothing ails.

Rows: S3-7.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.luck import purpose
from sim.engine.quantity import quantity
from sim.engine.verb import verb
from sim.people.plot import CARERS, staff_service

ACTOR, STAGE = "service", "serve"
FRACTION = purpose("care pairing: fraction of a case")


@dataclass
class CarePairing:
    """Doses of care pairing."""

    care_cases_per_1000_per_day: float = quantity(
        0.0, "case/1000 certificate/day", 0.0, 100.0, role="dose",
        source="assumed; 311 volunteers for 990 elderly, Nanjing West Road 2018",
        meaning="households whose care can be arranged in a day",
        label="Care pairing", label_zh="照护结对",
    )  # fmt: skip
    care_case_success: float = quantity(
        0.3, "1", 0.0, 0.95, source="assumed",
        meaning="chance that one attempt arranges the care",
        label="Care arranged", label_zh="照护落实率",
    )  # fmt: skip
    care_case_minutes: float = quantity(
        150.0, "min/case", 0.0, 2000.0, source="assumed", meaning="working time of one attempt",
        label="Care time", label_zh="照护用时",
    )  # fmt: skip
    care_case_yuan: float = quantity(
        500.0, "yuan/case", 0.0, 100_000.0, source="assumed", meaning="money spent on one attempt",
        label="Care cost", label_zh="照护费用",
    )  # fmt: skip


@verb
def act(town, p, day):
    """Put carers on their cases for the day."""
    staff_service(
        CARERS, p.care_cases_per_1000_per_day, p.care_case_success,
        p.care_case_minutes, p.care_case_yuan, FRACTION, town, day,
    )  # fmt: skip
