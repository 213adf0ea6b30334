"""What a household makes of its letters: a little knowledge, fairness or trust each.

Field experiments find small effects of contact, so single letters do little; many add up with
diminishing returns. Being asked and then let down does harm.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sim.engine.quantity import Spread, quantity
from sim.engine.verb import verb
from sim.people.mail import ANSWERED, GATHERED, HELPED, LET_DOWN, LETTERS
from sim.people.meeting import learn

_SHARE: dict[str, Any] = {"unit": "1", "low": 0.0, "high": 1.0}


@dataclass
class Letters:
    """What one letter of each sort does."""

    info_per_gathering: float = quantity(
        0.08, **_SHARE, source="assumed; prior-driven: no reported total identifies it",
        prior=Spread(0.08, 0.6),
        meaning="share of what is still unknown that an hour among neighbours explains",
        label="Knowledge per gathering", label_zh="每次议事知情增量",
    )  # fmt: skip
    fair_per_answer: float = quantity(
        0.1, **_SHARE, source="assumed; prior-driven: being asked and answered is felt as fair",
        prior=Spread(0.1, 0.6),
        meaning="share of missing fairness that an answer to one's own wish restores",
        label="Fairness per answer", label_zh="每次回应公平感增量",
    )  # fmt: skip
    trust_per_help: float = quantity(
        0.1, **_SHARE, source="assumed; prior-driven: about 1 in 10, Broockman and Kalla 2016",
        prior=Spread(0.1, 0.6),
        meaning="share of missing trust that help in daily life builds",
        label="Trust per help", label_zh="每次帮助信任增量",
    )  # fmt: skip
    trust_lost_per_let_down: float = quantity(
        0.15, **_SHARE, source="assumed; prior-driven", prior=Spread(0.15, 0.6),
        meaning="share of trust lost when an issue that was registered is not solved",
        label="Trust lost by being let down", label_zh="落空损失信任",
    )  # fmt: skip


@verb
def read_letters(household, mail, town, p):
    """Turn the day's letters into knowledge, fairness and trust, in a fixed order."""
    if mail & LETTERS == 0:
        return
    home = town.home[household]
    if mail & GATHERED > 0:
        learn(household, p.info_per_gathering, town)
    if mail & ANSWERED > 0:
        home.fair += p.fair_per_answer * (1.0 - home.fair)
    if mail & HELPED > 0:
        home.trust += p.trust_per_help * (1.0 - home.trust)
    if mail & LET_DOWN > 0:
        home.trust -= p.trust_lost_per_let_down * home.trust
