"""Party members first (党员带头): appeal, open meeting, pledge, plaque; group leaders as sensors.

The appeal goes down four levels (general branch, branch, group, member), a day for each. Members
who pledge sign first; a plaque at the door makes their signature weigh more with those who see it.
Group leaders notice what troubles the homes of their lane and report it (神经末梢). Observed in
Jiaxing Road, Hongkou: members' signing rate reported as 100 % on all plots since 2012. Side effect:
meetings and notices cost hours; a plaque adds to what neighbours see, and a signature that this
draws in spite of an open obstacle counts as pressed. A member's own pledge is not counted so.

Rows: S0-4, S0-5, S1-18, S1-19, S1-21, S1-22, S1-23.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.luck import chance, purpose
from sim.engine.quantity import quantity
from sim.engine.verb import verb
from sim.people.plot import NOTICED, doses_today, homes_of

ACTOR, STAGE = "Party group", "sense"
LEVELS = 4
MOST_NOTICES = 16  # of one leader on one day; numbers them apart from other lanes'
PLEDGES = purpose("party first: pledges")
NOTICES = purpose("party first: a leader notices")
WHOM = purpose("party first: whom a leader notices")


@dataclass
class PartyFirst:
    """Doses of the Party's example."""

    pledge_share: float = quantity(
        0.0, "1", 0.0, 1.0, role="dose",
        source="boundary 0.9-1.0: reported as 100 %, Hongkou review, c. 2020",
        meaning="members who pledge at the open meeting to sign first",
        label="Pledges", label_zh="党员承诺比例",
    )  # fmt: skip
    plaque_weight: int = quantity(
        1, "signature", 1, 5, role="dose", source="assumed; 1 = no plaque",
        meaning="how many ordinary signatures a member's visible signature counts for",
        label="Plaque", label_zh="“党员之家”铭牌权重",
    )  # fmt: skip
    notice_minutes: float = quantity(
        15.0, "min/household", 0.0, 240.0, source="assumed",
        meaning="a leader's time for one notice", label="Notice time", label_zh="上报用时",
    )  # fmt: skip
    pledge_minutes: float = quantity(
        30.0, "min/member", 0.0, 480.0, source="assumed: open meeting, written appeal, plaque",
        meaning="working time for each member who is asked to pledge", label="Time for pledges",
        label_zh="承诺组织用时",
    )  # fmt: skip
    notices_per_leader_per_day: float = quantity(
        0.0, "household/leader/day", 0.0, 5.0, role="dose",
        source="assumed; four-level system, Hongkou review, c. 2020",
        meaning="homes along the lane whose troubles a group leader notices and reports",
        label="Leaders' notices", label_zh="党小组长上报",
    )  # fmt: skip


@verb
def act(lane, town, p, day):
    """Let the leader of a lane's Party group notice what troubles some of its homes."""
    if town.lane[lane].leader < 0:
        return
    homes = homes_of(lane, town)
    notices = doses_today(p.notices_per_leader_per_day, NOTICES, lane, town, day)
    for n in range(min(notices, MOST_NOTICES)):
        step = int(chance(town.now[0].luck, WHOM, lane * MOST_NOTICES + n, day) * len(homes))
        household = homes.start + step
        town.mail[household] |= NOTICED
        town.now[0].minutes += int(p.notice_minutes)


@verb
def pledge(household, town, p, day, told, effort):
    """Let a member answer the appeal on the day on which it has come down the four levels."""
    if p.pledge_share > 0.0 and day == told and town.home[household].party == 1:
        town.now[0].minutes += int(p.pledge_minutes)
        share = p.pledge_share * min(effort, 1.0)
        ready = chance(town.now[0].luck, PLEDGES, household, 0) < share
        town.home[household].pledged = ready
