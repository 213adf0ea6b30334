"""Which mechanisms the reported figures need: each taken out, the rest fitted again.

A mechanism with a coordinate of its own is pinned where it does nothing; others are taken out of
the runs themselves, which takes a bank of simulations for each. The verdict weighs how much worse
campaigns that were left out are predicted against the Monte-Carlo error of that difference.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from experiments.checking.refit import ByCase, Prior, elpd, left_out_crps, refit

if TYPE_CHECKING:
    from experiments.calibration.study import Study

NOISE = 3.0  # elpd: smaller differences are Monte Carlo noise
WORSE = 0.05  # share by which the CRPS has to rise to count
ERRORS = 2.0  # standard errors that a difference has to exceed


class Out(NamedTuple):
    """A mechanism taken out: quantities ``changed`` in all runs, or coordinates ``pinned``.

    ``pinned`` gives the value of a coordinate in its own unit. ``how`` says what was done.
    """

    name: str
    label: str
    label_zh: str
    how: str
    changed: Mapping[str, Any] = {}
    pinned: Mapping[str, float] = {}


BASE = Out("base", "nothing taken out", "完整模型", "")
OUTS = (
    Out("peers", "neighbours", "邻里影响", "peers_weight and the collective reward's pull at 0",
        {"peers_weight": 0.0, "collective_pull": 0.0}),
    Out("party", "Party example", "党员示范", "no pledge, plaque, notices or group weight",
        {"pledge_share": 0.0, "plaque_weight": 1, "group_weight": 0.0}),
    Out("deadline", "deadlines", "期限效应", "deadline_weight at 0", {"deadline_weight": 0.0}),
    Out("preparation", "preparation", "签约前准备", "preparation_effort at 0",
        {"preparation_effort": 0.0}),
    Out("obstacles", "obstacles", "签约困难", "an open obstacle weighs nothing, nobody is absent",
        {"obstacle_weight": 0.0, "absent_share": 0.0}),
    Out("era", "Shanghai since 2015", "上海2015年后", "era_effort at 0",
        pinned={"era_effort": 0.0}),
    Out("intensity", "campaigns differ in intensity", "项目力度差异", "quality_sd at 0.05",
        pinned={"quality_sd": 0.05}),
    Out("strong_hopes", "rare strong outside hopes", "少数强外部预期", "strong_share at 0.001",
        pinned={"strong_share": 0.001}),
    Out("ordinary_hopes", "ordinary outside hopes", "一般外部预期", "ordinary_hopes at 0.02",
        pinned={"ordinary_hopes": 0.02}),
    Out("kind", "kind of campaign", "项目类型", "all campaigns are taken for expropriations",
        {"kind": "expropriation"}),
)  # fmt: skip
"""Mechanisms, as models and literature name them."""


class Scores(NamedTuple):
    """How one fit did: mean log likelihood, elpd, CRPS left out (mean over figures)."""

    mean_log_likelihood: float
    elpd: float
    crps: float


def pin(study: Study, pinned: Mapping[str, float]) -> Prior:
    """Return the prior that pins coordinates at values in their own units."""
    names = [dim.name for dim in study.dims]
    places = {names.index(name): value for name, value in pinned.items()}
    mean = {place: coordinate_of(study.dims[place], value) for place, value in places.items()}
    return Prior(mean, dict.fromkeys(places, 0.0))


def coordinate_of(dim: Any, value: float) -> float:
    """Return the coordinate at which a dimension comes nearest to a value, between -6 and 6."""
    grid = np.linspace(-6.0, 6.0, 4801)
    return float(grid[np.abs(dim.value(grid) - value).argmin()])


def scores_of(
    study: Study, by_case: ByCase, prior: Prior, *, particles: int, draws: int, cap: int,
    seed: int, threads: int | None = None,
) -> Scores:  # fmt: skip
    """Fit once, and score the fit."""
    fit = refit(by_case, len(study.dims), prior, particles, seed)
    crps = left_out_crps(study, fit, draws, cap, seed, threads)
    return Scores(float(fit.by_case.sum(axis=1).mean()), elpd(fit), float(crps.mean()))


def ablation_rows(
    outs: Iterable[Out], score: Callable[[Out, int], Scores], repeats: int
) -> Iterator[dict[str, Any]]:
    """Compare each mechanism taken out with the base, repeat by repeat.

    Parameters
    ----------
    score : callable
        Fits and scores with a mechanism out, by number of the repeat.
    """
    base = [score(BASE, seed) for seed in range(repeats)]
    yield _row(BASE, base, base)
    for out in outs:
        yield _row(out, [score(out, seed) for seed in range(repeats)], base)


def _row(out: Out, scores: list[Scores], base: list[Scores]) -> dict[str, Any]:
    row: dict[str, Any] = {"mechanism": out.name, "label": out.label, "label_zh": out.label_zh,
                           "how": out.how}  # fmt: skip
    for name in Scores._fields:
        own = np.array([getattr(s, name) for s in scores])
        gap = own - np.array([getattr(s, name) for s in base])
        error = gap.std(ddof=1) / len(gap) ** 0.5 if len(gap) > 1 else np.nan
        row |= {name: own.mean(), f"{name}_change": gap.mean(), f"{name}_error": error}
    row["verdict"] = verdict(row) if out.name != BASE.name else ""
    return row


def verdict(row: Mapping[str, Any]) -> str:
    """Say whether a mechanism is ``needed``, ``not identified`` or ``unneeded``."""
    elpd_room = max(NOISE, ERRORS * _known(row["elpd_error"]))
    crps_room = max(WORSE * (row["crps"] - row["crps_change"]), ERRORS * _known(row["crps_error"]))
    if row["elpd_change"] < -elpd_room or row["crps_change"] > crps_room:
        return "needed"
    better = row["elpd_change"] > elpd_room or row["crps_change"] < -crps_room
    return "unneeded" if better else "not identified"


def _known(error: float) -> float:
    return float(error) if np.isfinite(error) else 0.0
