"""The plan of a sweep: one run table whose rows are the replicates of every point.

Replicate r of every point has the luck of seed and r, and with ``parameters="prior"`` the same
draws, but for what is swept: so points differ by what they are, not by whom they met. The rows of a
point stand together; points are numbered from 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np

from experiments.design import Points
from experiments.errors import ConfigError, UserError
from experiments.plan import MOST_RUNS, Plan, digest_of
from experiments.plausible import implausible
from experiments.scenario import Scenario, Setting
from sim.engine.quantity import encode
from sim.engine.verb import code_digest

DAYS_KEPT = 100_000
"""Runs above which only reported and weekly days are kept, unless all are asked for."""

LABELS = {
    "point": "number of the point, from 1",
    "strategy": "the point's strategy",
    "law": "the point's law",
}


@dataclass(frozen=True)
class SweepPlan(Plan):
    """What is to be swept.

    Attributes
    ----------
    scenario : Scenario
        Of the first arm.
    runs : int
        Replicates of each point.
    arms : tuple of Scenario
        The composed scenario of each choice of files.
    points : Points
        Which arm and which values each point has.
    design : dict of str
        ``name`` and ``kind`` of the design, ``verb`` and whatever else the folder remembers.
    every_day : bool
        Keep all days, however many runs there are.

    Raises
    ------
    ConfigError
        Points that cannot be, by number.
    UserError
        There are too many runs, or another argument cannot be used.
    """

    arms: tuple[Scenario, ...] = field(kw_only=True)
    points: Points = field(kw_only=True)
    design: dict[str, Any] = field(kw_only=True)
    every_day: bool = field(default=False, kw_only=True)

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.size > MOST_RUNS:
            raise UserError(
                f"runs: got {self.runs:,} of each of {len(self.points):,} points, expected at most "
                f"{MOST_RUNS:,} in all. Give fewer runs or points."
            )
        faults = self._point_faults()
        if faults:
            raise ConfigError(faults)

    @property
    def swept(self) -> tuple[str, ...]:
        """Names of the swept quantities."""
        return tuple(self.points.values)

    @property
    def groups(self) -> tuple[str, ...]:
        """Groups of files that the points choose from: strategy, law, both, or none."""
        return tuple(self.points.choices[0])

    @property
    def size(self) -> int:
        """Rows of the run table: points times runs."""
        return self.runs * len(self.points)

    @property
    def replicates(self) -> np.ndarray:
        """Number of the replicate of each row, from 0, int64 [size]."""
        return np.tile(np.arange(self.runs, dtype=np.int64), len(self.points))

    @property
    def labels(self) -> dict[str, np.ndarray]:
        """The number of each row's point, and the files it chooses."""
        numbers = np.repeat(np.arange(1, len(self.points) + 1), self.runs)
        names = {group: [choice[group] for choice in self.points.choices] for group in self.groups}
        arms = np.repeat(np.array(self.points.arm_of), self.runs)
        return {"point": numbers, **{g: np.array(n, dtype=object)[arms] for g, n in names.items()}}

    @property
    def label_notes(self) -> dict[str, dict[str, str]]:
        """Unit and meaning of the labels."""
        return {name: {"unit": "1", "meaning": LABELS[name]} for name in ("point", *self.groups)}

    @property
    def told(self) -> dict[str, Any]:
        """What the manifest says of the sweep."""
        points = {"points": len(self.points), "swept": [*self.swept], "groups": [*self.groups]}
        return {"sweep": {**self.design, **points, "every_day": self.every_day}}

    @cached_property
    def drawn(self) -> tuple[str, ...]:
        """Names of the quantities that the replicates of some arm draw for themselves."""
        drawn = {name for arm in self._arm_plans for name in arm.drawn}
        return tuple(about.name for about in self.scenario.sheet.abouts if about.name in drawn)

    @cached_property
    def _arm_plans(self) -> list[Plan]:
        held = [self._held(arm) for arm in self.arms]
        return [Plan(arm, self.runs, self.seed, self.parameters) for arm in held]

    def _held(self, arm: Scenario) -> Scenario:
        """Set what is swept, so that no replicate draws it; the value changes with the point."""
        source = f"swept by the design {self.design['name']}"
        first = {name: values[0] for name, values in self.points.values.items()}
        swept = {name: Setting(value, "override", source) for name, value in first.items()}
        return replace(arm, settings={**arm.settings, **swept})

    @cached_property
    def _table(self) -> np.recarray:
        tables = [arm.table() for arm in self._arm_plans]
        table = np.concatenate([tables[arm] for arm in self.points.arm_of]).view(np.recarray)
        named = self.scenario.sheet.by_name
        for name, values in self.points.values.items():
            table[name] = np.repeat([encode(named[name], value) for value in values], self.runs)
        return table

    @cached_property
    def _keys(self) -> np.ndarray:
        return np.tile(self._arm_plans[0].keys(), len(self.points))

    @cached_property
    def frame(self) -> np.ndarray:
        """Days of the common frame that are kept: weekly and reported ones in a large sweep."""
        if self.every_day:
            return self._all_days()
        return self._weekly_days() if self.size > DAYS_KEPT else super().frame

    def days_of(self, rows: slice) -> np.ndarray:
        """Return how many days each run of some rows lives, int64 [R]; points may differ in it."""
        return self._lived[rows]

    @cached_property
    def _lived(self) -> np.ndarray:
        step = 1 if self.drawn else self.runs
        table = self.table()
        lived = [self.chunk.days_lived(table[r : r + 1]) for r in range(0, self.size, step)]
        return np.repeat(np.array(lived, dtype=np.int64), step)

    @cached_property
    def run_ids(self) -> list[str]:
        """The id of each run: a digest of its parameters, the code, the seed and its row."""
        start = f"{self.scenario.model} {code_digest()} {self.seed} {self.table().dtype.names}"
        step = 1 if self.drawn else self.runs
        rows = [digest_of(f"{start} {row}") for row in self.table()[::step].tolist()]
        return [digest_of(f"{rows[number // step]} {number}") for number in range(self.size)]

    def _point_faults(self) -> list[str]:
        """Tell which points have values that do not go together, and runs of unlike length."""
        faults = [
            f"point {number}: {fault}"
            for number, values in enumerate(self._settled(), start=1)
            for fault in implausible(self.scenario.model, values)
        ]
        if len({arm.values["last_day"] for arm in self.arms}) > 1:
            faults.append(
                "last_day: differs between the files chosen, expected one for all points."
            )
        return faults

    def _settled(self) -> Iterator[dict[str, Any]]:
        """Yield the values of each point by name."""
        for number, arm in enumerate(self.points.arm_of):
            own = {name: values[number] for name, values in self.points.values.items()}
            yield {**self.arms[arm].values, **own}
