"""Joint Party committee (旧改联合党委): renewal office, housing bureau and firms at one table.

What workers and services tried in vain is escalated to those who can decide across agencies.
Observed at Huaihai Middle Road and, with six task groups, at Baoxingli. Side effect: where little
is escalated the committee sits for nothing, at three hours a case.

Rows: S0-6, S2-27, S4-13.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.luck import purpose
from sim.engine.quantity import quantity
from sim.engine.verb import verb
from sim.people.plot import COMMITTEE, staff_service

ACTOR, STAGE = "service", "serve"
FRACTION = purpose("joint committee: fraction of a case")


@dataclass
class JointCommittee:
    """Doses of joint committee."""

    committee_cases_per_1000_per_day: float = quantity(
        0.0, "case/1000 certificate/day", 0.0, 100.0, role="dose",
        source="assumed; regular meetings, Huaihai Middle Road 2022",
        meaning="escalated cases that the committee can take on in a day",
        label="Joint Party committee", label_zh="旧改联合党委",
    )  # fmt: skip
    committee_case_success: float = quantity(
        0.3, "1", 0.0, 0.95, source="assumed",
        meaning="chance that one session settles an escalated case",
        label="Settled by the committee", label_zh="联合党委解决率",
    )  # fmt: skip
    committee_case_minutes: float = quantity(
        180.0, "min/case", 0.0, 2000.0, source="assumed", meaning="working time of one session",
        label="Session time", label_zh="联合党委用时",
    )  # fmt: skip
    committee_case_yuan: float = quantity(
        0.0, "yuan/case", 0.0, 100_000.0, source="assumed", meaning="money spent on one session",
        label="Session cost", label_zh="联合党委费用",
    )  # fmt: skip


@verb
def act(town, p, day):
    """Put the committee on their cases for the day."""
    staff_service(
        COMMITTEE, p.committee_cases_per_1000_per_day, p.committee_case_success,
        p.committee_case_minutes, p.committee_case_yuan, FRACTION, town, day,
    )  # fmt: skip
