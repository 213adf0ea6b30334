"""People's mediation (人民调解): sittings for disputes inside the family or between heirs.

Observed at Dong'an (about 1,000 of 6,057 certificates in dispute, 944 mediated, about 400 sittings
in a year: 0.18 a day for 1,000 certificates), Nanjing West Road (718 disputes, 78 written
agreements) and Hongkou (third-party mediation since 2013). The strategy ``usual`` assumes eleven
times as many sittings. Side effect: mediators cost the same where no dispute is left to hear.

Rows: S2-21, S2-22, S2-23.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.luck import purpose
from sim.engine.quantity import quantity
from sim.engine.verb import verb
from sim.people.plot import MEDIATORS, staff_service

ACTOR, STAGE = "service", "serve"
FRACTION = purpose("mediation: fraction of a case")


@dataclass
class Mediation:
    """Doses of mediation."""

    sittings_per_1000_per_day: float = quantity(
        0.0, "case/1000 certificate/day", 0.0, 100.0, role="dose",
        source="Dong'an: 0.18, from about 400 sittings a year for 6,057, big5.news.cn 20251113",
        meaning="disputes that mediators can hear in a day",
        label="Mediation sittings", label_zh="人民调解",
    )  # fmt: skip
    sitting_success: float = quantity(
        0.3, "1", 0.0, 0.95, source="assumed; written agreements 78 of 718 are a lower bound",
        meaning="chance that one sitting ends the dispute",
        label="Settled per sitting", label_zh="调解成功率",
    )  # fmt: skip
    sitting_minutes: float = quantity(
        120.0, "min/case", 0.0, 2000.0, source="assumed", meaning="working time of one sitting",
        label="Sitting time", label_zh="调解用时",
    )  # fmt: skip
    sitting_yuan: float = quantity(
        200.0, "yuan/case", 0.0, 100_000.0, source="assumed", meaning="money spent on one sitting",
        label="Sitting cost", label_zh="调解费用",
    )  # fmt: skip


@verb
def act(town, p, day):
    """Put mediators on their cases for the day."""
    staff_service(
        MEDIATORS, p.sittings_per_1000_per_day, p.sitting_success,
        p.sitting_minutes, p.sitting_yuan, FRACTION, town, day,
    )  # fmt: skip
