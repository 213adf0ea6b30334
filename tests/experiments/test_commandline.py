"""What a user types: every verb answers; what is wrong gets one clear message and code 2."""

import json
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.__main__ import main
from experiments.commandline import read_command
from experiments.folders import Folders
from experiments.plain_table import text_table, width
from experiments.vocabulary import COMMON, LATER, OWN, PATHS, VERBS, Verb


@pytest.fixture
def refused(capsys):
    """Run a command that must be refused; return its message."""

    def run(*words):
        code = main(words)
        out, err = capsys.readouterr()
        assert (code, out) == (2, "")
        assert "Traceback" not in err
        assert "omegaconf" not in err.lower()
        return err

    return run


@pytest.fixture
def told(capsys):
    """Run a command that must succeed; return what it prints."""

    def run(*words):
        code = main(words)
        out, err = capsys.readouterr()
        assert (code, err) == (0, "")
        return out

    return run


@pytest.fixture
def ran(monkeypatch):
    """Stand in for the ensemble; collect what it is asked for."""
    asked = {}
    stand_in = ModuleType("experiments.run")
    stand_in.run_folder = lambda scenario, **keys: asked.update(keys, scenario=scenario)
    stand_in.resume_folder = lambda folder, **keys: asked.update(keys, folder=folder)
    monkeypatch.setitem(sys.modules, "experiments.run", stand_in)
    return asked


# Verbs


@pytest.mark.parametrize("words", [(), ("--help",), ("help",)])
def test_help_lists_what_this_version_has_and_nothing_else(told, words):
    out = told(*words)
    assert all(f"  {verb} " in out for verb in VERBS)
    assert not any(f"  {verb} " in out for verb in LATER)


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_every_verb_explains_itself(told, verb):
    out = told(verb, "--help")
    assert VERBS[verb].about in out
    assert "dask" not in out


@pytest.mark.parametrize("verb", LATER)
def test_a_verb_of_later_says_so(refused, verb):
    assert "this version does not have it" in refused(verb)


def test_an_unknown_verb_is_answered_with_the_nearest(refused):
    assert "Did you mean show?" in refused("shwo", "scenario=zhangyuan")


def test_list_names_everything_there_is(told):
    out = told("list")
    assert all(name in out for name in ("zhangyuan", "张园", "fangualong", "usual", "none"))
    rows = json.loads(told("list", "format=json"))["scenario"]
    assert [row["name"] for row in rows] == Folders().options("scenario")


def test_methods_gives_doses_with_unit_and_source(told):
    rows = json.loads(told("methods", "format=json"))
    assert "visits" in [row["method"] for row in rows]
    for row in rows:
        assert row["about"]
        assert any(q["role"] == "dose" for q in row["quantities"])
        assert all(q["unit"] and q["source"] for q in row["quantities"])
    assert "visits_per_worker_per_day" in told("methods")


def test_show_lays_a_scenario_open(told):
    out = told("show", "scenario=zhangyuan", "strategy=none", "campaign.threshold=0.95")
    line = next(line for line in out.splitlines() if line.split()[:1] == ["threshold"])
    assert line.split() == ["threshold", "0.95", "1", "0", "to", "1", "override", "command", "line"]
    for part in ("strategy=none", "signing_share_day_10", "calibrated", "prior-driven", "unknown"):
        assert part in out


def test_show_speaks_chinese(told):
    assert "走访" in told("show", "scenario=zhangyuan", "language=zh")


def test_show_compares_scenarios(told):
    out = told("show", "scenarios=[zhangyuan, fangualong]")
    assert "moving opened 15 July 2023" in out
    assert "elderly_share" not in out
    rows = json.loads(told("show", "scenarios=[zhangyuan,fangualong]", "format=json"))
    assert {row["scenario"] for row in rows} == {"zhangyuan", "fangualong"}


def test_cfg_job_prints_the_composed_configuration(told):
    out = told("run", "scenario=zhangyuan", "--cfg", "job", "campaign.threshold=0.95")
    assert "title_zh: 张园" in out
    assert "threshold: 0.95" in out


def test_show_takes_a_folder_of_ones_own(told, tmp_path):
    (tmp_path / "scenario").mkdir()
    file = tmp_path / "scenario" / "mine.yaml"
    file.write_text("# @package _global_\ndefaults: [zhangyuan, _self_]\nname: mine\n", "utf-8")
    for words in (("--config-dir", str(tmp_path)), (f"--config-dir={tmp_path}",)):
        assert "scenario=mine" in told("show", "scenario=mine", *words)
    assert "mine" in told("list", "--config-dir", str(tmp_path))


def test_run_hands_the_scenario_and_all_keys_on(ran):
    path = "结果 a=b, (c) ~/x"
    words = ("runs=7", "seed=3", "threads=2", f"output={path}", "format=json", "language=zh")
    assert main(("run", "scenario=zhangyuan", "parameters=prior", *words)) == 0
    assert ran.pop("scenario").name == "zhangyuan"
    assert ran == {
        "runs": 7, "seed": 3, "threads": 2, "parameters": "prior", "engine": "threads",
        "output": path, "format": "json", "language": "zh",
    }  # fmt: skip


def test_resume_takes_its_folder_literally(ran):
    assert main(("resume", "a=b 结果", "threads=1")) == 0
    assert ran == {"folder": "a=b 结果", "threads": 1, "format": "table", "language": "en"}


@given(st.dictionaries(st.sampled_from(PATHS), st.text(min_size=1)))
def test_path_keys_are_literal_whatever_their_characters(paths):
    reader = Verb("a verb that reads files", "consent reader", paths=PATHS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(VERBS, "reader", reader)
        command = read_command("reader", [f"{key}={path}" for key, path in paths.items()])
        twice = read_command("reader", ["file=a", "file=b", "funnels="])
    assert (command.paths, command.faults) == (paths, [])
    assert "file: given twice" in twice.faults[0]
    assert "funnels: got nothing, expected a path" in twice.faults[1]


@given(st.lists(st.text()))
def test_no_command_line_breaks_the_reader(words):
    for verb in VERBS:
        read_command(verb, words)


# What is refused


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("scenario=zhangyan",), "Did you mean zhangyuan?"),
        (("scenario=zhangyuan", "strategy=usua"), "Did you mean usual?"),
        (("scenario=zhangyuan", "campaign.treshold=1"), "Did you mean campaign.threshold?"),
        (("scenario=zhangyuan", "campaign.threshold=high"), "expected a number"),
        (("scenario=zhangyuan", "campaign.threshold=2"), "from 0 to 1"),
        (("scenario=zhangyuan", "+extra.key=1"), "extra.key: unknown key"),
        (("scenario=zhangyuan", "campaign.threshold=("), "not readable"),
        (("scenario=zhangyuan", "runs=many"), "runs: got 'many', expected a whole number"),
        (("scenario=zhangyuan", "runs=0"), "runs: got '0'"),
        (("scenario=zhangyuan", "runs=+-1"), "runs: got '+-1'"),
        (("scenario=zhangyuan", "seed=" + "9" * 5000), "expected a whole number"),
        (("scenario=zhangyuan", "runs=1.5"), "runs: got '1.5'"),
        (("scenario=zhangyuan", "seed=-1"), "seed: got '-1'"),
        (("scenario=zhangyuan", "runs=4", "runs=5"), "runs: given twice"),
        (("scenario=zhangyuan", "scenario=fangualong"), "scenario: given twice"),
        (("scenario=zhangyuan", "strategy=none", "strategy=usual"), "strategy: given twice"),
        (("scenario=zhangyuan", "engine=dask"), "this version has threads only"),
        (("scenario=zhangyuan", "engine=ray"), "expected one of threads."),
        (("scenario=zhangyuan", "parameters=posterior"), "no posterior is shipped"),
        (("scenario=zhangyuan", "format=xml"), "expected one of table, json"),
        (("scenario=zhangyuan", "output="), "expected a path"),
        (("scenario=zhangyuan", "--multirun"), "'consent sweep' does what it is for"),
        (("scenario=zhangyuan", "--mulitrun"), "Did you mean --multirun?"),
        (("scenario=zhangyuan", "--cfg", "hydra"), "expected job"),
        (("scenario=zhangyuan", "--cfg"), "expected job"),
        (("scenario=zhangyuan", "--config-dir"), "expected a folder"),
        (("scenario=zhangyuan", "--config-dir", "no/where"), "expected an existing folder"),
        (("scenario=zhangyuan", "funnels=x.csv"), "consent run does not take this"),
        (("scenario=zhangyuan", "scenario.name=x"), "unknown key"),
        (("scenario=zhangyuan", "campaign.threshold"), "a value is missing"),
        (("scenario=zhangyuan", "runs"), "Write runs=VALUE"),
        (("scenario=zhangyuan", "rnus=3"), "Did you mean runs?"),
        (("scenrio=zhangyuan",), "Did you mean scenario?"),
        (("zhangyuan",), "Did you mean scenario=zhangyuan?"),
        ((), "Name one: scenario=NAME"),
    ],
)
def test_a_bad_run_gets_one_clear_message_and_code_2(refused, ran, words, part):
    assert part in refused("run", *words)
    assert not ran


def test_all_that_is_wrong_is_told_at_once(refused):
    err = refused("run", "scenario=zhangyuan", "runs=0", "strategy=x", "a.b=1", "--multirun")
    assert err.startswith("4 things to put right:")
    assert all(part in err for part in ("runs: got", "strategy: got", "a.b: unknown", "--multirun"))


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("list", "runs=3"), "consent list does not take this"),
        (("list", "zhangyuan"), "consent list does not take this"),
        (("methods", "scenario=zhangyuan"), "consent methods does not take this"),
        (("status",), "Which results folder?"),
        (("status", "a", "b"), "consent status does not take this"),
        (("resume", "a", "threads=0"), "threads: got '0'"),
        (("show", "scenarios=[zhangyuan,fangulong]"), "Did you mean fangualong?"),
        (("show", "scenario=zhangyuan", "scenarios=[zhangyuan]"), "got both"),
    ],
)
def test_other_verbs_refuse_what_they_do_not_take(refused, words, part):
    assert part in refused(*words)


# How a command ends


def fail_with(monkeypatch, fault):
    def run_folder(scenario, **keys):
        raise fault

    stand_in = ModuleType("experiments.run")
    stand_in.run_folder = run_folder
    monkeypatch.setitem(sys.modules, "experiments.run", stand_in)


def test_an_interruption_ends_with_130(monkeypatch, capsys):
    for told in ("Interrupted.", "What is done is kept."):
        fail_with(monkeypatch, KeyboardInterrupt(*([] if told == "Interrupted." else [told])))
        assert main(["run", "scenario=zhangyuan"]) == 130
        assert capsys.readouterr().err == f"{told}\n"


def test_a_full_disk_is_not_a_defect_of_ours(monkeypatch, capsys):
    fail_with(monkeypatch, OSError(28, "No space left on device", "outputs/x"))
    assert main(["run", "scenario=zhangyuan"]) == 2
    assert "outputs/x: No space left on device" in capsys.readouterr().err


def test_a_defect_is_reported_with_a_log(monkeypatch, capsys, tmp_path):
    fail_with(monkeypatch, RuntimeError("a bolt is loose"))
    monkeypatch.chdir(tmp_path)
    assert main(["run", "scenario=zhangyuan"]) == 1
    err = capsys.readouterr().err
    assert "a bolt is loose" in err
    assert "report" in err
    assert "Traceback" not in err
    assert "Traceback" in (tmp_path / "error.log").read_text("utf-8")


def test_a_defect_is_logged_in_the_output_folder_where_there_is_one(monkeypatch, tmp_path):
    fail_with(monkeypatch, RuntimeError("a bolt is loose"))
    assert main(["run", "scenario=zhangyuan", f"output={tmp_path}"]) == 1
    assert (tmp_path / "error.log").is_file()


def python(*words, cwd):
    # Found where it is installed or, in a checkout that is not, by its own path.
    root = Path(sys.modules["experiments"].__file__).resolve().parents[1]
    env = {**os.environ, "PYTHONPATH": str(root)}
    command = [sys.executable, *words]
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, timeout=60)


def test_it_works_beside_foreign_folders_named_like_ours(tmp_path):
    for name in ("models", "sim", "scenarios"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("raise RuntimeError('foreign')\n")
    done = python("-m", "experiments", "show", "scenario=zhangyuan", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "张园" in done.stdout
    assert {path.name for path in tmp_path.iterdir()} == {"models", "sim", "scenarios"}


def test_list_imports_nothing_heavy(tmp_path):
    heavy = ("numba", "numpy", "pandas", "xarray", "mesa", "matplotlib", "hydra")
    code = f"""
import sys
from experiments.__main__ import main
assert main(["list"]) == 0
assert not [m for m in {heavy} if m in sys.modules]
"""
    done = python("-c", code, cwd=tmp_path)
    assert done.returncode == 0, done.stderr


# Tables


@given(st.lists(st.sampled_from(["a", "张园", "1,122", "", "（证）x"])))
def test_columns_line_up_whatever_the_script(words):
    lines = text_table([{"first": word, "last": "|"} for word in words], ("first", "last"))
    assert len({width(line[: line.index("|")]) for line in lines.splitlines()[1:]}) <= 1


def test_every_key_of_a_verb_is_known():
    for verb in VERBS.values():
        assert set(verb.keys) <= {*COMMON, *OWN}
        assert set(verb.paths) <= set(PATHS)
