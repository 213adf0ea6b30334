"""A signing campaign as a Mesa model: one step is one day, said in sentences of agents.

The town's columns, the rules and the luck are those of the compiled runs; ``step`` says the same
day as ``day.live_a_day``, so both live the same life, whatever the order of activation.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import mesa
import numpy as np

from models.signing import day as rules
from models.signing.campaign import first_day
from models.signing.chunk import make_room
from models.signing.one_run import collector, one_row
from models.signing.town import PHASES
from models.signing.why import why_not
from sim.engine.luck import run_key
from sim.engine.quantity import Value
from sim.people.agents import CommitteeWorker, PartyMember, Resident, kinds, overridden


class SigningModel(mesa.Model):
    """One neighbourhood and its campaign.

    Parameters
    ----------
    parameters : mapping or record, optional
        Quantities by name (missing or None: the point value), or one record of a run table.
    seed, replicate : int
        Name the run's luck: with the same parameters they give the run of any ensemble.
    rng : int or numpy.random.Generator, optional
        Mesa's word for ``seed``; a generator is asked for one whole number.
    resident_class, party_member_class, worker_class : type, optional
        Subclasses that act otherwise. Party members follow ``resident_class`` unless named.
    shuffled : bool
        Activate agents in a new order at each stage. It changes nothing, which the tests assert.
    collect : bool
        Keep the day's figures in ``datacollector``.
    agent_reporters : mapping, optional
        What to keep of each resident each day, such as ``{"trust": "trust"}`` (workers: None).
    **quantities : number or word
        Single quantities, laid over ``parameters``: ``SigningModel(certificates=300)``.

    Raises
    ------
    ValueError
        With all faults at once, where a quantity is unknown or out of its range.
    """

    rules = rules

    def __init__(
        self,
        parameters: Mapping[str, Value | None] | np.void | None = None,
        *,
        seed: int = 1,
        replicate: int = 0,
        rng: Any = None,
        resident_class: type[Resident] = Resident,
        party_member_class: type[PartyMember] | None = None,
        worker_class: type[CommitteeWorker] = CommitteeWorker,
        shuffled: bool = False,
        collect: bool = True,
        agent_reporters: Mapping[str, Any] | None = None,
        **quantities: Value,
    ) -> None:
        if rng is not None:
            seed = int(rng.integers(2**62)) if isinstance(rng, np.random.Generator) else int(rng)
        super().__init__(rng=int(run_key(seed, replicate)))
        self.table = one_row(parameters, quantities)
        self.p = self.table[0]
        self.shuffled = shuffled
        self.kinds = kinds(resident_class, party_member_class, worker_class)
        self.day = int(first_day(self.p)) - 1
        self.town = make_room(self.table)
        self.town.now[0].luck = run_key(seed, replicate)
        rules.found(self.town, self.p)
        self._by_row: dict[int, Resident] = {}
        self._leaping = False
        wanted = collect or bool(agent_reporters)
        self.datacollector = collector(agent_reporters) if wanted else None

    def step(self) -> None:
        """Live one day."""
        if self.day >= self.p.last_day:
            raise RuntimeError(
                f"day {self.day} is the last simulated day. Set last_day (now {self.p.last_day}) "
                "higher, or run while model.running."
            )
        self.day += 1
        if self._leaping:
            self._hold(rules.live_a_day)
        else:
            self._live_a_day()
        self.running = bool(self.day < self.p.last_day)
        if self.datacollector is not None:
            if self.datacollector.agent_reporters:
                self._people()
            self.datacollector.collect(self)

    def _live_a_day(self) -> None:
        """Say ``day.live_a_day`` in sentences of agents."""
        workers, residents = self.workers, self.residents
        self._hold(rules.greet)
        if self.phase != "stopped":
            self._all(workers, "work")
            if self.p.staff_sharing > 0.0:
                self._all(workers, "help_out")
            self.sense()
            self.serve()
            self._all(residents, "decide")
            if self.day >= 1:
                self.serve_desks()
                self._all(residents, "announce")
            self.bargain()
            if self.town.now[0].moving_open:
                self._all(residents, "move")
        self._hold(rules.judge)
        self._hold(rules.write_down)

    def _all(self, agents: Any, verb: str) -> None:
        getattr(agents, "shuffle_do" if self.shuffled else "do")(verb)

    def _hold(self, rule: Any) -> None:
        rule(self.town, self.p, self.day)

    def sense(self) -> None:
        """Do the day of each lane: Party groups through their leaders, then the leaderless."""
        self._all(self.party_members, "sense")
        for lane in range(int(self.town.now[0].lanes)):
            if self.town.lane.leader[lane] < 0:
                rules.sense(lane, self.town, self.p, self.day)

    def serve(self) -> None:
        """Let the services hear their cases, one after the other."""
        self._hold(rules.staff_services)
        for service in range(len(rules.SERVICES)):
            rules.serve(service, self.town, self.p, self.day)

    def bargain(self) -> None:
        """Let every firm bargain."""
        for firm in range(int(self.town.now[0].firm_count)):
            rules.bargain(firm, self.town, self.p, self.day)

    def serve_desks(self) -> None:
        """Let the desks serve those who came."""
        self._hold(rules.serve_desks)

    def leap_to(self, day: int) -> SigningModel:
        """Live compiled to the end of a day; where behaviour is overridden, day by day in Mesa.

        Raises
        ------
        ValueError
            Where the day is over already, or comes after the last simulated one.
        """
        if not self.day <= day <= self.p.last_day:
            raise ValueError(
                f"cannot leap to day {day}: the model is at day {self.day} of {self.p.last_day}. "
                "Choose a day between, or build a new model to go back."
            )
        self._leaping = not self.overrides()
        try:
            while self.day < day:
                self.step()
        finally:
            self._leaping = False
        return self

    def overrides(self) -> list[str]:
        """List the methods that subclasses override, such as ``["Stubborn.decide"]``."""
        mine = overridden(type(self), (SigningModel,))
        return sorted({*mine, *(name for kind in self.kinds for name in overridden(kind))})

    @property
    def phase(self) -> str:
        """Phase of the last day lived, in a word."""
        return PHASES[self.town.now[0].phase]

    @property
    def households(self) -> int:
        """Number of certificates."""
        return int(self.town.now[0].households)

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

    @property
    def daily(self) -> np.recarray:
        """The days lived so far, one row of figures (``DAILY``) each, a view."""
        return self.town.day[: self.day + 1 - int(first_day(self.p))].view(np.recarray)

    @property
    def residents(self) -> Any:
        """All residents, Party members included: an AgentSet."""
        return self._people().select(agent_type=Resident)

    @property
    def party_members(self) -> Any:
        """Residents who are Party members: an AgentSet."""
        return self._people().select(agent_type=PartyMember)

    @property
    def workers(self) -> Any:
        """Committee workers: an AgentSet."""
        return self._people().select(agent_type=CommitteeWorker)

    def resident(self, row: int) -> Resident:
        """Return the resident of a row."""
        self._people()
        return self._by_row[int(row)]

    def why_not(self, row: int) -> dict[str, Any]:
        """Say why the household of a row has not signed (see ``why.why_not``)."""
        return why_not(int(row), self.town, self.p, self.day)

    def _people(self) -> Any:
        """Give every row its agent, the first time anybody asks, and return them all."""
        if not self._by_row:
            resident, member, worker = self.kinds
            for row in range(self.households):
                kind = member if self.town.home.party[row] else resident
                self._by_row[row] = kind(self, row)
            for row in range(int(self.town.now[0].workers)):
                worker(self, row)
        return self.agents
