"""Who knows whom: neighbours behind the same door, along the lane, and kin anywhere on the plot.

Every household names a few others; a tie counts for both. Ties are kept as compressed sparse rows,
so that a signature can be pushed to those who see it. A pair that names each other twice is a
stronger tie.

Rows: S2-7.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.luck import chance, purpose
from sim.engine.quantity import quantity
from sim.engine.verb import verb

SAME_DOOR = purpose("tie behind the same door")
SAME_LANE = purpose("tie along the lane")
KIN = purpose("kin on the plot")
HAS_KIN = purpose("has kin on the plot")


@dataclass
class Ties:
    """How many others a household names."""

    door_ties: int = quantity(
        3, "tie/household", 0, 8, role="fact", source="assumed: mean degree about 9 in all",
        meaning="neighbours behind the same door that a household names",
        label="Ties behind the door", label_zh="同门洞熟人",
    )  # fmt: skip
    lane_ties: int = quantity(
        1, "tie/household", 0, 8, role="fact", source="assumed",
        meaning="neighbours along the lane that a household names",
        label="Ties along the lane", label_zh="同弄熟人",
    )  # fmt: skip
    kin_share: float = quantity(
        0.2, "1", 0.0, 1.0, role="fact", source="assumed",
        meaning="households that have kin elsewhere on the plot",
        label="Kin on the plot", label_zh="有亲属比例",
    )  # fmt: skip


@verb
def most_ties(p):
    """Return the largest number of ties one household can name."""
    return p.door_ties + p.lane_ties + 1


@verb
def named_by(household, slot, town, p):
    """Return the row that a household names in one of its slots, or -1 for none."""
    if slot < p.door_ties:
        return _another(household, slot, SAME_DOOR, town.now[0].door_width, town)
    if slot < p.door_ties + p.lane_ties:
        return _another(household, slot, SAME_LANE, town.now[0].lane_width, town)
    if chance(town.now[0].luck, HAS_KIN, household, 0) >= p.kin_share:
        return -1
    return _another(household, slot, KIN, town.now[0].households, town)


@verb
def _another(household, slot, why, width, town):
    """Pick another household in the same run of ``width`` rows, or -1 if there is none."""
    first = household - household % width
    others = min(width, town.now[0].households - first) - 1
    if others < 1:
        return -1
    step = 1 + int(chance(town.now[0].luck, why, household * 32 + slot, 0) * others)
    other = household + step
    return other if other < first + others + 1 else other - others - 1


@verb
def make_friends(town, p):
    """Build the ties of the whole town: count them, lay out the rows, fill them."""
    n = town.now[0].households
    first = town.tie_start
    for i in range(n + 1):
        first[i] = 0
    _count_ties(town, p)
    for i in range(n):
        first[i + 1] += first[i]
    for i in range(n, 0, -1):  # shift by one, so that filling moves each start to its place
        first[i] = first[i - 1]
    first[0] = 0
    _fill_ties(town, p)


@verb
def _count_ties(town, p):
    for i in range(town.now[0].households):
        for slot in range(most_ties(p)):
            j = named_by(i, slot, town, p)
            town.named[i, slot] = j
            if j >= 0:
                town.tie_start[i + 1] += 1
                town.tie_start[j + 1] += 1


@verb
def _fill_ties(town, p):
    """Write both ends of each tie; ``tie_start[i + 1]`` runs ahead while row i is being filled."""
    for i in range(town.now[0].households):
        for slot in range(most_ties(p)):
            j = town.named[i, slot]
            if j >= 0:
                town.tie[town.tie_start[i + 1]] = j
                town.tie_start[i + 1] += 1
                town.tie[town.tie_start[j + 1]] = i
                town.tie_start[j + 1] += 1
