"""A new place: owners move in, stairwells are measured, estates and streets are laid out.

Nobody has been asked anything yet. The same rows serve one run after another, so each run first
forgets the one before.
"""

from __future__ import annotations

import math

from models.elevator.deal import read_table
from models.elevator.plan import floor_of, homes_in, measure_place, stairwells
from models.elevator.stages import AWAY, IDLE, LANDLORD, LIVES_HERE, QUIET
from models.elevator.value import appraise
from sim.engine.luck import chance, normal, purpose
from sim.engine.verb import verb
from sim.people.arrival import feel, move_in, stand_out
from sim.people.obstacles import ABSENT
from sim.people.plot import AGREED, NEVER, households, workers
from sim.people.worker import hire

LIVES = purpose("lives in the flat")
READY = purpose("somebody is ready to begin")
FRIENDLY = purpose("no objection elsewhere in the estate")
ANSWERS = purpose("answers when the estate is asked")


@verb
def found(town, p):
    """Let a new place fill, with nobody asked yet."""
    measure_place(town, p)
    read_table(town, p)
    for estate in range(town.now[0].estates):
        _open_estate(estate, town)
    for street in range(town.now[0].streets):
        town.street[street].passes = 0
        town.street[street].finished = 0
    for stairwell in stairwells(town):
        _open_stairwell(stairwell, town, p)
    for household in households(town):
        _settle(household, town, p)
    for stairwell in stairwells(town):
        _look_round(stairwell, town, p)
    for worker in workers(town):
        hire(worker, town, p)


@verb
def _open_estate(estate, town):
    row = town.estate[estate]
    row.finished, row.asked_on, row.evaluations = 0, NEVER, 0
    row.households, row.friendly, row.answering = 0, 0, 0
    row.area, row.friendly_area, row.answering_area = 0, 0, 0


@verb
def _open_stairwell(stairwell, town, p):
    """Forget what was there before; somebody may be readier to begin than elsewhere."""
    row = town.stairwell[stairwell]
    town.stage[stairwell] = IDLE
    row.leader, row.members, row.members_agreed, row.volunteers = -1, 0, 0, 0
    row.left, row.emptied, row.rumour = 0, 0, 0.0
    row.stir, row.recount, row.blocked, row.tries = QUIET, 0, 0, 0
    row.asked = 0
    row.team, row.cohort, row.meeting, row.late, row.head = 0, 0, 0, 0, -1
    row.shown, row.counsel, row.counselled, row.heard = 0, 0, 0, 0
    row.tailored, row.glass, row.tilt = 0, 0, 0
    row.colour, row.sooner = 0, 1.0
    row.begun, row.since, row.ends, row.agreed, row.passed = NEVER, NEVER, NEVER, NEVER, NEVER
    row.permitted, row.built, row.finished = NEVER, NEVER, NEVER
    row.last_meeting, row.reviewed = NEVER, NEVER
    row.meetings, row.stage_meetings, row.pushes = 0, 0, 0
    row.yes, row.pull, row.voices, row.fierce, row.gaps, row.low_no = 0, 0, 0, 0, 0, 0
    row.skill, row.offer, row.bundle, row.area = 0, 0, 0, 0
    z = normal(chance(town.now[0].luck, READY, stairwell, 0))
    row.leads = math.exp(p.leader_log_sd * z - 0.5 * p.leader_log_sd * p.leader_log_sd)


@verb
def _settle(household, town, p):
    """Let one owner household move in: who decides, where the owner lives, what it would gain."""
    home = town.home[household]
    town.mail[household], town.done[household] = 0, AGREED
    town.last_knock[household], town.asking[household] = NEVER, 0
    home.last_met, home.visits, home.fatigue = NEVER, 0, 0.0
    home.pledged, home.settled = 0, 0
    home.vote, home.stance = 0, 0
    home.persuaded, home.shock, home.worth = 0.0, 0.0, 0.0
    move_in(household, town, p)
    stand_out(household, town, p)
    feel(household, town, p)
    home.living = _where(chance(town.now[0].luck, LIVES, household, 0), p)
    home.open = 1 << ABSENT if home.living == AWAY else 0
    appraise(household, floor_of(household, town), town, p)


@verb
def _where(u, p):
    if u < p.absent_share:
        return AWAY
    return LANDLORD if u < p.absent_share + p.landlord_share else LIVES_HERE


@verb
def _look_round(stairwell, town, p):
    """Count the stairwell's floor area and members, and enter its owners in their estate."""
    row = town.stairwell[stairwell]
    estate = town.estate[stairwell // p.stairwells_per_estate]
    old = 0
    for household in homes_in(stairwell, town):
        home = town.home[household]
        area = int(home.area)
        row.area += area
        old += 1 if home.age >= 60 else 0
        row.voices += 1
        if home.party == 1:
            row.members += 1
            row.leader = household if row.leader < 0 else row.leader
        estate.households += 1
        estate.area += area
        _enter(household, area, estate, town, p)
    older = float(old) / float(town.now[0].door_width)
    row.leads *= 0.5 + 0.5 * older / p.elderly_share if p.elderly_share > 0.0 else 1.0


@verb
def _enter(household, area, estate, town, p):
    """Note whether an owner would answer when the estate is asked, and what."""
    key = town.now[0].luck
    if chance(key, ANSWERS, household, 0) >= p.estate_answering:
        return
    estate.answering += 1
    estate.answering_area += area
    if chance(key, FRIENDLY, household, 0) < p.estate_friendly:
        estate.friendly += 1
        estate.friendly_area += area
