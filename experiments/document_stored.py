"""What the validation page reads: files that ship beside the posterior, any of which may be absent.

Nothing is computed anew here. A table whose file is missing says so, and which command makes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from experiments.calibration import posterior
from experiments.calibration.posterior import Posterior
from experiments.checking.tables import Rows, read_rows
from experiments.shipping import CHECKS, digest, read_json, records, scores_name

CALIBRATE = "consent calibrate model={model} ship=true"
LEFT_OUT = "consent validate loco=true seeds=3 ship=true"
FITTED = "consent validate ship=true"
CHECK = "consent check ship=true"
ELEVATOR = "consent validate model=elevator loco=true ship=true"
PASS, FAIL, UNMEASURED = "pass", "FAIL", "not measured"
Scores = Mapping[str, Any]


def scores(loco: bool, model: str = "signing") -> Scores | None:
    """Return the shipped scores of a model; None where there are none."""
    found: Scores | None = read_json(scores_name(model, loco))
    return found


def checks() -> Rows:
    """Return the shipped gates of a check; [] where there are none."""
    return list(read_json(CHECKS) or [])


def table(name: str) -> Rows | None:
    """Return the rows of a shipped table, ``check_sbc`` for one; None where there is none."""
    file = posterior.home() / f"{name}.csv"
    return read_rows(file) if file.is_file() else None


def fitted_posterior(model: str = "signing") -> Posterior | None:
    """Return the shipped posterior of a model; None where there is none."""
    return posterior.shipped(model)


def not_measured(command: str) -> str:
    """Say that a table's file is missing, and what makes it."""
    return f"Not measured yet: `{command}`."


def outdated(name: str) -> str:
    """Say that a shipped file rests on another posterior than the shipped one; "" if it does not.

    A file that was put there by hand has no record, and nothing is said of it.
    """
    told = records().get(name)
    if told is None or told["posterior"] == digest(told["model"]):
        return ""
    return f"**Made with another posterior than the one that ships now**: `{told['command']}` anew."


def with_remark(text: str, *names: str) -> str:
    """Put what is outdated about some files above a text."""
    remarks = [remark for remark in dict.fromkeys(map(outdated, names)) if remark]
    return "\n\n".join([*remarks, text])


def plain(value: float | None, digits: int = 3) -> str:
    """Write a number with a few digits that count; nothing where it is missing."""
    if value is None or value != value:
        return ""
    return f"{value:.0f}" if abs(value) >= 1000 else f"{value:.{digits}g}"


def percent(value: float) -> str:
    """Write a share in per cent."""
    return f"{100 * value:.0f} %"


def span(low: float | None, high: float | None) -> str:
    """Write from where to where; nothing where an end is missing."""
    ends = plain(low), plain(high)
    return f"{ends[0]} to {ends[1]}" if all(ends) else ""
