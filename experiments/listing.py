"""The files that there are to choose from, told without importing a model or Hydra."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from experiments.cases import cases_of, signing_observations
from experiments.folders import DESIGNS, GROUPS, Folders
from experiments.funnels import figure_rows
from experiments.known_models import FIRST, MODELS, known
from experiments.layers import chosen_files, model_of, told_by

Row = dict[str, Any]
ANY = "any"
"""Said of a file that sets nothing, and so fits every model."""

ONLY = {"offer": ("signing",), "law": ("elevator",)}
"""Groups that only some models choose from."""


def files(config_dir: str | Path | None = None) -> dict[str, list[Row]]:
    """List the files of each group with what each says of itself, and the model it is for."""
    return file_rows(Folders(config_dir))


def file_rows(folders: Folders) -> dict[str, list[Row]]:
    """List the files of some folders by group."""
    scenarios = [_scenario_row(folders, name) for name in folders.options("scenario")]
    users = _users(folders, scenarios)
    others = {
        group: [_file_row(folders, group, name, users) for name in folders.options(group)]
        for group in GROUPS[1:]
    }
    for group, rows in others.items():
        _guess(folders, group, rows)
    designs = [_design_row(folders, name) for name in folders.options(DESIGNS)]
    return {"scenario": scenarios, **others, DESIGNS: designs}


def _design_row(folders: Folders, name: str) -> Row:
    path = f"{DESIGNS}/{name}"
    found = folders.find(path)
    kind = str(folders.read(path).get("kind") or "")
    return {"name": name, "kind": kind, "about": _first_comment(found) if found else ""}


def _users(folders: Folders, scenarios: list[Row]) -> dict[str, set[str]]:
    """Tell which models choose a file, by the path of the file."""
    users: dict[str, set[str]] = {}
    for row in scenarios:
        for path in chosen_files(folders, f"scenario/{row['name']}"):
            users.setdefault(path, set()).add(row["model"])
    return users


def _guess(folders: Folders, group: str, rows: list[Row]) -> None:
    """Give a file that no scenario chooses the model of the files that it shares most keys with.

    Only keys that one model's files have count. ``consent show`` and ``run`` go by the model's own
    quantities; this is for the list alone.
    """
    keys = {row["name"]: {*told_by(folders, f"{group}/{row['name']}")} for row in rows}
    theirs = {m: {k for r in rows if r["model"] == m for k in keys[r["name"]]} for m in MODELS}
    for row in [row for row in rows if not row["model"]]:
        others = {m: set[str]().union(*(theirs[o] for o in MODELS if o != m)) for m in MODELS}
        own = {m: len(keys[row["name"]] & theirs[m] - others[m]) for m in MODELS}
        best = max(own.values())
        row["model"] = next(m for m in MODELS if own[m] == best) if best else ""


def _file_row(folders: Folders, group: str, name: str, users: Mapping[str, set[str]]) -> Row:
    path = f"{group}/{name}"
    found = folders.find(path)
    about = _first_comment(found) if found else ""
    return {"name": name, "model": _model_of(folders, path, users), "about": about}


def _model_of(folders: Folders, path: str, users: Mapping[str, set[str]]) -> str:
    """Tell the model of a file: as it says, as its group has it, or as those that choose it."""
    data = folders.read(path)
    said, group = data.pop("model", None), path.partition("/")[0]
    if said:
        return str(said)
    if not data:
        return ANY
    return ", ".join(ONLY.get(group, sorted(users.get(path, ()))))


def _scenario_row(folders: Folders, name: str) -> Row:
    path = f"scenario/{name}"
    told, model = told_by(folders, path), model_of(folders, path)
    case = cases_of(model).get(str(told.get("case_id")))
    row: Mapping[str, str] = case.row if case else {}
    return {
        "name": name,
        "model": model,
        "title": told.get("title") or name,
        "title_zh": told.get("title_zh") or "",
        **_kind(model, told, row, chosen_files(folders, path)),
        "size": _size(model, told, row, dict(case.facts) if case else {}),
        **_opening(model, told, row),
        "reported": _reported(model, case.case_id if case else ""),
    }


def _kind(model: str, told: Mapping[str, Any], row: Mapping[str, str], files: list[str]) -> Row:
    if model != FIRST:
        laws = [file.partition("/")[2] for file in files if file.startswith("law/")]
        return {"law": next(iter(laws), "")}
    return {"kind": told.get("campaign.kind") or row.get("kind", "")}


def _opening(model: str, told: Mapping[str, Any], row: Mapping[str, str]) -> Row:
    if model != FIRST:
        return {"day 1": _day(told.get(known(model).start))}
    return {"opening": told.get("campaign.opening") or row.get("opening", "unspecified")}


def _day(whole: object) -> str:
    text = str(whole or "")
    return f"{text[:4]}-{text[4:6]}-{text[6:]}" if text else ""


def _size(
    model: str, told: Mapping[str, Any], row: Mapping[str, str], facts: Mapping[str, Any]
) -> str:
    """Tell how large it is: as a file says, else as the table of cases counts it."""
    key = known(model).size
    said = told.get(key, None if row else facts.get(key.rpartition(".")[2]))
    if said is not None:
        return f"{said} {known(model).counted}"
    return f"{row['n_units']} {row['unit']}s" if row else ""


def _reported(model: str, case_id: str) -> str:
    """Tell how many figures are reported, or in both languages that there are none."""
    told = signing_observations(case_id) if model == FIRST else figure_rows(case_id)
    if told:
        return f"{len(told)} figure{'s' if len(told) > 1 else ''}"
    return " / ".join(words.strip(" ()（）") for words in known(model).added().values())


def _first_comment(file: Path) -> str:
    """Return the first sentence of a file's opening comment."""
    lines = file.read_text(encoding="utf-8").splitlines()
    told = [line.lstrip("# ") for line in lines if line.startswith("#") and "@package" not in line]
    return " ".join(told).partition(". ")[0].rstrip(".")
