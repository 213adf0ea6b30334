"""Staged deliberation (四阶十二步): needs, topic, plan and evaluation in turn.

A documented composite: the source gives the name and that it has four stages and twelve steps, not
which. Each lane that takes part meets weekly; while people are surveyed they say what troubles
them, while the plan is drawn up they are answered, once prices are out they talk the plan over.
Observed at Nanjing West Road (35 projects, 96 star stairwells in 2018). Side effect: evenings of
staff.

Rows: S2-6, S2-8.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.luck import chance, purpose
from sim.engine.quantity import quantity
from sim.engine.verb import verb
from sim.people.mail import ANSWERED, DROPPED_IN, GATHERED, share_today, spend, write_to

ACTOR, STAGE = "volunteer", "sense"
WEEK = 7
DELIBERATES = purpose("staged deliberation: this lane takes part")
COMES = purpose("staged deliberation: comes to the meeting")


@dataclass
class StagedDeliberation:
    """Doses of deliberation in stages."""

    deliberating_share: float = quantity(
        0.0, "1", 0.0, 1.0, role="dose",
        source="assumed; 35 projects, Nanjing West Road 2018",
        meaning="lanes that deliberate in stages",
        label="Staged deliberation", label_zh="四阶十二步",
    )  # fmt: skip
    deliberating_turnout: float = quantity(
        0.25, "1", 0.0, 1.0,
        source="assumed",
        meaning="households that come to a weekly meeting of their lane",
        label="Turnout of deliberation", label_zh="议事会到会率",
    )  # fmt: skip
    deliberating_minutes: float = quantity(
        150.0, "min/meeting", 0.0, 2000.0,
        source="assumed",
        meaning="working time of one meeting",
        label="Meeting time", label_zh="议事会用时",
    )  # fmt: skip


@verb
def act(lane, town, p, day):
    """Hold the lane's weekly meeting; what it is about follows the stage of the campaign."""
    now = town.now[0]
    if p.deliberating_share <= 0.0 or (day + lane) % WEEK != 0 or now.effort <= 0.0:
        return
    if chance(now.luck, DELIBERATES, lane, 0) >= p.deliberating_share:
        return
    letter = GATHERED
    if now.drafting == 1:
        letter = ANSWERED
    elif now.surveying == 1:
        letter = DROPPED_IN
    turnout = share_today(p.deliberating_turnout, town)
    write_to(lane, letter, turnout, COMES, town, day)
    spend(1, p.deliberating_minutes, 0.0, town)
