"""Reported places of elevators: what may be known of them beforehand, and how each is played.

Read are the place's name, periods, stages, readings, law, whether it is mobilised, and the number
of stairwells that a count starts from. A few places have a documented strategy, which a scenario
file gives; its fitted starts and efforts are left out. Confidence, notes, sources are never read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

from experiments.calibration.elevator_curve import usual_starts
from experiments.funnels import SUITABLE, date_of, first_of, last_of, whole_of

Row = Mapping[str, str]
FIRST_DAY = date(2012, 1, 1)  # the pilot of 2011 had begun
CITIES = {"Shanghai": 80_000}
"""Cities whose starts the curve is, so that no factor sets them apart; assumed stairwells."""

WORDS = {
    "estate": ("estate", "小区", "新村", "公寓"),
    "street": ("Road", "town", "Street", "街道", "镇"),
}  # fmt: skip
SIZES = {"estate": 60, "street": 1500, "district": 20_000}
"""Most suitable stairwells of an estate, a street, a district; assumed."""

LEADS = {"started": 0, "agreed": 1, "passed": 2, "permitted": 3, "begun": 3, "finished": 3}
"""Years that are played before a window, so that cases mature; assumed."""

CROWDED = 0.3
"""Share of a place that may begin before its stairwells are played one by one; assumed."""

PROGRAMME = 2020
"""Year from which a place can be left out of its city's programme."""

COMPRESSIONS = (14, 7, 4, 2, 1)


MOST = {"city": 340, "filed": 300, "begun": 450, "estate": 450}
OTHER = 225
"""Stairwells played of a place, at most: a set of all places then costs some 0.3 s of one core."""


class Documented(NamedTuple):
    """A place whose strategy is documented: scenario file, what is added, and what its starts are.

    ``starts`` "curve" (of the city, times the place's factor) or "file" (everybody is asked, or
    the number of filings is given beforehand). ``steady`` keeps the strategy's full doses
    throughout.
    """

    scenario: str
    extra: tuple[str, ...] = ()
    starts: str = "curve"
    steady: bool = True
    stock: int | None = None


DOCUMENTED = {
    "hongkou_elevators": Documented("hongkou_elevators", steady=False),
    "jiangwan_bundled": Documented("jiangwan_bundled", starts="file"),
    "liwan_2017": Documented("liwan_2017", starts="file"),
    "linfen_first_and_fifty": Documented("linfen_first_and_fifty", stock=700),
    "jiangwan_2018": Documented(
        "shanghai_street",
        ("strategy=jiangwan", "staff.stairwells_per_worker=8", "place.elderly_share=0.4245"),
    ),
}
OTHERWISE = Documented("shanghai_street", steady=False)


class Span(NamedTuple):
    """One stretch of time that is played for some figures of a place.

    ``figures`` are places of rows. Where next to nothing begins, a run holds one of ``compressed``
    stairwells and lets each begin so many times as often: cases for each worker, estate and street
    stay the same. ``design`` is "open" (cases begin by themselves), "filed" (cases filed from
    ``window`` on are followed) or "begun" (all begin in the first weeks).
    """

    day_1: date
    last: date
    figures: tuple[int, ...]
    compressed: int = 1
    design: str = "open"
    window: date | None = None

    @property
    def last_day(self) -> int:
        """Number of the last day."""
        return (self.last - self.day_1).days + 1


def number(text: str) -> int | None:
    """Read a whole number; None for a blank."""
    return int(float(text)) if text.strip() else None


def is_mobilised(rows: Sequence[Row]) -> bool:
    """Tell whether a place follows its city's curve: it took part, or the programme lay ahead."""
    return any(row["mobilised"] == "1" or _year(row) < PROGRAMME for row in rows)


def _year(row: Row) -> int:
    return last_of(row["period_end"]).year if row["period_end"].strip() else 9999


def told_stock(case_id: str, rows: Sequence[Row]) -> int | None:
    """Return how many stairwells are suitable, where that is told."""
    told = [number(row["n_before"]) for row in rows if row["from_stage"] == SUITABLE]
    most = max((n for n in told if n), default=None)
    return most or documented(case_id).stock


def documented(case_id: str) -> Documented:
    """Return how a place is played: as documented, or as the usual street."""
    return DOCUMENTED.get(case_id, OTHERWISE)


def size_of(place: str, stock: int | None) -> str:
    """Tell how large a place is: by its stairwells, or else by the words of its name."""
    if stock:
        return next((size for size, most in SIZES.items() if stock <= most), "city")
    named = (size for size, words in WORDS.items() if any(word in place for word in words))
    return next(named, "district" if " " in place.strip() else "city")


def law_of(place: str, rows: Sequence[Row]) -> str:
    """Return the file of the law: Shanghai's by date, elsewhere the one that is named."""
    named = [row["law"] for row in rows if row["law"].strip()]
    known = [name for name in named if name in _laws()]
    if place.startswith("Shanghai") or not known:
        return "shanghai"
    return known[-1]


@cache
def _laws() -> frozenset[str]:
    from experiments.catalogue import files

    return frozenset(row["name"] for row in files()["law"])


@cache
def known_values(scenario: str, law: str, *extra: str) -> Mapping[str, Any]:
    """Return the values of a scenario under a law, by name."""
    from experiments.config import load_scenario

    values = load_scenario(scenario, *([f"law={law}"] if law else []), *extra).values
    return {name: value for name, value in values.items() if value is not None}


def spans_of(case_id: str, place: str, rows: Sequence[Row], stock: int | None) -> list[Span]:
    """Group the figures of a place by the stretches of time that are played for them."""
    groups: dict[Any, list[int]] = {}
    for at, row in enumerate(rows):
        groups.setdefault(_group(row), []).append(at)
    size = size_of(place, stock)
    return [_span(case_id, rows, tuple(at), size, place) for at in groups.values()]


def _group(row: Row) -> Any:
    if row["reading"] == "cohort":
        return row["from_stage"], row["period_start"], row["period_end"]
    year = last_of(row["period_end"]).year
    return "open", min(max(year, 2018), 2021) if year < 2019 or year > 2020 else 2020


def _span(case_id: str, rows: Sequence[Row], at: tuple[int, ...], size: str, place: str) -> Span:
    chosen = [rows[k] for k in at]
    last = max(last_of(row["period_end"]) for row in chosen)
    if chosen[0]["reading"] == "cohort":
        return _cohort_span(chosen[0], at, last)
    if case_id in DOCUMENTED and documented(case_id).starts == "file":
        return Span(_filed_from(case_id), last, at)
    day_1 = max(FIRST_DAY, min(_begins(row) for row in chosen))
    if size in ("estate", "street"):
        return Span(day_1, last, at)
    lead = 1.0 if place in CITIES else 2.0  # a leading place begins about so much more
    begun = lead * usual_starts(is_mobilised(rows), day_1, last)
    return Span(day_1, last, at, next(k for k in COMPRESSIONS if k * begun <= CROWDED or k == 1))


def _filed_from(case_id: str) -> date:
    told = known_values(documented(case_id).scenario, "", *documented(case_id).extra)
    return date_of(int(told["start_date"])) or FIRST_DAY


def _begins(row: Row) -> date:
    """Return the day from which a figure of open cases has to be played."""
    last = last_of(row["period_end"])
    if row["reading"] == "stock":
        return FIRST_DAY if last.year < PROGRAMME else date(2017, 1, 1)
    return first_of(row["period_start"]) - timedelta(days=365 * LEADS[row["to_stage"]])


def _cohort_span(row: Row, at: tuple[int, ...], last: date) -> Span:
    start = row["period_start"].strip()
    window = first_of(start) if start else last - timedelta(days=730)  # assumed: two years
    if row["from_stage"] == "started":
        return Span(window, last, at, design="begun", window=window)
    lead = timedelta(days=365 * LEADS[row["from_stage"]])
    return Span(window - lead, last, at, design="filed", window=window)


def window_number(span: Span) -> int:
    """Write the day from which cases are followed, yyyymmdd."""
    return whole_of(span.window or span.day_1)


def most_played(size: str, design: str) -> int:
    """Return how many stairwells of a place are played, at most."""
    return MOST.get(design) or MOST.get(size, OTHER)
