"""What a sweep gives back: a row for each point and outcome, and pictures of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from experiments.ledger import Columns, Notes
from experiments.measure import band, defined, mean_difference
from experiments.paired import Outcome, Row, middle_of, plain_number
from experiments.scenario import Scenario
from experiments.summary import SUMMARY, write_csv
from experiments.sweep_outcomes import REPORTED, outcomes_in
from experiments.sweep_plan import SweepPlan

TOLD = (
    "outcome", "unit", "median", "low", "high", "mean", "diff", "diff_low", "diff_high", "pairs",
    "reached",
)  # fmt: skip
"""Columns of ``sweep.csv`` behind those that tell the point."""

FIGURES = ("name", "unit", "reported", "relation", "median", "low", "high", "inside", "band")
"""Columns of the ``summary.csv`` of a sweep behind the number of the point."""


@dataclass(frozen=True)
class SweepResult:
    """The points of a sweep, played.

    Attributes
    ----------
    plan : SweepPlan
        What was played.
    columns : dict of str to float64 [points * runs]
        Outcomes of every run, and what it says of the reported figures.
    notes : dict
        Unit and meaning of every column.
    """

    plan: SweepPlan
    columns: Columns
    notes: Notes

    @property
    def file(self) -> str:
        """Name of the file that holds the rows."""
        return "sweep.csv"

    @property
    def scenario(self) -> Scenario:
        """The scenario of the first arm."""
        return self.plan.scenario

    @property
    def outcomes(self) -> list[Outcome]:
        """The outcomes of every point."""
        return outcomes_in(self.notes, self.scenario.model)

    @property
    def heads(self) -> tuple[str, ...]:
        """Columns that tell the points apart: number, files chosen, swept quantities."""
        return ("point", *self.plan.groups, *self.plan.swept)

    def values(self, name: str) -> np.ndarray:
        """Return an outcome, float64 [point, replicate]."""
        return self.columns[name].reshape(len(self.plan.points), self.plan.runs)

    def point(self, number: int) -> Row:
        """Tell one point (from 0): its number, from 1, its files and its values."""
        points = self.plan.points
        own = {name: values[number] for name, values in points.values.items()}
        return {"point": number + 1, **points.choices[points.arm_of[number]], **own}

    @cached_property
    def rows(self) -> list[Row]:
        """One row for each point and outcome: ``heads`` and ``TOLD``.

        ``diff`` is the mean of the paired differences to the first point, with its 90 % interval;
        ``pairs`` counts them: a pair in which a day never came is none.
        """
        return [row for made in self.outcomes for row in self._rows_of(made)]

    def _rows_of(self, made: Outcome) -> Iterator[Row]:
        values = self.values(made.name)
        for number, own in enumerate(values):
            found = mean_difference(own - values[0])
            yield {
                **self.point(number), "outcome": made.name, **middle_of(own, made),
                "diff": plain_number(found.mean), "diff_low": plain_number(found.low),
                "diff_high": plain_number(found.high), "pairs": found.pairs,
            }  # fmt: skip

    @property
    def table(self) -> Any:
        """The rows as a pandas DataFrame: the columns of ``sweep.csv``."""
        import pandas as pd

        return pd.DataFrame(self.rows, columns=[*self.heads, *TOLD])

    @property
    def summary(self) -> list[Row]:
        """The reported figures at every point, then the outcomes: the rows of ``summary.csv``."""
        told = self.plan.band
        figures = [row for seen in self.scenario.observations for row in self._figure_rows(seen)]
        outcomes = [{**row, "name": row["outcome"]} for row in self.rows]
        rows = sorted([*figures, *outcomes], key=lambda row: row["point"])
        return [{**row, "band": told} for row in rows]

    def _figure_rows(self, seen: Any) -> Iterator[Row]:
        told = {"unit": seen.unit, "reported": seen.reported, "relation": seen.relation}
        for number, values in enumerate(self.values(REPORTED + seen.name)):
            found = band(values if seen.unit == "day" else defined(values))
            ends = {name: plain_number(value) for name, value in found._asdict().items()}
            above = found.high >= seen.reported
            inside = above and (seen.relation == "at_least" or found.low <= seen.reported)
            judged = None if seen.shown else bool(inside and np.isfinite(found.low))
            yield {"point": number + 1, "name": seen.name, **told, **ends, "inside": judged}

    def write(self, folder: Path) -> None:
        """Write the table of the points, and the summary."""
        write_csv(folder / self.file, self.rows, [*self.heads, *TOLD])
        write_csv(folder / SUMMARY, self.summary, ["point", *FIGURES])

    def text(self, language: str = "en") -> str:
        """Lay the sweep out for a screen."""
        from experiments.sweep_table import sweep_table

        return sweep_table(self, language)

    def plot(self, language: str = "en") -> Any:
        """Draw the sweep: curves, or a heat map, or a picture of scattered points."""
        return next(iter(self.pictures(language).values()))

    def pictures(self, language: str = "en") -> dict[str, Any]:
        """Draw every picture that fits the design, by the name of its file."""
        from experiments.figures_style import use_language
        from experiments.figures_sweep import draw_sweep

        return draw_sweep(self, use_language(language))

    def save_pictures(self, folder: str | Path, language: str = "en") -> list[Path]:
        """Write every picture as PNG and SVG."""
        from experiments.figures_style import save_picture

        pictures = self.pictures(language).items()
        return [p for name, figure in pictures for p in save_picture(figure, Path(folder), name)]
