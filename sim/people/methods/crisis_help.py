"""A chance in a crisis (危中寻机法): when somebody falls ill, help is there the same day.

The worker calls the ambulance, finds a bed, sits with the family. The care case is on file at
once, and the household remembers who came. Observed at Baoxingli, by name, and at Fangualong,
where a worker found a resident unconscious and stayed with the case. Side effect: its hours and
money cannot be planned; they are booked, but no door goes without a call for them in the model.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.luck import chance, purpose
from sim.engine.quantity import Spread, quantity
from sim.engine.verb import verb
from sim.people.mail import spend
from sim.people.obstacles import CARE

ACTOR, STAGE = "worker", "decide"
COMES = purpose("crisis help: somebody comes")


@dataclass
class CrisisHelp:
    """Doses of help in a crisis."""

    crisis_answer_share: float = quantity(
        0.0, "1", 0.0, 1.0, role="dose",
        source="assumed; Baoxingli and Fangualong, sh.people.com.cn 2023-11-23",
        meaning="illnesses during the campaign that are answered the same day",
        label="Help in a crisis", label_zh="危中寻机法",
    )  # fmt: skip
    trust_in_crisis: float = quantity(
        0.4, "1", 0.0, 1.0,
        prior=Spread(0.4, 0.25),
        source="assumed; prior-driven",
        meaning="share of missing trust that help in a crisis builds",
        label="Trust after a crisis", label_zh="危机帮扶信任增量",
    )  # fmt: skip
    crisis_minutes: float = quantity(
        300.0, "min/case", 0.0, 2000.0,
        source="assumed",
        meaning="working time of one crisis",
        label="Time of a crisis", label_zh="危机帮扶用时",
    )  # fmt: skip
    crisis_yuan: float = quantity(
        300.0, "yuan/case", 0.0, 1_000_000.0,
        source="assumed",
        meaning="money spent on one crisis",
        label="Cost of a crisis", label_zh="危机帮扶费用",
    )  # fmt: skip


@verb
def act(household, town, p):
    """Answer a crisis on the day on which it comes; return whether somebody came."""
    share = p.crisis_answer_share * min(town.now[0].effort, 1.0)
    if share <= 0.0 or chance(town.now[0].luck, COMES, household, 0) >= share:
        return False
    home = town.home[household]
    home.trust += p.trust_in_crisis * (1.0 - home.trust)
    home.known = int(home.known) | (int(home.open) & 1 << CARE)
    spend(1, p.crisis_minutes, p.crisis_yuan, town)
    return True
