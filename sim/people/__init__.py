"""Who lives here, who works here, what they do to each other. Knows nothing of deals or quorums.

The agents are fetched only when they are named: Mesa takes seconds to import, the rules need none.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.people.agents import CommitteeWorker, PartyMember, Resident

__all__ = ["CommitteeWorker", "PartyMember", "Resident"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        from sim.people import agents

        return getattr(agents, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
