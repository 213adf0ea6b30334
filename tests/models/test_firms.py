"""Firms bargain apart: in their time, on their own row, and not at all if there are none."""

from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.signing.firms import FIRM, Firms, bargain, open_firms
from sim.engine.luck import run_key
from sim.engine.rows import Column, empty_rows
from sim.engine.sheet import Sheet
from sim.people.plot import NEVER

SHEET = Sheet({"firms": Firms})
ROOM = 60
NOW = (
    Column("firm_count", "i8", "certificates that are not homes"),
    Column("firms_signed", "i8", "of these, signed"),
    Column("luck", "u8", "the run's key"),
    Column("effort", "f8", "share of all doses given today"),
    Column("brewing", "u1", "prices are public, flag"),
    Column("stop_day", "i8", "day the campaign was given up, NEVER before"),
)
CERTAIN = {"firm_talks_per_day": 1.0, "firm_gap_closed_per_talk": 1.0}


class Town(NamedTuple):
    now: np.recarray
    firm: np.recarray


def build(seed=1, **values):
    (p,) = SHEET.table([{"firms": 39} | values])
    town = Town(empty_rows(1, NOW), empty_rows(ROOM, FIRM))
    town.now[0].luck = run_key(seed, 0)
    town.now[0].stop_day = NEVER
    town.now[0].effort = 1.0
    open_firms(town, p)
    return town, p


def live(town, p, first=-30, last=60, brew_day=-16, order=1):
    for day in range(first, last + 1):
        town.now[0].brewing = day >= brew_day
        for firm in list(range(town.now[0].firm_count))[::order]:
            bargain(firm, town, p, day)
    return town


def test_no_firms_change_nothing():
    town, p = build(firms=0)
    town.firm.gap = 7.0
    before = [rows.copy() for rows in town]
    live(town, p)
    town.now[0].brewing = before[0][0].brewing
    assert all(np.array_equal(a, b) for a, b in zip(before, town, strict=True))


@given(seed=st.integers(0, 10_000), mean=st.floats(0.0, 10.0))
def test_gaps_are_never_negative_and_drawn_around_their_mean(seed, mean):
    town, _ = build(seed, firms=ROOM, firm_gap=mean)
    assert np.all(town.firm.gap >= 0.0)
    assert np.all(town.firm.signed == NEVER)
    assert 0.4 * mean <= town.firm.gap.mean() <= 2.0 * mean  # a mean of 60: five errors wide


def test_gaps_scale_with_their_mean_and_a_smaller_neighbourhood_keeps_its_luck():
    town, _ = build()
    wider, _ = build(firm_gap=1.0)
    fewer, _ = build(firms=5)
    assert np.array_equal(2.0 * town.firm.gap, wider.firm.gap)
    assert np.array_equal(town.firm.gap[:5], fewer.firm.gap[:5])
    assert not fewer.firm.gap[5:].any()


def test_nobody_talks_before_prices_are_public_or_signs_before_day_1():
    town, p = build(**CERTAIN)
    start = town.firm.gap.copy()
    live(town, p, first=-30, last=-17)
    assert np.array_equal(start, town.firm.gap)
    live(town, p, first=-16, last=0)
    assert not town.firm.gap[:39].any()
    assert town.now[0].firms_signed == 0
    live(town, p, first=1, last=1)
    assert np.all(town.firm.signed[:39] == 1)
    assert town.now[0].firms_signed == 39


def test_a_campaign_given_up_talks_no_more():
    town, p = build(**CERTAIN)
    start = town.firm.gap.copy()
    town.now[0].stop_day = -40
    live(town, p)
    assert np.array_equal(start, town.firm.gap)
    assert town.now[0].firms_signed == 0


@pytest.mark.parametrize("values", [{"firm_talks_per_day": 0.0}, {"firm_gap_closed_per_talk": 0.0}])
def test_without_talks_only_those_sign_who_ask_for_no_more(values):
    town, p = build(**values)
    start = town.firm.gap.copy()
    live(town, p)
    assert np.array_equal(start, town.firm.gap)
    content = start[:39] <= p.firm_gap_accepted
    assert 0 < content.sum() < 39
    assert np.array_equal(town.firm.signed[:39] == 1, content)


def test_no_effort_is_no_talk():
    town, p = build(firm_gap_accepted=0.0)
    start = town.firm.gap.copy()
    town.now[0].effort = 0.0
    live(town, p)
    assert np.array_equal(start, town.firm.gap)


@given(
    seed=st.integers(0, 10_000),
    gap=st.floats(0.0, 5.0),
    closed=st.floats(0.0, 1.0),
    talks=st.floats(0.0, 1.0),
    accepted=st.floats(0.0, 1.0),
)
def test_the_tally_is_the_number_of_signed_rows_and_gaps_only_close(
    seed, gap, closed, talks, accepted
):
    town, p = build(
        seed, firm_gap=gap, firm_gap_closed_per_talk=closed, firm_talks_per_day=talks,
        firm_gap_accepted=accepted,
    )  # fmt: skip
    start, last = town.firm.gap.copy(), 0
    for day in range(-20, 40, 10):
        live(town, p, day, day + 9)
        signed = town.firm.signed[:39] != NEVER
        assert np.all((town.firm.gap >= 0.0) & (town.firm.gap <= start))
        assert np.all(town.firm.gap[:39][signed] <= accepted)
        assert town.now[0].firms_signed == signed.sum() >= last
        last = int(signed.sum())
    assert np.all(town.firm.signed[39:] == 0), "rows of nobody"


def test_the_order_of_firms_does_not_matter():
    one, p = build()
    other, _ = build()
    live(one, p)
    live(other, p, order=-1)
    assert np.array_equal(one.firm, other.firm)
    assert 0 < one.now[0].firms_signed <= 39


def test_more_talks_never_sign_fewer():
    signed = []
    for talks in (0.0, 0.1, 0.3, 1.0):
        town, p = build(firm_talks_per_day=talks)
        signed.append(int(live(town, p, last=30).now[0].firms_signed))
    assert signed == sorted(signed)
    assert signed[0] < signed[-1]
