"""Publicity board (公示栏): rules, amounts and the daily rate on the wall for all to see.

One ruler for all, results published: who reads learns the plan and sees how many have signed.
Observed at Dong'an and Qiaojia Road (a public wall, a live stream); the law asks for the file of
each household's compensation to be public in the area (Order 590, art. 29). Side effect: a board
that is read by more than ``quiet_board`` a day reminds who has not signed and costs their trust;
and a signature that the public rate draws in spite of an open obstacle counts as pressed.

Rows: S2-27.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.luck import chance, purpose
from sim.engine.quantity import Spread, quantity
from sim.engine.verb import verb

ACTOR, STAGE = "campaign", "listen"
READS = purpose("publicity board: reads")
PRESSES = purpose("publicity board: reminds")


@dataclass
class PublicityBoard:
    """Doses of publicity."""

    board_readers_per_day: float = quantity(
        0.0, "1/day", 0.0, 1.0, role="dose", source="assumed",
        meaning="chance that a household reads the board on a day, from the brewing period on",
        label="Board readers", label_zh="公示栏日阅读率",
    )  # fmt: skip
    info_per_reading: float = quantity(
        0.05, "1", 0.0, 1.0, source="assumed; prior-driven",
        prior=Spread(0.05, 0.5),
        meaning="share of what is still unknown that a reading explains",
        label="Knowledge per reading", label_zh="每次阅读知情增量",
    )  # fmt: skip
    quiet_board: float = quantity(
        0.25, "1/day", 0.0, 1.0, source="assumed",
        meaning="daily readers above which the board begins to press those who have not signed",
        label="Quiet board", label_zh="公示不扰民上限",
    )  # fmt: skip
    trust_lost_to_board: float = quantity(
        0.02, "1", 0.0, 1.0, source="assumed: social pressure costs trust",
        meaning="share of trust that a reading of a louder board costs who has not signed",
        label="Trust lost to the board", label_zh="公示施压损失信任",
    )  # fmt: skip
    posting_minutes_per_reading: float = quantity(
        1.0, "min/reading", 0.0, 60.0, source="assumed",
        meaning="working time of keeping the board current, for each reading",
        label="Posting time", label_zh="公示更新用时",
    )  # fmt: skip


@verb
def act(household, town, p, day):
    """Let a household stop at the board."""
    if town.now[0].brewing == 0:
        return
    readers = p.board_readers_per_day * min(town.now[0].effort, 1.0)
    if readers > p.quiet_board and day >= 1:
        _press(household, readers, town, p, day)
    room = town.now[0].knowable - town.home[household].info
    if readers > 0.0 and room > 0.02 and chance(town.now[0].luck, READS, household, day) < readers:
        town.home[household].info += p.info_per_reading * room
        town.now[0].minutes += int(p.posting_minutes_per_reading)


@verb
def _press(household, readers, town, p, day):
    """Let a loud board, once people sign, remind those who have not; it costs trust."""
    if chance(town.now[0].luck, PRESSES, household, day) < readers:
        home = town.home[household]
        home.trust -= p.trust_lost_to_board * home.trust
