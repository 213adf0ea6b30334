"""One plan for each estate (一小区一方案): the plan is drawn again after listening, several times.

While the plan is drawn up each round lays it open and changes what does not suit: at Fengnan six
rounds turned 128 types of flat into 20. A round settles some unsuitable flats and area questions,
on file or not, and answers some wishes. Observed at Huaihai Middle Road and Fengnan. Side effect:
each round costs designers' time and money, and finds less left to change.

Rows: S3-11, S3-12, S4-6.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.luck import chance, purpose
from sim.engine.quantity import quantity
from sim.engine.verb import verb
from sim.people.mail import ANSWERED, spend
from sim.people.obstacles import AREA, DESIGN, SLOTS, difficulty
from sim.people.plot import SOLVED_FROM, doses_today, homes_of

ACTOR, STAGE = "campaign", "sense"
ROUND = purpose("plan rounds: a round today")
WISH = purpose("plan rounds: a wish is taken up")
SUITS = purpose("plan rounds: now it suits")


@dataclass
class PlanRounds:
    """Doses of plan revision."""

    plan_rounds: float = quantity(
        0.0, "round", 0.0, 12.0, role="dose",
        source="six at Fengnan, twgreatdaily.com b5dace0a",
        meaning="rounds in which the plan is drawn again",
        label="Rounds of the plan", label_zh="方案修改轮数",
    )  # fmt: skip
    round_success: float = quantity(
        0.3, "1", 0.0, 0.95,
        source="assumed",
        meaning="chance that a round settles a flat that does not suit, or an area question",
        label="Settled per round", label_zh="每轮解决率",
    )  # fmt: skip
    round_answers: float = quantity(
        0.1, "1", 0.0, 1.0,
        source="assumed",
        meaning="households whose wish a round takes up",
        label="Answered per round", label_zh="每轮采纳比例",
    )  # fmt: skip
    round_minutes_per_certificate: float = quantity(
        3.0, "min/certificate/round", 0.0, 500.0,
        source="assumed",
        meaning="working time of a round for each certificate",
        label="Time of a round", label_zh="每轮每证用时",
    )  # fmt: skip
    round_yuan_per_certificate: float = quantity(
        60.0, "yuan/certificate/round", 0.0, 100000.0,
        source="assumed",
        meaning="money of a round for each certificate",
        label="Cost of a round", label_zh="每轮每证费用",
    )  # fmt: skip


@verb
def act(lane, town, p, day):
    """Draw the plan again, on evenly spread days of the drafting."""
    now = town.now[0]
    if now.drafting == 0 or p.plan_rounds <= 0.0:
        return
    days = float(max(now.brew_day - now.ballot_to - 1, 1))
    if doses_today(p.plan_rounds / days, ROUND, 0, town, day) == 0:
        return
    homes = homes_of(lane, town)
    for household in homes:
        if chance(now.luck, WISH, household, day) < p.round_answers:
            town.mail[household] |= ANSWERED
        town.mail[household] |= _redraw(household, DESIGN, town, p, day)
        town.mail[household] |= _redraw(household, AREA, town, p, day)
    spend(len(homes), p.round_minutes_per_certificate, p.round_yuan_per_certificate, town)


@verb
def _redraw(household, kind, town, p, day):
    """Return the letter that says that a trouble of this kind is settled, or none."""
    if (int(town.home[household].open) >> kind) & 1 == 0:
        return 0
    luck = chance(town.now[0].luck, SUITS, household * SLOTS + kind, day)
    settled = luck * difficulty(household, kind, town, p) < p.round_success
    return 1 << (SOLVED_FROM + kind) if settled else 0
