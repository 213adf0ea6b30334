"""Where a thing that stands for a system of the source documents is declared, found in the files.

A method has a file below ``methods/``; a quantity is declared in the file of its sub-model or
method; a fact of a scenario is set by one of the YAML files that the scenario is put together
from. Each such file names the rows that it is a home of: ``Rows: S0-25, S0-26.`` in the docstring
of a module, the same after ``#`` in YAML. No path is typed by hand, so a file that moves is found.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from experiments.folders import Folders
from experiments.known_models import MODELS
from experiments.layers import chosen_files, model_of

ROW = re.compile(r"S\d-\d+")
_ROWS = re.compile(r"\bRows: ((?:S\d-\d+[, ]*)+)\.")
SLOT = re.compile(r"_\d$")
PACKAGES = ("sim", "models", "scenarios")


def files_of(kind: str, name: str) -> dict[str, str]:
    """Find the files that declare a home, by model: paths as the project writes them.

    Parameters
    ----------
    kind : str
        ``method``, ``quantity`` or ``scenario``.
    name : str
        A method's file name, a quantity, or ``scenario.quantity``.
    """
    if kind == "scenario":
        return _fact_files(name)
    find = _method_files if kind == "method" else _quantity_files
    found = {model: find(model).get(name, "") for model in MODELS}
    return {model: path for model, path in found.items() if path}


@cache
def _method_files(model: str) -> dict[str, str]:
    """Find the file of every method that a model's rules call."""
    from experiments.scenario import sheet_module

    methods = sheet_module(model).METHODS
    return {name: f"{method.__name__.replace('.', '/')}.py" for name, method in methods.items()}


@cache
def _quantity_files(model: str) -> dict[str, str]:
    """Find the file of every quantity of a model; slots of one fact share its declaration."""
    from experiments.scenario import sheet_of

    shared = {n: path for path in _modules("sim/people") for n in _declared(path)}
    declared = shared | {n: path for path in _modules(f"models/{model}") for n in _declared(path)}
    found = {about.name: SLOT.sub("", about.name) for about in sheet_of(model).abouts}
    return {name: declared.get(name, declared.get(bare, "")) for name, bare in found.items()}


def _modules(folder: str) -> list[str]:
    package, _, below = folder.partition("/")
    root = Path(str(files(package)))
    paths = sorted((root / below).rglob("*.py"))
    return [f"{package}/{path.relative_to(root).as_posix()}" for path in paths]


def _declared(path: str) -> Iterator[str]:
    """Yield the quantities that a file declares: fields of a dataclass made by ``quantity``."""
    for node in ast.walk(ast.parse(text_of(path))):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            called = node.value.func if isinstance(node.value, ast.Call) else None
            if isinstance(called, ast.Name) and called.id == "quantity":
                yield node.target.id


@cache
def _fact_files(name: str) -> dict[str, str]:
    """Find the file that sets a scenario's fact, the scenario's own before those it chooses."""
    fact = fact_of(name)
    return {fact[0]: fact[2]} if fact else {}


@cache
def fact_of(name: str) -> tuple[str, Any, str] | None:
    """Return model, value and file of ``scenario.quantity``; None where no file sets it."""
    scenario, _, quantity = name.partition(".")
    folders, own = Folders(), f"scenario/{scenario}"
    if folders.check("scenario", scenario):
        return None
    for path in (own, *chosen_files(folders, own)):
        for key, value in _leaves(folders.read(path)):
            if key == quantity:
                return model_of(folders, own), value, f"scenarios/{path}.yaml"
    return None


def _leaves(tree: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in tree.items():
        if isinstance(value, Mapping) and key != "sources":
            yield from _leaves(value)
        elif key != "sources":
            yield key, value


def text_of(path: str) -> str:
    """Read a file of the project by its path."""
    package, _, below = path.partition("/")
    return (files(package) / below).read_text(encoding="utf-8")


def rows_named(path: str) -> list[str]:
    """List the rows that a file names: in the docstring of a module, in comments of YAML."""
    text = text_of(path)
    if path.endswith(".py"):
        told = ast.get_docstring(ast.parse(text)) or ""
    else:
        told = "\n".join(line.partition("#")[2] for line in text.splitlines() if "#" in line)
    named = [found[1] for found in _ROWS.finditer(" ".join(told.split()))]
    return [row for text in named for row in ROW.findall(text)]


def naming_files() -> dict[str, list[str]]:
    """List every file of the project that names rows, with the rows."""
    root = Path(str(files("scenarios")))
    data = [f"scenarios/{p.relative_to(root).as_posix()}" for p in sorted(root.rglob("*.yaml"))]
    named = {path: rows_named(path) for path in (*_modules("sim"), *_modules("models"), *data)}
    return {path: rows for path, rows in named.items() if rows}
