"""A signing campaign as a Mesa model: one step is one day, said in sentences of agents.

The town's columns, the rules and the luck are those of the compiled runs; ``live_a_day`` says the
same day as ``day.live_a_day``, so both live the same life, whatever the order of activation.
"""

from __future__ import annotations

from typing import Any, ClassVar

from models.signing import chunk
from models.signing import day as rules
from models.signing.campaign import first_day
from models.signing.sheet import SHEET
from models.signing.town import DAILY, PHASES
from models.signing.why import why_not
from sim.engine.rows import Column
from sim.engine.sheet import Sheet
from sim.people.live import LiveModel


class SigningModel(LiveModel):
    """One neighbourhood and its campaign; see ``LiveModel`` for how it is made.

    A quantity may be given by name: ``SigningModel(certificates=300)``.
    """

    rules: ClassVar[Any] = rules
    sheet: ClassVar[Sheet] = SHEET
    chunk: ClassVar[Any] = chunk
    series: ClassVar[tuple[Column, ...]] = DAILY
    shares: ClassVar[tuple[str, ...]] = (
        "day",
        "phase",
        "signed_share",
        "round1_share",
        "moved_share",
    )

    @property
    def first_day(self) -> int:
        """First day of preparation, at or below 1."""
        return int(first_day(self.p))

    def live_a_day(self) -> None:
        """Say ``day.live_a_day`` in sentences of agents."""
        workers, residents = self.workers, self.residents
        self.hold(rules.greet)
        if self.phase != "stopped":
            self.all(workers, "work")
            if self.p.staff_sharing > 0.0:
                self.all(workers, "help_out")
            self.sense()
            self.serve()
            self.all(residents, "decide")
            if self.day >= 1:
                self.serve_desks()
                self.all(residents, "announce")
            self.bargain()
            if self.town.now[0].moving_open:
                self.all(residents, "move")
        self.hold(rules.judge)
        self.hold(rules.write_down)

    def sense(self) -> None:
        """Do the day of each lane: Party groups through their leaders, then the leaderless."""
        self.all(self.party_members, "sense")
        for lane in range(int(self.town.now[0].lanes)):
            if self.town.lane.leader[lane] < 0:
                rules.sense(lane, self.town, self.p, self.day)

    def serve(self) -> None:
        """Let the services hear their cases, one after the other."""
        self.hold(rules.staff_services)
        for service in range(len(rules.SERVICES)):
            rules.serve(service, self.town, self.p, self.day)

    def bargain(self) -> None:
        """Let every firm bargain."""
        for firm in range(int(self.town.now[0].firm_count)):
            rules.bargain(firm, self.town, self.p, self.day)

    def serve_desks(self) -> None:
        """Let the desks serve those who came."""
        self.hold(rules.serve_desks)

    @property
    def phase(self) -> str:
        """Phase of the last day lived, in a word."""
        return PHASES[self.town.now[0].phase]

    @property
    def signed_share(self) -> float:
        """Share of certificates signed."""
        return float(self.town.now[0].signed) / self.households

    @property
    def round1_share(self) -> float:
        """Share of certificates that agreed in round 1."""
        return float(self.town.now[0].votes_for) / self.households

    @property
    def moved_share(self) -> float:
        """Share of certificates moved out."""
        return float(self.town.now[0].moved) / self.households

    def why_not(self, row: int) -> dict[str, Any]:
        """Say why the household of a row has not signed (see ``why.why_not``)."""
        return why_not(int(row), self.town, self.p, self.day)
