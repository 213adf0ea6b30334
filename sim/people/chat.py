"""The lane's chat group, where rumours of later gain travel, and those inclined to wait for more.

A rumour that who holds out is paid more comes up now and then once money is spoken of, and fades
within days. Readers hope; a few hope anyway. Who knows the plan and that one ruler measures all to
the end hopes for nothing: in Huangpu residents were told so without reserve. One ruler (一把尺子)
is no method with a dose but a lever that is on by default, in every strategy, also ``none``; set to
less it leaves hopes standing. It costs nothing here and does not touch perceived fairness.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from sim.engine.luck import chance, purpose
from sim.engine.quantity import Spread, quantity
from sim.engine.verb import verb

RUMOUR = purpose("a rumour comes up")


@dataclass
class Chat:
    """Rumours and hopes of later gain."""

    rumours_per_lane_per_day: float = quantity(
        0.02, "rumour/lane/day", 0.0, 1.0, source="assumed; prior-driven",
        prior=Spread(0.02, 0.5),
        meaning="chance that a rumour of later gain comes up in a lane's chat group on a day",
        label="Rumours", label_zh="传言频率",
    )  # fmt: skip
    rumour_days: float = quantity(
        7.0, "day", 0.5, 365.0, source="assumed", meaning="time for a rumour to fade to 37 %",
        label="Rumours last", label_zh="传言持续",
    )  # fmt: skip
    rumour_weight: float = quantity(
        0.4, "sd", 0.0, 5.0, source="assumed; prior-driven",
        prior=Spread(0.4, 0.5),
        meaning="hope of later gain at the height of rumours; the first brings half of it",
        label="Weight of a rumour", label_zh="传言权重",
    )  # fmt: skip
    waiting_gain: float = quantity(
        2.0, "sd", 0.0, 10.0, source="assumed; prior-driven",
        prior=Spread(2, 0.5),
        meaning="hope of later gain of those inclined to wait", label="Hope of waiters",
        label_zh="观望预期",
    )  # fmt: skip
    one_ruler: float = quantity(
        1.0, "1", 0.0, 1.0, role="lever",
        source="on by default: one ruler to the end (一把尺子), reported at Dong'an, Qiaojia Road",
        meaning="share of the hope of later gain that full knowledge takes away",
        label="One ruler", label_zh="一把尺子",
    )  # fmt: skip


@verb
def gossip(lane, town, p, day):
    """Let a lane see who has left, rumours in its chat fade, and perhaps a new one come up."""
    row = town.lane[lane]
    row.emptied = row.left
    if row.rumour > 0.0:
        row.rumour *= math.exp(-1.0 / p.rumour_days)
    if town.now[0].brewing == 0 or p.rumours_per_lane_per_day <= 0.0:
        return
    if chance(town.now[0].luck, RUMOUR, lane, day) < p.rumours_per_lane_per_day:
        row.rumour += 0.5 * (1.0 - row.rumour)


@verb
def hope(household, lane, town, p):
    """Return the hope of later gain, in sd, before a worker has spoken of it."""
    home = town.home[household]
    gain = p.waiting_gain if home.waits == 1 else 0.0
    if home.chats == 1:
        gain += p.rumour_weight * town.lane[lane].rumour
    return gain * (1.0 - p.one_ruler * home.info)
