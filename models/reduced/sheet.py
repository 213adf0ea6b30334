"""All quantities of the reduced rules. None describes a real place: they serve to measure speed."""

from __future__ import annotations

from dataclasses import dataclass
from types import ModuleType
from typing import Any

from sim.engine.quantity import quantity
from sim.engine.sheet import Sheet

_FACT: dict[str, Any] = {"role": "fact", "source": "assumed: benchmark"}
_MIND: dict[str, Any] = {"source": "assumed: benchmark"}
_DOSE: dict[str, Any] = {"role": "dose", "source": "assumed: benchmark"}


@dataclass
class Plot:
    """Who lives here, and who works here."""

    households: int = quantity(
        1122, "household", 2, 10_000_000, **_FACT, meaning="households that may sign",
        label="Households", label_zh="户数",
    )  # fmt: skip
    mean_ties: float = quantity(
        9.0, "tie/household", 0.0, 100.0, **_FACT, meaning="others that a household knows, mean",
        label="Mean ties", label_zh="平均熟人数",
    )  # fmt: skip
    member_share: float = quantity(
        0.10, "1", 0.0, 1.0, **_FACT, meaning="households of Party members",
        label="Party members", label_zh="党员比例",
    )  # fmt: skip
    obstacle_share: float = quantity(
        0.35, "1", 0.0, 1.0, **_FACT, meaning="households born with an obstacle",
        label="Obstacles", label_zh="困难比例",
    )  # fmt: skip
    workers: int = quantity(
        30, "worker", 1, 1_000_000, **_FACT, meaning="workers, each with a patch of neighbours",
        label="Workers", label_zh="工作人员",
    )  # fmt: skip
    last_day: int = quantity(
        49, "day", 1, 2000, **_FACT, meaning="last simulated day",
        label="Horizon", label_zh="模拟末日",
    )  # fmt: skip


@dataclass
class Mind:
    """What weighs in the decision, on the scale of the logit of signing today."""

    offer: float = quantity(
        -4.5, "logit", -20.0, 20.0, **_MIND, meaning="what the offer is worth, mean",
        label="Offer", label_zh="方案",
    )  # fmt: skip
    offer_spread: float = quantity(
        1.0, "logit", 0.0, 20.0, **_MIND, meaning="how far the worth of the offer goes either way",
        label="Spread of the offer", label_zh="方案差异",
    )  # fmt: skip
    party_weight: float = quantity(
        1.0, "logit", 0.0, 20.0, **_MIND, meaning="what membership adds",
        label="Weight of the Party", label_zh="党员权重",
    )  # fmt: skip
    trust_weight: float = quantity(
        1.5, "logit", 0.0, 20.0, **_MIND, meaning="what full trust adds over none",
        label="Weight of trust", label_zh="信任权重",
    )  # fmt: skip
    obstacle_weight: float = quantity(
        2.0, "logit", 0.0, 20.0, **_MIND, meaning="what an obstacle takes away",
        label="Weight of an obstacle", label_zh="困难权重",
    )  # fmt: skip
    peers_weight: float = quantity(
        2.4, "logit", 0.0, 20.0, **_MIND, meaning="what it adds that all one knows have signed",
        label="Weight of peers", label_zh="邻里权重",
    )  # fmt: skip
    reward_weight: float = quantity(
        0.5, "logit", 0.0, 20.0, **_MIND, meaning="what the reward adds while it lasts",
        label="Weight of the reward", label_zh="奖励权重",
    )  # fmt: skip
    reward_days: int = quantity(
        20, "day", 0, 2000, role="lever", source="assumed: benchmark",
        meaning="days on which signing is rewarded", label="Reward days", label_zh="奖励天数",
    )  # fmt: skip


@dataclass
class Visits:
    """What workers do, and what it does."""

    visits_per_worker_per_day: int = quantity(
        4, "visit/worker/day", 0, 50, **_DOSE, meaning="calls on the likeliest of the patch",
        label="Visits", label_zh="走访",
    )  # fmt: skip
    trust_per_visit: float = quantity(
        0.2, "1", 0.0, 1.0, **_MIND, meaning="share of missing trust that a visit builds",
        label="Trust per visit", label_zh="每次走访信任增量",
    )  # fmt: skip
    solved_per_visit: float = quantity(
        0.3, "1", 0.0, 1.0, **_MIND, meaning="chance that a visit removes the obstacle",
        label="Solved per visit", label_zh="每次走访化解率",
    )  # fmt: skip


METHODS: dict[str, ModuleType] = {}
"""No method of the people's toolbox: visits are part of the rules."""

SHEET = Sheet({"plot": Plot, "mind": Mind, "visits": Visits})
