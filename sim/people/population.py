"""Households drawn from documented marginals, in stairwells, buildings and lanes.

A household is one certificate (证): persons live inside it, and one decider signs for it. Rows run
stairwell by stairwell, so a worker's patch and a Party group are runs of neighbouring rows.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from sim.engine.luck import chance, normal, purpose
from sim.engine.quantity import Spread, quantity
from sim.engine.verb import verb
from sim.people.obstacles import meet_obstacles

TENANT, OWNER, CO_OWNED = range(3)
AT_HOME, DAY_WORK, IRREGULAR = range(3)

AGE = purpose("age of the decider")
ALONE = purpose("elderly without relatives near")
TENURE = purpose("tenure")
HOURS = purpose("working hours")
PERSONS = purpose("persons in the certificate")
AREA = purpose("floor area")
LACKS = purpose("shares kitchen or toilet")
MEMBER = purpose("Party member")
INCLINATION = purpose("inclination")
OUTSIDE = purpose("outside option")
KNOWLEDGE = purpose("first knowledge")
CONFIDENCE = purpose("first trust")

_CALIBRATED = "calibrated: zhangyuan and fangualong"
_FACT: dict[str, Any] = {"unit": "1", "low": 0.0, "high": 1.0, "role": "fact"}


@dataclass
class Population:
    """Marginals of the place."""

    certificates: int = quantity(
        1000, "certificate", 1, 10_000_000, role="fact", source="assumed: usual size of a plot",
        meaning="certificates (证) that may sign", label="Certificates", label_zh="证数",
    )  # fmt: skip
    certificates_per_stairwell: int = quantity(
        None, "certificate/stairwell", 1, 200, role="fact", spread=Spread(20, 0.4),
        source="assumed: lane houses and walk-ups", meaning="certificates behind one street door",
        label="Certificates per stairwell", label_zh="每门洞证数",
    )  # fmt: skip
    stairwells_per_lane: int = quantity(
        6, "stairwell/lane", 1, 100, role="fact", source="assumed",
        meaning="stairwells along one lane; a lane has one Party group",
        label="Stairwells per lane", label_zh="每弄门洞数",
    )  # fmt: skip
    shared_facilities_share: float = quantity(
        None, **_FACT, spread=Spread(0.8, 0.2),
        source="spread: 0.51 (Zhangyuan) to more than 0.95 (Fangualong) reported",
        meaning="homes without a kitchen or toilet of their own",
        label="Shared facilities", label_zh="无独用厨卫比例",
    )  # fmt: skip
    party_share: float = quantity(
        0.10, **_FACT, source="assumed: no plot reports its members; 0.05-0.20 plausible",
        meaning="certificates whose decider is a Party member",
        label="Party members", label_zh="党员比例",
    )  # fmt: skip
    elderly_share: float = quantity(
        0.35, **_FACT, source="more than one third in many estates, handmsg.com 2020-02-28",
        meaning="deciders aged 60 or more", label="Elderly deciders", label_zh="老年决定人比例",
    )  # fmt: skip
    alone_share: float = quantity(
        0.25, **_FACT, source="Longquan: about 200 of 790 households, wnnews.cn 71318",
        meaning="elderly deciders without relatives; no rule reads it yet",
        label="Elderly alone", label_zh="独居老人比例",
    )  # fmt: skip
    owner_share: float = quantity(
        0.13, **_FACT, source="Fangualong: 145 of 1,122, m.yunshu.nfhot.net 2023-05-16",
        meaning="certificates in private ownership; no rule reads it yet", label="Owners",
        label_zh="产权户比例",
    )  # fmt: skip
    co_owned_share: float = quantity(
        0.10, **_FACT, source="assumed",
        meaning="certificates held by several owners; no rule reads it yet",
        label="Co-owned", label_zh="共有产比例",
    )  # fmt: skip
    day_work_share: float = quantity(
        0.60, **_FACT, source="assumed", meaning="younger deciders at work on weekdays by day",
        label="At work by day", label_zh="白天上班比例",
    )  # fmt: skip
    persons_per_certificate: float = quantity(
        3.6, "person/certificate", 1.0, 12.0, role="fact",
        source="Pingliang West: 13,085 persons, 3,627 households, 3news.cn 2016-10-31",
        meaning="mean number of registered persons; no rule reads it yet", label="Persons",
        label_zh="每证人数",
    )  # fmt: skip
    area_m2: float = quantity(
        28.0, "m2/certificate", 5.0, 200.0, role="fact", source="assumed: old lane housing",
        meaning="median floor area; no rule reads it yet", label="Floor area", label_zh="建筑面积",
    )  # fmt: skip
    area_log_sd: float = quantity(
        0.35, "1", 0.0, 1.5, role="fact", source="assumed", label="Spread of area",
        label_zh="面积离散度", meaning="spread (sd of the logarithm) of floor areas",
    )  # fmt: skip
    trust_sd: float = quantity(
        0.15, "1", 0.0, 0.5, source="assumed", label="Spread of trust", label_zh="信任离散度",
        meaning="standard deviation of trust before the first survey",
    )  # fmt: skip
    knowledge_at_start: float = quantity(
        0.2, "1", 0.0, 1.0, source="assumed", meaning="mean knowledge before the first survey",
        label="Knowledge at start", label_zh="初始知情度",
    )  # fmt: skip
    trust_at_start: float = quantity(
        0.5, "1", 0.0, 1.0, source="assumed", meaning="mean trust before the first survey",
        label="Trust at start", label_zh="初始信任度",
    )  # fmt: skip
    outside_option: float = quantity(
        0.37, "sd", 0.0, 5.0, source=_CALIBRATED, prior=Spread(0.4, 0.6),
        meaning="mean pull of waiting for something better, in standard deviations of inclination",
        label="Outside option", label_zh="外部选择",
    )  # fmt: skip
    inclination_mean: float = quantity(
        1.35, "sd", -5.0, 8.0, source=_CALIBRATED, prior=Spread(1.4, 0.4),
        meaning="mean inclination to agree, obstacles aside, of a home with kitchen and toilet",
        label="Mean inclination", label_zh="平均意愿",
    )  # fmt: skip
    need_inclination: float = quantity(
        3.5, "sd", 0.0, 5.0, source=_CALIBRATED, prior=Spread(3.0, 0.4),
        meaning="what a home without a kitchen or toilet of its own adds to inclination",
        label="Housing need", label_zh="居住困难意愿增量",
    )  # fmt: skip
    party_inclination: float = quantity(
        1.0, "sd", 0.0, 5.0, source="assumed: Party signing rate reported as 100 % since 2012",
        meaning="what membership adds to inclination", label="Party inclination",
        label_zh="党员意愿增量",
    )  # fmt: skip


@verb
def settle(household, town, p):
    """Let one household move in: decider, flat, obstacles, and what they feel at first."""
    _move_in(household, town, p)
    _feel(household, town, p)


@verb
def _move_in(household, town, p):
    key, home = town.now[0].luck, town.home[household]
    u = chance(key, AGE, household, 0)
    old = u < p.elderly_share
    at_work = chance(key, HOURS, household, 0) < p.day_work_share
    home.age = _age(u, old, p)
    home.alone = old and chance(key, ALONE, household, 0) < p.alone_share
    home.tenure = _tenure(chance(key, TENURE, household, 0), p)
    home.hours = AT_HOME if old else (DAY_WORK if at_work else IRREGULAR)
    home.lacks = chance(key, LACKS, household, 0) < p.shared_facilities_share
    home.party = chance(key, MEMBER, household, 0) < p.party_share
    home.persons = _persons(chance(key, PERSONS, household, 0), p)
    spread = math.exp(p.area_log_sd * normal(chance(key, AREA, household, 0)))
    home.area = int(100.0 * p.area_m2 * spread)
    home.born = meet_obstacles(household, old, town, p)
    home.open = home.born


@verb
def _persons(u, p):
    """Spread registered persons geometrically: one at least, 250 at most."""
    mean = p.persons_per_certificate
    if mean <= 1.0:
        return 1
    return 1 + int(min(math.log(u) / math.log((mean - 1.0) / mean), 249.0))


@verb
def _age(u, old, p):
    """Spread ages evenly over 60-89 and 25-59 years."""
    if old:
        return 60 + int(30.0 * _part(u, 0.0, p.elderly_share))
    return 25 + int(35.0 * _part(u, p.elderly_share, 1.0))


@verb
def _part(u, low, high):
    """Say how far ``u`` lies between two bounds, 0 to 1."""
    return (u - low) / (high - low) if high > low else 0.0


@verb
def _tenure(u, p):
    if u < p.owner_share:
        return OWNER
    return CO_OWNED if u < p.owner_share + p.co_owned_share else TENANT


@verb
def _feel(household, town, p):
    key, home = town.now[0].luck, town.home[household]
    loyal = p.party_inclination if home.party else 0.0
    need = p.need_inclination if home.lacks else 0.0
    z = normal(chance(key, INCLINATION, household, 0))
    home.inclination = p.inclination_mean + z + loyal + need
    home.outside = -math.log(chance(key, OUTSIDE, household, 0)) * p.outside_option
    home.info = min(p.knowledge_at_start * (0.5 + chance(key, KNOWLEDGE, household, 0)), 1.0)
    trust = p.trust_at_start + p.trust_sd * normal(chance(key, CONFIDENCE, household, 0))
    home.trust = min(max(trust, 0.0), 1.0)
