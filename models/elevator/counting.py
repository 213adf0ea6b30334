"""The evening's count in a stairwell: who agrees, who would block, who would not pay."""

from __future__ import annotations

from models.elevator.plan import floor_of, homes_in
from models.elevator.stages import FIERCE, GAP, GROUND, YES
from models.elevator.weighing import LOW_FLOORS
from sim.engine.luck import chance, purpose
from sim.engine.verb import verb

INITIATES = purpose("who asked first")
MOST_DISSENT = 3


@verb
def count(stairwell, town, p):
    """Count the stances of a stairwell; a member's or a floor head's voice counts for more."""
    row = town.stairwell[stairwell]
    row.yes, row.pull, row.voices, row.fierce, row.gaps, row.low_no = 0, 0, 0, 0, 0, 0
    for household in homes_in(stairwell, town):
        home = town.home[household]
        stance = int(home.stance)
        voice = max(p.plaque_weight if home.party == 1 else 1, int(home.voice))
        voice = max(voice, p.head_weight) if row.head == household else voice
        row.voices += voice
        if stance & YES > 0:
            row.yes += 1
            row.pull += voice
        elif floor_of(household, town) <= LOW_FLOORS:
            row.low_no += 1
        row.fierce += 1 if stance & FIERCE > 0 else 0
        row.gaps += 1 if stance & GAP > 0 else 0
    row.recount = 0


@verb
def find_initiator(stairwell, town):
    """Find out who asked first: one of those who want it unasked, whatever the floor."""
    now = town.now[0]
    willing = 0
    for household in homes_in(stairwell, town):
        willing += 1 if town.home[household].worth > 0.0 else 0
    if willing == 0:
        return
    now.initiators += 1
    pick = int(chance(now.luck, INITIATES, stairwell, 0) * float(willing))
    for household in homes_in(stairwell, town):
        if town.home[household].worth > 0.0:
            if pick == 0 and floor_of(household, town) == GROUND:
                now.ground_supporter += 1
            pick -= 1


@verb
def count_dissent(no, town):
    """Enter a ballot by its number of dissenters."""
    town.now[0].dissent[min(no, MOST_DISSENT)] += 1


@verb
def count_overruled(stairwell, town):
    """Enter a consent by those in the stairwell who do not share it: it is passed over them."""
    now = town.now[0]
    overruled, fierce = 0, 0
    for household in homes_in(stairwell, town):
        stance = int(town.home[household].stance)
        overruled += 1 if stance & YES == 0 or stance & (FIERCE | GAP) > 0 else 0
        fierce += 1 if stance & FIERCE > 0 else 0
    now.consenting += now.door_width
    now.overruled += overruled
    now.passed_whole += 1 if overruled == 0 else 0
    now.passed_over_fierce += 1 if fierce > 0 else 0


@verb
def count_fierce(stairwell, town):
    """Enter the fierce objectors that the design meets, by floor."""
    for household in homes_in(stairwell, town):
        if int(town.home[household].stance) & FIERCE > 0:
            town.now[0].fierce_on[floor_of(household, town) - 1] += 1
