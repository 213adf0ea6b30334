"""All quantities of the elevator model, and the methods it knows."""

from __future__ import annotations

from models.elevator import (
    advancing,
    bargaining,
    building,
    completing,
    day,
    gathering,
    household,
    starting,
    weighing,
)
from models.elevator.deal import Deal
from models.elevator.funnel import Funnel
from models.elevator.law import Laws
from models.elevator.mind import Mind
from models.elevator.periods import Periods
from models.elevator.place import Dates, Place, Teams
from models.elevator.talk import Talk
from sim.engine.sheet import Sheet, find_methods, sheet_class

METHODS = find_methods(
    advancing, bargaining, building, completing, day, gathering, household, starting, weighing
)
"""Engagement methods of this model by name: the modules that its stages import."""

SHEET = Sheet({
    "place": Place, "calendar": Dates, "staff": Teams, "periods": Periods, "law": Laws,
    "deal": Deal, "mind": Mind, "talk": Talk, "funnel": Funnel,
    **{f"strategy.{name}": sheet_class(method) for name, method in METHODS.items()},
})  # fmt: skip
