"""What a comparison judges by, and against whom.

Each model names the outcomes that stand for rate, effort and quality as data (``JUDGED`` of its
``outcomes.py``), so that budget, Pareto front and recommendation are worked out once, for campaigns
of signing and for elevators alike. Differences, sceptics and the rule of pressure have one
reference: the arm called ``baseline`` where it takes part, else the first; it comes first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeVar

from experiments.scenario import outcome_module

BASELINE = "baseline"
"""The arm that the others are held against, wherever it was named."""

Held = TypeVar("Held")


class Judged(NamedTuple):
    """Names of outcomes and columns of one model.

    Attributes
    ----------
    rate, quality, pressed, hours, yuan : str
        Outcomes: share that consented by the deadline, quality of consent, the share that came
        under pressure (or what stands for it), worker-hours and money for each certificate.
    each : str
        What hours and money are counted for: ``certificate`` or ``household``.
    curve, whole : str
        The daily series that a curve shows, and the column that it is a share of.
    """

    rate: str
    quality: str
    pressed: str
    hours: str
    yuan: str
    each: str
    curve: str
    whole: str

    @property
    def outcomes(self) -> tuple[str, ...]:
        """The outcomes that a recommendation weighs."""
        return self.rate, self.quality, self.pressed, self.hours, self.yuan

    @property
    def front(self) -> tuple[tuple[str, int], ...]:
        """The outcomes of the Pareto front, each with its better way: 1 up, -1 down."""
        return (self.rate, 1), (self.hours, -1), (self.quality, 1)


def judged_by(model: str) -> Judged:
    """Return what a model is judged by."""
    return Judged(**outcome_module(model).JUDGED)


def baseline_first(names: Sequence[str]) -> list[str]:
    """Return names of arms with the reference first, the others in the order they came in."""
    return sorted(names, key=lambda name: name != BASELINE)


def reference_first(arms: Mapping[str, Held]) -> dict[str, Held]:
    """Return arms by label with the reference first, the others in the order they came in."""
    return {label: arms[label] for label in baseline_first(list(arms))}
