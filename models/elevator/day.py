"""One day in a place that retrofits elevators, and a whole run of days.

Morning: the date, the period and the law in force. Idle stairwells may begin; workers go round;
counsellors and the three bodies sit; stairwells meet; households take it in; in the evening each
stairwell counts and moves on, builders begin, and the books are written. ``ElevatorModel.step``
says the same in Mesa's words.
"""

from __future__ import annotations

from models.elevator.advancing import advance
from models.elevator.books import write_down
from models.elevator.building import send_builders
from models.elevator.founding import found
from models.elevator.gathering import sense
from models.elevator.household import decide
from models.elevator.law import regime_on
from models.elevator.methods import (
    colour_map,
    coordination,
    counsellors,
    site_visits,
    six_systems,
    three_bodies,
    weekly_meeting,
)
from models.elevator.periods import period_on
from models.elevator.plan import at_work, homes_in, stairwells
from models.elevator.starting import enrol, rouse
from sim.engine.verb import verb
from sim.people.calendar import civil_from_days, days_from_civil, effort_in, read_calendar
from sim.people.methods import evening_hours, visits
from sim.people.plot import NEVER, workers


@verb
def greet(town, p, day):
    """Begin the day: the date, the law and the period in force; a round may sort stairwells."""
    now = town.now[0]
    if day == 1:
        now.first_pass_day, now.first_finish_day = NEVER, NEVER
    read_calendar(p.start_date, town, day)
    now.date = 0
    if p.start_date > 0:
        now.date = civil_from_days(days_from_civil(p.start_date) + day - 1)
    now.regime = regime_on(now.date, town)
    now.period = period_on(now.date, town)
    now.effort = effort_in(town.period[now.period].effort, town, p)
    colour_map.act(town, p, day)


@verb
def work(worker, town, p, day):
    """Do a worker's day: training, the shift, the review, the meetings, the visits."""
    six_systems.train(town, p, day)
    evening_hours.act(worker, town, p, day)
    weekly_meeting.act(worker, town, p, day)
    coordination.act(worker, town, p, day)
    site_visits.act(worker, town, p, day)
    if p.visits_per_worker_per_day > 0.0:
        visits.act(worker, town, p, day)


@verb
def counsel(town, p, day):
    """Let the counsellors take on cases, and the three bodies of the estates meet."""
    counsellors.act(town, p, day)
    three_bodies.act(town, p, day)


@verb
def live_a_day(town, p, day):
    """Live one day; the order of agents inside a stage cannot matter."""
    greet(town, p, day)
    for stairwell in stairwells(town):
        rouse(stairwell, town, p, day)
    enrol(town, p, day)
    for worker in workers(town):
        work(worker, town, p, day)
    counsel(town, p, day)
    for place in at_work(town):
        sense(int(town.busy[place]), town, p, day)
    for place in at_work(town):
        for household in homes_in(int(town.busy[place]), town):
            decide(household, town, p, day)
    for place in at_work(town):
        advance(int(town.busy[place]), town, p, day)
    send_builders(town, p, day)
    write_down(town, p, day)


@verb
def run(town, p):
    """Found the place and live every day."""
    found(town, p)
    for day in range(1, p.last_day + 1):
        live_a_day(town, p, day)


@verb
def run_rows(town, blank, table, laws, periods, keys, days, ends):
    """Run a chunk of rows of the run table.

    Parameters
    ----------
    blank : recarray [1] of ``NOW``, all zeros
    table : recarray [R], one record of parameters for each run
    laws, periods : recarray [R, slots], what changes by date
    keys : uint64 [R], from ``run_key``
    days : recarray [R, D] of ``DAILY``, written; its last day is the last simulated one
    ends : recarray [R] of ``NOW``, written: the books at the end
    """
    for r in range(len(table)):
        p = table[r]
        town.now[0] = blank[0]
        town.now[0].luck = keys[r]
        for slot in range(laws.shape[1]):
            town.law[slot] = laws[r, slot]
        for slot in range(periods.shape[1]):
            town.period[slot] = periods[r, slot]
        run(town, p)
        for d in range(p.last_day):
            days[r, days.shape[1] - p.last_day + d] = town.day[d]
        ends[r] = town.now[0]
