"""A household weighs: gains, its bill, what neighbours say, what it fears to lose.

Harm is kept apart from one's own bill: whoever merely finds it too dear does not block it for the
others, but will not pay.
"""

from __future__ import annotations

from models.elevator.deal import BUNDLE_PART, LOW_PART, part_of, running_cost
from models.elevator.methods import instalments
from models.elevator.plan import floor_of
from models.elevator.stages import AWAY, BEGINS, FIERCE, GAP, YES
from sim.engine.verb import verb
from sim.people.meeting import fatigue_today

LOW_FLOORS = 2


@verb
def bill_of(household, town, p):
    """Return what the household would pay, 10,000 yuan."""
    floor = floor_of(household, town)
    yuan = float(town.bill[household // town.now[0].door_width, floor - 1])
    return yuan * instalments.felt(household, town, p) / 10_000.0


@verb
def gains(household, town, p):
    """Return access, price, goodwill and what talks have added, 10,000 yuan."""
    home = town.home[household]
    leads = town.stairwell[household // town.now[0].door_width].head == household
    example = p.pledge_worth if home.pledged == 1 or leads else 0.0
    return home.access + max(home.price, 0.0) + home.taste + home.persuaded + example


@verb
def amends(household, town, p):
    """Return what low floors are given: compensation, bundled works, and being asked at all."""
    row = town.stairwell[household // town.now[0].door_width]
    floor = floor_of(household, town)
    given = float(row.offer) * part_of(floor, LOW_PART, 0.0)
    given += float(row.bundle) * part_of(floor, BUNDLE_PART, 0.2)
    asked = row.offer > 0 or row.bundle > 0 or row.heard == 1
    return given / 10_000.0 - (p.slighted if floor <= LOW_FLOORS and not asked else 0.0)


@verb
def losses(household, town, p):
    """Return light, quiet and price lost, as they feel: losses loom larger, the unknown more so."""
    home, row = town.home[household], town.stairwell[household // town.now[0].door_width]
    light = home.light * (1.0 - p.glass_relief) if row.glass == 1 else home.light
    fear = 1.0 + p.fear * (1.0 - home.info)
    return p.loss_aversion * fear * (light + max(0.0 - home.price, 0.0)) + home.shock


@verb
def neighbours(household, town, p):
    """Return the pull of neighbours: those for it against those who are not, 10,000 yuan."""
    row = town.stairwell[household // town.now[0].door_width]
    if row.stir == BEGINS:
        return 0.0
    return p.social_pull * (2.0 * float(row.pull) / float(row.voices) - 1.0)


@verb
def weariness(household, town, p, day):
    """Return what calls too soon have cost, 10,000 yuan."""
    return p.fatigue_worth * fatigue_today(household, town, p, day)


@verb
def alone(household, town, p):
    """Return gains and amends less losses, 10,000 yuan: without bill, neighbours and calls."""
    return gains(household, town, p) + amends(household, town, p) - losses(household, town, p)


@verb
def unasked(household, town, p):
    """Return the worth before anybody has talked of it in the stairwell, 10,000 yuan."""
    bill = bill_of(household, town, p)
    return alone(household, town, p) - bill - running_cost(floor_of(household, town), town, p)


@verb
def harm(household, town, p, day):
    """Return the net value with its own bill and running cost left out, 10,000 yuan."""
    value = alone(household, town, p)
    return value + neighbours(household, town, p) - weariness(household, town, p, day)


@verb
def weigh(household, town, p, day):
    """Weigh anew and remember: the worth, and whether one would agree, block, or not pay."""
    home = town.home[household]
    apart = harm(household, town, p, day)
    bill = bill_of(household, town, p)
    home.worth = apart - bill - running_cost(floor_of(household, town), town, p)
    stance = YES if home.worth > 0.0 - p.cheap_talk else 0
    if apart < 0.0 - p.blocks_at and home.living != AWAY:
        stance |= FIERCE
    refuses = home.worth < -0.5 * p.cheap_talk or home.unpaying == 1
    if bill > 0.0 and home.settled == 0 and refuses:
        stance |= GAP
    home.stance = stance
