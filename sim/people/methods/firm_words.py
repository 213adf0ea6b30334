"""Firm and soft (刚柔相济法): after friendly visits, the plain consequence in law.

In the last round the worker, or a judge beside him, says what comes after the period: a decision on
the same plan, then the court. It ends hopes of more and hurries some who still have an obstacle
open: the model counts their signature as pressed. Side effect: from the second firm word on trust
is lost. Observed at Shanshouli, by name; a judge explained at Huangpu why not moving does more
harm. A statement of the law is all it is: threats are forbidden (State Council Order 590, art. 27).

Rows: S1-13.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.luck import chance, purpose
from sim.engine.quantity import Spread, quantity
from sim.engine.verb import verb
from sim.people.plot import TO_BE_WON

ACTOR, STAGE = "worker", "decide"
FIRM = purpose("firm words: the consequence is stated")


@dataclass
class FirmWords:
    """Doses of firmness."""

    firm_share: float = quantity(
        0.0, "1", 0.0, 1.0, role="dose",
        source="assumed; named at Shanshouli, Hongkou review, c. 2020",
        meaning="completed visits of the last round at which the legal consequence is stated",
        label="Firm words", label_zh="刚柔相济法",
    )  # fmt: skip
    firm_weight: float = quantity(
        0.6, "sd", 0.0, 5.0,
        prior=Spread(0.6, 0.5),
        source="assumed; prior-driven",
        meaning="what being told of the consequence again and again can add at most",
        label="Weight of firm words", label_zh="刚性告知权重",
    )  # fmt: skip
    firm_hope_lost: float = quantity(
        0.8, "1", 0.0, 1.0,
        prior=Spread(0.8, 0.25),
        source="assumed; prior-driven",
        meaning="share of the hope of later gain that a firm word takes away",
        label="Hope lost to firm words", label_zh="刚性告知消除观望",
    )  # fmt: skip
    trust_lost_per_firm_word: float = quantity(
        0.06, "1", 0.0, 1.0,
        source="assumed: pressing hurts feelings (Baoxingli)",
        meaning="share of trust lost by each firm word after the first",
        label="Trust lost by firm words", label_zh="重复告知损失信任",
    )  # fmt: skip
    firm_minutes: float = quantity(
        10.0, "min/visit", 0.0, 2000.0,
        source="assumed",
        meaning="working time that a firm word adds to a visit",
        label="Time for firm words", label_zh="告知用时",
    )  # fmt: skip


@verb
def act(household, town, p, day):
    """State the legal consequence; who hears it again trusts less."""
    share = p.firm_share * min(town.now[0].effort, 1.0)
    if share <= 0.0 or town.now[0].closing == 0 or town.done[household] != TO_BE_WON:
        return
    if chance(town.now[0].luck, FIRM, household, day) < share:
        home = town.home[household]
        if home.firm > 0:
            home.trust -= p.trust_lost_per_firm_word * home.trust
        home.firm = min(int(home.firm) + 1, 250)
        town.now[0].minutes += int(p.firm_minutes)


@verb
def press(household, town, p):
    """Return how far firm words push a household, in sd: half of the most after the first."""
    told = float(town.home[household].firm)
    return p.firm_weight * told / (1.0 + told)


@verb
def hope_left(household, town, p):
    """Return the share of the hope of later gain that firm words have left."""
    return 1.0 - p.firm_hope_lost if town.home[household].firm > 0 else 1.0
