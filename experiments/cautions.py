"""Cautions before a run: what is put right, or has no effect, in values that can be run."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

from experiments import plausible
from experiments.calibration import digests
from experiments.plan import Plan
from experiments.squeeze import squeeze


def warn(plan: Plan) -> None:
    """Print a line on standard error for each caution."""
    for told in cautions(plan):
        print(told, file=sys.stderr)


def cautions(plan: Plan) -> list[str]:
    """Return the cautions of a plan, each a line."""
    if plan.scenario.model == "signing":
        return [told for told in (outdated(plan), squeeze(plan)) if told]
    values = plan.scenario.values
    strange = [f"Warning: {told}." for told in plausible.cautions(plan.scenario.model, values)]
    return [*([outdated(plan)] if outdated(plan) else []), *strange]


def outdated(plan: Plan) -> str:
    """Say that rules or figures have changed since the posterior was fitted; "" if not."""
    about = plan.effects.posterior.about if plan.effects else None
    return outdated_by(about, plan.scenario.model) if about else ""


def outdated_by(about: Mapping[str, Any], model: str) -> str:
    """Say what has changed since a posterior was fitted, and what to do; "" if nothing has."""
    changed = digests.what_differs(about, model)
    if not changed:
        return ""
    return (
        f"Warning: {' and '.join(changed)} changed since the posterior was fitted. Fit it anew "
        f"with consent calibrate model={model}, or use parameters=point."
    )
