"""What an elevator would be worth to a household before anybody has talked to it.

Upper floors and weak legs gain access; the price breaks even about the third floor; the ground
floor loses light and quiet, and so do middle flats and a few windows higher up that the shaft would
block. Whoever lets the flat, or lives far away, feels little of either.
"""

from __future__ import annotations

import math

from models.elevator.plan import is_inner
from models.elevator.stages import LIVES_HERE
from sim.engine.luck import chance, normal, purpose
from sim.engine.verb import verb
from sim.people.plot import ELDERLY_FROM

EVEN_FLOOR = 3  # 2,133 listings in Hongkou 2020: the floor at which prices break even

LEGS = purpose("walks badly")
TASTE = purpose("goodwill towards an elevator")
DOOR_TASTE = purpose("goodwill of a stairwell")
LIGHT = purpose("loss of light")
WINDOW = purpose("the shaft blocks the only window")
PRICE = purpose("felt change of price")
UNPAYING = purpose("agrees and would not pay")
LIMIT = purpose("what talks can add")


@verb
def appraise(household, floor, town, p):
    """Draw what an elevator would mean to one household."""
    key, home = town.now[0].luck, town.home[household]
    home.access = _access(household, floor, town, p)
    home.price = _price(floor, p) * math.exp(
        p.price_log_sd * normal(chance(key, PRICE, household, 0))
    )
    home.light = _light(household, floor, town, p)
    door = p.stairwell_sd * normal(chance(key, DOOR_TASTE, household // town.now[0].door_width, 0))
    home.taste = p.taste_mean + door + p.taste_sd * normal(chance(key, TASTE, household, 0))
    home.limit = -math.log(chance(key, LIMIT, household, 0)) * p.persuasion_limit
    home.unpaying = chance(key, UNPAYING, household, 0) < p.unpaying_share


@verb
def _access(household, floor, town, p):
    """Return the worth of not climbing, 10,000 yuan."""
    home = town.home[household]
    legs = 1.0
    if home.age >= ELDERLY_FROM:
        weak = chance(town.now[0].luck, LEGS, household, 0) < p.impaired_share
        legs = p.access_impaired if weak else p.access_elderly
    here = 1.0 if home.living == LIVES_HERE else p.access_elsewhere
    return p.access_worth * float(floor - 1) * legs * here


@verb
def _price(floor, p):
    """Return the felt change of price before it is spread, 10,000 yuan."""
    above = float(floor - EVEN_FLOOR)
    slope = p.price_gain_per_floor if above > 0.0 else p.price_loss_per_floor
    return p.felt_price * p.home_value_yuan / 10_000.0 * slope * above


@verb
def _light(household, floor, town, p):
    """Return the loss of light and quiet, 10,000 yuan."""
    key = town.now[0].luck
    part = math.exp(-float(floor - 1) / p.light_fade_floors)
    if is_inner(household, town):
        part = max(part, p.light_inner)
    loss = part * math.exp(p.light_log_sd * normal(chance(key, LIGHT, household, 0)))
    if floor >= EVEN_FLOOR and chance(key, WINDOW, household, 0) < p.window_share:
        loss += p.window_factor
    here = 1.0 if town.home[household].living == LIVES_HERE else p.light_elsewhere
    return p.light_worth * loss * here
