"""A quantity is a parameter that knows its unit, range, source and meaning.

One dataclass per method or sub-model names its quantities; everything else (configuration schema,
the kernel's record, bounds of sweeps, priors, result coordinates, documentation) is read from here.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterable
from typing import Any, Literal

import numpy as np

from sim.engine.luck import chance, normal, purpose

Value = float | int | str
Role = Literal["fact", "behaviour", "dose", "lever"]


@dataclasses.dataclass(frozen=True)
class Spread:
    """How an unknown fact varies between neighbourhoods: a log-normal, cut at the quantity's range.

    ``median`` carries the quantity's unit; ``log_sd`` is the standard deviation of its logarithm,
    or, where a share close to 1 is ``mirrored``, of the logarithm of what it lacks to 1.
    """

    median: float
    log_sd: float
    mirrored: bool = False

    def at(self, z: Any) -> Any:  # noqa: ANN401 - a number or an array of them
        """Return the value at a standard normal coordinate: a number, or an array like ``z``."""
        if self.mirrored:
            return 1.0 - (1.0 - self.median) * np.exp(self.log_sd * z)
        return self.median * np.exp(self.log_sd * z)


@dataclasses.dataclass(frozen=True)
class About:
    """What is known of one quantity: its name, default, unit, range, source, meaning and labels."""

    name: str
    group: str
    default: Value | None
    unit: str
    low: float
    high: float
    source: str
    meaning: str
    label: str
    label_zh: str
    role: Role
    choices: tuple[str, ...]
    whole: bool
    spread: Spread | None
    prior: Spread | None

    @property
    def point(self) -> Value:
        """The value used when nobody sets one: the default, or the median of the spread."""
        if self.default is not None:
            return self.default
        if self.spread is None:
            raise ValueError(f"{self.name} has neither a default nor a spread: give it one")
        return round(self.spread.median) if self.whole else self.spread.median


def quantity(
    default: Value | None,
    unit: str,
    low: float = 0.0,
    high: float = 1.0,
    *,
    source: str,
    meaning: str,
    label: str,
    label_zh: str,
    role: Role = "behaviour",
    choices: tuple[str, ...] = (),
    spread: Spread | None = None,
    prior: Spread | None = None,
) -> Any:  # noqa: ANN401 - dataclasses.field has no public type
    """Declare a parameter as a dataclass field.

    Parameters
    ----------
    default : number, word or None
        ``None`` marks a fact that is unknown unless a scenario gives it; then ``spread`` is needed.
    unit : str
        Such as ``"household/worker/day"``; ``"1"`` for a pure number, ``"choice"`` for a word.
    low, high : float
        Allowed range, both ends included, in ``unit``.
    source : str
        Where the default comes from, or ``"assumed"``, or ``"calibrated: ..."``.
    role : str
        ``fact`` (of the place or the campaign), ``behaviour`` (one set for all scenarios), ``dose``
        (how much of a method a strategy uses) or ``lever`` (what a planner may change).
    spread : Spread, optional
        Distribution of an unknown fact over neighbourhoods.
    prior : Spread, optional
        Uncertainty of a behavioural number (positive ones; log-normal around ``median``).
    """
    about = {
        "unit": unit, "low": float(low), "high": float(high), "source": source, "meaning": meaning,
        "label": label, "label_zh": label_zh, "role": role, "choices": choices, "spread": spread,
        "prior": prior,
    }  # fmt: skip
    return dataclasses.field(default=default, metadata=about)


def quantities(sheet: type, group: str = "") -> list[About]:
    """List the quantities that one dataclass declares, in order."""
    return [_about(field, group) for field in dataclasses.fields(sheet) if "unit" in field.metadata]


def _about(field: dataclasses.Field[Any], group: str) -> About:
    whole = field.type in (int, "int")
    default: Any = field.default
    return About(name=field.name, group=group, default=default, whole=whole, **field.metadata)


def record_type(abouts: Iterable[About]) -> np.dtype[Any]:
    """Return the record of a run: words and whole numbers as int64, the rest as float64."""
    columns = [(a.name, np.int64 if a.whole or a.choices else np.float64) for a in abouts]
    return np.dtype(columns, align=True)


def encode(about: About, value: Value) -> float | int:
    """Turn a checked value into what the record stores; a word becomes its place in ``choices``."""
    if about.choices:
        return about.choices.index(str(value))
    return int(value) if about.whole else float(value)


def fault_of(about: About, value: object) -> str:
    """Say what is wrong with a value: what came, what was expected, what to do; or ""."""
    name = f"{about.group}.{about.name}" if about.group else about.name
    if about.choices:
        if value in about.choices:
            return ""
        wanted = ", ".join(about.choices)
        return f"{name}: got {value!r}, expected one of {wanted}. Use one of them."
    kind = "a whole number" if about.whole else "a number"
    wanted = f"{kind} from {about.low:g} to {about.high:g} ({about.unit})"
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return f"{name}: got {value!r}, expected {wanted}. Give {kind}."
    if about.whole and value != int(value):
        return f"{name}: got {value!r}, expected {wanted}. Round it."
    if not about.low <= value <= about.high:
        return (
            f"{name}: got {value:g}, expected {wanted}. Choose a value inside the range "
            f"(default {about.point}, source: {about.source})."
        )
    return ""


def draw(about: About, key: np.uint64) -> float | int:
    """Draw a value from the quantity's spread or prior, by luck named after the quantity.

    ``key`` is the run's key; the same seed and replicate give the same draw in every strategy.
    """
    shape = about.spread or about.prior
    if shape is None:
        return encode(about, about.point)
    z = normal(chance(key, purpose(f"draw {about.name}"), 0, 0))
    value = min(max(float(shape.at(z)), about.low), about.high)
    return round(value) if about.whole else value
