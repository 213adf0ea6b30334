"""Court station (法院工作站): once a week a judge explains what a court would say.

Family and title cases that were heard in vain elsewhere come before the judge on a Wednesday
afternoon. Observed on the Bund, where lawsuits between co-owners had multiplied. Side effect: the
judge's afternoon is spent whether or not a case was heard in vain before, so more of it idles.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.luck import purpose
from sim.engine.quantity import quantity
from sim.engine.verb import verb
from sim.people.plot import COURT, WEDNESDAY, staff_service

ACTOR, STAGE = "service", "serve"
FRACTION = purpose("court station: fraction of a case")


@dataclass
class CourtStation:
    """Doses of court station."""

    court_cases_per_1000_per_week: float = quantity(
        0.0, "case/1000 certificate/Wednesday", 0.0, 100.0, role="dose",
        source="every Wednesday afternoon, jfdaily.com 408160; number assumed",
        meaning="cases that a judge can hear on a Wednesday afternoon",
        label="Court station", label_zh="法院工作站",
    )  # fmt: skip
    court_case_success: float = quantity(
        0.4, "1", 0.0, 0.95, source="assumed",
        meaning="chance that one talk with a judge ends the dispute",
        label="Settled at the court station", label_zh="法院工作站解决率",
    )  # fmt: skip
    court_case_minutes: float = quantity(
        60.0, "min/case", 0.0, 2000.0, source="assumed", meaning="working time of one hearing",
        label="Hearing time", label_zh="听审用时",
    )  # fmt: skip
    court_case_yuan: float = quantity(
        0.0, "yuan/case", 0.0, 100_000.0, source="assumed", meaning="money spent on one hearing",
        label="Hearing cost", label_zh="听审费用",
    )  # fmt: skip


@verb
def act(town, p, day):
    """Let a judge sit on Wednesdays."""
    if town.now[0].weekday == WEDNESDAY:
        staff_service(
            COURT, p.court_cases_per_1000_per_week, p.court_case_success,
            p.court_case_minutes, p.court_case_yuan, FRACTION, town, day,
        )  # fmt: skip
