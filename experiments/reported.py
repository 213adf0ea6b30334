"""Reported figures: what a source says of a campaign or of a funnel, and on which day of the run.

Every figure has a name, what was ``reported``, its ``unit``, a ``relation``, the ``days`` on which
it is read, a source, and ``shown``: why it is shown beside the others without being judged, or "".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Measure = Literal["round1", "signing", "moving"]
Relation = Literal["at", "at_least", "reached"]
Reading = Literal["cohort", "flow", "stock"]


@dataclass(frozen=True)
class Observation:
    """One reported figure: a share of all certificates (0-1), on a day counted from signing day 1.

    Relation ``at`` means that the share was reported for that day, ``at_least`` that it is a lower
    bound, ``reached`` that the share was reached on that day. ``shown`` says why the figure is
    shown beside the others without being judged; "" for a figure that is judged.
    """

    measure: Measure
    day: int | None
    share: float
    relation: Relation
    source: str
    shown: str = ""

    @property
    def name(self) -> str:
        """The figure's name in tables: round1_share, signing_share_day_10, day_of_100, ..."""
        if self.measure == "round1":
            return "round1_share"
        if self.relation == "reached":
            prefix = "" if self.measure == "signing" else f"{self.measure}_"
            return f"{prefix}day_of_{100 * self.share:g}"
        return f"{self.measure}_share_day_{self.day}"

    @property
    def reported(self) -> float:
        """What was reported: a share, or the day on which it was reached."""
        return float(self.day or 0) if self.relation == "reached" else self.share

    @property
    def unit(self) -> str:
        """Unit of what was reported."""
        return "day" if self.relation == "reached" else "1"

    @property
    def days(self) -> tuple[int, ...]:
        """Days of the run that the figure is read on."""
        return () if self.day is None else (self.day,)


@dataclass(frozen=True)
class FunnelObservation:
    """One reported figure of a funnel: how many had come to a stage, counted in days of the run.

    A ``stock`` counts who had come so far at the end of the period, a ``flow`` who came within it,
    a ``cohort`` whom of the first so many that began. What the run counts is divided by its column
    ``base`` ("" for nothing) and multiplied by ``times``: a share is of what was reported as its
    whole, and a count is scaled to the reported size of the place, where both are known.
    ``relation`` and ``shown`` are those of :class:`Observation`.
    """

    name: str
    to_stage: str
    reading: Reading
    period: str
    first_day: int
    last_day: int
    reported: float
    share: bool
    base: str
    times: float
    relation: Relation
    source: str
    shown: str = ""

    @property
    def unit(self) -> str:
        """Unit of what was reported."""
        if self.share:
            return "1"
        return "elevator" if self.to_stage == "finished" else "stairwell"

    @property
    def days(self) -> tuple[int, ...]:
        """Days of the run that the figure is read on."""
        before = (self.first_day - 1,) if self.reading == "flow" else ()
        return (*before, self.last_day)


Figure = Observation | FunnelObservation


def figure_from(row: Mapping[str, Any]) -> Figure:
    """Rebuild a reported figure from its plain form."""
    return FunnelObservation(**row) if "to_stage" in row else Observation(**row)
