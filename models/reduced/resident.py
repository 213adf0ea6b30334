"""The household weighs the offer, and signs or does not.

What it takes in from a visit counts at once; what its acquaintances did counts from the next day.
"""

from __future__ import annotations

import math

from models.reduced.town import NOBODY
from sim.engine.luck import chance, purpose
from sim.engine.queue import ROW_BITS, ROW_MASK
from sim.engine.verb import verb

SIGNS = purpose("reduced: signs")
SOLVES = purpose("reduced: a visit removes the obstacle")
SIXTH = 0.16666  # a little less
FINE = 1048576.0  # propensities are compared in steps of 2 ** -20


@verb
def listen(household, town, p, day):
    """Let the day's visit build trust, and perhaps remove the obstacle."""
    home = town.home[household]
    gain = p.trust_per_visit * (1.0 - home.trust)
    home.trust += gain
    home.leaning += p.trust_weight * gain
    if home.obstacle == 1 and chance(town.now[0].luck, SOLVES, household, day) < p.solved_per_visit:
        home.obstacle = 0
        home.leaning += p.obstacle_weight
        town.now[0].burdened -= 1


@verb
def decide(household, town, p, day):
    """Weigh, and perhaps join those who sign today."""
    v = weigh(household, town)
    town.home[household].place = rank(v, household)
    if day <= p.reward_days:
        v += p.reward_weight
    if is_willing(v, chance(town.now[0].luck, SIGNS, household, day)):
        town.signing[town.now[0].signing] = household
        town.now[0].signing += 1


@verb
def weigh(household, town):
    """Return the inclination to sign without the reward, as a logit."""
    return town.home[household].leaning + town.home[household].pull * float(
        town.home[household].near
    )


@verb
def is_willing(v, u):
    """Tell whether luck ``u`` falls below the logistic of ``v``.

    As 1 + x + x²/2 + x³/6 is less than exp(x) for positive x, most refusals need no exponential.
    """
    if v < 0.0 and u * (2.0 - v * (1.0 - v * (0.5 - SIXTH * v))) >= 1.0:
        return False
    return u * (1.0 + math.exp(-v)) < 1.0


@verb
def rank(v, household):
    """Pack a propensity and, to break ties, the row (lower rows first): the greater goes first."""
    return (int(v * FINE) << ROW_BITS) + ROW_MASK - int(household)


@verb
def announce(household, town):
    """Make today's signature known to those who know the household."""
    town.home[household].signed = 1
    town.home[household].place = NOBODY
    town.now[0].signed += 1
    for tie in range(town.tie_start[household], town.tie_start[household + 1]):
        town.home[town.tie[tie]].near += 1
