"""The roundabout way (迂回战术法): through a child, a sibling or an old friend.

Where visits were in vain the worker finds out whom the household listens to, and that person, if
willing, talks to it: a voluntary talk, never through an employer, school or benefit. Caoyang mapped
each objector's relations for it. It moves more than an office can. In vain means no more than that
``tie_talks_after`` visits took place, even before anybody could sign. Side effect: now and then the
tie is strained, and that neighbour's example counts no more (relational persuasion works and costs
ties, Deng and O'Brien 2013); what such talks draw counts as a push, so that who signs for it with
an obstacle open is pressed.

Rows: S1-13.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.luck import chance, purpose
from sim.engine.quantity import Spread, quantity
from sim.engine.verb import verb
from sim.people.mail import SWAYED
from sim.people.plot import TO_BE_WON, doses_today, patch_of

ACTOR, STAGE = "worker", "work"
FRACTION = purpose("strongest tie: fraction of a talk")
WHOM = purpose("strongest tie: where to look first")
STRAINS = purpose("strongest tie: the tie is strained")
WEEK = 7.0


@dataclass
class StrongestTie:
    """Doses of talks through a tie."""

    tie_talks_per_worker_per_week: float = quantity(
        0.0, "talk/worker/week", 0.0, 20.0, role="dose",
        source="assumed; Caoyang, sh.people.com.cn 2021-04-19",
        meaning="talks that a worker brings about through somebody close",
        label="Talks through a tie", label_zh="迂回战术法",
    )  # fmt: skip
    tie_talks_after: int = quantity(
        4, "visit", 0, 250,
        source="assumed",
        meaning="completed visits in vain after which a tie is asked",
        label="Tie asked after", label_zh="迂回前走访次数",
    )  # fmt: skip
    tie_weight: float = quantity(
        0.5, "sd", 0.0, 5.0,
        prior=Spread(0.5, 0.5),
        source="assumed; prior-driven; stronger than staff, ordering after Caoyang",
        meaning="what talks through a tie can add at most",
        label="Weight of a close tie", label_zh="关键人权重",
    )  # fmt: skip
    strain_share: float = quantity(
        0.15, "1", 0.0, 1.0,
        source="assumed; Deng and O'Brien 2013",
        meaning="talks that strain the tie",
        label="Ties strained", label_zh="关系受损比例",
    )  # fmt: skip
    tie_minutes: float = quantity(
        60.0, "min/talk", 0.0, 2000.0,
        source="assumed",
        meaning="working time of finding whom they listen to",
        label="Time of mapping a tie", label_zh="关系排摸用时",
    )  # fmt: skip


@verb
def act(worker, town, p, day):
    """Bring about talks with households of the patch that were visited in vain."""
    per_day = p.tie_talks_per_worker_per_week / WEEK
    talks = doses_today(per_day, FRACTION, worker, town, day)
    if talks == 0:
        return
    patch = patch_of(worker, town)
    first = int(chance(town.now[0].luck, WHOM, worker, day) * len(patch))
    for step in range(len(patch)):
        household = patch.start + (first + step) % len(patch)
        if talks > 0 and _is_stuck(household, town, p):
            town.mail[household] |= SWAYED
            town.now[0].minutes += int(p.tie_minutes)
            talks -= 1


@verb
def _is_stuck(household, town, p):
    """Tell whether visits were in vain so far, and there is somebody to ask."""
    has_tie = town.tie_start[household + 1] > town.tie_start[household]
    often = int(town.home[household].visits) >= p.tie_talks_after
    return often and has_tie and town.done[household] == TO_BE_WON


@verb
def hear_out(household, town, p, day):
    """Hear somebody close out; now and then the tie is strained, and its example lost."""
    home = town.home[household]
    home.swayed = min(int(home.swayed) + 1, 250)
    if chance(town.now[0].luck, STRAINS, household, day) < p.strain_share:
        town.now[0].ties_strained += 1
        home.strained = min(int(home.strained) + 1, 250)


@verb
def pull(household, town, p):
    """Return how far talks through a tie draw a household, in sd: half of the most at once."""
    talks = float(town.home[household].swayed)
    return p.tie_weight * talks / (1.0 + talks)
