"""The books of the stages: when a stairwell entered one, how long it stayed, why it stopped."""

from __future__ import annotations

from models.elevator.stages import BUILDING, ENDS, NOTICE, REVERSAL, SOUNDING, STALLED
from sim.engine.verb import verb
from sim.people.plot import NEVER


@verb
def leave_stage(stairwell, town, day):
    """Enter the days of the stage that ends today."""
    spell = int(town.stage[stairwell]) - SOUNDING
    if 0 <= spell <= BUILDING - SOUNDING:
        town.now[0].days_in[spell] += day - int(town.stairwell[stairwell].since)
        town.now[0].cases_in[spell] += 1


@verb
def enter_stage(stairwell, stage, town, day):
    """Move on to a stage: the old one is entered in the books, the new one begins today."""
    leave_stage(stairwell, town, day)
    turn_to(stairwell, stage, town, day)


@verb
def turn_to(stairwell, stage, town, day):
    """Begin a stage; where consent is taken back, the one that is left was never completed."""
    row = town.stairwell[stairwell]
    town.stage[stairwell] = stage
    row.since, row.ends, row.stage_meetings, row.pushes = day, day, 0, 0


@verb
def stop(stairwell, reason, town, p, day):
    """Stop for now, and say why; the stairwell rests before it may begin again."""
    now, row = town.now[0], town.stairwell[stairwell]
    reason = REVERSAL if row.passed != NEVER else reason  # it had consented before
    town.now[0].stops_by[reason - 1] += 1
    town.now[0].blocked_by[reason - 1] += 1
    now.stalled += 1
    now.live -= 1 if town.stage[stairwell] <= NOTICE else 0
    now.meetings_stopped += int(row.meetings)
    enter_stage(stairwell, STALLED, town, day)
    row.blocked, row.team, row.stir = reason, 0, ENDS
    row.ends = min(day + int(p.rest_days), 32000)
