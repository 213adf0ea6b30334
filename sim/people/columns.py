"""Attributes of agents that are cells of the town's columns: nothing is kept twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sim.people import plot

if TYPE_CHECKING:
    from sim.people.agents import RowAgent

MEANINGS = {c.name: c.meaning for c in (*plot.HOME, *plot.HOT, *plot.WORKER)}


def column(name: str) -> Any:
    """Make an attribute that reads and writes an agent's cell of a column of the town.

    Raises
    ------
    AttributeError
        On use, where the town has no such column.
    """

    def read(agent: RowAgent) -> Any:
        return agent.cells(name)[agent.row].item()

    def write(agent: RowAgent, value: float | bool) -> None:
        agent.cells(name)[agent.row] = value

    return property(read, write, doc=f"{MEANINGS.get(name, name)} (column ``{name}``)")


def day_column(name: str) -> Any:
    """Make an attribute that reads a column of days: a day, or None for "not yet"."""

    def read(agent: RowAgent) -> int | None:
        day = agent.cells(name)[agent.row].item()
        return None if day == plot.NEVER else day

    return property(read, doc=f"day (column ``{name}``), None before")


def hot_column(name: str) -> Any:
    """Make an attribute that reads and writes a household's cell of an array of its own."""

    def read(agent: RowAgent) -> Any:
        return getattr(agent.model.town, name)[agent.row].item()

    def write(agent: RowAgent, value: float) -> None:
        getattr(agent.model.town, name)[agent.row] = value

    return property(read, write, doc=f"{MEANINGS.get(name, name)} (column ``{name}``)")
