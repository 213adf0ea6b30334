"""Calibration from end to end on a study whose posterior is known, and its parts."""

from contextlib import contextmanager

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import betabinom

from experiments.calibration import correct, likelihood
from experiments.calibration.bank import draw_prior, keys_of, make_blocks
from experiments.calibration.calibrate import Plan, calibrate
from experiments.calibration.play import make_table, usual_doses
from experiments.calibration.report import fitted_rows, parameter_rows
from experiments.calibration.signing_study import SigningStudy
from experiments.calibration.smc import effective_size, next_step, resample, weights_of
from models.signing.sheet import SHEET
from tests.experiments.toy_study import Toy

SMALL = Plan(rows=700, second=100, particles=250, cap=100, seed=3, threads=1)


class StoppedError(Exception):
    """Stands for Ctrl-C."""


def bars(stop_at=None):
    """Open bars that show nothing, and stop when a stage is that far."""

    @contextmanager
    def bar(name, total):
        def show(done, note=""):
            if (name, done) == stop_at:
                raise StoppedError

        yield show

    return bar


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    return calibrate(Toy(), SMALL, tmp_path_factory.mktemp("toy"), bars())


def test_a_calibration_recovers_a_known_posterior(found):
    mean, covariance = Toy().posterior()
    sd = np.sqrt(np.diag(covariance))
    # 250 draws of a normal: the standard error of a mean is 0.06 sd; emulators and correction add
    assert found.exact.z.mean(axis=0) == pytest.approx(mean, abs=0.35 * sd.max())
    assert found.exact.z.std(axis=0) == pytest.approx(sd, rel=0.3)
    assert found.exact.rounds[-1].monte_carlo < 0.5


def test_its_reports_name_every_coordinate_and_figure(found):
    study = Toy()
    told = {row["name"]: row for row in parameter_rows(study, found)}
    assert list(told) == [dim.name for dim in study.dims]
    assert told["idle"]["prior_driven"] == "true"
    assert told["first"]["prior_driven"] == "false"
    fitted = fitted_rows(study, found, 1)
    assert len(fitted) == len(study.cases)
    for row in fitted:
        assert row["low"] <= row["q25"] <= row["median"] <= row["q75"] <= row["high"]


def test_an_interrupted_calibration_ends_as_if_it_had_not_been(found, tmp_path):
    for stop_at in (("prior runs", 500), ("runs at the posterior", 3)):
        with pytest.raises(StoppedError):
            calibrate(Toy(), SMALL, tmp_path, bars(stop_at))
    again = calibrate(Toy(), SMALL, tmp_path, bars())
    assert np.array_equal(again.exact.z, found.exact.z)
    assert np.array_equal(again.exact.like, found.exact.like)


def test_the_correction_finds_what_emulators_miss():
    luck = np.random.default_rng(1)
    z = luck.standard_normal((6000, 3))
    slopes = np.array([[0.3, 0.0, -0.2], [0.0, 0.25, 0.0]])
    noise = luck.normal(-0.125, 0.5, (6000, 2))  # of single runs; its exponential has mean 1
    terms = correct.regress(z, z @ slopes.T + noise)
    left = 1.0 / (1.0 + correct.RIDGE)  # what the pull towards 0 leaves of a slope
    assert terms.slopes == pytest.approx(slopes * left, abs=0.05)


def test_no_two_rows_or_cases_share_their_luck():
    keys = np.concatenate([keys_of(1, np.arange(500), case, 7) for case in range(7)])
    assert len(np.unique(keys)) == len(keys)


def test_blocks_of_a_bank_depend_on_seed_and_number_alone(tmp_path):
    first = [bank.z for bank in make_blocks(Toy(), 5, 300, 10, tmp_path)]
    again = [bank.z for bank in make_blocks(Toy(), 5, 300, 10, tmp_path)]
    assert np.array_equal(np.concatenate(first), np.concatenate(again))
    assert not np.array_equal(draw_prior(Toy(), 5, 0, 100).z, draw_prior(Toy(), 6, 0, 100).z)


@given(
    n=st.integers(50, 3000), share=st.floats(0.4, 0.995), reported=st.floats(0.3, 0.99),
    phi=st.floats(50, 2000),
)  # fmt: skip
def test_a_lower_bound_is_close_to_the_tail_of_the_beta_binomial(n, share, reported, phi):
    told = likelihood.at_least(n, reported, np.array([share]), np.array([phi]))
    whole = betabinom.sf(np.ceil(reported * n - 1e-9) - 1, n, share * phi, (1 - share) * phi)
    assert np.exp(told[0]) == pytest.approx(whole, abs=0.04)


@given(st.integers(20, 2000), st.floats(0.01, 0.99), st.floats(20, 3000))
def test_a_reported_share_has_the_beta_binomial_likelihood(n, share, phi):
    share = min(max(share, 1 / n), 1 - 1 / n)
    count = round(0.8 * n)
    told = likelihood.at_share(n, count / n, np.array([share]), np.array([phi]))
    assert told[0] == pytest.approx(betabinom.logpmf(count, n, share * phi, (1 - share) * phi))


def test_a_day_that_never_came_counts_as_little_as_the_floor():
    days = np.array([49.0, 20.0, np.inf])
    told = np.exp(likelihood.reached(49.0, days))
    assert told[0] == pytest.approx(1.0)
    assert told[1] < 0.05
    assert told[2] == pytest.approx(likelihood.FLOOR)


@given(st.integers(2, 300))
def test_a_step_of_tempering_leaves_half_of_the_particles(size):
    like = np.random.default_rng(size).normal(0.0, 30.0, size)
    step = next_step(like, 1.0)
    assert 0.0 < step <= 1.0
    if step < 1.0 and size > 20:
        assert effective_size(weights_of(step * like)) == pytest.approx(0.5 * size, rel=0.05)
    rows = resample(weights_of(like), np.random.default_rng(1))
    assert len(rows) == size
    assert ((rows >= 0) & (rows < size)).all()


def test_tables_made_by_columns_are_those_made_by_rows():
    keys = np.array([11, 12, 13], dtype=np.uint64)
    known = {"certificates": 80, "last_day": 5, "kind": "rebuild"}
    varied = {
        "intensity": np.array([0.5, 1.0, 2.0]),
        "preparation_days": np.array([60.2, 90.0, 99]),
    }
    table = make_table(known, varied, keys)
    told = {*known, *varied}
    unknown = [a.name for a in SHEET.abouts if a.default is None and a.name not in told]
    fixed = usual_doses() | known
    rows = (
        SHEET.drawn(fixed | {"intensity": work, "preparation_days": round(days)}, unknown, key)
        for work, days, key in zip(*varied.values(), keys, strict=True)
    )
    assert table.tolist() == SHEET.table(rows).tolist()


def test_a_study_reads_covariates_and_never_what_became_of_a_campaign():
    from experiments.cases import signing_cases

    told = signing_cases()
    blind = {
        name: case._replace(row={**case.row, "outcome": "x", "confidence": "x", "source_url": "x"})
        for name, case in told.items()
    }
    plain, other = SigningStudy(), SigningStudy(blind)
    for case, same in zip(plain.cases, other.cases, strict=True):
        assert case.known == same.known
        assert case.traits == same.traits


def test_harder_hopes_and_less_work_lower_what_is_simulated():
    study = SigningStudy()
    names = [case.case_id for case in study.cases]
    case = names.index("huangpu-501")
    z, dims = np.zeros((40, len(study.dims))), [d.name for d in study.cases[case].dims]
    keys = keys_of(1, np.arange(40), case, len(names))

    def median(**at):
        local = np.zeros((40, len(dims)))
        local[:, dims.index("hopes_kind")] = 3.0  # ordinary hopes
        for name, value in at.items():
            local[:, dims.index(name)] = value
        return float(np.median(study.simulate(case, z, local, keys, 120)))

    assert median(quality=-2.0) < median() <= median(quality=2.0)
    assert median(hopes_kind=-3.0, hopes_size=1.0) < median() - 0.2
