"""The budget that strategies are compared at: working hours, and money, for each certificate.

A team has so many people and so much money, whichever way it uses them: a strategy that does twice
as much must be compared with another that does so too. What is shipped (``scenarios/budget/``) is
assumed, one file for each model; ``hours=`` and ``yuan=`` replace it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, NamedTuple

from experiments.errors import ConfigError, did_you_mean
from experiments.folders import Folders
from experiments.judged import judged_by

EQUAL, OWN = "equal", "own"
KINDS = (EQUAL, OWN)
GIVEN = "as given"
MOST = 1e9


class Budget(NamedTuple):
    """What each arm may use up.

    Attributes
    ----------
    kind : str
        ``equal``: doses are scaled until the budget is used up; ``own``: they stand as written.
    hours, yuan : float
        Worker-hours and yuan for each certificate (elevators: household); infinite with ``own``.
    source : str
        Where the two come from.
    """

    kind: str = OWN
    hours: float = math.inf
    yuan: float = math.inf
    source: str = ""

    def holds(self, hours: float, yuan: float) -> bool:
        """Tell whether an effort stays within the budget."""
        return hours <= self.hours and yuan <= self.yuan

    def used(self, hours: float, yuan: float) -> float:
        """Return the share of the budget that is used: of hours or of money, the larger one."""
        return max(hours / self.hours, yuan / self.yuan)


class Scaled(NamedTuple):
    """How the doses of an arm were scaled.

    Attributes
    ----------
    factor : float
        1 for doses as written.
    stop : str
        What kept the factor from being larger: ``hours``, ``yuan``, ``most`` (the largest factor),
        ``free`` (its doses cost nothing, or there are none), ``fixed`` (over the budget even
        without any dose), ``own`` (not scaled).
    clipped : tuple of str
        Doses that stand at the end of their range.
    """

    factor: float = 1.0
    stop: str = OWN
    clipped: tuple[str, ...] = ()


def kind_asked(
    group: str, kind: str | None, given: Mapping[str, float | None]
) -> tuple[str, list[str]]:
    """Settle which budget is meant, and say what is wrong with what was asked.

    Parameters
    ----------
    group : str
        What arms differ in. Strategies have an equal budget unless told; laws are no effort and
        are compared as they are.
    kind : str or None
        ``equal``, ``own``, or None for the usual one.
    given : mapping
        ``hours`` and ``yuan``, None where not given.
    """
    told = {name: value for name, value in given.items() if value is not None}
    faults = [_number_fault(name, value) for name, value in told.items()]
    if kind is not None and kind not in KINDS:
        hint = did_you_mean(str(kind), KINDS)
        faults.append(f"budget: got {kind!r}, expected one of {', '.join(KINDS)}.{hint}")
    settled = kind or (EQUAL if group == "strategy" else OWN)
    why = "budget=own" if kind else "laws=, which are compared with doses as written"
    if settled == OWN:
        faults += [
            f"{name}: got it beside {why}, expected it with budget=equal. Write budget=equal, or "
            f"leave {name} out."
            for name in told
        ]
    return settled, [fault for fault in faults if fault]


def _number_fault(name: str, value: object) -> str:
    if isinstance(value, int | float) and value is not True and 0 < float(value) <= MOST:
        return ""
    return f"{name}: got {value!r}, expected a number above 0. Give one, such as {name}=12."


def budget_of(
    model: str, kind: str, hours: float | None = None, yuan: float | None = None
) -> Budget:
    """Return the budget of a comparison: what is given, and what is shipped for the rest.

    Raises
    ------
    ConfigError
        The shipped file is not as it should be.
    """
    if kind == OWN:
        return Budget()
    shipped, sources = shipped_budget(model)
    given = {"hours": hours, "yuan": yuan}
    values = {key: shipped[key] if value is None else float(value) for key, value in given.items()}
    told = [GIVEN if value is not None else sources[key] for key, value in given.items()]
    return Budget(EQUAL, **values, source="; ".join(dict.fromkeys(told)))


def shipped_budget(model: str) -> tuple[dict[str, float], dict[str, str]]:
    """Read the budget shipped for a model: numbers by ``hours`` and ``yuan``, and their sources."""
    tree, each = Folders().read(f"budget/{model}"), judged_by(model).each
    names = {short: f"{short}_per_{each}" for short in ("hours", "yuan")}
    faults = budget_faults(tree, list(names.values()))
    if faults:
        raise ConfigError([f"scenarios/budget/{model}.yaml: {fault}" for fault in faults])
    values = {short: float(tree[name]) for short, name in names.items()}
    return values, {short: tree["sources"][name] for short, name in names.items()}


def budget_faults(tree: Mapping[str, Any], names: list[str]) -> list[str]:
    """Say what is wrong with a file of a budget: it holds two numbers, each with its source."""
    sources = tree.get("sources")
    told = sources if isinstance(sources, Mapping) else {}
    faults = [_number_fault(name, tree.get(name)) for name in names]
    faults += [f"sources.{n}: got none, expected a text." for n in names if not told.get(n)]
    faults += [f"{key}: unknown." for key in {*tree, *told} - {*names, "sources"}]
    return [fault for fault in faults if fault]
