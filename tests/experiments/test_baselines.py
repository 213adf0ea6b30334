"""Plain rules to be beaten: they read covariates and other campaigns, never their own answer."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.cases import signing_cases, signing_observations
from experiments.validation.baseline_draws import (
    BASELINES,
    answers,
    baseline_curves,
    searched_days,
)
from experiments.validation.baselines import log_odds, quantiles, shares_from
from experiments.validation.campaigns import Question, campaign, scored

CASES = signing_cases()
KNOWN = [campaign(case, signing_observations(name)) for name, case in CASES.items()]
AT, REACHED = Question("at", 10, None), Question("reached", None, 1.0)
every_baseline = pytest.mark.parametrize("name", BASELINES)


def said(name, target, known, asked):
    return answers(baseline_curves(target, known)[name], asked, 730)


@every_baseline
@pytest.mark.parametrize("asked", [AT, REACHED], ids=["at", "reached"])
def test_a_baseline_gives_possible_answers(name, asked):
    drawn = said(name, KNOWN[0], KNOWN, asked)
    assert drawn.shape == (400,)
    assert (drawn > 0).all()
    assert (drawn <= (1 if asked is AT else np.inf)).all()


@every_baseline
def test_a_baseline_never_reads_its_own_campaign(name):
    target = KNOWN[1]
    wrong = target._replace(shares=target.shares * 0.1)
    changed = [wrong if c is target else c for c in KNOWN]
    assert np.array_equal(said(name, target, KNOWN, AT), said(name, wrong, changed, AT))


@every_baseline
def test_a_baseline_follows_the_others(name):
    low = [c._replace(shares=0.3 * c.shares) for c in KNOWN]
    assert np.median(said(name, KNOWN[0], low, AT)) < np.median(said(name, KNOWN[0], KNOWN, AT))


@every_baseline
def test_unknown_facts_are_no_obstacle(name):
    nobody = KNOWN[0]._replace(case_id="new", covariates=np.full(11, np.nan))
    assert np.isfinite(said(name, nobody, KNOWN, AT)).all()
    assert np.isfinite(said(name, nobody, KNOWN[:1], AT)).all()


def test_without_other_campaigns_there_is_no_baseline():
    assert baseline_curves(KNOWN[0], KNOWN[:1]) == {}


def test_signing_is_scored_and_a_round_1_that_is_no_covariate():
    names = {n: [o.name for o in scored(c, signing_observations(n))] for n, c in CASES.items()}
    assert names["fangualong"] == ["signing_share_day_1", "day_of_100"]
    assert names["tianshan-5"] == ["round1_share"]


def test_log_odds_there_and_back():
    counts = np.array([0, 1, 40, 77, 78])
    assert np.array_equal(shares_from(log_odds(counts / 78, 78), 78), counts / 78)


def test_weighted_quantiles_weigh_like_repetition():
    values, weights = np.array([3.0, 1.0, 2.0]), np.array([1.0, 2.0, 3.0])
    repeated = np.repeat(values, [1, 2, 3])
    levels = np.array([0.05, 0.3, 0.5, 0.8, 0.95])
    assert np.array_equal(
        quantiles(values, weights, levels), quantiles(repeated, np.ones(6), levels)
    )


def test_days_are_searched_up_to_the_horizon():
    for horizon in (1, 5, 60, 61, 730):
        days = searched_days(horizon)
        assert days[0] == 1
        assert days[-1] == horizon
        assert (np.diff(days) > 0).all()
