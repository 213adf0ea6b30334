"""Forty-nine days of signing, with as few rules as will do.

In the morning each worker calls on the four households of the patch that leaned most towards
signing the evening before. A visit builds trust and may remove the household's one obstacle. Then
every household that has not signed weighs offer, Party, trust, obstacle, what its acquaintances did
until yesterday, and the reward; by luck it signs or does not. In the evening signatures become
known.
"""

from __future__ import annotations

from models.reduced.found import found
from models.reduced.resident import announce, decide, listen
from models.reduced.worker import clients, work
from sim.engine.verb import verb


@verb
def workers(town):
    """Return the rows of all workers, for a loop."""
    return range(town.now[0].workers)


@verb
def live_a_day(town, p, day):
    """Live one day; the order of agents inside a stage cannot matter."""
    town.now[0].visited = 0
    town.now[0].signing = 0
    for worker in workers(town):
        work(worker, town, p)
    for place in range(town.now[0].visited):
        listen(town.visited[place], town, p, day)
    for worker in workers(town):
        for place in clients(worker, town):
            decide(town.unsigned[place], town, p, day)
    for place in range(town.now[0].signing):
        announce(town.signing[place], town)
    row = town.day[day - 1]
    row.signed = town.now[0].signed
    row.burdened = town.now[0].burdened
    row.visits = town.now[0].visits


@verb
def run(town, p):
    """Found the town and live every day."""
    found(town, p)
    for day in range(1, p.last_day + 1):
        live_a_day(town, p, day)


@verb
def run_rows(town, blank, table, keys, days, ends):
    """Run a chunk of rows of the run table (arguments as in ``models.signing.day.run_rows``)."""
    for r in range(len(table)):
        town.now[0] = blank[0]
        town.now[0].luck = keys[r]
        run(town, table[r])
        lived = table[r].last_day
        for d in range(lived):
            days[r, days.shape[1] - lived + d] = town.day[d]
        ends[r] = town.now[0]
