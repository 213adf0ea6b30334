"""Law station (公共法律服务工作室): lawyers clear titles and draw up proxies for the absent.

One legal centre and 13 stations served 13 neighbourhoods at Nanjing West Road. A lawyer finds the
heirs of a dead tenant, or has a proxy notarised for a decider who is abroad or in hospital. Side
effect: fees and hours are paid for every place in the day's list, taken or not.

Rows: S2-2, S2-22.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.luck import purpose
from sim.engine.quantity import quantity
from sim.engine.verb import verb
from sim.people.plot import LAWYERS, staff_service

ACTOR, STAGE = "service", "serve"
FRACTION = purpose("law station: fraction of a case")


@dataclass
class LawStation:
    """Doses of law station."""

    law_cases_per_1000_per_day: float = quantity(
        0.0, "case/1000 certificate/day", 0.0, 100.0, role="dose",
        source="assumed; one station for each neighbourhood, Nanjing West Road 2018",
        meaning="titles and proxies that lawyers can take on in a day",
        label="Law station", label_zh="法律服务站",
    )  # fmt: skip
    law_case_success: float = quantity(
        0.3, "1", 0.0, 0.95, source="assumed",
        meaning="chance that one consultation settles the title or the proxy",
        label="Settled per consultation", label_zh="法律咨询解决率",
    )  # fmt: skip
    law_case_minutes: float = quantity(
        90.0, "min/case", 0.0, 2000.0, source="assumed",
        meaning="working time of one consultation",
        label="Consultation time", label_zh="法律咨询用时",
    )  # fmt: skip
    law_case_yuan: float = quantity(
        300.0, "yuan/case", 0.0, 100_000.0, source="assumed",
        meaning="money spent on one consultation",
        label="Consultation cost", label_zh="法律咨询费用",
    )  # fmt: skip


@verb
def act(town, p, day):
    """Put lawyers on their cases for the day."""
    staff_service(
        LAWYERS, p.law_cases_per_1000_per_day, p.law_case_success,
        p.law_case_minutes, p.law_case_yuan, FRACTION, town, day,
    )  # fmt: skip
