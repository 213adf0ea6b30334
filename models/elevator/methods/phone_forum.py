"""The telephone forum (扫码议事): policy, opinions and the plan of one's own stairwell by QR code.

Whoever works, lets the flat or lives far away reads it as easily as who is at home by day; the aged
read less. It explains a little and persuades nobody, and somebody has to answer what is asked: the
more is read the less is new, while the hours go on. Observed in Pudong in 2021, in more than 1,700
estates; that a code on the wall alone moves few is shown by Jinshan, where 7,656 posters brought 58
owners in about a month.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.luck import chance, purpose
from sim.engine.quantity import quantity
from sim.engine.verb import verb
from sim.people.plot import ELDERLY_FROM

ACTOR, STAGE = "campaign", "decide"
READS = purpose("telephone forum of an elevator: reads")
WEEK = 7.0


@dataclass
class PhoneForum:
    """Doses of the forum."""

    forum_reads_per_week: float = quantity(
        0.0, "reading/household/week", 0.0, 7.0, role="dose",
        source="assumed; Pudong 2021, shine.cn 2111278737",
        meaning="times that a household reads the forum while its stairwell is being asked",
        label="Telephone forum", label_zh="扫码议事阅读次数",
    )  # fmt: skip
    forum_elderly: float = quantity(
        0.4, "1", 0.0, 1.0, source="assumed", label="Forum, elderly", label_zh="老年户扫码系数",
        meaning="factor on reading where the decider is 60 or older",
    )  # fmt: skip
    info_per_forum: float = quantity(
        0.05, "1", 0.0, 1.0, source="assumed: as the board on the wall",
        meaning="share of what is still unknown that a reading explains",
        label="Knowledge from the forum", label_zh="每次扫码知情增量",
    )  # fmt: skip
    forum_minutes: float = quantity(
        2.0, "min/reading", 0.0, 120.0, source="assumed: every fifth asks, ten minutes an answer",
        meaning="working time for answers, for each reading", label="Time for the forum",
        label_zh="扫码答复用时",
    )  # fmt: skip
    forum_yuan: float = quantity(
        200.0, "yuan/case", 0.0, 20_000.0, source="assumed: page and posters",
        meaning="money spent to put a stairwell's plan on the forum", label="Forum cost",
        label_zh="扫码上线费用",
    )  # fmt: skip


@verb
def post(town, p):
    """Put the case of a stairwell that begins on the forum."""
    if p.forum_reads_per_week > 0.0:
        town.now[0].method_yuan += int(p.forum_yuan)


@verb
def act(household, town, p, day):
    """Let an owner read, wherever it is, and learn; it weighs the matter anew the same day."""
    reads = p.forum_reads_per_week * min(town.now[0].effort, 1.0) / WEEK
    if reads <= 0.0:
        return False
    home = town.home[household]
    usual = reads * p.forum_elderly if home.age >= ELDERLY_FROM else reads
    if chance(town.now[0].luck, READS, household, day) >= usual:
        return False
    town.now[0].minutes += int(p.forum_minutes)
    home.info += p.info_per_forum * max(town.now[0].knowable - home.info, 0.0)
    return True
