"""Retrofitting elevators (加装电梯): from the first neighbour who asks to the running lift.

``ElevatorModel`` is fetched only when it is named: Mesa takes seconds to import, rules need none.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from models.elevator.model import ElevatorModel

__all__ = ["ElevatorModel"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        from models.elevator.model import ElevatorModel

        return ElevatorModel
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
