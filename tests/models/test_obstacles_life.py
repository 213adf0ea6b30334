"""The life of an obstacle: when it arises, who hears of it, and who can be met to talk about it."""

import numpy as np
import pytest

from models.signing.weighing import lean
from sim.people.chat import hope
from sim.people.obstacles import ATTACHMENT, CARE, FAMILY, KINDS, PRICE
from sim.people.plot import NEVER

NONE = {f"{kind}_share": 0.0 for kind in KINDS} | {"illness_per_year": 0.0, "quarrel_share": 0.0}
PLACE = {
    **NONE, "certificates": 400, "certificates_per_worker": 10.0, "preparation_days": 90,
    "survey_days": 5, "round1_days": 20, "pricing_days": 8, "brewing_days": 14,
    "round1_threshold": 0.0, "last_day": 10, "reward_window_days": 20, "talk_solves": 0.0,
    "home_by_day": 1.0, "worker_by_day": 1.0, "fairness_at_start": 1.0,
}  # fmt: skip
ASKED = {"survey_doors_per_worker_per_day": 20.0}
CALLED_ON = {"visits_per_worker_per_day": 5.0, "visit_gap_days": 1}


def known(lived, kind):
    """Say of every household whether an obstacle is on file."""
    return lived.home.known >> kind & 1 == 1


# Hidden obstacles


def test_what_is_not_hidden_is_told_to_whoever_asks(campaign):
    lived = campaign({**PLACE, **ASKED, "attachment_share": 0.5, "hidden_share": 0.0}).live(-80)
    met = lived.home.visits > 0
    assert met.all()
    assert np.array_equal(known(lived, ATTACHMENT), lived.home.open >> ATTACHMENT & 1 == 1)


def test_what_is_hidden_is_told_after_two_to_seven_visits(campaign):
    often = CALLED_ON | {"certificates_per_worker": 5.0}  # at every door once a day
    lived = campaign({**PLACE, **ASKED, **often, "attachment_share": 0.5, "hidden_share": 1.0})
    has = lived.home.born >> ATTACHMENT & 1 == 1
    told = np.full(400, -1)
    for day in range(-89, 0):
        lived.live(day)
        new = known(lived, ATTACHMENT) & (told < 0)
        told[new] = lived.home.visits[new]
    assert not known(lived, ATTACHMENT)[~has].any()
    assert known(lived, ATTACHMENT)[has].all()
    assert sorted(np.unique(told[has])) == [2, 3, 4, 5, 6, 7]
    assert np.bincount(told[has])[2:].min() > has.sum() / 12


def test_no_questionnaire_brings_out_what_is_hidden(campaign):
    lived = campaign({**PLACE, **ASKED, "attachment_share": 0.5, "hidden_share": 1.0}).live(0)
    assert (lived.home.surveyed == 1).all()
    assert not lived.home.known.any()


def test_nobody_is_helped_with_what_nobody_knows(campaign):
    help_ = {"committee_cases_per_1000_per_day": 100.0, "sittings_per_1000_per_day": 100.0,
             "talk_solves": 0.9}  # fmt: skip
    lived = campaign({**PLACE, **ASKED, **help_, "family_share": 0.5, "hidden_share": 1.0}).live(0)
    assert np.array_equal(lived.home.open, lived.home.born)
    assert lived.now.cases_heard == 0


# Obstacles that arise on the way


def test_prices_are_disputed_once_they_are_published(campaign):
    lived = campaign({**PLACE, **ASKED, "price_share": 0.3, "family_share": 0.3,
                      "quarrel_share": 0.5})  # fmt: skip
    born, brew = lived.town.kind.born.copy(), int(lived.now.brew_day)
    quarrels = int((lived.home.asleep >> FAMILY & 1).sum())
    lived.live(brew - 1)
    assert brew == -13
    assert lived.town.kind.open[PRICE] == 0
    assert lived.town.kind.open[FAMILY] == born[FAMILY] - quarrels
    assert not known(lived, PRICE).any()
    lived.live(brew)
    assert lived.town.kind.open[PRICE] == born[PRICE] > 90
    assert lived.town.kind.open[FAMILY] == born[FAMILY]
    assert not lived.home.asleep.any()
    daily = lived.town.day
    assert not daily.open_price[: brew + 89].any()
    assert daily.open_price[brew + 89] == born[PRICE]
    assert np.array_equal(lived.town.kind.born, born)


def test_a_revised_plan_puts_off_the_dispute_about_prices(campaign):
    lived = campaign({**PLACE, "price_share": 0.3, "revision_days": 6})
    lived.home.fair[:] = 0.0
    lived.live(-8)
    assert lived.town.kind.open[PRICE] == 0
    assert lived.live(-7).town.kind.open[PRICE] > 90


def test_an_illness_begins_on_its_day_and_not_before(campaign):
    lived = campaign({**PLACE, "illness_per_year": 1.0, "elderly_share": 1.0, "last_day": 40,
                      "inclination_mean": -5.0, "need_inclination": 0.0})  # fmt: skip
    day_of = lived.home.wakes.astype(int)
    ill = day_of != NEVER
    assert 60 < ill.sum() < 180
    assert lived.now.burdened == 0
    for day in (-60, -13, 0, 1, 20, 40):  # between ballot and prices nothing happens by itself
        lived.live(day)
        by_now = ill & (day_of <= day)
        if day not in (-60,):
            assert np.array_equal(lived.home.open >> CARE & 1 == 1, by_now)
            assert lived.town.kind.born[CARE] == lived.now.burdened == by_now.sum()
        assert not (lived.home.open[~by_now] >> CARE & 1).any()
    assert (lived.home.wakes[lived.home.age < 60] == NEVER).all()


def test_who_signed_before_falling_ill_signed_in_health(campaign):
    lived = campaign({**PLACE, "illness_per_year": 1.0, "elderly_share": 1.0,
                      "inclination_mean": 8.0, "certificates_per_desk": 1.0, "last_day": 60,
                      "co_owner_factor": 1.0})  # fmt: skip
    lived.live(1)
    signed = lived.home.signed == 1
    born = lived.home.born[signed].copy()
    assert signed.sum() > 200
    lived.live()
    assert np.array_equal(lived.home.born[signed], born)
    assert (born == 0).sum() > 100


def test_an_obstacle_is_counted_once_however_it_ends(ensemble):
    days, ends = ensemble({
        **PLACE, **ASKED, **CALLED_ON, "talk_solves": 0.5, "illness_per_year": 0.3,
        **{f"{kind}_share": 0.1 for kind in KINDS}, "quarrel_share": 0.5,
        "sittings_per_1000_per_day": 5.0,
    }, runs=10)  # fmt: skip
    for kind in KINDS:
        assert (ends[f"signed_{kind}"] <= ends[f"born_{kind}"]).all()
        assert (days[f"open_{kind}"] <= ends[f"born_{kind}"][:, None]).all()
        assert (days[f"open_{kind}"] >= 0).all()


# Who can be met


DATED = {
    **PLACE, "signing_date": 20190112, "elderly_share": 0.0, "day_work_share": 1.0,
    "worker_by_day": 0.1, "weekend_home": 0.9, "relative_in": 0.0, "certificates": 1000,
    "visits_per_worker_per_day": 3.0, "visit_gap_days": 1, "preparation_days": 40,
    "survey_days": 1, "brewing_days": 10, "last_day": 1,
}  # fmt: skip


def test_the_calendar_moves_who_can_be_met(campaign):
    """Working people are met at the weekend; on a public holiday hardly anybody calls."""
    lived = campaign({**DATED, "holiday_home": 0.2, "holiday_effort": 0.1})
    calls = []
    lived.live(-39)
    for day in range(-38, 1):
        knocks, contacts = int(lived.now.knocks), int(lived.now.contacts)
        lived.live(day)
        calls.append((lived.now.rest, lived.now.knocks - knocks, lived.now.contacts - contacts))
    rest, knocked, met = np.array(calls, float).T
    share = met / knocked
    assert abs(share[rest == 0].mean() - 0.1) < 0.02
    assert abs(share[rest == 1].mean() - 0.9) < 0.02
    assert abs(share[rest == 2].mean() - 0.2) < 0.1
    assert (rest == 2).sum() == 1  # New Year's Day
    assert (knocked[rest < 2] == 300).all()
    assert knocked[rest == 2] < 60


def test_without_a_date_every_day_is_like_the_next(campaign):
    lived = campaign({**DATED, "signing_date": 0})
    met = np.diff([int(lived.live(day).now.contacts) for day in range(-38, 1)])
    assert abs(met.mean() - 30) < 4.0 * (27 / 38) ** 0.5
    assert met.max() < 60


@pytest.mark.parametrize("date", [20190112, 20190205])
def test_spring_festival_slows_a_campaign(ensemble, date):
    usual = {**DATED, "talk_solves": 0.3, "family_share": 0.3, "last_day": 20, "certificates": 300,
             "hidden_share": 0.0}  # fmt: skip
    unknown, dated = (ensemble({**usual, "signing_date": when}, runs=20)[1] for when in (0, date))
    more = dated.minutes.mean() / unknown.minutes.mean()
    assert (more < 0.98) if date == 20190205 else (more < 1.0)


# Hopes of later gain


def test_readers_hope_while_a_rumour_lasts_and_the_informed_do_not(campaign):
    lived = campaign({**PLACE, "waiter_share": 0.0, "rumour_weight": 0.4, "one_ruler": 1.0})
    lived.town.lane.rumour[:] = 0.5
    lived.home.info[:] = 0.25
    hopes = np.array([hope(i, 0, lived.town, lived.p) for i in range(400)])
    assert np.allclose(hopes, 0.4 * 0.5 * 0.75 * lived.home.chats)
    lived.home.info[:] = 1.0
    assert not any(hope(i, 0, lived.town, lived.p) for i in range(400))


def test_rumours_come_up_at_their_rate_and_fade(campaign):
    lanes = {"certificates": 4000, "certificates_per_stairwell": 1, "stairwells_per_lane": 1}
    lived = campaign({**PLACE, **lanes, "rumours_per_lane_per_day": 0.1, "rumour_days": 5.0})
    lived.live(-14)
    assert not lived.town.lane.rumour.any(), "nobody talks of money before prices are out"
    lived.live(-13)
    fresh = lived.town.lane.rumour > 0
    assert abs(fresh.mean() - 0.1) < 4.5 * (0.09 / 4000) ** 0.5
    assert (lived.town.lane.rumour[fresh] == 0.5).all()
    lived.p.rumours_per_lane_per_day = 0.0
    lived.live(-8)
    assert np.allclose(lived.town.lane.rumour[fresh], 0.5 * np.exp(-1.0))


def test_who_is_inclined_to_wait_hopes_until_one_ruler_is_believed(campaign):
    lived = campaign({**PLACE, "waiter_share": 0.5, "rumours_per_lane_per_day": 0.0,
                      "waiting_gain": 2.0}).live(0)  # fmt: skip
    lived.home.info[:] = 0.0
    waits = lived.home.waits == 1
    v = np.array([lean(i, lived.town, lived.p, 0) for i in range(400)])
    lived.home.waits[:] = 0
    without = np.array([lean(i, lived.town, lived.p, 0) for i in range(400)])
    assert np.allclose(without - v, 2.0 * waits)


def test_rumours_and_waiters_delay_and_one_ruler_answers_them(ensemble):
    torn = {**PLACE, "inclination_mean": 0.3, "need_inclination": 0.0, "outside_option": 0.0,
            "knowledge_at_start": 0.0, "waiter_share": 0.3, "rumours_per_lane_per_day": 0.3,
            "board_readers_per_day": 0.3, "info_per_reading": 0.5}  # fmt: skip
    calm = ensemble({**torn, "waiter_share": 0.0, "rumours_per_lane_per_day": 0.0}, runs=10)[1]
    loud = ensemble({**torn, "one_ruler": 0.0}, runs=10)[1]
    ruled = ensemble({**torn, "one_ruler": 1.0}, runs=10)[1]
    assert (loud.signed < ruled.signed).all()
    assert (ruled.signed <= calm.signed).mean() > 0.8
