"""Runs that start from the posterior: who takes which draw, what it sets, and what it leaves."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import ndtr

from experiments import load_scenario, run_ensemble
from experiments.calibration import posterior
from experiments.calibration.signing_dims import GLOBAL, PLACE, local_dims, local_values
from experiments.calibration.signing_values import signing_values
from experiments.catalogue import scenario_rows
from experiments.cautions import cautions
from experiments.commandline import read_command
from experiments.draws import Effects, covariates_of, order_of_draws
from experiments.errors import UserError
from experiments.manifest import provenance, read_manifest, what_differs
from experiments.plan import Plan
from experiments.sweep_arms import plan_sweep
from experiments.verbs import _run_keys
from experiments.verbs_sweep import _plan_keys

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
    told = posterior.values(tiny_posterior)
    for name in ("inclination_mean", "peers_weight", "trust_weight"):
        assert np.allclose(table[name], told[name].to_numpy()[np.resize(order, 14)])


def test_a_fitted_campaign_gets_its_own_effects(zhangyuan, tiny_posterior):
    order, plan = order_of_draws(6, seed=1), Plan(zhangyuan, 6)
    table, local = plan.table(), tiny_posterior.local_of("zhangyuan")[order]
    known = {**zhangyuan.values, "modern": True}
    own = local_values(tiny_posterior.z[order], local, local_dims(known)[: local.shape[1]],
                       known, True)  # fmt: skip
    for name in ("intensity", "clearance_hopes", "certificates_per_desk"):
        assert name in plan.drawn
        assert np.allclose(table[name], own[name])
    spread = zhangyuan.sheet.by_name["certificates_per_worker"].spread
    assert np.allclose(table.certificates_per_worker, spread.at(local[:, 4]))
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
    assert not np.array_equal(wide.intensity, plan.table().intensity)
    effects = ("intensity", "clearance_hopes")
    same = [name for name in plan.drawn if name not in effects]
    assert {"inclination_mean", "preparation_days"} <= {*same}
    assert all(np.array_equal(wide[name], plan.table()[name]) for name in same)


def test_what_a_scenario_says_of_itself_is_left(tiny_posterior):
    said = load_scenario("huaihai_street", "place.clearance_hopes=1", "mind.peers_weight=0.5")
    table = Plan(said, 5).table()
    assert set(table.clearance_hopes) == {1.0}
    assert set(table.peers_weight) == {0.5}
    assert len(set(table.intensity)) == 5


def test_widening_makes_failures_as_frequent_as_published():
    z = np.zeros(len(GLOBAL))
    z[PLACE["strong_share"]] = z[PLACE["quality_sd"]] = -3.0
    ranks = np.linspace(-2.5, 2.5, 201)

    def failing(kind, unselected):
        known = {"kind": kind, "modern": True, "unselected": unselected}
        local = {"quality": 1.0, "hopes_size": 0.0, "quality_sd": 0.0}
        hopes = [signing_values(z, {**local, "hopes_kind": rank}, known)["clearance_hopes"]
                 for rank in ranks]  # fmt: skip
        return float(ndtr(ranks[np.array(hopes) >= 2.0].max(initial=-9.0)))

    for kind in ("rebuild", "expropriation"):
        assert failing(kind, unselected=False) < 0.06
        assert failing(kind, unselected=True) == pytest.approx(0.1, abs=0.01)
    narrow = {"quality": 1.0, "hopes_size": 0.0, "hopes_kind": 1.0, "quality_sd": 0.0}
    known = {"kind": "rebuild", "modern": True}
    wide = signing_values(z, narrow, {**known, "unselected": True})["intensity"]
    assert wide > signing_values(z, narrow, {**known, "unselected": False})["intensity"]


def test_unselected_counts_a_reported_campaign_as_never_seen(zhangyuan, tiny_posterior):
    assert Effects(tiny_posterior, zhangyuan).fitted
    assert not Effects(tiny_posterior, zhangyuan, unselected=True).fitted
    table = Plan(zhangyuan, 12, unselected=True).table()
    assert len(set(table.intensity)) == 12


def test_strategies_and_lengths_stay_paired(zhangyuan, tiny_posterior):
    none = load_scenario("zhangyuan", "strategy=none")
    first, second = Plan(zhangyuan, 9).table(), Plan(none, 5).table()
    assert Plan(zhangyuan, 9).drawn == Plan(none, 5).drawn
    for name in Plan(zhangyuan, 9).drawn:
        assert np.array_equal(first[name][:5], second[name])


def test_what_is_swept_is_not_drawn(zhangyuan, tiny_posterior):
    plan = plan_sweep(
        zhangyuan, {"kind": "grid", "quantities": {"inclination_mean": [1.0, 2.0]}}, runs=4
    )
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


def test_what_is_fitted_says_so(zhangyuan, tiny_posterior):
    doubtful = tiny_posterior.about["prior_driven"]
    doubtful[:] = ["peers_weight"]
    rows = {row["quantity"]: row["origin"] for row in scenario_rows(zhangyuan)}
    assert rows["inclination_mean"] == "calibrated"
    assert rows["peers_weight"] == "prior-driven"
    assert rows["group_weight"] == "prior-driven, assumed"
    assert rows["threshold"] == "case table"


def test_a_folder_remembers_its_posterior(tiny_posterior, tmp_path):
    small = load_scenario("zhangyuan", "place.certificates=30")
    run_ensemble(small, 3, output=tmp_path / "out", progress=False)
    told = read_manifest(tmp_path / "out")
    assert told["parameters"] == "posterior"
    assert told["band"] == "luck and parameters"
    assert {*OURS, "certificates_per_worker"} <= {*told["drawn"]}
    assert what_differs(told) == []
    tiny_posterior.z[:] += 1
    assert what_differs(told) == ["the posterior that its parameters were drawn from"]


def test_the_command_line_leaves_the_usual_to_the_model():
    assert _run_keys(read_command("run", ["scenario=zhangyuan"]))["parameters"] == ""
    assert _plan_keys(read_command("sweep", ["scenario=zhangyuan"]))["parameters"] == ""
