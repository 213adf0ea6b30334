"""Patterns that reported campaigns share, against what the posterior predicts of them (V10).

Each pattern is one number, taken of the reported figures and, in the same way, of campaigns that
are played anew at posterior draws with effects of their own. The posterior predictive p is how
often the played ones lie above the reported; a pattern is reproduced where it is 0.05 to 0.95.
Numbers from single days carry observation noise; the pace between two reports of one campaign does
not, because both rest on one list of certificates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from experiments.calibration.predictive import forecasts
from experiments.calibration.synthetic import noisy_case, observed

if TYPE_CHECKING:
    from experiments.calibration.study import FitCase, Study

INSIDE = (0.05, 0.95)
LEAST_PATTERNS = 5
LARGEST = 3000  # certificates: larger campaigns are not played at their size
FAILED = 0.8  # share below which a last report counts as a failure


class Played(NamedTuple):
    """Figures of all campaigns, draw by draw: for each, float64 [S, M], with and without noise."""

    told: tuple[np.ndarray, ...]
    plain: tuple[np.ndarray, ...]


Statistic = Callable[[tuple["FitCase", ...], Played], np.ndarray]


class Pattern(NamedTuple):
    """A pattern: what is measured, and where its reported value comes from."""

    name: str
    unit: str
    label: str
    label_zh: str
    source: str
    measure: Statistic


def play_anew(
    study: Study, z: np.ndarray, cap: int, seed: int, threads: int | None = None
) -> Played:
    """Play every campaign at draws [S, D] with fresh effects of its own."""
    luck = np.random.default_rng([seed, 31])
    made = forecasts(study, z, seed, cap, threads)
    told = tuple(noisy_case(f, f.stats, f.phi, luck) for f in made)
    return Played(told, tuple(f.stats for f in made))


def _day_1(cases: tuple[FitCase, ...], played: Played, presign: bool) -> np.ndarray:
    """Return shares reported for day 1, of one kind of opening, float64 [S, C']."""
    found = [
        played.told[c][:, k]
        for c, case in enumerate(cases)
        for k, seen in enumerate(case.observations)
        if seen.relation == "at" and seen.day == 1 and seen.measure == "signing"
        and (case.known.get("opening") == "presign") == presign
    ]  # fmt: skip
    return np.stack(found, axis=1)


def opening_burst(cases: tuple[FitCase, ...], played: Played) -> np.ndarray:
    """Mean share on day 1 where signing opened formally."""
    return _day_1(cases, played, presign=False).mean(axis=1)


def opening_spread(cases: tuple[FitCase, ...], played: Played) -> np.ndarray:
    """Standard deviation of the day-1 shares of formal openings."""
    return _day_1(cases, played, presign=False).std(axis=1)


def presign_gap(cases: tuple[FitCase, ...], played: Played) -> np.ndarray:
    """Mean share on day 1 of formal openings minus that of first pre-signing days."""
    return opening_burst(cases, played) - _day_1(cases, played, presign=True).mean(axis=1)


def _pace(cases: tuple[FitCase, ...], played: Played, names: Mapping[str, tuple[int, int]]) -> Any:
    """Return what part of the unsigned signed a day between two reports, mean over campaigns."""
    paces = []
    for c, case in enumerate(cases):
        if case.case_id in names:
            days = [seen.day for seen in case.observations]
            first, last = (days.index(day) for day in names[case.case_id])
            left = np.maximum(1.0 - played.plain[c][:, [first, last]], 0.5 / case.n)
            span = names[case.case_id][1] - names[case.case_id][0]
            paces.append(1.0 - (left[:, 1] / left[:, 0]) ** (1.0 / span))
    return np.mean(paces, axis=0)


def slow_tail(cases: tuple[FitCase, ...], played: Played) -> np.ndarray:
    """Part of the unsigned that signed a day after the reward window, Zhangyuan day 10 to 42."""
    return np.asarray(_pace(cases, played, {"zhangyuan": (10, 42)}))


def weeks_after(cases: tuple[FitCase, ...], played: Played) -> np.ndarray:
    """Part of the unsigned that signed a day in the first weeks, where little was prepared."""
    names = {"huangpu-116-west": (1, 19), "beijing-weigongcun": (1, 10)}
    return np.asarray(_pace(cases, played, names))


def overshoot(cases: tuple[FitCase, ...], played: Played) -> np.ndarray:
    """Mean of the last reported share minus the threshold."""
    found = [
        played.told[c][:, -1] - case.known["threshold"]
        for c, case in enumerate(cases)
        if "threshold" in case.known and case.observations[-1].relation == "at"
        and case.observations[-1].measure == "signing"
    ]  # fmt: skip
    return np.mean(found, axis=0)


def _complete(case: FitCase, told: np.ndarray) -> np.ndarray:
    """Tell whether all had signed at the last report, bool [S]."""
    seen = case.observations[-1]
    if seen.relation == "reached":
        return np.asarray((told[:, -1] <= float(seen.day or 0)) & (seen.share >= 1.0))
    return np.asarray(told[:, -1] * case.n >= case.n - 0.5)


def size_effect(cases: tuple[FitCase, ...], played: Played) -> np.ndarray:
    """Mean log size of campaigns still incomplete at their last report minus that of the rest."""
    there = [c for c, case in enumerate(cases) if case.n <= LARGEST]
    sizes = np.log([cases[c].n for c in there])
    done = np.stack([_complete(cases[c], played.plain[c]) for c in there], axis=1)
    complete = (done * sizes).sum(axis=1) / np.maximum(done.sum(axis=1), 1)
    rest = (~done * sizes).sum(axis=1) / np.maximum((~done).sum(axis=1), 1)
    return np.where(done.any(axis=1), rest - complete, 0.0)


def failures(cases: tuple[FitCase, ...], played: Played) -> np.ndarray:
    """Share of campaigns whose last reported share is below 0.8."""
    lasts = [
        played.told[c][:, -1] < FAILED
        for c, case in enumerate(cases)
        if case.observations[-1].relation == "at"
    ]
    return np.mean(lasts, axis=0)


FIGURES = "scenarios/cases/signing_observations.csv"
PATTERNS = (
    Pattern("opening_burst", "1", "Opening burst", "首日签约高峰", FIGURES, opening_burst),
    Pattern("opening_spread", "1", "Openings differ", "首日签约差异", FIGURES, opening_spread),
    Pattern("presign_gap", "1", "Formal above pre-signing", "正式签约高于预签约", FIGURES,
            presign_gap),
    Pattern("weeks_after", "1/day", "Weeks after a weak opening", "首日偏弱后的数周", FIGURES,
            weeks_after),
    Pattern("slow_tail", "1/day", "Slow tail", "缓慢尾部", FIGURES, slow_tail),
    Pattern("overshoot", "1", "Overshoot of the threshold", "超过生效比例", FIGURES, overshoot),
    Pattern("size_effect", "log certificate", "Large plots last longer", "规模效应", FIGURES,
            size_effect),
    Pattern("failures", "1", "Failures", "未成功比例", FIGURES, failures),
)  # fmt: skip


def pattern_rows(study: Study, played: Played) -> Iterator[dict[str, Any]]:
    """Hold each pattern of the reported campaigns against the played ones."""
    told = observed(study)
    reported = Played(told, told)
    for pattern in PATTERNS:
        values = pattern.measure(study.cases, played)
        yield judged(pattern, float(pattern.measure(study.cases, reported)[0]), values)
    yield from (_untested(pattern) for pattern in (NO_REPORT, CONCORDANCE))


def _untested(pattern: Pattern) -> dict[str, Any]:
    return {
        **_head(pattern), "reported": np.nan, "median": np.nan, "low": np.nan, "high": np.nan,
        "p": np.nan, "judged": False, "pass": False,
    }  # fmt: skip


NO_REPORT = Pattern(
    "deadline_spike", "1/day", "Deadline spike", "截止日高峰",
    "no report gives the days around a deadline: told by the model, not tested",
    lambda cases, played: np.empty(0),
)  # fmt: skip


def judged(pattern: Pattern, reported: float, values: np.ndarray) -> dict[str, Any]:
    """Hold one reported value against predicted ones [S]."""
    p = float((values > reported).mean() + 0.5 * (values == reported).mean())
    low, middle, high = np.quantile(values, (0.05, 0.5, 0.95))
    return {
        **_head(pattern), "reported": reported, "median": float(middle), "low": float(low),
        "high": float(high), "p": p, "judged": True, "pass": INSIDE[0] <= p <= INSIDE[1],
    }  # fmt: skip


CONCORDANCE = Pattern(
    "household_concordance", "1", "Concordance at home", "户内一致",
    "Nickerson 2008: 0.6 of a visit's effect passes on; a prior of the model, hence prior-driven",
    lambda cases, played: np.empty(0),
)  # fmt: skip


def _head(pattern: Pattern) -> dict[str, Any]:
    return {
        "pattern": pattern.name, "label": pattern.label, "label_zh": pattern.label_zh,
        "unit": pattern.unit, "source": pattern.source,
    }  # fmt: skip
