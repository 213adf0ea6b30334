"""Moved by true feeling (真情感化法): help first, talk of signing later.

The worker carries, fetches, sits with the sick; a visit that helps halves any weariness. At
Baoxingli somebody told a couple of 77 and 75 that he had not come to persuade them. Side effect: it
takes hours, which are booked but taken from no other door in the model; and a helping visit that
comes too soon still tires, half as much, and may cost more trust than its help builds.

Rows: S1-13.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.luck import chance, purpose
from sim.engine.quantity import Spread, quantity
from sim.engine.verb import verb

ACTOR, STAGE = "worker", "decide"
HELPS = purpose("warm help: a visit that helps")


@dataclass
class WarmHelp:
    """Doses of help at the door."""

    help_share: float = quantity(
        0.0, "1", 0.0, 1.0, role="dose",
        source="assumed; named at Shanshouli; Baoxingli, laitimes.com b4nh_b6th",
        meaning="completed visits that begin with help",
        label="Help first", label_zh="真情感化法",
    )  # fmt: skip
    warmth: float = quantity(
        0.08, "1", 0.0, 1.0,
        prior=Spread(0.08, 0.5),
        source="assumed; prior-driven; a long dialogue moves 1 in 10, Broockman and Kalla 2016",
        meaning="share of missing trust that one such visit builds",
        label="Warmth of a helping visit", label_zh="每次帮扶信任增量",
    )  # fmt: skip
    help_minutes: float = quantity(
        60.0, "min/visit", 0.0, 2000.0,
        source="assumed",
        meaning="working time that help adds to a visit",
        label="Time of help", label_zh="帮扶用时",
    )  # fmt: skip


@verb
def act(household, town, p, day):
    """Help with what is to be done; half of any weariness goes."""
    share = p.help_share * min(town.now[0].effort, 1.0)
    if share > 0.0 and chance(town.now[0].luck, HELPS, household, day) < share:
        home = town.home[household]
        home.trust += p.warmth * (1.0 - home.trust)
        home.fatigue *= 0.5
        town.now[0].minutes += int(p.help_minutes)
