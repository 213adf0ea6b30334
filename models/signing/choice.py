"""Cash, or a flat from a stock that is picked in the order of signing.

Where households return to the site all want a flat; elsewhere some would rather have one than
cash. Who signs first picks first: old and sick people look for low floors, large families for
large flats (95 % of Pingliang 23 chose flats and drew lots from six in the morning to three at
night). Who comes when the stock is gone takes cash.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from models.signing.campaign import REBUILD
from models.signing.town import FLAT_TYPES
from sim.engine.luck import chance, purpose
from sim.engine.quantity import Spread, quantity
from sim.engine.verb import verb
from sim.people.obstacles import CARE
from sim.people.plot import ELDERLY_FROM

LIKES_FLAT = purpose("would rather have a flat")
LIKES_FLOOR = purpose("likes a floor")
NONE, CASH, FIRST_FLAT = range(3)
FLOORS = 3
LARGE_FROM = 4  # persons, assumed


@dataclass
class Choice:
    """What the amount and the choice weigh, in standard deviations (sd) of inclination."""

    offer_weight: float = quantity(
        0.25, "sd", 0.0, 3.0, source="assumed; prior-driven",
        prior=Spread(0.25, 0.5),
        meaning="what an amount per person 2.7 times the usual one adds",
        label="Weight of the amount", label_zh="补偿额权重",
    )  # fmt: skip
    flat_weight: float = quantity(
        0.4, "sd", 0.0, 3.0, source="assumed; prior-driven",
        prior=Spread(0.4, 0.5),
        meaning="what it takes away to want a flat when none is left",
        label="Weight of a flat", label_zh="房源权重",
    )  # fmt: skip


@verb
def lay_in_flats(town, p):
    """Lay in the flats: three floor bands, two sizes, as many of each as the offer says."""
    per_100 = 100.0 if p.kind == REBUILD else p.flats_per_100
    wanted = int(per_100 * 0.01 * float(town.now[0].households) + 0.5)
    each = (wanted + FLAT_TYPES - 1) // FLAT_TYPES  # as many of each: never fewer than wanted
    for flat in range(FLAT_TYPES):
        town.stock[flat].offered = each
        town.stock[flat].left = each
    ready = p.transitional_flats_per_1000 * 0.001 * float(town.now[0].households)
    town.now[0].spare_flats = int(ready + 0.5)


@verb
def appraise(household, town, p):
    """Work out a household's amount, what it is worth to it, and whether it wants a flat."""
    home = town.home[household]
    bricks = 0.01 * float(home.area) * p.price_per_m2
    amount = max(bricks, p.floor_yuan_per_person * float(home.persons))
    home.claim = 0 if p.kind == REBUILD else int(min(amount, 2.0e9))
    home.worth = 0.0 if p.kind == REBUILD else _worth(amount / float(home.persons), p)
    luck = chance(town.now[0].luck, LIKES_FLAT, household, 0)
    home.wants_flat = p.kind == REBUILD or luck < p.flat_wish_share
    home.choice = NONE


@verb
def _worth(per_person, p):
    """Return what an amount per person is worth, in sd against the usual one, 2 sd at most."""
    gain = p.offer_weight * math.log(max(per_person, 1.0) / p.usual_yuan_per_person)
    return min(max(gain, -2.0), 2.0)


@verb
def flats_left(town):
    """Count the flats that nobody has picked."""
    left = 0
    for flat in range(FLAT_TYPES):
        left += town.stock[flat].left
    return left


@verb
def choose(household, town):
    """Let a household at the desk pick the flat it likes best of those left, or take cash."""
    now, home = town.now[0], town.home[household]
    home.choice = CASH
    if home.wants_flat == 1:
        best = _best_flat(household, True, town)
        if best < 0:
            now.flats_missed += 1
        else:
            home.choice = FIRST_FLAT + best
            town.stock[best].left -= 1
            now.flats_taken += 1
            now.flats_first_choice += 1 if best == _best_flat(household, False, town) else 0
    now.cash_chosen += 1 if home.choice == CASH else 0


@verb
def _best_flat(household, in_stock, town):
    """Return the type of flat that suits best, in stock or of all; -1 if none is left."""
    best, most = -1, -1.0
    for flat in range(FLAT_TYPES):
        if town.stock[flat].left > 0 or not in_stock:
            liking = _liking(household, flat, town)
            if liking > most:
                best, most = flat, liking
    return best


@verb
def _liking(household, flat, town):
    """Return how well a type of flat suits: its size first, then its floor."""
    home = town.home[household]
    floor = flat % FLOORS
    size = 1.0 if (flat >= FLOORS) == (home.persons >= LARGE_FROM) else 0.0
    frail = home.age >= ELDERLY_FROM or (int(home.open) >> CARE) & 1 == 1
    luck = chance(town.now[0].luck, LIKES_FLOOR, household * FLOORS + floor, 0)
    return size + luck + (0.5 if frail and floor == 0 else 0.0)
