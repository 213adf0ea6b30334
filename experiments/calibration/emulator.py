"""Emulators: what a case's statistics are expected to be at given coordinates, learnt from a bank.

A share is emulated by its logit, a count by its logarithm, a day by the closeness to the reported
day (the day of the last signature is soon or never, so its mean would say nothing). One small
network for each case; what it leaves unexplained, luck included, widens the likelihood.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

from experiments.calibration import likelihood
from experiments.calibration.bank import Bank
from experiments.calibration.study import Study

HIDDEN = (48, 48)
EPOCHS = 120
BATCH = 256
EDGE = 1e-3
"""A simulated share is kept so far from 0 and 1 before its logit is taken."""


class Emulator(NamedTuple):
    """A network for one case, with the scale of its inputs and what it leaves unexplained.

    ``weights`` and ``biases`` of its layers are float32; ``noise`` float64 [M, 3] holds, for each
    statistic, the coefficients of a parabola for the log of the residual's variance.
    """

    middle: np.ndarray
    width: np.ndarray
    weights: tuple[np.ndarray, ...]
    biases: tuple[np.ndarray, ...]
    target_middle: np.ndarray
    target_width: np.ndarray
    noise: np.ndarray
    scales: tuple[str, ...]

    def predict(self, features: np.ndarray) -> np.ndarray:
        """Return expected statistics on their emulated scales, float64 [R, M]."""
        layer = ((features - self.middle) / self.width).astype(np.float32)
        for weight, bias in zip(self.weights[:-1], self.biases[:-1], strict=True):
            layer = np.maximum(layer @ weight + bias, 0.0)
        told = (layer @ self.weights[-1] + self.biases[-1]).astype(np.float64)
        return told * self.target_width + self.target_middle

    def variance(self, told: np.ndarray) -> np.ndarray:
        """Return the variance left around emulated statistics, float64 [R, M]."""
        x = np.clip((told - self.target_middle) / self.target_width, -3.0, 3.0)
        a, b, c = self.noise.T
        return np.exp(a + b * x + c * x * x)


def learn(
    study: Study, bank: Bank, seed: int, told: Callable[[int], Any] = lambda done: None
) -> list[Emulator]:
    """Learn an emulator of each case from a bank; ``told`` hears how many are done."""
    made = []
    for case in range(len(study.cases)):
        features = study.features(case, bank.z, bank.local[case])
        made.append(learn_one(features, bank.stats[case], study, case, seed))
        told(case + 1)
    return made


def learn_one(
    features: np.ndarray, stats: np.ndarray, study: Study, case: int, seed: int
) -> Emulator:
    """Learn the emulator of one case from features [B, F] and statistics [B, M]."""
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.neural_network import MLPRegressor

    scales = study.scales(case)
    targets = on_scale(stats, scales, [o.reported for o in study.cases[case].observations])
    x, middle, width = _standard(features)
    y, target_middle, target_width = _standard(targets)
    batch = min(BATCH, int(0.8 * len(x)))  # a small bank learns in one
    net = MLPRegressor(
        hidden_layer_sizes=HIDDEN, alpha=1e-3, max_iter=EPOCHS, batch_size=batch, tol=1e-5,
        learning_rate_init=5e-3, early_stopping=True, n_iter_no_change=15, random_state=seed,
    )  # fmt: skip
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        net.fit(x.astype(np.float32), y.astype(np.float32) if y.shape[1] > 1 else y[:, 0])
    weights = tuple(np.asarray(w, dtype=np.float32) for w in net.coefs_)
    biases = tuple(np.asarray(b, dtype=np.float32) for b in net.intercepts_)
    plain = Emulator(middle, width, weights, biases, target_middle, target_width,
                     np.zeros((len(scales), 3)), scales)  # fmt: skip
    return plain._replace(noise=_noise(plain, features, targets))


def on_scale(stats: np.ndarray, scales: Sequence[str], reported: Sequence[float]) -> np.ndarray:
    """Put statistics [R, M] on the scales on which they are emulated."""
    columns = zip(stats.T, scales, reported, strict=True)
    return np.stack([_put(column, scale, seen) for column, scale, seen in columns], axis=1)


def _put(column: np.ndarray, scale: str, reported: float) -> np.ndarray:
    if scale == "day":
        return likelihood.closeness(reported, column)
    if scale == "count":
        return np.log(np.maximum(column, 0.0) + 0.5)
    share = np.clip(column, EDGE, 1.0 - EDGE)
    return np.log(share / (1.0 - share))


def off_scale(told: np.ndarray, scales: Sequence[str]) -> np.ndarray:
    """Take emulated statistics back: shares, counts, and closeness as it is; float64 [R, M]."""
    back = {
        "share": lambda c: 1.0 / (1.0 + np.exp(-c)),
        "count": lambda c: np.exp(c) - 0.5,
        "day": lambda c: np.clip(c, 0.0, 1.0),
    }
    return np.stack([back[s](c) for c, s in zip(told.T, scales, strict=True)], axis=1)


def emulated_terms(
    study: Study, emulators: Sequence[Emulator], case: int, z: np.ndarray, local: np.ndarray
) -> np.ndarray:
    """Return the emulated log likelihood of each observation of a case, float64 [R, M]."""
    net = emulators[case]
    told = net.predict(study.features(case, z, local))
    stats = off_scale(told, net.scales)
    days = np.array([scale == "day" for scale in net.scales])
    near = np.log(likelihood.FLOOR + (1.0 - likelihood.FLOOR) * np.where(days, stats, 0.0))
    if days.all():
        return near
    terms = study.terms(case, np.where(days, 1.0, stats), z, net.variance(told))
    return np.where(days, near, terms)


def _standard(values: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    middle, width = values.mean(axis=0), values.std(axis=0)
    width = np.where(width > 0.0, width, 1.0)
    return (values - middle) / width, middle, width


def _noise(net: Emulator, features: np.ndarray, targets: np.ndarray) -> np.ndarray:
    """Fit parabolas to the log of squared residuals, corrected for the mean of log chi-square."""
    told = net.predict(features)
    x = np.clip((told - net.target_middle) / net.target_width, -3.0, 3.0)
    left = np.log((targets - told) ** 2 + 1e-10) + 1.27
    return np.stack([np.polynomial.polynomial.polyfit(x[:, m], left[:, m], 2)
                     for m in range(targets.shape[1])])  # fmt: skip
