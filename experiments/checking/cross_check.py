"""The shipped posterior against the amortised one: two methods, one answer, or no claim.

A headline parameter whose mean differs by more than half a posterior standard deviation blocks
whatever is claimed about it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from experiments.calibration.abc import figures, make_reference, posterior_sample
from experiments.calibration.synthetic import observed

if TYPE_CHECKING:
    from experiments.calibration.abc import Sample
    from experiments.calibration.bank import Bank
    from experiments.calibration.study import Study

MOST = 0.5  # posterior standard deviations
HEADLINE = ("free", "hyper")


def amortised(study: Study, bank: Bank, seed: int) -> Sample:
    """Return the amortised posterior of the reported figures."""
    table = make_reference(study, bank, seed)
    return posterior_sample(table, figures(study, observed(study))[0])


def cross_rows(study: Study, shipped: np.ndarray, sample: Sample) -> Iterator[dict[str, Any]]:
    """Compare the shipped draws [N, D] with the amortised sample, coordinate by coordinate.

    Means and standard deviations are those of the normal coordinates, whose prior has sd 1.
    """
    middle = sample.weight @ sample.z
    spread = np.sqrt(sample.weight @ (sample.z - middle) ** 2)
    for place, dim in enumerate(study.dims):
        mean, sd = float(shipped[:, place].mean()), float(shipped[:, place].std())
        off = (float(middle[place]) - mean) / max(sd, 1e-9)
        headline = dim.role in HEADLINE
        yield {
            "parameter": dim.name, "label": dim.label, "label_zh": dim.label_zh, "role": dim.role,
            "mean": mean, "sd": sd, "other_mean": float(middle[place]),
            "other_sd": float(spread[place]), "off": off, "limit": MOST, "headline": headline,
            "pass": (not headline) or abs(off) <= MOST,
        }  # fmt: skip
