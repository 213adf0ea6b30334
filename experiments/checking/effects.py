"""What one visit and one home do in the model, against what field experiments found (V11).

A visit is paid to every household of a small town on one evening, and left out in a second town
with the same people and the same luck. The effect is in points of the willing, at a base of one
half: the share of households that a visit lifts over the median inclination. Households whose
relative opened the door show how much of it passes on at home. The weights behind it are
prior-driven: reported totals do not tell them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np

CERTIFICATES = 400


class Anchor(NamedTuple):
    """A range found in the field: from ``low`` to ``high``, about ``about``, and its source."""

    effect: str
    unit: str
    label: str
    label_zh: str
    low: float
    high: float
    about: float
    source: str


ANCHORS = (
    Anchor("first_visit", "points", "First visit, at 50 % willing", "首次走访（愿签50%时）",
           0.0, 10.0, 3.6, "Kalla and Broockman 2018: about 0; Nyman 2016: 3.6; Broockman and "
           "Kalla 2016: about 10 for a long talk"),
    Anchor("fifth_visit", "points", "Fifth visit, at 50 % willing", "第五次走访（愿签50%时）",
           0.0, 10.0, 3.6, "the same ranges; no field figure for a fifth visit"),
    Anchor("spillover", "1", "Passed on at home", "户内传递", 0.3, 0.8, 0.6, "Nickerson 2008"),
)  # fmt: skip


class Doors(NamedTuple):
    """What a round of visits did to each household that was unsigned.

    ``before``, ``after`` float64 [H]: inclination in sd; ``met`` int64 [H]: nobody, a relative or
    the decider.
    """

    before: np.ndarray
    after: np.ndarray
    met: np.ndarray


def visit_everybody(values: Mapping[str, Any], seed: int, visits: int = 1) -> list[Doors]:
    """Call at every door of a town so many times, ten days apart; return what each round did.

    Parameters
    ----------
    values : mapping of str to value
        Quantities of the model; the town knows no method of engagement.
    """
    from models.signing.model import SigningModel
    from models.signing.resident import decide
    from models.signing.weighing import lean
    from sim.people.meeting import who_is_met
    from sim.people.plot import DAY_KNOCK, EVENING_KNOCK

    small = {"certificates": CERTIFICATES, "round1_threshold": 0.0, **values}
    model = SigningModel(small, seed=seed, collect=False)
    town, p = model.town, model.p
    model.leap_to(0)  # the last evening before day 1: prices are known
    rounds, day = [], 0
    rows = range(model.households)
    for _ in range(visits):
        day += 10  # no visit comes too soon
        before = np.array([lean(row, town, p, day) for row in rows])
        knocks = DAY_KNOCK + EVENING_KNOCK
        town.mail[: len(rows)] = knocks
        met = np.array([who_is_met(row, knocks, town, p, day) for row in rows])
        for row in rows:
            decide(row, town, p, day)  # takes the visit in; nobody goes to a desk
        after = np.array([lean(row, town, p, day) for row in rows])
        rounds.append(Doors(before, after, met))
    return rounds


def lifted(doors: Doors, met: int) -> float:
    """Return by how many points a visit raises the willing from one half, of those met so."""
    from sim.people.meeting import NOBODY

    there = doors.met == met if met != NOBODY else doors.met != NOBODY
    if not there.any():
        return np.nan
    bar = np.median(doors.before[there])
    gained = (doors.after[there] > bar).mean() - (doors.before[there] > bar).mean()
    return float(100.0 * gained)


def passed_on(doors: Doors) -> float:
    """Return what reaches the decider through a relative, as a share of what a talk leaves."""
    from sim.people.meeting import DECIDER, RELATIVE

    gain = doors.after - doors.before
    through, direct = gain[doors.met == RELATIVE], gain[doors.met == DECIDER]
    if len(through) == 0 or len(direct) == 0 or direct.mean() == 0.0:
        return np.nan
    return float(through.mean() / direct.mean())


def effects_of(values: Mapping[str, Any], seed: int) -> dict[str, float]:
    """Return the effects at one draw of the quantities."""
    from sim.people.meeting import NOBODY

    rounds = visit_everybody(values, seed, visits=5)
    return {
        "first_visit": lifted(rounds[0], NOBODY), "fifth_visit": lifted(rounds[4], NOBODY),
        "spillover": passed_on(rounds[0]),
    }  # fmt: skip


def effects_rows(draws: Iterable[Mapping[str, float]], told_by: str) -> Iterator[dict[str, Any]]:
    """Summarise the effects over draws of the quantities, and hold them against the field.

    Parameters
    ----------
    told_by : str
        Where the draws come from: ``posterior`` or ``prior``.
    """
    drawn = list(draws)
    for anchor in ANCHORS:
        values = np.array([draw[anchor.effect] for draw in drawn])
        values = values[np.isfinite(values)]
        low, middle, high = np.quantile(values, (0.05, 0.5, 0.95))
        yield {
            "effect": anchor.effect, "label": anchor.label, "label_zh": anchor.label_zh,
            "unit": anchor.unit, "draws": len(values), "drawn_from": told_by,
            "median": float(middle), "low": float(low), "high": float(high),
            "field_low": anchor.low, "field_high": anchor.high, "field_about": anchor.about,
            "source": anchor.source, "prior_driven": True,
            "pass": bool(anchor.low <= middle <= anchor.high),
        }  # fmt: skip
