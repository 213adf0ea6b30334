"""The results folder: what it holds, what it refuses, and what it never says."""

import json
import os
import re
import socket
import sys
import types
from pathlib import Path

import numpy as np
import pytest

from experiments.config import load_scenario
from experiments.errors import UserError
from experiments.hold import hold
from experiments.ledger import same
from experiments.plan import Plan
from experiments.results import differences, from_dataset, save_results
from experiments.run import resume_folder, run_ensemble, run_folder
from experiments.store import open_results, read_ledger, status, status_text

SMALL = ("place.certificates=80", "campaign.last_day=15", "campaign.preparation_days=40")


@pytest.fixture(scope="module")
def scenario():
    return load_scenario("zhangyuan", *SMALL)


@pytest.fixture(autouse=True)
def _no_pictures(monkeypatch):
    stub = types.ModuleType("experiments.figures")
    stub.draw_run = lambda dataset, scenario, folder, language: []
    monkeypatch.setitem(sys.modules, "experiments.figures", stub)


@pytest.fixture(scope="module")
def folder(scenario, tmp_path_factory):
    place = tmp_path_factory.mktemp("out") / "结果 a=b, c"
    run_ensemble(scenario, runs=30, output=place, progress=False, threads=2)
    return place


def test_a_complete_folder_holds_what_it_should(folder):
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["complete"] is True
    assert manifest["start"] <= manifest["end"]
    assert {path.name for path in folder.iterdir()} == {
        "config.yaml", "manifest.json", "summary.csv", "runs", "days",
    }  # fmt: skip
    assert len(list((folder / "runs").iterdir())) == manifest["blocks"] == 15
    assert not list(folder.rglob("*.part"))
    told = status(folder)
    assert (told["complete"], told["blocks_done"], told["same_code"]) == (True, 15, True)
    assert "complete" in status_text(told)


def test_folder_and_memory_give_the_same_dataset(folder, scenario):
    opened, ran = open_results(folder), run_ensemble(scenario, runs=30, threads=1, progress=False)
    assert opened.identical(ran)
    assert ran.sizes == {"run": 30, "day": 55}
    assert list(ran.day[[0, -1]]) == [-39, 15]
    assert ran.signed.dims == ("run", "day")
    assert (ran.signed_at_end == ran.signed.sel(day=15)).all()
    assert ran.certificates.attrs["unit"] == "certificate"
    assert {"meaning", "source", "label", "label_zh"} <= set(ran.trust_weight.attrs)
    assert all(ran[name].attrs["unit"] for name in ran.data_vars)
    assert ran.attrs["scenario"] == "zhangyuan"
    assert ran.attrs["band"] == "luck only"


def test_no_clock_host_or_path_in_the_numbers(folder, scenario, tmp_path):
    again = tmp_path / "again"
    run_ensemble(scenario, runs=30, output=again, progress=False, threads=1)
    assert differences(folder, again) == []
    for kind in ("runs", "days"):
        for shard in sorted((folder / kind).iterdir()):
            assert shard.read_bytes() == (again / kind / shard.name).read_bytes()
    text = (folder / "summary.csv").read_text(encoding="utf-8")
    assert socket.gethostname() not in text
    assert str(Path.home()) not in text
    assert not re.search(r"\d\d:\d\d", text)


def test_a_dataset_becomes_netcdf(folder, tmp_path):
    dataset = open_results(folder)
    assert "luck" not in dataset
    dataset.to_netcdf(tmp_path / "x.nc")
    assert (tmp_path / "x.nc").stat().st_size > 1000


def test_a_tilde_is_taken_literally(scenario, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run_folder(scenario, runs=2, output="~/tilde")
    assert (tmp_path / "~" / "tilde" / "summary.csv").is_file()
    assert open_results("~/tilde").sizes["run"] == 2


def test_differences_are_named(folder, scenario, tmp_path):
    run_ensemble(scenario, runs=30, seed=2, output=tmp_path / "b", progress=False)
    told = differences(folder, tmp_path / "b")
    assert "run_id" in told
    assert "signed" in told
    assert "summary.csv" in told


def test_a_folder_in_use_is_refused(folder, scenario, tmp_path):
    before = sorted(path.name for path in folder.rglob("*"))
    with pytest.raises(UserError, match="holds something already"):
        run_folder(scenario, runs=2, output=folder)
    assert sorted(path.name for path in folder.rglob("*")) == before
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(UserError, match="new or empty folder"):
        run_ensemble(scenario, runs=2, output=tmp_path)
    (tmp_path / "empty").mkdir()
    run_ensemble(scenario, runs=2, output=tmp_path / "empty", progress=False)


def test_a_folder_that_cannot_be_written_is_refused(scenario, tmp_path):
    (tmp_path / "file").write_text("")
    for bad in (tmp_path / "file", tmp_path / "file" / "below", tmp_path / ("x" * 300)):
        with pytest.raises(UserError, match=r"can be written|new or empty"):
            run_folder(scenario, runs=2, output=bad)
    if hasattr(os, "geteuid") and os.geteuid() != 0:
        (tmp_path / "locked").mkdir(mode=0o500)
        with pytest.raises(UserError, match="can be written"):
            run_folder(scenario, runs=2, output=tmp_path / "locked" / "out")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("runs", 0), ("runs", 2.5), ("seed", -1), ("threads", 0), ("parameters", "best"),
        ("parameters", "posterior"), ("engine", "dask"), ("format", "xml"), ("language", "fr"),
    ],
)  # fmt: skip
def test_a_bad_argument_is_told_and_leaves_no_folder(scenario, tmp_path, key, value):
    with pytest.raises(UserError, match=f"^{key}"):
        run_folder(scenario, **{"output": tmp_path / "out", key: value})
    assert not (tmp_path / "out").exists()


def test_a_folder_without_manifest_is_no_results_folder(tmp_path):
    for deed in (status, resume_folder, open_results):
        with pytest.raises(UserError, match="expected a results folder"):
            deed(tmp_path)
    (tmp_path / "manifest.json").write_text("{")
    with pytest.raises(UserError, match="not one that this version writes"):
        status(tmp_path)


def test_two_commands_do_not_work_in_one_folder(folder):
    pytest.importorskip("fcntl")
    with hold(folder), pytest.raises(UserError, match="another command"), hold(folder):
        pass
    with hold(folder):
        pass


def test_the_command_prints_a_table_or_json(scenario, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    place = run_folder(scenario, runs=3)
    assert re.fullmatch(r"outputs/\d{4}-\d\d-\d\d/\d{6}-run-zhangyuan", place.as_posix())
    said = capsys.readouterr()
    assert "90 % band" in said.out
    assert str(place / "summary.csv") in said.out
    assert "runs/s" in said.err
    run_folder(scenario, runs=3, output=tmp_path / "b", format="json", language="zh")
    rows = json.loads(capsys.readouterr().out)
    assert [list(row) for row in rows] == [
        ["name", "reported", "median", "low", "high", "inside"]
    ] * len(scenario.observations)
    run_folder(scenario, runs=3, output=tmp_path / "c", language="zh")
    assert "报告值" in capsys.readouterr().out


def test_a_dataset_can_be_saved(folder, scenario, tmp_path):
    plan = Plan(scenario, runs=30)
    save_results(open_results(folder), plan, tmp_path / "saved")
    assert differences(folder, tmp_path / "saved") == []
    with pytest.raises(UserError, match="all runs of the plan"):
        save_results(open_results(folder).isel(run=slice(5)), plan, tmp_path / "part")


def test_prior_draws_differ_and_align_on_the_last_day(tmp_path):
    scenario = load_scenario("zhangyuan", "place.certificates=60", "campaign.last_day=10")
    free = {name: s._replace(value=None, origin="unknown") for name, s in scenario.settings.items()
            if name == "preparation_days"}  # fmt: skip
    settings = {**scenario.settings, **free}
    unknown = type(scenario)(**{**vars(scenario), "settings": settings})
    plan = Plan(unknown, runs=12, parameters="prior")
    assert "preparation_days" in plan.drawn
    assert "info_weight" in plan.drawn
    assert "certificates" not in plan.drawn
    assert plan.band == "luck and parameters"
    drawn = run_ensemble(unknown, runs=12, parameters="prior", progress=False)
    assert len(np.unique(drawn.preparation_days)) > 5
    assert len(np.unique(drawn.info_weight)) == 12
    before = drawn.day.values[None, :] < 1 - drawn.preparation_days.values[:, None]
    assert before.any()
    assert (drawn.minutes.values[before] == 0).all()
    assert drawn.day[-1] == 10
    saved = save_results(drawn, plan, tmp_path / "prior")
    assert same(read_ledger(saved).days, from_dataset(drawn).days) == []


def test_run_ids_depend_on_what_they_should(scenario):
    ids = Plan(scenario, runs=5).run_ids
    assert len(set(ids)) == 5
    assert Plan(scenario, runs=3).run_ids == ids[:3]
    assert not set(Plan(scenario, runs=5, seed=2).run_ids) & set(ids)
    other = load_scenario("zhangyuan", *SMALL, "mind.info_weight=0.9")
    assert not set(Plan(other, runs=5).run_ids) & set(ids)
    assert Plan(other, runs=5).keys().tolist() == Plan(scenario, runs=5).keys().tolist()


def test_overridden_behaviour_is_refused_by_name(scenario):
    from sim.people.agents import Resident

    class Stubborn(Resident):
        def decide(self):
            pass

    class Named(Resident):
        nickname = "neighbour"

    with pytest.raises(UserError, match=r"Stubborn\.decide.*Mesa only"):
        run_ensemble(scenario, runs=2, resident_class=Stubborn)
    assert run_ensemble(scenario, runs=2, resident_class=Named, progress=False).sizes["run"] == 2
    with pytest.raises(TypeError, match="neighbour_class"):
        run_ensemble(scenario, runs=2, neighbour_class=Named)
