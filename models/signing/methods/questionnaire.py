"""Questionnaire (设计前问卷): people are asked which flat they need before it is drawn.

When drafting begins a form goes round; where the answers are used, fewer flats turn out not to
suit, and who is asked finds the plan fairer. Questionnaires are reported at Nanjing West Road
(11,000 forms of a community analysis, 2018), for projects of self-rule; their use for the design of
flats is assumed. Side effect: who is asked and finds nothing of it in the plan is let down.

Rows: S2-9.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.luck import chance, purpose
from sim.engine.quantity import Spread, quantity
from sim.engine.verb import verb
from sim.people.mail import ANSWERED, LET_DOWN, share_today, spend
from sim.people.obstacles import DESIGN
from sim.people.plot import SOLVED_FROM, homes_of

ACTOR, STAGE = "campaign", "sense"
ASKED = purpose("questionnaire: is asked")
USED = purpose("questionnaire: what becomes of it")


@dataclass
class Questionnaire:
    """Doses of the questionnaire."""

    questionnaire_share: float = quantity(
        0.0, "1", 0.0, 1.0, role="dose",
        source="assumed; 11,000 forms on other matters, Nanjing West Road 2018",
        meaning="households asked before the design",
        label="Questionnaire", label_zh="设计前问卷比例",
    )  # fmt: skip
    needs_met: float = quantity(
        0.4, "1", 0.0, 1.0,
        prior=Spread(0.4, 0.25),
        source="assumed; prior-driven",
        meaning="unsuitable flats that the answers prevent",
        label="Needs met", label_zh="需求落实率",
    )  # fmt: skip
    answers_ignored: float = quantity(
        0.1, "1", 0.0, 1.0,
        source="assumed",
        meaning="households asked that find nothing of it in the plan and mind",
        label="Answers ignored", label_zh="意见未采纳比例",
    )  # fmt: skip
    form_minutes: float = quantity(
        10.0, "min/form", 0.0, 2000.0,
        source="assumed",
        meaning="working time of one form",
        label="Time of a form", label_zh="问卷用时",
    )  # fmt: skip
    form_yuan: float = quantity(
        20.0, "yuan/form", 0.0, 1_000_000.0,
        source="assumed",
        meaning="money spent on one form",
        label="Cost of a form", label_zh="问卷费用",
    )  # fmt: skip


@verb
def act(lane, town, p, day):
    """Send the forms round when drafting begins."""
    now = town.now[0]
    if now.drafting == 0 or day != now.stage_began or p.questionnaire_share <= 0.0:
        return
    share, forms = share_today(p.questionnaire_share, town), 0
    for household in homes_of(lane, town):
        if chance(now.luck, ASKED, household, 0) < share:
            town.mail[household] |= _use(household, town, p)
            forms += 1
    spend(forms, p.form_minutes, p.form_yuan, town)


@verb
def _use(household, town, p):
    """Return the letters of somebody who filled in a form."""
    luck = chance(town.now[0].luck, USED, household, 0)
    unsuited = (int(town.home[household].open) >> DESIGN) & 1 == 1
    if unsuited and luck < p.needs_met:
        return ANSWERED | 1 << (SOLVED_FROM + DESIGN)
    return LET_DOWN if luck > 1.0 - p.answers_ignored else ANSWERED
