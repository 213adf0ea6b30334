"""Services are scarce places: queues form, show in the books, and hold up what they would solve."""

import numpy as np
import pytest

from sim.people.obstacles import KINDS
from sim.people.plot import NEVER
from sim.people.service import HEARS, LABELS, LABELS_ZH, SERVICES

DOSE = {
    "mediation": "sittings_per_1000_per_day",
    "law": "law_cases_per_1000_per_day",
    "court": "court_cases_per_1000_per_week",
    "house": "house_cases_per_1000_per_day",
    "care": "care_cases_per_1000_per_day",
    "departments": "department_cases_per_1000_per_day",
    "committee": "committee_cases_per_1000_per_day",
    "petition": "petition_cases_per_1000_per_day",
    "casework": "casework_per_1000_per_week",
}
SUCCESS = {
    "mediation": "sitting_success", "law": "law_case_success", "court": "court_case_success",
    "house": "house_case_success", "care": "care_case_success",
    "departments": "department_case_success", "committee": "committee_case_success",
    "petition": "petition_case_success", "casework": "casework_success",
}  # fmt: skip
MINE = {
    "mediation": {"family"}, "law": {"title", "absent"}, "house": {"transition"}, "care": {"care"},
    "departments": {"area", "design"},
}  # fmt: skip
"""Kinds that each service of the first line hears."""
SECOND_LINE = ("court", "committee")
ONE_KIND = [service for service in SERVICES if service != "casework"]
EVERY = pytest.mark.parametrize("service", ONE_KIND)

NOBODY_SIGNS = {
    **{f"{kind}_share": 0.0 for kind in KINDS},
    "illness_per_year": 0.0, "quarrel_share": 0.0, "inclination_mean": -5.0,
    "need_inclination": 0.0, "difficulty_log_sd": 0.0, "talk_solves": 0.0, "hidden_share": 0.0,
    "certificates": 1000, "preparation_days": 0, "brewing_days": 0, "round1_threshold": 0.0,
    "signing_period_days": 500, "reward_window_days": 60, "last_day": 40, "elderly_share": 1.0,
}  # fmt: skip


def with_cases(campaign, service, cases, **values):
    """Let some households, from the first row on, bring a case on file to a service."""
    lived = campaign({**NOBODY_SIGNS, DOSE[service]: 5.0, **values})
    kind = HEARS[service := SERVICES.index(service)] & -HEARS[service]
    for column in ("born", "open", "known", "escalated"):
        lived.home[column][:cases] = kind
    lived.town.asking[:cases] = kind
    first = int(np.log2(kind))
    lived.town.kind[first].open = lived.now.held = lived.now.obstacles_open = cases
    return lived


def sits(service, day):
    """Tell whether a service sits on a day; with no date given day 1 counts as a Monday."""
    return service != "court" or day % 7 == 3


@EVERY
def test_a_service_at_capacity_forms_a_queue_and_says_so(campaign, service):
    lived = with_cases(campaign, service, 30, **{SUCCESS[service]: 0.0})
    sittings = 0
    for day in range(1, 25):
        lived.live(day)
        sittings += sits(service, day)
        row = lived.town.day[day - 1]
        if sits(service, day):
            assert row[f"waiting_{service}"] == 30 - 5
        assert not any(row[f"waiting_{other}"] for other in SERVICES if other != service)
        assert lived.now.cases_heard == 5 * sittings
    assert lived.now.cases_solved == 0
    assert lived.now.obstacles_open == 30


@EVERY
def test_nobody_is_heard_before_those_who_asked_on_an_earlier_day(campaign, service):
    lived = with_cases(campaign, service, 23, **{SUCCESS[service]: 0.0})
    place, since = SERVICES.index(service), np.zeros(23, int)
    for day in range(1, 37):
        lived.live(day)
        if sits(service, day):
            since[since == 0] = day
            heard = lived.town.asked[:23, place] == NEVER
            assert heard.sum() == 5
            assert since[heard].max() <= since[~heard].min()
            since[heard] = 0
    assert lived.now.cases_heard == 5 * sum(sits(service, day) for day in range(1, 37))


@EVERY
def test_what_is_solved_leaves_the_queue(campaign, service):
    surest = {SUCCESS[service]: 0.95}
    lived = with_cases(campaign, service, 30, **surest).live(37)
    asking = int((lived.home.open > 0).sum())
    assert lived.live(38).town.day[37][f"waiting_{service}"] == max(asking - 5, 0)  # a Wednesday
    left = int((lived.home.open > 0).sum())
    assert lived.now.cases_solved == 30 - left
    assert left <= (4 if service == "court" else 0)  # six Wednesdays, not forty days
    assert lived.town.day.obstacles_open[37] == left


@EVERY
def test_too_few_cases_leave_a_service_idle_and_it_is_paid_all_the_same(campaign, service):
    lived = with_cases(campaign, service, 3, **{SUCCESS[service]: 0.0}).live(10)
    days = sum(sits(service, day) for day in range(1, 11))
    assert lived.now.cases_heard == 3 * days
    assert not lived.town.day[f"waiting_{service}"].any()
    assert lived.now.minutes > 0


def test_joint_casework_hears_who_has_two_troubles_and_ends_both(campaign):
    weekly = {"casework_success": 0.95, "casework_per_1000_per_week": 35.0}
    lived = with_cases(campaign, "casework", 10, **weekly)
    both = 1 << KINDS.index("title") | 1 << KINDS.index("area")
    for column in ("born", "open", "known"):
        lived.home[column][:6] = both  # the other four have one trouble each
    lived.town.asking[:6] = both
    for kind in ("title", "area"):
        lived.town.kind[KINDS.index(kind)].open = 6
    lived.town.kind[0].open, lived.now.obstacles_open = 4, 16
    lived.live(20)
    assert (lived.home.open[:6] == 0).all()
    assert (lived.home.open[6:10] > 0).all()
    assert lived.now.cases_solved == 6
    assert lived.now.obstacles_open == 4


def test_a_second_line_hears_only_what_was_heard_in_vain(campaign):
    for service in SECOND_LINE:
        lived = with_cases(campaign, service, 10)
        lived.home.escalated[:5] = 0
        lived.live(3)  # a Wednesday
        assert lived.now.cases_heard > 0
        assert (lived.home.open[:5] > 0).all()
        assert lived.town.asked[:5, SERVICES.index(service)].max() < -1000


def test_what_mediators_hear_in_vain_comes_before_the_judge(campaign):
    both = {"sitting_success": 0.0, "court_cases_per_1000_per_week": 5.0, "court_case_success": 0.9}
    lived = with_cases(campaign, "mediation", 12, **both)
    lived.home.escalated[:] = 0
    assert lived.live(2).now.cases_heard == 10
    assert (lived.home.escalated > 0).sum() == 10
    assert lived.now.obstacles_open == 12
    lived.live(3)
    assert lived.now.obstacles_open < 12


@pytest.mark.parametrize("offset", range(7))
def test_the_judge_sits_on_wednesdays(campaign, offset):
    lived = with_cases(
        campaign, "court", 30, court_case_success=0.0, signing_date=20190701 + offset
    )
    heard = np.diff([0, *(lived.live(day).now.cases_heard for day in range(1, 15))])
    assert np.flatnonzero(heard).tolist() == [(2 - offset) % 7, (2 - offset) % 7 + 7]


def test_flats_kept_ready_are_given_out_first_come_first_served(campaign):
    ready = {"transitional_flats_per_1000": 12.0, "house_case_success": 0.0}
    lived = with_cases(campaign, "house", 30, **ready)
    lived.live(1)
    assert lived.now.spare_flats == 0
    assert lived.now.cases_solved == 12
    assert lived.town.day[0].waiting_house == 30 - 12 - 5
    lived.live()
    assert lived.now.cases_solved == 12


def test_every_service_has_a_name_and_its_own_kinds():
    assert len(SERVICES) == len(LABELS) == len(LABELS_ZH) == len(HEARS) == len(DOSE)
    for service, kinds in MINE.items():
        mask = HEARS[SERVICES.index(service)]
        assert {KINDS[k] for k in range(len(KINDS)) if mask >> k & 1} == kinds
    first = [HEARS[SERVICES.index(service)] for service in MINE]
    assert sum(first) == np.bitwise_or.reduce(first), "a kind has one service in the first line"


# What the lack of a service does

CAMPAIGN = {
    "certificates": 400, "certificates_per_stairwell": 20, "certificates_per_worker": 15.0,
    "preparation_days": 80, "round1_days": 20, "brewing_days": 14, "reward_window_days": 20,
    "round1_threshold": 0.0, "signing_period_days": 100, "last_day": 30, "talk_solves": 0.0,
    "survey_doors_per_worker_per_day": 3.0, "visits_per_worker_per_day": 2.0,
    "obstacle_weight": 10.0, "severity_log_sd": 0.0, "inclination_mean": 1.0,
    "elderly_share": 0.5, "title_share": 0.1, "absent_share": 0.1, "transition_share": 0.1,
    "care_share": 0.1, "area_share": 0.1, "design_share": 0.1, "family_share": 0.1,
    **{DOSE[service]: 2.0 for service in MINE},
}  # fmt: skip
DAY = 79 + 20


@pytest.fixture(scope="module")
def with_all(ensemble):
    return ensemble(CAMPAIGN)[0]


@pytest.mark.parametrize("missing", MINE)
def test_without_a_service_its_own_kinds_stay_open_and_no_others(ensemble, with_all, missing):
    without = ensemble({**CAMPAIGN, DOSE[missing]: 0.0})[0]
    first_line = set.union(*MINE.values())
    for kind in sorted(first_line):
        more = without[f"open_{kind}"][:, DAY] - with_all[f"open_{kind}"][:, DAY]
        error = more.std(ddof=1) / len(more) ** 0.5
        print(f"    without {missing}: {kind} {more.mean():+.2f}, s.e. {error:.2f}")
        if kind in MINE[missing]:
            assert more.mean() > 4.0 * error
            assert more.mean() > 5.0
        else:
            assert abs(more.mean()) <= 3.5 * error + 0.05
    assert (without.signed[:, DAY] - with_all.signed[:, DAY]).mean() < -4.0


def test_with_talks_too_the_tail_of_its_own_kind_is_longest(ensemble):
    usual = {**CAMPAIGN, "talk_solves": 0.2, "visits_per_worker_per_day": 1.0}
    base = ensemble(usual)[0]
    for missing, kinds in MINE.items():
        without = ensemble({**usual, DOSE[missing]: 0.0})[0]
        gap = {k: (without[f"open_{k}"] - base[f"open_{k}"])[:, DAY].mean() for k in KINDS}
        print(f"    without {missing}:", {k: round(float(v), 2) for k, v in gap.items()})
        others = [abs(v) for k, v in gap.items() if k not in kinds]
        assert min(gap[k] for k in kinds) > 2.0 * max(others)
