"""Scores mean what they say: proper, fair to calibrated forecasts, and blind to what they forecast.

Forecasts here are made up; that of a model is tested with the model.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.cases import signing_cases, signing_observations
from experiments.reported import Observation
from experiments.validation.campaigns import campaign, scored
from experiments.validation.forecast import sample_of, weights_given
from experiments.validation.rows import conditional_rows, score_rows
from experiments.validation.scores import Sample, bound_score, crps, pit, score
from experiments.validation.totals import totals_of

CASES = signing_cases()
KNOWN = [campaign(case, signing_observations(name)) for name, case in CASES.items()]


class Fake(NamedTuple):
    case_id: str
    n: int
    observations: tuple[Observation, ...]
    stats: np.ndarray
    phi: np.ndarray
    weights: np.ndarray
    horizon: int


def fake(case_id="fangualong", seen=None, draws=200, seed=0, n=1122):
    """Make draws that rise with one hidden number, so that the first figure tells of the later."""
    seen = seen or scored(CASES[case_id], signing_observations(case_id))
    hidden = np.random.default_rng(seed).normal(size=draws)
    share, day = 1 / (1 + np.exp(-4 - hidden)), np.rint(np.exp(3.5 - hidden)) + 1
    stats = [np.where(day > 300, np.inf, day) if o.relation == "reached" else share for o in seen]
    flat = np.full(draws, 1 / draws)
    return Fake(case_id, n, seen, np.stack(stats, axis=1), np.full(draws, 300.0), flat, 730)


def observed(relation, day, share, measure="signing"):
    return Observation(measure, day, share, relation, "")


def flat(values, unit="share", horizon=0):
    values = np.array(values, dtype=float)
    return Sample(values, np.full(len(values), 1 / len(values)), unit, horizon)


numbers = st.floats(0, 1, allow_nan=False)


@given(numbers, numbers)
def test_the_crps_of_one_point_is_its_distance(point, told):
    assert crps(np.array([point]), np.array([1.0]), told) == pytest.approx(abs(point - told))


@given(st.lists(st.tuples(numbers, st.integers(1, 5)), min_size=1, max_size=8), numbers)
def test_weights_are_repetition(pairs, told):
    values, times = np.array([p[0] for p in pairs]), np.array([p[1] for p in pairs])
    weighted = score(Sample(values, times / times.sum()), told, 0.4)
    repeated = score(flat(np.repeat(values, times)), told, 0.4)
    for name in ("crps", "pit", "interval_score", "mae", "width90", "q05", "q50", "q95"):
        assert weighted[name] == pytest.approx(repeated[name], abs=1e-9), name


@given(st.lists(numbers, min_size=1, max_size=20), numbers)
def test_the_crps_is_the_area_between_steps(values, told):
    grid = np.linspace(-0.1, 1.1, 4001)
    steps = (np.array(values)[:, None] <= grid).mean(axis=0)
    area = ((steps - (grid >= told)) ** 2).sum() * (grid[1] - grid[0])
    sample = flat(values)
    assert crps(sample.values, sample.weights, told) == pytest.approx(area, abs=2e-3)


def test_calibrated_forecasts_are_hit_as_often_as_they_say():
    luck = np.random.default_rng(3)
    rows = []
    for _ in range(1000):
        p = luck.beta(20, 1)  # many counts are all of 30: ties that PIT has to share out
        told = luck.binomial(30, p) / 30
        rows.append(score(flat(luck.binomial(30, p, 400) / 30), told, luck.random()))
    for name, rate in (("hit50", 0.5), ("hit80", 0.8), ("hit90", 0.9)):
        assert np.mean([row[name] for row in rows]) == pytest.approx(rate, abs=0.04), name
    assert np.mean([row["inside90"] for row in rows]) > 0.93, "a closed interval has hits for free"


def test_exactly_everybody_lies_within_its_own_probability():
    sample = flat([0.5, 1.0, 1.0, 1.0])
    assert [pit(sample, 1.0, chance) for chance in (0.0, 0.5, 1.0)] == [0.25, 0.625, 1.0]


def test_a_day_that_never_comes_counts_as_just_beyond_the_horizon():
    never, late = flat([np.inf], "day", 100), flat([101], "day", 100)
    assert (
        score(never, 10, 0.5)["crps"]
        == score(late, 10, 0.5)["crps"]
        == pytest.approx(np.log(101 / 10))
    )
    assert score(never, 10, 0.5)["q50"] is None


def test_a_bound_is_no_hit_and_scores_its_probability():
    told = bound_score(flat([0.9, 0.95, 0.97, 0.99]), 0.96)
    assert told["probability"] == 0.5
    assert told["log_score"] == pytest.approx(np.log(2))
    assert np.isfinite(bound_score(flat([0.1]), 0.9)["log_score"])
    assert "hit90" not in told


def test_reports_vary_more_than_what_is_simulated():
    forecast = fake(seen=(observed("at", 1, 0.98),))
    still = forecast._replace(stats=np.full((200, 1), 0.9))
    drawn = sample_of(still, 0, seed=1).values
    assert drawn.std() == pytest.approx(np.sqrt(0.09 / 301 * (1 + 300 / 1122)), rel=0.1)
    assert np.array_equal(drawn, sample_of(still, 0, seed=1).values)
    assert not np.array_equal(drawn, sample_of(still, 0, seed=2).values)


def test_a_first_figure_narrows_the_later_ones():
    seen = (observed("at", 1, 0.99), observed("at", 20, 0.99))
    forecast = fake(seen=seen)
    (row,) = conditional_rows([forecast], CASES)
    free = score_rows([forecast], CASES, KNOWN)[1]
    assert row["given"]["name"] == seen[0].name
    assert row["name"] == seen[1].name
    assert row["width90"] < free["width90"]
    assert 1 < row["effective_draws"] < 200
    assert conditional_rows([fake(seen=seen[:1])], CASES) == []


@pytest.mark.parametrize("first", [observed("reached", 30, 1.0), observed("at_least", 1, 0.99)])
def test_any_relation_may_come_first(first):
    weights = weights_given(fake(seen=(first,)), 0)
    assert weights.sum() == pytest.approx(1)
    assert (weights >= 0).all()


SOME = ("fangualong", "zhangyuan", "pengsan-5", "dongan", "tianshan-5", "beijing-jiuxianqiao")
FORECASTS = [fake(name, seed=k) for k, name in enumerate(SOME)]


@pytest.fixture(scope="module")
def rows():
    return score_rows(FORECASTS, CASES, KNOWN)


def test_every_campaign_has_one_last_figure(rows):
    last = [row["case_id"] for row in rows if row["last"]]
    judged = {row["case_id"] for row in rows if row["relation"] != "at_least"}
    assert sorted(last) == sorted(judged)
    assert {r["name"] for r in rows if r["case_id"] == "zhangyuan" and r["last"]} == {
        "signing_share_day_42"
    }


def test_totals_are_means_of_the_rows(rows):
    totals = totals_of(rows, CASES)
    some = [row for row in rows if row["relation"] == "at"]
    assert totals["at"]["observations"] == len(some)
    assert totals["at"]["crps"] == pytest.approx(np.mean([row["crps"] for row in some]))
    pooled = totals["at"]["baselines"]["pooled"]
    theirs = np.mean([row["baselines"]["pooled"]["crps"] for row in some])
    assert pooled["crps_diff"] == pytest.approx(totals["at"]["crps"] - theirs)
    assert pooled["crps_diff_low"] < pooled["crps_diff"] < pooled["crps_diff_high"]
    assert totals["failed"]["campaigns"] == 2
    assert totals["all"]["observations"] == (
        totals["failed"]["observations"] + totals["without_failed"]["observations"]
    )
    assert totals == totals_of(rows, CASES)


def test_no_rows_no_totals():
    assert totals_of([], CASES)["all"] == {"observations": 0, "campaigns": 0}
