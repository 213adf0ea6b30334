"""Elevator counsellors (家加乐): one office for questions, design, costs and papers.

Founded at Jiangwan in 2018 with nine counsellors, former officials and experienced residents; they
explain what it costs and what others paid, and cut the approval to about three months.

Rows: S1-6, S1-25.
"""

from __future__ import annotations

from dataclasses import dataclass

from models.elevator.plan import at_work
from models.elevator.stages import DESIGN, SOUNDING
from sim.engine.luck import chance, purpose
from sim.engine.quantity import quantity
from sim.engine.queue import line_up, row_of, ticket
from sim.engine.verb import verb
from sim.people.plot import doses_today

ACTOR, STAGE = "service", "serve"
FRACTION = purpose("counsellors: fraction of a session")
ARRIVAL = purpose("counsellors: arrival")
WEEK = 7.0


@dataclass
class Counsellors:
    """Doses of counselling."""

    counsel_sessions_per_100_per_week: float = quantity(
        0.0, "session/100 stairwell/week", 0.0, 100.0, role="dose",
        source="nine counsellors at Jiangwan, shine.cn 1803211939; number of sessions assumed",
        meaning="stairwells that counsellors can take on", label="Counsellors",
        label_zh="家加乐顾问场次",
    )  # fmt: skip
    info_per_counsel: float = quantity(
        0.5, "1", 0.0, 1.0, source="assumed", label="Knowledge from counsellors",
        label_zh="顾问知情增量",
        meaning="share of what is still unknown that counsellors explain to who comes",
    )  # fmt: skip
    counsel_permit_factor: float = quantity(
        0.4, "1", 0.05, 1.0, source="approval in three months, shine.cn 1803211939; ratio assumed",
        meaning="part of the time to a permit where counsellors carry the papers",
        label="Faster permits", label_zh="审批用时系数",
    )  # fmt: skip
    counsel_minutes: float = quantity(
        240.0, "min/session", 0.0, 2000.0, source="assumed", label="Session time",
        label_zh="顾问用时", meaning="working time of one session",
    )  # fmt: skip
    counsel_yuan: float = quantity(
        500.0, "yuan/session", 0.0, 100_000.0, source="assumed; advice is free for residents",
        meaning="money spent on one session", label="Session cost", label_zh="顾问费用",
    )  # fmt: skip


@verb
def act(town, p, day):
    """Send the counsellors to those who have waited longest, one visit for each case."""
    dose = p.counsel_sessions_per_100_per_week * 0.01 * float(town.now[0].stairwells) / WEEK
    sessions = doses_today(dose, FRACTION, 0, town, day)
    if sessions == 0:
        return
    waiting = 0
    for place in at_work(town):
        stairwell = int(town.busy[place])
        row, stage = town.stairwell[stairwell], town.stage[stairwell]
        if row.counselled == 0 and SOUNDING <= stage <= DESIGN:
            arrival = chance(town.now[0].luck, ARRIVAL, stairwell, 0)
            town.queue[waiting] = ticket(row.since, arrival, stairwell)
            waiting += 1
    served = line_up(town.queue, waiting, sessions)
    for place in range(served):
        _visit(row_of(town.queue[waiting - 1 - place]), town, p)


@verb
def _visit(stairwell, town, p):
    town.stairwell[stairwell].counsel = 1
    town.stairwell[stairwell].counselled = 1
    town.now[0].minutes += int(p.counsel_minutes)
    town.now[0].method_yuan += int(p.counsel_yuan)


@verb
def explain(household, town, p):
    """Let a household learn what it costs, how it works, what others paid."""
    room = town.now[0].knowable - town.home[household].info
    if room > 0.0:
        town.home[household].info += p.info_per_counsel * room


@verb
def permit_factor(stairwell, town, p):
    """Return the part of the usual time to a permit."""
    return p.counsel_permit_factor if town.stairwell[stairwell].counselled == 1 else 1.0
