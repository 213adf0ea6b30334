"""Floor heads go first (楼组长带头): the first voice for it is one that others know.

At Haibin 55 the floor head, on the ground floor, was the first to support it; at Taoan 5 a young
floor head led. What such a neighbour says counts for several.

Rows: S1-25.
"""

from __future__ import annotations

from dataclasses import dataclass

from models.elevator.plan import homes_in
from sim.engine.luck import chance, purpose
from sim.engine.quantity import quantity
from sim.engine.verb import verb

ACTOR, STAGE = "campaign", "rouse"
GOES_FIRST = purpose("floor heads: goes first")
WHO = purpose("floor heads: who it is")


@dataclass
class FloorHeads:
    """Doses of the floor head's example."""

    head_share: float = quantity(
        0.0, "1", 0.0, 1.0, role="dose", source="assumed; Haibin 2021, voujod.cn 2438908",
        meaning="stairwells whose floor head goes first", label="Floor heads first",
        label_zh="楼组长带头比例",
    )  # fmt: skip
    head_weight: int = quantity(
        3, "voice", 1, 20, source="assumed", meaning="ordinary voices that a floor head counts for",
        label="Weight of a floor head", label_zh="楼组长权重",
    )  # fmt: skip
    head_minutes: float = quantity(
        60.0, "min/case", 0.0, 2000.0, source="assumed: an hour with the floor head",
        meaning="working time to win a floor head", label="Time for a floor head",
        label_zh="动员楼组长用时",
    )  # fmt: skip


@verb
def lead(stairwell, town, p):
    """Let the floor head go first, when a case begins; a home on any floor."""
    row = town.stairwell[stairwell]
    row.head = -1
    share = p.head_share * min(town.now[0].effort, 1.0)
    if share > 0.0 and chance(town.now[0].luck, GOES_FIRST, stairwell, 0) < share:
        homes = homes_in(stairwell, town)
        row.head = homes.start + int(chance(town.now[0].luck, WHO, stairwell, 0) * len(homes))
        town.now[0].minutes += int(p.head_minutes)
