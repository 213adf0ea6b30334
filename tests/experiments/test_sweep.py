"""Sweeps: the same people and luck at every point, stored, interrupted, resumed, refused, drawn."""

import csv
import json
import os
import signal
import subprocess
import sys
import time

import numpy as np
import pytest

from experiments import run, sweep_arms, sweep_plan
from experiments.__main__ import main
from experiments.config import load_scenario
from experiments.design import read_design
from experiments.errors import ConfigError, UserError
from experiments.folders import Folders
from experiments.replay import replay
from experiments.run import run_ensemble
from experiments.scenario import sheet_of
from experiments.store import open_results, status
from experiments.sweep import open_sweep, resume_sweep, run_sweep
from experiments.sweep_arms import plan_sweep
from experiments.sweep_result import FIGURES, TOLD, SweepResult
from models.signing.outcomes import COMPARED

SMALL = ("place.certificates=60", "campaign.last_day=12")
LOW = ("place.stairwells=12", "calendar.last_day=90", "place.cohort=0")
RUNS = 8
DOORS, DAYS = "visits_per_worker_per_day", "preparation_days"
GRID = {"kind": "grid", "quantities": {DOORS: [0, 3], DAYS: [40, 60]}}
LINES = {"kind": "grid", "strategies": ["usual", "none"], "quantities": {DAYS: [40, 60]}}
KEYS = {"runs": RUNS, "progress": False}


@pytest.fixture
def no_picture(monkeypatch):
    """Save the seconds that pictures take."""
    monkeypatch.setattr(SweepResult, "save_pictures", lambda *told: [])


@pytest.fixture(scope="module")
def scenario():
    return load_scenario("zhangyuan", *SMALL)


@pytest.fixture(scope="module")
def grid(scenario):
    return run_sweep(scenario, GRID, **KEYS)


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    place = tmp_path_factory.mktemp("whole") / "out"
    run_sweep("zhangyuan", LINES, overrides=SMALL, output=place, **KEYS)
    return place


def bytes_of(folder):
    return [(folder / name).read_bytes() for name in ("sweep.csv", "summary.csv", "points.csv")]


def design(tmp_path, text, **files):
    """Write a design of one's own, with CSV files beside it; return its path."""
    for name, data in files.items():
        (tmp_path / f"{name}.csv").write_bytes(data if isinstance(data, bytes) else data.encode())
    (tmp_path / "own.yaml").write_text(text, encoding="utf-8")
    return str(tmp_path / "own.yaml")


# The same people and the same luck


@pytest.fixture(scope="module")
def own():
    lines = f"strategy.visits.{DOORS}=3", f"campaign.{DAYS}=40"
    return load_scenario("zhangyuan", *SMALL, *lines)


@pytest.mark.parametrize("parameters", ["point", "prior"])
def test_a_point_is_the_run_of_a_scenario_with_its_values(scenario, own, parameters):
    played = run_sweep(scenario, GRID, parameters=parameters, **KEYS)
    alone = run_ensemble(own, RUNS, parameters=parameters, progress=False)
    assert played.point(2) == {"point": 3, DOORS: 3.0, DAYS: 40}
    for made in played.outcomes:
        assert np.array_equal(played.values(made.name)[2], alone[made.name], equal_nan=True)


def test_draws_are_the_same_at_every_point_but_for_what_is_swept(scenario):
    given = {"kind": "grid", "quantities": {DAYS: [40, 60], "peers_weight": [0.1, 0.2]}}
    plan = plan_sweep(scenario, given, runs=5, parameters="prior")
    table, keys = plan.table().reshape(4, 5), plan.keys().reshape(4, 5)
    assert (keys == keys[0]).all()
    assert (plan.replicates.reshape(4, 5) == np.arange(5)).all()
    assert len(set(table["trust_weight"][0])) == 5
    assert {DAYS, "peers_weight"}.isdisjoint(plan.drawn)
    for name in plan.drawn:
        assert (table[name] == table[name][0]).all()
    assert table["peers_weight"].T.tolist() == [[0.1, 0.2, 0.1, 0.2]] * 5
    assert plan.band == "luck and parameters"


def test_the_same_point_twice_differs_by_exactly_nothing(scenario):
    rows = [{DOORS: 2}, {DOORS: 4}, {DOORS: 2}]
    table = run_sweep(scenario, {"kind": "list", "rows": rows}, **KEYS).table
    twin, other = (table[table.point == point] for point in (3, 2))
    assert (twin["diff"].dropna() == 0).all()
    assert (other["diff"].dropna() != 0).any()


def test_strategies_are_composed_once_each_and_swept_values_win(monkeypatch):
    composed = []
    load = sweep_arms.load_scenario
    monkeypatch.setattr(
        sweep_arms, "load_scenario", lambda *a, **k: (composed.append(a), load(*a, **k))[1]
    )
    given = GRID | {"strategies": ["usual", "none"]}
    plan = plan_sweep("zhangyuan", given, SMALL, runs=2)
    assert len(composed) == 2
    assert plan.table()[DOORS].reshape(8, 2)[:, 0].tolist() == [0, 0, 3, 3] * 2
    assert set(plan.table()["sittings_per_1000_per_day"][8:]) == {0.0}
    assert plan.labels["strategy"].tolist() == ["usual"] * 8 + ["none"] * 8


def test_laws_are_swept_with_quantities_of_elevators():
    given = {
        "kind": "grid",
        "laws": ["shanghai_2016", "civil_code_2021"],
        "quantities": {"bundle_yuan": [0, 40000]},
    }
    keys = {"overrides": LOW, "runs": 4, "progress": False}
    played = run_sweep("jiangwan_bundled", given, **keys)
    assert played.table.law.unique().tolist() == given["laws"]
    assert {"passed_at_end", "meetings_per_pass"} <= set(played.table.outcome)


# Designs


def test_a_latin_hypercube_meets_every_slice_once_and_comes_again():
    given = {
        "kind": "latin",
        "points": 12,
        "quantities": {DOORS: {"high": 6}, "plaque_weight": None, "kind": None},
    }
    points = [read_design(given, "signing", Folders()).points.values for _ in range(2)]
    assert points[0] == points[1]
    slices = sorted(int(value / 6 * 12) for value in points[0][DOORS])
    assert slices == list(range(12))
    assert sorted(set(points[0]["plaque_weight"])) == [1, 2, 3, 4, 5]
    assert set(points[0]["kind"]) == {"expropriation", "rebuild", "swap"}
    other = read_design({**given, "seed": 2}, "signing", Folders()).points.values
    assert other != points[0]


def test_a_list_comes_from_a_spreadsheet_with_its_mark_and_chinese_names(tmp_path):
    text = "\ufeffstrategy,strategy.visits.visits_per_worker_per_day\r\nusual,1.5\r\n\r\nnone,2\r\n"
    path = design(tmp_path, "kind: list\nfile: 方案.csv\n", 方案=text.encode())
    points = read_design(path, "signing", Folders()).points
    assert points.choices == ({"strategy": "usual"}, {"strategy": "none"})
    assert points.values == {DOORS: (1.5, 2.0)}


def test_designs_of_ones_own_have_a_folder_and_no_shipped_name(tmp_path):
    (tmp_path / "sweep").mkdir()
    text = "kind: grid\nstrategies: [usual, none]\n"
    (tmp_path / "sweep" / "我的.yaml").write_text(text, encoding="utf-8")
    assert len(read_design("我的", "signing", Folders(tmp_path)).points) == 2
    (tmp_path / "sweep" / "demo.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match="bears the name of a shipped file"):
        Folders(tmp_path)


def test_bounds_come_from_the_quantity_and_whole_numbers_are_rounded():
    given = {"kind": "grid", "quantities": {"pledge_share": {"points": 3}, "plaque_weight": None}}
    values = read_design(given, "signing", Folders()).points.values
    assert sorted(set(values["pledge_share"])) == [0.0, 0.5, 1.0]
    assert sorted(set(values["plaque_weight"])) == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("name", Folders().options("sweep"))
def test_shipped_designs_are_sound_for_one_model(name):
    model = "elevator" if name.startswith("elevator") else "signing"
    design = read_design(name, model, Folders())
    assert len(design.points) > 3
    assert len(design.points) * (design.runs or 100) <= 2500, "too long for a first try"
    assert {"title", "title_zh"} <= set(design.titles)


def test_columns_do_not_bear_names_of_quantities():
    columns = {*TOLD, *FIGURES, "point", "arm", "strategy", "law"}
    for model in ("signing", "elevator"):
        assert columns.isdisjoint(sheet_of(model).by_name)


# Folder


def test_the_folder_holds_tables_pictures_and_every_run(whole, capsys):
    names = {path.name for path in whole.iterdir()}
    tables = {"config.yaml", "manifest.json", "points.csv", "summary.csv", "sweep.csv"}
    pictures = {"curves.png", "curves.svg"}
    assert names == tables | pictures | {"sweep.yaml", "runs", "days"}
    rows = list(csv.DictReader((whole / "sweep.csv").read_text("utf-8").splitlines()))
    assert tuple(rows[0]) == ("point", "strategy", DAYS, *TOLD)
    assert len(rows) == 4 * len(open_sweep(whole).outcomes) == len(open_sweep(whole).table)
    told = list(csv.DictReader((whole / "summary.csv").read_text("utf-8").splitlines()))
    assert {row["point"] for row in told if row["reported"]} == {"1", "2", "3", "4"}
    stored = open_results(whole)
    assert stored.run.values.tolist() == list(range(4 * RUNS))
    assert stored["point"].values.tolist() == [p for p in (1, 2, 3, 4) for _ in range(RUNS)]
    assert replay(stored, 3 * RUNS + 2, until=-20).p.visits_per_worker_per_day == 0.0
    assert main(["status", str(whole)]) == 0
    assert "4 points of 8 runs, 16 of 16 blocks done" in capsys.readouterr().out


def test_a_shorter_preparation_has_no_days_before_its_first(whole):
    stored = open_results(whole)
    before = stored.minutes.sel(day=-50)
    assert (before[stored["preparation_days"] == 40] == 0).all()
    assert stored.day.values[0] == -59


def test_threads_and_folders_change_nothing(scenario, grid, tmp_path, no_picture):
    run_sweep(scenario, GRID, output=tmp_path / "one", threads=1, **KEYS)
    again = open_sweep(tmp_path / "one")
    assert again.rows == grid.rows
    assert again.summary == grid.summary


def test_an_interrupted_sweep_is_resumed_where_it_stopped(
    whole, tmp_path, monkeypatch, capsys, no_picture
):
    write, written = run.write_block, []

    def give_up(folder, plan, block):
        if len(written) == 5:
            raise KeyboardInterrupt
        written.append(block.number)
        write(folder, plan, block)

    monkeypatch.setattr(run, "write_block", give_up)
    place = tmp_path / "结果"
    with pytest.raises(KeyboardInterrupt):
        run_sweep("zhangyuan", LINES, overrides=SMALL, output=place, **KEYS)
    assert status(place)["blocks_done"] == 5
    with pytest.raises(UserError, match="not complete. Go on with: consent resume"):
        open_sweep(place)
    monkeypatch.setattr(
        run, "write_block", lambda f, p, b: (written.append(b.number), write(f, p, b))
    )
    assert main(["resume", str(place), "format=json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 4 * len(COMPARED)
    assert sorted(written) == list(range(16))
    assert bytes_of(place) == bytes_of(whole)
    assert main(["resume", str(place)]) == 0
    assert "nothing is left to do" in capsys.readouterr().err


CHILD = """
import sys, time
from experiments import run
from experiments.sweep import run_sweep
write = run.write_block
def slowly(*told):
    time.sleep(0.1)
    write(*told)
run.write_block = slowly
design = {"kind": "grid", "strategies": ["usual", "none"],
          "quantities": {"preparation_days": [40, 60]}}
run_sweep("zhangyuan", design, overrides=sys.argv[2:], runs=8, output=sys.argv[1], progress=False,
          parameters="point")
"""


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL")
def test_killed_and_resumed_equals_uninterrupted(whole, tmp_path, no_picture):
    place = tmp_path / "killed"
    child = subprocess.Popen([sys.executable, "-c", CHILD, str(place), *SMALL])
    while child.poll() is None and not list((place / "runs").glob("block-*")):
        time.sleep(0.005)
    child.kill()
    assert child.wait() == -signal.SIGKILL
    assert 1 <= status(place)["blocks_done"] < 16
    resume_sweep(place)
    assert bytes_of(place) == bytes_of(whole)


def test_a_damaged_folder_is_refused(scenario, tmp_path, no_picture):
    place = tmp_path / "out"
    run_sweep(scenario, GRID, output=place, runs=1, progress=False)
    state = json.loads((place / "manifest.json").read_text("utf-8")) | {"complete": False}
    (place / "manifest.json").write_text(json.dumps(state), encoding="utf-8")
    points = (place / "points.csv").read_text("utf-8")
    (place / "points.csv").write_text(points.replace("3.0", "2.0"), encoding="utf-8")
    with pytest.raises(UserError, match="do not give the runs it began"):
        resume_sweep(place)
    (place / "points.csv").unlink()
    with pytest.raises(UserError, match=r"points\.csv is missing or damaged"):
        resume_sweep(place)


def test_a_large_sweep_keeps_reported_and_weekly_days(monkeypatch, scenario, grid):
    monkeypatch.setattr(sweep_plan, "DAYS_KEPT", 4 * RUNS - 1)
    thin = plan_sweep(scenario, GRID, runs=RUNS)
    assert thin.frame.tolist() == [-59, *range(-56, 8, 7), 10, 12]
    assert len(plan_sweep(scenario, GRID, runs=RUNS, every_day=True).frame) == 72
    played = run_sweep(scenario, GRID, **KEYS)
    assert played.summary == grid.summary


# Words and pictures


def test_pictures_fit_the_design_and_are_drawn_again_in_chinese(whole, capsys, monkeypatch):
    curves = open_sweep(whole).pictures("zh")["curves"]
    assert "奖励期末签约率，%" in [axes.get_title(loc="left") for axes in curves.axes]
    assert curves.axes[0].get_xlabel() == "前期天数，天"
    assert [text.get_text() for text in curves.legends[0].texts] == ["usual", "none"]
    drawn = []
    monkeypatch.setattr(SweepResult, "save_pictures", lambda *told: drawn.append(told[1:]))
    assert main(["resume", str(whole), "language=zh"]) == 0
    assert drawn == [(whole, "zh")]
    assert "与第1点之差" in capsys.readouterr().out


def test_two_quantities_make_a_heat_map(grid):
    pictures = grid.pictures()
    assert list(pictures) == ["heat_map", "curves"]
    panel = pictures["heat_map"].axes[0]
    assert [panel.get_xlabel(), panel.get_ylabel()] == [
        "Visits, door/worker/day", "Preparation, day",
    ]  # fmt: skip
    cells = panel.images[0].get_array()
    medians = 100 * np.median(grid.values("signing_share_deadline"), axis=1)
    assert cells.T.ravel().tolist() == pytest.approx(medians.tolist())


def test_a_reported_figure_is_a_line_across(scenario):
    given = {"kind": "grid", "quantities": {DOORS: [1, 2]}}
    played = run_sweep(scenario, given, runs=2, progress=False)
    deadline = played.plot().axes[0]
    dashed = [line for line in deadline.lines if line.get_linestyle() == "--"]
    assert [line.get_ydata()[0] for line in dashed] == pytest.approx([97.15])
    assert "signed by the deadline" in deadline.get_title(loc="left")


def test_points_are_scattered_where_there_is_no_grid():
    rows = [{"strategy": name, DOORS: 2} for name in ("usual", "none", "sparse")]
    played = run_sweep(
        "zhangyuan", {"kind": "list", "rows": rows}, overrides=SMALL, runs=2, progress=False
    )
    (picture,) = played.pictures().values()
    assert [t.get_text() for t in picture.legends[0].texts] == ["usual", "none", "sparse"]
    assert "strategy" in played.text()
    assert "策略" in played.text("zh")


# Bad input


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("kind: gird", ("kind: got 'gird', expected one of grid, latin, list", "Did you mean")),
        ("kind: grid\nquantities: {}", ("got no point to play", "Name some")),
        ("kind: grid\nquantities: {visits: [1]}", ("visits: unknown key", "Did you mean")),
        ("kind: grid\nquantities: {threshold: [0.9, 9]}", ("got 9, expected a number from",)),
        ("kind: grid\nquantities: {threshold: 0.9}", ("got 0.9, expected levels",)),
        ("kind: grid\nquantities: {threshold: {low: 0.9, high: 0.8}}", ("expected low below",)),
        ("kind: grid\nquantities: {last_day: [10]}", ("cannot be swept",)),
        ("kind: grid\nquantities: {bundle_yuan: [1]}", ("belongs to the model elevator",)),
        ("kind: grid\nstrategies: [usual, nnoe]", ("got 'nnoe'", "Did you mean none?")),
        ("kind: grid\nstrategies: [none, none]", ("got none twice",)),
        ("kind: grid\nlaws: [shanghai]", ("signing chooses no law",)),
        ("kind: grid\nruns: many\nstrategies: [none]", ("runs: got 'many'",)),
        ("kind: latin\npoints: 0\nquantities: {threshold: }", ("points: got 0",)),
        ("kind: latin\npoints: 3", ("quantities: got none",)),
        ("kind: list", ("got neither of file and rows",)),
        ("kind: list\nfile: ../a.csv", ("expected a CSV file beside the design",)),
    ],
)
def test_a_faulty_design_is_told(text, parts, tmp_path):
    with pytest.raises(ConfigError) as told:
        read_design(design(tmp_path, text), "signing", Folders())
    for part in parts:
        assert part in str(told.value)


@pytest.mark.parametrize(
    ("data", "parts"),
    [
        ("", ("got an empty file",)),
        ("threshold\n", ("got no point to play, expected rows below the header",)),
        ("strtegy,threshold\nnone,0.9\n", ("row 1, column 1", "Did you mean strategy?")),
        ("threshold,threshold\n1,1\n", ("column 2: got 'threshold' twice",)),
        ("threshold\n0.9\nhigh\n", ("a.csv, row 3, column threshold", "got 'high', expected a")),
        ("threshold\n7\n", ("row 2, column threshold", "got 7, expected a number from 0")),
        ("threshold,plots\n0.9,1\n0.8\n", ("row 3: got 1 cells, expected 2",)),
        ("threshold,plots\n0.9,\n", ("row 2, column plots", "got nothing")),
        ("strategy\nnnoe\n", ("row 2, column strategy", "got 'nnoe'", "Did you mean none?")),
        (b"threshold\n0.9\n\xd5\xc5\n", ("row 3: not UTF-8", "CSV UTF-8")),
    ],
)
def test_a_faulty_list_is_told_by_row_and_column(data, parts, tmp_path):
    path = design(tmp_path, "kind: list\nfile: a.csv\n", a=data)
    with pytest.raises(ConfigError) as told:
        read_design(path, "signing", Folders())
    for part in parts:
        assert part in str(told.value)


def test_every_fault_is_told_at_once(capsys):
    words = ("scenario=jiangwan_bundled", "sweep=demo", "runs=0", "a.b=1", "--multirun")
    assert main(["sweep", *words]) == 2
    said, err = capsys.readouterr()
    assert said == ""
    assert "Traceback" not in err
    for part in ("runs: got '0'", "preparation_days: belongs to the model signing", "a.b: unknown",
                 "--multirun", "'consent sweep' does what it is for"):  # fmt: skip
        assert part in err
    assert main(["sweep", "scenario=zhangyuan"]) == 2
    assert "sweep: none was named" in capsys.readouterr().err
    assert main(["sweep", "scenario=zhangyuan", "sweep=demo", f"campaign.{DAYS}=90"]) == 2
    assert "beside the design, which sweeps it" in capsys.readouterr().err


def test_values_that_do_not_go_together_are_told_by_their_point(scenario):
    zero = {f"cost_percent_{floor}": 0 for floor in range(1, 9)}
    rows = [zero | {"cost_percent_1": 10}, zero]
    with pytest.raises(ConfigError, match=r"point 2: .* they sum to 0 %"):
        run_sweep("jiangwan_bundled", {"kind": "list", "rows": rows})
    with pytest.raises(UserError, match=r"expected at most 10,000,000 in all"):
        plan_sweep(scenario, GRID, runs=9_000_000)
