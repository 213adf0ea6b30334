"""The other side (换位思考法): the worker grants what the household loses first.

Who hears the own loss named by the other side finds the procedure fairer. Observed at Baoxingli,
on the wall of its residents' committee. Side effect: none but time; it solves nothing by itself.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.luck import chance, purpose
from sim.engine.quantity import Spread, quantity
from sim.engine.verb import verb

ACTOR, STAGE = "worker", "decide"
GRANTS = purpose("other side: the loss is granted")


@dataclass
class OtherSide:
    """Doses of seeing it from the other side."""

    other_side_share: float = quantity(
        0.0, "1", 0.0, 1.0, role="dose",
        source="assumed; Baoxingli, export.shobserver.com 383240",
        meaning="completed visits at which the loss is granted first",
        label="In their place", label_zh="换位思考法",
    )  # fmt: skip
    fair_per_grant: float = quantity(
        0.05, "1", 0.0, 1.0,
        prior=Spread(0.05, 0.5),
        source="assumed; prior-driven",
        meaning="share of missing fairness that one such visit restores",
        label="Fairness per visit", label_zh="每次换位公平感增量",
    )  # fmt: skip
    grant_minutes: float = quantity(
        10.0, "min/visit", 0.0, 2000.0,
        source="assumed",
        meaning="working time that it adds to a visit",
        label="Time of granting", label_zh="换位用时",
    )  # fmt: skip


@verb
def act(household, town, p, day):
    """Grant the loss, at some visits."""
    share = p.other_side_share * min(town.now[0].effort, 1.0)
    if share > 0.0 and chance(town.now[0].luck, GRANTS, household, day) < share:
        home = town.home[household]
        home.fair += p.fair_per_grant * (1.0 - home.fair)
        town.now[0].minutes += int(p.grant_minutes)
