"""The plan of the place: which households are in a stairwell, on a floor, in a worker's patch."""

from __future__ import annotations

from models.elevator.stages import BUILDING, QUEUE, QUIET, SIGNING, SOUNDING
from sim.engine.verb import verb

INNER_FROM = 3  # a landing of so many flats has flats between its ends


@verb
def measure_place(town, p):
    """Lay out floors, stairwells, estates, streets and patches for this run's parameters."""
    now = town.now[0]
    now.stairwells, now.floors, now.flats = p.stairwells, p.floors, p.flats_per_floor
    now.door_width = p.floors * p.flats_per_floor
    now.lane_width, now.lanes = now.door_width, p.stairwells
    now.households = p.stairwells * now.door_width
    now.estates = (p.stairwells - 1) // p.stairwells_per_estate + 1
    now.streets = (p.stairwells - 1) // p.stairwells_per_street + 1
    now.patch_stairwells = min(p.stairwells_per_worker, p.stairwells)
    now.patch_width = now.patch_stairwells * now.door_width
    now.workers = (p.stairwells - 1) // now.patch_stairwells + 1
    now.knowable, now.brewing, now.closing = 1.0, 1, 1


@verb
def stairwells(town):
    """Return the rows of all stairwells, for a loop."""
    return range(town.now[0].stairwells)


@verb
def is_at_work(stairwell, town):
    """Tell whether a stairwell has anything to do today: it is on its way, or has news to tell."""
    stage = int(town.stage[stairwell])
    under_way = SOUNDING <= stage <= BUILDING and stage != QUEUE
    return under_way or town.stairwell[stairwell].stir != QUIET


@verb
def is_live(stairwell, town):
    """Tell whether its owners are being asked: from the sounding to the end of round 2."""
    return SOUNDING <= town.stage[stairwell] <= SIGNING


@verb
def at_work(town):
    """Return the places of today's list of stairwells at work, for a loop."""
    return range(town.now[0].at_work)


@verb
def homes_in(stairwell, town):
    """Return the rows of the households of a stairwell."""
    width = town.now[0].door_width
    return range(stairwell * width, stairwell * width + width)


@verb
def floor_of(household, town):
    """Return the floor of a household, from 1."""
    return household % town.now[0].door_width // town.now[0].flats + 1


@verb
def is_inner(household, town):
    """Tell whether the flat lies between others on a wide landing."""
    flats = town.now[0].flats
    return flats >= INNER_FROM and 0 < household % flats < flats - 1


@verb
def stairwells_of(worker, town):
    """Return the rows of the stairwells that a worker answers for."""
    width = town.now[0].patch_stairwells
    return range(worker * width, min(worker * width + width, town.now[0].stairwells))
