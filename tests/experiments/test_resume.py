"""Killed or interrupted, a run loses nothing and repeats nothing."""

import json
import os
import random
import signal
import subprocess
import sys
import time
import types

import pytest

from experiments import manifest, run, store
from experiments.config import load_scenario
from experiments.errors import UserError
from experiments.results import differences
from experiments.run import resume_folder, run_ensemble, run_folder

SMALL = ("place.certificates=80", "campaign.last_day=15", "campaign.preparation_days=40")
RUNS = 60
KILLS = int(os.environ.get("CONSENT_KILLS", "2"))  # make it 20 before a release
CHILD = """
import signal, sys, types, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # a suite in the background ignores it
figures = types.ModuleType("experiments.figures")
figures.draw_run = lambda *told: []
sys.modules["experiments.figures"] = figures
from experiments import run
from experiments.config import load_scenario
write = run.write_block
def slowly(*told):
    time.sleep(0.1)
    write(*told)
run.write_block = slowly
scenario = load_scenario("zhangyuan", *sys.argv[3:])
run.run_folder(scenario, runs=int(sys.argv[2]), output=sys.argv[1], parameters="point")
"""

IMPATIENT = (
    CHILD.rpartition("run.run_folder")[0]
    + """
from experiments.__main__ import main
words = [f"runs={sys.argv[2]}", f"output={sys.argv[1]}", "parameters=point", *sys.argv[3:]]
sys.exit(main(["run", "scenario=zhangyuan", *words]))
"""
)


@pytest.fixture(scope="module")
def scenario():
    return load_scenario("zhangyuan", *SMALL)


@pytest.fixture(scope="module")
def whole(scenario, tmp_path_factory):
    place = tmp_path_factory.mktemp("whole") / "out"
    run_ensemble(scenario, runs=RUNS, output=place, progress=False)
    return place


@pytest.fixture(autouse=True)
def _no_pictures(monkeypatch):
    stub = types.ModuleType("experiments.figures")
    stub.draw_run = lambda dataset, scenario, folder, language: []
    monkeypatch.setitem(sys.modules, "experiments.figures", stub)


def begin(place, code=CHILD):
    """Start the same run in a process of its own; return it once its first block is there."""
    command = [sys.executable, "-c", code, str(place), str(RUNS), *SMALL]
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    while child.poll() is None and not list((place / "runs").glob("block-*")):
        time.sleep(0.005)
    return child


def shards(place):
    return {path: path.stat().st_mtime_ns for path in place.rglob("*.parquet")}


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL")
def test_killed_and_resumed_equals_uninterrupted(whole, tmp_path):
    luck = random.Random(1)
    for attempt in range(KILLS):
        place = tmp_path / f"killed {attempt}"
        child = begin(place)
        time.sleep(luck.uniform(0.0, 0.5))
        child.kill()
        _, said = child.communicate()
        assert child.returncode == -signal.SIGKILL, said.decode()
        told, kept = store.status(place), shards(place)
        assert not told["complete"]
        assert 1 <= told["blocks_done"] <= told["blocks"]
        resume_folder(place, threads=1)
        assert differences(whole, place) == []
        pairs = store.finished(place, told["blocks"])
        assert len(pairs) == told["blocks"]
        done = {path for path in kept if (place / "runs" / path.name) in kept}
        assert all(shards(place)[path] == kept[path] for path in done), "a block was repeated"
        assert store.status(place)["complete"]
        assert not list(place.rglob(".*"))


@pytest.mark.skipif(os.name == "nt", reason="SIGINT")
def test_ctrl_c_says_how_to_go_on(whole, tmp_path):
    place = tmp_path / "interrupted run"
    child = begin(place)
    child.send_signal(signal.SIGINT)
    said = child.communicate(timeout=30)[1].decode()
    assert f"consent resume '{place}'" in said
    assert json.loads((place / "manifest.json").read_text(encoding="utf-8"))["complete"] is False
    assert not (place / "summary.csv").exists()
    assert not list(place.rglob("*.part"))
    resume_folder(place)
    assert differences(whole, place) == []


def test_interrupted_anywhere_and_resumed(whole, scenario, tmp_path, monkeypatch, capsys):
    write, written = run.write_block, []

    def give_up(folder, plan, block):
        if len(written) == 4:
            raise KeyboardInterrupt
        written.append(block.number)
        write(folder, plan, block)

    monkeypatch.setattr(run, "write_block", give_up)
    place = tmp_path / "out"
    with pytest.raises(KeyboardInterrupt, match=f"consent resume {place}"):
        run_folder(scenario, runs=RUNS, output=place)
    assert "nterrupted" not in capsys.readouterr().err
    assert store.status(place)["blocks_done"] == 4
    assert "partial" in store.status_text(store.status(place))
    part = store.open_results(place)
    assert part.sizes["run"] == 4 * RUNS // 20
    again = []
    monkeypatch.setattr(
        run, "write_block", lambda f, p, b: (again.append(b.number), write(f, p, b))
    )
    resume_folder(place)
    assert sorted(written + again) == list(range(20))
    assert differences(whole, place) == []
    whole_runs = store.open_results(whole)
    assert (whole_runs.sel(run=part.run).signed == part.signed).all()
    resume_folder(place)
    assert "nothing is left to do" in capsys.readouterr().err


def test_half_a_block_is_ignored_and_done_again(whole, scenario, tmp_path):
    place = tmp_path / "out"
    run_ensemble(scenario, runs=RUNS, output=place, progress=False)
    (place / "runs" / "block-000003.parquet").unlink()
    (place / "days" / ".block-000007.parquet.99.part").write_bytes(b"half")
    state = manifest.read_manifest(place)
    manifest.write_manifest(place, {**state, "complete": False, "end": None})
    assert store.status(place)["blocks_done"] == 19
    resume_folder(place)
    assert differences(whole, place) == []


def test_other_rules_or_another_machine_are_refused(scenario, tmp_path):
    place = tmp_path / "out"
    run_ensemble(scenario, runs=2, output=place, progress=False)
    state = {**manifest.read_manifest(place), "complete": False}
    changes = {
        "the rules": {"code_digest": "0123456789abcdef"},
        "numpy": {"packages": {**state["packages"], "numpy": "1.0"}},
        "machine": {"platform": {**state["platform"], "machine": "abacus"}},
        "config.yaml": {"seed": 9},
    }
    for named, change in changes.items():
        manifest.write_manifest(place, {**state, **change})
        with pytest.raises(UserError, match=rf"cannot be resumed.*{named}.*start anew"):
            resume_folder(place)
    manifest.write_manifest(place, state)
    (place / "config.yaml").unlink()
    with pytest.raises(UserError, match=r"config\.yaml is missing"):
        resume_folder(place)


def test_a_full_disk_is_told_and_what_is_done_is_kept(scenario, tmp_path, monkeypatch):
    def full(folder, plan, block):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(run, "write_block", full)
    with pytest.raises(UserError, match=r"No space left.*consent resume"):
        run_folder(scenario, runs=4, output=tmp_path / "out")
    assert store.status(tmp_path / "out")["complete"] is False


@pytest.mark.parametrize("there", [True, False])
@pytest.mark.parametrize("step", ["write_manifest", "_write_config"])
def test_a_folder_can_be_resumed_or_is_not_there(scenario, tmp_path, monkeypatch, step, there):
    def stop(*told):
        raise KeyboardInterrupt

    place = tmp_path / "out"
    if there:
        place.mkdir()
    with monkeypatch.context() as patch:
        patch.setattr(store, step, stop)
        with pytest.raises(KeyboardInterrupt, match="nothing is kept"):
            run_folder(scenario, runs=4, output=place)
    assert list(tmp_path.rglob("*")) == ([place] if there else [])
    run_folder(scenario, runs=4, output=place)
    assert store.status(place)["complete"]


@pytest.mark.skipif(os.name == "nt", reason="SIGINT")
def test_impatient_ctrl_c_is_one_ctrl_c(whole, tmp_path):
    place = tmp_path / "out"
    child = begin(place, IMPATIENT)
    for _ in range(3):
        child.send_signal(signal.SIGINT)
        time.sleep(0.1)
    said = child.communicate(timeout=30)[1].decode()
    assert child.returncode == 130
    assert "Traceback" not in said
    assert said.count("nterrupted") == 1
    assert f"Go on with: consent resume {place}" in said
    assert 1 <= store.status(place)["blocks_done"] < store.status(place)["blocks"]
    assert f"consent resume {place}" in store.status_text(store.status(place))
    resume_folder(place)
    assert differences(whole, place) == []
