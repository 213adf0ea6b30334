"""The files behind a scenario, one above the other: who says what, and on whose authority.

Hydra merges files and forgets which of them a value came from. Each file is therefore read once
more by itself: its faults are told with its name, and a value keeps the source that its own file
gives. A file that changes a value does not inherit the source of the value it replaces.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from experiments.errors import ConfigError, unknown_name
from experiments.folders import GROUPS, Folders
from experiments.known_models import FIRST, MODELS
from experiments.schema import Schema, nested

OVERRIDE = "override /"
NO_QUANTITIES = ("defaults", "model")
"""Keys of a file that set nothing: what it builds on, and the model that it is written for."""


class Said(NamedTuple):
    """What a file says of one key: the value (None unsets), the source ("" if none), the file."""

    value: Any
    source: str
    file: str


class Layer(NamedTuple):
    """One file at its place: ``tree`` is what it says, with full nesting; "" for any ``model``."""

    file: str
    tree: dict[str, Any]
    model: str = ""


def layer(folders: Folders, path: str, package: str) -> Layer:
    """Read the file of a path such as ``place/zhangyuan``, and put it below its package."""
    whole = folders.read(path)
    kept = NO_QUANTITIES if package else NO_QUANTITIES[:1]
    data = {key: value for key, value in whole.items() if key not in kept}
    model = str(whole.get("model") or "") if package else ""
    return Layer(f"{path}.yaml", nested({package: data}) if package else data, model)


def said_by(layers: list[Layer], schema: Schema) -> dict[str, Said]:
    """Collect what the files say, by full key; later files replace what earlier ones say."""
    said: dict[str, Said] = {}
    for each in layers:
        sources = dict(_sources(each.tree))
        for key, value in _told(each.tree, schema):
            source = sources.get(key.rpartition(".")[2], "")
            said[key] = Said(value, str(source).strip(), each.file)
    return said


def faults_of(each: Layer, schema: Schema) -> list[str]:
    """Tell everything that is wrong with one file, or that it is for another model."""
    other = _other_model(each, schema)
    if other:
        group = each.file.partition("/")[0]
        return [
            f"{each.file} is for the model {other}, and the scenario is played by {schema.model}. "
            f"Choose another {group}: consent list names the model of each."
        ]
    values = [schema.fault(key, value) for key, value in _told(each.tree, schema)]
    return [f"{each.file}: {f}" for f in [*values, *_source_faults(each.tree, schema)] if f]


def _other_model(each: Layer, schema: Schema) -> str:
    """Name the model that a file is for where it is not this one: as it says, or by its keys."""
    if each.model:
        return "" if each.model == schema.model else each.model
    if each.file.startswith("scenario/") or not _strange(each, schema):
        return ""
    others = [name for name in MODELS if name != schema.model]
    return next((name for name in others if not _strange(each, Schema(name))), "")


def _strange(each: Layer, schema: Schema) -> bool:
    """Tell whether a file has keys that a model does not know."""
    return any(not schema.knows(key) for key, _ in _told(each.tree, schema))


def _told(tree: Mapping[str, Any], schema: Schema) -> Iterator[tuple[str, Any]]:
    """Walk what a file sets; the group of a file that sets nothing may not be known to a model."""
    told = ((k, v) for k, v in schema.leaves(tree) if k.rpartition(".")[2] != "sources")
    return ((key, value) for key, value in told if key not in GROUPS or value != {})


def _sources(tree: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield name and source from every ``sources`` of a file: names of quantities are unique."""
    for key, value in tree.items():
        if isinstance(value, Mapping):
            yield from value.items() if key == "sources" else _sources(value)


def _source_faults(tree: Mapping[str, Any], schema: Schema, above: str = "") -> Iterator[str]:
    """Check each ``sources``: a text for a name that the same node sets."""
    for key, value in tree.items():
        full = f"{above}.{key}" if above else str(key)
        if key == "sources" and not isinstance(value, Mapping):
            yield f"{full}: got {value!r}, expected lines such as 'threshold: \"decree, page 3\"'."
        elif key == "sources":
            yield from _unfounded(value, _names_set(tree, schema, above), full)
        elif isinstance(value, Mapping):
            yield from _source_faults(value, schema, full)


def _names_set(tree: Mapping[str, Any], schema: Schema, above: str) -> set[str]:
    leaves = schema.leaves(tree, above)
    return {key.rpartition(".")[2] for key, value in leaves if value is not None}


def _unfounded(sources: Mapping[Any, Any], names: set[str], full: str) -> Iterator[str]:
    for name, source in sources.items():
        if name not in names or name == "sources":
            yield (
                f"{full}.{name}: a source for something that is not set beside it. "
                "Set the value in the same file, or remove the source."
            )
        elif not isinstance(source, str) or not source.strip():
            yield f"{full}.{name}: got {source!r}, expected where the value is reported, as text."


def defaults_faults(folders: Folders, path: str, seen: tuple[str, ...] = ()) -> list[str]:
    """Check the ``defaults`` of a file and of those it builds on, before Hydra follows them."""
    if path in seen:
        return [f"{path}.yaml: builds on itself ({' → '.join([*seen, path])}). Break the circle."]
    try:
        entries = folders.read(path).get("defaults", [])
    except ConfigError as error:
        return error.faults
    if not isinstance(entries, list):
        return [f"{path}.yaml: defaults: got {entries!r}, expected a list. {_FORMS}"]
    told = [_entry_faults(folders, path, entry, (*seen, path)) for entry in entries]
    return [fault for faults in told for fault in faults]


def told_by(folders: Folders, path: str, seen: tuple[str, ...] = ()) -> dict[str, Any]:
    """Collect by full key what a file says over those that it builds on, without composing it.

    Quick enough for a list of files, and content with whatever is not faulty.
    """
    if path in seen:
        return {}
    group, own = path.partition("/")[0], folders.read(path)
    entries, told = own.pop("defaults", None), dict[str, Any]()
    for entry in entries if isinstance(entries, list) else ():
        base = _target(path, entry)
        if base[0] in GROUPS and not folders.check(*base):
            told |= told_by(folders, "/".join(base), (*seen, path))
    return told | dict(_flat(own if group == "scenario" else {group: own}))


def chosen_files(folders: Folders, path: str, seen: tuple[str, ...] = ()) -> list[str]:
    """List the files that a file builds on or chooses, and those that they do, without checks."""
    if path in seen:
        return []
    entries = folders.read(path).get("defaults")
    targets = [_target(path, entry) for entry in entries] if isinstance(entries, list) else []
    there = ["/".join(t) for t in targets if t[0] in GROUPS and not folders.check(*t)]
    return there + [p for one in there for p in chosen_files(folders, one, (*seen, path))]


def _flat(tree: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in tree.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", value


def model_of(folders: Folders, path: str, seen: tuple[str, ...] = ()) -> str:
    """Return the model that a scenario chooses, itself or through those it builds on.

    Quick enough for a list of files; the usual model where none is chosen.
    """
    return _chosen_model(folders, path, seen) or FIRST


def _chosen_model(folders: Folders, path: str, seen: tuple[str, ...]) -> str:
    entries = folders.read(path).get("defaults") if path not in seen else None
    targets = [_target(path, entry) for entry in entries] if isinstance(entries, list) else []
    own = [name for group, name in targets if group == "model"]
    bases = [name for group, name in targets if group == "scenario"]
    there = [f"scenario/{name}" for name in bases if not folders.check("scenario", name)]
    return next(iter(own), "") or next(
        filter(None, (_chosen_model(folders, base, (*seen, path)) for base in there)), ""
    )


_FORMS = "Write '- override /place: NAME', the NAME of a file beside this one, or '_self_'."


def _entry_faults(folders: Folders, path: str, entry: object, seen: tuple[str, ...]) -> list[str]:
    if entry == "_self_":
        return []
    group, name = _target(path, entry)
    if group == "model":
        unknown = name not in MODELS
        return [f"{path}.yaml: defaults: {unknown_name(group, name, MODELS)}"] if unknown else []
    if group not in GROUPS:
        return [f"{path}.yaml: defaults: got {entry!r}, which means nothing here. {_FORMS}"]
    fault = folders.check(group, name)
    if fault:
        return [f"{path}.yaml: defaults: {fault}"]
    return defaults_faults(folders, f"{group}/{name}", seen)


def _target(path: str, entry: object) -> tuple[str, str]:
    if isinstance(entry, str):
        return path.partition("/")[0], entry
    if isinstance(entry, Mapping) and len(entry) == 1:
        ((key, name),) = entry.items()
        if isinstance(key, str) and key.startswith(OVERRIDE):
            return key.removeprefix(OVERRIDE), str(name)
    return "", ""
