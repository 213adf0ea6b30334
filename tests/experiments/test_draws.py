"""Runs that start from the posterior: who takes which draw, what it sets, and what it leaves."""

from __future__ import annotations

import numpy as np
import pytest

from experiments import load_scenario
from experiments.calibration import posterior
from experiments.cautions import cautions
from experiments.draws import Effects, covariates_of, order_of_draws
from experiments.errors import UserError
from experiments.manifest import provenance
from experiments.plan import Plan
from experiments.sweep_arms import plan_sweep
from tests.experiments.kit_posterior import settle

OURS = ("inclination_mean", "intensity", "clearance_hopes")


@pytest.fixture(scope="module")
def zhangyuan():
    return load_scenario("zhangyuan")


@pytest.fixture(scope="module")
def other():
    return load_scenario("huaihai_street")


def test_without_a_posterior_the_point_is_usual(zhangyuan):
    assert Plan(zhangyuan, 3).parameters == "point"
    with pytest.raises(UserError, match="no posterior is shipped"):
        Plan(zhangyuan, 3, parameters="posterior")


def test_with_one_its_draws_are_usual(zhangyuan, tiny_posterior):
    plan = Plan(zhangyuan, 3)
    assert plan.parameters == "posterior"
    assert plan.band == "luck and parameters"
    assert provenance(plan)["posterior"] == posterior.digest_of(tiny_posterior)
    assert Plan(zhangyuan, 3, parameters="point").drawn == ()


def test_every_draw_is_taken_in_turn(zhangyuan, tiny_posterior):
    order = order_of_draws(6, seed=1)
    assert sorted(order) == list(range(6))
    assert list(order) != list(order_of_draws(6, seed=2))
    table = Plan(zhangyuan, 14).table()
    wanted = [1.4 + 0.2 * tiny_posterior.z[order[r % 6], 0] for r in range(14)]
    assert np.allclose(table.inclination_mean, wanted)


def test_a_fitted_campaign_gets_its_own_effects(zhangyuan, tiny_posterior):
    order, table = order_of_draws(6, seed=1), Plan(zhangyuan, 6).table()
    local = tiny_posterior.local_of("zhangyuan")[order]
    for name, column in zip(("clearance_hopes", "brewing_days"), (1, 2), strict=True):
        wanted = [settle(np.zeros(2), {name: z}, covariates_of(zhangyuan) | {"unselected": False})
                  for z in local[:, column]]  # fmt: skip
        assert np.allclose(table[name], [each[name] for each in wanted])
    assert len(set(table.round1_days)) == 1  # a fact stays


def test_what_a_fitted_campaign_assumed_is_replaced_and_facts_are_kept(tiny_posterior):
    scenario = load_scenario("jiuxianqiao")
    assert scenario.settings["clearance_hopes"].origin == "assumed"
    assert "clearance_hopes" in Plan(scenario, 3).drawn
    fixed = load_scenario("jiuxianqiao", "place.clearance_hopes=2", "campaign.intensity=1")
    table = Plan(fixed, 4).table()
    assert set(table.clearance_hopes) == {2.0}
    assert set(table.intensity) == {1.0}
    assert len(set(table.inclination_mean)) == 4


def test_another_campaign_gets_effects_that_nobody_has_seen(other, tiny_posterior):
    plan = Plan(other, 12)
    assert {*OURS} <= {*plan.drawn}
    assert len(set(plan.table().intensity)) == 12
    wide = Plan(other, 12, unselected=True).table()
    assert np.log(wide.intensity).std() > np.log(plan.table().intensity).std()
    same = [name for name in plan.drawn if name not in OURS]
    assert same
    assert all(np.array_equal(wide[name], plan.table()[name]) for name in same)


def test_unselected_counts_a_reported_campaign_as_never_seen(zhangyuan, tiny_posterior):
    assert Effects(tiny_posterior, zhangyuan).fitted
    assert not Effects(tiny_posterior, zhangyuan, unselected=True).fitted
    table = Plan(zhangyuan, 12, unselected=True).table()
    assert len(set(table.intensity)) == 12


def test_strategies_and_lengths_stay_paired(zhangyuan, tiny_posterior):
    none = load_scenario("zhangyuan", "strategy=none")
    first, second = Plan(zhangyuan, 9).table(), Plan(none, 5).table()
    for name in Plan(zhangyuan, 9).drawn:
        assert np.array_equal(first[name][:5], second[name])


def test_what_is_swept_is_not_drawn(zhangyuan, tiny_posterior):
    plan = plan_sweep(zhangyuan, {"place.inclination_mean": [1.0, 2.0]}, runs=4)
    assert plan.parameters == "posterior"
    assert "inclination_mean" not in plan.drawn
    table = plan.table()
    assert table.inclination_mean.tolist() == [1.0] * 4 + [2.0] * 4
    assert np.array_equal(table.intensity[:4], table.intensity[4:])


def test_era_and_city_are_read_from_the_case_or_the_calendar(zhangyuan, other):
    assert covariates_of(zhangyuan)["modern"]
    assert not covariates_of(load_scenario("jiuxianqiao"))["modern"]
    assert not covariates_of(load_scenario("huangpu_116_west"))["modern"]  # 2012
    assert covariates_of(other)["city"] == "Shanghai"


def test_a_run_warns_when_rules_or_figures_have_changed(zhangyuan, tiny_posterior):
    assert not [told for told in cautions(Plan(zhangyuan, 2)) if "posterior" in told]
    tiny_posterior.about["data_digest"] = "old"
    told = [told for told in cautions(Plan(zhangyuan, 2)) if "posterior" in told]
    assert len(told) == 1
    assert "the reported figures changed" in told[0]
    assert not [t for t in cautions(Plan(zhangyuan, 2, parameters="point")) if "posterior" in t]
