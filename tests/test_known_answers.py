"""Known answers: places so simple that the outcome can be worked out on paper."""

import math

import numpy as np
import pytest

from models.signing.judging import judge, share
from models.signing.offer import collective_at, moving_reward_on, reward_on
from models.signing.sheet import SHEET
from models.signing.town import SIGNING
from sim.people.obstacles import FAMILY, KINDS, TRANSITION
from sim.people.plot import MEDIATORS, NEVER

CALM = {
    **{f"{kind}_share": 0.0 for kind in KINDS},
    "illness_per_year": 0.0, "quarrel_share": 0.0, "co_owned_risk": 1.0, "owner_risk": 1.0,
    "alone_risk": 1.0, "fairness_weight": 0.0, "offer_weight": 0.0, "flat_weight": 0.0,
    "waiter_share": 0.0, "rumours_per_lane_per_day": 0.0, "leader_share": 0.0,
    "group_weight": 0.0, "empty_lane_weight": 0.0, "co_owner_factor": 1.0, "alone_factor": 1.0,
    "empty_lane_pull": 0.0, "early_reward_per_m2": 0.0,
    "preparation_days": 1, "brewing_days": 0, "round1_threshold": 0.0, "slip_per_day": 0.0,
    "opening": "formal", "signing_period_days": 1000, "outside_option": 0.0, "info_weight": 0.0,
    "trust_weight": 0.0, "peers_weight": 0.0, "deadline_weight": 0.0, "reward_weight": 0.0,
    "collective_pull": 0.0, "threshold": 1.0, "inclination_mean": 8.0,
    "certificates_per_desk": 1.0, "minutes_per_contract": 1.0, "opening_evening_hours": 0.0,
    "home_by_day": 1.0, "worker_by_day": 1.0,
}  # fmt: skip
"""Everybody is willing and free, desks are plenty, and nobody does anything to anybody."""
MANY = 20_000


def near(share, expected, count=MANY):
    """Tell whether a share lies within 4.5 standard errors of what is expected."""
    return abs(share - expected) < 4.5 * math.sqrt(expected * (1 - expected) / count) + 1e-12


def sheet(**values):
    return SHEET.table([{**CALM, **values}])[0]


# Who is born with what


def test_the_obstacle_free_share_is_a_product(campaign):
    shares = {"family_share": 0.16, "price_share": 0.09, "attachment_share": 0.05}
    home = campaign({**CALM, **shares, "absent_share": 0.03, "certificates": MANY}).home
    assert near(np.mean(home.born == 0), 0.84 * 0.91 * 0.95 * 0.97)
    assert near(np.mean(home.born == 0b100001001), 0.16 * 0.09 * 0.95 * 0.03)


def test_transition_and_care_fall_on_the_elderly_alone(campaign):
    place = {"transition_share": 0.07, "care_share": 0.05, "elderly_share": 0.35}
    home = campaign({**CALM, **place, "certificates": MANY}).home
    old = home.age >= 60
    assert near(old.mean(), 0.35)
    assert not home.born[~old].any()
    assert near(np.mean(home.born >> TRANSITION & 1), 0.07)
    assert near(np.mean(home.born == 0), 0.65 + 0.35 * (1 - 0.2) * (1 - 1 / 7))


# When people sign


def test_all_who_are_willing_and_free_sign_on_the_first_day(campaign):
    lived = campaign({**CALM, "certificates": 500, "last_day": 3}).live(1)
    assert lived.now.signed == 500
    assert lived.now.full_day == lived.now.effective_day == 1
    assert (lived.home.signed == 1).all()


def test_those_who_are_not_met_by_chance_sign_on_geometric_days(campaign):
    free, leave = 0.2, 0.5
    lived = campaign({
        **CALM, "certificates": MANY, "home_by_day": free, "worker_by_day": free,
        "met_at_night": 0.0, "leave_taken": leave, "reward_window_days": 10,
        "first_step_share": 0.4, "last_day": 12, "tail_effort": 1.0,
    })  # fmt: skip
    left = 1.0
    for day in range(1, 13):
        special = day in (1, 4, 10)  # the opening, and the ends of both reward steps
        left *= (1 - free) * ((1 - leave) if special else 1.0)
        assert near(1 - lived.live(day).now.signed / MANY, left), day


@pytest.mark.parametrize(("hours", "places"), [(7.0, 7), (2.5, 2), (0.0, 0)])
def test_one_desk_takes_as_many_as_its_hours_allow(campaign, hours, places):
    desk = {"certificates_per_desk": 1000.0, "minutes_per_contract": 60.0, "desk_hours": hours}
    lived = campaign({**CALM, **desk, "certificates": 45, "last_day": 9})
    for day in range(1, 10):
        lived.live(day)
        assert lived.now.signed == min(places * day, 45)
        assert lived.now.desk_waiting == 45 - lived.now.signed


def test_appointments_follow_from_what_the_desks_can_take(campaign):
    desks = {"certificates_per_desk": 40.0, "minutes_per_contract": 60.0, "desk_hours": 10.0}
    lived = campaign({
        **CALM, **desks, "certificates": MANY, "opening": "presign", "reward_window_days": 9,
        "last_day": 6,
    })  # fmt: skip
    for day in (1, 2, 3):
        assert near(lived.live(day).now.signed / MANY, day / 4)
    assert lived.live(6).now.signed == MANY


def test_an_absent_decider_never_signs(campaign):
    lived = campaign({**CALM, "absent_share": 0.5, "obstacle_weight": 0.0, "certificates": 400})
    lived.live(30)
    assert ((lived.home.signed == 1) == (lived.home.born == 0)).all()


# What others do


def test_the_second_of_two_households_follows_a_day_later(campaign):
    pair = {"certificates": 2, "door_ties": 1, "lane_ties": 0, "kin_share": 0.0}
    lived = campaign({**CALM, **pair, "peers_weight": 0.4, "last_day": 5})
    lived.home.inclination[:] = 0.5, 0.1
    lived.live()
    assert lived.home.signed.tolist() == [1, 2]


@pytest.mark.parametrize("stubborn", [None, 7])
def test_a_chain_of_thresholds_falls_one_a_day_to_its_gap(campaign, stubborn):
    """Granovetter 1978: who needs to see i others sign follows the i-th, and a gap ends it."""
    n, weight = 20, 2.0
    alone = {"certificates": n, "door_ties": 0, "lane_ties": 0, "kin_share": 0.0}
    lived = campaign({**CALM, **alone, "peers_weight": weight, "last_day": 30})
    lived.home.inclination[:] = weight * (1 - (np.arange(n) - 0.5) / n)
    if stubborn is not None:
        lived.home.inclination[stubborn] = -1.0
    for day in range(1, 31):
        assert lived.live(day).now.signed == min(day, stubborn or n)


def test_a_service_hears_as_many_cases_as_its_dose(campaign):
    service = {"sittings_per_1000_per_day": 5.0, "sitting_success": 0.0}
    lived = campaign({
        **CALM, **service, "family_share": 0.9, "certificates": 1000, "preparation_days": 40,
    })  # fmt: skip
    lived.home.known[:] = 1 << FAMILY
    lived.town.asking[:] = lived.home.known & lived.home.open
    burdened = int((lived.home.born >> FAMILY & 1).sum())
    lived.live(0)
    assert lived.now.cases_heard == 5 * 40
    assert lived.now.cases_solved == 0
    assert lived.town.service[MEDIATORS].waiting == burdened - 5


# Round 1, the threshold and the end


@pytest.mark.parametrize(("votes", "stopped"), [(9, False), (8, True)])
def test_round_one_passes_exactly_at_its_threshold(campaign, votes, stopped):
    lived = campaign({**CALM, "certificates": 10, "preparation_days": 9, "round1_threshold": 0.9})
    lived.town.site[0].votes_for = votes
    judge(lived.town, lived.p, int(lived.now.ballot_to))
    assert (lived.now.stop_day != NEVER) == stopped


@pytest.mark.parametrize(("signed", "in_force"), [(9, True), (8, False)])
@pytest.mark.parametrize(("opening", "first"), [("formal", 3), ("presign", 6)])
def test_agreements_take_effect_exactly_at_the_threshold(
    campaign, signed, in_force, opening, first
):
    values = {"certificates": 10, "opening": opening, "threshold": 0.9, "reward_window_days": 6}
    lived = campaign({**CALM, **values})
    lived.now.phase, lived.town.site[0].signed = SIGNING, signed
    for day in (3, 4, 5, 6):
        judge(lived.town, lived.p, day)
    assert lived.now.effective_day == (first if in_force else NEVER)


def test_shares_meet_thresholds_as_fractions_do():
    for n in (*range(1, 60), 1000, 1122, 1149, 6057):
        for percent in (50, 67, 80, 85, 90, 95, 97, 99, 100):
            enough = -(-percent * n // 100)
            assert share(enough, n) >= percent / 100
            assert share(enough - 1, n) < percent / 100


def test_a_campaign_below_its_threshold_ends_and_then_nothing_happens(campaign):
    few = {"certificates": 50, "signing_period_days": 4, "last_day": 9, "absent_share": 0.5}
    lived = campaign({**CALM, **few, "visits_per_worker_per_day": 4.0, "talk_solves": 0.0}).live(4)
    assert lived.now.stop_day == 4
    home, minutes = lived.home.copy(), int(lived.now.minutes)
    lived.live()
    assert np.array_equal(lived.home, home)
    assert lived.now.minutes == minutes
    assert (lived.town.day.signed[-5:] == lived.now.signed).all()


def test_a_long_presigning_window_cannot_outlast_the_signing_period(campaign):
    values = {"certificates": 10, "opening": "presign", "threshold": 0.9}
    lived = campaign({**CALM, **values, "reward_window_days": 120, "signing_period_days": 90})
    lived.now.phase, lived.town.site[0].signed = SIGNING, 10
    for day in (89, 90, 91):
        judge(lived.town, lived.p, day)
    assert (lived.now.effective_day, lived.now.stop_day) == (90, NEVER)


def test_nobody_is_paid_below_the_threshold(campaign):
    few = {"certificates": 50, "signing_period_days": 4, "last_day": 9, "absent_share": 0.5}
    lived = campaign({**CALM, **few, "talk_solves": 0.0}).live(3)
    assert lived.now.reward_yuan > 0
    assert lived.live().now.reward_yuan == 0


# Rewards and moving


def test_coming_later_is_never_better_paid():
    p = sheet(reward_window_days=28, early_reward=1.0, second_reward=2.0, late_reward=4.0)
    assert [reward_on(p, 2800, day) for day in (1, 15, 29)] == [1.0, 1.0, 1.0]


def test_rewards_fall_in_two_steps():
    p = sheet(reward_window_days=28, early_reward=4.0, second_reward=2.0, late_reward=1.0)
    assert [reward_on(p, 2800, day) for day in (1, 14, 15, 28, 29)] == [4.0, 4.0, 2.0, 2.0, 1.0]


def test_a_large_home_is_rewarded_by_area():
    p = sheet(reward_window_days=28, early_reward=400.0, second_reward=200.0, late_reward=100.0,
              early_reward_per_m2=10.0)  # fmt: skip
    for area, early in ((2800, 400.0), (4000, 400.0), (6000, 600.0)):  # in 0.01 m2
        assert [reward_on(p, area, day) for day in (1, 15, 29)] == [early, early / 2, early / 4]


def test_the_collective_reward_climbs_by_full_points():
    p = sheet(collective_mark=0.9, collective_reward=150.0, collective_per_point=15.0)
    assert collective_at(p, 0.8999) == 0.0
    for points in range(11):
        assert collective_at(p, (90 + points) / 100) == 150.0 + 15.0 * points
        assert collective_at(p, (90.9 + points) / 100) == 150.0 + 15.0 * points


def test_the_moving_reward_is_halved_twice():
    p = sheet(moving_step_days=15, moving_reward=160.0)
    found = [moving_reward_on(p, day) for day in (1, 15, 16, 30, 31, 45, 46, 400)]
    assert found == [160.0, 160.0, 80.0, 80.0, 40.0, 40.0, 0.0, 0.0]


def test_the_books_hold_every_reward_paid(campaign):
    pay = {"early_reward": 400.0, "moving_reward": 160.0, "moving_start_day": 2}
    quick = {"moving_at_once": 1.0, "moving_pace_days": 1.0, "last_day": 9}
    lived = campaign({**CALM, **pay, **quick, "certificates": 30}).live()
    assert lived.now.moved == 30
    assert lived.now.reward_yuan == 30 * (400 + 160)


def test_moving_out_follows_its_hazard(campaign):
    at_once, pace, opens = 0.01, 10.0, 3
    lived = campaign({
        **CALM, "certificates": MANY, "moving_start_day": opens, "moving_at_once": at_once,
        "moving_pace_days": pace, "moving_reward": 0.0, "last_day": 14,
    })  # fmt: skip
    assert lived.live(opens - 1).now.moved == 0
    for days in range(1, 12):
        stay = math.exp(-at_once * days - (days / pace) ** 3)
        assert near(1 - lived.live(opens + days - 1).now.moved / MANY, stay), days
