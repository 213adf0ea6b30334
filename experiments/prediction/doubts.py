"""What a prediction rests on that no reported figure has told: assumptions, by name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from experiments.calibration.posterior import Posterior
from experiments.calibration.studies import dims_of
from experiments.scenario import Scenario


def doubtful(
    scenario: Scenario, found: Posterior | None, drawn: Sequence[str]
) -> list[dict[str, Any]]:
    """List what is prior-driven: coordinates the figures hardly moved, and what was never fitted.

    Parameters
    ----------
    drawn : sequence of str
        Names of the quantities in which runs differ (``Plan.drawn``).

    Returns
    -------
    list of dict
        ``name``, ``label``, ``label_zh``, and ``drawn``: whether runs differ in it.
    """
    named = scenario.sheet.by_name
    hardly = set(found.about["prior_driven"]) if found else set()
    fitted = set(found.dims) if found else set()
    told = [
        {"name": about.name, "label": about.label, "label_zh": about.label_zh,
         "drawn": about.name in drawn}
        for about in scenario.sheet.abouts
        if about.name in hardly or ("prior-driven" in about.source and about.name not in fitted)
    ]  # fmt: skip
    labels = {dim.name: (dim.label, dim.label_zh) for dim in dims_of(found.model)} if found else {}
    for name in sorted(hardly - set(named)):
        label, label_zh = labels[name]
        told.append({"name": name, "label": label, "label_zh": label_zh, "drawn": True})
    return told
