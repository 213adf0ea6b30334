"""What a comparison gives back: the arms, one table, what was spent, a verdict, and pictures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from experiments.budget import Budget, Scaled
from experiments.judged import Judged, judged_by
from experiments.ledger import Ledger
from experiments.paired import COLUMNS, MEDIANS, Row, comparison_rows
from experiments.scenario import Scenario
from experiments.spending import spending_rows
from experiments.table import outcome_words
from experiments.verdict import Verdict, verdict_of
from experiments.verdict_words import verdict_text

PICTURES = ("compare", "pareto", "curves")
"""Paired effects; rate against hours and quality; the curve by day."""


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
        The table of runs of each, by label; the first, which is ``baseline`` where that takes
        part, is what the others are held against.
    budget : Budget
        What each arm may use up.
    scaled : mapping of str to Scaled
        How the doses of each arm were scaled, by label; none where they stand as written.
    """

    scenario: Scenario
    group: str
    arms: Mapping[str, Ledger]
    budget: Budget = Budget()
    scaled: Mapping[str, Scaled] = field(default_factory=dict)

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
    def judged(self) -> Judged:
        """Which outcomes stand for rate, effort and quality."""
        return judged_by(self.scenario.model)

    @cached_property
    def spending(self) -> list[Row]:
        """What each arm spent, and what it left of the budget (``spending.SPENT``)."""
        scaled = {label: self.scaled.get(label, Scaled()) for label in self.arms}
        return spending_rows(self.arms, self.budget, scaled, self.judged)

    @cached_property
    def verdict(self) -> Verdict:
        """Which arm leads in what, and whether any can be recommended."""
        return verdict_of(self.rows, self.arms, self.judged)

    def verdict_text(self, language: str = "en") -> str:
        """Say the verdict in words."""
        labels = outcome_words(self.scenario.model, language)["outcomes"]
        luck_only = self.attrs["parameters"] == "point"
        return verdict_text(self.verdict, self.judged, labels, language, luck_only)

    @property
    def attrs(self) -> Mapping[str, Any]:
        """Provenance of the first arm: seed, runs, parameters and so on."""
        return next(iter(self.arms.values())).attrs

    def plot(self, language: str = "en", picture: str = "compare") -> Any:
        """Draw one picture of the comparison.

        Parameters
        ----------
        language : str
            ``"en"`` or ``"zh"``.
        picture : str
            ``"compare"``: medians with bands, and paired differences against the first arm;
            ``"pareto"``: rate against hours, and quality; ``"curves"``: the curve of each arm.
        """
        from experiments.figures_arms import draw_arms
        from experiments.figures_style import use_language

        return draw_arms(self, picture, use_language(language))

    def save_pictures(self, folder: Path, language: str = "en") -> list[Path]:
        """Write the pictures, as PNG and SVG."""
        from experiments.figures_style import save_picture

        names = [name for name in PICTURES if name != "curves" or self.has_curves]
        paths = [save_picture(self.plot(language, name), folder, name) for name in names]
        return [Path(path) for each in paths for path in each]

    @property
    def has_curves(self) -> bool:
        """Whether the arms hold the daily series that a curve shows."""
        return all(self.judged.curve in arm.days for arm in self.arms.values())


def drop_days(ledger: Ledger) -> Ledger:
    """Keep what is compared: the table of runs, and of the daily series the one of the curve."""
    name = judged_by(ledger.attrs["model"]).curve
    days = {name: ledger.days[name]} if name in ledger.days else {}
    return Ledger(ledger.runs, days, ledger.first_day, ledger.notes, ledger.attrs, ledger.kept)
