"""Scarce places: the first k by (day first asked, arrival that day, row) are served.

A ticket packs these three into one whole number, so that sorting tickets is exact and ties are
broken by row, whatever the order in which people were asked.
"""

from __future__ import annotations

from sim.engine.luck import DAY_ORIGIN
from sim.engine.verb import verb

ROW_BITS = 24  # up to 16,777,216 rows
ARRIVAL_BITS = 22
ROW_MASK = (1 << ROW_BITS) - 1


@verb
def ticket(day_asked, arrival, row):
    """Pack a place in the queue: day first asked, arrival (0 to 1), row."""
    moment = (int(day_asked) + DAY_ORIGIN) << ARRIVAL_BITS
    return ((moment + int(arrival * (1 << ARRIVAL_BITS))) << ROW_BITS) + row


@verb
def row_of(place):
    """Return the row that holds a ticket."""
    return int(place) & ROW_MASK


@verb
def line_up(queue, waiting, capacity):
    """Bring the first ``capacity`` of ``queue[:waiting]`` to the end of the line, last comes first.

    Returns how many can be served: ``queue[waiting - 1]``, ``queue[waiting - 2]`` and so on. (A
    heap asks for no memory and orders only as many as are served.)
    """
    if waiting <= capacity:
        return waiting
    for root in range(waiting // 2 - 1, -1, -1):
        _sink(queue, root, waiting)
    for last in range(waiting - 1, waiting - 1 - capacity, -1):
        queue[0], queue[last] = queue[last], queue[0]
        _sink(queue, 0, last)
    return capacity


@verb
def _sink(queue, root, end):
    """Let a ticket sink until no earlier one stands below it."""
    child = 2 * root + 1
    while child < end:
        if child + 1 < end and queue[child + 1] < queue[child]:
            child += 1
        if queue[root] <= queue[child]:
            return
        queue[root], queue[child] = queue[child], queue[root]
        root, child = child, 2 * child + 1
