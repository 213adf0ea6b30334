"""A place as a live Mesa model: one step is one day, said in sentences of agents.

The town's columns, the rules and the luck are those of the compiled runs, so both live the same
life, whatever the order of activation. A model of this house adds its rules and what a day is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

import mesa
import numpy as np

from sim.engine.luck import run_key
from sim.engine.quantity import Value
from sim.engine.rows import Column, plain_rows
from sim.engine.sheet import Sheet
from sim.people.agents import CommitteeWorker, PartyMember, Resident, kinds, overridden
from sim.people.one_run import collector, one_row


class LiveModel(mesa.Model):
    """One neighbourhood, alive.

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
        Single quantities, laid over ``parameters``.

    Raises
    ------
    ValueError
        With all faults at once, where a quantity is unknown or out of its range.
    """

    rules: ClassVar[Any]
    sheet: ClassVar[Sheet]
    chunk: ClassVar[Any]
    shares: ClassVar[tuple[str, ...]]
    series: ClassVar[tuple[Column, ...]]

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
        self.table = one_row(self.sheet, parameters, quantities)
        self.p = self.table[0]
        self.shuffled = shuffled
        self.kinds = kinds(resident_class, party_member_class, worker_class)
        self.day = self.first_day - 1
        self.town = self.chunk.make_room(self.table)
        self.town.now[0].luck = run_key(seed, replicate)
        self.rules.found(self.town, self.p)
        self._by_row: dict[int, Resident] = {}
        self._leaping = False
        wanted = collect or bool(agent_reporters)
        names = [column.name for column in self.series]
        self.datacollector = collector(names, self.shares, agent_reporters) if wanted else None

    @property
    def first_day(self) -> int:
        """First day of the story."""
        return 1

    def live_a_day(self) -> None:
        """Say ``rules.live_a_day`` in sentences of agents."""
        # A place without a question has no day: each model of this house says its own.
        raise NotImplementedError(f"{type(self).__name__} does not say what a day is")

    def step(self) -> None:
        """Live one day."""
        if self.day >= self.p.last_day:
            raise RuntimeError(
                f"day {self.day} is the last simulated day. Set last_day (now {self.p.last_day}) "
                "higher, or run while model.running."
            )
        self.day += 1
        if self._leaping:
            self.hold(self.rules.live_a_day)
        else:
            self.live_a_day()
        self.running = bool(self.day < self.p.last_day)
        if self.datacollector is not None:
            if self.datacollector.agent_reporters:
                self.people()
            self.datacollector.collect(self)

    def all(self, agents: Any, verb: str) -> None:
        """Let all of an AgentSet do what a verb says, in a new order each time if shuffled."""
        getattr(agents, "shuffle_do" if self.shuffled else "do")(verb)

    def hold(self, rule: Any) -> None:
        """Let the place as a whole do what a verb says."""
        rule(self.town, self.p, self.day)

    def leap_to(self, day: int) -> Self:
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
        ours = tuple(one for one in type(self).__mro__ if one.__module__.startswith("models."))
        mine = overridden(type(self), ours or (LiveModel,))
        return sorted({*mine, *(name for kind in self.kinds for name in overridden(kind))})

    @property
    def households(self) -> int:
        """Number of households."""
        return int(self.town.now[0].households)

    @property
    def daily(self) -> np.recarray:
        """The days lived so far, one row of figures (``DAILY``) each, a view."""
        return plain_rows(self.town.day[: self.day + 1 - self.first_day], self.series)

    @property
    def residents(self) -> Any:
        """All residents, Party members included: an AgentSet."""
        return self.people().select(agent_type=Resident)

    @property
    def party_members(self) -> Any:
        """Residents who are Party members: an AgentSet."""
        return self.people().select(agent_type=PartyMember)

    @property
    def workers(self) -> Any:
        """Committee workers: an AgentSet."""
        return self.people().select(agent_type=CommitteeWorker)

    def resident(self, row: int) -> Resident:
        """Return the resident of a row."""
        self.people()
        return self._by_row[int(row)]

    def people(self) -> Any:
        """Give every row its agent, the first time anybody asks, and return them all."""
        if not self._by_row:
            resident, member, worker = self.kinds
            for row in range(self.households):
                kind = member if self.town.home.party[row] else resident
                self._by_row[row] = kind(self, row)
            for row in range(int(self.town.now[0].workers)):
                worker(self, row)
            self.add_others()
        return self.agents

    def add_others(self) -> None:
        """Make further agents, where a model has them."""
