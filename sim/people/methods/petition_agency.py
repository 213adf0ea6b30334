"""Petition agency (信访代理): staff carry a plea to the offices and bring the answer.

Pleas about price, recognised area and title are written up, carried and followed, together with
mediation. Observed at Nanjing West Road (all first petitions concluded, 2018); at Fangualong the
petition office had registered each plea since 2016. Side effect: hours, and a queue where many
plead.

Rows: S2-21, S2-24, S3-7.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.luck import purpose
from sim.engine.quantity import quantity
from sim.engine.verb import verb
from sim.people.plot import PETITION, staff_service

ACTOR, STAGE = "service", "serve"
FRACTION = purpose("petition agency: fraction of a case")


@dataclass
class PetitionAgency:
    """Doses of petition agency."""

    petition_cases_per_1000_per_day: float = quantity(
        0.0, "case/1000 certificate/day", 0.0, 100.0, role="dose",
        source="assumed; 100 % of first petitions concluded, Nanjing West Road 2018",
        meaning="pleas about price, area and title that staff can carry in a day",
        label="Petition agency", label_zh="信访代理",
    )  # fmt: skip
    petition_case_success: float = quantity(
        0.25, "1", 0.0, 0.95,
        source="assumed",
        meaning="chance that one plea succeeds",
        label="Petition agency: success", label_zh="信访代理解决率",
    )  # fmt: skip
    petition_case_minutes: float = quantity(
        120.0, "min/case", 0.0, 2000.0,
        source="assumed",
        meaning="working time of one plea",
        label="Petition agency: time", label_zh="信访代理用时",
    )  # fmt: skip
    petition_case_yuan: float = quantity(
        0.0, "yuan/case", 0.0, 100_000.0,
        source="assumed",
        meaning="money spent on one plea",
        label="Petition agency: cost", label_zh="信访代理费用",
    )  # fmt: skip


@verb
def act(town, p, day):
    """Put staff on their cases for the day."""
    staff_service(
        PETITION, p.petition_cases_per_1000_per_day, p.petition_case_success,
        p.petition_case_minutes, p.petition_case_yuan, FRACTION, town, day,
    )  # fmt: skip
