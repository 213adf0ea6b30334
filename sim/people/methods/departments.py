"""Departments on call (约请制度): the neighbourhood asks district offices to its table.

A subdistrict may ask departments to attend (Shanghai rules on subdistrict offices, art. 17). That
they check recognised areas and redraw flats at that table is assumed: how Huaihai Middle Road uses
the right was found nowhere. Side effect: departments sit whether or not there is a case of area or
design, and what is beyond them they hear in vain.

Rows: S0-12, S0-17, S1-36, S1-37.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.luck import purpose
from sim.engine.quantity import quantity
from sim.engine.verb import verb
from sim.people.plot import DEPARTMENTS, staff_service

ACTOR, STAGE = "service", "serve"
FRACTION = purpose("departments on call: fraction of a case")


@dataclass
class Departments:
    """Doses of departments on call."""

    department_cases_per_1000_per_day: float = quantity(
        0.0, "case/1000 certificate/day", 0.0, 100.0, role="dose",
        source="assumed; in use at Huaihai Middle Road, 2022",
        meaning="area and design cases that departments can take on in a day",
        label="Departments on call", label_zh="约请制度",
    )  # fmt: skip
    department_case_success: float = quantity(
        0.3, "1", 0.0, 0.95,
        source="assumed; the 0.87-0.94 of Nanjing West Road are of the big inquiry, another method",
        meaning="chance that one meeting settles the area or the design",
        label="Settled by departments", label_zh="部门解决率",
    )  # fmt: skip
    department_case_minutes: float = quantity(
        120.0, "min/case", 0.0, 2000.0, source="assumed", meaning="working time of one meeting",
        label="Case meeting time", label_zh="部门会商用时",
    )  # fmt: skip
    department_case_yuan: float = quantity(
        0.0, "yuan/case", 0.0, 100_000.0, source="assumed", meaning="money spent on one meeting",
        label="Meeting cost", label_zh="部门会商费用",
    )  # fmt: skip


@verb
def act(town, p, day):
    """Put departments on their cases for the day."""
    staff_service(
        DEPARTMENTS, p.department_cases_per_1000_per_day, p.department_case_success,
        p.department_case_minutes, p.department_case_yuan, FRACTION, town, day,
    )  # fmt: skip
