"""Three tellings of the reduced rules agree: the engine's, plain Mesa's, and C's.

Plain Mesa was written from the description alone and has luck of its own, so distributions are
compared: if the two models are the same, a false alarm comes once in a thousand times (three
Kolmogorov-Smirnov tests, Bonferroni). C shares the engine's luck, so results are equal.
"""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import ks_2samp

from models.reduced.chunk import days_lived, run_chunk
from models.reduced.sheet import SHEET
from sim.engine.luck import run_key
from tests.bench.in_c import compiler, run_in_c
from tests.bench.plain_mesa import PlainModel, TunedModel, run_plain

ALARM = 0.001
TOWN = {"households": 300, "workers": 8}


def signed_by_day(values: dict, runs: int) -> np.ndarray:
    table = SHEET.table([values] * runs)
    keys = np.array([run_key(11, r) for r in range(runs)], np.uint64)
    return run_chunk(table, keys, days_lived(table))[0].signed


def outcomes(signed: np.ndarray, households: int) -> dict[str, np.ndarray]:
    return {
        "signed at the end": signed[:, -1],
        "days below one half": (2 * signed < households).sum(axis=1),
        "live household-days": (households - signed).sum(axis=1),
    }


@pytest.mark.parametrize("model_class", [PlainModel, TunedModel])
def test_plain_mesa_has_the_same_distribution(model_class):
    p = {about.name: about.point for about in SHEET.abouts} | TOWN
    plain = np.array([run_plain(p, seed, model_class) for seed in range(80)])
    ours = outcomes(signed_by_day(TOWN, 2000), 300)
    for name, theirs in outcomes(plain, 300).items():
        value = ks_2samp(theirs, ours[name]).pvalue
        print(f"{name}: p = {value:.4f}, mean {theirs.mean():.1f} against {ours[name].mean():.1f}")
        assert value > ALARM / 6, name


def test_docking_notices_a_changed_rule():
    p = {about.name: about.point for about in SHEET.abouts} | TOWN | {"peers_weight": 2.0}
    plain = np.array([run_plain(p, seed, TunedModel) for seed in range(80)])
    ours, theirs = outcomes(signed_by_day(TOWN, 2000), 300), outcomes(plain, 300)
    assert min(ks_2samp(theirs[name], ours[name]).pvalue for name in ours) < ALARM


@pytest.mark.skipif(compiler() is None, reason="no C compiler on this machine")
@pytest.mark.parametrize(
    "values",
    [
        {},
        {"households": 2, "workers": 3},
        {"households": 97, "workers": 5, "mean_ties": 0.0, "visits_per_worker_per_day": 0},
        {"last_day": 120, "reward_days": 0, "visits_per_worker_per_day": 9, "offer_spread": 6.0},
    ],
)
def test_c_gives_the_same_days(values):
    table = SHEET.table([values] * 20)
    keys = np.array([run_key(3, r) for r in range(20)], np.uint64)
    days, _ = run_chunk(table, keys, days_lived(table))
    ours = np.stack([days.signed, days.burdened, days.visits], axis=2)
    assert np.array_equal(ours, run_in_c(table[0], keys))


def test_a_third_of_household_days_is_live_and_nearly_all_sign():
    signed = signed_by_day({}, 200)
    before = np.concatenate([np.zeros((200, 1)), signed[:, :-1]], axis=1)
    live = (1122 - before).mean() / 1122
    final = np.median(signed[:, -1]) / 1122
    print(f"live {live:.3f}, signed at the end {final:.4f}")
    assert 0.30 < live < 0.36
    assert 0.98 < final < 0.99
