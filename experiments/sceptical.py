"""Two sceptics who read a comparison: one asks for regularity, the other believes in no effect.

The first is the one of the rule (``p_best_sceptical``). The effect of an arm against the reference
has the prior N(0, (0.5 d)^2), with d the mean of the paired differences, and the evidence for it is
N(d, s^2), with s their spread over the runs (luck and parameters, not the standard error: more runs
make nobody less of a sceptic). What is left has mean w d and variance w s^2, with
w = 0.25 d^2 / (0.25 d^2 + s^2). The weighing is Bayes' rule, but the prior is not the sceptical one
of Spiegelhalter, Freedman and Parmar (1994): theirs is fixed beforehand by what effect would be
surprising, this one is as wide as the simulated effect makes it. Hence only d / s matters. Between
two arms near normal, a share of 80 % to this sceptic takes d / s of 1.44, or being ahead in about
92.5 % of the runs: a stricter demand on how regularly an effect shows over luck and parameters, and
no doubt at all about the size of effects that are assumed. With ``parameters=point``, where s is
small, it doubts next to nothing but luck.

The second takes the prior at its word (``p_best_literal``). Field experiments find about no effect
of persuasion on average (Kalla and Broockman 2018), so every effect is multiplied by a factor from
N(0, 0.5), drawn for each run and arm, and simulated runs are no evidence against it. The sign of
every effect is then a toss: of two arms each is ahead in about half of the runs, of k arms the
reference in about 1 / 2^(k - 1). By such a rule nothing would ever be recommended; it is told
beside the other, so that a reader sees what the recommendation takes for granted. The factor stands
for all that an arm does otherwise than the reference; no method within it is doubted by itself.
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
    """Return paired differences as the sceptic of the rule reads them.

    Parameters
    ----------
    differences : float64 [run]
        Of one arm against the reference, replicate by replicate, none of them missing.

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


def literal_factors(label: str, replicates: np.ndarray, seed: int) -> np.ndarray:
    """Draw the factor on the effects of one arm, float64 [run].

    Parameters
    ----------
    label : str
        Of the arm; it has its own draws, whichever other arms take part.
    replicates : int [run]
        The same replicate of the same seed draws the same factor, in every outcome.
    """
    luck = np.random.default_rng([seed, *label.encode("utf-8")])
    return luck.normal(0.0, SCEPTICS_SD, int(replicates.max()) + 1)[replicates]
