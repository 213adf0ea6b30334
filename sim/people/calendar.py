"""The civil calendar: weekends and public holidays change who is in and how much work is done.

A working decider is hard to find from Monday to Friday and easier at the weekend, which is why
teams knock on Saturdays; during Spring Festival families visit relatives and almost everything
rests. Zhangyuan opened its desks on Saturday 12 January 2019, three weeks before the festival.
Holidays follow the State Council's rules (Orders 513 and 644) as they are lived: New Year's Day,
seven days from lunar New Year's Eve, Qingming (4 and 5 April, though its own date moves between
the two), Labour Day (1 to 3 May, to 5 May since 2020) and 1 to 7 October. Left out: Dragon Boat
and Mid-Autumn, a day each that moves with the moon; workdays moved to weekends by yearly notices;
years before 2008 use the later rules. A date is a whole number, yyyymmdd.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sim.engine.quantity import quantity
from sim.engine.verb import verb
from sim.people.plot import HOLIDAY, WEEKEND, WORKDAY

SATURDAY = 5  # Monday is 0

FIRST_TABLED = 2000
SPRING_FESTIVAL = (
    20000205, 20010124, 20020212, 20030201, 20040122, 20050209, 20060129, 20070218, 20080207,
    20090126, 20100214, 20110203, 20120123, 20130210, 20140131, 20150219, 20160208, 20170128,
    20180216, 20190205, 20200125, 20210212, 20220201, 20230122, 20240210, 20250129, 20260217,
    20270206, 20280126, 20290213, 20300203, 20310123, 20320211, 20330131, 20340219, 20350208,
    20360128, 20370215, 20380204, 20390124, 20400212,
)  # fmt: skip
"""First day of the lunar year, 2000 to 2040; outside these years there is no Spring Festival."""

_SHARE: dict[str, Any] = {"unit": "1", "low": 0.0, "high": 1.0, "source": "assumed"}


@dataclass
class Rhythm:
    """What rest days change."""

    weekend_home: float = quantity(
        0.6, **_SHARE,
        meaning="chance to meet a decider with a day job, by day at the weekend",
        label="Met at the weekend", label_zh="周末可遇",
    )  # fmt: skip
    holiday_home: float = quantity(
        0.4, **_SHARE,
        meaning="chance to meet anybody on a public holiday, when families visit relatives",
        label="Met on a holiday", label_zh="节假日可遇",
    )  # fmt: skip
    holiday_effort: float = quantity(
        0.1, **_SHARE, role="lever", meaning="share of all doses given on a public holiday",
        label="Effort on holidays", label_zh="节假日投入",
    )  # fmt: skip


@dataclass
class Calendar(Rhythm):
    """The date of day 1, and what rest days change."""

    signing_date: int = quantity(
        0, "yyyymmdd", 0, 20991231, role="fact",
        source="unknown unless a case gives it; Zhangyuan 20190112, shquan.cn 154642345",
        meaning="date of signing day 1; 0 = unknown, and every day counts as a workday",
        label="Signing date", label_zh="签约首日日期",
    )  # fmt: skip


def date_fault(value: object, key: str = "calendar.signing_date") -> str:
    """Say what is wrong with a date: what came, what was expected, what to do; or "".

    Parameters
    ----------
    value : int
        yyyymmdd, or 0 for an unknown date.
    key : str
        The quantity, in full.
    """
    wanted = "0 (unknown) or a day from 19000101 to 20991231, written yyyymmdd"
    came = f"{key}: got {value!r}, expected {wanted}."
    eight = f"{came} Write year, month and day as eight digits, such as 20190112."
    if isinstance(value, bool) or not isinstance(value, int | float) or value % 1 != 0:
        return eight
    if value == 0:
        return ""
    if not 19000101 <= value <= 20991231:
        return eight
    number = int(value)
    try:
        date(number // 10000, number // 100 % 100, number % 100)
    except ValueError:
        return f"{came} There is no such day: check month and day."
    return ""


@verb
def days_from_civil(date):
    """Return the days from 1 January 1970 to a date, by counting years from 1 March."""
    month = date // 100 % 100
    year = date // 10000 - (1 if month <= 2 else 0)
    year_day = (153 * (month - 3 if month > 2 else month + 9) + 2) // 5 + date % 100 - 1
    return year * 365 + year // 4 - year // 100 + year // 400 + year_day - 719468


@verb
def civil_from_days(days):
    """Return the date that lies a number of days after 1 January 1970."""
    since = days + 719468  # days since 1 March of the year 0
    era = since // 146097  # 400 years
    era_day = since - era * 146097
    era_year = (era_day - era_day // 1460 + era_day // 36524 - era_day // 146096) // 365
    year_day = era_day - (365 * era_year + era_year // 4 - era_year // 100)
    turned = (5 * year_day + 2) // 153  # months since March
    month = turned + 3 if turned < 10 else turned - 9
    year = era * 400 + era_year + (1 if month <= 2 else 0)
    return year * 10000 + month * 100 + year_day - (153 * turned + 2) // 5 + 1


@verb
def weekday_of(days):
    """Return the day of the week, 0 Monday to 6 Sunday; 1 January 1970 was a Thursday."""
    return (days + 3) % 7


@verb
def rest_of(days):
    """Tell what kind of day it is: a workday, a weekend, or a public holiday."""
    date = civil_from_days(days)
    if _is_fixed_holiday(date // 10000, date % 10000) or _is_spring_festival(days, date // 10000):
        return HOLIDAY
    return WEEKEND if weekday_of(days) >= SATURDAY else WORKDAY


@verb
def _is_fixed_holiday(year, month_day):
    labour_ends = 505 if year >= 2020 else 503
    new_year, qingming = month_day == 101, 404 <= month_day <= 405
    return new_year or qingming or 501 <= month_day <= labour_ends or 1001 <= month_day <= 1007


@verb
def _is_spring_festival(days, year):
    """Tell whether it is one of the seven days from New Year's Eve to the sixth of the new year."""
    place = year - FIRST_TABLED
    if place < 0 or place >= len(SPRING_FESTIVAL):
        return False
    first = days_from_civil(SPRING_FESTIVAL[place])
    return first - 1 <= days <= first + 5


@verb
def read_calendar(first, town, day):
    """Look up the date in the morning: the day of the week, and whether people rest.

    ``first`` is the date of day 1; if it is 0, day 1 counts as a Monday, and nobody ever rests.
    """
    if first == 0:
        town.now[0].weekday = (day - 1) % 7
        town.now[0].rest = WORKDAY
        return
    days = days_from_civil(first) + day - 1
    town.now[0].weekday = weekday_of(days)
    town.now[0].rest = rest_of(days)


@verb
def effort_in(usual, town, p):
    """Return the share of all doses given today, given it on a workday."""
    return usual * p.holiday_effort if town.now[0].rest == HOLIDAY else usual
