"""Overrides (``key=value`` after a scenario's name): read and checked one by one, before composing.

Hydra's own grammar is used, so that ``key=value``, ``+key=value``, ``~key``, lists and quotes mean
what its users expect. Every fault is found here, in plain words; what is sound is handed on.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from experiments.errors import unknown_key, unknown_name
from experiments.folders import GROUPS, NO_INTERPOLATION, Folders
from experiments.known_models import MODELS
from experiments.schema import Schema


class Overrides(NamedTuple):
    """Sound overrides.

    ``lines`` are for Hydra, in its grammar; ``values`` holds what they set, by full key (None:
    unset); ``faults`` tells what is wrong with the others.
    """

    lines: list[str]
    values: dict[str, Any]
    faults: list[str]


def read_overrides(lines: Iterable[str], schema: Schema, folders: Folders) -> Overrides:
    """Check each override against the schema and the files there are."""
    read = Overrides([], {}, [])
    for line in lines:
        group, equals, name = line.partition("=")
        if equals and group in GROUPS and not name.lstrip().startswith("{"):
            _choose(group, name, schema, folders, read)
        else:
            _set(line, schema, read)
    return read


def chosen(group: str, name: str) -> str:
    """Write the choice of a file in Hydra's grammar, whatever characters its name has."""
    return f"{group}={quoted(name)}"


def quoted(text: str) -> str:
    """Quote text for Hydra's grammar."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


def _choose(group: str, name: str, schema: Schema, folders: Folders, read: Overrides) -> None:
    bare = name[1:-1] if len(name) > 1 and name[0] == name[-1] and name[0] in "'\"" else name
    fault = folders.check(group, bare)
    if fault:
        fault = unknown_name(group, bare, _fitting(group, schema, folders))
    if not fault and group not in schema.groups:
        read.faults.append(_no_group(group, bare, schema))
    elif fault:
        read.faults.append(fault + _several(bare))
    else:
        read.lines.append(chosen(group, bare))


def _fitting(group: str, schema: Schema, folders: Folders) -> list[str]:
    """Name the files of a group that the model can use."""
    from experiments.listing import file_rows

    others = {*MODELS} - {schema.model}
    return [row["name"] for row in file_rows(folders)[group] if row["model"] not in others]


def _no_group(group: str, name: str, schema: Schema) -> str:
    """Say which models choose a file of this kind, where the scenario's does not."""
    theirs = [model for model in MODELS if group in Schema(model).groups]
    return (
        f"{group}={name}: files of {group} are for the model {' or '.join(theirs)}, and the "
        f"scenario is played by {schema.model}, which takes {', '.join(schema.groups[1:])}. "
        "Leave it out."
    )


def _several(name: str) -> str:
    return " One name is expected, not a list." if "," in name else ""


def _set(line: str, schema: Schema, read: Overrides) -> None:
    parsed, fault = _parse(line)
    if fault:
        read.faults.append(fault)
        return
    key, value = parsed.key_or_group, None if parsed.is_delete() else parsed.value()
    gone = parsed.is_delete()
    faults = _removal_faults(key, schema) if gone else _value_faults(key, value, schema)
    read.faults.extend(faults)
    if not faults:
        # Unset keys exist in the schema, so adding one (+key=value) is the same as setting it.
        read.lines.append(line if gone else f"++{line.lstrip('+')}")
        read.values.update(_below(key, schema) if gone else schema.leaves({key: value}))


def _parse(line: str) -> tuple[Any, str]:
    """Read one line in Hydra's grammar: the parsed override, or what is wrong with it."""
    from hydra.core.override_parser.overrides_parser import OverridesParser
    from hydra.errors import HydraException

    if "${" in line:
        return None, f"{line}: got a '${{'. {NO_INTERPOLATION}"
    try:
        parsed = OverridesParser.create().parse_override(line)
    except (HydraException, ValueError, RecursionError):  # also numbers of thousands of digits
        return None, _unreadable(line)
    if parsed.package is not None:
        return None, f"{line}: keys have no '@' part here. Leave it out."
    if parsed.is_sweep_override():
        return None, f"{line}: got several values, expected one. Give one value, or quote the text."
    return parsed, ""


def _unreadable(line: str) -> str:
    key, equals, value = line.partition("=")
    if not equals:
        return f"{line}: expected key=value. Write the key, an equals sign and the value."
    return (
        f"{line}: the value is not readable. Text with spaces, signs or Chinese characters needs "
        f"quotes of its own: \"{key}='{value}'\"."
    )


def _removal_faults(key: str, schema: Schema) -> list[str]:
    if key in GROUPS:
        return [f"~{key}: {key} cannot be left out. Choose another one instead: {key}=NAME."]
    if key in schema.headings:
        return []
    if key in schema.quantities:
        unset = f"{key}=null, which leaves it to the case table, its default or its distribution"
        return [f"~{key}: a quantity cannot be removed, only set: {key}=VALUE, or {unset}."]
    if key in schema.nodes:
        return [f"~{key}: quantities cannot be removed, only set one by one: {key}.NAME=VALUE."]
    return [unknown_key(f"~{key}", schema.quantities)]


def _value_faults(key: str, value: object, schema: Schema) -> list[str]:
    if key.partition(".")[0].partition("/")[0] == "hydra":
        return [f"{key}: settings of Hydra itself have no effect here. Leave it out."]
    faults = [schema.fault(full, leaf) for full, leaf in schema.leaves({key: value})]
    return [fault for fault in faults if fault]


def _below(key: str, schema: Schema) -> dict[str, None]:
    """List what removing a key unsets: the quantity itself, or all of a node."""
    known = [*schema.quantities, *schema.headings]
    return dict.fromkeys(full for full in known if f"{full}.".startswith(f"{key}."))
