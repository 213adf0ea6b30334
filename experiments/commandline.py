"""The command line, read: ``consent VERB [DIR] [key=value ...]``.

The verb, one folder, the path keys and the common keys are read here; the rest belongs to the
scenario and goes to Hydra's compose API. Path keys are taken literally, whatever their characters.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from experiments.errors import did_you_mean
from experiments.folders import GROUPS
from experiments.vocabulary import COMMON, OWN, PATHS, VERBS


@dataclass
class Command:
    """One command, read: what came, and everything that is wrong with it."""

    verb: str
    folder: str | None = None
    keys: dict[str, Any] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)
    scenario: str = ""
    lists: dict[str, list[str]] = field(default_factory=dict)
    overrides: list[str] = field(default_factory=list)
    config_dir: str | None = None
    show_config: bool = False
    faults: list[str] = field(default_factory=list)


def read_command(verb: str, words: Iterable[str]) -> Command:
    """Read what follows a known verb; faults are collected, not raised."""
    command, rest = Command(verb), list(words)
    while rest:
        word = rest.pop(0)
        if word.startswith("-"):
            _flag(command, word, rest)
        else:
            _word(command, word)
    if VERBS[verb].folder and command.folder is None:
        command.faults.append(f"Which results folder? Write: consent {verb} DIR.")
    if command.scenario and "scenarios" in command.lists:
        command.faults.append("scenario and scenarios: got both, expected one. Leave one out.")
    return command


def _word(command: Command, word: str) -> None:
    key, equals, text = word.partition("=")
    verb = VERBS[command.verb]
    if equals and key in (*command.keys, *command.paths):
        command.faults.append(f"{key}: given twice. Give it once.")
    elif equals and key in verb.paths:
        _path(command, key, text)
    elif equals and key in verb.keys:
        command.keys[key], fault = (COMMON | OWN)[key].read(key, text)
        command.faults += [fault] if fault else []
    elif equals and key in verb.lists:
        _names(command, key, text)
    elif equals and key in (*COMMON, *PATHS) or not verb.composes:
        _positional(command, word, key if equals else "")
    else:
        _for_the_scenario(command, word)


def _path(command: Command, key: str, text: str) -> None:
    command.paths[key] = text
    if not text:
        command.faults.append(f"{key}: got nothing, expected a path. Write {key}=PATH.")


def _positional(command: Command, word: str, key: str) -> None:
    """Take the one folder of verbs that have one; anything else does not belong to the verb."""
    verb = VERBS[command.verb]
    if verb.folder and command.folder is None and key not in (*COMMON, *PATHS):
        command.folder = word
        return
    takes = ", ".join([*verb.keys, *verb.paths]) + (", one folder" if verb.folder else "")
    hint = did_you_mean(key or word, [*verb.keys, *verb.paths])
    command.faults.append(
        f"{word}: consent {command.verb} does not take this, only: {takes}.{hint}"
    )


def _for_the_scenario(command: Command, word: str) -> None:
    key, equals, text = word.partition("=")
    if key == "scenario" and equals:
        if command.scenario:
            command.faults.append("scenario: given twice. Give it once.")
        command.scenario = text.strip("'\"")
    elif not equals and not word.startswith("~"):
        command.faults.append(_no_value(command.verb, word))
    elif equals and key in {line.partition("=")[0] for line in command.overrides}:
        command.faults.append(f"{key}: given twice. Give it once.")
    else:
        command.overrides.append(word)


def _names(command: Command, key: str, text: str) -> None:
    """Read ``[a, b]``; the brackets may be left out, and a name may stand in quotes."""
    names = [name.strip().strip("'\"") for name in text.strip().strip("[]").split(",")]
    if key in command.lists:
        command.faults.append(f"{key}: given twice. Give it once.")
    command.lists[key] = [name for name in names if name]


def _no_value(verb: str, word: str) -> str:
    """Say what a word without an equals sign lacks: its value, or the key before it."""
    keys = (*VERBS[verb].keys, *VERBS[verb].paths, *VERBS[verb].lists, *GROUPS)
    if "." in word or word in keys:
        return f"{word}: a value is missing. Write {word}=VALUE."
    return f"{word}: expected key=value. Did you mean scenario={word}?"


def _flag(command: Command, word: str, rest: list[str]) -> None:
    flag, equals, text = word.partition("=")
    if flag in ("--multirun", "-m"):
        told = "a command plays one campaign, and 'consent sweep' does what it is for"
        command.faults.append(f"{word}: {told}: consent sweep scenario=NAME sweep=DESIGN.")
    elif flag in ("--config-dir", "-cd", "--cfg", "-c"):
        text = text if equals else (rest.pop(0) if rest else "")
        _flag_value(command, flag, text)
    else:
        known = ("--help", "--config-dir", "--cfg", "--multirun")
        command.faults.append(f"{word}: unknown option.{did_you_mean(flag, known)}")


def _flag_value(command: Command, flag: str, text: str) -> None:
    if flag in ("--config-dir", "-cd"):
        command.config_dir = text
        if not text:
            command.faults.append(f"{flag}: got nothing, expected a folder. Write {flag} DIR.")
    elif text == "job":
        command.show_config = True
    else:
        command.faults.append(f"{flag}: got {text!r}, expected job. Write --cfg job.")
