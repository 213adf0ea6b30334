"""House-finding (社区“房似锦”): staff search, view and bargain for flats to live in meanwhile.

Landlords refuse elderly tenants; staff find the flat. Observed at Dahua (four elderly households
helped), Baotun Road and Longquan. Without it the obstacle blocks moving, and signing for some.
Side effect: searching costs the same on a day on which nobody lacks a flat.

Rows: S0-7, S0-26.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.luck import purpose
from sim.engine.quantity import quantity
from sim.engine.verb import verb
from sim.people.plot import HOUSE_FINDERS, staff_service

ACTOR, STAGE = "service", "serve"
FRACTION = purpose("house-finding: fraction of a case")


@dataclass
class HouseFinding:
    """Doses of house-finding."""

    house_cases_per_1000_per_day: float = quantity(
        0.0, "case/1000 certificate/day", 0.0, 100.0, role="dose",
        source="assumed",
        meaning="searches for a transitional flat that staff can take on in a day",
        label="House-finding", label_zh="帮助借房",
    )  # fmt: skip
    house_case_success: float = quantity(
        0.3, "1", 0.0, 0.95, source="assumed",
        meaning="chance that one search ends in a flat",
        label="House found", label_zh="借房成功率",
    )  # fmt: skip
    house_case_minutes: float = quantity(
        180.0, "min/case", 0.0, 2000.0, source="assumed", meaning="working time of one search",
        label="Search time", label_zh="借房用时",
    )  # fmt: skip
    house_case_yuan: float = quantity(
        0.0, "yuan/case", 0.0, 100_000.0, source="assumed", meaning="money spent on one search",
        label="Search cost", label_zh="借房费用",
    )  # fmt: skip


@verb
def act(town, p, day):
    """Put house-finders on their cases for the day."""
    staff_service(
        HOUSE_FINDERS, p.house_cases_per_1000_per_day, p.house_case_success,
        p.house_case_minutes, p.house_case_yuan, FRACTION, town, day,
    )  # fmt: skip
