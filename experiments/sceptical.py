"""A sceptic's reading of a comparison: what is left of it to somebody who expects no effect.

Field experiments find about no effect of persuasion on average (Kalla and Broockman 2018), so that
a method's effect times a factor centred at 0 with standard deviation 0.5 is the prior of a fair
sceptic. Read without any evidence, that prior alone would leave every effect a coin toss. Here it
is weighed against the simulated evidence as in Spiegelhalter, Freedman and Parmar (1994): the
effect of an arm against the first has the prior N(0, (0.5 d)^2), with d the mean of the paired
differences, and the evidence for it is N(d, s^2), with s their spread over the runs (luck and
parameters), not the standard error: more runs make nobody less of a sceptic. The sceptic's effect
then has mean w d and variance w s^2, with w = 0.25 d^2 / (0.25 d^2 + s^2).
"""

from __future__ import annotations

import numpy as np

SCEPTICS_SD = 0.5
"""Standard deviation of the factor on an effect; centred at 0."""


def weight(differences: np.ndarray) -> float:
    """Return how much of an effect a sceptic keeps, 0 to 1, from its paired differences [run]."""
    if len(differences) == 0:
        return 0.0
    prior = (SCEPTICS_SD * float(differences.mean())) ** 2
    spread = float(differences.var(ddof=1)) if len(differences) > 1 else 0.0
    return prior / (prior + spread) if prior > 0 else 0.0


def sceptical(differences: np.ndarray) -> np.ndarray:
    """Return paired differences as a sceptic reads them.

    Parameters
    ----------
    differences : float64 [run]
        Of one arm against the first, replicate by replicate, none of them missing.

    Returns
    -------
    float64 [run]
        With mean ``w d`` and variance ``w s^2``; an effect without any spread is kept whole, one
        of exactly 0 stays 0.
    """
    if len(differences) == 0 or not differences.any():
        return differences
    kept, mean = weight(differences), float(differences.mean())
    return np.asarray(kept * mean + kept**0.5 * (differences - mean))
