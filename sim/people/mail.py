"""Letters: what reaches a household without a knock, written by whoever goes round or sits.

Beside the knocks, notices and calls of ``plot``, a household hears the plan talked over among
neighbours, gets an answer to what it asked for, is helped or let down in daily life, is rung up,
drops in at the office, or is talked to by whom it listens to. Each is a bit of ``town.mail``.
"""

from __future__ import annotations

from sim.engine.luck import chance
from sim.engine.verb import verb
from sim.people.plot import TO_BE_WON, homes_of

GATHERED, ANSWERED, HELPED, LET_DOWN, SWAYED = (1 << bit for bit in range(19, 24))
TELEPHONED, DROPPED_IN = (1 << bit for bit in range(33, 35))
LETTERS = GATHERED | ANSWERED | HELPED | LET_DOWN


@verb
def share_today(dose_per_day, town):
    """Turn a dose per household and day into today's chance, scaled by the effort of the phase."""
    return min(dose_per_day * town.now[0].effort, 1.0)


@verb
def write_to(lane, letter, share, why, town, day):
    """Leave a letter with each household of a lane still to be won, by chance; return how many."""
    written = 0
    for household in homes_of(lane, town):
        to_be_won = town.done[household] == TO_BE_WON
        if to_be_won and chance(town.now[0].luck, why, household, day) < share:
            town.mail[household] |= letter
            written += 1
    return written


@verb
def spend(times, minutes, yuan, town):
    """Enter time and money of something done several times."""
    town.now[0].minutes += times * int(minutes)
    town.now[0].method_yuan += times * int(yuan)
