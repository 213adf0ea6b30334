"""Three bodies together (三委联动、三驾马车): committee, owners' committee and property firm meet.

The property firm brings the drawings of the house and what others paid; nobody can send owners on
to somebody else. Owners of the stairwells whose design is on the table are told, and some of those
who would not pay settle, so that the design ends sooner. The three sit whether or not there is
anything on the table: many meetings cost evenings and settle nothing more. Observed in Hongkou
(three bodies under the Party organisation), quarterly in Changning, and at Hua'er, where the three
staffed the elevator office.

Rows: S1-29, S1-30, S2-12, S4-11.
"""

from __future__ import annotations

from dataclasses import dataclass

from models.elevator.plan import homes_in
from models.elevator.stages import DESIGN, PRICED
from sim.engine.luck import purpose
from sim.engine.quantity import quantity
from sim.engine.verb import verb
from sim.people.plot import doses_today

ACTOR, STAGE = "campaign", "counsel"
FRACTION = purpose("three bodies of an estate: fraction of a meeting")
QUARTER = 365.0 / 4.0


@dataclass
class ThreeBodies:
    """Doses of joint meetings."""

    joint_meetings_per_quarter: float = quantity(
        0.0, "meeting/quarter", 0.0, 90.0, role="dose",
        source="1: quarterly in Changning, paper.xinmin.cn 2025-04-30/07; at Hua'er an office",
        meaning="joint meetings of the three bodies of an estate", label="Joint meetings",
        label_zh="三委联席会议",
    )  # fmt: skip
    info_per_joint_meeting: float = quantity(
        0.2, "1", 0.0, 1.0, source="assumed: as a meeting in the stairwell",
        meaning="share of what is still unknown that drawings and costs explain",
        label="Knowledge from drawings", label_zh="图纸造价知情增量",
    )  # fmt: skip
    joint_settling: float = quantity(
        0.4, "1", 0.0, 1.0, source="assumed: less than face to face", label="Settling by the three",
        label_zh="三委谈妥系数",
        meaning="part of a stairwell meeting's chance to settle with who would not pay",
    )  # fmt: skip
    joint_minutes: float = quantity(
        180.0, "min/meeting", 0.0, 2000.0, source="assumed: three for an hour",
        meaning="working time of one joint meeting", label="Time of a joint meeting",
        label_zh="联席会议用时",
    )  # fmt: skip
    joint_case_minutes: float = quantity(
        60.0, "min/case", 0.0, 2000.0, source="assumed: drawings and costs got ready",
        meaning="working time for each case on the table of a joint meeting",
        label="Time for a case", label_zh="联席会议每案用时",
    )  # fmt: skip


@verb
def act(town, p, day):
    """Let the three bodies of every estate meet, when it is time."""
    dose = p.joint_meetings_per_quarter / QUARTER
    if dose <= 0.0:
        return
    for estate in range(town.now[0].estates):
        meetings = doses_today(dose, FRACTION, estate, town, day)
        if meetings > 0:
            town.now[0].minutes += meetings * int(p.joint_minutes)
            _go_through(estate, town, p)


@verb
def _go_through(estate, town, p):
    """Send drawings and costs to the owners of the estate's stairwells in design."""
    first = estate * p.stairwells_per_estate
    for stairwell in range(first, min(first + p.stairwells_per_estate, town.now[0].stairwells)):
        if town.stage[stairwell] == DESIGN:
            town.now[0].minutes += int(p.joint_case_minutes)
            for household in homes_in(stairwell, town):
                town.mail[household] |= PRICED


@verb
def explain(household, town, p):
    """Let a household learn what the drawings and the costs show."""
    room = town.now[0].knowable - town.home[household].info
    if room > 0.0:
        town.home[household].info += p.info_per_joint_meeting * room
