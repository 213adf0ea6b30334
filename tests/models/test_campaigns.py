"""The reported campaigns: one set of behaviour, at most two assumed values each, failures too."""

from functools import cache

import numpy as np
import pytest

from experiments import load_scenario, run_ensemble
from experiments.measure import report_rows, round1_share, share_at
from sim.people.plot import NEVER

RUNS = {"dongan": 40, "jiuxianqiao": 20}  # large plots
USUAL = 80
CAMPAIGNS = (
    "baoxingli", "daqiao_89", "daqiao_90", "dinghai_7", "dongan", "fangualong", "huangpu_116_west",
    "jiuxianqiao", "pingliang_west", "qiaojia_west", "tianshan", "weigongcun", "zhangyuan",
)  # fmt: skip
MISSED = {("pingliang_west", "signing_share_day_1")}
"""Outside at the point, as the README's table says: too many sign on that Saturday."""

NEAR = 0.03  # how near the median must come to a reported share


@cache
def ensemble(name: str, *overrides: str):
    runs = RUNS.get(name, USUAL)
    scenario = load_scenario(name, *overrides)
    return run_ensemble(scenario, runs=runs, seed=1, parameters="point", progress=False)


@pytest.mark.parametrize("name", CAMPAIGNS)
def test_reported_figures_lie_inside_the_band_and_near_the_median(name: str) -> None:
    scenario = load_scenario(name)
    assert scenario.observations
    for seen, row in zip(
        scenario.observations, report_rows(ensemble(name), scenario.observations), strict=True
    ):
        print(row)
        if (name, row["name"]) in MISSED:
            assert not row["inside"], "it is met again: take it off the list"
            continue
        assert row["inside"], row
        if seen.relation == "at":
            assert abs(row["median"] - row["reported"]) < NEAR, row


@pytest.mark.parametrize("name", ["shanshouli", "hongzhen_7a", "dahua_122", "huaihai_street"])
def test_campaigns_without_reported_figures_run_and_say_so(name: str) -> None:
    scenario = load_scenario(name)
    assert not scenario.observations
    assert "no dated signing figures" in scenario.title
    assert "无" in scenario.title_zh
    assert share_at(ensemble(name), 60).mean() > 0.9


def test_tianshan_stops_in_round_1_and_would_pass_without_hopes_of_clearance() -> None:
    stopped = np.asarray(ensemble("tianshan")["stop_day"]) != NEVER
    saved = ensemble("tianshan", "place.clearance_hopes=0")
    passes = float((round1_share(saved) >= 0.9).mean())
    print(f"stopped in {stopped.mean():.0%}; without the outside option {passes:.0%} pass")
    assert stopped.mean() >= 0.8
    assert passes >= 0.8
    assert (np.asarray(saved["stop_day"]) == NEVER).mean() >= 0.8


def test_jiuxianqiao_stalls_near_half() -> None:
    shares = share_at(ensemble("jiuxianqiao"), 330)
    assert 0.4 < np.median(shares) < 0.6
    assert np.median(shares) - np.median(share_at(ensemble("jiuxianqiao"), 200)) < 0.1


def test_the_higher_the_outside_option_the_more_campaigns_fail() -> None:
    pull = [0, 1.5, 3, 4.5]
    runs = [ensemble("tianshan", f"place.clearance_hopes={x}") for x in pull]
    shares = [float(round1_share(run).mean()) for run in runs]
    failed = [float((np.asarray(run["stop_day"]) != NEVER).mean()) for run in runs]
    print(
        [f"{x}: {s:.2f} agreed, {f:.0%} fail" for x, s, f in zip(pull, shares, failed, strict=True)]
    )
    assert shares == sorted(shares, reverse=True)
    assert failed == sorted(failed)
    assert failed[0] < 0.2 < 0.8 < failed[-1]
