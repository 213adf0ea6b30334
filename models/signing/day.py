"""One day in the life of a signing campaign, and a whole run of days.

Morning: the campaign tells everybody the phase. Workers and Party groups go round; services hear
cases; residents take it in, and those who will sign look for a desk; the desks serve; signatures
become public; the signed move out; in the evening rewards, deadlines and thresholds are checked.
``SigningModel.step`` says the same in Mesa's words.
"""

from __future__ import annotations

from models.signing.campaign import brief_staff, call_campaign, first_day, judge
from models.signing.desks import serve_desks
from models.signing.moving import move, moving_is_open
from models.signing.resident import announce, decide
from models.signing.town import STOPPED
from sim.engine.verb import verb
from sim.people.methods import evening_hours, house_finding, mediation, party_first, survey, visits
from sim.people.neighbours import make_friends
from sim.people.obstacles import FAMILY, KINDS, TRANSITION, count_open
from sim.people.plot import NEVER, homes_of, households, lanes, measure_plot, workers
from sim.people.population import settle
from sim.people.service import serve

SERVICES = len(KINDS)


@verb
def found(town, p):
    """Let a new neighbourhood move in, with nobody asked yet."""
    measure_plot(town, p)
    call_campaign(town, p)
    for household in households(town):
        _clear(household, town)
        settle(household, town, p)
        _count_in(household, town)
    for worker in workers(town):
        town.worker[worker].files = 0
    for lane in lanes(town):
        town.lane[lane].leader = _leader_of(lane, town)
    make_friends(town, p)


@verb
def _clear(household, town):
    """Forget the previous run's household in this row."""
    home = town.home[household]
    home.mail = 0
    town.asking[household] = 0
    home.done = 0
    home.known = 0
    home.surveyed = 0
    home.pledged = 0
    home.fatigue = 0.0
    home.vote = 0
    home.slot = 0
    home.admitted = 0
    home.seen = 0
    home.last_knock = NEVER
    home.last_met = NEVER
    home.asked_desk = NEVER
    home.signed = NEVER
    home.moved = NEVER
    for kind in range(SERVICES):
        town.asked[household, kind] = NEVER


@verb
def _count_in(household, town):
    home = town.home[household]
    now = town.now[0]
    now.obstacles_open += count_open(home.open)
    now.burdened += 1 if home.open > 0 else 0
    now.members += home.party


@verb
def _leader_of(lane, town):
    """Return the first Party member along a lane, who leads its group; -1 if it has none."""
    for household in homes_of(lane, town):
        if town.home[household].party == 1:
            return household
    return -1


@verb
def work(worker, town, p, day):
    """Do a worker's day: the shift, the survey, the visits."""
    evening_hours.act(worker, town, p, day)
    survey.act(worker, town, p, day)
    visits.act(worker, town, p, day)


@verb
def sense(lane, town, p, day):
    """Do a Party group's day along its lane."""
    party_first.act(lane, town, p, day)


@verb
def staff_services(town, p, day):
    """Put today's staff on each kind of obstacle."""
    house_finding.act(town, p, day)
    mediation.act(town, p, day)


@verb
def live_a_day(town, p, day):
    """Live one day; the order of agents inside a stage cannot matter."""
    brief_staff(town, p, day)
    if town.now[0].phase != STOPPED:
        for worker in workers(town):
            work(worker, town, p, day)
        for lane in lanes(town):
            sense(lane, town, p, day)
        staff_services(town, p, day)
        for kind in range(SERVICES):
            serve(kind, town, p, day)
        for household in households(town):
            decide(household, town, p, day)
        if day >= 1:
            serve_desks(town, p, day)
            for household in households(town):
                announce(household, town, p, day)
        if moving_is_open(town, day):
            for household in households(town):
                move(household, town, p, day)
    judge(town, p, day)
    write_down(town, p, day)


@verb
def write_down(town, p, day):
    """Write the day's figures into the row of this day."""
    row = town.day[day - first_day(p)]
    now = town.now[0]
    row.signed = now.signed
    row.moved = now.moved
    row.votes_for = now.votes_for
    row.burdened_signed = now.burdened_signed
    row.obstacles_open = now.obstacles_open
    row.contacts = now.contacts
    row.minutes = now.minutes
    row.desk_waiting = now.desk_waiting
    row.mediation_waiting = town.service[FAMILY].waiting
    row.house_waiting = town.service[TRANSITION].waiting
    row.reward_yuan = now.reward_yuan


@verb
def run(town, p):
    """Found the town and live every day of the campaign."""
    found(town, p)
    for day in range(first_day(p), p.last_day + 1):
        live_a_day(town, p, day)


@verb
def run_rows(town, blank, table, keys, days, ends):
    """Run a chunk of rows of the run table.

    Parameters
    ----------
    blank : recarray [1] of ``NOW``, all zeros
    table : recarray [R], one record of parameters for each run
    keys : uint64 [R], from ``run_key``
    days : recarray [R, D] of ``DAILY``, written; its last day is the last simulated one
    ends : recarray [R] of ``NOW``, written: the books at the end
    """
    for r in range(len(table)):
        p = table[r]
        town.now[0] = blank[0]
        town.now[0].luck = keys[r]
        run(town, p)
        lived = p.last_day + 1 - first_day(p)
        for d in range(lived):
            days[r, days.shape[1] - lived + d] = town.day[d]
        ends[r] = town.now[0]
