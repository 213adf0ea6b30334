"""The place: suitable stairwells, how they are built, who owns the flats, and the dates of a run.

Only stairwells that a survey found suitable are simulated (29 % of those without an elevator at
Quyang Road, 39 % in Hongkou). A household is an owner household of a flat; tenants have no vote,
and a landlord is harder to find but loses no light.

Rows: S0-3, S0-28.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sim.engine.quantity import Spread, quantity
from sim.people.calendar import Rhythm
from sim.people.persons import Persons

_FACT: dict[str, Any] = {"unit": "1", "low": 0.0, "high": 1.0, "role": "fact"}


@dataclass
class Place(Persons):
    """Stairwells and their owners."""

    elderly_share: float = quantity(
        0.45, **_FACT, source="Hongkou 2021: 42.45 % of the population, sh.house.163.com G9FC24CP",
        meaning="deciders aged 60 or more", label="Elderly deciders", label_zh="老年决定人比例",
    )  # fmt: skip
    area_m2: float = quantity(
        55.0, "m2/household", 5.0, 400.0, role="fact", source="assumed: workers' estates",
        meaning="median floor area", label="Floor area", label_zh="建筑面积",
    )  # fmt: skip
    persons_per_certificate: float = quantity(
        2.1, "person/certificate", 1.0, 12.0, role="fact",
        source="Guangyue 1601: 102 persons in 48 households, zhuqizs.com 2022-08-22",
        meaning="mean number of persons in a household", label="Persons", label_zh="每户人数",
    )  # fmt: skip
    stairwells: int = quantity(
        700, "stairwell", 1, 2_000_000, role="fact", source="assumed: a street",
        meaning="stairwells (门洞) found suitable for an elevator", label="Suitable stairwells",
        label_zh="具备条件门洞数",
    )  # fmt: skip
    floors: int = quantity(
        6, "floor", 2, 8, role="fact", source="6 to 7 floors in most documented cases",
        meaning="floors of a stairwell", label="Floors", label_zh="层数",
    )  # fmt: skip
    flats_per_floor: int = quantity(
        3, "household/floor", 1, 12, role="fact",
        source="12 to 30 households in documented stairwells, median 20: 18 at 6 floors of 3",
        meaning="flats on a landing", label="Flats on a floor", label_zh="每层户数",
    )  # fmt: skip
    stairwells_per_estate: int = quantity(
        30, "stairwell/estate", 1, 10_000, role="fact", source="assumed; Guyuan 30, Hua'er 42",
        meaning="suitable stairwells of one estate", label="Stairwells in an estate",
        label_zh="每小区门洞数",
    )  # fmt: skip
    stairwells_per_street: int = quantity(
        700, "stairwell/street", 1, 2_000_000, role="fact",
        source="assumed; Quyang Road 403, Linfen Road 1,507 without an elevator",
        meaning="suitable stairwells of one street office", label="Stairwells in a street",
        label_zh="每街道门洞数",
    )  # fmt: skip
    landlord_share: float = quantity(
        0.15, **_FACT, source="assumed; above 0.5 at Fenglin, xuhuinews.com 4992",
        meaning="owners who let their flat", label="Landlords", label_zh="出租户比例",
    )  # fmt: skip
    absent_share: float = quantity(
        0.05, **_FACT, source="assumed", meaning="owners who live far away, the flat empty",
        label="Absent owners", label_zh="空关户比例",
    )  # fmt: skip
    impaired_share: float = quantity(
        0.26, **_FACT, source="assumed", meaning="elderly households where somebody walks badly",
        label="Walks badly", label_zh="行动不便比例",
    )  # fmt: skip
    place_factor: float = quantity(
        None, "1", 0.02, 50.0, role="fact", spread=Spread(1.0, 0.8),
        source="spread: leads of 4, 2 and 0.8 times the city fitted for Hongkou give its scale",
        meaning="factor on cases begun, by which an unseen place differs from its city",
        label="Place factor", label_zh="地区系数",
    )  # fmt: skip
    cohort: int = quantity(
        0, "case", 0, 1_000_000, role="fact", source="0 = none",
        meaning="first cases filed that are followed; a case is filed when round 1 met the law",
        label="Cases followed", label_zh="跟踪案例数",
    )  # fmt: skip
    cohort_from: int = quantity(
        0, "yyyymmdd", 0, 20991231, role="fact", source="0 = from the first day",
        meaning="date from which filed cases are followed", label="Followed from",
        label_zh="跟踪起始",
    )  # fmt: skip


@dataclass
class Dates(Rhythm):
    """When the run begins and ends."""

    start_date: int = quantity(
        20190101, "yyyymmdd", 0, 20991231, role="fact", source="assumed",
        meaning="date of day 1; 0 = unknown, no law or period follows another",
        label="First day", label_zh="起始日期",
    )  # fmt: skip
    last_day: int = quantity(
        1095, "day", 1, 10_000, role="lever", source="assumed: three years",
        meaning="last simulated day", label="Horizon", label_zh="模拟末日",
    )  # fmt: skip


@dataclass
class Teams:
    """The street's workers."""

    stairwells_per_worker: int = quantity(
        100, "stairwell/worker", 1, 100_000, role="fact", source="assumed; Linfen: 8 for a street",
        meaning="suitable stairwells that one worker answers for", label="Stairwells per worker",
        label_zh="每人负责门洞数",
    )  # fmt: skip
    skill_log_sd: float = quantity(
        0.25, "1", 0.0, 1.0, source="assumed", label="Spread of skill", label_zh="能力离散度",
        meaning="spread (sd of the logarithm) of what workers achieve in a talk; the median is 1",
    )  # fmt: skip
