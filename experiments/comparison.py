"""What a comparison gives back: the arms, one table, one picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from experiments.ledger import Ledger
from experiments.paired import COLUMNS, MEDIANS, Row, comparison_rows
from experiments.scenario import Scenario


@dataclass(frozen=True)
class Comparison:
    """Arms that share their luck, compared.

    Attributes
    ----------
    scenario : Scenario
        Of the first arm.
    group : str
        What the arms differ in: ``"strategy"`` or ``"law"``.
    arms : mapping of str to Ledger
        The table of runs of each, by label; the first is what the others are held against.
    """

    scenario: Scenario
    group: str
    arms: Mapping[str, Ledger]

    @cached_property
    def rows(self) -> list[Row]:
        """One row for each outcome and arm (``paired.comparison_rows``)."""
        return comparison_rows(self.arms)

    @property
    def table(self) -> Any:
        """The rows as a pandas DataFrame: the columns of ``compare.csv``, and more beside them."""
        import pandas as pd

        return pd.DataFrame(self.rows, columns=list(dict.fromkeys((*COLUMNS, *MEDIANS))))

    @property
    def attrs(self) -> Mapping[str, Any]:
        """Provenance of the first arm: seed, runs, parameters and so on."""
        return next(iter(self.arms.values())).attrs

    def plot(self, language: str = "en") -> Any:
        """Draw medians with bands, and paired differences against the first arm."""
        from experiments.figures_compare import draw_comparison
        from experiments.figures_style import use_language

        return draw_comparison(self, use_language(language))

    def save_picture(self, folder: Path, name: str, language: str = "en") -> list[Path]:
        """Write the picture, as PNG."""
        from experiments.figures_style import save_picture

        return [Path(path) for path in save_picture(self.plot(language), folder, name, ("png",))]


def drop_days(ledger: Ledger) -> Ledger:
    """Keep what is compared: the table of runs, without daily series."""
    return Ledger(ledger.runs, {}, ledger.first_day, ledger.notes, ledger.attrs)
