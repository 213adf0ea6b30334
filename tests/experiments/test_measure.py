"""Measures, against a hand-made ensemble of four runs whose answers are known."""

import json

import numpy as np
import pytest

from experiments import measure
from experiments.config import load_scenario
from experiments.errors import UserError
from experiments.ledger import Ledger
from experiments.run import run_ensemble
from experiments.scenario import Observation
from experiments.summary import as_json
from sim.people.plot import NEVER

DAYS = np.arange(-1, 6)
SIGNED = np.array([
    [0, 0, 5, 6, 8, 10, 10],
    [0, 0, 6, 6, 7, 7, 7],
    [0, 0, 4, 8, 10, 10, 10],
    [0, 0, 9, 9, 9, 9, 9],
])  # fmt: skip


def made(signed=SIGNED, seed=1):
    runs = len(signed)
    columns = {
        "run_id": np.array([f"r{n}" for n in range(runs)], dtype=object),
        "replicate": np.arange(runs),
        "households": np.full(runs, 10),
        "round1_share": np.array([0.8, 0.9, 0.9, 1.0])[:runs],
        "reward_window_days": np.full(runs, 3),
        "stop_day": np.array([NEVER, 5, NEVER, NEVER])[:runs],
    }
    days = {"signed": signed, "moved": np.zeros_like(signed), "votes_for": signed}
    return Ledger(columns, days, -1, {}, {"seed": seed})


def seen(relation="at", share=0.7, day=2, measure="signing"):
    return Observation(measure=measure, day=day, share=share, relation=relation, source="")


def test_shares_and_days():
    assert measure.share_at(made(), 2).tolist() == [0.6, 0.6, 0.8, 0.9]
    assert measure.share_at(made(), -7).tolist() == [0, 0, 0, 0]
    assert np.isnan(measure.share_at(made(), 6)).all()
    assert measure.shares(made())[0, -1] == 1.0
    full = measure.day_reaching(made(), 1.0)
    assert full[[0, 2]].tolist() == [4, 3]
    assert np.isnan(full[[1, 3]]).all()
    assert measure.day_reaching(made(), 0.7).tolist() == [3, 3, 2, 1]
    assert measure.chance_by(made(), 1.0, 3) == 0.25
    assert measure.chance_by(made(), 1.0, 5) == 0.5


def test_a_day_that_never_comes_lies_beyond_the_horizon():
    assert measure.band(np.array([1.0, 2.0, np.nan, np.nan, np.nan])) == (np.inf, 1.0, np.inf)
    assert measure.band(np.array([3.0, 3.0, 3.0])) == (3.0, 3.0, 3.0)


def test_report_rows_follow_the_three_relations():
    told = [
        seen(share=0.65), seen(share=0.95), seen("at_least", 0.5), seen("at_least", 0.95),
        seen("reached", 1.0, 3), seen("reached", 1.0, 2), seen(measure="round1", share=0.9),
    ]  # fmt: skip
    rows = measure.report_rows(made(), told)
    assert [list(row) for row in rows[:1]] == [
        ["name", "reported", "median", "low", "high", "inside"]
    ]
    assert [row["inside"] for row in rows] == [True, False, True, False, True, False, True]
    reached = rows[4]
    assert reached["name"] == "day_of_100"
    assert (reached["reported"], reached["low"], reached["high"]) == (3.0, 3.0, None)
    assert json.loads(as_json(rows))[4]["high"] is None


def test_what_never_happened_is_not_inside():
    (row,) = measure.report_rows(made(SIGNED[1:2]), [seen("reached", 1.0, 4)])
    assert (row["median"], row["low"], row["high"], row["inside"]) == (None, None, None, False)


def test_hazard_by_phase():
    hazard = measure.hazard_by_phase(made())
    assert hazard["first_day"].tolist() == [0.5, 0.6, 0.4, 0.9]
    assert hazard["window"][0] == pytest.approx((1 + 2) / (5 + 4))
    assert hazard["tail"][0] == pytest.approx(2 / 2)
    assert hazard["tail"][1] == 0.0
    assert np.isnan(hazard["tail"][2])


def test_paired_differences_need_shared_luck():
    later = made(SIGNED - (SIGNED > 0))
    gap = measure.paired_difference(made(), later, lambda r: measure.share_at(r, 5))
    assert gap.mean == pytest.approx(0.1)
    assert gap.low == pytest.approx(gap.high)
    assert gap.pairs == 4
    with pytest.raises(UserError, match="no pairs"):
        measure.paired_difference(made(), made(seed=2), "round1_share")


def test_an_arm_against_itself_differs_by_exactly_nothing():
    small = ("place.certificates=80", "campaign.last_day=15", "campaign.preparation_days=40")
    scenario = load_scenario("zhangyuan", *small)
    arms = [run_ensemble(scenario, runs=20, threads=n, progress=False) for n in (1, 2)]
    assert arms[0].identical(arms[1])
    for outcome in ("signing_share", "round1_share", "minutes_at_end"):
        assert measure.paired_difference(*arms, outcome) == (0.0, 0.0, 0.0, 20)
    rows = measure.report_rows(arms[0], scenario.observations)
    assert [row["median"] is None for row in rows] == [False, False, True]  # day 42 is not lived
    assert rows[2]["inside"] is False
