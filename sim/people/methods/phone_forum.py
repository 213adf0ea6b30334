"""Forum on the telephone (扫码议事): scan a code, read the plan, say what one thinks.

It reaches whoever is out by day or lives elsewhere, if they read such things. Observed in Pudong,
for elevators, in more than 1,700 estates. Side effect: rumours are read there as well, so that in a
lane with a rumour fewer read the plan, half as many on the day after the first one came up.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.luck import chance, purpose
from sim.engine.quantity import quantity
from sim.engine.verb import verb
from sim.people.mail import GATHERED, share_today, spend
from sim.people.plot import TO_BE_WON, homes_of

ACTOR, STAGE = "campaign", "sense"
READS = purpose("phone forum: reads")


@dataclass
class PhoneForum:
    """Doses of a forum on the telephone."""

    forum_reads_per_week: float = quantity(
        0.0, "reading/household/week", 0.0, 7.0, role="dose",
        source="assumed; Pudong, shine.cn 2111278737",
        meaning="readings of each household that reads the chat group",
        label="Forum on the telephone", label_zh="扫码议事",
    )  # fmt: skip
    forum_minutes: float = quantity(
        1.0, "min/reading", 0.0, 2000.0,
        source="assumed",
        meaning="working time of answering, for each reading",
        label="Time of answering", label_zh="在线答复用时",
    )  # fmt: skip


@verb
def act(lane, town, p, day):
    """Let those who read such things read, where no rumour drowns it."""
    if p.forum_reads_per_week <= 0.0:
        return
    share = share_today(p.forum_reads_per_week / 7.0, town) * (1.0 - town.lane[lane].rumour)
    readings = 0
    for household in homes_of(lane, town):
        reads = town.home[household].chats == 1 and town.done[household] == TO_BE_WON
        if reads and chance(town.now[0].luck, READS, household, day) < share:
            town.mail[household] |= GATHERED
            readings += 1
    spend(readings, p.forum_minutes, 0.0, town)
