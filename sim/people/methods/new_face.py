"""A new face (换脸上门法): where talks were in vain, a colleague calls instead.

In vain means after ``new_face_after`` completed visits, even before anybody could sign. The
colleague starts afresh: weariness is forgotten, another skill is tried. Without a dossier the
household must tell its troubles all over again, so this needs one file a household (一户一档).
Observed at Shanshouli, by name. Side effect: a hand-over costs time, and who is not on file is
forgotten once.

Rows: S1-13.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.luck import chance, purpose
from sim.engine.quantity import quantity
from sim.engine.verb import verb
from sim.people.plot import TO_BE_WON, partner_of, worker_of

ACTOR, STAGE = "worker", "decide"
SENDS = purpose("new face: a colleague is sent")


@dataclass
class NewFace:
    """Doses of changing the face at the door."""

    new_face_share: float = quantity(
        0.0, "1", 0.0, 1.0, role="dose",
        source="assumed; named at Shanshouli, Hongkou review, c. 2020",
        meaning="households talked to in vain to which a colleague is sent",
        label="A new face", label_zh="换脸上门法",
    )  # fmt: skip
    new_face_after: int = quantity(
        6, "visit", 1, 250,
        source="assumed",
        meaning="completed visits in vain after which the colleague comes",
        label="New face after", label_zh="换人前走访次数",
    )  # fmt: skip
    hand_over_minutes: float = quantity(
        40.0, "min/household", 0.0, 2000.0,
        source="assumed",
        meaning="working time of handing a household over",
        label="Hand-over time", label_zh="交接用时",
    )  # fmt: skip


@verb
def act(household, town, p):
    """Send a colleague to a household that was talked to in vain; it starts afresh."""
    home = town.home[household]
    if p.new_face_share <= 0.0 or home.face == 1 or int(home.visits) < p.new_face_after:
        return
    if town.done[household] != TO_BE_WON:
        return
    if chance(town.now[0].luck, SENDS, household, 0) < p.new_face_share:
        home.face = 1
        home.fatigue = 0.0
        town.now[0].minutes += int(p.hand_over_minutes)
        if home.surveyed == 0:
            home.known = 0
            home.escalated = 0
            home.visits = 0
            home.listened = 0


@verb
def who_calls(household, town):
    """Return the worker who calls here: the patch's own, or the colleague."""
    own = worker_of(household, town)
    return partner_of(own, town) if town.home[household].face == 1 else own
