"""Plain facts (实事求是法): say what the policy gives, and what it cannot give to anybody.

At a completed visit once prices are out, the worker corrects the rumour that who waits gets more
and promises nothing beyond the plan. Observed at Shanshouli, by name; in Huangpu residents were
told without reserve that waiting brings nothing. Side effect: who disputes price or area hears a
plain no, and trusts a little less each time.

Rows: S1-13.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.luck import chance, purpose
from sim.engine.quantity import Spread, quantity
from sim.engine.verb import verb
from sim.people.obstacles import AREA, PRICE

ACTOR, STAGE = "worker", "decide"
PLAIN = purpose("plain facts: a plain word")
DISPUTED = 1 << PRICE | 1 << AREA


@dataclass
class PlainFacts:
    """Doses of plain words."""

    plain_share: float = quantity(
        0.0, "1", 0.0, 1.0, role="dose",
        source="assumed; named at Shanshouli, Hongkou review, c. 2020",
        meaning="completed visits at which it is said plainly what cannot be had",
        label="Plain facts", label_zh="实事求是法",
    )  # fmt: skip
    hope_corrected: float = quantity(
        0.7, "1", 0.0, 1.0,
        prior=Spread(0.7, 0.25),
        source="assumed; prior-driven",
        meaning="share of the hope of later gain that a plain word takes away",
        label="Hope corrected", label_zh="纠正观望预期",
    )  # fmt: skip
    trust_lost_per_plain_no: float = quantity(
        0.01, "1", 0.0, 1.0,
        source="assumed",
        meaning="share of trust lost by a plain no to a dispute about price or area",
        label="Trust lost by a plain no", label_zh="直言拒绝损失信任",
    )  # fmt: skip
    plain_minutes: float = quantity(
        5.0, "min/visit", 0.0, 2000.0,
        source="assumed",
        meaning="working time that plain words add to a visit",
        label="Time for plain words", label_zh="直言用时",
    )  # fmt: skip


@verb
def act(household, town, p, day):
    """Say plainly what the plan gives and what it does not."""
    share = p.plain_share * min(town.now[0].effort, 1.0)
    if share <= 0.0 or town.now[0].brewing == 0:
        return
    if chance(town.now[0].luck, PLAIN, household, day) < share:
        home = town.home[household]
        home.frank = 1
        town.now[0].minutes += int(p.plain_minutes)
        if int(home.known) & int(home.open) & DISPUTED > 0:
            home.trust -= p.trust_lost_per_plain_no * home.trust


@verb
def hope_left(household, town, p):
    """Return the share of the hope of later gain that plain words have left."""
    return 1.0 - p.hope_corrected if town.home[household].frank == 1 else 1.0
