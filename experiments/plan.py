"""A plan is a scenario, a number of replicates, a seed, and how unknown numbers are settled.

It resolves to a run table: every run is a row of parameters with a key of luck and an id. With
``parameters="point"`` unknown facts stand at the medians of their distributions and a band holds
luck only; with ``"prior"`` each replicate draws them, and the behavioural numbers nobody has set;
with ``"posterior"`` it draws them as reported campaigns leave them possible (see ``draws``). Draws
depend on the seed and the replicate alone, so that strategies stay paired.
"""

from __future__ import annotations

import hashlib
import importlib
from dataclasses import dataclass, field
from functools import cached_property
from itertools import repeat
from typing import Any

import numpy as np

from experiments.calibration import posterior
from experiments.checks import check_choice, check_whole
from experiments.draws import UNSET, Effects
from experiments.errors import UserError
from experiments.known_models import known
from experiments.scenario import Scenario
from sim.engine.ensemble import cut
from sim.engine.luck import run_key
from sim.engine.verb import code_digest

MODES = ("posterior", "point", "prior")
MOST_RUNS = 10_000_000
WHOLE, WEEK = 1000, 7  # days of a frame that is kept whole, and the step at which a longer one is


def usual_parameters(model: str) -> str:
    """Return what uncertain numbers are unless told: draws of a shipped posterior, or the point."""
    return "posterior" if posterior.shipped(model) is not None else "point"


def chunk_of(model: str) -> Any:
    """Return the module through which a model is run in blocks."""
    return importlib.import_module(f"models.{model}.chunk")


@dataclass(frozen=True)
class Plan:
    """What is to be run; everything else follows from it.

    Parameters
    ----------
    scenario : Scenario
    runs : int
        Replicates.
    seed : int
        With the replicate's number it fixes the luck of a run.
    parameters : str
        ``"posterior"``, ``"point"`` or ``"prior"``; the usual one of the model unless given.
    unselected : bool
        The campaign was not chosen for a report: the posterior's spread between campaigns is
        widened.
    ahead : bool
        The campaign is foretold: whatever was reported of it, it counts as one never seen.

    Raises
    ------
    UserError
        Where one of them cannot be used.
    """

    scenario: Scenario
    runs: int = 400
    seed: int = 1
    parameters: str = ""
    unselected: bool = field(default=False, kw_only=True)
    ahead: bool = field(default=False, kw_only=True)

    def __post_init__(self) -> None:
        check_whole("runs", self.runs, 1, MOST_RUNS)
        check_whole("seed", self.seed, 0, 2**63 - 1)
        told = self.parameters or usual_parameters(self.scenario.model)
        object.__setattr__(self, "parameters", told)
        check_choice("parameters", told, MODES)
        if told == "posterior" and self.effects is None:
            raise UserError(
                f"parameters=posterior: no posterior is shipped for the model "
                f"{self.scenario.model}. Use parameters=point or parameters=prior."
            )

    @cached_property
    def effects(self) -> Effects | None:
        """How the replicates draw from the posterior; None where they do not."""
        found = posterior.shipped(self.scenario.model) if self.parameters == "posterior" else None
        return None if found is None else Effects(found, self.scenario, self.unselected, self.ahead)

    @cached_property
    def chunk(self) -> Any:
        """The module through which the model is run."""
        return chunk_of(self.scenario.model)

    @cached_property
    def drawn(self) -> tuple[str, ...]:
        """Names of the quantities that each replicate draws for itself."""
        if self.parameters == "point":
            return ()
        settings = self.scenario.settings
        fitted = self.effects.names if self.effects else ()
        return tuple(n for n in settings if n in fitted or self._drawn_alone(n))

    def _drawn_alone(self, name: str) -> bool:
        """Tell whether a quantity is drawn by itself: an unknown fact, or a prior where asked."""
        about, setting = self.scenario.sheet.by_name[name], self.scenario.settings[name]
        if setting.value is None and about.spread is not None:
            return True
        prior = self.parameters == "prior" and about.prior is not None
        return prior and setting.origin in UNSET

    @property
    def band(self) -> str:
        """What a band over the runs holds."""
        return "luck and parameters" if self.drawn else "luck only"

    @cached_property
    def _table(self) -> np.recarray:
        sheet, values = self.scenario.sheet, dict(self.scenario.values)
        if not self.drawn:
            return np.repeat(sheet.table([values]), self.runs).view(np.recarray)
        fixed = {name: value for name, value in values.items() if name not in self.drawn}
        keys = self.keys()
        fitted = self.effects.rows(self.seed, keys) if self.effects else repeat({}, self.runs)
        both = zip(keys, fitted, strict=True)
        return sheet.table(sheet.drawn({**fixed, **row}, self.drawn, key) for key, row in both)

    @property
    def size(self) -> int:
        """Rows of the run table."""
        return self.runs

    @property
    def replicates(self) -> np.ndarray:
        """Number of the replicate of each row, from 0, int64 [size]."""
        return np.arange(self.runs, dtype=np.int64)

    @property
    def labels(self) -> dict[str, np.ndarray]:
        """Columns that tell the rows of the run table apart, besides their parameters."""
        return {}

    @property
    def label_notes(self) -> dict[str, dict[str, str]]:
        """Unit and meaning of the labels, by name."""
        return {}

    @property
    def told(self) -> dict[str, Any]:
        """What the manifest says of the plan besides its provenance."""
        return {}

    @cached_property
    def _keys(self) -> np.ndarray:
        return np.array([run_key(self.seed, r) for r in range(self.runs)], dtype=np.uint64)

    def table(self) -> np.recarray:
        """Return the run table, recarray [size] of the model's record."""
        return self._table

    def keys(self) -> np.ndarray:
        """Return the keys of luck, uint64 [size]; they depend on seed and replicate only."""
        return self._keys

    @cached_property
    def days(self) -> int:
        """Days of the common frame, which ends on the last simulated day."""
        return int(self.chunk.days_lived(self.table()))

    @cached_property
    def frame(self) -> np.ndarray:
        """Days of the common frame that are kept, int64, in order.

        All of them; of a frame longer than ``WHOLE`` days the first and the last, every seventh,
        and those on which a reported figure is read. Any other day comes back by ``replay``.
        """
        if self.days <= WHOLE or known(self.scenario.model).every_day:
            return self._all_days()
        return self._weekly_days()

    def _all_days(self) -> np.ndarray:
        last = int(self.table().last_day.max())
        return np.arange(last + 1 - self.days, last + 1)

    def _weekly_days(self) -> np.ndarray:
        days = self._all_days()
        wanted = [day for seen in self.scenario.observations for day in seen.days]
        ends = (days == days[0]) | (days == days[-1])
        return days[ends | (days % WEEK == 0) | np.isin(days, wanted)]

    def days_of(self, rows: slice) -> np.ndarray:
        """Return how many days each run of some rows lives, int64 [R]."""
        table = self.table()[rows]
        if not self.drawn:
            return np.full(len(table), self.days)
        return np.array([self.chunk.days_lived(table[r : r + 1]) for r in range(len(table))])

    @cached_property
    def blocks(self) -> dict[int, slice]:
        """Rows of each block, by number; the same whatever the threads."""
        return dict(enumerate(cut(self.size, self._work())))

    def _work(self) -> float:
        """Return household-days of one run, on average: as the model tells them, or reckoned."""
        table = self.table()
        if hasattr(self.chunk, "work_of"):
            return float(np.mean(self.chunk.work_of(table)))
        homes = table.certificates.mean() if "certificates" in (table.dtype.names or ()) else 1000.0
        return float(homes) * self.days

    @cached_property
    def run_ids(self) -> list[str]:
        """The id of each run: a digest of its parameters, the code, the seed and the replicate."""
        start = f"{self.scenario.model} {code_digest()} {self.seed} {self.table().dtype.names}"
        rows = self.table()[:1].tolist() * self.runs if not self.drawn else self.table().tolist()
        return [digest_of(f"{start} {number} {row}") for number, row in enumerate(rows)]

    @cached_property
    def run_id(self) -> str:
        """The id of the whole plan: a digest of the ids of its runs."""
        return digest_of(" ".join(self.run_ids))


def digest_of(text: str) -> str:
    """Return a digest (16 hexadecimal characters) of a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]
