"""The law as data: how many must take part, agree and sign, of heads and of floor area.

A regime has two keys, the stairwell and the estate, and up to four of them follow one another in a
run. Shanghai asked for 90 % of a stairwell and two thirds of its estate, with a veto for whoever
objected strongly; since December 2019 for two thirds and one half; since 2021 the Civil Code asks
two thirds to take part and three quarters of these to agree, by heads and by area alike.

Rows: S0-29.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from models.elevator.slots import columns_of, repeated, rows_of
from sim.engine.quantity import quantity
from sim.engine.verb import verb

REGIMES = 4
MARGIN = 2e-9  # of the whole: a share written to nine digits stands for its fraction
LEAST = 1e-6  # heads or 0.01 m2: less than one of either

_SHARE: dict[str, Any] = {"unit": "1", "low": 0.0, "high": 1.0, "role": "fact"}
_FLAG: dict[str, Any] = {"unit": "flag", "low": 0, "high": 1, "role": "fact"}
_2016 = "Shanghai 2016, english.eastday.com u1ai8573179"
_2014 = "Shanghai 2014, xmwb.xinmin.cn 2014-01/23"


@dataclass
class Law:
    """One regime."""

    law_from: int = quantity(
        0, "yyyymmdd", 0, 20991231, role="fact", source="0 = this regime never comes",
        meaning="date from which the regime is in force", label="In force from",
        label_zh="施行日期",
    )  # fmt: skip
    building_turnout_heads: float = quantity(
        0.0, **_SHARE, source=_2016, meaning="owners of the stairwell that must take part, of all",
        label="Turnout, stairwell", label_zh="本幢参与人数比例",
    )  # fmt: skip
    building_turnout_area: float = quantity(
        0.0, **_SHARE, source=_2016, meaning="floor area of the stairwell that must take part",
        label="Turnout, stairwell, area", label_zh="本幢参与面积比例",
    )  # fmt: skip
    building_assent_heads: float = quantity(
        0.9, **_SHARE, source=_2016, meaning="owners of the stairwell that must agree in round 1",
        label="Assent, stairwell", label_zh="本幢同意人数比例",
    )  # fmt: skip
    building_assent_area: float = quantity(
        0.0, **_SHARE, source=_2016, meaning="floor area of the stairwell that must agree",
        label="Assent, stairwell, area", label_zh="本幢同意面积比例",
    )  # fmt: skip
    building_of_voters: int = quantity(
        0, **_FLAG, source=_2016, meaning="assent counts of those who take part, not of all",
        label="Of those who vote", label_zh="按参与表决者计",
    )  # fmt: skip
    estate_turnout_heads: float = quantity(
        0.0, **_SHARE, source=_2014, meaning="owners of the estate that must take part, of all",
        label="Turnout, estate", label_zh="小区参与人数比例",
    )  # fmt: skip
    estate_turnout_area: float = quantity(
        0.0, **_SHARE, source=_2014, meaning="floor area of the estate that must take part",
        label="Turnout, estate, area", label_zh="小区参与面积比例",
    )  # fmt: skip
    estate_assent_heads: float = quantity(
        0.666666667, **_SHARE, source=_2014, meaning="owners of the estate that must agree",
        label="Assent, estate", label_zh="小区同意人数比例",
    )  # fmt: skip
    estate_assent_area: float = quantity(
        0.0, **_SHARE, source=_2014, meaning="floor area of the estate that must agree",
        label="Assent, estate, area", label_zh="小区同意面积比例",
    )  # fmt: skip
    estate_of_voters: int = quantity(
        0, **_FLAG, source=_2014, meaning="assent counts of those who take part, not of all",
        label="Of those who vote, estate", label_zh="小区按参与表决者计",
    )  # fmt: skip
    estate_majority: int = quantity(
        0, **_FLAG, source=_2014, meaning="more than the share is needed in the estate",
        label="More than the share", label_zh="须超过该比例",
    )  # fmt: skip
    sign_heads: float = quantity(
        0.666666667, **_SHARE, source=_2014, meaning="owners of the stairwell that must sign",
        label="Signatures", label_zh="签约人数比例",
    )  # fmt: skip
    sign_area: float = quantity(
        0.0, **_SHARE, source=_2014, meaning="floor area of the stairwell that must sign",
        label="Signatures, area", label_zh="签约面积比例",
    )  # fmt: skip
    payers_unanimous: int = quantity(
        1, **_FLAG, source=_2014, meaning="every owner who has to pay must agree",
        label="Payers unanimous", label_zh="出资业主须一致",
    )  # fmt: skip
    veto: int = quantity(
        1, **_FLAG, source=_2016, meaning="one strong objection stops the elevator",
        label="Veto", label_zh="一票否决",
    )  # fmt: skip
    permit_days: float = quantity(
        500.0, "day", 1.0, 3000.0, role="fact",
        source="assumed: 2.5 years and more from consent to the running elevator before 2019",
        meaning="median time from consent to permit and contract", label="Permit time",
        label_zh="审批签约时间",
    )  # fmt: skip
    subsidy_share: float = quantity(
        0.4, **_SHARE, source="Shanghai 2014: 40 % of the cost, jnkzztgs11.com 86394",
        meaning="share of the cost that the city pays", label="Subsidy", label_zh="补贴比例",
    )  # fmt: skip
    subsidy_yuan: float = quantity(
        240_000.0, "yuan/elevator", 0.0, 2_000_000.0, role="fact",
        source="Shanghai 2014: up to 240,000, jnkzztgs11.com 86394",
        meaning="most that the city pays for one elevator", label="Subsidy ceiling",
        label_zh="补贴上限",
    )  # fmt: skip


LAW = columns_of(Law)
Laws = repeated(Law, REGIMES, bare=True, leave_out="law_from")


def laws_of(table: np.ndarray) -> np.recarray:
    """Return the regimes of every run, recarray [R, REGIMES] of ``LAW``."""
    return rows_of(table, Law, REGIMES, bare=True)


@verb
def reaches(count, whole, share, more):
    """Tell whether a count is at least (or more than) a share of a whole; both whole numbers."""
    margin = MARGIN * float(whole) + LEAST
    if more:
        return float(count) > share * float(whole) + margin
    return float(count) >= share * float(whole) - margin


@verb
def assents(count, voted, whole, turnout, share, of_voters, more):
    """Tell whether enough took part, and of these (or of all) enough agreed."""
    base = voted if of_voters else whole
    took_part = voted > 0 and reaches(voted, whole, turnout, False)
    return took_part and reaches(count, base, share, more)


@verb
def building_agrees(rule, yes, voted, homes, yes_area, voted_area, area):
    """Tell whether round 1 of a stairwell meets the law, by heads and by area."""
    of_voters = rule.building_of_voters > 0.5
    heads = assents(yes, voted, homes, rule.building_turnout_heads, rule.building_assent_heads,
                    of_voters, False)  # fmt: skip
    return heads and assents(yes_area, voted_area, area, rule.building_turnout_area,
                             rule.building_assent_area, of_voters, False)  # fmt: skip


@verb
def estate_agrees(rule, estate):
    """Tell whether the vote of an estate meets the law, by heads and by area; some ask for none."""
    of_voters, more = rule.estate_of_voters > 0.5, rule.estate_majority > 0.5
    asked = rule.estate_turnout_heads + rule.estate_assent_heads
    by_area = rule.estate_turnout_area + rule.estate_assent_area
    if asked > 0.0 and not assents(estate.friendly, estate.answering, estate.households,
                                   rule.estate_turnout_heads, rule.estate_assent_heads,
                                   of_voters, more):  # fmt: skip
        return False
    return by_area <= 0.0 or assents(estate.friendly_area, estate.answering_area, estate.area,
                                     rule.estate_turnout_area, rule.estate_assent_area,
                                     of_voters, more and rule.estate_assent_area > 0.0)  # fmt: skip


@verb
def enough_sign(rule, signed, homes, signed_area, area):
    """Tell whether enough have signed in round 2, by heads and by area."""
    heads = reaches(signed, homes, rule.sign_heads, False)
    return heads and reaches(signed_area, area, rule.sign_area, False)


@verb
def regime_on(date, town):
    """Return the row of the law in force: the last whose day has come."""
    regime = 0
    for later in range(1, REGIMES):
        begins = town.law[later].law_from
        if begins > 0.0 and float(date) >= begins:
            regime = later
    return regime
