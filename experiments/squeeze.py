"""The calendar squeeze: what is to be done before signing may need more days than there are."""

from __future__ import annotations

import numpy as np

from experiments.plan import Plan

STAGES = ("survey_days", "round1_days", "comment_days", "pricing_days", "brewing_days")


def squeeze(plan: Plan) -> str:
    """Say by how many days, or in which share of draws, preparation is too short; "" if it is not.

    With ``parameters="prior"`` a drawn calendar differs from run to run, and the share is told.
    """
    table = plan.table()
    over = sum(table[name].astype(np.int64) for name in STAGES) - table["preparation_days"]
    short = over > 0
    if not short.any():
        return ""
    stages = "survey, round 1, comments, pricing and brewing need"
    if (over == over[0]).all():
        told = f"{stages} {over[0]} days more than preparation_days={table['preparation_days'][0]}"
    else:
        told = f"in {100 * short.mean():.3g} % of draws {stages} more days than preparation_days"
    return f"Warning: {told}; comments and round 1 are shortened to fit."
