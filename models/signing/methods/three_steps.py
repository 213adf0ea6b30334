"""Three steps (三步走): the family sets its dispute aside, signs, and mediates afterwards.

The household signs as one; how to share is settled afterwards, in mediation or in court. Observed
at block 143 in Hongkou, where 80 % of ownership was shared. Side effect: the dispute is open when
they sign, so that consent counts as hindered.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.luck import chance, purpose
from sim.engine.quantity import Spread, quantity
from sim.engine.verb import verb
from sim.people.obstacles import FAMILY

ACTOR, STAGE = "worker", "decide"
SETS_ASIDE = purpose("three steps: sets the dispute aside")


@dataclass
class ThreeSteps:
    """Doses of setting disputes aside."""

    set_aside_share: float = quantity(
        0.0, "1", 0.0, 1.0, role="dose",
        source="assumed; block 143, shhk.gov.cn 20240626",
        meaning="families in dispute that agree at a visit to sign first",
        label="Sign first, mediate after", label_zh="三步走",
    )  # fmt: skip
    weight_set_aside: float = quantity(
        0.7, "1", 0.0, 1.0,
        prior=Spread(0.7, 0.25),
        source="assumed; prior-driven",
        meaning="share of the weight of the dispute that is lifted",
        label="Weight set aside", label_zh="搁置争议减负",
    )  # fmt: skip
    set_aside_minutes: float = quantity(
        90.0, "min/case", 0.0, 2000.0,
        source="assumed",
        meaning="working time of one agreement to set aside",
        label="Time to set aside", label_zh="搁置争议用时",
    )  # fmt: skip


@verb
def act(household, town, p, day):
    """Let a family whose dispute is on file set it aside, once and for all."""
    home = town.home[household]
    disputes = (int(home.open) & int(home.known)) >> FAMILY & 1
    if p.set_aside_share <= 0.0 or disputes == 0 or home.apart == 1:
        return
    if chance(town.now[0].luck, SETS_ASIDE, household, 0) < p.set_aside_share:
        home.apart = 1
        town.now[0].minutes += int(p.set_aside_minutes)


@verb
def weight_left(household, kind, town, p):
    """Return the share of an obstacle's weight that is left."""
    if kind == FAMILY and town.home[household].apart == 1:
        return 1.0 - p.weight_set_aside
    return 1.0
