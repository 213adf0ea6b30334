"""Contact in numbers: who can be met, and what a completed visit does.

Field experiments find small effects of a visit (0 to +5 points, a long dialogue up to +10-15):
visits matter because they remove obstacles. ``listening`` holds the rules.

Rows: S0-27, S1-38, S2-29, S3-4.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sim.engine.quantity import Spread, quantity
from sim.people.doorstep import Doorstep

_SHARE: dict[str, Any] = {"unit": "1", "low": 0.0, "high": 1.0}


@dataclass
class Contact(Doorstep):
    """Who can be met, and what a completed visit does."""

    knowable_before_plan: float = quantity(
        0.5, **_SHARE, source="assumed: prices are published per household after round 1",
        meaning="knowledge nobody can exceed before prices are published",
        label="Knowable before the plan", label_zh="方案公布前知情上限",
    )  # fmt: skip
    talk_solves: float = quantity(
        0.3, "1", 0.0, 0.95, source="calibrated: zhangyuan and fangualong", prior=Spread(0.4, 0.6),
        meaning="chance that a completed visit removes a known obstacle of ease and difficulty 1",
        label="Solved per visit", label_zh="每次走访化解率",
    )  # fmt: skip
    escalate_after_visits: int = quantity(
        5, "visit", 1, 250, source="assumed; persistence before a case goes up",
        meaning="completed visits after which a talk in vain is escalated",
        label="Escalated after", label_zh="上报前走访次数",
    )  # fmt: skip
