"""The big inquiry (大调研): office cadres go round in teams and keep a register of issues.

In a year 17,000 visits to residents, beside some to firms and organisations, brought 1,600 issues
in all, 1,400 of them solved (Nanjing West Road 2018). Who sees an own issue solved trusts more; who
is asked and then let down trusts less. Side effect: the more is asked, the more is promised; with
few solutions it does harm. That such visits by themselves tire nobody, however many, is assumed.

Rows: S2-13, S2-14, S2-15, S2-16, S2-17.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.luck import chance, purpose
from sim.engine.quantity import quantity
from sim.engine.verb import verb
from sim.people.mail import HELPED, LET_DOWN, spend
from sim.people.plot import doses_today, homes_of

ACTOR, STAGE = "worker", "sense"
MOST_VISITS = 400  # along a lane on one day; numbers them apart from other lanes'
FRACTION = purpose("issue register: fraction of a visit")
WHOM = purpose("issue register: whom to call on")
HAS_ISSUE = purpose("issue register: an issue")
SOLVED = purpose("issue register: solved")


@dataclass
class IssueRegister:
    """Doses of the inquiry."""

    register_visits_per_1000_per_day: float = quantity(
        0.0, "visit/1000 certificate/day", 0.0, 200.0, role="dose",
        source="assumed; 17,000 visits a year, Nanjing West Road 2018",
        meaning="visits of cadres that ask for issues",
        label="Inquiry visits", label_zh="大调研走访",
    )  # fmt: skip
    issues_per_visit: float = quantity(
        0.094, "1", 0.0, 1.0,
        source="at most: 1,600 issues of 17,000 visits and of firms, Nanjing West Road 2018",
        meaning="chance that a visit brings an issue to the register",
        label="Issues per visit", label_zh="每次走访问题数",
    )  # fmt: skip
    issue_success: float = quantity(
        0.9, "1", 0.0, 1.0,
        source="0.875 to 0.94, Nanjing West Road 2018",
        meaning="issues on the register that are solved",
        label="Issues solved", label_zh="问题解决率",
    )  # fmt: skip
    register_minutes: float = quantity(
        30.0, "min/visit", 0.0, 2000.0,
        source="assumed",
        meaning="working time of a visit with its follow-up",
        label="Time of an inquiry visit", label_zh="大调研用时",
    )  # fmt: skip


@verb
def act(lane, town, p, day):
    """Let cadres call along the lane; note issues, and what became of them."""
    homes = homes_of(lane, town)
    dose = p.register_visits_per_1000_per_day * 0.001 * float(len(homes))
    visits = min(doses_today(dose, FRACTION, lane, town, day), MOST_VISITS)
    for n in range(visits):
        where = lane * MOST_VISITS + n
        luck = chance(town.now[0].luck, WHOM, where, day)
        household = homes.start + int(luck * len(homes))
        if chance(town.now[0].luck, HAS_ISSUE, where, day) < p.issues_per_visit:
            solved = chance(town.now[0].luck, SOLVED, where, day) < p.issue_success
            town.mail[household] |= HELPED if solved else LET_DOWN
            town.now[0].issues += 1
            town.now[0].issues_solved += 1 if solved else 0
    spend(visits, p.register_minutes, 0.0, town)
