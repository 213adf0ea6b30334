"""Quorum arithmetic by hand, boundary by boundary, for every regime there is; laws by date."""

from datetime import date
from fractions import Fraction
from functools import cache
from math import ceil

import numpy as np
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from experiments import load_scenario
from models.elevator.day import greet
from models.elevator.law import (
    LAW,
    REGIMES,
    building_agrees,
    enough_sign,
    estate_agrees,
    laws_of,
    reaches,
    regime_on,
)
from models.elevator.sheet import SHEET
from models.elevator.town import ESTATE
from sim.engine.rows import empty_rows
from tests.kit import ROOT, subject

FILES = ("shanghai_2014", "shanghai_2016", "shanghai_2019_12", "civil_code_2021")
NAMES = (*FILES, "guangzhou", "singapore_hip")
UNASKED = ("guangzhou", "singapore_hip")
SHARES = {0: 0.0, Fraction(1, 2): 0.5, Fraction(2, 3): 0.666666667, Fraction(3, 4): 0.75,
          Fraction(9, 10): 0.9}  # fmt: skip
LARGEST = 10_000_000  # an estate of 100,000 m2, in 0.01 m2


@cache
def rule(name):
    """Return a regime as the rules read it: of a scenario's file, through the loader."""
    values = load_scenario("shanghai_street", f"law={name}").values
    return laws_of(SHEET.table([values]))[0][0]


def written(name):
    """Return a law's file as it is written."""
    return yaml.safe_load((ROOT / "scenarios" / "law" / f"{name}.yaml").read_text("utf-8"))


def building(name, yes, voted, homes, areas=None):
    """Hold answers against a law; flats are of one size unless areas (yes, voted, all) are given.

    Areas are in 0.01 m2, a flat of one size has 55 m2.
    """
    yes_area, voted_area, area = areas or (5500 * yes, 5500 * voted, 5500 * homes)
    return bool(building_agrees(rule(name), yes, voted, homes, yes_area, voted_area, area))


def estate(name, friendly, answering, households, areas=None):
    """Hold an estate's answers against a law; flats are of one size unless areas are given."""
    row = empty_rows(1, ESTATE)[0]
    row.friendly, row.answering, row.households = friendly, answering, households
    areas = areas or (5500 * friendly, 5500 * answering, 5500 * households)
    row.friendly_area, row.answering_area, row.area = areas
    return bool(estate_agrees(rule(name), row))


def signed(name, signing, homes, areas=None):
    """Hold signatures against a law; flats are of one size unless areas are given."""
    area, whole = areas or (5500 * signing, 5500 * homes)
    return bool(enough_sign(rule(name), signing, homes, area, whole))


# Round 1, by heads


@pytest.mark.parametrize(
    ("name", "homes", "voted", "least"),
    [
        *[(name, homes, homes, least)
          for name in ("shanghai_2014", "shanghai_2016")
          for homes, least in ((10, 9), (12, 11), (18, 17), (20, 18), (24, 22), (30, 27))],
        ("shanghai_2016", 20, 18, 18),  # who stays away counts as a no
        *[(name, homes, homes, least)
          for name in ("shanghai_2019_12", "guangzhou")
          for homes, least in ((10, 7), (12, 8), (16, 11), (18, 12), (20, 14), (24, 16), (30, 20))],
        ("shanghai_2019_12", 12, 8, 8),
        ("guangzhou", 12, 9, 8),
        ("civil_code_2021", 20, 20, 15),
        ("civil_code_2021", 20, 17, 13),  # 12.75
        ("civil_code_2021", 20, 16, 12),
        ("civil_code_2021", 20, 14, 11),  # 10.5
        ("civil_code_2021", 18, 12, 9),  # one half of all is enough
        ("civil_code_2021", 12, 8, 6),
        ("singapore_hip", 20, 20, 15),
        ("singapore_hip", 20, 15, 15),
        ("singapore_hip", 18, 18, 14),  # 13.5
        ("singapore_hip", 12, 12, 9),
    ],
)  # fmt: skip
def test_so_many_pass_round_1_and_one_fewer_does_not(name, homes, voted, least):
    assert building(name, least, voted, homes)
    assert not building(name, least - 1, voted, homes)
    assert building(name, voted, voted, homes)
    assert not building(name, 0, voted, homes)


@pytest.mark.parametrize(("homes", "voted"), [(20, 13), (18, 11), (12, 7), (30, 19)])
def test_the_civil_code_is_not_met_where_fewer_than_two_thirds_take_part(homes, voted):
    assert not building("civil_code_2021", voted, voted, homes)
    assert building("civil_code_2021", voted + 1, voted + 1, homes)


def test_in_singapore_absence_counts_as_a_no_and_under_the_civil_code_it_does_not():
    assert not building("singapore_hip", 14, 14, 20)
    assert building("singapore_hip", 15, 15, 20)
    assert building("civil_code_2021", 14, 14, 20)
    assert building("civil_code_2021", 11, 14, 20)


# Round 1, by heads and by area


def test_the_civil_code_needs_heads_and_area_alike():
    code = "civil_code_2021"
    assert building(code, 15, 20, 20, (75_000, 100_000, 100_000))
    assert not building(code, 15, 20, 20, (74_999, 100_000, 100_000)), "enough heads, not area"
    assert not building(code, 14, 20, 20, (99_000, 100_000, 100_000)), "enough area, not heads"
    assert building(code, 14, 14, 20, (66_667, 66_667, 100_000))
    assert not building(code, 14, 14, 20, (66_666, 66_666, 100_000)), "area that takes part"
    assert not building(code, 13, 13, 20, (90_000, 90_000, 100_000)), "heads that take part"
    assert building(code, 11, 14, 20, (60_000, 80_000, 100_000))
    assert not building(code, 11, 14, 20, (59_999, 80_000, 100_000)), "three quarters of those"


@pytest.mark.parametrize("name", [n for n in NAMES if n != "civil_code_2021"])
def test_where_the_law_counts_heads_small_flats_decide_as_much_as_large_ones(name):
    assert building(name, 19, 20, 20, (19, 100_000, 100_000))
    assert not building(name, 1, 20, 20, (99_000, 100_000, 100_000))


@pytest.mark.parametrize("name", NAMES)
def test_where_nobody_votes_nothing_passes(name):
    assert not building(name, 0, 0, 20)
    assert estate(name, 0, 0, 100) == (name in UNASKED)


def test_where_nobody_votes_nothing_passes_even_under_a_law_that_asks_for_nothing():
    nothing = empty_rows(1, LAW)[0]
    assert not building_agrees(nothing, 0, 0, 20, 0, 0, 110_000)
    assert building_agrees(nothing, 0, 1, 20, 0, 5_500, 110_000)


# The estate


@pytest.mark.parametrize(
    ("name", "answering", "least"),
    [
        ("shanghai_2014", 90, 67),  # 66.67 of all 100
        ("shanghai_2016", 90, 67),
        ("shanghai_2019_12", 90, 50),  # one half of all is enough
        ("shanghai_2019_12", 50, 50),
        ("civil_code_2021", 80, 41),  # more than one half of those who answer
        ("civil_code_2021", 81, 41),
        ("civil_code_2021", 67, 34),
        ("civil_code_2021", 100, 51),
    ],
)
def test_so_many_of_an_estate_of_100_are_enough_and_one_fewer_is_not(name, answering, least):
    assert estate(name, least, answering, 100)
    assert not estate(name, least - 1, answering, 100)


def test_exactly_one_half_of_the_estate_was_enough_in_2019_and_is_not_under_the_civil_code():
    assert estate("shanghai_2019_12", 270, 540, 540)
    assert not estate("civil_code_2021", 270, 540, 540)
    assert estate("civil_code_2021", 271, 540, 540)
    assert not estate("shanghai_2019_12", 270, 540, 541)


def test_two_thirds_of_the_estate_must_answer_under_the_civil_code():
    assert not estate("civil_code_2021", 66, 66, 100)
    assert estate("civil_code_2021", 67, 67, 100)


def test_the_estate_needs_heads_and_area_alike_under_the_civil_code():
    code = "civil_code_2021"
    assert estate(code, 41, 80, 100, (40_001, 80_000, 100_000))
    assert not estate(code, 41, 80, 100, (40_000, 80_000, 100_000)), "exactly one half by area"
    assert not estate(code, 40, 80, 100, (70_000, 80_000, 100_000)), "exactly one half by heads"
    assert not estate(code, 60, 80, 100, (60_000, 66_666, 100_000)), "area that takes part"
    assert estate(code, 60, 80, 100, (60_000, 66_667, 100_000))


@pytest.mark.parametrize("name", UNASKED)
@pytest.mark.parametrize(("friendly", "answering"), [(0, 0), (0, 100), (1, 1)])
def test_where_the_estate_is_not_asked_it_stops_nobody(name, friendly, answering):
    assert estate(name, friendly, answering, 100)


@pytest.mark.parametrize(("answering_area", "passes"), [(66_666, False), (66_667, True)])
def test_an_estate_may_have_to_answer_by_area_though_it_need_not_agree_by_area(
    answering_area, passes
):
    law, row = empty_rows(1, LAW)[0], empty_rows(1, ESTATE)[0]
    law.estate_assent_heads, law.estate_turnout_area = 0.5, 0.666666667
    row.households, row.answering, row.friendly = 100, 90, 50
    row.area, row.answering_area, row.friendly_area = 100_000, answering_area, 1
    assert bool(estate_agrees(law, row)) == passes


# Round 2


@pytest.mark.parametrize(
    ("name", "homes", "least"),
    [
        *[(name, homes, least)
          for name in ("shanghai_2014", "shanghai_2016", "shanghai_2019_12", "guangzhou")
          for homes, least in ((12, 8), (18, 12), (20, 14), (16, 11))],
        ("civil_code_2021", 20, 10),
        ("civil_code_2021", 15, 8),
    ],
)  # fmt: skip
def test_so_many_signatures_are_enough_and_one_fewer_is_not(name, homes, least):
    assert signed(name, least, homes)
    assert not signed(name, least - 1, homes)


def test_signatures_under_the_civil_code_need_half_the_area_too():
    assert signed("civil_code_2021", 10, 20, (50_000, 100_000))
    assert not signed("civil_code_2021", 10, 20, (49_999, 100_000))
    assert not signed("civil_code_2021", 9, 20, (90_000, 100_000))


def test_in_singapore_the_poll_settles_it_and_nobody_signs_again():
    assert signed("singapore_hip", 0, 20)


# Shares of nine digits are fractions


@given(st.sampled_from([*SHARES]), st.integers(1, LARGEST), st.integers(-2, 2), st.booleans())
def test_a_share_of_nine_digits_decides_as_its_fraction_does(fraction, whole, beside, more):
    count = min(max(ceil(fraction * whole) + beside, 0), whole)
    exact = count > fraction * whole if more else count >= fraction * whole
    assert bool(reaches(count, whole, SHARES[fraction], more)) == exact


@pytest.mark.parametrize("fraction", SHARES, ids=str)
def test_every_small_stairwell_and_estate_is_decided_as_by_the_fraction(fraction):
    share, top, bottom = SHARES[fraction], *Fraction(fraction).as_integer_ratio()
    for whole in [*range(1, 1200), *range(LARGEST - 30, LARGEST + 1)]:
        for count in range(max(whole * top // bottom - 1, 0), whole * top // bottom + 3):
            for more in (False, True):
                left = count * bottom - top * whole
                exact = left > 0 if more else left >= 0
                assert bool(reaches(count, whole, share, more)) == exact, (count, whole, more)


@pytest.mark.parametrize("name", [*NAMES, "shanghai"])
def test_every_share_in_the_files_is_one_of_these_fractions(name):
    shares = ("building_turnout", "building_assent", "estate_turnout", "estate_assent", "sign_")
    for key, value in written(name).items():
        if key.startswith(shares):
            assert value in SHARES.values(), (key, value)


# Whatever the numbers


@st.composite
def answers(draw, most=60):
    """Draw the flats of a stairwell: how large each is, and whether it says yes, no or nothing."""
    areas = draw(st.lists(st.integers(1, 20_000), min_size=2, max_size=most))
    said = draw(st.lists(st.integers(0, 2), min_size=len(areas), max_size=len(areas)))
    return np.array(areas, np.int64), np.array(said, np.int64)


def passes(name, areas, said, times=1):
    """Hold the answers of flats (0 none, 1 no, 2 yes) against a law, every flat so many times."""
    yes, voted = said == 2, said > 0
    counts = (yes.sum(), voted.sum(), len(areas), areas[yes].sum(), areas[voted].sum(), areas.sum())
    return bool(building_agrees(rule(name), *(int(count) * times for count in counts)))


@given(st.sampled_from(NAMES), answers(), st.data())
def test_one_more_yes_never_turns_a_pass_into_a_failure(name, flats, data):
    areas, said = flats
    place = data.draw(st.integers(0, len(areas) - 1))
    better = said.copy()
    better[place] = 2  # of a no, or of an answer that did not come
    assert passes(name, areas, better) >= passes(name, areas, said)


@given(st.sampled_from(NAMES), st.integers(1, 400), st.data())
def test_one_more_friend_in_the_estate_never_turns_a_pass_into_a_failure(name, households, data):
    answering = data.draw(st.integers(0, households))
    friendly = data.draw(st.integers(0, answering))
    if friendly < answering:
        assert estate(name, friendly + 1, answering, households) >= estate(
            name, friendly, answering, households
        )
    signing = data.draw(st.integers(0, households - 1))
    assert signed(name, signing + 1, households) >= signed(name, signing, households)


@given(st.sampled_from(NAMES), answers(most=40), st.integers(2, 50))
def test_where_every_flat_is_there_many_times_nothing_changes(name, flats, times):
    areas, said = flats
    areas = areas % 50 + 1  # as few hundredths of a m2 as keep the sum exact
    assert passes(name, areas, said, times) == passes(name, areas, said)


@given(st.sampled_from(NAMES), st.integers(1, 60), st.integers(2, 900), st.data())
def test_an_estate_many_times_as_large_is_decided_alike(name, households, times, data):
    answering = data.draw(st.integers(0, households))
    friendly = data.draw(st.integers(0, answering))
    large = [times * count for count in (friendly, answering, households)]
    few = (friendly, answering, households)
    assert estate(name, *large, large) == estate(name, *few, few)


# Files and dates


def test_shanghai_by_date_repeats_the_four_files_value_by_value():
    whole, seen = written("shanghai"), {"sources"}
    for slot, name in enumerate(FILES, start=1):
        end = "" if slot == 1 else f"_{slot}"
        once = written(name)
        for key, value in once.items():
            if key != "sources":
                assert whole[key + end] == value, key + end
                seen.add(key + end)
        for key, source in once["sources"].items():
            assert whole["sources"][key + end] == source, key + end
    begins = {f"law_from_{slot}" for slot in (2, 3, 4)}
    assert {*whole} == seen | begins
    assert [whole[key] for key in sorted(begins)] == [20160101, 20191225, 20210101]


@pytest.mark.parametrize("name", NAMES)
def test_the_loader_hands_on_what_a_file_says_and_leaves_no_other_regime(name):
    values = load_scenario("shanghai_street", f"law={name}").values
    for key, value in written(name).items():
        assert key == "sources" or values[key] == value, key
    assert not any(values[f"law_from_{slot}"] for slot in range(2, REGIMES + 1))


def by_date(**values):
    """Return a town of the laws of Shanghai by date, and its parameters."""
    given_there = load_scenario("shanghai_street").values
    table = SHEET.table([{**given_there, "stairwells": 2, **values}])
    return subject("elevator").chunk.make_room(table), table[0]


@pytest.mark.parametrize(
    ("today", "regime"),
    [(20110101, 0), (20151231, 0), (20160101, 1), (20191224, 1), (20191225, 2), (20201231, 2),
     (20210101, 3), (20221231, 3), (0, 0)],
)  # fmt: skip
def test_the_law_of_a_date_is_the_last_whose_day_has_come(today, regime):
    town, _ = by_date()
    assert regime_on(today, town) == regime
    if today:
        assert town.law[regime].permit_days == (730, 365, 240, 150)[regime]


def test_the_law_changes_on_its_day_inside_a_run():
    town, p = by_date(start_date=20191201)
    for today, day, regime in ((20191201, 1, 1), (20191224, 24, 1), (20191225, 25, 2),
                               (20201231, 397, 2), (20210101, 398, 3)):  # fmt: skip
        greet(town, p, day)
        assert (town.now[0].date, town.now[0].regime) == (today, regime)


def test_where_no_date_is_known_no_law_follows_another():
    town, p = by_date(start_date=0)
    for day in (1, 4000):
        greet(town, p, day)
        assert (town.now[0].regime, town.now[0].date) == (0, 0)


def test_cases_under_way_are_held_to_the_law_of_the_day():
    """Nobody would pay: that stops every case by law until it is lifted, and no case after."""
    values = {
        "stairwells": 40, "stairwells_per_estate": 10, "start_date": 20190101, "last_day": 900,
        "starts_per_100_year_1": 400.0, "taste_mean": 8.0, "blocks_at": 30.0, "own_gap_days": 10.0,
        "unpaying_share": 1.0, "settles": 0.0, "payer_blocks": 0.0, "rest_days": 100.0,
        "again_per_year": 5.0, "payers_unanimous": 1, "payers_unanimous_2": 0, "veto_2": 0,
        "law_from_2": 20200301, "sign_heads": 0.0, "sign_heads_2": 0.0,
    }  # fmt: skip
    before = (date(2020, 3, 1) - date(2019, 1, 1)).days
    days, ends, _ = subject("elevator").run(values)
    assert days.agreed[0, before - 1] > 0
    assert ends.stops_payer[0] > 0
    assert not days.passed[0, :before].any()
    assert days.passed[0, -1] > 0
    strict = subject("elevator").run({**values, "law_from_2": 0})[0]
    assert not strict.passed.any()
