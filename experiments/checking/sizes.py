"""How much is computed for a check: the full size, and a quick one that shows that all works."""

from __future__ import annotations

from typing import NamedTuple


class Sizes(NamedTuple):
    """Numbers of draws and runs.

    Attributes
    ----------
    bank : int
        Simulations from the prior.
    cap, large : int
        Certificates simulated of a campaign, at most; where the day of 100 % matters, ``large``.
    truths, data_sets, full : int
        Truths of V6, data sets of V7, truths that are repeated with the full method.
    particles, points, repeats : int
        Of a refit: particles, points over which a campaign's own effects are averaged, and how
        often it is repeated for its Monte-Carlo error.
    changed : int
        Simulations with a mechanism taken out.
    draws : int
        Runs of each campaign that a forecast is made of.
    ends : int
        Simulations that the chance of a report is learnt from.
    towns, played : int
        Draws at which visits are paid, and at which patterns are played.
    """

    bank: int = 4000
    cap: int = 450
    large: int = 1500
    truths: int = 300
    data_sets: int = 400
    full: int = 20
    particles: int = 300
    points: int = 32
    repeats: int = 2
    changed: int = 400
    draws: int = 100
    ends: int = 600
    towns: int = 100
    played: int = 200


FULL = Sizes()
QUICK = Sizes(
    bank=400, cap=100, large=100, truths=100, data_sets=100, full=2, particles=60, points=8,
    repeats=2, changed=200, draws=20, ends=100, towns=6, played=40,
)  # fmt: skip
"""Too few for any claim: a gate of a quick check is told, and not passed or failed."""
