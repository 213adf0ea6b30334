"""A prediction: what becomes of a planned campaign, with the probability of every day.

The campaign is played once for each draw. Unless told otherwise it counts as one that nobody chose
to report: reports are mostly of successes, so the spread between campaigns is widened as the study
documents, and a campaign that was fitted counts as one never seen. What it has reported is not
read.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.calibration import posterior
from experiments.cautions import outdated, warn
from experiments.checks import check_threads
from experiments.errors import UserError
from experiments.ledger import ledger_of
from experiments.manifest import provenance
from experiments.measure import report_rows
from experiments.plan import Plan
from experiments.prediction.chances import measured
from experiments.prediction.doubts import doubtful
from experiments.prediction.drivers import CAP, runs_of, variations, vary
from experiments.prediction.likeness import likeness, ranges
from experiments.progress import live
from experiments.scenario import Scenario, Setting

if TYPE_CHECKING:
    import pandas as pd

LONGEST = 400  # days; a campaign is played to its deadline unless that lies beyond


@dataclass(frozen=True)
class Prediction:
    """What is predicted; ``data`` is all of it, as plain values (``prediction.json``).

    Attributes
    ----------
    scenario : Scenario
    data : dict
        ``runs``, ``parameters``, ``unselected``, ``threshold``, ``deadline`` (day), ``by_day`` (a
        row for each day from 1), ``day_of_threshold`` and ``day_of_100`` (median, low, high: 90 %;
        None for never), ``chance_of_threshold`` and ``chance_of_100`` by the deadline,
        ``share_at_deadline``, ``drivers``, ``prior_driven``, ``likeness``, ``reported`` (figures
        held against it, never read for it), ``warning``.
    """

    scenario: Scenario
    data: dict[str, Any]

    @property
    def table(self) -> pd.DataFrame:
        """Probability of having reached the threshold, and the share signed, by day."""
        import pandas as pd

        return pd.DataFrame(self.data["by_day"]).set_index("day")

    @property
    def drivers(self) -> pd.DataFrame:
        """What each covariate changes, the strongest first."""
        import pandas as pd

        return pd.DataFrame(self.data["drivers"])

    def plot(self, language: str = "en") -> Any:
        """Return the picture of the probability by day (a Matplotlib figure)."""
        from experiments.figures_predict import draw_chances

        return draw_chances(self.data, self.scenario, language)


def usual_draws(model: str) -> str:
    """Return what a prediction is drawn from unless told: a shipped posterior, else the prior."""
    return "posterior" if posterior.shipped(model) is not None else "prior"


def predict(
    scenario: Scenario, runs: int = 400, seed: int = 1, threads: int | None = None,
    parameters: str = "", unselected: bool = True, progress: bool = True,
) -> tuple[Prediction, Plan]:  # fmt: skip
    """Predict a campaign; return the prediction and the plan that was played.

    Raises
    ------
    UserError
        An argument cannot be used, or the scenario is none of signing.
    """
    check_threads(threads)
    if scenario.model != "signing":
        raise UserError(
            f"scenario: got one of the model {scenario.model}, expected a campaign in which "
            "certificates are signed. Use consent run for the others."
        )
    drawn = parameters or usual_draws(scenario.model)
    widened = unselected and drawn == "posterior"
    made = _to_the_deadline(scenario)
    plan = Plan(made, runs, seed, drawn, unselected=widened, ahead=True)
    if progress:
        warn(plan)
    played = ledger_of(plan, live(plan, plan.blocks, threads, progress), provenance(plan))
    found = posterior.shipped(scenario.model) if drawn == "posterior" else None
    fitted = ranges(found) if found else {}
    data = {
        **_about(plan),
        **measured(played, *goal_of(plan.scenario)),
        "reported": report_rows(played, plan.scenario.observations),
        "drivers": vary(plan, variations(plan.scenario, fitted), threads),
        "prior_driven": doubtful(plan.scenario, found, plan.drawn),
        "likeness": likeness(plan.scenario, found) if found else [],
        "warning": outdated(plan),
    }
    return Prediction(plan.scenario, data), plan


def _to_the_deadline(scenario: Scenario) -> Scenario:
    """Play a campaign until its signing period is over, unless a last day was asked for."""
    last = scenario.settings["last_day"]
    day = min(int(scenario.values["signing_period_days"] or 0), LONGEST)
    if last.origin == "override" or day <= int(last.value or 0):
        return scenario
    longer = Setting(day, "assumed", "played to the end of the signing period")
    config = {**scenario.config, "campaign": {**scenario.config["campaign"], "last_day": day}}
    return replace(scenario, settings={**scenario.settings, "last_day": longer}, config=config)


def goal_of(scenario: Scenario) -> tuple[float, int]:
    """Return the share that a campaign must reach, and the last day by which that counts."""
    values = scenario.values
    deadline = min(int(values["signing_period_days"] or 0), int(values["last_day"] or 0))
    return float(values["threshold"] or 0), deadline


def _about(plan: Plan) -> dict[str, Any]:
    threshold, deadline = goal_of(plan.scenario)
    return {
        "scenario": plan.scenario.name, "title": plan.scenario.title,
        "title_zh": plan.scenario.title_zh, "strategy": plan.scenario.strategy,
        "runs": plan.runs, "seed": plan.seed, "parameters": plan.parameters,
        "unselected": plan.unselected, "threshold": threshold, "deadline": deadline,
        "driver_runs": runs_of(plan),
        "driver_certificates": min(int(plan.scenario.values["certificates"] or CAP), CAP),
    }  # fmt: skip


def predict_campaign(
    scenario: str | Path | Scenario, *overrides: str, runs: int = 400, seed: int = 1,
    threads: int | None = None, parameters: str = "", unselected: bool = True,
    output: str | Path | None = None, config_dir: str | Path | None = None,
    progress: bool = True,
) -> Prediction:  # fmt: skip
    """Predict a planned campaign.

    Parameters
    ----------
    scenario : str, Path or Scenario
        A scenario, its name, or the path of a planned campaign (a Path, or a name that ends in
        ``.yaml``): see ``experiments.prediction.plan_file``.
    *overrides : str
        As on the command line.
    runs, seed, threads, parameters
        As for ``run_ensemble``; without a posterior the prior is usual.
    unselected : bool
        The campaign counts as one that nobody chose to report (the spread between campaigns is
        widened); False takes it for one of those that get reported.
    output : path, optional
        A new or empty folder for tables and pictures.

    Returns
    -------
    Prediction
        With ``.table``, ``.drivers``, ``.data`` and ``.plot()``.

    Raises
    ------
    UserError
        An argument, or the file, cannot be used.
    """
    from experiments.arms_folder import check_free
    from experiments.prediction.folder import write_prediction
    from experiments.prediction.plan_file import asked

    told = asked(scenario, overrides, config_dir)
    if output is not None:
        check_free(Path(output))
    made, plan = predict(told, runs, seed, threads, parameters, unselected, progress)
    if output is not None:
        write_prediction(made, plan, Path(output))
    return made
