"""Dose-response: one method from none to much, and where more of it starts to hurt."""

import csv

import numpy as np
import pytest

from experiments import run
from experiments.__main__ import main
from experiments.config import load_scenario
from experiments.dose import plan_dose, run_dose
from experiments.dose_result import BEST, OVERUSE
from experiments.errors import ConfigError
from experiments.measure import mean_difference
from experiments.overuse import overuse
from experiments.run import run_ensemble
from experiments.sweep import open_sweep
from experiments.sweep_result import TOLD, SweepResult

SMALL = ("place.certificates=60", "campaign.last_day=12", "campaign.preparation_days=40")
DOORS = "visits_per_worker_per_day"
RUNS = 8


@pytest.fixture(scope="module")
def scenario():
    return load_scenario("zhangyuan", *SMALL)


@pytest.fixture(scope="module")
def played(scenario):
    return run_dose(scenario, "visits", points=4, high=6, runs=RUNS, progress=False)


def rows_in(file):
    return list(csv.DictReader(file.read_text("utf-8").splitlines()))


# Overuse, by hand


def noisy(means):
    """Return an outcome with these means, and luck that all doses share but for a little."""
    luck = np.random.default_rng(1)
    shared, own = luck.normal(size=200), luck.normal(size=(len(means), 200))
    return np.array(means)[:, None] + shared + 0.01 * own


def test_more_hurts_where_it_is_worse_than_the_best_smaller_dose():
    found = overuse("trust", [0, 1, 2, 3, 4], noisy([0.0, 0.5, 0.8, 0.7, 0.2]), 1)
    assert (found.best, found.dose) == (2, 3)
    assert found.difference.mean == pytest.approx(-0.1, abs=0.01)
    assert found.difference.high < 0
    assert found.difference.pairs == 200


def test_smaller_may_be_better_and_what_never_hurts_is_not_within_the_range():
    fatigue = overuse("fatigue", [0, 1, 2], noisy([0.3, 0.1, 0.2]), -1)
    assert (fatigue.best, fatigue.dose) == (1, 2)
    assert fatigue.difference.low > 0
    rising = overuse("rate", [0, 1, 2], noisy([0.0, 0.5, 0.6]), 1)
    assert (rising.best, rising.dose) == (2, None)
    assert np.isnan(rising.difference.mean)


def test_a_difference_that_may_be_luck_is_no_harm():
    values = noisy([0.5, 0.5])
    values[1, :100] -= 0.5  # worse in half of the runs, better in the other: an interval around 0
    values[1, 100:] += 0.49
    assert overuse("rate", [0, 1], values, 1).dose is None


def test_runs_without_a_value_are_no_pairs():
    values = noisy([0.8, 0.2])
    values[1, 50:] = np.nan
    assert overuse("rate", [0, 1], values, 1).difference.pairs == 50
    values[1] = np.nan
    assert overuse("rate", [0, 1], values, 1).dose is None


# Doses


def test_the_main_dose_is_the_first_that_is_nothing_unless_used(scenario):
    plan = plan_dose(scenario, method="party_first", runs=2)
    assert plan.swept == ("pledge_share",)
    assert plan.points.values["pledge_share"] == tuple(n / 8 for n in range(9))
    other = plan_dose(scenario, method="party_first", quantity="plaque_weight", runs=2)
    assert other.points.values["plaque_weight"] == (1, 2, 3, 4, 5)
    assert plan_dose(scenario, method="visits", high=8, points=3).points.values[DOORS] == (0, 4, 8)


def test_visits_raise_the_rate_and_the_hours(played):
    medians = {n: np.median(played.values(n), axis=1) for n in
               ("signing_share_deadline", "hours_per_certificate", "mean_trust")}  # fmt: skip
    for name, rising in medians.items():
        assert (np.diff(rising) >= 0).all(), name
    assert medians["signing_share_deadline"][-1] > medians["signing_share_deadline"][0] + 0.1


def test_every_dose_is_the_run_of_the_scenario_with_it(scenario, played):
    bare = load_scenario("zhangyuan", *SMALL, f"strategy.visits.{DOORS}=0")
    alone = run_ensemble(bare, RUNS, progress=False)
    assert np.array_equal(played.values("mean_trust")[0], alone["mean_trust"])


def test_the_rows_hold_the_difference_to_the_best_smaller_dose(played):
    table = played.table.set_index(["outcome", DOORS])
    fatigue = table.loc["mean_fatigue"]
    assert fatigue.best.tolist()[1:] == [0.0, 0.0, 0.0]
    values = played.values("mean_fatigue")
    found = mean_difference(values[2] - values[0])
    assert fatigue.loc[4.0, list(BEST[1:])].tolist() == pytest.approx(found[:3])


def test_the_sentence_tells_where_more_hurts(played):
    told = played.text()
    assert "fatigue, visits too many: from 2 on: +" in told
    assert "against 0." in told
    assert "trust: not within the range" in told
    assert "自 2 起变差" in played.text("zh")
    names = [found.outcome for found in played.overuse]
    assert names[:3] == ["signing_share_deadline", "mean_trust", "mean_fatigue"]
    assert names[3:] == ["informed_share", "pressed_share"]


def test_curves_show_rate_effort_mood_and_quality(played):
    (picture,) = played.pictures("zh").values()
    titles = [axes.get_title(loc="left") for axes in picture.axes]
    assert [title.partition("，")[0] for title in titles] == [
        "奖励期末签约率", "每证工时", "签约者中知情且无困难", "信任", "疲劳", "签约者中受压签约",
    ]  # fmt: skip
    assert picture.axes[0].get_xlabel() == "走访，户/人/天"


# Folder


def test_an_interrupted_dose_is_resumed(played, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(SweepResult, "save_pictures", lambda *told: [])
    write, written = run.write_block, []

    def give_up(folder, plan, block):
        if len(written) == 3:
            raise KeyboardInterrupt
        written.append(block.number)
        write(folder, plan, block)

    monkeypatch.setattr(run, "write_block", give_up)
    place = tmp_path / "out"
    words = ("scenario=zhangyuan", "method=visits", "points=4", "high=6", f"runs={RUNS}", *SMALL)
    assert main(["dose", *words, f"output={place}"]) == 130
    assert f"consent resume {place}" in capsys.readouterr().err
    assert main(["status", str(place)]) == 0
    assert "dose visits" in capsys.readouterr().out
    monkeypatch.setattr(run, "write_block", write)
    assert main(["resume", str(place)]) == 0
    assert "Where more of Visits (door/worker/day) starts to hurt" in capsys.readouterr().out
    rows = rows_in(place / "dose.csv")
    assert tuple(rows[0]) == ("point", DOORS, *TOLD, *BEST)
    assert open_sweep(place).rows == played.rows
    told = rows_in(place / "overuse.csv")
    assert tuple(told[0]) == OVERUSE
    assert {row["outcome"]: row["dose"] for row in told}["mean_trust"] == ""


# Bad input


@pytest.mark.parametrize(
    ("keys", "parts"),
    [
        ({}, ("method: none was named", "one of activist, all_posts")),
        ({"method": "vists"}, ("method: got 'vists'", "Did you mean visits?")),
        ({"method": "bundling"}, ("belongs to the model elevator", "Choose a scenario of")),
        ({"method": "visits", "quantity": "board"}, ("quantity: got 'board', expected one of",)),
        ({"method": "visits", "high": 99.0}, ("high:", "got 99, expected a number from 0 to 20")),
        ({"method": "visits", "high": 0.0}, ("got 0, expected more than 0",)),
    ],
)
def test_bad_input_is_told(keys, parts, scenario):
    with pytest.raises(ConfigError) as told:
        plan_dose(scenario, **keys)
    for part in parts:
        assert part in str(told.value)


def test_what_is_set_beside_the_dose_is_refused(capsys):
    words = ("scenario=zhangyuan", "method=visits", f"strategy.visits.{DOORS}=3", "high=many")
    assert main(["dose", *words]) == 2
    said = capsys.readouterr().err
    assert "high: got 'many', expected a number" in said
    assert "which sweeps it" in said
