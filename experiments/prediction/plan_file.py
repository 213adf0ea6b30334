"""A planned campaign in a short YAML file: a dozen facts that a planner knows before day 1.

    title: Our estate
    kind: expropriation      # or rebuild, swap
    opening: formal          # or presign
    certificates: 850
    threshold: 0.85
    date: 2026-05            # day 1; a year, a month or a day
    city: Shanghai
    workers: 60
    window: 30               # days in which early signing is rewarded
    deadline: 90             # days after which a campaign below its threshold ends
    preparation: 100         # days from the first survey to day 1
    strategy: usual

Only ``certificates`` is needed. What is left out is unknown, and drawn.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from experiments.cases import signing_date
from experiments.errors import ConfigError, unknown_key
from experiments.folders import Folders, read_yaml
from experiments.scenario import Scenario, sheet_of

if TYPE_CHECKING:
    from sim.engine.quantity import About

NAME = "planned_campaign"
USUAL_YEARS = (1980, 2100)
MIDDLE_OF_YEAR = "07"


class Key(NamedTuple):
    """A key of the file that sets one quantity, in full, and what it means."""

    quantity: str
    about: str


KEYS = {
    "kind": Key("campaign.kind", "expropriation, rebuild or swap"),
    "opening": Key("campaign.opening", "what day 1 is: presign or formal"),
    "certificates": Key("place.certificates", "how many may sign"),
    "threshold": Key("campaign.threshold", "share at which agreements take effect, 0 to 1"),
    "window": Key("campaign.reward_window_days", "days in which early signing is rewarded"),
    "deadline": Key("campaign.signing_period_days", "days after which it ends below the threshold"),
    "preparation": Key("campaign.preparation_days", "days from the first survey to day 1"),
}
WORDS = ("title", "title_zh", "city", "strategy")
OTHERS = ("date", "year", "workers")
NEEDED = ("certificates",)


def load_plan(
    file: str | Path, overrides: Sequence[str] = (), config_dir: str | Path | None = None
) -> Scenario:
    """Read a planned campaign and compose its scenario.

    Parameters
    ----------
    file : path
        A YAML file with the keys above.
    overrides : sequence of str
        As on the command line: any quantity, ``strategy=``, ``place=``, ``offer=``.
    config_dir : path, optional
        A folder with files of the user's own.

    Raises
    ------
    ConfigError
        Tells everything that is wrong with the file; then, with the overrides.
    """
    from experiments.config import load_scenario

    told = read_plan(file, config_dir)
    with tempfile.TemporaryDirectory() as place:
        own = Path(place) / "files"
        if config_dir is not None:
            shutil.copytree(config_dir, own)
        _write(told, own / "scenario" / f"{NAME}.yaml", str(file))
        scenario = load_scenario(NAME, *overrides, config_dir=own)
    title = str(told.get("title") or NAME)
    title_zh = str(told.get("title_zh") or title)
    own_words = {"title": title, "title_zh": title_zh, "city": told.get("city", "")}
    config = {**scenario.config, **own_words}
    return replace(scenario, title=title, title_zh=title_zh, config=config)


def read_plan(file: str | Path, config_dir: str | Path | None = None) -> dict[str, Any]:
    """Read and check a planned campaign; what it leaves out is missing.

    Raises
    ------
    ConfigError
        Tells everything that is wrong with it.
    """
    path = Path(file)
    if not path.is_file():
        raise ConfigError([f"file: got {file}, expected a YAML file with a planned campaign."])
    told = {key: value for key, value in read_yaml(path, str(file)).items() if value is not None}
    faults = [f"{file}: {fault}" for fault in _faults(told, Folders(config_dir))]
    if faults:
        raise ConfigError(faults)
    return told


def _faults(told: Mapping[str, Any], folders: Folders) -> list[str]:
    """Tell everything that is wrong with a planned campaign."""
    allowed = (*WORDS, *KEYS, *OTHERS)
    faults = [unknown_key(key, allowed) for key in told if key not in allowed]
    faults += [f"{key}: missing. Say {KEYS[key].about}." for key in NEEDED if key not in told]
    faults += [_quantity_fault(key, told[key]) for key in KEYS if key in told]
    for key in WORDS:
        value = told.get(key, "a word")
        if not isinstance(value, str) or not value.strip():
            faults.append(f"{key}: got {value!r}, expected words. Write them in quotes.")
    if isinstance(told.get("strategy"), str):
        faults.append(folders.check("strategy", told["strategy"]))
    return [fault for fault in [*faults, *_date_faults(told), *_worker_faults(told)] if fault]


def _quantity_fault(key: str, value: Any) -> str:
    """Say what is wrong with the value of a quantity, under the file's own name for it."""
    from sim.engine.quantity import fault_of

    about = _about(key)
    return fault_of(about, value).replace(f"{about.group}.{about.name}", key)


def _about(key: str) -> About:
    return sheet_of("signing").by_name[KEYS[key].quantity.rpartition(".")[2]]


def _date_faults(told: Mapping[str, Any]) -> list[str]:
    if "date" in told and "year" in told:
        return ["date and year: got both, expected one. Leave one out."]
    key = "date" if "date" in told else "year"
    if key not in told or day_1(told):
        return []
    return [f"{key}: got {told[key]!r}, expected the day, month or year of day 1: 2026-05-18."]


def day_1(told: Mapping[str, Any]) -> str:
    """Return day 1 as a scenario takes it; the middle of a year stands for the year; "" if none."""
    text = str(told.get("date", told.get("year", ""))).strip()
    text = f"{text}-{MIDDLE_OF_YEAR}" if len(text) == len("2026") else text
    whole = signing_date(text) or 0
    return text if USUAL_YEARS[0] <= whole // 10_000 <= USUAL_YEARS[1] else ""


def _worker_faults(told: Mapping[str, Any]) -> list[str]:
    workers = told.get("workers")
    if workers is None:
        return []
    if isinstance(workers, bool) or not isinstance(workers, int) or workers < 1:
        return [f"workers: got {workers!r}, expected a whole number from 1. Count the people."]
    homes = told.get("certificates")
    if type(homes) is not int or 1 <= homes / workers <= 400:
        return []
    each = f"{homes / workers:.3g} certificates for each"
    return [f"workers: got {workers}, which is {each}; expected from 1 to 400. Check both."]


def _write(told: Mapping[str, Any], file: Path, source: str) -> None:
    """Write the scenario that a planned campaign stands for."""
    import yaml  # type: ignore[import-untyped]  # it bears no types

    tree: dict[str, Any] = {
        "defaults": [{"override /strategy": told.get("strategy", "usual")}],
        "name": NAME,
        "case_id": None,
    }
    tree |= {"signing_start": day_1(told)} if day_1(told) else {}
    values = {KEYS[key].quantity: told[key] for key in KEYS if key in told}
    if "workers" in told:
        values["staff.certificates_per_worker"] = max(told["certificates"] / told["workers"], 1.0)
    values["campaign.last_day"] = _last_day(told)
    for key, value in values.items():
        group, _, name = key.rpartition(".")
        node = tree.setdefault(group, {"sources": {}})
        node[name] = value
        node["sources"][name] = f"planned: {source}"
    file.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.safe_dump(tree, allow_unicode=True, sort_keys=False)
    file.write_text(f"# @package _global_\n{text}", encoding="utf-8")


def _last_day(told: Mapping[str, Any]) -> int:
    """Return the last day that is played: the deadline, as the file gives it or by default."""
    return int(told.get("deadline") or _about("deadline").point)


def asked(
    given: str | Path | Scenario, overrides: Sequence[str], config_dir: str | Path | None
) -> Scenario:
    """Return the scenario that is meant: itself, a shipped one by name, or a planned one's file."""
    from experiments.config import load_scenario

    if isinstance(given, Scenario):
        return given
    if isinstance(given, Path) or given.endswith((".yaml", ".yml")):
        return load_plan(given, overrides, config_dir)
    return load_scenario(given, *overrides, config_dir=config_dir)
