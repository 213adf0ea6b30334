"""A place that retrofits elevators as a Mesa model: one step is one day, said in agents' sentences.

The town's columns, the rules and the luck are those of the compiled runs; ``live_a_day`` says the
same day as ``day.live_a_day``, so both live the same life, whatever the order of activation.
"""

from __future__ import annotations

from typing import Any, ClassVar

from models.elevator import chunk
from models.elevator import day as rules
from models.elevator.agents import Stairwell
from models.elevator.sheet import SHEET
from models.elevator.town import DAILY
from models.elevator.why import why_not
from sim.engine.rows import Column
from sim.engine.sheet import Sheet
from sim.people.live import LiveModel


class ElevatorModel(LiveModel):
    """Stairwells, their owners and the street's workers; see ``LiveModel`` for how it is made.

    A quantity may be given by name: ``ElevatorModel(stairwells=30, floors=5)``.
    """

    rules: ClassVar[Any] = rules
    sheet: ClassVar[Sheet] = SHEET
    chunk: ClassVar[Any] = chunk
    series: ClassVar[tuple[Column, ...]] = DAILY
    shares: ClassVar[tuple[str, ...]] = ("day", "passed_share", "finished_share")

    def live_a_day(self) -> None:
        """Say ``day.live_a_day`` in sentences of agents."""
        self.hold(rules.greet)
        self.all(self.stairwells, "rouse")
        self.hold(rules.enrol)
        self.all(self.workers, "work")
        self.hold(rules.counsel)
        self.all(self.stairwells, "sense")
        self.all(self.residents, "decide")
        self.all(self.stairwells, "advance")
        self.hold(rules.send_builders)
        self.hold(rules.write_down)

    def add_others(self) -> None:
        """Make an agent for each stairwell."""
        self._doors = [Stairwell(self, row) for row in range(int(self.p.stairwells))]

    @property
    def stairwells(self) -> Any:
        """All stairwells: an AgentSet."""
        return self.people().select(agent_type=Stairwell)

    def stairwell(self, row: int) -> Stairwell:
        """Return the stairwell of a row."""
        self.people()
        return self._doors[int(row)]

    @property
    def passed_share(self) -> float:
        """Share of suitable stairwells that have consented."""
        return float(self.town.now[0].passed) / float(self.p.stairwells)

    @property
    def finished_share(self) -> float:
        """Share of suitable stairwells with an elevator."""
        return float(self.town.now[0].finished) / float(self.p.stairwells)

    def why_not(self, row: int) -> dict[str, Any]:
        """Say where the household of a row stands, and why (see ``why.why_not``)."""
        return why_not(int(row), self.town, self.p, self.day)
