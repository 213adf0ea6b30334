"""The deal: what an elevator costs, who pays for it, and what a household's bill comes to.

The ground floor pays nothing, higher floors pay more. The table for Shanghai that circulates sums
to 102 %, so a table is always taken as proportions of the floors there are. Where payers low down
hesitate, the split is moved towards the upper floors; glass and compensation are paid by all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from models.elevator.stages import MOST_FLOORS
from sim.engine.quantity import quantity
from sim.engine.verb import verb

GLASS_YUAN = 17_500  # Wuliqiao 2022: 15,000 to 20,000 yuan more for a glass shaft
MOST_TILT = 3
LOW_PART = (1.0, 0.5)
"""Part of the ground floor's compensation that floors 1 and 2 receive (assumed)."""
BUNDLE_PART = (1.0, 0.7, 0.4)
"""Part of the worth of bundled works that floors 1 to 3 see; 0.2 above (assumed)."""
TABLE = "Shanghai, web compilation 2022 (sums to 102), 26594.com; higher floors extended"
_PERCENT: dict[str, Any] = {
    "unit": "%", "low": 0.0, "high": 100.0, "role": "lever", "source": TABLE,
}  # fmt: skip


def _percent(default: float, floor: int) -> Any:
    return quantity(
        default, **_PERCENT, meaning=f"share of the owners' part that floor {floor} pays",
        label=f"Cost share, floor {floor}", label_zh=f"{floor}层分摊比例",
    )  # fmt: skip


@dataclass
class Deal:
    """Cost and split."""

    lift_yuan: float = quantity(
        720_000.0, "yuan/elevator", 10_000.0, 5_000_000.0, role="fact",
        source="690,000-760,000 in Shanghai 2022, 26594.com; 770,000 at Hua'er 2021",
        meaning="cost of one elevator with its works", label="Cost", label_zh="造价",
    )  # fmt: skip
    cost_percent_1: float = _percent(0.0, 1)
    cost_percent_2: float = _percent(6.0, 2)
    cost_percent_3: float = _percent(12.0, 3)
    cost_percent_4: float = _percent(20.0, 4)
    cost_percent_5: float = _percent(28.0, 5)
    cost_percent_6: float = _percent(36.0, 6)
    cost_percent_7: float = _percent(40.0, 7)
    cost_percent_8: float = _percent(44.0, 8)
    running_yuan_per_month: float = quantity(
        60.0, "yuan/household/month", 0.0, 2000.0, role="fact",
        source="40-120 by floor, Shanghai 2012, xmwb.xinmin.cn 2012-09/21; here 0 to 120",
        meaning="mean running cost; nothing on the ground floor, twice as much at the top",
        label="Running cost",
        label_zh="月运行费",
    )  # fmt: skip
    running_years: float = quantity(
        8.0, "year", 0.0, 50.0, source="assumed", label="Horizon", label_zh="考虑年限",
        meaning="years of running cost that a household counts",
    )  # fmt: skip
    home_value_yuan: float = quantity(
        3_000_000.0, "yuan/household", 10_000.0, 50_000_000.0, role="fact",
        source="assumed: about 55 m2 at Shanghai prices", meaning="value of a flat",
        label="Value of a flat", label_zh="房屋价值",
    )  # fmt: skip


@verb
def read_table(town, p):
    """Take the cost table as proportions of the floors there are."""
    town.split[0], town.split[1] = p.cost_percent_1, p.cost_percent_2
    town.split[2], town.split[3] = p.cost_percent_3, p.cost_percent_4
    town.split[4], town.split[5] = p.cost_percent_5, p.cost_percent_6
    town.split[6], town.split[7] = p.cost_percent_7, p.cost_percent_8
    whole = 0.0
    for floor in range(town.now[0].floors):
        whole += town.split[floor]
    for floor in range(MOST_FLOORS):
        inside = floor < town.now[0].floors and whole > 0.0
        town.split[floor] = town.split[floor] / whole if inside else 0.0


@verb
def subsidy_of(town, p):
    """Return the subsidy for one elevator under the law in force, yuan."""
    rule = town.law[town.now[0].regime]
    return min(rule.subsidy_yuan, rule.subsidy_share * p.lift_yuan)


@verb
def part_of(floor, parts, above):
    """Return which part of a ground-floor benefit a floor sees (floors from 1)."""
    return parts[floor - 1] if floor <= len(parts) else above


@verb
def write_bills(stairwell, town, p):
    """Work out what a household on each floor pays: the owners' part, glass and compensation."""
    now, row = town.now[0], town.stairwell[stairwell]
    extra = float(row.offer) * (LOW_PART[0] + LOW_PART[1]) * float(now.flats)
    extra += float(GLASS_YUAN) if row.glass == 1 else 0.0
    owners = max(p.lift_yuan - subsidy_of(town, p), 0.0) + extra
    whole = 0.0
    for floor in range(now.floors):
        whole += _tilted(floor, int(row.tilt), town)
    for floor in range(now.floors):
        share = _tilted(floor, int(row.tilt), town) / whole if whole > 0.0 else 0.0
        town.bill[stairwell, floor] = int(owners * share / float(now.flats) + 0.5)


@verb
def _tilted(floor, tilt, town):
    """Return the share of a floor (from 0) after the split was moved towards the upper floors."""
    height = float(floor + 1) / float(town.now[0].floors)
    return town.split[floor] * (1.0 + 0.2 * float(tilt) * (2.0 * height - 1.2))


@verb
def running_cost(floor, town, p):
    """Return the running cost that a household counts, 10,000 yuan; it rises with the floor."""
    height = 2.0 * float(floor - 1) / float(max(town.now[0].floors - 1, 1))
    return p.running_yuan_per_month * 12.0 * p.running_years * height / 10_000.0
