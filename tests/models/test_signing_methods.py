"""Every engagement method of signing moves what its file says it moves, and costs hours or money.

Each is added to a place where it matters, with the same people and the same luck as without it.
"""

from functools import cache
from typing import Any, NamedTuple

import numpy as np
import pytest

from models.signing.weighing import weigh
from tests.kit import subject

MODEL = subject("signing")
RUNS = 40
PLACE = {
    "certificates": 240, "certificates_per_worker": 15.0, "certificates_per_stairwell": 12,
    "preparation_days": 60, "round1_days": 20, "comment_days": 15, "brewing_days": 14,
    "reward_window_days": 20, "round1_threshold": 0.0, "signing_period_days": 40,
    "moving_start_day": 21, "threshold": 0.3, "last_day": 45, "inclination_mean": 1.0,
    "survey_doors_per_worker_per_day": 1.0, "visits_per_worker_per_day": 1.0,
}  # fmt: skip


class Moves(NamedTuple):
    """What a method moves: a column of the books, which way, and a setting in which it matters."""

    column: str
    sign: int
    setting: dict[str, Any] = {}


MUCH = {"title_share": 0.2, "area_share": 0.2, "design_share": 0.2, "price_share": 0.2}
OLD = {"elderly_share": 0.6, "alone_share": 0.6}
TALKS = {"visits_per_worker_per_day": 3.0, "visit_gap_days": 2, "family_share": 0.4}
HEARD = {"sittings_per_1000_per_day": 10.0, "family_share": 0.4, "sitting_success": 0.1,
         "talk_solves": 0.05}  # fmt: skip
MOVES = {
    "activist": Moves("info_milli", 1),
    "all_posts": Moves("info_milli", 1),
    "care_pairing": Moves("obstacles_open", -1,
                          OLD | {"care_share": 0.5, "care_case_success": 0.9}),
    "consultation": Moves("fair_milli", 1),
    "court_station": Moves("obstacles_open", -1, HEARD | {"court_case_success": 0.9}),
    "crisis_help": Moves("trust_milli", 1, OLD | {"illness_per_year": 1.0}),
    "departments": Moves("obstacles_open", -1, MUCH),
    "deputies": Moves("fair_milli", 1),
    "elder_pairs": Moves("info_milli", 1, OLD),
    "equal_talk": Moves("obstacles_open", -1, TALKS | {"hidden_share": 0.9}),
    "evening_hours": Moves("contacts", 1, {"day_work_share": 1.0, "elderly_share": 0.1}),
    "extra_rewards": Moves("signed", 1, {"inclination_mean": 0.0}),
    "firm_words": Moves("pressed", 1, TALKS | {"talk_solves": 0.05, "obstacle_weight": 2.0}),
    "fit_the_person": Moves("obstacles_open", -1, TALKS),
    "front_line": Moves("obstacles_open", -1,
                        HEARD | {"sitting_success": 0.9, "survey_doors_per_worker_per_day": 0.0,
                                 "visits_per_worker_per_day": 0.0}),
    "home_platform": Moves("info_milli", 1),
    "house_finding": Moves("obstacles_open", -1, OLD | {"transition_share": 0.3}),
    "issue_register": Moves("trust_milli", 1, {"issues_per_visit": 0.5}),
    "joint_casework": Moves("obstacles_open", -1, MUCH),
    "joint_committee": Moves("obstacles_open", -1, MUCH | {
        "committee_case_success": 0.9, "escalate_after_visits": 1, "talk_solves": 0.05}),
    "keep_contact": Moves("info_milli", 1),
    "law_station": Moves("obstacles_open", -1, {"title_share": 0.4}),
    "mediation": Moves("obstacles_open", -1, {"family_share": 0.4}),
    "micro_grants": Moves("trust_milli", 1),
    "mobile_office": Moves("contacts", 1),
    "mobilisation": Moves("contacts", 1),
    "moving_help": Moves("moved", 1, OLD),
    "new_face": Moves("fatigue_milli", -1, TALKS | {"visit_gap_days": 1, "talk_solves": 0.05}),
    "other_side": Moves("fair_milli", 1),
    "party_first": Moves("members_signed", 1, {"party_share": 0.3, "party_inclination": 0.0,
                                               "inclination_mean": 0.0}),
    "petition_agency": Moves("obstacles_open", -1, MUCH),
    "phone_forum": Moves("info_milli", 1),
    "plain_facts": Moves("signed", 1, TALKS | {
        "waiter_share": 0.5, "one_ruler": 0.0, "waiting_gain": 4.0, "inclination_mean": 0.0,
        "need_inclination": 2.0}),
    "plan_rounds": Moves("obstacles_open", -1, MUCH),
    "publicity_board": Moves("info_milli", 1),
    "questionnaire": Moves("fair_milli", 1),
    "six_joint": Moves("signed", 1, {"empty_lane_weight": 5.0, "moving_start_day": 2,
                                     "moving_pace_days": 5.0, "inclination_mean": 0.0}),
    "staged_deliberation": Moves("fair_milli", 1),
    "stool_day": Moves("info_milli", 1),
    "strongest_tie": Moves("signed", 1, TALKS | {"inclination_mean": 0.0}),
    "survey": Moves("files", 1),
    "three_bodies": Moves("obstacles_open", -1, MUCH),
    "three_meetings": Moves("fair_milli", 1),
    "three_steps": Moves("hindered", 1, {"family_share": 0.5, "talk_solves": 0.05}),
    "visits": Moves("contacts", 1),
    "volunteers": Moves("info_milli", 1),
    "warm_help": Moves("trust_milli", 1),
}  # fmt: skip
"""The side effects that a file names are tested below, each by its own name."""

AFTER_SIGNING = ("extra_rewards", "six_joint", "moving_help", "volunteers", "party_first")


@cache
def _played(values: tuple[tuple[str, Any], ...], runs: int) -> Any:
    return MODEL.run({**PLACE, **dict(values)}, range(runs), 7)[1]


def played(values, runs=RUNS):
    """Return the books of some runs; the same setting is played once."""
    return _played(tuple(sorted(values.items())), runs)


def change(column, without, with_it, runs=RUNS):
    """Return the mean paired change of a column, and its standard error."""
    ends = [played(values, runs) for values in (without, with_it)]
    gap = ends[1][column].astype(float) - ends[0][column].astype(float)
    return gap.mean(), gap.std(ddof=1) / runs**0.5


def assert_moves(column, sign, without, with_it, runs=RUNS):
    mean, error = change(column, without, with_it, runs)
    print(f"    {column:<16} {mean:+.1f}, s.e. {error:.1f}")
    assert sign * mean > 2.0 * error, f"{column}: {mean:+.2f}, s.e. {error:.2f}"


def pair_of(method):
    """Return a method's setting without and with its usual dose."""
    doses, setting = MODEL.kit.methods.doses[method], MOVES[method].setting
    without = {**setting, **{n: MODEL.sheet.by_name[n].default for n in doses}}
    return without, {**setting, **doses}


def test_every_method_says_what_it_moves():
    assert set(MOVES) == set(MODEL.methods)


@pytest.mark.parametrize("method", sorted(MOVES))
def test_a_method_moves_what_its_file_says(method):
    assert_moves(MOVES[method].column, MOVES[method].sign, *pair_of(method))


@pytest.mark.parametrize("method", sorted(MOVES))
def test_a_method_costs_hours_or_money(method):
    """What is done takes time, where nobody signs so early that calls are saved."""
    column = "extra_reward_yuan" if method == "extra_rewards" else "minutes"
    nobody = {} if method in AFTER_SIGNING else {"inclination_mean": -5.0}
    mean, _ = change(column, *({**values, **nobody} for values in pair_of(method)), runs=10)
    assert mean > 0.0, method


# Side effects and limits


def test_too_many_visits_lower_trust():
    often = {"visits_per_worker_per_day": 12.0, "visit_gap_days": 1, "closing_gap_days": 1}
    assert_moves("trust_milli", -1, {"visits_per_worker_per_day": 2.0}, often)
    assert_moves("fatigue_milli", 1, {"visits_per_worker_per_day": 2.0}, often)


def test_firm_words_again_and_again_cost_trust():
    calls = {"visits_per_worker_per_day": 4.0, "visit_gap_days": 2}
    assert_moves("trust_milli", -1, calls, calls | {"firm_share": 1.0})


def test_an_inquiry_that_solves_nothing_costs_trust():
    asked = {
        "register_visits_per_1000_per_day": 20.0,
        "issues_per_visit": 0.5,
        "issue_success": 0.0,
    }
    assert_moves("trust_milli", -1, {}, asked)


def test_asking_without_taking_anything_up_costs_trust():
    asked = {"before_share": 1.0, "during_share": 1.0, "wishes_taken_up": 0.0, "disappointed": 1.0}
    assert_moves("trust_milli", -1, {}, asked)


def test_a_plain_no_costs_trust_where_the_price_is_disputed():
    angry = {"price_share": 0.8, "talk_solves": 0.0, "visits_per_worker_per_day": 4.0}
    assert_moves("trust_milli", -1, angry, angry | {"plain_share": 1.0})


def test_calls_right_after_a_visit_tire():
    assert_moves("fatigue_milli", 1, {}, {"calls_per_household_per_week": 5.0})


def test_talks_through_a_tie_strain_some():
    assert_moves("ties_strained", 1, TALKS, TALKS | {"tie_talks_per_worker_per_week": 3.0})


def test_without_a_file_a_new_face_must_be_told_again():
    """The dossier is what a colleague starts from: without it, obstacles are forgotten once."""
    faces = TALKS | {"new_face_share": 1.0, "talk_solves": 0.1, "hidden_share": 0.6}
    blank = faces | {"survey_doors_per_worker_per_day": 0.0}
    lost, _ = change("obstacles_open", blank | {"new_face_share": 0.0}, blank)
    kept, _ = change("obstacles_open", faces | {"new_face_share": 0.0}, faces)
    assert lost > kept


def test_a_shared_reward_presses_those_with_an_obstacle():
    weak = {
        "obstacle_weight": 1.5,
        "inclination_mean": 0.0,
        "collective_pull": 0.2,
        "family_share": 0.3,
    }
    assert_moves("pressed", 1, weak, weak | {"extra_collective_yuan": 500_000.0})


# What the shipped methods must show together


def tail_of(group, ends):
    """Return the share of a group that has not signed on the last day, pooled over runs."""
    size, signed = ends[f"size_{group}"].sum(), ends[f"signed_{group}"].sum()
    return 1.0 - signed / size


def test_without_house_finding_old_people_alone_make_the_tail():
    """The share of people of 70 and more alone who are left grows, and more than others'."""
    usual = {"transition_share": 0.25, "alone_share": 0.5, "house_cases_per_1000_per_day": 4.0}
    with_it, without = played(usual, 80), played(usual | {"house_cases_per_1000_per_day": 0.0}, 80)
    longer = {g: tail_of(g, without) - tail_of(g, with_it) for g in ("alone_70", "younger")}
    print(
        f"    left longer: {100 * longer['alone_70']:.1f} and {100 * longer['younger']:.2f} points"
    )
    assert longer["alone_70"] > 0.02
    assert longer["alone_70"] > 5.0 * abs(longer["younger"])


def test_without_the_partys_example_doors_with_a_member_lose_most():
    """Where inclination decides: the example is seen at the same door."""
    torn = {"inclination_mean": 0.2, "party_share": 0.15, "family_share": 0.0, "peers_weight": 2.0,
                "group_weight": 2.0, "door_ties": 6, "lane_ties": 0, "kin_share": 0.0}  # fmt: skip
    example = torn | {"pledge_share": 1.0, "plaque_weight": 5, "pledge_weight": 4.0}
    with_it, without = played(example, 80), played(torn, 80)
    lost = {g: tail_of(g, without) - tail_of(g, with_it) for g in ("members", "near_party",
                                                                   "far_party")}  # fmt: skip
    print("    lost: " + ", ".join(f"{g} {100 * v:+.2f}" for g, v in lost.items()))
    assert lost["near_party"] > max(lost["far_party"], 0.0)


def test_no_better_price_later_lowers_strategic_waiting():
    """Those inclined to wait come once one ruler measures all to the end."""
    torn = {"waiter_share": 0.4, "waiting_gain": 3.0, "rumours_per_lane_per_day": 0.1}
    assert_moves("unwilling", -1, torn | {"one_ruler": 0.0}, torn | {"one_ruler": 1.0})


def test_extra_rewards_are_paid_by_step():
    early = played({"extra_early_yuan": 10_000.0})
    plain = played({})
    paid = early.extra_reward_yuan
    assert np.all(paid <= 10_000 * early.signed)
    assert np.all(paid > 0)
    assert np.all(plain.extra_reward_yuan == 0)


def test_a_loud_board_costs_the_trust_of_those_who_have_not_signed():
    loud = {"board_readers_per_day": 0.9, "inclination_mean": -2.0}
    quiet = loud | {"trust_lost_to_board": 0.0}
    assert_moves("trust_milli", -1, quiet, loud)


def test_given_up_plots_owe_no_extra_rewards():
    hopeless = {"threshold": 1.0, "inclination_mean": -1.0, "extra_early_yuan": 10_000.0}
    ends = played(hopeless)
    assert np.all(ends.plots_stopped == 1)
    assert np.all(ends.signed > 0)
    assert np.all(ends.extra_reward_yuan == 0)


def test_what_weighs_adds_up_with_firm_words():
    model = MODEL.model_class(PLACE | TALKS | {"firm_share": 1.0}, seed=3, collect=False)
    model.leap_to(5)
    firm = [row for row in range(240) if model.town.home.firm[row] > 0]
    assert firm
    for row in firm[:20]:
        answer = model.why_not(row)
        assert answer["weights"]["firmness"] > 0.0
        told = float(weigh(row, model.town, model.p, 5))
        assert abs(answer["inclination"] - told) < 1e-12
