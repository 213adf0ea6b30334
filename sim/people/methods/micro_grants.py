"""Micro-grants for self-governance (自治金): small money for what neighbours decide themselves.

A bench, a bicycle shed, a wall painted together: who took part trusts the committee more. Observed
at Tianmu West Road (58 projects). Side effect: money; those who take part are few each time.

Rows: S3-9.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.luck import purpose
from sim.engine.quantity import quantity
from sim.engine.verb import verb
from sim.people.mail import HELPED, spend, write_to
from sim.people.plot import doses_today, homes_of

ACTOR, STAGE = "campaign", "sense"
YEAR = 365.0
FRACTION = purpose("micro-grants: fraction of a grant")
TAKES_PART = purpose("micro-grants: takes part")


@dataclass
class MicroGrants:
    """Doses of micro-grants."""

    grants_per_1000_per_year: float = quantity(
        0.0, "grant/1000 certificate/year", 0.0, 200.0, role="dose",
        source="assumed; 58 projects, Tianmu West Road 2024",
        meaning="grants for each 1,000 certificates and year",
        label="Micro-grants", label_zh="自治金项目",
    )  # fmt: skip
    grant_takes_part: float = quantity(
        0.3, "1", 0.0, 1.0,
        source="assumed",
        meaning="households of the lane that take part in a grant",
        label="Take part in a grant", label_zh="参与比例",
    )  # fmt: skip
    micro_grant_minutes: float = quantity(
        480.0, "min/grant", 0.0, 2000.0,
        source="assumed",
        meaning="working time of one grant",
        label="Time of a grant", label_zh="自治金用时",
    )  # fmt: skip
    micro_grant_yuan: float = quantity(
        20000.0, "yuan/grant", 0.0, 1_000_000.0,
        source="assumed",
        meaning="money of one grant",
        label="Money of a grant", label_zh="自治金额度",
    )  # fmt: skip


@verb
def act(lane, town, p, day):
    """Let a lane carry out a grant, now and then."""
    thousands = 0.001 * float(len(homes_of(lane, town)))
    per_day = p.grants_per_1000_per_year * thousands / YEAR
    grants = doses_today(per_day, FRACTION, lane, town, day)
    if grants > 0:
        write_to(lane, HELPED, p.grant_takes_part, TAKES_PART, town, day)
        spend(grants, p.micro_grant_minutes, p.micro_grant_yuan, town)
