"""What can be wrong with what a user gave: told in plain words, never with a traceback."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class UserError(ValueError):
    """The user's input cannot be used: what came, what was expected, what to do."""


class ConfigError(UserError):
    """Everything that is wrong with a scenario or a command, at once.

    Attributes
    ----------
    faults : list of str
        One sentence or two for each fault, in the order in which they were found.
    """

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = list(dict.fromkeys(faults))
        super().__init__(_as_list(self.faults))


def _as_list(faults: list[str]) -> str:
    if len(faults) == 1:
        return faults[0]
    return f"{len(faults)} things to put right:\n" + "\n".join(f"- {fault}" for fault in faults)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ``" Did you mean ...?"`` with the nearest known word; "" where none is near.

    A dotted name is also looked for by its last part: names of quantities are unique.
    """
    names = list(known)
    last = {name.rpartition(".")[2]: name for name in names}
    near = get_close_matches(word, names, n=1, cutoff=0.75)
    near += [last[m] for m in get_close_matches(word.rpartition(".")[2], last, n=1, cutoff=0.7)]
    near += get_close_matches(word, names, n=1, cutoff=0.5)
    return f" Did you mean {near[0]}?" if near else ""


def unknown_name(what: str, name: object, known: Iterable[str]) -> str:
    """Say that ``name`` is none of the known names of a kind, and list them."""
    names = sorted(known)
    hint = did_you_mean(str(name), names)
    return f"{what}: got {str(name)!r}, expected one of {', '.join(names)}.{hint}"


def unknown_key(key: str, known: Iterable[str]) -> str:
    """Say that nothing has this key, and what may have been meant."""
    hint = did_you_mean(key, known)
    return f"{key}: unknown key.{hint or ' Leave it out; consent show lists all keys.'}"
