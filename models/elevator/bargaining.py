"""Bargaining over the design and the split, one step in a meeting.

Glass for those who lose light, compensation for the ground floor up to what there is, the split
moved towards the upper floors where those low down hesitate to pay: documented moves, in the order
in which they cost least.
"""

from __future__ import annotations

from models.elevator.deal import MOST_TILT, write_bills
from models.elevator.methods import compensation, one_plan, six_systems
from models.elevator.stages import RECKON
from sim.engine.verb import verb


@verb
def patience_of(stairwell, town, p):
    """Return after how many meetings in a stage it is given up."""
    if town.stairwell[stairwell].team == 0:
        return p.own_patience
    return six_systems.persist(p.team_patience, p)


@verb
def bargain(stairwell, town, p):
    """Make one move; it is known to all from tomorrow on."""
    row = town.stairwell[stairwell]
    moved = row.fierce > 0 and one_plan.glaze(stairwell, town)
    moved = moved or (row.fierce > 0 and compensation.raise_offer(stairwell, town, p))
    moved = moved or (row.gaps > 0 and _tilt(stairwell, town))
    if moved:
        write_bills(stairwell, town, p)
        row.stir = RECKON


@verb
def _tilt(stairwell, town):
    """Move the split one step towards the upper floors, every third meeting."""
    row = town.stairwell[stairwell]
    if row.tilt >= MOST_TILT or int(row.stage_meetings) % 3 != 0:
        return False
    row.tilt += 1
    return True
