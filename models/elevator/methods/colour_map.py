"""The map of five colours (五色工作法): stairwells sorted by how many want it, the ready first.

A round of the committee asks at the doors of stairwells that have not begun, hears some of the
owners, and colours each by the share that would agree as heard. Where many want it somebody is
encouraged to begin sooner and the team comes first; the others wait, so that masses lead masses
(以群众带动群众). The number of cases and meetings does not grow by it. Its cost is the round
itself, most of it at doors where nothing begins for years, and that the unready wait longer.
Observed at Taopu, Putuo, in 2022; estates of Liangcheng and Xinjing rank their stairwells too.

Rows: S0-28.
"""

from __future__ import annotations

from dataclasses import dataclass

from models.elevator.deal import write_bills
from models.elevator.plan import homes_in, stairwells
from models.elevator.stages import IDLE
from models.elevator.weighing import unasked
from sim.engine.luck import chance, purpose
from sim.engine.quantity import quantity
from sim.engine.verb import verb

ACTOR, STAGE = "campaign", "greet"
MAPPED = purpose("colour map: the round comes here")
ANSWERS = purpose("colour map: answers the round")
MONDAY = 0
LIMITS = (0.5, 0.6, 0.7, 0.8)  # assumed: shares in favour as heard, at which colours change
USUAL = 3  # the middle colour


@dataclass
class ColourMap:
    """Doses of the map."""

    mapped_share: float = quantity(
        0.0, "1", 0.0, 1.0, role="dose", source="assumed; Taopu 2022, hongzhiyujina.com 14747",
        meaning="stairwells that the round sorts into five colours", label="Colour map",
        label_zh="五色图覆盖率",
    )  # fmt: skip
    map_answers: float = quantity(
        0.6, "1", 0.0, 1.0, source="assumed", label="Answers to the round",
        label_zh="摸底应答率", meaning="owners whom the round hears",
    )  # fmt: skip
    map_lead: float = quantity(
        1.5, "1", 1.0, 5.0, source="assumed", label="Lead of a colour", label_zh="颜色优先系数",
        meaning="by how much a colour comes before the one below, in starts and in meetings",
    )  # fmt: skip
    map_minutes: float = quantity(
        180.0, "min/stairwell", 0.0, 2000.0, source="assumed: ten minutes at each of 18 doors",
        meaning="working time of the round in one stairwell", label="Time of the round",
        label_zh="摸底用时",
    )  # fmt: skip


@verb
def act(town, p, day):
    """Go round on Mondays where nobody has been and nothing has begun; then draw the map anew."""
    now = town.now[0]
    share = p.mapped_share * min(now.effort, 1.0)
    if share <= 0.0 or now.weekday != MONDAY:
        return
    before = int(now.mapped)
    for stairwell in stairwells(town):
        new = town.stage[stairwell] == IDLE and town.stairwell[stairwell].colour == 0
        if new and chance(now.luck, MAPPED, stairwell, 0) < share:
            _colour(stairwell, town, p)
    if now.mapped > before:
        _draw(town, p)


@verb
def _colour(stairwell, town, p):
    """Colour a stairwell by what its owners say at the door, as far as they are heard."""
    write_bills(stairwell, town, p)
    heard, agree = 0, 0
    for household in homes_in(stairwell, town):
        if chance(town.now[0].luck, ANSWERS, household, 0) < p.map_answers:
            heard += 1
            agree += 1 if unasked(household, town, p) > 0.0 else 0
    colour = 1
    for limit in LIMITS:
        colour += 1 if float(agree) >= limit * float(max(heard, 1)) else 0
    town.stairwell[stairwell].colour = colour
    town.now[0].mapped += 1
    town.now[0].map_weight += int(1000.0 * _weight(colour, p) + 0.5)
    town.now[0].minutes += int(p.map_minutes)


@verb
def _weight(colour, p):
    """Return by how much a colour comes before the usual one."""
    weight = 1.0
    for _ in range(USUAL, colour):
        weight *= p.map_lead
    for _ in range(colour, USUAL):
        weight /= p.map_lead
    return weight


@verb
def _draw(town, p):
    """Rank the stairwells on the map, so that on average none comes sooner than without it."""
    mean = 0.001 * float(town.now[0].map_weight) / float(town.now[0].mapped)
    for stairwell in stairwells(town):
        row = town.stairwell[stairwell]
        if row.colour > 0:
            row.sooner = _weight(int(row.colour), p) / mean
