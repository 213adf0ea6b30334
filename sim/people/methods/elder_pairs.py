"""Pairs (志愿者与独居老人结对): a volunteer looks in every week on an old person who lives alone.

311 volunteers were paired with 990 elderly people alone (Nanjing West Road 2018). Whoever comes
every week explains the plan in plain words, sees what is wrong, and has it put on file. Side
effect: it reaches nobody else, and takes staff to keep going.

Rows: S2-31.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.luck import chance, purpose
from sim.engine.quantity import quantity
from sim.engine.verb import verb
from sim.people.mail import spend
from sim.people.plot import CALLED, NOTICED, TO_BE_WON, homes_of

ACTOR, STAGE = "volunteer", "sense"
WEEK = 7
PAIRED = purpose("elder pairs: is paired")


@dataclass
class ElderPairs:
    """Doses of pairs."""

    paired_share: float = quantity(
        0.0, "1", 0.0, 1.0, role="dose",
        source="311 volunteers for 990 elderly, Nanjing West Road 2018",
        meaning="elderly people alone who are paired with a volunteer",
        label="Pairs with the elderly", label_zh="结对关爱比例",
    )  # fmt: skip
    pair_minutes: float = quantity(
        8.0, "min/visit", 0.0, 2000.0,
        source="assumed",
        meaning="working time of staff for each weekly visit",
        label="Time for pairs", label_zh="结对用时",
    )  # fmt: skip


@verb
def act(lane, town, p, day):
    """Look in on the lane's paired old people, each on a weekday of their own."""
    share = p.paired_share * min(town.now[0].effort, 1.0)
    if share <= 0.0:
        return
    visits = 0
    for household in homes_of(lane, town):
        if (day + household) % WEEK == 0 and _is_paired(household, share, town):
            town.mail[household] |= NOTICED | CALLED
            visits += 1
    spend(visits, p.pair_minutes, 0.0, town)


@verb
def _is_paired(household, share, town):
    alone = town.home[household].alone == 1 and town.done[household] == TO_BE_WON
    return alone and chance(town.now[0].luck, PAIRED, household, 0) < share
