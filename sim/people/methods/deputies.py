"""Deputies on the spot (人大代表联系点、政协议事厅): people speak to deputies where they live.

A contact point sits now and then; who comes is heard by somebody who does not run the campaign,
and a trouble on file is passed upwards. Observed at Nanjing West Road (13 neighbourhoods, 2018).
Side effect: what is passed upwards waits for the joint committee, if there is one.

Rows: S2-3.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.luck import chance, purpose
from sim.engine.quantity import quantity
from sim.engine.verb import verb
from sim.people.mail import ANSWERED, spend
from sim.people.plot import TO_BE_WON, VAIN_FROM, homes_of

ACTOR, STAGE = "campaign", "sense"
SITS = purpose("deputies: the contact point sits")
COMES = purpose("deputies: comes")


@dataclass
class Deputies:
    """Doses of contact points."""

    contact_days_per_month: float = quantity(
        0.0, "day/month", 0.0, 30.0, role="dose",
        source="assumed; Nanjing West Road 2018",
        meaning="days a month on which the contact point sits",
        label="Contact points", label_zh="代表联系点",
    )  # fmt: skip
    comes_to_deputies: float = quantity(
        0.05, "1", 0.0, 1.0,
        source="assumed",
        meaning="households that come on such a day",
        label="Come to deputies", label_zh="到访比例",
    )  # fmt: skip
    contact_day_minutes: float = quantity(
        240.0, "min/lane", 0.0, 2000.0,
        source="assumed",
        meaning="working time of a day for each lane",
        label="Time of a contact day", label_zh="联系日用时",
    )  # fmt: skip


@verb
def act(lane, town, p, day):
    """Let the contact point sit; pass on troubles that are on file."""
    now = town.now[0]
    dose = min(p.contact_days_per_month * now.effort / 30.0, 1.0)
    if dose <= 0.0 or chance(now.luck, SITS, 0, day) >= dose:
        return
    spend(1, p.contact_day_minutes, 0.0, town)
    for household in homes_of(lane, town):
        to_be_won = town.done[household] == TO_BE_WON
        if to_be_won and chance(now.luck, COMES, household, day) < p.comes_to_deputies:
            upwards = int(town.asking[household]) << VAIN_FROM
            town.mail[household] |= ANSWERED | upwards
