"""What a household makes of the day: knocks that find somebody in, questions asked, help given.

Others reach a household as whole numbers in ``town.mail``; the household itself turns them into
knowledge, trust, fatigue and solved obstacles, in a fixed order. Field experiments find small
effects of a visit (0 to +5 points, a long dialogue up to +10-15): visits matter because they remove
obstacles.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from sim.engine.luck import chance, purpose
from sim.engine.quantity import Spread, quantity
from sim.engine.verb import verb
from sim.people.obstacles import SUREST, count_open, difficulty, ease_of
from sim.people.plot import NOTICED, QUESTIONNAIRE, SOLVED_FROM, worker_of
from sim.people.population import AT_HOME, DAY_WORK

IN_BY_DAY = purpose("somebody in by day")
IN_AT_NIGHT = purpose("somebody in at night")
TOLD = purpose("tells the visitor what is wrong")
TALK = purpose("a talk removes an obstacle")

_SHARE: dict[str, Any] = {"unit": "1", "low": 0.0, "high": 1.0}


@dataclass
class Contact:
    """Who can be met, and what a completed visit does."""

    home_by_day: float = quantity(
        0.75, **_SHARE, source="assumed",
        meaning="chance to meet a decider who stays at home, by day", label="Met by day: at home",
        label_zh="白天在家可遇",
    )  # fmt: skip
    worker_by_day: float = quantity(
        0.30, **_SHARE, source="assumed: weekday chance of meeting a working resident",
        meaning="chance to meet a decider with a day job, by day",
        label="Met by day: at work", label_zh="白天上班可遇",
    )  # fmt: skip
    met_at_night: float = quantity(
        0.70, **_SHARE, source="assumed: evening chance of meeting a working resident",
        meaning="chance to meet any decider in the evening",
        label="Met in the evening", label_zh="晚间可遇",
    )  # fmt: skip
    info_per_contact: float = quantity(
        0.25, **_SHARE, source="assumed; prior-driven, no reported total identifies it",
        meaning="share of what is still unknown that a visit explains",
        label="Knowledge per visit", label_zh="每次走访知情增量",
    )  # fmt: skip
    trust_per_contact: float = quantity(
        0.05, **_SHARE, source="assumed; small effects of contact, Kalla and Broockman 2018",
        meaning="share of missing trust that a welcome visit builds",
        label="Trust per visit", label_zh="每次走访信任增量",
    )  # fmt: skip
    knowable_before_plan: float = quantity(
        0.5, **_SHARE, source="assumed: prices are published per household after round 1",
        meaning="knowledge nobody can exceed before prices are published",
        label="Knowable before the plan", label_zh="方案公布前知情上限",
    )  # fmt: skip
    talk_solves: float = quantity(
        0.32, "1", 0.0, 0.95, source="calibrated: zhangyuan and fangualong", prior=Spread(0.4, 0.6),
        meaning="chance that a completed visit removes a known obstacle of ease and difficulty 1",
        label="Solved per visit", label_zh="每次走访化解率",
    )  # fmt: skip
    told_per_contact: float = quantity(
        0.5, **_SHARE, source="assumed: the true reason came at the fifth visit in one report",
        meaning="chance that a visit without a questionnaire brings out what is wrong",
        label="Told per visit", label_zh="每次走访吐露率",
    )  # fmt: skip
    welcome_gap_days: float = quantity(
        3.0, "day", 0.0, 60.0, source="assumed",
        meaning="days between visits that are still welcome", label="Welcome gap",
        label_zh="可接受间隔",
    )  # fmt: skip
    fatigue_days: float = quantity(
        20.0, "day", 1.0, 365.0, source="assumed", meaning="time for fatigue to fall to 37 %",
        label="Fatigue lasts", label_zh="疲劳持续",
    )  # fmt: skip
    trust_lost_per_nuisance: float = quantity(
        0.03, **_SHARE, source="assumed: 'don't press me, it hurts our feelings' (Baoxingli)",
        meaning="share of trust lost by a visit that comes too soon",
        label="Trust lost by pressing", label_zh="打扰损失信任",
    )  # fmt: skip


@verb
def may_be_in(household, town, p):
    """Return the chance that the decider is at home on a weekday by day."""
    hours = town.home[household].hours
    if hours == AT_HOME:
        return p.home_by_day
    if hours == DAY_WORK:
        return p.worker_by_day
    return 0.5 * (p.home_by_day + p.worker_by_day)


@verb
def listen(household, town, p, day):
    """Turn the day's mail into knowledge, trust, fatigue and solved obstacles.

    Returns whether the household was met in person today.
    """
    mail = int(town.home[household].mail)
    if mail == 0:
        return False
    home = town.home[household]
    home.mail = 0
    _remove(household, mail >> SOLVED_FROM, town)
    if mail & NOTICED > 0:
        home.known = int(home.known) | int(home.open)
    met = _is_met(household, mail, town, p, day)
    if met:
        _receive(household, town, p, day)
        _tell(household, mail, town, p, day)
        _talk_over(household, town, p, day)
    town.asking[household] = int(home.known) & int(home.open)
    return met


@verb
def _is_met(household, mail, town, p, day):
    by_day = mail & 0xFF
    at_night = (mail >> 8) & 0xFF
    key = town.now[0].luck
    if by_day > 0 and chance(key, IN_BY_DAY, household, day) < may_be_in(household, town, p):
        return True
    return at_night > 0 and chance(key, IN_AT_NIGHT, household, day) < p.met_at_night


@verb
def fatigue_today(household, town, p, day):
    """Return what is left of the fatigue from visits that came too soon."""
    home = town.home[household]
    if home.fatigue == 0.0:
        return 0.0
    return home.fatigue * math.exp(-float(day - int(home.last_met)) / p.fatigue_days)


@verb
def _receive(household, town, p, day):
    """Let a visit inform; it builds trust if it is welcome and tires if it comes too soon."""
    home = town.home[household]
    town.now[0].contacts += 1
    room = town.now[0].knowable - home.info
    if room > 0.0:
        home.info += p.info_per_contact * room
    tired = fatigue_today(household, town, p, day)
    if float(day - int(home.last_met)) < p.welcome_gap_days:
        home.fatigue = tired + 1.0
        home.trust -= p.trust_lost_per_nuisance * home.trust
    else:
        home.fatigue = tired
        home.trust += p.trust_per_contact * (1.0 - home.trust)
    home.last_met = day


@verb
def _tell(household, mail, town, p, day):
    """Put obstacles on file: all of them by questionnaire, perhaps by an ordinary visit."""
    home = town.home[household]
    asked = mail & QUESTIONNAIRE
    if asked > 0 and home.surveyed == 0:
        home.surveyed = 1
        town.now[0].files += 1
        town.worker[worker_of(household, town)].files += 1
    if home.open == 0:
        return
    if asked > 0 or chance(town.now[0].luck, TOLD, household, day) < p.told_per_contact:
        home.known = int(home.known) | int(home.open)


@verb
def _talk_over(household, town, p, day):
    """Try to remove each known obstacle in the talk."""
    known = int(town.home[household].known) & int(town.home[household].open)
    if known == 0 or p.talk_solves == 0.0:
        return
    for kind in range(6):
        if (known >> kind) & 1 == 1:
            solve = p.talk_solves * ease_of(kind, p) / difficulty(household, kind, town, p)
            if chance(town.now[0].luck, TALK, household * 8 + kind, day) < min(solve, SUREST):
                _remove(household, 1 << kind, town)


@verb
def _remove(household, kinds, town):
    """Close the obstacles of a bit mask, and count them off."""
    home = town.home[household]
    gone = int(home.open) & kinds
    if gone > 0:
        home.open = int(home.open) - gone
        town.now[0].obstacles_open -= count_open(gone)
