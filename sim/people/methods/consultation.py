"""Before, during and after (事前、事中、事后): residents are asked in all three phases.

Once at the beginning what they need (问需), once while the plan is drawn up how (问计), once when
it is published what they make of it (问效). Whose wish is taken up finds the procedure fairer; who
is asked and sees nothing of it trusts less. Observed at Huaihai Middle Road. Side effect: asking
without taking anything up does harm.

Rows: S0-2, S4-5.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.luck import chance, purpose
from sim.engine.quantity import quantity
from sim.engine.verb import verb
from sim.people.mail import ANSWERED, LET_DOWN, share_today, spend
from sim.people.plot import homes_of

ACTOR, STAGE = "campaign", "sense"
ASKED = purpose("consultation: is asked")
TAKEN_UP = purpose("consultation: the wish is taken up")


@dataclass
class Consultation:
    """Doses of asking, by phase."""

    before_share: float = quantity(
        0.0, "1", 0.0, 1.0, role="dose",
        source="assumed; Huaihai Middle Road 2022",
        meaning="households asked on the first day of the campaign",
        label="Asked before", label_zh="事前征询比例",
    )  # fmt: skip
    during_share: float = quantity(
        0.0, "1", 0.0, 1.0, role="dose",
        source="assumed; Huaihai Middle Road 2022",
        meaning="households asked when the drafting of the plan begins",
        label="Asked during", label_zh="事中征询比例",
    )  # fmt: skip
    after_share: float = quantity(
        0.0, "1", 0.0, 1.0, role="dose",
        source="assumed; Huaihai Middle Road 2022",
        meaning="households asked when prices are published",
        label="Asked after", label_zh="事后征询比例",
    )  # fmt: skip
    wishes_taken_up: float = quantity(
        0.5, "1", 0.0, 1.0,
        source="assumed",
        meaning="wishes that the plan or its makers take up",
        label="Wishes taken up", label_zh="意见采纳率",
    )  # fmt: skip
    disappointed: float = quantity(
        0.1, "1", 0.0, 1.0,
        source="assumed",
        meaning="share of those asked in vain who feel let down",
        label="Disappointed", label_zh="落空失望比例",
    )  # fmt: skip
    asking_minutes: float = quantity(
        10.0, "min/household", 0.0, 2000.0,
        source="assumed",
        meaning="working time of asking one household",
        label="Time of asking", label_zh="征询用时",
    )  # fmt: skip


@verb
def act(lane, town, p, day):
    """Ask when a phase begins; whose wish is taken up gets an answer."""
    now = town.now[0]
    if day != now.stage_began:
        return
    dose = p.before_share if day == now.begins else 0.0
    if now.drafting == 1:
        dose = p.during_share
    elif now.brewing == 1 and day < 1:
        dose = p.after_share
    if dose <= 0.0:
        return
    share, asked = share_today(dose, town), 0
    for household in homes_of(lane, town):
        if chance(now.luck, ASKED, household, day) < share:
            town.mail[household] |= _what_comes_of_it(household, town, p, day)
            asked += 1
    spend(asked, p.asking_minutes, 0.0, town)


@verb
def _what_comes_of_it(household, town, p, day):
    """Return the letter of somebody who was asked."""
    luck = chance(town.now[0].luck, TAKEN_UP, household, day)
    if luck < p.wishes_taken_up:
        return ANSWERED
    let_down = luck - p.wishes_taken_up < p.disappointed * (1.0 - p.wishes_taken_up)
    return LET_DOWN if let_down else 0
