"""Simulation-based calibration and recovery: truths drawn from the prior, found again or not.

Each truth has figures as they would have been reported, for all campaigns of the real design. If
the posterior is honest, truths lie anywhere in it with even chances (V6), and its 90 % intervals
hold nine truths of ten (V7). Both use the amortised posterior; some truths of V6 are repeated with
the full method.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from experiments.calibration.abc import Sample, build_reference, figures, posterior_sample
from experiments.calibration.synthetic import as_observations, noisy
from experiments.checking.bands import curve, share_interval, simultaneous_band, tail

if TYPE_CHECKING:
    from experiments.calibration.bank import Bank
    from experiments.calibration.study import Study

COPIES = 3  # data sets drawn for each row of the table that is no truth
LEVELS = (0.5, 0.9)
COVERED = (0.85, 0.95)  # V7: between these the 90 % intervals of a parameter cover
Fit = Callable[[Mapping[str, tuple[Any, ...]], int], np.ndarray]
"""From figures by campaign and a seed to draws of the posterior, float64 [N, D]."""


class Truths(NamedTuple):
    """What became of the truths.

    Attributes
    ----------
    rank : float64 [N, D]
        Share of the posterior below each truth.
    inside : bool [2, N, D]
        Whether central intervals of ``LEVELS`` hold it.
    z : float64 [N, D]
        The truths.
    middle, sd : float64 [N, D]
        Posterior mean and standard deviation.
    """

    rank: np.ndarray
    inside: np.ndarray
    z: np.ndarray
    middle: np.ndarray
    sd: np.ndarray


def find_truths(study: Study, bank: Bank, tests: int, seed: int) -> Truths:
    """Look for the first rows of a bank in the posterior of the figures they lead to.

    Parameters
    ----------
    bank : Bank
        Draws from the prior; the rows that serve as truths are not in the reference table.
    tests : int
        How many truths.
    """
    rng = np.random.default_rng(seed)
    told = figures(study, noisy(study, bank.z[:tests], [s[:tests] for s in bank.stats], rng))
    rest, stats = bank.z[tests:], [s[tests:] for s in bank.stats]
    copies = [figures(study, noisy(study, rest, stats, rng)) for _ in range(COPIES)]
    table = build_reference(rest, copies)
    samples = [posterior_sample(table, row) for row in told]
    return located(bank.z[:tests], samples)


def located(z: np.ndarray, samples: list[Sample]) -> Truths:
    """Say where truths [N, D] lie in their posteriors."""
    rank = np.array([s.weight @ (s.z < truth) for truth, s in zip(z, samples, strict=True)])
    middle = np.array([s.weight @ s.z for s in samples])
    spread = [np.sqrt(s.weight @ (s.z - m) ** 2) for s, m in zip(samples, middle, strict=True)]
    inside = np.array([np.abs(rank - 0.5) <= level / 2 for level in LEVELS])
    return Truths(rank, inside, z, middle, np.array(spread))


def sbc_rows(study: Study, truths: Truths, method: str) -> Iterator[dict[str, Any]]:
    """Judge the ranks of each parameter."""
    count = len(truths.rank)
    band, family = simultaneous_band(count), simultaneous_band(count, len(study.dims))
    for place, dim in enumerate(study.dims):
        ranks = truths.rank[:, place]
        reached, seen = tail(ranks), curve(ranks)
        yield {
            "parameter": dim.name, "label": dim.label, "label_zh": dim.label_zh, "role": dim.role,
            "method": method, "truths": len(ranks), "mean_rank": float(ranks.mean()),
            "furthest": float(np.abs(seen - band.at).max()), "tail": reached, "limit": band.gamma,
            "inside": bool(reached >= band.gamma),
            "inside_family": bool(reached >= family.gamma),
        }  # fmt: skip


def recovery_rows(study: Study, truths: Truths) -> Iterator[dict[str, Any]]:
    """Count how often intervals hold the truth of each parameter."""
    count = len(truths.z)
    for place, dim in enumerate(study.dims):
        half, most = (int(truths.inside[k][:, place].sum()) for k in range(2))
        low, high = share_interval(most, count)
        error = truths.middle[:, place] - truths.z[:, place]
        yield {
            "parameter": dim.name, "label": dim.label, "label_zh": dim.label_zh, "role": dim.role,
            "data_sets": count, "covered_50": half / count, "covered_90": most / count,
            "low": low, "high": high, "bias": float(error.mean()),
            "contraction": float(1.0 - (truths.sd[:, place] ** 2).mean()),
            "correlation": correlation(truths.middle[:, place], truths.z[:, place]),
            "pass": COVERED[0] <= most / count <= COVERED[1],
        }  # fmt: skip


def correlation(first: np.ndarray, second: np.ndarray) -> float:
    """Return the correlation of two columns; 0 where one does not vary."""
    if min(first.std(), second.std()) < 1e-12:
        return 0.0
    return float(np.corrcoef(first, second)[0, 1])


def repeat_with(
    fit: Fit, study: Study, bank: Bank, seed: int, count: int, first: int = 0
) -> Truths | None:
    """Repeat some truths with the full method; None where no data could have been reported so.

    Rows of the bank whose figures could not have been reported in the real form are passed over,
    which is fair to the posterior: the data alone decide (``as_observations``).
    """
    rng = np.random.default_rng(seed)
    found: list[np.ndarray] = []
    samples: list[Sample] = []
    told = noisy(study, bank.z, bank.stats, rng)
    for row in range(first, len(bank.z)):
        data = _data_of(study, told, row)
        if data is not None and len(found) < count:
            found.append(bank.z[row])
            draws = fit(data, seed + row)
            samples.append(Sample(draws, np.full(len(draws), 1.0 / len(draws))))
    return located(np.array(found), samples) if found else None


def _data_of(
    study: Study, told: tuple[np.ndarray, ...], row: int
) -> dict[str, tuple[Any, ...]] | None:
    data = {}
    for case, stats in zip(study.cases, told, strict=True):
        seen = as_observations(case, stats[row])
        if seen is None:
            return None
        data[case.case_id] = seen
    return data
