"""Whom an obstacle befalls: drawn when a household moves in, from its own circumstances.

Frequencies are the documented ones over all certificates; a relative risk shifts them towards
co-owned homes, private houses and elderly people alone. What will only arise later sleeps until
prices are published, or until somebody falls ill.
"""

from __future__ import annotations

import math

from sim.engine.luck import chance
from sim.engine.verb import verb
from sim.people.obstacles import (
    ABSENT,
    AREA,
    ATTACHMENT,
    BORN,
    CARE,
    DESIGN,
    FAMILY,
    ILLNESS,
    KINDS,
    PRICE,
    QUARREL,
    SLOTS,
    TITLE,
    TRANSITION,
    count_open,
)
from sim.people.plot import CO_OWNED, ELDERLY_FROM, NEVER, OWNER, TO_BE_WON


@verb
def meet_obstacles(household, town, p):
    """Draw which obstacles a household has, and which sleep until something happens."""
    home = town.home[household]
    mask = _disputes(household, town, p) | _burdens(household, town, p)
    late = mask & (1 << PRICE)
    if mask & (1 << FAMILY) > 0 and _quarrels_late(household, town, p):
        late |= 1 << FAMILY
    home.wakes = _day_of_illness(household, town, p) if home.age >= ELDERLY_FROM else NEVER
    if home.wakes != NEVER and mask & (1 << CARE) == 0:
        late |= 1 << CARE
    home.born = mask
    home.asleep = late
    home.open = mask & ~late


@verb
def _quarrels_late(household, town, p):
    if p.quarrel_share <= 0.0:
        return False
    return chance(town.now[0].luck, QUARREL, household, 0) < p.quarrel_share


@verb
def _disputes(household, town, p):
    """Draw disputes about the family, the title, the area and the price."""
    home = town.home[household]
    shared = _risk(home.tenure == CO_OWNED, p.co_owned_share, p.co_owned_risk)
    private = _risk(home.tenure == OWNER, p.owner_share, p.owner_risk)
    mask = _born(household, FAMILY, p.family_share * shared, town)
    mask |= _born(household, TITLE, p.title_share * private, town)
    mask |= _born(household, AREA, p.area_share * private, town)
    buys = p.return_factor if town.now[0].returns else 1.0
    return mask | _born(household, PRICE, p.price_share * buys, town)


@verb
def _burdens(household, town, p):
    """Draw what age, attachment, the new flat and absence put in the way.

    Transition and care fall on elderly deciders alone; dividing by their share keeps the overall
    frequency as documented.
    """
    home = town.home[household]
    mask = 0
    if home.age >= ELDERLY_FROM:
        burden = 1.0 / max(p.elderly_share, 0.05)
        lonely = _risk(home.alone == 1, p.alone_share, p.alone_risk)
        mask |= _born(household, TRANSITION, p.transition_share * burden * lonely, town)
        mask |= _born(household, CARE, p.care_share * burden, town)
    stays = p.return_factor if town.now[0].returns else 1.0
    mask |= _born(household, ATTACHMENT, p.attachment_share * stays, town)
    mask |= _born(household, DESIGN, p.design_share, town)
    return mask | _born(household, ABSENT, p.absent_share, town)


@verb
def _risk(exposed, share, factor):
    """Return the factor on a frequency for one household; its mean over all households is 1."""
    usual = 1.0 / (1.0 + share * (factor - 1.0))
    return factor * usual if exposed else usual


@verb
def _born(household, kind, share, town):
    if share <= 0.0:
        return 0
    luck = chance(town.now[0].luck, BORN, household * SLOTS + kind, 0)
    return (1 << kind) if luck < share else 0


@verb
def _day_of_illness(household, town, p):
    """Return the day on which somebody falls ill, NEVER if not before the end."""
    if p.illness_per_year <= 0.0:
        return NEVER
    u = chance(town.now[0].luck, ILLNESS, household, 0)
    days = -math.log(u) * 365.0 / p.illness_per_year
    ends = float(p.last_day - town.now[0].begins)
    return town.now[0].begins + int(days) if days < ends else NEVER


@verb
def wake(household, kinds, town):
    """Let sleeping obstacles of a bit mask arise."""
    home = town.home[household]
    new = int(home.asleep) & kinds
    if new == 0:
        return
    home.asleep = int(home.asleep) & ~new
    if town.done[household] == TO_BE_WON:
        if home.open == 0:
            town.now[0].held += 1
        count_kinds(new, 1, town)
    home.open = int(home.open) | new
    town.now[0].obstacles_open += count_open(new)
    _book_new(household, new & ~int(home.born), town)


@verb
def _book_new(household, new, town):
    """Enter obstacles that the household was not born with."""
    if new == 0:
        return
    home = town.home[household]
    town.now[0].burdened += 1 if home.born == 0 else 0
    home.born = int(home.born) | new
    for kind in range(len(KINDS)):
        town.kind[kind].born += (new >> kind) & 1


@verb
def close(household, kinds, town):
    """Close the obstacles of a bit mask, and count them off."""
    home = town.home[household]
    gone = int(home.open) & kinds
    if gone == 0:
        return
    home.open = int(home.open) & ~gone
    town.now[0].obstacles_open -= count_open(gone)
    if town.done[household] == TO_BE_WON:
        count_kinds(gone, -1, town)
        if home.open == 0:
            town.now[0].held -= 1


@verb
def count_out(household, town):
    """Take a household out of the counts of those still to be won and held by an obstacle."""
    home = town.home[household]
    if home.open > 0:
        town.now[0].held -= 1
        count_kinds(home.open, -1, town)


@verb
def count_kinds(mask, step, town):
    """Count unsigned certificates with each obstacle of a bit mask, up or down."""
    bits = int(mask)
    kind = 0
    while bits > 0:
        if bits & 1 == 1:
            town.kind[kind].open += step
        bits >>= 1
        kind += 1
