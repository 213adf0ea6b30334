"""The law of a campaign: when agreements bind, when a plan is revised, what a refusal leads to."""

import numpy as np
import pytest

from models.signing.weighing import knows_no_better, lean
from sim.people.obstacles import KINDS
from sim.people.plot import NEVER

CALM = {
    **{f"{kind}_share": 0.0 for kind in KINDS},
    "illness_per_year": 0.0, "outside_option": 0.0, "peers_weight": 0.0, "collective_pull": 0.0,
    "deadline_weight": 0.0, "reward_weight": 0.0, "fairness_weight": 0.0, "offer_weight": 0.0,
    "waiter_share": 0.0, "rumours_per_lane_per_day": 0.0, "inclination_mean": 4.0,
    "need_inclination": 0.0,
    "home_by_day": 1.0, "worker_by_day": 1.0, "co_owner_factor": 1.0, "certificates_per_desk": 5.0,
    "certificates": 120, "preparation_days": 1, "brewing_days": 0, "round1_threshold": 0.0,
    "reward_window_days": 6, "signing_period_days": 12, "last_day": 30, "moving_start_day": 1,
    "moving_at_once": 1.0, "moving_pace_days": 1.0, "opening": "formal", "threshold": 0.8,
}  # fmt: skip


def refuse(lived, rows):
    """Let some households say no whatever happens."""
    lived.home.inclination[rows] = -50.0
    return lived


# When agreements bind


@pytest.mark.parametrize(("opening", "binds"), [("formal", 1), ("presign", 6)])
def test_presigned_agreements_bind_when_the_window_closes_and_formal_ones_at_once(
    campaign, opening, binds
):
    desks = {"certificates_per_desk": 1.0, "minutes_per_contract": 1.0}
    lived = refuse(campaign({**CALM, **desks, "opening": opening}), slice(0, 12))
    for day in range(1, 12):
        lived.live(day)
        assert lived.now.signed == 108
        assert (lived.now.effective_day == binds) == (day >= binds)
        assert (lived.now.moved > 0) == (day > binds)
    assert lived.town.site[0].move_day == binds + 1


def test_a_window_may_close_below_the_threshold_and_the_period_still_reach_it(campaign):
    lived = refuse(campaign({**CALM, "opening": "presign"}), slice(0, 60)).live(8)
    assert lived.now.effective_day == NEVER
    lived.home.inclination[:] = 50.0
    assert lived.live(9).now.effective_day == 9


def test_nothing_is_paid_but_the_token_where_nothing_takes_effect(campaign):
    lived = refuse(campaign({**CALM, "token_yuan": 2000.0}), slice(0, 60)).live(11)
    assert lived.now.signed == 60
    assert lived.now.reward_yuan > 0
    assert lived.now.compensation_yuan == lived.home.claim[60:120].sum() > 0
    assert lived.now.tokens_yuan == 0
    lived.live()
    assert lived.now.stop_day == 12
    assert lived.now.tokens_yuan == 60 * 2000
    for name in ("reward_yuan", "compensation_yuan", "rent_yuan", "moved", "decided", "enforced"):
        assert lived.now[name] == 0, name
    assert lived.now.decision_day == NEVER
    assert lived.town.day.reward_yuan[-1] == 0


def test_where_agreements_are_in_force_no_token_is_paid(campaign):
    lived = refuse(campaign(CALM), slice(0, 12)).live()
    assert lived.now.tokens_yuan == 0
    assert lived.now.compensation_yuan == lived.home.claim[12:120].sum()


# Comments, hearing, revision


PLAN = {**CALM, "preparation_days": 80, "survey_days": 5, "round1_days": 15, "comment_days": 30,
        "brewing_days": 10, "revision_days": 7, "last_day": 3}  # fmt: skip


def test_comments_are_counted_when_their_period_is_over(campaign):
    lived = campaign({**PLAN, "fairness_at_start": 0.0, "fairness_spread": 0.0})
    hearing = int(lived.now.hearing_day)
    assert hearing == lived.now.ballot_to + 30
    assert lived.live(hearing - 1).now.complaints == 0
    assert lived.live(hearing).now.complaints == 120


@pytest.mark.parametrize(("complaints", "revised"), [(60, 0), (61, 1)])
def test_a_hearing_is_held_when_most_complain(campaign, complaints, revised):
    """State Council Order 590, art. 11: where most of those affected find that a plan does not."""
    lived = campaign(PLAN)
    lived.home.fair[:] = 0.9
    lived.home.fair[:complaints] = 0.1
    brew = int(lived.now.brew_day)
    lived.live(int(lived.now.hearing_day))
    assert (lived.now.complaints, lived.now.revised) == (complaints, revised)
    assert lived.now.brew_day == brew + 7 * revised


def test_a_revision_restores_fairness_and_takes_days_off_the_brewing_period(campaign):
    weighs = {"fairness_weight": 2.0, "revision_gain": 0.5, "usual_fairness": 0.7}
    lived = campaign({**PLAN, **weighs})
    lived.home.fair[:] = 0.2
    before = [lean(i, lived.town, lived.p, -40) for i in range(120)]
    lived.live(int(lived.now.hearing_day))
    lived.home.info[:] = campaign({**PLAN, **weighs}).home.info
    lived.home.trust[:] = campaign({**PLAN, **weighs}).home.trust
    after = [lean(i, lived.town, lived.p, -40) for i in range(120)]
    assert np.allclose(np.subtract(after, before), 2.0 * 0.5 * 0.8)
    assert lived.now.brew_day == 1 - 10 + 7


def test_a_revised_plan_is_signed_by_more(ensemble):
    unfair = {
        **PLAN, "fairness_weight": 2.0, "fairness_at_start": 0.2, "inclination_mean": 0.5,
    }  # fmt: skip
    as_it_was, revised = (
        ensemble({**unfair, "hearing_mark": mark}, runs=20)[1] for mark in (1.0, 0.5)
    )
    assert not as_it_was.revised.any()
    assert revised.revised.all()
    assert np.array_equal(as_it_was.complaints, revised.complaints)
    assert (revised.signed > as_it_was.signed).all()


def test_a_long_revision_cannot_pass_the_first_signing_day(campaign):
    lived = campaign({**PLAN, "revision_days": 200, "fairness_at_start": 0.0})
    lived.live(0)
    assert lived.now.revised == 1
    assert lived.now.brew_day == 1
    assert lived.live().now.signed == 120


# Decisions and the court

LAW = {"decision_after_days": 5, "court_after_days": 6}


@pytest.mark.parametrize("kind", ["expropriation", "rebuild"])
def test_who_refuses_receives_a_decision_and_is_later_left_to_the_court(campaign, kind):
    lived = refuse(campaign({**CALM, **LAW, "kind": kind}), slice(0, 12))
    assert lived.live(16).now.decided == 0
    assert lived.live(17).now.decided == 12
    assert lived.now.decision_day == 17
    lived.home.inclination[:4] = 50.0
    lived.live(22)
    assert lived.now.signed == 112
    assert lived.now.enforced == 0
    assert lived.live(23).now.enforced == 8
    lived.home.inclination[:] = 50.0
    lived.live()
    assert lived.now.signed == 112, "who was left to the court signs no more"
    assert lived.now.decided == 12


@pytest.mark.parametrize("other", [{"kind": "swap"}, {"threshold": 0.95}])
def test_a_swap_binds_nobody_and_a_failed_campaign_decides_nothing(campaign, other):
    lived = refuse(campaign({**CALM, **LAW, **other}), slice(0, 12)).live()
    assert lived.now.decision_day == NEVER
    assert (lived.now.decided, lived.now.enforced) == (0, 0)
    assert not (lived.town.done[:120] == 3).any() or lived.now.stop_day != NEVER


def test_the_outside_option_ends_with_a_visit_or_with_the_decision(campaign):
    lived = campaign({**CALM, **LAW})
    lived.home.outside[:12] = 50.0
    lived.live(12)
    assert lived.now.signed == 108
    assert not knows_no_better(
        0,
        lived.town,
        lived.p,
    )
    lived.home.last_met[0] = 10
    assert knows_no_better(0, lived.town, lived.p)
    assert lived.live(13).now.signed == 109
    assert lived.live(17).now.signed == 109  # decisions are issued in the evening
    assert lived.live(18).now.signed == 120


def test_hopes_of_a_clearance_pull_like_the_outside_option_until_then(campaign):
    lived = campaign({**CALM, **LAW, "clearance_hopes": 10.0, "threshold": 0.0})
    assert lived.live(17).now.signed == 0
    assert lived.live(18).now.signed == 120


# Several plots at once

THREE = {"plots": 3, "certificates_per_worker": 10.0, "visits_per_worker_per_day": 2.0,
         "visit_gap_days": 1, "closing_gap_days": 1}  # fmt: skip


def test_plots_are_judged_apart(campaign):
    lived = refuse(campaign({**CALM, **LAW, **THREE}), [*range(0, 20), *range(40, 44)]).live(11)
    sites = lived.town.site
    assert sites.signed[:3].tolist() == [20, 36, 40]
    assert sites.effective_day[:3].tolist() == [NEVER, 1, 1]
    lived.live()
    assert sites.stop_day[:3].tolist() == [12, NEVER, NEVER]
    assert (lived.now.plots_effective, lived.now.plots_stopped) == (2, 1)
    assert lived.now.stop_day == NEVER
    assert lived.now.tokens_yuan == 20 * 2000
    assert (lived.now.decided, lived.now.enforced) == (4, 4)
    assert (lived.home.moved[:40] == NEVER).all()
    assert lived.now.moved == 76
    assert sites.compensation_yuan[0] == sites.reward_yuan[0] == sites.rent_yuan[0] == 0


def test_the_last_plot_is_as_large_as_what_is_left(campaign):
    lived = campaign({**CALM, "certificates": 10, "plots": 4})
    assert lived.town.site.households[:4].tolist() == [3, 3, 3, 1]
    lived = campaign({**CALM, "certificates": 2, "plots": 12})
    assert lived.now.sites == 2


def test_round_one_may_fail_on_one_plot_alone(campaign):
    voted = {**PLAN, **THREE, "round1_threshold": 0.9, "slip_per_day": 1.0}
    lived = refuse(campaign(voted), slice(40, 50)).live()
    assert lived.town.site.stop_day[:3].tolist() == [NEVER, lived.now.ballot_to, NEVER]
    assert lived.town.site.signed[:3].tolist() == [40, 0, 40]
    assert lived.now.stop_day == NEVER


def test_where_every_plot_failed_the_campaign_is_over(campaign):
    lived = refuse(campaign({**CALM, **THREE}), slice(0, 120)).live()
    assert lived.now.stop_day == 12
    assert lived.now.plots_stopped == 3


def test_staff_is_shared_when_a_plot_needs_no_more_calls(campaign):
    """Who has nobody left to call on helps a partner, and nobody calls on a plot given up."""
    knocks = {}
    for sharing in (0.0, 1.0):
        lived = campaign({**CALM, **THREE, "staff_sharing": sharing, "tail_effort": 1.0})
        refuse(lived, [*range(0, 40), *range(80, 84)]).live(12)
        assert lived.town.site.stop_day[0] == 12
        before = lived.town.last_knock[:40].copy()
        lived.live(20)
        assert np.array_equal(lived.town.last_knock[:40], before)
        assert (lived.town.last_knock[80:84] == 20).sum() == (4 if sharing else 2)
        knocks[sharing] = int(lived.now.knocks)
    assert knocks[1.0] > knocks[0.0]


# Firms


def test_firms_count_in_no_threshold_and_stop_nobody(ensemble):
    usual = {**CALM, "certificates": 200, "inclination_mean": 1.2, "need_inclination": 0.0}
    without, ends = ensemble(usual, runs=10)
    with_firms, closed = ensemble({**usual, "firms": 300, "firm_gap": 9.0}, runs=10)
    assert ends.plots_effective.sum() > 0
    for one, other in ((without, with_firms), (ends, closed)):
        for name in set(one.dtype.names) - {"firm_count", "firms_signed"}:
            assert np.array_equal(one[name], other[name]), name
    assert (closed.firms_signed < 300).all()
    assert (closed.firms_signed > 0).any()
