"""Fit the person (因人制宜法): the talk is prepared from the file, one key for one lock.

Who keeps a dossier on the household (family, house, demands) can choose what to speak about, so a
prepared visit explains more and solves more. Without a file there is nothing to prepare from.
Observed at Shanshouli, by name, and at Baoxingli as a maxim. Side effect: only hours.

Rows: S1-13.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.luck import chance, purpose
from sim.engine.quantity import Spread, quantity
from sim.engine.verb import verb

ACTOR, STAGE = "worker", "decide"
MATCHES = purpose("fit the person: a prepared visit")


@dataclass
class FitThePerson:
    """Doses of prepared talks."""

    prepared_share: float = quantity(
        0.0, "1", 0.0, 1.0, role="dose",
        source="assumed; named at Shanshouli; nanmuxuan.com vnpfliutvzu",
        meaning="completed visits to households on file that were prepared",
        label="Prepared visits", label_zh="因人制宜法",
    )  # fmt: skip
    match_gain: float = quantity(
        0.3, "1", 0.0, 3.0,
        prior=Spread(0.3, 0.5),
        source="assumed; prior-driven",
        meaning="by how much a prepared talk solves and explains more",
        label="Gain of a match", label_zh="匹配增益",
    )  # fmt: skip
    prepare_minutes: float = quantity(
        15.0, "min/visit", 0.0, 2000.0,
        source="assumed",
        meaning="working time that preparing adds to a visit",
        label="Time to prepare", label_zh="备案用时",
    )  # fmt: skip


@verb
def match(household, town, p, day):
    """Return the factor on what today's visit achieves."""
    share = p.prepared_share * min(town.now[0].effort, 1.0)
    if share <= 0.0 or town.home[household].surveyed == 0:
        return 1.0
    if chance(town.now[0].luck, MATCHES, household, day) >= share:
        return 1.0
    town.now[0].minutes += int(p.prepare_minutes)
    return 1.0 + p.match_gain
