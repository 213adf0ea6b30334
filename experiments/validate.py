"""Score forecasts of reported campaigns: in memory, or into a results folder.

Nothing is fitted here. Forecasts come from the shipped posterior and from what is known of a
campaign beforehand; what was reported of it, how it ended and who wrote it are read to score only.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from experiments.cases import Case, signing_cases, signing_observations
from experiments.checks import check_choice, check_telling, check_whole
from experiments.errors import UserError
from experiments.validation.campaigns import Campaign, campaign
from experiments.validation.played import HORIZON, Asked, Figures, Played
from experiments.validation.seeds import over_seeds

MODELS = ("signing", "elevator")
DRAWS = 400
LISTED = ("case_id", "name", "relation", "unit", "reported", "median", "low", "high", "inside",
          "hit50", "hit90", "pit", "crps")  # fmt: skip
"""Columns of the table of a validation, of ``summary.csv`` and of ``format=json``."""


class Validation(NamedTuple):
    """Scores of forecasts: ``scores`` is the content of ``scores.json``."""

    scores: dict[str, Any]

    @property
    def rows(self) -> list[dict[str, Any]]:
        """One plain row for each reported figure, as ``format=json`` prints them."""
        return [_listed(row) for row in self.scores["observations"]]

    @property
    def table(self) -> Any:
        """The rows as a pandas DataFrame."""
        import pandas as pd

        return pd.DataFrame(self.rows, columns=list(LISTED))

    def text(self, language: str = "en") -> str:
        """Lay the scores out for a screen."""
        from experiments.validation.table import validation_table

        return validation_table(self.scores, language)

    def plot(self, language: str = "en") -> dict[str, Any]:
        """Return the pictures by name, as Matplotlib figures."""
        from experiments.figures_style import use_language
        from experiments.figures_validation import draw_validation

        return draw_validation(self.scores, use_language(language))


def _listed(row: Mapping[str, Any]) -> dict[str, Any]:
    bound = row["relation"] == "at_least"
    high = row["q95"]
    above = high is None or high >= row["reported"]
    values = {
        "median": row["q50"], "low": row["q05"], "high": high,
        "inside": above if bound else row["inside90"],
    }  # fmt: skip
    return {name: (values | dict(row)).get(name) for name in LISTED}


def validate_cases(
    model: str = "signing",
    *,
    campaigns: str | Path | None = None,
    observations: str | Path | None = None,
    funnels: str | Path | None = None,
    loco: bool = False,
    draws: int = DRAWS,
    seed: int = 1,
    seeds: int = 1,
    threads: int | None = None,
) -> Validation:
    """Score forecasts of reported cases, without fitting anything.

    Parameters
    ----------
    model : str
        ``"signing"`` or ``"elevator"``.
    campaigns, observations : path, optional
        Tables of signing campaigns in the schema of the shipped ones, which they replace.
    funnels : path, optional
        A table of elevator funnels, likewise.
    loco : bool
        Leave each campaign that took part in the fit out of it before it is forecast.
    draws : int
        Joint draws of parameters and of what differs between campaigns, for each campaign.
    seed : int
        Of all luck.
    seeds : int
        Totals and gates are those of so many seeds, from ``seed`` on; figures those of the first.

    Raises
    ------
    UserError
        An argument or a table cannot be used, or no posterior is shipped.
    """
    check_choice("model", model, MODELS)
    check_whole("draws", draws, 20, 100_000)
    check_whole("seeds", seeds, 1, 100)
    tables = {"campaigns": campaigns, "observations": observations, "funnels": funnels}
    _check_tables(model, tables)
    asked = [Asked(loco, draws, seed + k, threads) for k in range(seeds)]
    if model == "elevator":
        from experiments.validation.elevators import validate_funnels

        return Validation(over_seeds([validate_funnels(funnels, each) for each in asked]))
    return Validation(over_seeds(_signing(campaigns, observations, asked)))


def _check_tables(model: str, tables: Mapping[str, Any]) -> None:
    own = ("funnels",) if model == "elevator" else ("campaigns", "observations")
    wrong = [name for name, path in tables.items() if path is not None and name not in own]
    if wrong:
        other = "elevator" if wrong[0] == "funnels" else "signing"
        raise UserError(
            f"{wrong[0]}: got a table, but validate model={model} reads {' and '.join(own)} only. "
            f"Leave it out, or write model={other}."
        )


def _signing(
    campaigns: str | Path | None, observations: str | Path | None, asked: Sequence[Asked]
) -> list[dict[str, Any]]:
    from experiments.validation.collected import collect
    from experiments.validation.played import play_signing

    cases, figures = read_tables(campaigns, observations)
    scores = []
    for each in asked:
        played = play_signing(cases, figures, each)
        about = about_of("signing", played, each)
        made = collect(played.forecasts, cases, learnt_from(), about=about, seed=each.seed)
        scores.append(made)
    return scores


def about_of(model: str, played: Played, asked: Asked) -> dict[str, Any]:
    """Return what is stored beside the scores."""
    return {
        "model": model, "loco": asked.loco, "draws": asked.draws, "horizon": HORIZON,
        "fitted": [] if asked.loco else played.fitted,
    }  # fmt: skip


def read_tables(
    campaigns: str | Path | None, observations: str | Path | None
) -> tuple[Mapping[str, Case], Figures]:
    """Read campaigns and their figures, the shipped ones where no file is given.

    Raises
    ------
    UserError
        Everything that is wrong with the files.
    """
    if campaigns is None and observations is None:
        cases = signing_cases()
        return cases, {name: signing_observations(name) for name in cases}
    from experiments.case_schema import campaign_rows, load_tables, observation_rows

    tables = load_tables(*(None if p is None else Path(p) for p in (campaigns, observations)))
    for remark in tables.remarks:
        print(remark, file=sys.stderr)
    return campaign_rows(tables), observation_rows(tables)


def learnt_from() -> Sequence[Campaign]:
    """Return what baselines learn from: the shipped campaigns, as the model's fit does."""
    return [campaign(case, signing_observations(name)) for name, case in signing_cases().items()]


def validate_folder(
    model: str = "signing",
    *,
    output: str | Path | None = None,
    format: str = "table",
    language: str | None = None,
    threads: int | None = None,
    ship: bool = False,
    **asked: Any,
) -> Path:
    """Score into a results folder; print the table and the paths written.

    Parameters
    ----------
    output : str or Path, optional
        A new or empty folder; otherwise ``outputs/<date>/<time>-validate-<model>``.
    format, language : str
        ``table`` or ``json``; ``en`` or ``zh``.
    ship : bool
        Put the scores where the validation page finds them.
    **asked
        As for ``validate_cases``.

    Raises
    ------
    UserError
        An argument cannot be used.
    """
    from experiments.manifest import now
    from experiments.validation.folder import (
        check_free,
        named,
        refuse_own_tables,
        ship_folder,
        write_folder,
    )

    language = language or "en"
    check_telling(threads, format, language)
    folder = Path(output) if output is not None else named(model)
    check_free(folder)
    if ship:
        refuse_own_tables(asked)
    began = now()
    made = validate_cases(model, threads=threads, **asked)
    write_folder(folder, made, format, language, began)
    if ship:
        ship_folder(folder, made.scores)
    return folder
