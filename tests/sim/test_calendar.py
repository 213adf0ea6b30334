"""The calendar agrees with datetime and with the moon, and an unknown date changes nothing."""

import math
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sim.engine.rows import Column, empty_rows
from sim.engine.sheet import Sheet
from sim.people.calendar import (
    SPRING_FESTIVAL,
    Calendar,
    civil_from_days,
    date_fault,
    days_from_civil,
    effort_in,
    read_calendar,
    rest_of,
    weekday_of,
)
from sim.people.contact import Contact
from sim.people.meeting import may_be_in
from sim.people.plot import AT_HOME, DAY_WORK, HOLIDAY, IRREGULAR, WEDNESDAY, WEEKEND, WORKDAY

EPOCH = date(1970, 1, 1)
SHEET = Sheet({"calendar": Calendar, "contact": Contact})
NOW = (
    Column("weekday", "i8", "day of the week"),
    Column("rest", "i8", "kind of day"),
    Column("phase", "i8", "a column that is not the calendar's"),
)
HOME = (Column("hours", "u1", "when somebody is in"),)


class Town(NamedTuple):
    now: np.recarray
    home: np.recarray


def morning(day=1, **values):
    (p,) = SHEET.table([values])
    town = Town(empty_rows(1, NOW), empty_rows(3, HOME))
    town.home.hours[:] = AT_HOME, DAY_WORK, IRREGULAR
    read_calendar(p.signing_date, town, day)
    return town, p


def number(when):
    return when.year * 10000 + when.month * 100 + when.day


def rest_on(year, month, day):
    return rest_of((date(year, month, day) - EPOCH).days)


any_date = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@given(when=st.dates())
@example(when=date(1600, 2, 29))
@example(when=date(1, 1, 1))
@example(when=date(9999, 12, 31))
def test_days_and_dates_are_those_of_datetime(when):
    days = (when - EPOCH).days
    assert days_from_civil(number(when)) == days
    assert civil_from_days(days) == number(when)
    assert weekday_of(days) == when.weekday()


@given(days=st.integers(-700_000, 2_900_000))
def test_the_day_after_is_the_next_date(days):
    assert days_from_civil(civil_from_days(days)) == days
    assert civil_from_days(days) < civil_from_days(days + 1)


@given(when=any_date, day=st.integers(-1000, 2000))
@example(when=date(2019, 1, 12), day=1)
@example(when=date(2019, 1, 12), day=0)
@example(when=date(2020, 3, 1), day=0)
def test_day_1_is_the_signing_date_and_day_0_the_day_before(when, day):
    town, _ = morning(day, signing_date=number(when))
    today = when + timedelta(days=day - 1)
    assert town.now[0].weekday == today.weekday()
    assert town.now[0].rest == rest_of((today - EPOCH).days)
    assert town.now[0].rest in (WORKDAY, WEEKEND, HOLIDAY)
    if town.now[0].rest != HOLIDAY:
        assert (town.now[0].rest == WEEKEND) == (today.weekday() >= 5)


def found_in(town, p):
    """Return the chances to meet who stays at home, who has a day job and who works irregularly."""
    return [may_be_in(household, town, p) for household in range(3)]


@given(day=st.integers(-1000, 2000), usual=st.floats(0, 1))
def test_without_a_date_every_day_is_a_workday(day, usual):
    town, p = morning(day)
    assert (town.now[0].weekday, town.now[0].rest) == ((day - 1) % 7, WORKDAY)
    assert found_in(town, p)[:2] == [p.home_by_day, p.worker_by_day]
    assert effort_in(usual, town, p) == usual


def test_without_a_date_the_third_day_is_a_wednesday():
    assert morning(3)[0].now[0].weekday == WEDNESDAY


def test_the_calendar_writes_its_own_columns_only():
    town, _ = morning(1, signing_date=20191001)
    assert town.now[0].phase == 0
    assert (town.now[0].weekday, town.now[0].rest) == (1, HOLIDAY)


@given(usual=st.floats(0, 1), home=st.floats(0, 1), work=st.floats(0, 1))
def test_a_weekend_finds_workers_in_and_a_holiday_nobody_in_particular(usual, home, work):
    contact = {"home_by_day": home, "worker_by_day": work, "signing_date": 20190112}
    weekend, p = morning(1, **contact)
    workday, _ = morning(3, **contact)
    holiday, _ = morning(25, **contact)  # the first of the new year, 5 February
    assert [town.now[0].rest for town in (workday, weekend, holiday)] == [WORKDAY, WEEKEND, HOLIDAY]
    assert found_in(workday, p) == [home, work, 0.5 * (home + work)]
    assert found_in(weekend, p) == [home, p.weekend_home, 0.5 * (home + p.weekend_home)]
    assert found_in(holiday, p) == [p.holiday_home] * 3
    assert effort_in(usual, weekend, p) == effort_in(usual, workday, p) == usual
    assert effort_in(usual, holiday, p) == usual * p.holiday_effort


# Public holidays


@pytest.mark.parametrize(
    "span",
    [
        # blocks of the yearly notices that agree with the rule
        ((2019, 1, 1), (2019, 1, 1)),
        ((2019, 2, 4), (2019, 2, 10)),
        ((2021, 2, 11), (2021, 2, 17)),
        ((2022, 1, 31), (2022, 2, 6)),
        ((2023, 1, 21), (2023, 1, 27)),
        ((2023, 10, 1), (2023, 10, 7)),
        ((2021, 5, 1), (2021, 5, 5)),
        ((2018, 5, 1), (2018, 5, 3)),
        ((2022, 4, 4), (2022, 4, 5)),
    ],
    ids=str,
)
def test_a_holiday_begins_and_ends_where_it_should(span):
    first, last = date(*span[0]), date(*span[1])
    block = [first + timedelta(days=i) for i in range((last - first).days + 1)]
    assert all(rest_on(d.year, d.month, d.day) == HOLIDAY for d in block)
    for outside in (first - timedelta(days=1), last + timedelta(days=1)):
        assert rest_on(outside.year, outside.month, outside.day) != HOLIDAY


def test_a_year_has_as_many_holidays_as_the_rule_names():
    for year in range(1990, 2060):
        days = range((date(year, 1, 1) - EPOCH).days, (date(year, 12, 31) - EPOCH).days + 1)
        spring = 7 if 2000 <= year <= 2040 else 0
        labour = 5 if year >= 2020 else 3
        assert sum(rest_of(d) == HOLIDAY for d in days) == 1 + spring + 2 + labour + 7


# The lunar year, from the sun and the moon: Meeus 1998, "Astronomical Algorithms", ch. 25 and 49,
# with the largest terms, good to some minutes. Days count from 1 January 1970 in Beijing time.

J1970 = 2440587.5
BEIJING = 8 / 24


def sun_longitude(jde):
    """Return the apparent longitude of the sun in degrees, 0 to 360."""
    t = (jde - 2451545.0) / 36525
    m = math.radians(357.52911 + 35999.05029 * t)
    centre = (1.914602 - 0.004817 * t) * math.sin(m)
    centre += 0.019993 * math.sin(2 * m) + 0.000289 * math.sin(3 * m)
    shift = 0.00569 + 0.00478 * math.sin(math.radians(125.04 - 1934.136 * t))
    return (280.46646 + 36000.76983 * t + centre - shift) % 360


def new_moon(k):
    """Return when the k-th new moon after 6 January 2000 falls, as a dynamical Julian day."""
    t = k / 1236.85
    e = 1 - 0.002516 * t
    m = math.radians(2.5534 + 29.10535670 * k)
    n = math.radians(201.5643 + 385.81693528 * k)
    f = math.radians(160.7108 + 390.67050284 * k)
    node = math.radians(124.7746 - 1.56375588 * k)
    jde = 2451550.09766 + 29.530588861 * k + 0.00015437 * t * t
    jde += -0.40720 * math.sin(n) + 0.17241 * e * math.sin(m) + 0.01608 * math.sin(2 * n)
    jde += 0.01039 * math.sin(2 * f) + 0.00739 * e * math.sin(n - m)
    jde += -0.00514 * e * math.sin(n + m) + 0.00208 * e * e * math.sin(2 * m)
    jde += -0.00111 * math.sin(n - 2 * f) - 0.00057 * math.sin(n + 2 * f)
    jde += 0.00056 * e * math.sin(2 * n + m) - 0.00042 * math.sin(3 * n)
    jde += 0.00042 * e * math.sin(m + 2 * f) + 0.00038 * e * math.sin(m - 2 * f)
    return jde - 0.00024 * e * math.sin(2 * n - m) - 0.00017 * math.sin(node)


def beijing_day(jde):
    return math.floor(jde - 70 / 86400 - J1970 + BEIJING)  # dynamical time is 70 s ahead


def beijing_noon_before(day):
    """Return the instant at which a Beijing day begins, as a dynamical Julian day."""
    return day + J1970 - BEIJING + 70 / 86400


def solstice(year):
    """Return the Beijing day of the winter solstice (longitude 270) of a year."""
    jde = 2451900.0 + 365.2422 * (year - 2000)
    for _ in range(20):
        jde += 365.2422 / 360 * ((270 - sun_longitude(jde) + 180) % 360 - 180)
    return beijing_day(jde)


def lunar_new_year(year):
    """Return day 1 of the lunar year that begins in a civil year.

    The month of the winter solstice is the eleventh. With thirteen months between two solstices,
    the first without a principal term (a multiple of 30 degrees) is a leap month.
    """
    k = round((year - 2000) * 12.3685) - 3
    starts = [beijing_day(new_moon(i)) for i in range(k, k + 20)]
    eleventh = max(i for i, s in enumerate(starts) if s <= solstice(year - 1))
    next_one = max(i for i, s in enumerate(starts) if s <= solstice(year))
    place = eleventh + 2
    if next_one - eleventh == 13:
        terms = [sun_longitude(beijing_noon_before(s)) // 30 for s in starts]
        leap = min(i for i in range(eleventh + 1, next_one) if terms[i] == terms[i + 1])
        place += leap <= place
    return starts[place]


@pytest.mark.parametrize("year", range(2000, 2041))
def test_spring_festival_is_where_sun_and_moon_put_it(year):
    assert SPRING_FESTIVAL[year - 2000] == civil_from_days(lunar_new_year(year))


def test_spring_festival_is_named_for_every_year_once():
    assert [d // 10000 for d in SPRING_FESTIVAL] == list(range(2000, 2041))
    assert all(121 <= d % 10000 <= 220 for d in SPRING_FESTIVAL)


# Faults


@given(when=any_date)
def test_a_real_date_has_no_fault(when):
    assert date_fault(number(when)) == ""


@given(value=st.integers(19000000, 20999999))
def test_a_date_has_a_fault_exactly_when_datetime_refuses_it(value):
    try:
        date(value // 10000, value // 100 % 100, value % 100)
        real = True
    except ValueError:
        real = False
    assert (date_fault(value) == "") == real


WRONG = [20190231, 20190229, 20190001, 20191301, 20190100, 190112, 1, -20190112, 21000101,
         20190112.5, math.nan, math.inf, True, False, None, "20190112", "2019-01-12"]  # fmt: skip


@pytest.mark.parametrize("value", WRONG, ids=str)
def test_a_fault_says_what_came_what_was_expected_and_what_to_do(value):
    said = date_fault(value)
    assert said.startswith(f"calendar.signing_date: got {value!r}, expected ")
    assert "yyyymmdd" in said
    assert "check" in said or "Write" in said


@pytest.mark.parametrize("value", [0, 0.0, 20190112, 20190112.0, 20200229])
def test_unknown_and_whole_dates_pass(value):
    assert date_fault(value) == ""
