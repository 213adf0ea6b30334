"""Where configuration files lie: the folder shipped with the project, and one of the user's own."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

from experiments.errors import ConfigError, unknown_name

GROUPS = ("scenario", "place", "offer", "law", "strategy")
"""Folders of files to choose from, one of each that the scenario's model knows."""

DESIGNS = "sweep"
"""The folder of designs, which are no part of a scenario."""


class Folders:
    """The shipped files and, where one is given, those of ``config_dir``.

    Raises
    ------
    ConfigError
        ``config_dir`` is no folder, or has a file with the name of a shipped one.
    """

    def __init__(self, config_dir: str | Path | None = None) -> None:
        self.shipped = Path(str(files("scenarios")))
        self.own = None if config_dir is None else Path(config_dir).absolute()
        self._read: dict[str, dict[str, Any]] = {}
        if self.own is not None:
            _check_folder(self.own)
            self._refuse_shadows(self.own)

    def _refuse_shadows(self, own: Path) -> None:
        twice = [
            f"{group}/{name}.yaml in {own} bears the name of a shipped file. Rename yours."
            for group in (*GROUPS, DESIGNS)
            for name in sorted({*_names(own / group)} & {*_names(self.shipped / group)})
        ]
        if twice:
            raise ConfigError(twice)

    def options(self, group: str) -> list[str]:
        """List the names to choose from in a group, sorted."""
        folders = [self.shipped] if self.own is None else [self.shipped, self.own]
        return sorted(name for folder in folders for name in _names(folder / group))

    def check(self, group: str, name: object) -> str:
        """Return "" where a group has the name; otherwise say so and list what there is."""
        known = self.options(group)
        return "" if name in known else unknown_name(group, name, known)

    def find(self, path: str) -> Path | None:
        """Return the file of a path such as ``place/zhangyuan``; None where there is none."""
        for folder in (self.shipped, self.own):
            if folder is not None and (folder / f"{path}.yaml").is_file():
                return folder / f"{path}.yaml"
        return None

    def read(self, path: str) -> dict[str, Any]:
        """Read one file as plain data, without giving a meaning to any value.

        Raises
        ------
        ConfigError
            The file is not YAML, not a mapping, not UTF-8, or holds ``${``.
        """
        if path not in self._read:
            found = self.find(path)
            if found is None:
                raise ConfigError([f"{path}.yaml: there is no such file."])
            self._read[path] = read_yaml(found, f"{path}.yaml")
        return dict(self._read[path])


def _names(folder: Path) -> list[str]:
    return [file.stem for file in folder.glob("*.yaml")]


def _check_folder(folder: Path) -> None:
    if not folder.is_dir():
        raise ConfigError([f"--config-dir: got {folder}, expected an existing folder."])
    if "${" in str(folder):
        raise ConfigError(
            [f"--config-dir: got {folder}, expected a path without '${{'. Rename it."]
        )


def read_yaml(file: Path, label: str) -> dict[str, Any]:
    """Read one YAML file as a plain mapping; ``label`` names it in messages."""
    from omegaconf import OmegaConf
    from omegaconf.errors import OmegaConfBaseException
    from yaml import YAMLError  # type: ignore[import-untyped]  # it bears no types

    try:
        text = file.read_text(encoding="utf-8")
        plain = OmegaConf.to_container(OmegaConf.load(file), resolve=False)
    except UnicodeDecodeError as fault:
        raise ConfigError(
            [f"{label}: not UTF-8 text ({fault.reason}). Save it as UTF-8."]
        ) from None
    except (YAMLError, OmegaConfBaseException, OSError, ValueError, RecursionError) as fault:
        raise ConfigError([f"{label}: not readable as YAML: {_one_line(fault)}"]) from None
    if "${" in text:
        raise ConfigError([f"{label}: got a '${{'. {NO_INTERPOLATION}"])
    if not isinstance(plain, dict):
        raise ConfigError([f"{label}: expected lines such as 'threshold: 0.9'."])
    return {str(key): value for key, value in plain.items()}


NO_INTERPOLATION = "Configuration is data and refers to nothing: write the value itself."


def _one_line(fault: Exception) -> str:
    return " ".join(str(fault).split())
