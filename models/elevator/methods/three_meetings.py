"""The three meetings (三会): a hearing before the design, and an evaluation once it runs.

The third, coordination, is a method of its own. Begun at Wuliqiao about 2000: who was heard before
anything was drawn feels less passed over; what is talked over afterwards helps the next stairwell.

Rows: S0-17, S1-36.
"""

from __future__ import annotations

from dataclasses import dataclass

from models.elevator.plan import homes_in
from models.elevator.stages import HEARD
from sim.engine.luck import chance, purpose
from sim.engine.quantity import quantity
from sim.engine.verb import verb

ACTOR, STAGE = "campaign", "advance"
HEARING = purpose("three meetings: a hearing")
COMES = purpose("three meetings: comes to the hearing")
EVALUATION = purpose("three meetings: an evaluation")


@dataclass
class ThreeMeetings:
    """Doses of hearing and evaluation."""

    hearing_share: float = quantity(
        0.0, "1", 0.0, 1.0, role="dose", source="on demand, Wuliqiao: shenduxp.com 2022-01-19",
        meaning="cases with a hearing before the design", label="Hearings", label_zh="听证会比例",
    )  # fmt: skip
    evaluation_share: float = quantity(
        0.0, "1", 0.0, 1.0, role="dose", source="assumed",
        meaning="finished elevators whose making is talked over in public",
        label="Evaluations", label_zh="评议会比例",
    )  # fmt: skip
    hearing_turnout: float = quantity(
        0.6, "1", 0.0, 1.0, source="assumed", meaning="households that come to a hearing",
        label="Turnout at hearings", label_zh="听证会到会率",
    )  # fmt: skip
    trust_from_evaluation: float = quantity(
        0.1, "1", 0.0, 1.0, source="assumed", label="Trust from evaluations",
        label_zh="评议会信任增量",
        meaning="share of missing trust that the estate's first evaluation builds",
    )  # fmt: skip
    hearing_minutes: float = quantity(
        240.0, "min/meeting", 0.0, 2000.0, source="assumed", label="Time of a hearing",
        label_zh="听证会用时", meaning="working time of one hearing or evaluation",
    )  # fmt: skip


@verb
def hear(stairwell, town, p, day):
    """Hold a hearing before the design begins; letters reach who came."""
    share = p.hearing_share * min(town.now[0].effort, 1.0)
    if share <= 0.0 or chance(town.now[0].luck, HEARING, stairwell, day) >= share:
        return
    town.stairwell[stairwell].heard = 1
    town.now[0].minutes += int(p.hearing_minutes)
    for household in homes_in(stairwell, town):
        if chance(town.now[0].luck, COMES, household, day) < p.hearing_turnout:
            town.mail[household] |= HEARD


@verb
def evaluate(stairwell, town, p, day):
    """Talk over in public how a finished elevator was made."""
    share = p.evaluation_share * min(town.now[0].effort, 1.0)
    if share > 0.0 and chance(town.now[0].luck, EVALUATION, stairwell, day) < share:
        town.estate[stairwell // p.stairwells_per_estate].evaluations += 1
        town.now[0].minutes += int(p.hearing_minutes)


@verb
def remember(household, evaluations, town, p):
    """Let a household trust more where an earlier case was talked over."""
    if evaluations > 0:
        home = town.home[household]
        home.trust += p.trust_from_evaluation * (1.0 - home.trust)
