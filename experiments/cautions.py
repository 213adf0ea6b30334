"""Cautions before a run: what is put right, or has no effect, in values that can be run."""

from __future__ import annotations

import sys

from experiments import plausible
from experiments.plan import Plan
from experiments.squeeze import squeeze


def warn(plan: Plan) -> None:
    """Print a line on standard error for each caution."""
    for told in cautions(plan):
        print(told, file=sys.stderr)


def cautions(plan: Plan) -> list[str]:
    """Return the cautions of a plan, each a line."""
    if plan.scenario.model == "signing":
        return [told for told in (squeeze(plan),) if told]
    values = plan.scenario.values
    return [f"Warning: {told}." for told in plausible.cautions(plan.scenario.model, values)]
