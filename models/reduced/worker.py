"""The worker's morning: strike off the clients who signed, call on those most inclined to sign."""

from __future__ import annotations

from models.reduced.town import NOBODY
from sim.engine.queue import ROW_MASK
from sim.engine.verb import verb


@verb
def clients(worker, town):
    """Return the places in ``town.unsigned`` of a worker's unsigned households."""
    first = town.worker[worker].first
    return range(first, first + town.worker[worker].clients)


@verb
def work(worker, town, p):
    """Strike off who signed, and call on the clients who leaned most to signing yesterday."""
    wanted = p.visits_per_worker_per_day
    for call in range(wanted):
        town.call[call] = NOBODY
    kept = town.worker[worker].first
    for place in clients(worker, town):
        household = town.unsigned[place]
        town.unsigned[kept] = household
        kept += 1 - int(town.home[household].signed)
        _line_up(town.home[household].place, wanted, town)
    town.worker[worker].clients = kept - town.worker[worker].first
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
