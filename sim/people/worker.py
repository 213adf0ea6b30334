"""Committee workers: how many there are, how able, and how much of their strength they give.

Reported teams range from 9.7 certificates a cadre (Fengnan) to 110 a team (Dong'an). Each worker
answers for a patch of neighbouring households; whoever finds nothing to do there may help in a
partner's patch. After the reward window most of the staff moves on to the next plot.

Rows: S0-3, S1-10.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from sim.engine.luck import chance, normal, purpose
from sim.engine.quantity import Spread, quantity
from sim.engine.verb import verb

SKILL = purpose("skill of a worker")


@dataclass
class Staff:
    """Strength of the work group."""

    certificates_per_worker: float = quantity(
        None, "certificate/worker", 1.0, 400.0, role="fact", spread=Spread(15, 0.47),
        source="spread: Fengnan 9.7 (186 cadres, 1,813 households), Dong'an 12.1 (500 workers)",
        meaning="certificates that one worker answers for",
        label="Certificates per worker", label_zh="每人包户数",
    )  # fmt: skip
    skill_log_sd: float = quantity(
        0.25, "1", 0.0, 1.0, source="assumed", label="Spread of skill", label_zh="能力离散度",
        meaning="spread (sd of the logarithm) of what workers solve in a talk; the median is 1",
    )  # fmt: skip
    staff_sharing: float = quantity(
        0.0, "1", 0.0, 1.0, role="lever", source="assumed; after Nanjing West Road 2018",
        meaning="share of a worker's idle doors that go to a partner's patch",
        label="Staff sharing", label_zh="人员调剂",
    )  # fmt: skip
    preparation_effort: float = quantity(
        1.0, "1", 0.0, 2.0, role="lever", source="1 = the strategy's full doses",
        meaning="share of all doses that is given before signing day 1",
        label="Preparation effort", label_zh="前期投入",
    )  # fmt: skip
    tail_effort: float = quantity(
        0.04, "1", 0.0, 1.0, source="calibrated: zhangyuan day 10 to day 42",
        prior=Spread(0.2, 0.8),
        meaning="share of all doses that goes on after the reward window",
        label="Effort after the window", label_zh="奖励期后投入",
    )  # fmt: skip


@verb
def hire(worker, town, p):
    """Let a worker join the group, with no file yet."""
    row = town.worker[worker]
    row.files = 0
    row.spare = 0
    row.extra = 0
    row.skill = math.exp(p.skill_log_sd * normal(chance(town.now[0].luck, SKILL, worker, 0)))
