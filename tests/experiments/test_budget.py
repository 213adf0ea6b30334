"""Strategies at one budget: doses scaled by a common factor, spent hours told, luck undisturbed."""

import math

import numpy as np
import pytest

from experiments.arms import arms_of
from experiments.budget import Budget, budget_faults, budget_of, kind_asked, shipped_budget
from experiments.compare import compare_strategies
from experiments.compare_table import comparison_table
from experiments.config import load_scenario
from experiments.errors import ConfigError
from experiments.judged import judged_by
from experiments.plan import Plan
from experiments.scaling import MOST_FACTOR, Effort, common_factor, doses_of, scaled
from experiments.scenario import scenario_from

SMALL = ("place.certificates=60", "campaign.last_day=12", "campaign.preparation_days=40")
BUDGET = Budget("equal", 12.0, 1500.0, "assumed")


def linear(hours, yuan, idle=(0.0, 0.0)):
    asked = []

    def spend(factor):
        asked.append(factor)
        return Effort(idle[0] + hours * factor, idle[1] + yuan * factor)

    return spend, asked


# The factor


@pytest.mark.parametrize(
    ("hours", "yuan", "idle", "factor", "stop"),
    [
        (10.0, 0.0, (0, 0), 1.2, "hours"),
        (1.0, 1000.0, (0, 0), 1.5, "yuan"),
        (24.0, 0.0, (2, 0), 10 / 24, "hours"),
        (1.0, 1.0, (0, 0), MOST_FACTOR, "most"),
        (0.0, 0.0, (0, 0), 1.0, "free"),
        (0.0, 0.0, (5, 0), 1.0, "free"),
        (1.0, 0.0, (13, 0), 0.0, "fixed"),
    ],
)
def test_doses_are_scaled_until_hours_or_money_are_used_up(hours, yuan, idle, factor, stop):
    spend, asked = linear(hours, yuan, idle)
    found = common_factor(spend, BUDGET)
    assert found[0] == pytest.approx(factor, rel=0.011)
    assert found[1] == stop
    assert len(asked) < 12
    if stop in ("hours", "yuan"):
        assert BUDGET.holds(*spend(found[0]))
        assert BUDGET.used(*spend(found[0])) > 0.98


def test_spending_that_jumps_stays_within_the_budget():
    found = common_factor(lambda factor: Effort(30.0 if factor > 0.7313 else 1.0, factor), BUDGET)
    assert found == (0.731, "hours")


def test_only_doses_that_are_used_are_scaled_within_their_range_and_say_so():
    written = load_scenario("zhangyuan", "strategy=usual")
    twice, clipped = scaled(written, 2.0)
    assert clipped == ("pledge_share",)
    assert twice.values["visits_per_worker_per_day"] == 4.0
    assert twice.values["pledge_share"] == 1.0
    for name in ("visit_gap_days", "plaque_weight"):
        assert twice.values[name] == written.values[name]
    assert written.values["visits_per_worker_per_day"] == 2.0
    told = twice.settings["visits_per_worker_per_day"].source
    assert told.startswith("scaled by 2 (equal budget), 2 as written: assumed")
    assert scenario_from(twice.config).settings == twice.settings
    assert doses_of(load_scenario("zhangyuan", "strategy=none")) == {}
    assert scaled(written, 1.0)[0] is written


def test_scaled_doses_disturb_no_draw_and_every_arm_has_the_same_unknowns():
    doses = set(doses_of(load_scenario("zhangyuan", "strategy=usual")))
    arms = [arm.scenario for arm in arms_of("zhangyuan", "strategy", ["usual", "none"], SMALL)]
    tables = [
        Plan(scenario, 4, 7, "prior").table()
        for scenario in (arms[0], scaled(arms[0], 1.7)[0], scaled(arms[0], 0.0)[0])
    ]
    drawn = Plan(arms[0], 4, 7, "prior").drawn
    assert len(drawn) > 10
    assert not doses & set(drawn)
    for other in (*tables[1:], Plan(arms[1], 4, 7, "prior").table()):
        for name in drawn:
            assert np.array_equal(tables[0][name], other[name]), name
    assert (tables[1]["visits_per_worker_per_day"] == 3.4).all()


# Which budget


@pytest.mark.parametrize("model", ["signing", "elevator"])
def test_a_budget_is_shipped_with_its_origin(model):
    values, sources = shipped_budget(model)
    assert set(values) == {"hours", "yuan"}
    assert all(source.startswith("assumed: ") for source in sources.values())
    assert budget_of(model, "own") == Budget("own", math.inf, math.inf)
    assert budget_of(model, "equal", hours=3).yuan == values["yuan"]
    assert judged_by(model).hours == f"hours_per_{judged_by(model).each}"


def test_a_faulty_file_tells_everything_at_once():
    tree = {"hours_per_certificate": -1, "typo": 2, "sources": {"hours_per_certificate": "assumed"}}
    faults = " ".join(budget_faults(tree, ["hours_per_certificate", "yuan_per_certificate"]))
    for part in ("got -1", "got None", "sources.yuan_per_certificate", "typo: unknown"):
        assert part in faults


def test_laws_are_no_effort_and_strategies_have_an_equal_budget():
    none = {"hours": None, "yuan": None}
    assert kind_asked("strategy", None, none) == ("equal", [])
    assert kind_asked("law", None, none) == ("own", [])
    assert kind_asked("law", "equal", {"hours": 3.0}) == ("equal", [])
    assert "laws=" in kind_asked("law", None, {"hours": 3.0})[1][0]
    with pytest.raises(ConfigError, match=r"(?s)hours: got True.*budget: got 'fair'"):
        compare_strategies("zhangyuan", ["usual", "none"], budget="fair", hours=True)


# Arms


@pytest.fixture(scope="module")
def equal():
    keys = {"overrides": SMALL, "runs": 20, "progress": False, "hours": 6, "yuan": 900}
    return compare_strategies("zhangyuan", ["none", "usual", "sparse"], **keys)


def test_all_arms_spend_the_budget_and_what_is_left_is_told(equal):
    none, usual, sparse = equal.spending
    for row in (usual, sparse):
        assert row["stop"] == "hours"
        assert row["hours_spent"] == pytest.approx(6.0, rel=0.03)
    assert usual["factor"] < sparse["factor"]
    assert (none["factor"], none["stop"], none["hours_unspent"]) == (1.0, "free", 6.0)
    assert none["yuan_unspent"] == 900.0
    told = comparison_table(equal)
    assert "Equal budget: 6 hours and 900 yuan for each certificate (as given)" in told
    assert f"× {sparse['factor']:g}" in told
    assert "hours used up" in told
    assert "等量投入" in comparison_table(equal, "zh")


def test_the_same_command_finds_the_same_factor_whatever_the_threads(equal):
    keys = {"overrides": SMALL, "runs": 20, "progress": False, "hours": 6, "yuan": 900}
    again = compare_strategies("zhangyuan", ["sparse", "usual"], threads=1, **keys)
    assert again.scaled["usual"] == equal.scaled["usual"]
    assert again.scaled["sparse"] == equal.scaled["sparse"]
    assert np.array_equal(again.arms["usual"]["signed"], equal.arms["usual"]["signed"])


def test_own_doses_are_as_written():
    keys = {"overrides": SMALL, "runs": 4, "progress": False, "budget": "own"}
    own = compare_strategies("zhangyuan", ["usual", "sparse"], **keys)
    assert (own.arms["usual"]["visits_per_worker_per_day"] == 2.0).all()
    assert {row["stop"] for row in own.spending} == {"own"}
    assert all(row["hours_unspent"] is None for row in own.spending)
    assert "Doses as written" in comparison_table(own)
