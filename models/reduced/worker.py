"""The worker's morning: strike off the clients who signed, call on those most inclined to sign."""

from __future__ import annotations

from sim.engine.queue import ROW_MASK
from sim.engine.verb import verb

NOBODY = -(1 << 62)


@verb
def clients(worker, town):
    """Return the places in ``town.unsigned`` of a worker's unsigned households."""
    first = town.worker[worker].first
    return range(first, first + town.worker[worker].clients)


@verb
def strike_off(worker, town):
    """Move up the clients who have not signed; workers before this one have moved up theirs."""
    first = town.now[0].unsigned
    kept = first
    for place in clients(worker, town):
        household = town.unsigned[place]
        town.unsigned[kept] = household
        kept += 1 - int(town.home[household].signed)
    town.worker[worker].first = first
    town.worker[worker].clients = kept - first
    town.now[0].unsigned = kept


@verb
def work(worker, town, p):
    """Call on the clients of highest propensity, as weighed yesterday."""
    wanted = p.visits_per_worker_per_day
    for call in range(wanted):
        town.call[call] = NOBODY
    for place in clients(worker, town):
        _line_up(town.home[town.unsigned[place]].place, wanted, town)
    calls = min(wanted, town.worker[worker].clients)
    for call in range(calls):
        town.visited[town.now[0].visited + call] = ROW_MASK - (town.call[call] & ROW_MASK)
    town.now[0].visited += calls
    town.now[0].visits += calls


@verb
def _line_up(candidate, wanted, town):
    """Let a candidate pass along the line of the best so far; the last of all drops out."""
    for call in range(wanted):
        other = town.call[call]
        town.call[call] = max(candidate, other)
        candidate = min(candidate, other)
