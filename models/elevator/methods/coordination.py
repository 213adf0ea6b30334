"""Coordination meetings (协调会): somebody of the street calls the owners of a stairwell together.

One neighbourhood committee at Wuliqiao held 208 on-site meetings in three years; the office at
Caihong more than 200 in ten months. Whether a case gets a team at all, and how often it can come,
decides more than any other method; beyond about five meetings a week for 100 stairwells little is
gained. The team knows what earlier cases taught it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from models.elevator.plan import stairwells_of
from models.elevator.stages import DESIGN, NO_MEETING, SOUNDING, TEAM_MEETING
from sim.engine.luck import chance, purpose
from sim.engine.quantity import quantity
from sim.engine.verb import verb
from sim.people.plot import doses_today

ACTOR, STAGE = "worker", "work"
FRACTION = purpose("coordination: fraction of a meeting")
COVERED = purpose("coordination: the case gets a team")
WEEK = 7.0
NO_CASE = -1


@dataclass
class Coordination:
    """Doses of coordination."""

    meetings_per_worker_per_week: float = quantity(
        0.0, "meeting/worker/week", 0.0, 50.0, role="dose",
        source="Wuliqiao: 208 in three years, 1.3 a week; Caihong: about 5",
        meaning="meetings that a worker can lead", label="Meetings", label_zh="协调会次数",
    )  # fmt: skip
    team_coverage: float = quantity(
        0.0, "1", 0.0, 1.0, role="dose", source="assumed",
        meaning="chance that a case gets a team at all", label="Coverage", label_zh="团队覆盖率",
    )  # fmt: skip
    late_meetings: float = quantity(
        0.5, "1", 0.0, 1.0, source="assumed", meaning="meetings held after work in any case",
        label="Meetings after work", label_zh="晚间会议比例",
    )  # fmt: skip
    meeting_minutes: float = quantity(
        180.0, "min/meeting", 0.0, 2000.0, source="assumed: two of staff for an evening",
        meaning="working time of one meeting", label="Meeting time", label_zh="会议用时",
    )  # fmt: skip


LATE = purpose("coordination: after work")


@verb
def assign(stairwell, town, p, day):
    """Settle whether somebody of the street answers for a case that begins."""
    share = p.team_coverage if p.meetings_per_worker_per_week > 0.0 else 0.0
    share = share * min(town.now[0].effort, 1.0)
    luck = chance(town.now[0].luck, COVERED, stairwell, day)
    town.stairwell[stairwell].team = 1 if share > 0.0 and luck < share else 0


@verb
def act(worker, town, p, day):
    """Call meetings where the last one lies longest back."""
    dose = p.meetings_per_worker_per_week / WEEK
    for _ in range(doses_today(dose, FRACTION, worker, town, day)):
        stairwell = most_waiting(worker, town, p, day)
        if stairwell == NO_CASE:
            return
        _call(stairwell, worker, town, p, day)


@verb
def most_waiting(worker, town, p, day):
    """Return the case of the patch that waits longest, the ready first; -1 for none."""
    found, longest = NO_CASE, 0.0
    for stairwell in stairwells_of(worker, town):
        stage = town.stage[stairwell]
        if stage in (SOUNDING, DESIGN):
            waited = waits(stairwell, town, p, day) * town.stairwell[stairwell].sooner
            if waited > longest:
                found, longest = stairwell, waited
    return found


@verb
def waits(stairwell, town, p, day):
    """Return how many days a case waits for its next meeting, 0 if it is not due."""
    row = town.stairwell[stairwell]
    if row.team == 0 or row.meeting != NO_MEETING:
        return 0.0
    gap = p.team_gap_days
    if day - int(row.reviewed) <= WEEK:
        gap = p.reviewed_gap * gap
    waited = float(day - int(row.last_meeting))
    return waited if waited >= gap else 0.0


@verb
def _call(stairwell, worker, town, p, day):
    """Call a meeting for today, by day or after work."""
    now, row = town.now[0], town.stairwell[stairwell]
    passes = float(town.street[stairwell // p.stairwells_per_street].passes)
    taught = 1.0 + p.training + p.learning * math.log(1.0 + passes)
    late = chance(now.luck, LATE, stairwell, day) < p.late_meetings
    row.meeting = TEAM_MEETING
    row.late = 1 if late or town.worker[worker].evening == 1 else 0
    row.skill = int(1000.0 * town.worker[worker].skill * taught)
    now.minutes += int(p.meeting_minutes)
