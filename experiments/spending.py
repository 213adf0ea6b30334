"""What the arms of a comparison spent, and what each left of the budget (``budget.csv``)."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from experiments.budget import OWN, Budget, Scaled
from experiments.judged import Judged
from experiments.ledger import Ledger
from experiments.paired import Row

SPENT = (
    "arm", "budget", "factor", "stop", "hours_budget", "hours_spent", "hours_unspent",
    "yuan_budget", "yuan_spent", "yuan_unspent", "unit", "at_range_end", "source",
)  # fmt: skip
"""Columns of ``budget.csv``; ``unit`` says what hours and yuan are counted for."""


def spending_rows(
    arms: Mapping[str, Ledger], budget: Budget, scaled: Mapping[str, Scaled], judged: Judged
) -> list[Row]:
    """Tell what each arm spent: means over all its runs.

    Returns
    -------
    list of dict
        One for each arm, with ``SPENT``. ``factor`` is that of all its doses and ``stop`` what
        kept it from being larger (``budget.Scaled``). What is unspent may be a little below 0: the
        factor was found on a pilot. With ``budget=own`` there is no budget and nothing unspent.
    """
    return [_row(label, ledger, budget, scaled[label], judged) for label, ledger in arms.items()]


def _row(label: str, ledger: Ledger, budget: Budget, how: Scaled, judged: Judged) -> Row:
    hours, yuan = (float(np.mean(ledger[name])) for name in (judged.hours, judged.yuan))
    own = budget.kind == OWN
    return {
        "arm": label, "budget": budget.kind, "factor": how.factor, "stop": how.stop,
        "hours_budget": None if own else budget.hours, "hours_spent": hours,
        "hours_unspent": None if own else budget.hours - hours,
        "yuan_budget": None if own else budget.yuan, "yuan_spent": yuan,
        "yuan_unspent": None if own else budget.yuan - yuan,
        "unit": judged.each, "at_range_end": " ".join(how.clipped), "source": budget.source,
    }  # fmt: skip
