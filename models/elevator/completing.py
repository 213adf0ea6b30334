"""From round 2 to the running elevator: signatures, second thoughts, the permit, the end.

Once the shaft is marked out on the ground, some think again: at Wenjiang all twelve households had
agreed, and both on the ground floor stopped the work. Where the law knows a veto that takes the
consent back; where it does not, it happens all the same.
"""

from __future__ import annotations

import math

from models.elevator.building import wait_for_builder
from models.elevator.counting import count_overruled
from models.elevator.law import enough_sign
from models.elevator.methods import counsellors, three_meetings, weekly_meeting
from models.elevator.plan import homes_in
from models.elevator.stages import (
    DESIGN,
    DONE,
    GAP,
    MARKED,
    NOTICE,
    RECKON,
    ROUND2,
    SIGNING,
    SIGNS,
    YES,
)
from models.elevator.tally import enter_stage, stop, turn_to
from sim.engine.luck import chance, normal, purpose
from sim.engine.verb import verb
from sim.people.plot import NEVER

PERMIT = purpose("time to a permit")
BLOCKS = purpose("a fierce objector stops it in practice")
LATEST = 32_000  # days are stored in 16 bits
DESK_HOURS = 8.0  # of a usual day; a desk open in the evening collects signatures sooner (assumed)


@verb
def rule_today(town):
    """Return the row of the law in force."""
    return town.law[town.now[0].regime]


@verb
def is_over(stairwell, town, day):
    """Tell whether a stage's waiting is over; each weekly review takes days off it."""
    row = town.stairwell[stairwell]
    return day >= int(row.ends) - int(row.pushes) * weekly_meeting.DAYS_SAVED


@verb
def holds(why, stairwell, by_law, in_practice, town, day):
    """Tell whether somebody stops it: by law, or as it goes."""
    return by_law > 0.5 or chance(town.now[0].luck, why, stairwell, day) < in_practice


@verb
def call_round2(stairwell, town, p, day):
    """Call round 2; it is over sooner where the desk is open in the evening."""
    enter_stage(stairwell, SIGNING, town, day)
    shorter = 1.0 + p.evening_desk_hours / DESK_HOURS
    town.stairwell[stairwell].ends = day + int(p.sign_days / shorter)


@verb
def sign(stairwell, told, town, p, day):
    """Ask for signatures when round 2 ends; the evening after, hold them against the law."""
    now, row = town.now[0], town.stairwell[stairwell]
    if told != SIGNS:
        if is_over(stairwell, town, day):
            row.stir = SIGNS
        return
    signed, area = 0, 0
    for household in homes_in(stairwell, town):
        stance = int(town.home[household].stance)
        if stance & YES > 0 and stance & GAP == 0:
            signed += 1
            area += int(town.home[household].area)
    if not enough_sign(rule_today(town), signed, now.door_width, area, row.area):
        stop(stairwell, ROUND2, town, p, day)
        return
    _pass(stairwell, town, p, day)
    enter_stage(stairwell, NOTICE, town, day)
    row.ends = min(day + _permit_days(stairwell, town, p), LATEST)
    row.stir = MARKED


@verb
def _pass(stairwell, town, p, day):
    """Enter a consent, where it is the first one of this stairwell."""
    now, row = town.now[0], town.stairwell[stairwell]
    if row.passed != NEVER:
        return
    row.passed = day
    now.passed += 1
    now.cohort_passed += row.cohort
    now.meetings_passed += int(row.meetings)
    town.street[stairwell // p.stairwells_per_street].passes += 1
    count_overruled(stairwell, town)


@verb
def _permit_days(stairwell, town, p):
    """Return the days from consent to permit."""
    z = normal(chance(town.now[0].luck, PERMIT, stairwell, 0))
    days = rule_today(town).permit_days * math.exp(p.permit_log_sd * z)
    return int(days * counsellors.permit_factor(stairwell, town, p) + 0.5)


@verb
def notice(stairwell, told, town, p, day):
    """Let who thinks again object on the day after the marking; then wait for the permit."""
    now, row, rule = town.now[0], town.stairwell[stairwell], rule_today(town)
    objects = told == MARKED and row.fierce > 0
    if objects and holds(BLOCKS, stairwell, rule.veto, p.objector_blocks, town, day):
        now.reversed += 1
        turn_to(stairwell, DESIGN, town, day)
        row.stir = RECKON
    elif is_over(stairwell, town, day):
        if row.permitted == NEVER:
            row.permitted = day
            now.permitted += 1
            now.cohort_permitted += row.cohort
        now.live -= 1
        wait_for_builder(stairwell, town, p, day)


@verb
def finish(stairwell, town, p, day):
    """Let the elevator run; the estate and the street see it."""
    now, row = town.now[0], town.stairwell[stairwell]
    row.finished = day
    now.finished += 1
    now.cohort_finished += row.cohort
    if now.first_finish_day == NEVER:
        now.first_finish_day = day
    town.estate[stairwell // p.stairwells_per_estate].finished += 1
    town.street[stairwell // p.stairwells_per_street].finished += 1
    three_meetings.evaluate(stairwell, town, p, day)
    enter_stage(stairwell, DONE, town, day)
