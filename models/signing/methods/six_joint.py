"""The six-joint mechanism (六联): dust, noise and rubbish of the removal are cleared at once.

A documented composite: the source gives the name, the partner (the clearing firm) and the purpose,
fast disposal of what the removal leaves behind, not its six items. Who still lives in an emptying
lane is bothered less. Observed at Huaihai Middle Road. Side effect: only hours.

Rows: S0-8, S0-9.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.quantity import quantity
from sim.engine.verb import verb

ACTOR, STAGE = "campaign", "move"


@dataclass
class SixJoint:
    """Doses of clearing up while others move."""

    clearing_share: float = quantity(
        0.0, "1", 0.0, 1.0, role="dose",
        source="assumed; Huaihai Middle Road 2022",
        meaning="removals after which everything is cleared at once",
        label="Six-joint clearing", label_zh="六联机制",
    )  # fmt: skip
    clearing_effect: float = quantity(
        0.8, "1", 0.0, 1.0,
        source="assumed",
        meaning="share of the nuisance of an emptied lane that clearing takes away",
        label="Effect of clearing", label_zh="清理效果",
    )  # fmt: skip
    clearing_minutes: float = quantity(
        60.0, "min/household", 0.0, 2000.0,
        source="assumed",
        meaning="working time of clearing up after one removal",
        label="Time of clearing", label_zh="清理用时",
    )  # fmt: skip


@verb
def clear(town, p):
    """Clear up after one household has moved out."""
    town.now[0].minutes += int(p.clearing_share * p.clearing_minutes)


@verb
def nuisance_left(p):
    """Return the share of the nuisance that is left."""
    return 1.0 - p.clearing_share * p.clearing_effect
