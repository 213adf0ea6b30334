"""Help with the move (帮助搬家): hands to pack and carry for old people who live alone.

At Fangualong a worker who waited with a mover found a resident unconscious, and stayed with the
case until a nursing home was found. Where somebody helps, living alone no longer delays the move.
Side effect: hours only; who is helped leaves sooner, and the lane empties sooner for the others.

Rows: S3-7.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.luck import chance, purpose
from sim.engine.quantity import quantity
from sim.engine.verb import verb

ACTOR, STAGE = "volunteer", "move"
HELPED = purpose("moving help: is helped")


@dataclass
class MovingHelp:
    """Doses of help with the move."""

    moving_help_share: float = quantity(
        0.0, "1", 0.0, 1.0, role="dose", source="assumed; Fangualong, sh.people.com.cn 2023-11-23",
        meaning="elderly households without relatives near that are helped to move",
        label="Help with the move", label_zh="帮助搬家比例",
    )  # fmt: skip
    moving_help_minutes: float = quantity(
        240.0, "min/household", 0.0, 2000.0, source="assumed", label="Time of moving help",
        label_zh="帮助搬家用时", meaning="working time that one helped household takes",
    )  # fmt: skip


@verb
def act(household, town, p, day):
    """Send helpers to an old person alone, once, on the first day on which it may move."""
    home = town.home[household]
    if p.moving_help_share <= 0.0 or home.alone == 0 or home.helped == 1:
        return
    if chance(town.now[0].luck, HELPED, household, 0) < p.moving_help_share:
        home.helped = 1
        town.now[0].minutes += int(p.moving_help_minutes)
