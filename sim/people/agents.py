"""The people of the plot as Mesa agents: each is the number of a row.

An agent keeps nothing of its own. Its attributes are columns of the town, which the compiled loops
read and write too; its verbs are the rules of its model (``model.rules``), so a resident here does
not know what it is asked to agree to. A subclass may act otherwise: then the model steps in Mesa.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from sim.people import plot
from sim.people.columns import column, day_column, hot_column
from sim.people.obstacles import KINDS

with warnings.catch_warnings():  # Mesa's progress bar asks for a notebook widget nobody needs
    warnings.filterwarnings("ignore", message="IProgress")
    import mesa

TENURES = ("public tenant", "owner", "co-owned")
HOURS = ("at home by day", "day job", "irregular")


class RowAgent(mesa.Agent):
    """A row of the town.

    Parameters
    ----------
    model : mesa.Model
        Offers ``town`` (columns), ``p`` (the run's quantities), ``day`` and ``rules`` (verbs).
    row : int
        Place of the agent in its table.
    """

    table = ""

    def __init__(self, model: Any, row: int) -> None:
        super().__init__(model)
        self.row = int(row)

    def cells(self, name: str) -> np.ndarray:
        """Return a whole column of the agent's table, a view."""
        rows = getattr(self.model.town, self.table)
        if name not in rows.dtype.names:
            raise AttributeError(f"this town has no column {name!r}; it has {rows.dtype.names}")
        return rows[name]

    @property
    def record(self) -> np.record:
        """The agent's whole row, a view: ``record.vote`` reads a column that only one model has."""
        return getattr(self.model.town, self.table)[self.row]

    def follow(self, rule: Callable[..., Any]) -> None:
        """Do what a verb says, for this row, today."""
        rule(self.row, self.model.town, self.model.p, self.model.day)

    def __repr__(self) -> str:
        return f"{type(self).__name__} {self.row}"


class Resident(RowAgent):
    """The decider of one certificate (证)."""

    table = "home"

    age, persons, area = column("age"), column("persons"), column("area")
    alone, party, pledged = column("alone"), column("party"), column("pledged")
    inclination, outside = column("inclination"), column("outside")
    info, trust, fatigue = column("info"), column("trust"), column("fatigue")
    born, open, known = column("born"), column("open"), column("known")
    escalated, visits, voice = column("escalated"), column("visits"), column("voice")
    fair, waits, chats = column("fair"), column("waits"), column("chats")
    surveyed, done, mail = column("surveyed"), hot_column("done"), hot_column("mail")
    last_met_day = day_column("last_met")
    signed_day, moved_day, slot = day_column("signed"), day_column("moved"), hot_column("slot")

    def decide(self) -> None:
        """Take in the day and make up one's mind, in private."""
        self.follow(self.model.rules.decide)

    def announce(self) -> None:
        """Make today's signature public."""
        self.follow(self.model.rules.announce)

    def move(self) -> None:
        """Move out, if all is ready."""
        self.follow(self.model.rules.move)

    def why_not(self) -> dict[str, Any]:
        """Say what stands in the way as things are now (what it holds, the model knows)."""
        return self.model.why_not(self.row)

    @property
    def last_knock_day(self) -> int | None:
        """Day of the last knock, None before."""
        day = int(self.model.town.last_knock[self.row])
        return None if day == plot.NEVER else day

    @property
    def obstacles_open(self) -> tuple[str, ...]:
        """Kinds of obstacle still open, by name."""
        return named(self.open)

    @property
    def obstacles_born(self) -> tuple[str, ...]:
        """Kinds of obstacle at the start, by name."""
        return named(self.born)

    @property
    def obstacles_known(self) -> tuple[str, ...]:
        """Kinds of obstacle on file, by name."""
        return named(self.known)

    @property
    def tenure(self) -> str:
        """Public tenant, owner or co-owned."""
        return TENURES[self.record.tenure]

    @property
    def hours(self) -> str:
        """When somebody is in: at home by day, day job or irregular."""
        return HOURS[self.record.hours]

    @property
    def lane(self) -> int:
        """Row of the lane."""
        return self.row // int(self.model.town.now[0].lane_width)

    @property
    def stairwell(self) -> int:
        """Number of the stairwell."""
        return self.row // int(self.model.town.now[0].door_width)

    @property
    def neighbours(self) -> list[Resident]:
        """Those the household has ties with; a pair that names each other stands twice."""
        town = self.model.town
        ties = town.tie[town.tie_start[self.row] : town.tie_start[self.row + 1]]
        return [self.model.resident(row) for row in ties]


class PartyMember(Resident):
    """A resident in the Party; the first along a lane leads its group."""

    @property
    def leads(self) -> bool:
        """Whether this member leads the group of the lane."""
        return bool(self.model.town.lane.leader[self.lane] == self.row)

    def sense(self) -> None:
        """Do the day of the lane's Party group, as its leader; other members leave it to them."""
        if self.leads:
            self.model.rules.sense(self.lane, self.model.town, self.model.p, self.model.day)


class CommitteeWorker(RowAgent):
    """A worker of the residents' committee or the work group, with a patch of households."""

    table = "worker"

    evening, skill, spare = column("evening"), column("skill"), column("spare")

    def work(self) -> None:
        """Do the day's round."""
        self.follow(self.model.rules.work)

    def help_out(self) -> None:
        """Help in a partner's patch, if there is time left."""
        self.follow(self.model.rules.help_out)

    @property
    def patch(self) -> list[Resident]:
        """The households this worker looks after."""
        width = int(self.model.town.now[0].patch_width)
        last = min((self.row + 1) * width, int(self.model.town.now[0].households))
        return [self.model.resident(row) for row in range(self.row * width, last)]


HOUSE = (CommitteeWorker, PartyMember)


def kinds(
    resident: type[Resident], member: type[PartyMember] | None, worker: type[CommitteeWorker]
) -> tuple[type[Resident], type[PartyMember], type[CommitteeWorker]]:
    """Let Party members act as a user's residents do, unless they have a class of their own."""
    if member is None:
        member = PartyMember
        if resident is not Resident:
            member = type(f"{resident.__name__}InTheParty", (resident, PartyMember), {})
    return resident, member, worker


def named(mask: int) -> tuple[str, ...]:
    """Name the kinds of obstacle in a bit mask."""
    return tuple(kind for place, kind in enumerate(KINDS) if mask >> place & 1)


def overridden(cls: type, house: tuple[type, ...] = HOUSE) -> list[str]:
    """List what a user's subclass does otherwise than the house: such runs need Mesa.

    Parameters
    ----------
    cls : type
        A subclass of ``Resident``, ``PartyMember`` or ``CommitteeWorker`` (or of a model).
    house : tuple of type
        The classes (and theirs) whose behaviour the compiled rules have.

    Returns
    -------
    list of str
        Such as ``["Stubborn.decide"]``; empty for the house's own classes, and for a subclass that
        only adds to them.
    """
    ours = {one for own in house for one in own.__mro__}
    known = {name for one in ours for name in vars(one) if _is_behaviour(name)}
    theirs = [one for one in cls.__mro__ if one not in ours]
    return sorted(f"{one.__name__}.{name}" for one in theirs for name in vars(one) if name in known)


def _is_behaviour(name: str) -> bool:
    """Leave out what Python and Mesa write into every class."""
    written = name.startswith("__") or name in ("_datasets", "observables")
    return name == "__init__" or not written
