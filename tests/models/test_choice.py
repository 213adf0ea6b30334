"""Cash or a flat: who signs first picks first, and who comes too late takes cash."""

import numpy as np
import pytest

from models.signing.choice import CASH, FIRST_FLAT, FLOORS, LARGE_FROM
from models.signing.town import FLAT_TYPES
from models.signing.weighing import deal
from sim.people.obstacles import KINDS

ALL_WANT = {
    **{f"{kind}_share": 0.0 for kind in KINDS},
    "illness_per_year": 0.0, "inclination_mean": 8.0, "waiter_share": 0.0,
    "rumours_per_lane_per_day": 0.0, "outside_option": 0.0, "peers_weight": 0.0,
    "home_by_day": 1.0, "worker_by_day": 1.0, "co_owner_factor": 1.0,
    "certificates": 300, "preparation_days": 0, "brewing_days": 0, "round1_threshold": 0.0,
    "reward_window_days": 40, "signing_period_days": 200, "last_day": 30, "opening": "formal",
    "moving_start_day": 100, "flat_wish_share": 1.0, "flats_per_100": 60.0,
    "certificates_per_desk": 300.0, "minutes_per_contract": 60.0, "desk_hours": 12.0,
    "opening_evening_hours": 0.0, "threshold": 1.0,
}  # fmt: skip
"""Everybody is willing at once and wants a flat; one desk takes twelve a day."""


def by_day(lived, *names):
    """Live to the end; return what was added to some books on each day."""
    books = [[int(lived.live(day).now[name]) for name in names] for day in range(1, 31)]
    return np.diff(np.vstack([[0] * len(names), books]), axis=0)


def test_the_first_to_sign_pick_first(campaign):
    """The share that gets its first choice falls with the rank of the signature."""
    first, taken, missed, cash = by_day(
        campaign(ALL_WANT), "flats_first_choice", "flats_taken", "flats_missed", "cash_chosen"
    ).T
    assert taken.sum() == 180
    assert (taken[:15] == 12).all()
    assert not taken[15:].any()
    assert first[:4].sum() == 48
    thirds = [first[days].sum() / 60 for days in (slice(0, 5), slice(5, 10), slice(10, 15))]
    print(f"    first choice by third of those served: {thirds}")
    assert thirds[0] > thirds[1] + 0.1 > thirds[2] + 0.2
    assert np.array_equal(missed, cash)
    assert (cash[15:25] == 12).all(), "when the stock is gone all take cash"


def test_over_many_places_first_choices_fall_with_rank(ensemble):
    few = {**ALL_WANT, "certificates_per_desk": 30.0}
    ends = [ensemble({**few, "last_day": day}, runs=20)[1] for day in (1, 2)]
    share = [end.flats_first_choice.sum() / end.flats_taken.sum() for end in ends]
    assert share[0] > share[1] + 0.02
    for end in ends:
        assert (end.flats_taken + end.cash_chosen == end.signed).all()
        assert (end.flats_missed <= end.cash_chosen).all()


def test_the_last_flat_goes_to_who_stood_in_line_first(campaign):
    lived = campaign({**ALL_WANT, "desk_hours": 0.0})
    lived.live(2)  # nobody is served: all have asked on day 1
    lived.home.asked_desk[:300] = 2
    lived.home.asked_desk[77] = 1
    lived.town.stock.left[:] = 0
    lived.town.stock.left[4] = 1
    lived.p.desk_hours = 12.0
    lived.live(3)
    assert lived.now.signed == 12
    assert lived.home.choice[77] == FIRST_FLAT + 4
    assert (lived.home.choice == CASH).sum() == 11


def test_who_would_rather_have_cash_leaves_the_flats(campaign):
    lived = campaign({**ALL_WANT, "flat_wish_share": 0.4, "certificates_per_desk": 1.0}).live(1)
    wants = lived.home.wants_flat == 1
    assert 80 < wants.sum() < 160
    assert (lived.home.choice[~wants] == CASH).all()
    assert (lived.home.choice[wants] >= FIRST_FLAT).all()
    assert lived.town.stock.left.sum() == 180 - wants.sum()


@pytest.mark.parametrize("homes", [1, 5, 8, 100, 301, 1003])
def test_where_all_return_there_is_a_flat_for_everybody(campaign, homes):
    rebuild = {"kind": "rebuild", "flat_wish_share": 0.0, "flats_per_100": 0.0}
    desks = {"certificates_per_desk": 1.0, "minutes_per_contract": 1.0}
    lived = campaign({**ALL_WANT, **rebuild, **desks, "certificates": homes}).live(1)
    assert lived.now.signed == lived.now.flats_taken == homes
    assert lived.now.compensation_yuan == 0


def test_large_families_look_for_large_flats_and_the_frail_for_low_floors(campaign):
    plenty = {"flats_per_100": 200.0, "certificates_per_desk": 1.0, "certificates": 3000}
    lived = campaign({**ALL_WANT, **plenty, "care_share": 0.2, "elderly_share": 0.4})
    lived.home.open[:] = lived.home.born[:] = 0
    lived.live(1)
    flat = lived.home.choice.astype(int) - FIRST_FLAT
    first = lived.now.flats_first_choice == lived.now.flats_taken == 3000
    assert first
    assert np.array_equal(flat >= FLOORS, lived.home.persons >= LARGE_FROM)
    low, frail = flat % FLOORS == 0, lived.home.age >= 60
    assert abs(low[~frail].mean() - 1 / 3) < 4.5 * (2 / 9 / (~frail).sum()) ** 0.5
    assert low[frail].mean() > 0.6


def test_the_stock_is_laid_in_evenly(campaign):
    lived = campaign({**ALL_WANT, "flats_per_100": 60.0})
    assert lived.town.stock.left.tolist() == [30] * FLAT_TYPES
    assert campaign({**ALL_WANT, "flats_per_100": 0.0}).town.stock.left.sum() == 0


def test_it_weighs_to_want_a_flat_when_none_is_left(campaign):
    lived = campaign({**ALL_WANT, "flat_wish_share": 0.5, "flat_weight": 0.7})
    before = np.array([deal(i, lived.town, lived.p) for i in range(300)])
    lived.town.stock.left[:] = 0
    after = np.array([deal(i, lived.town, lived.p) for i in range(300)])
    assert np.allclose(before - after, 0.7 * lived.home.wants_flat)


def test_bricks_count_but_never_less_than_the_floor_by_person(campaign):
    pay = {"price_per_m2": 50_000.0, "floor_yuan_per_person": 400_000.0, "offer_weight": 0.3,
           "usual_yuan_per_person": 500_000.0}  # fmt: skip
    home = campaign({**ALL_WANT, **pay}).home
    bricks, floor = 500.0 * home.area, 400_000.0 * home.persons
    assert np.allclose(home.claim, np.maximum(bricks, floor), atol=1.0)
    assert 0 < (bricks > floor).mean() < 1
    worth = 0.3 * np.log(np.maximum(bricks, floor) / home.persons / 500_000.0)
    assert np.allclose(home.worth, np.clip(worth, -2.0, 2.0))


def test_a_better_price_is_signed_by_more(ensemble):
    torn = {**ALL_WANT, "inclination_mean": 0.0, "need_inclination": 0.0, "offer_weight": 1.0,
            "certificates_per_desk": 1.0, "last_day": 5}  # fmt: skip
    signed = [ensemble({**torn, "price_per_m2": yuan}, runs=10)[1].signed.mean()
              for yuan in (20_000.0, 60_000.0, 180_000.0)]  # fmt: skip
    assert signed[0] < signed[1] < signed[2]
