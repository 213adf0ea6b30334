"""What a dose-response gives back: a sweep over one quantity, and where more of it hurts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from experiments.errors import UserError
from experiments.measure import mean_difference
from experiments.overuse import Overuse, overuse
from experiments.paired import Outcome, Row, plain_number
from experiments.summary import SUMMARY, write_csv
from experiments.sweep_outcomes import shown_outcomes
from experiments.sweep_result import FIGURES, TOLD, SweepResult

BEST = ("best", "to_best", "to_best_low", "to_best_high")
"""Columns of ``dose.csv``: the best smaller dose, and the paired difference to it."""

OVERUSE = ("outcome", "unit", "best", "dose", "diff", "diff_low", "diff_high", "pairs")
"""Columns of ``overuse.csv``; ``dose`` is blank where more hurts nowhere within the range."""

JUDGED = (
    "signing_share_deadline", "passed_at_end", "mean_trust", "mean_fatigue", "informed_share",
    "pressed_share",
)  # fmt: skip
"""Outcomes that more of a method may hurt: the rate, trust, fatigue and quality of consent."""


class DoseResult(SweepResult):
    """The doses of one method, played."""

    @property
    def file(self) -> str:
        """Name of the file that holds the rows."""
        return "dose.csv"

    @property
    def quantity(self) -> str:
        """Name of the quantity whose doses were played."""
        return str(self.plan.design["quantity"])

    @property
    def doses(self) -> tuple[Any, ...]:
        """The doses, in ascending order."""
        return self.plan.points.values[self.quantity]

    @cached_property
    def overuse(self) -> list[Overuse]:
        """Where more starts to hurt: the rate, trust, fatigue and quality of consent."""
        by_name = {made.name: made for made in self.outcomes if made.better}
        judged = [by_name[name] for name in JUDGED if name in by_name]
        judged = judged or [
            m for m in shown_outcomes(self.outcomes, self.scenario.model) if m.better
        ]
        return [overuse(m.name, self.doses, self.values(m.name), m.better) for m in judged]

    def _rows_of(self, made: Outcome) -> Iterator[Row]:
        """Add to each dose how it does against the best of the smaller ones."""
        values, best = self.values(made.name), 0
        for number, row in enumerate(super()._rows_of(made)):
            found = mean_difference(values[number] - values[best])
            ends = (found.mean, found.low, found.high)
            told = dict(zip(BEST[1:], map(plain_number, ends), strict=True))
            blank = number == 0 or not made.better
            yield {**row, **(dict.fromkeys(BEST) if blank else {"best": self.doses[best], **told})}
            if made.better * found.mean > 0:
                best = number

    @property
    def table(self) -> Any:
        """The rows as a pandas DataFrame: the columns of ``dose.csv``."""
        import pandas as pd

        return pd.DataFrame(self.rows, columns=[*self.heads, *TOLD, *BEST])

    def write(self, folder: Path) -> None:
        """Write the table of the doses, where more hurts, and the summary."""
        write_csv(folder / self.file, self.rows, [*self.heads, *TOLD, *BEST])
        write_csv(folder / "overuse.csv", self._overuse_rows(), OVERUSE)
        write_csv(folder / SUMMARY, self.summary, ["point", *FIGURES])

    def _overuse_rows(self) -> Iterator[Row]:
        units = {made.name: made.unit for made in self.outcomes}
        for found in self.overuse:
            ends = found.difference
            yield {
                "outcome": found.outcome, "unit": units[found.outcome], "best": found.best,
                "dose": found.dose, "diff": plain_number(ends.mean),
                "diff_low": plain_number(ends.low), "diff_high": plain_number(ends.high),
                "pairs": ends.pairs,
            }  # fmt: skip

    def text(self, language: str = "en") -> str:
        """Lay the doses out for a screen, and say where more starts to hurt."""
        from experiments.dose_words import overuse_text
        from experiments.sweep_table import sweep_table

        return f"{sweep_table(self, language)}\n\n{overuse_text(self, language)}"

    def pictures(self, language: str = "en") -> dict[str, Any]:
        """Draw the curves of the outcomes against the dose."""
        from experiments.figures_style import use_language
        from experiments.figures_sweep_curves import draw_curves

        if len(set(self.doses)) < 2:
            raise UserError("dose: got one dose, expected two or more.")
        return {"dose": draw_curves(self, use_language(language))}
