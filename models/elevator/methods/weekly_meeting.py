"""The weekly meeting (周例会、周分析、周推进): on Mondays the street goes through its cases.

The Party secretary of Jiangwan chairs it every Monday afternoon. A case on the agenda is met again
sooner, and its papers do not lie.

Rows: S1-25.
"""

from __future__ import annotations

from dataclasses import dataclass

from models.elevator.plan import stairwells_of
from models.elevator.stages import NOTICE, SOUNDING
from sim.engine.luck import chance, purpose
from sim.engine.quantity import quantity
from sim.engine.verb import verb

ACTOR, STAGE = "worker", "work"
ON_AGENDA = purpose("weekly meeting: on the agenda")
MONDAY = 0
DAYS_SAVED = 2  # assumed: days that one review takes off a wait for papers
MOST_PUSHES = 60


@dataclass
class WeeklyMeeting:
    """Doses of the weekly meeting."""

    review_share: float = quantity(
        0.0, "1/week", 0.0, 1.0, role="dose", source="every Monday, Jiangwan: shcafe.org 56981",
        meaning="chance that a case with a team is on Monday's agenda",
        label="Weekly review", label_zh="周例会",
    )  # fmt: skip
    reviewed_gap: float = quantity(
        0.5, "1", 0.1, 1.0, source="assumed", label="Sooner met again", label_zh="推进后会议间隔",
        meaning="part of the usual time between meetings in the week after a review",
    )  # fmt: skip
    review_minutes: float = quantity(
        15.0, "min/case", 0.0, 500.0, source="assumed", meaning="time for one case on the agenda",
        label="Review time", label_zh="例会用时",
    )  # fmt: skip


@verb
def act(worker, town, p, day):
    """Go through the cases of a patch on Mondays."""
    share = p.review_share * min(town.now[0].effort, 1.0)
    if share <= 0.0 or town.now[0].weekday != MONDAY:
        return
    for stairwell in stairwells_of(worker, town):
        row = town.stairwell[stairwell]
        asked = SOUNDING <= town.stage[stairwell] <= NOTICE and row.team == 1
        if asked and chance(town.now[0].luck, ON_AGENDA, stairwell, day) < share:
            row.reviewed = day
            row.pushes = min(int(row.pushes) + 1, MOST_PUSHES)
            town.now[0].minutes += int(p.review_minutes)
