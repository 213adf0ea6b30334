"""What is installed: the wheel holds the code and its scenarios, and the lock fits every Python."""

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = {"sim", "models", "scenarios", "experiments"}
PYTHONS = {"3.11": "3.11.7", "3.12": "3.12.1", "3.13": "3.13.0"}
PLATFORMS = {"linux": "Linux", "darwin": "Darwin", "win32": "Windows"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Build a wheel without network and name its files."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = folder.glob("*.whl")
    with zipfile.ZipFile(built) as archive:
        return archive.namelist()


@pytest.fixture(scope="module")
def project():
    """Read the [project] table of pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture(scope="module")
def lock():
    """Read each requirement of the lock with the number of its hashes."""
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if re.match(r"[A-Za-z0-9]", line)]
    pinned = [re.split(r"\s--hash=", line) for line in lines]
    return [(Requirement(head), len(hashes)) for head, *hashes in pinned]


def pins(lock, name, python, platform):
    """Find the versions of a package that the lock installs on one Python and one platform."""
    here = {
        "python_version": python,
        "python_full_version": PYTHONS[python],
        "sys_platform": platform,
        "platform_system": PLATFORMS[platform],
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
        "extra": "",
    }
    same = [need for need, _ in lock if canonicalize_name(need.name) == canonicalize_name(name)]
    chosen = [need for need in same if need.marker is None or need.marker.evaluate(here)]
    return [Version(str(need.specifier).removeprefix("==")) for need in chosen]


def test_wheel_holds_exactly_the_four_packages(wheel, project):
    tops = {name.split("/")[0] for name in wheel}
    info = f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
    assert tops == PACKAGES | {info}


@pytest.mark.parametrize("package", sorted(PACKAGES))
def test_wheel_holds_every_module(wheel, package):
    on_disk = {path.relative_to(ROOT).as_posix() for path in (ROOT / package).rglob("*.py")}
    assert on_disk
    assert on_disk <= set(wheel)


@pytest.mark.parametrize("suffix", [".yaml", ".csv"])
def test_wheel_holds_the_scenario_data(wheel, suffix):
    data = {p.relative_to(ROOT).as_posix() for p in (ROOT / "scenarios").rglob(f"*{suffix}")}
    assert data, f"scenarios/ has no {suffix} file"
    assert data <= set(wheel)


def test_every_folder_with_yaml_is_a_package(wheel):
    # Hydra finds packaged YAML as pkg://scenarios, which needs importable folders.
    folders = {name.rpartition("/")[0] for name in wheel if name.endswith(".yaml")}
    assert {f"{folder}/__init__.py" for folder in folders} <= set(wheel)


def test_lock_names_no_host():
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.findall(r"^\s*(?:-i|-f|--index|--extra-index|--find-links).*", text, re.MULTILINE)


def test_lock_pins_and_hashes_every_requirement(lock):
    assert lock
    for need, hashes in lock:
        assert re.fullmatch(r"==[^=*,]+", str(need.specifier)), f"{need} is not pinned"
        assert hashes > 0, f"{need} has no hash"


@pytest.mark.parametrize("platform", sorted(PLATFORMS))
@pytest.mark.parametrize("python", sorted(PYTHONS))
def test_lock_answers_pyproject_on_every_python(lock, project, python, platform):
    declared = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    for need in map(Requirement, declared):
        found = pins(lock, need.name, python, platform)
        assert len(found) == 1, f"{need.name} on {python}: {found}; run make lock"
        assert need.specifier.contains(found[0]), f"lock has {need.name} {found[0]}; run make lock"


@pytest.mark.parametrize("python", sorted(PYTHONS))
def test_lock_takes_the_newest_mesa_of_each_python(lock, python):
    markers = {str(need.marker) for need, _ in lock if need.name == "mesa"}
    assert markers == {'python_full_version < "3.12"', 'python_full_version >= "3.12"'}
    (mesa,) = pins(lock, "mesa", python, "linux")
    assert (mesa >= Version("3.5")) == (python != "3.11"), f"mesa {mesa} on Python {python}"
    assert Version("3.3") <= mesa < Version("4")
