"""Talk as equals (平等交流法): no lecture; listen until the true reason is told.

At Baoxingli a resident gave another reason at each call, and the report turns at the fifth. A visit
spent listening counts as more than one towards what a household would rather hide; that it does is
assumed. Observed at Baoxingli, on the wall of its residents' committee. Side effect: a visit takes
longer.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.luck import chance, purpose
from sim.engine.quantity import quantity
from sim.engine.verb import verb

ACTOR, STAGE = "worker", "decide"
LISTENS = purpose("equal talk: a visit spent listening")


@dataclass
class EqualTalk:
    """Doses of listening."""

    equal_talk_share: float = quantity(
        0.0, "1", 0.0, 1.0, role="dose",
        source="assumed; Baoxingli, export.shobserver.com 383240",
        meaning="completed visits spent listening",
        label="Talk as equals", label_zh="平等交流法",
    )  # fmt: skip
    visits_saved: float = quantity(
        1.5, "visit", 0.0, 10.0,
        source="assumed; a report turns at the fifth visit (Baoxingli)",
        meaning="visits towards a hidden trouble that one such visit saves",
        label="Visits saved", label_zh="每次倾听相当走访",
    )  # fmt: skip
    listening_minutes: float = quantity(
        20.0, "min/visit", 0.0, 2000.0,
        source="assumed",
        meaning="working time that listening adds to a visit",
        label="Time to listen", label_zh="倾听用时",
    )  # fmt: skip


@verb
def act(household, town, p, day):
    """Listen, at some visits."""
    share = p.equal_talk_share * min(town.now[0].effort, 1.0)
    if share > 0.0 and chance(town.now[0].luck, LISTENS, household, day) < share:
        home = town.home[household]
        home.listened = min(int(home.listened) + 1, 250)
        town.now[0].minutes += int(p.listening_minutes)


@verb
def visits_felt(household, town, p):
    """Return how many visits it feels like: those that came, and what listening saved."""
    home = town.home[household]
    return float(home.visits) + p.visits_saved * float(home.listened)
