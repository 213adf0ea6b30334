"""Grids and Latin hypercubes: the points that a design of either kind stands for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from math import prod
from typing import TYPE_CHECKING, Any

from experiments.design_values import Reader, bounds_of, spaces_of, unknown_parts, whole_fault
from experiments.settling import typed

if TYPE_CHECKING:
    from sim.engine.quantity import About

STEPS = 5
"""Levels of a quantity in a grid that gives only its bounds."""

Table = tuple[list[str], list[Sequence[Any]]]


def grid_points(data: Mapping[str, Any], reader: Reader, most: int) -> Table:
    """Return names of quantities, and every combination of their levels, the last one fastest."""
    levels = {n: _levels(a, said, reader) for n, (a, said) in spaces_of(data, reader).items()}
    count = prod(len(each) for each in levels.values())
    if count > most:
        reader.wrong(f"got {count:,} points, expected at most {most:,}. Give fewer levels.")
        return [], []
    return list(levels), list(product(*levels.values()))


def _levels(about: About, said: object, reader: Reader) -> list[Any]:
    """Read the levels of a quantity: a list, or low, high and points."""
    if isinstance(said, list) and said:
        return [reader.value(about, value) for value in said]
    if said is None and about.choices:
        return list(about.choices)
    if not isinstance(said, Mapping | None):
        reader.wrong(
            f"{about.name}: got {said!r}, expected levels. Write {about.name}: [1, 2], or "
            f"{about.name}: {{low: 1, high: 2, points: 3}}."
        )
        return []
    told = said or {}
    count = told.get("points", STEPS)
    wrong = [*unknown_parts(about, told, ("low", "high", "points"))]
    wrong += [f"{about.name}: {f}" for f in (whole_fault("points", count, 2, 10_000),) if f]
    for fault in wrong:
        reader.wrong(fault)
    ends = bounds_of(about, told, reader)
    return [] if wrong or ends is None else spaced(about, *ends, count)


def spaced(about: About, low: float, high: float, count: int) -> list[Any]:
    """Return evenly spaced levels, both ends included; whole numbers are rounded, each once."""
    steps = [low + (high - low) * step / (count - 1) for step in range(count - 1)] + [high]
    if about.whole:
        return list(dict.fromkeys(round(step) for step in steps))
    return [typed(about, float(f"{step:.12g}")) for step in steps]


def latin_points(data: Mapping[str, Any], reader: Reader, most: int) -> Table:
    """Return names of quantities and a Latin hypercube: each quantity meets every slice once."""
    spaces = spaces_of(data, reader)
    fault = whole_fault("points", data.get("points"), 1, most)
    if fault:
        reader.wrong(fault)
    if not spaces:
        reader.wrong("quantities: got none, expected what the points differ in. Name some.")
    told = {name: _told(about, said, reader) for name, (about, said) in spaces.items()}
    seed = data.get("seed", 1)
    if reader.faults or type(seed) is not int or seed < 0:
        return [], []
    return list(told), _hypercube([told[name] for name in told], data["points"], seed)


def _told(about: About, said: object, reader: Reader) -> tuple[About, tuple[float, float]]:
    """Read the bounds of a quantity; words are drawn evenly."""
    if about.choices and said is None:
        return about, (0.0, float(len(about.choices)))
    if not isinstance(said, Mapping | None):
        wanted = f"Write {about.name}: {{low: 1, high: 2}}, or nothing behind the colon"
        reader.wrong(f"{about.name}: got {said!r}, expected bounds. {wanted}.")
        return about, (0.0, 1.0)
    for fault in unknown_parts(about, said or {}, ("low", "high")):
        reader.wrong(fault)
    return about, bounds_of(about, said or {}, reader) or (0.0, 1.0)


def _hypercube(
    spaces: list[tuple[About, tuple[float, float]]], points: int, seed: int
) -> list[Sequence[Any]]:
    import numpy as np
    from scipy.stats import qmc

    sampler = qmc.LatinHypercube(len(spaces), seed=np.random.default_rng(seed))
    return [
        [_scaled(about, ends, float(u)) for (about, ends), u in zip(spaces, row, strict=True)]
        for row in sampler.random(points)
    ]


def _scaled(about: About, ends: tuple[float, float], u: float) -> Any:
    """Put a number between 0 and 1 in its place between two bounds."""
    low, high = ends
    if about.choices:
        return about.choices[int(u * high)]
    if about.whole:  # every whole number has the same chance, the ends too
        return min(int(low + u * (high - low + 1)), int(high))
    return float(f"{low + u * (high - low):.4g}")
