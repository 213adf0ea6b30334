"""Posteriors are honest where the answer is known: a linear normal study with known posterior."""

from dataclasses import replace

import numpy as np
import pytest

from experiments.calibration.abc import Sample, figures, make_reference, posterior_sample
from experiments.calibration.synthetic import as_observations, observed
from experiments.checking.bands import curve, share_interval, simultaneous_band, tail
from experiments.checking.cross_check import amortised, cross_rows
from experiments.checking.refit import Prior, crps, elpd, left_out_weights, refit
from experiments.checking.sbc import find_truths, located, recovery_rows, repeat_with, sbc_rows
from experiments.reported import Observation
from tests.experiments.toy_study import NAMES, Toy

TOY = Toy()
MEAN, COVARIANCE = TOY.posterior()
SD = np.sqrt(np.diag(COVARIANCE))


@pytest.fixture(scope="module")
def bank():
    return TOY.bank(3000)


@pytest.fixture(scope="module")
def fit():
    return refit(TOY.log_evidence_given, 3, particles=1500, seed=2)


def test_the_reference_table_recovers_a_known_posterior(bank):
    sample = posterior_sample(make_reference(TOY, bank, 1), figures(TOY, observed(TOY))[0])
    mean = sample.weight @ sample.z
    sd = np.sqrt(sample.weight @ (sample.z - mean) ** 2)
    print(mean, MEAN, sd, SD)
    assert np.all(np.abs(mean - MEAN) < 0.2 * SD)
    assert np.all((sd > 0.9 * SD) & (sd < 1.25 * SD))


def test_the_refit_recovers_a_known_posterior(fit):
    assert np.all(np.abs(fit.z.mean(axis=0) - MEAN) < 0.15 * SD)
    assert np.all(np.abs(fit.z.std(axis=0) / SD - 1.0) < 0.12)
    assert np.corrcoef(fit.z.T)[0, 1] == pytest.approx(COVARIANCE[0, 1] / SD[0] / SD[1], abs=0.12)


def test_a_pinned_coordinate_stays_and_a_moved_prior_pulls():
    pinned = refit(TOY.log_evidence_given, 3, Prior({0: 1.5}, {0: 0.0}), 200)
    assert np.all(pinned.z[:, 0] == 1.5)
    assert pinned.z[:, 1].std() > 0.1
    pulled = refit(TOY.log_evidence_given, 3, Prior({2: 3.0}), 400)
    assert pulled.z[:, 2].mean() == pytest.approx(3.0, abs=0.2)  # no figure tells it


def test_leaving_out_agrees_with_the_exact_density(fit):
    """The weighted density of a case left out is that of a fit without it."""
    exact = 0.0
    for case in range(4):
        kept = [k for k in range(4) if k != case]
        others = refit(
            lambda z, kept=kept: TOY.log_evidence_given(z)[:, kept], 3, particles=1500, seed=3
        )
        like = TOY.log_evidence_given(others.z)[:, case]
        exact += float(np.log(np.exp(like).mean()))
    assert elpd(fit) == pytest.approx(exact, abs=0.4)


def test_left_out_weights_sum_to_one_and_no_draw_rules():
    weight = left_out_weights(np.array([-1.0, -1.0, -50.0, -1.0] * 25))
    assert weight.sum() == pytest.approx(1.0)
    assert weight.max() <= 0.1 + 1e-9


def test_the_score_of_a_point_is_its_distance_and_that_of_a_normal_is_known():
    assert crps(np.full(50, 0.4), 0.7) == pytest.approx(0.3)
    drawn = np.random.default_rng(1).standard_normal(20_000)
    assert crps(drawn, 0.0) == pytest.approx(2 / np.sqrt(2 * np.pi) - 1 / np.sqrt(np.pi), abs=0.01)


# Ranks and cover


def test_even_ranks_stay_in_the_band_nineteen_times_of_twenty():
    band = simultaneous_band(150)
    even = np.random.default_rng(5).random((600, 150))
    inside = np.mean([tail(ranks) >= band.gamma for ranks in even])
    print(f"inside: {inside:.3f}")
    assert 0.92 < inside < 0.98
    assert simultaneous_band(150, 10).gamma < band.gamma


def test_narrow_and_shifted_posteriors_leave_the_band():
    even = np.random.default_rng(6).random(200)
    limit = simultaneous_band(200).gamma
    narrow = np.clip(0.5 + 2.0 * (even - 0.5), 0.0, 1.0)
    assert tail(narrow) < limit
    assert tail(even**2) < limit
    assert curve(np.array([0.5, 0.5]))[-1] == 1.0


def test_truths_are_found_again_and_a_too_narrow_posterior_is_seen(bank):
    truths = find_truths(TOY, bank, 200, seed=4)
    rows = list(sbc_rows(TOY, truths, "amortised"))
    assert [row["parameter"] for row in rows] == list(NAMES)
    assert all(row["inside_family"] for row in rows)
    told = {row["parameter"]: row for row in recovery_rows(TOY, truths)}
    print({name: row["covered_90"] for name, row in told.items()})
    assert all(row["low"] <= 0.92 and row["high"] >= 0.88 for row in told.values())
    assert told["first"]["contraction"] > 0.85
    assert abs(told["idle"]["contraction"]) < 0.15
    narrow = [Sample(m + 0.4 * s * np.random.default_rng(k).standard_normal((100, 3)),
                     np.full(100, 0.01))
              for k, (m, s) in enumerate(zip(truths.middle, truths.sd, strict=True))]  # fmt: skip
    assert not any(row["inside"] for row in sbc_rows(TOY, located(truths.z, narrow), "narrow"))


def test_the_full_method_is_given_data_in_the_real_form(bank):
    asked = []

    def exact(data, seed):
        asked.append(data)
        days = tuple(float(np.log(seen[0].day)) for seen in data.values())
        mean, covariance = Toy(data=days).posterior()
        return np.random.default_rng(seed).multivariate_normal(mean, covariance, 300)

    truths = repeat_with(exact, TOY, bank, 1, 60)
    assert len(asked) == len(truths.rank) == 60
    assert all(row["inside_family"] for row in sbc_rows(TOY, truths, "full"))


def test_a_report_that_could_not_have_been_written_is_left_out():
    case = TOY.cases[0]
    assert as_observations(case, np.array([np.inf])) is None
    (seen,) = as_observations(case, np.array([11.6]))
    assert (seen.day, seen.relation) == (12, "reached")
    bound = Observation("signing", 1, 0.96, "at_least", "toy")
    bounded = case._replace(observations=(bound,))
    assert as_observations(bounded, np.array([0.9])) is None
    assert as_observations(bounded, np.array([0.98])) == (bound,)
    share = replace(bound, relation="at")
    (told,) = as_observations(case._replace(observations=(share,)), np.array([0.5]))
    assert told.share == 0.5


def test_intervals_of_a_share_hold_it():
    assert share_interval(0, 20)[0] == 0.0
    assert share_interval(20, 20)[1] == 1.0
    low, high = share_interval(180, 200)
    assert low < 0.9 < high


def test_two_methods_that_disagree_block_a_headline(bank):
    sample = amortised(TOY, bank, 1)
    exact = np.random.default_rng(1).multivariate_normal(MEAN, COVARIANCE, 2000)
    assert all(row["pass"] for row in cross_rows(TOY, exact, sample))
    moved = {r["parameter"]: r for r in cross_rows(TOY, exact + [0.0, 1.5 * SD[1], 0.0], sample)}
    assert not moved["second"]["pass"]
    assert moved["second"]["off"] == pytest.approx(-1.5, abs=0.3)
