"""A stairwell as a Mesa agent: the number of a row, whose verbs are the rules of its day."""

from __future__ import annotations

from models.elevator.stages import BLOCKS, STAGES
from sim.people.agents import Resident, RowAgent
from sim.people.columns import column, day_column


class Stairwell(RowAgent):
    """The owners behind one door (门洞), on their way to an elevator."""

    table = "stairwell"

    team, tries, meetings = column("team"), column("tries"), column("meetings")
    yes, fierce, gaps = column("yes"), column("fierce"), column("gaps")
    glass, offer, bundle = column("glass"), column("offer"), column("bundle")
    begun_day, passed_day = day_column("begun"), day_column("passed")
    permitted_day, built_day = day_column("permitted"), day_column("built")
    finished_day = day_column("finished")

    def rouse(self) -> None:
        """Begin, perhaps."""
        self.follow(self.model.rules.rouse)

    def sense(self) -> None:
        """Meet, and receive guests."""
        self.follow(self.model.rules.sense)

    def advance(self) -> None:
        """Count in the evening, and move on."""
        self.follow(self.model.rules.advance)

    @property
    def stage(self) -> str:
        """Stage of the way, in a word."""
        return STAGES[self.model.town.stage[self.row]]

    @property
    def blocked_by(self) -> str:
        """Why it stopped; "" if it has not."""
        reason = int(self.record.blocked)
        return BLOCKS[reason - 1] if reason else ""

    @property
    def households(self) -> list[Resident]:
        """The owner households, from the ground floor up."""
        width = int(self.model.town.now[0].door_width)
        return [self.model.resident(self.row * width + place) for place in range(width)]
