"""The six systems (六制): responsibility, training, deliberation, meetings, pairing, supervision.

The names are those of a review of Hongkou; what they mean is read from them, for no source
defines them. This
file holds the four that no other method has: each case gets somebody who answers for it, workers
are trained, a finished stairwell coaches a new one, and supervision sees that nobody gives up
early. Deliberation (三会) and the weekly meeting have files of their own; the strategy
``six_systems`` combines all six.

Rows: S1-27.
"""

from __future__ import annotations

from dataclasses import dataclass

from models.elevator.plan import homes_in
from models.elevator.stages import COACHED
from sim.engine.luck import chance, purpose
from sim.engine.quantity import quantity
from sim.engine.verb import verb

ACTOR, STAGE = "campaign", "rouse"
YEAR = 365
RESPONSIBLE = purpose("six systems: somebody answers for it")
PAIRED = purpose("six systems: a finished stairwell coaches")
COACHING = purpose("six systems: is coached")
_READ = "assumed: read from the name, Hongkou review, c. 2020"


@dataclass
class SixSystems:
    """Doses of the six systems."""

    responsible_share: float = quantity(
        0.0, "1", 0.0, 1.0, role="dose", source=_READ,
        meaning="cases that had no team and get one (责任制)", label="Responsibility",
        label_zh="责任制",
    )  # fmt: skip
    training: float = quantity(
        0.0, "1", 0.0, 2.0, role="dose", source=_READ,
        meaning="what training adds to the skill of workers (培训制)", label="Training",
        label_zh="培训制",
    )  # fmt: skip
    pairing_share: float = quantity(
        0.0, "1", 0.0, 1.0, role="dose", source=_READ,
        meaning="cases that a finished stairwell of the estate coaches (结对制)", label="Pairing",
        label_zh="结对制",
    )  # fmt: skip
    supervision: float = quantity(
        0.0, "1", 0.0, 3.0, role="dose", source=_READ,
        meaning="what supervision adds to a team's patience (督导制)", label="Supervision",
        label_zh="督导制",
    )  # fmt: skip
    training_minutes: float = quantity(
        2400.0, "min/worker/year", 0.0, 100_000.0, source="assumed: a working week at a dose of 1",
        meaning="a worker's time for a year's training, for a dose of 1", label="Training time",
        label_zh="培训用时",
    )  # fmt: skip
    pairing_minutes: float = quantity(
        60.0, "min/case", 0.0, 2000.0, source="assumed; coaches give their own time",
        meaning="working time to bring two stairwells together", label="Pairing time",
        label_zh="结对用时",
    )  # fmt: skip
    coached_share: float = quantity(
        0.5, "1", 0.0, 1.0, source="assumed", meaning="households that a coach meets",
        label="Met by a coach", label_zh="结对触达率",
    )  # fmt: skip
    info_per_coach: float = quantity(
        0.4, "1", 0.0, 1.0, source="assumed", label="Knowledge from a coach",
        label_zh="结对知情增量", meaning="share of what is still unknown that a coach explains",
    )  # fmt: skip


@verb
def adopt(stairwell, town, p, day):
    """Give a case that begins somebody who answers for it, and a coach."""
    now, row = town.now[0], town.stairwell[stairwell]
    able = p.responsible_share > 0.0 and p.meetings_per_worker_per_week > 0.0
    if able and row.team == 0:
        adopted = chance(now.luck, RESPONSIBLE, stairwell, day) < p.responsible_share
        row.team = 1 if adopted else 0
    share = p.pairing_share * min(now.effort, 1.0)
    finished = town.estate[stairwell // p.stairwells_per_estate].finished > 0
    if share > 0.0 and finished and chance(now.luck, PAIRED, stairwell, day) < share:
        town.now[0].minutes += int(p.pairing_minutes)
        for household in homes_in(stairwell, town):
            if chance(now.luck, COACHING, household, day) < p.coached_share:
                town.mail[household] |= COACHED


@verb
def train(town, p, day):
    """Train a worker, once a year."""
    if p.training > 0.0 and (day - 1) % YEAR == 0:
        town.now[0].minutes += int(p.training * p.training_minutes)


@verb
def coach(household, town, p):
    """Let a household learn from those who have an elevator."""
    room = town.now[0].knowable - town.home[household].info
    if room > 0.0:
        town.home[household].info += p.info_per_coach * room


@verb
def persist(patience, p):
    """Return a team's patience under supervision, meetings."""
    return int(float(patience) * (1.0 + p.supervision))
