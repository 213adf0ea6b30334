"""Three bodies at one table (三委联动): residents' committee, owners' committee and property firm.

They meet under the Party branch, share what they have and pass nothing on to each other: the firm
brings drawings and measurements, so that questions of area and design are settled. Observed in
Hongkou and at Huaihai Middle Road; quarterly in Changning. Side effect: meetings without such
questions are hours lost.

Rows: S1-29, S1-30, S2-12, S3-11, S4-11.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.luck import purpose
from sim.engine.quantity import quantity
from sim.engine.verb import verb
from sim.people.plot import DEPARTMENTS, doses_today, staff_service

ACTOR, STAGE = "service", "serve"
QUARTER = 91.0
MEETS = purpose("three bodies: meet today")
FRACTION = purpose("three bodies: fraction of a case")


@dataclass
class ThreeBodies:
    """Doses of joint meetings."""

    joint_meetings_per_quarter: float = quantity(
        0.0, "meeting/quarter", 0.0, 90.0, role="dose",
        source="quarterly in Changning, paper.xinmin.cn 2025-04-30; Hongkou review, c. 2020",
        meaning="meetings of the three bodies",
        label="Three bodies meet", label_zh="三委联动会议",
    )  # fmt: skip
    joint_cases_per_1000: float = quantity(
        10.0, "case/1000 certificate/meeting", 0.0, 200.0,
        source="assumed",
        meaning="questions of area and design that one meeting can take on",
        label="Cases per joint meeting", label_zh="每次联席会议案件数",
    )  # fmt: skip
    joint_case_success: float = quantity(
        0.3, "1", 0.0, 0.95,
        source="assumed",
        meaning="chance that a meeting settles a question",
        label="Settled at joint meetings", label_zh="联席会议解决率",
    )  # fmt: skip
    joint_case_minutes: float = quantity(
        60.0, "min/case", 0.0, 2000.0,
        source="assumed",
        meaning="working time of all three for one question",
        label="Time per question", label_zh="联席会议用时",
    )  # fmt: skip


@verb
def act(town, p, day):
    """Let the three bodies meet, on some days."""
    if p.joint_meetings_per_quarter <= 0.0:
        return
    if doses_today(p.joint_meetings_per_quarter / QUARTER, MEETS, 0, town, day) > 0:
        staff_service(
            DEPARTMENTS, p.joint_cases_per_1000, p.joint_case_success,
            p.joint_case_minutes, 0.0, FRACTION, town, day,
        )  # fmt: skip
