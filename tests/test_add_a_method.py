"""The page that says how to add a method, followed to the letter in a copy of the project.

Code blocks are read out of the page: a file is written, lines are exchanged, commands are run. The
compiler is off, so that nothing waits for it. Run as a script, this file tells of small towns.
"""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "sim" / "people" / "methods" / "ADD_A_METHOD.md"
TEXT = PAGE.read_text(encoding="utf-8")
BLOCK = re.compile(r"`([\w./]+)`:\n\n```(python|diff)\n(.*?)```", re.DOTALL)
BLOCKS = BLOCK.findall(TEXT)
NEW = [path for path, kind, _ in BLOCKS if kind == "python"]
COMMANDS = [line for block in re.findall(r"```sh\n(.*?)```", TEXT, re.DOTALL)
            for line in block.splitlines()]  # fmt: skip
COPIED = ("sim", "models", "scenarios", "experiments", "tests")
MODELS = ("signing", "elevator")


def exchanged(text, change):
    """Follow a block of lines: those with ``-`` go, those with ``+`` come, others stay."""
    lines = change.splitlines(keepends=True)
    old = "".join(line[1:] for line in lines if line[0] in " -")
    new = "".join(line[1:] for line in lines if line[0] in " +")
    assert text.count(old) == 1, f"{old!r} is found {text.count(old)} times, not once"
    return text.replace(old, new)


def follow(folder):
    """Do to a copy what the page says."""
    for path, kind, body in BLOCKS:
        file = folder / path
        text = body if kind == "python" else exchanged(file.read_text(encoding="utf-8"), body)
        file.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """Copy the project, and follow the page there."""
    folder = tmp_path_factory.mktemp("project")
    for name in COPIED:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, folder / name)
    follow(folder)
    return folder


@pytest.fixture(scope="module")
def there(copy):
    """Run Python in the copy, without the compiler: there(*words) -> what it printed."""
    own = {"NUMBA_DISABLE_JIT": "1", "NUMBA_CACHE_DIR": str(copy / ".cache"), "MPLBACKEND": "agg",
           "PYTHONPATH": str(copy)}  # fmt: skip

    def run(*words):
        done = subprocess.run(
            [sys.executable, *words], cwd=copy, env={**os.environ, **own}, text=True,
            capture_output=True, timeout=300,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    return run


def run_command(number, there):
    """Run a command of the page as it stands there."""
    first, *words = shlex.split(COMMANDS[number])
    return there(*({"consent": ["-m", "experiments"], "python": []}[first]), *words)


def test_one_file_and_one_line_in_each_model():
    assert NEW == ["sim/people/methods/open_letter.py"]
    assert not (ROOT / NEW[0]).exists()
    for model in MODELS:
        changes = [body for path, _, body in BLOCKS if path.startswith(f"models/{model}/")]
        lines = [line for body in changes for line in body.splitlines()]
        more = [line for line in lines if line[0] == "+" and " import " not in line]
        assert [line.strip("+ ") for line in more] == ["open_letter.act(household, town, p, day)"]
        assert sum(line[0] == "+" for line in lines) == 1 + sum(line[0] == "-" for line in lines)


def test_consent_methods_shows_it(there):
    told = run_command(0, there)
    assert "Open letter (致居民的一封信)" in told or "open_letter" in told
    assert "open_letters_per_month" in told
    assert "taken for advertising" in told


def test_a_small_town_runs_with_it(there, copy):
    told = run_command(1, there)
    assert "signing_share_day_10" in told or "signed by day 10" in told
    (folder,) = (copy / "outputs").glob("*/*-run-zhangyuan")
    assert "open_letters_per_month: 4" in (folder / "config.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def towns(there):
    """Tell of small towns in the copy, by model."""
    return json.loads(there("tests/test_add_a_method.py"))


@pytest.mark.parametrize("model", MODELS)
def test_without_a_dose_it_is_absent_and_with_one_it_explains(towns, model):
    """Zero dose is bit for bit a run in which it is never called; a dose changes a run."""
    told = towns[model]
    assert told["without"] == told["absent"]
    assert told["with"] != told["without"]
    assert told["knowledge"][1] > told["knowledge"][0]
    assert told["minutes"][1] > told["minutes"][0]


@pytest.mark.parametrize("model", MODELS)
def test_contract_tests_find_it_by_themselves(towns, model):
    assert towns[model]["contract"]
    assert towns[model]["moves"]


def test_it_keeps_the_laws_of_the_house(there):
    """Imports, plain arithmetic, one shape of all files, and the style."""
    told = there("-m", "pytest", "tests/test_architecture.py", "-v", "-p", "no:cacheprovider",
                 "-k", "open_letter")  # fmt: skip
    assert int(re.search(r"(\d+) passed", told)[1]) > 10
    there("-m", "ruff", "check", *NEW)
    there("-m", "ruff", "format", "--check", *NEW)


def small_town(name):
    """Tell of a small town of a model without the method, with it idle, and with a usual dose."""
    from tests import test_every_method
    from tests.kit import subject
    from tests.test_one_truth import digest, idle_and_absent, live

    model, kit = subject(name), subject(name).kit
    (marks,) = test_every_method.test_zero_dose_changes_nothing_bit_for_bit.pytestmark
    promises = import_module(f"tests.models.test_{name}_methods")
    without, absent = idle_and_absent(model, ("open_letter",))
    values = {**kit.towns.busy, **kit.towns.tiny}
    towns = [live(model, values | doses) for doses in ({}, {"open_letters_per_month": 30.0})]
    homes = values.get("certificates", len(towns[0].home))
    return {
        "contract": f"{name}-open_letter" in marks.kwargs["ids"],
        "moves": "open_letter"
        in {**vars(promises).get("MOVES", {}), **vars(promises).get("CLAIMS", {})},
        "without": without,
        "absent": absent,
        "with": digest(towns[1]),
        "knowledge": [float(town.home.info[:homes].mean()) for town in towns],
        "minutes": [int(town.now[0].minutes) for town in towns],
    }


if __name__ == "__main__":
    print(json.dumps({name: small_town(name) for name in MODELS}))
