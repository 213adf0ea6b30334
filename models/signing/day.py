"""One day in the life of a signing campaign, and a whole run of days.

Morning: the calendar and the campaign tell everybody the date and the phase. Workers, Party groups
and volunteers go round; services hear cases; residents take it in, and those who will sign look for
a desk; the desks serve; signatures become public; firms bargain; the signed move out; in the
evening rewards, deadlines and thresholds are checked. ``SigningModel.step`` says the same in Mesa's
words.
"""

from __future__ import annotations

from models.signing.books import write_down
from models.signing.campaign import brief_staff, first_day
from models.signing.desks import serve_desks
from models.signing.firms import bargain, firms
from models.signing.founding import found
from models.signing.judging import judge
from models.signing.lanes import sense
from models.signing.moving import move
from models.signing.resident import announce, decide
from models.signing.services import staff_services
from models.signing.shift import help_out, work
from models.signing.town import STOPPED
from sim.engine.verb import verb
from sim.people.calendar import read_calendar
from sim.people.plot import households, lanes, workers
from sim.people.service import SERVICES, clear_services, serve


@verb
def greet(town, p, day):
    """Begin the day: the date, the phase, and nobody yet on duty at the services."""
    read_calendar(p.signing_date, town, day)
    brief_staff(town, p, day)
    clear_services(town, town.now[0].phase == STOPPED)


@verb
def live_a_day(town, p, day):
    """Live one day; the order of agents inside a stage cannot matter."""
    greet(town, p, day)
    if town.now[0].phase != STOPPED:
        for worker in workers(town):
            work(worker, town, p, day)
        if p.staff_sharing > 0.0:
            for worker in workers(town):
                help_out(worker, town, p, day)
        for lane in lanes(town):
            sense(lane, town, p, day)
        staff_services(town, p, day)
        for service in range(len(SERVICES)):
            serve(service, town, p, day)
        for household in households(town):
            decide(household, town, p, day)
        if day >= 1:
            serve_desks(town, p, day)
            for household in households(town):
                announce(household, town, p, day)
        for firm in firms(town):
            bargain(firm, town, p, day)
        if town.now[0].moving_open == 1:
            for household in households(town):
                move(household, town, p, day)
    judge(town, p, day)
    write_down(town, p, day)


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
