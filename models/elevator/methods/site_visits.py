"""Visits to finished elevators (现场参观): go and see, hear and ask what it cost.

At Yichuan four families on the second floor had no interest; after they had been to buildings with
an elevator they agreed. The office at Hua'er took doubters along to ask the price paid.

Rows: S1-26.
"""

from __future__ import annotations

from dataclasses import dataclass

from models.elevator.plan import stairwells_of
from models.elevator.stages import DESIGN, SOUNDING
from sim.engine.luck import chance, purpose
from sim.engine.quantity import quantity
from sim.engine.verb import verb
from sim.people.plot import doses_today

ACTOR, STAGE = "worker", "work"
FRACTION = purpose("site visits: fraction of a visit")
WHICH = purpose("site visits: which case")
WEEK = 7.0
NO_CASE = -1


@dataclass
class SiteVisits:
    """Doses of visits to finished elevators."""

    site_visits_per_worker_per_week: float = quantity(
        0.0, "visit/worker/week", 0.0, 20.0, role="dose",
        source="assumed; Yichuan 2016, shine.cn 1809272767",
        meaning="groups that a worker takes to a finished elevator of the street",
        label="Visits to elevators", label_zh="参观已加装门洞",
    )  # fmt: skip
    info_per_site: float = quantity(
        0.7, "1", 0.0, 1.0, source="assumed", label="Knowledge from seeing one",
        label_zh="参观知情增量", meaning="share of what is still unknown that a visit shows",
    )  # fmt: skip
    site_visit_minutes: float = quantity(
        120.0, "min/visit", 0.0, 2000.0, source="assumed", meaning="working time of one visit",
        label="Time of a visit", label_zh="参观用时",
    )  # fmt: skip


@verb
def act(worker, town, p, day):
    """Take owners of a case to a finished elevator of the street, if there is one."""
    dose = p.site_visits_per_worker_per_week / WEEK
    for visit in range(doses_today(dose, FRACTION, worker, town, day)):
        stairwell = _draw_case(worker, visit, town, day)
        if stairwell == NO_CASE:
            return
        if town.street[stairwell // p.stairwells_per_street].finished > 0:
            town.stairwell[stairwell].shown = 1
            town.now[0].minutes += int(p.site_visit_minutes)


@verb
def _draw_case(worker, visit, town, day):
    """Draw one of the worker's cases by luck, -1 if there is none."""
    cases = 0
    for stairwell in stairwells_of(worker, town):
        cases += 1 if _wants(stairwell, town) else 0
    pick = int(chance(town.now[0].luck, WHICH, worker * 32 + visit, day) * float(cases))
    for stairwell in stairwells_of(worker, town):
        if _wants(stairwell, town):
            if pick == 0:
                return stairwell
            pick -= 1
    return NO_CASE


@verb
def _wants(stairwell, town):
    """Tell whether a case has a team and is still being talked over."""
    return SOUNDING <= town.stage[stairwell] <= DESIGN and town.stairwell[stairwell].team == 1


@verb
def see(household, town, p):
    """Let a household see, hear and ask for itself."""
    room = town.now[0].knowable - town.home[household].info
    if room > 0.0:
        town.home[household].info += p.info_per_site * room
