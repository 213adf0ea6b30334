"""Hydra at work, through its compose API: which files come in which order, and what they add up to.

Nothing is instantiated, no working folder is changed, nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple, cast

from experiments.errors import UserError
from experiments.folders import GROUPS, Folders
from experiments.layers import Layer, layer
from experiments.overrides import quoted
from experiments.schema import Schema, register

ROOT = "config"


class Order(NamedTuple):
    """The files that a composition takes, the last one uppermost; the name chosen in each group."""

    layers: list[Layer]
    choices: dict[str, str]


def order_of(folders: Folders, lines: list[str], schema: Schema) -> Order:
    """Find the files that overrides lead to, without merging them.

    Raises
    ------
    ConfigError
        A file is not readable.
    UserError
        Hydra cannot follow the files.
    """
    from hydra.core.global_hydra import GlobalHydra
    from hydra.types import RunMode

    with _hydra(schema):
        loader = GlobalHydra.instance().config_loader()
        found = loader.compute_defaults_list(ROOT, _with_folder(folders, lines), RunMode.RUN)
    files = [(str(d.config_path), d.package or "") for d in found.defaults]
    ours = [(path, package) for path, package in files if path.partition("/")[0] in GROUPS]
    chosen = {group: found.overrides.known_choices.get(group) for group in schema.groups}
    choices = {group: str(name) for group, name in chosen.items() if name not in (None, "null")}
    return Order([layer(folders, path, package) for path, package in ours], choices)


def compose_tree(folders: Folders, lines: list[str], schema: Schema) -> dict[str, Any]:
    """Merge files and overrides into one plain tree.

    Raises
    ------
    UserError
        Hydra cannot merge them.
    """
    from hydra import compose
    from omegaconf import OmegaConf

    with _hydra(schema):
        tree = compose(ROOT, _with_folder(folders, lines))
    return cast(dict[str, Any], OmegaConf.to_container(tree, resolve=False))


def _with_folder(folders: Folders, lines: list[str]) -> list[str]:
    if folders.own is None:
        return lines
    return [f"hydra.searchpath=[{quoted(f'file://{folders.own}')}]", *lines]


@contextmanager
def _hydra(schema: Schema) -> Iterator[None]:
    """Start Hydra on the shipped files; what it finds wrong is told in one line."""
    from hydra import initialize_config_module
    from hydra.errors import HydraException
    from omegaconf.errors import OmegaConfBaseException

    register(schema)
    try:
        with initialize_config_module("scenarios", version_base="1.3"):
            yield
    except (HydraException, OmegaConfBaseException) as error:
        line = str(error).strip().partition("\n")[0] or type(error).__name__
        raise UserError(f"The scenario cannot be put together: {line}") from None
