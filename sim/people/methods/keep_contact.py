"""Regular contact (经常联系法): between visits the worker rings up.

A call reaches those who are out by day and keeps knowledge and trust fresh; new troubles are told
on the telephone. Observed at Baoxingli, where the groups stayed in touch even after the move. Side
effect: a call right after a visit is one too many and tires. That every call is picked up, a daily
one too, and that without a visit shortly before no number of calls tires, is assumed.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.luck import purpose
from sim.engine.quantity import Spread, quantity
from sim.engine.verb import verb
from sim.people.mail import TELEPHONED, share_today, spend, write_to

ACTOR, STAGE = "worker", "sense"
RINGS = purpose("keep contact: rings up")


@dataclass
class KeepContact:
    """Doses of telephone calls."""

    calls_per_household_per_week: float = quantity(
        0.0, "call/household/week", 0.0, 7.0, role="dose",
        source="assumed; Baoxingli, mzyl.org boy4lmADBy1",
        meaning="calls to each household still to be won",
        label="Telephone calls", label_zh="经常联系法",
    )  # fmt: skip
    info_per_telephone_call: float = quantity(
        0.04, "1", 0.0, 1.0,
        prior=Spread(0.04, 0.5),
        source="assumed; prior-driven",
        meaning="share of what is still unknown that a call explains",
        label="Knowledge per call", label_zh="每次电话知情增量",
    )  # fmt: skip
    trust_per_telephone_call: float = quantity(
        0.015, "1", 0.0, 1.0,
        prior=Spread(0.015, 0.5),
        source="assumed; prior-driven; small effects of contact, Kalla and Broockman 2018",
        meaning="share of missing trust that a call builds",
        label="Trust per call", label_zh="每次电话信任增量",
    )  # fmt: skip
    fatigue_per_telephone_call: float = quantity(
        0.3, "visit", 0.0, 5.0,
        source="assumed",
        meaning="weariness of a call within the welcome gap after a visit",
        label="Weariness of a call", label_zh="电话打扰",
    )  # fmt: skip
    telephone_minutes: float = quantity(
        8.0, "min/call", 0.0, 2000.0,
        source="assumed",
        meaning="working time of a call",
        label="Time of a call", label_zh="电话用时",
    )  # fmt: skip


@verb
def act(lane, town, p, day):
    """Ring up some households of the lane."""
    if p.calls_per_household_per_week <= 0.0:
        return
    share = share_today(p.calls_per_household_per_week / 7.0, town)
    spend(write_to(lane, TELEPHONED, share, RINGS, town, day), p.telephone_minutes, 0.0, town)


@verb
def answer(household, town, p, day):
    """Answer a call: it tires right after a visit, else it keeps in touch."""
    home = town.home[household]
    room = town.now[0].knowable - home.info
    home.info += p.info_per_telephone_call * room if room > 0.0 else 0.0
    if float(day - int(home.last_met)) < p.welcome_gap_days:
        home.fatigue += p.fatigue_per_telephone_call
    else:
        home.trust += p.trust_per_telephone_call * (1.0 - home.trust)
