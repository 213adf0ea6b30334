"""Extra rewards (签约奖励加码): more money on top of the offer, early or collective.

The collective reward gives everybody an interest in the others' signatures; an early one in one's
own. Observed in every offer since 2009 (Changqiao: two steps, and 15,000 yuan for each further
point). Side effect: money; and a shared reward presses those who still have an obstacle open,
which the model counts.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.quantity import quantity
from sim.engine.verb import verb

ACTOR, STAGE = "campaign", "announce"


@dataclass
class ExtraRewards:
    """Doses of money on top of the offer."""

    extra_early_yuan: float = quantity(
        0.0, "yuan/certificate", 0.0, 1000000.0, role="dose",
        source="assumed; Changqiao draft plan, infqj.cn I7OHAI3H0551P6O4",
        meaning="added to the early-signing reward, in the proportion of its steps",
        label="Extra early reward", label_zh="加码早签约奖",
    )  # fmt: skip
    extra_collective_yuan: float = quantity(
        0.0, "yuan/certificate", 0.0, 1000000.0, role="dose",
        source="assumed; Changqiao draft plan, infqj.cn I7OHAI3H0551P6O4",
        meaning="added to the collective reward",
        label="Extra collective reward", label_zh="加码签约率奖",
    )  # fmt: skip


@verb
def book_early(site, step, town, p):
    """Enter what one signature in a step of the reward costs beyond the offer."""
    town.site[site].extra_reward_yuan += int(p.extra_early_yuan * step)


@verb
def book_collective(site, signed, town, p):
    """Enter what the collective reward costs beyond the offer, for all who have signed."""
    town.site[site].extra_reward_yuan += signed * int(p.extra_collective_yuan)
