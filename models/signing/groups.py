"""Groups that outcomes are told by: tenure, age, Party, opinion leaders, and Party at the door.

A household belongs to several groups at once. Groups are counted, never listed: no output names a
household.
"""

from __future__ import annotations

from models.signing.town import GROUPS, GROUPS_ZH
from sim.engine.verb import verb
from sim.people.plot import ELDERLY_FROM

__all__ = ["GROUPS", "GROUPS_ZH"]

HOMES, SIGNED, MOVED, PRESSED = range(4)
YOUNGER, ELDERLY, ALONE, MEMBERS, LEADERS, NEAR_PARTY, FAR_PARTY, ALONE_70 = range(3, 11)
OLD_FROM = 70  # age in years from which landlords are reported to refuse (Huaihai Middle Road)


@verb
def groups_of(household, town):
    """Return the groups of a household as a bit mask."""
    home = town.home[household]
    mask = 1 << int(home.tenure)
    mask |= 1 << (ELDERLY if home.age >= ELDERLY_FROM else YOUNGER)
    mask |= (1 << ALONE) if home.alone == 1 else 0
    mask |= (1 << ALONE_70) if home.alone == 1 and home.age >= OLD_FROM else 0
    mask |= (1 << LEADERS) if home.voice > 1 else 0
    if home.party == 1:
        return mask | 1 << MEMBERS
    return mask | 1 << (NEAR_PARTY if home.near_party == 1 else FAR_PARTY)


@verb
def count_in_groups(household, what, town):
    """Count a household in each of its groups: as living there, signed, moved or pressed."""
    mask = groups_of(household, town)
    group = 0
    while mask > 0:
        if mask & 1 == 1:
            row = town.group[group]
            if what == HOMES:
                row.homes += 1
            elif what == SIGNED:
                row.signed += 1
            elif what == MOVED:
                row.moved += 1
            else:
                row.pressed += 1
        mask >>= 1
        group += 1
