"""What the signing model must reproduce: the two anchor campaigns, and the patterns behind them."""

import numpy as np
import pytest

from experiments import load_scenario, run_ensemble
from experiments.measure import hazard_by_phase, report_rows, share_at, shares
from models.signing.sheet import SHEET

RUNS = 150
ANCHORS = {"fangualong": 1, "zhangyuan": 10}  # the day whose share is looked at


def ensemble(name: str, *overrides: str, runs: int = RUNS):
    scenario = load_scenario(name, *overrides)
    return run_ensemble(scenario, runs=runs, seed=1, parameters="point", progress=False)


def mean_share(name: str, *overrides: str) -> float:
    return float(share_at(ensemble(name, *overrides), ANCHORS[name]).mean())


UNPREPARED = ("staff.preparation_effort=0", "campaign.round1_threshold=0")


@pytest.mark.parametrize("name", ANCHORS)
def test_reported_shares_lie_inside_the_band_and_near_the_median(name: str) -> None:
    scenario = load_scenario(name)
    rows = report_rows(ensemble(name, runs=400), scenario.observations)
    print(rows)
    assert all(row["inside"] for row in rows)
    shares_told = [row for row in rows if row["name"].startswith(("round1", "signing_share"))]
    assert len(shares_told) >= 2
    assert all(abs(row["median"] - row["reported"]) < 0.015 for row in shares_told)


def test_fangualong_is_complete_by_day_49_in_some_runs_and_moves_out_within_a_month() -> None:
    result = ensemble("fangualong", runs=400)
    complete = float((share_at(result, 49) == 1.0).mean())
    print(f"100 % by day 49 in {complete:.0%} of runs")
    assert 0.25 <= complete <= 0.75
    moved = shares(result, "moving")
    day = np.asarray(result["day"])
    assert moved[:, day < 62].max() == 0.0
    assert 0.005 < np.median(moved[:, day == 63]) < 0.02
    assert np.median(moved[:, day == 92]) > 0.99


@pytest.mark.parametrize("name", ANCHORS)
def test_preparation_raises_the_share_from_the_obstacle_free_one(name: str) -> None:
    doses = [
        mean_share(name, f"staff.preparation_effort={x}", "campaign.round1_threshold=0")
        for x in (0.0, 0.25, 0.5, 0.75, 1.0)
    ]
    print([f"{x:.3f}" for x in doses])
    assert doses == sorted(doses)
    assert 0.55 < doses[0] < 0.75
    assert doses[-1] > 0.9


@pytest.mark.parametrize("name", ANCHORS)
def test_opening_ten_days_earlier_lowers_the_share(name: str) -> None:
    days = load_scenario(name).settings["preparation_days"].value
    days = days or SHEET.by_name["preparation_days"].point
    later, earlier = (
        share_at(ensemble(name, f"campaign.preparation_days={d}"), ANCHORS[name])
        for d in (days, days - 10)
    )
    gap = later - earlier
    assert gap.mean() > 2.0 * gap.std() / np.sqrt(len(gap)) > 0.0


@pytest.mark.parametrize("kind", ["family", "price", "transition", "care", "absent"])
def test_removing_a_kind_of_obstacle_raises_the_unprepared_share_in_proportion(kind: str) -> None:
    share = mean_share("fangualong", *UNPREPARED)
    without = mean_share("fangualong", *UNPREPARED, f"obstacles.{kind}_share=0")
    frequency = float(SHEET.by_name[f"{kind}_share"].point)
    expected = share * frequency / (1.0 - frequency)
    print(f"{kind}: {without - share:.3f}, expected about {expected:.3f}")
    assert 0.5 * expected < without - share < 1.5 * expected


@pytest.mark.parametrize("name", ANCHORS)
def test_those_who_remain_have_more_obstacles(name: str) -> None:
    result = ensemble(name)
    column = int(np.flatnonzero(np.asarray(result["day"]) == ANCHORS[name])[0])
    signed = np.asarray(result["signed"])[:, column].sum()
    burdened_signed = np.asarray(result["burdened_signed"])[:, column].sum()
    burdened, all_homes = (int(np.asarray(result[c]).sum()) for c in ("burdened", "households"))
    left_burdened = burdened - burdened_signed
    left_free = all_homes - signed - left_burdened
    ratio = (left_burdened / left_free) / (burdened_signed / (signed - burdened_signed))
    print(f"{name}: odds ratio of an obstacle at birth, remaining against signed: {ratio:.2f}")
    assert ratio > 1.3


@pytest.mark.parametrize("name", ANCHORS)
def test_the_tail_slows_down_after_the_reward_window(name: str) -> None:
    hazard = hazard_by_phase(ensemble(name))
    window, tail = (float(np.nanmean(hazard[phase])) for phase in ("window", "tail"))
    print(f"{name}: {window:.4f} a day in the window, {tail:.4f} after it")
    assert tail < 0.5 * window


@pytest.mark.parametrize("name", ANCHORS)
def test_signatures_spike_only_when_something_ends(name: str) -> None:
    result = ensemble(name, runs=400)
    day = np.asarray(result["day"])
    signed = np.asarray(result["signed"])[:, day >= 6].sum(axis=0).astype(float)
    left = np.asarray(result["households"]).sum() - signed
    hazard = np.diff(signed) / np.maximum(left[:-1], 1.0)
    window = int(np.median(result["reward_window_days"]))
    first = max(int(0.5 * window + 0.5), 1)
    for n, rate in enumerate(hazard):
        today = n + 7
        near = np.delete(hazard[max(n - 3, 0) : n + 4], min(n, 3))
        calm = today not in (first, window) and signed[n] < 0.999 * signed[-1]
        if calm:
            assert rate < 2.5 * near.mean() + 0.002, f"a spike on day {today}"
