"""What a comparison judges by: the outcomes of a model that stand for rate, effort and quality.

Each model names them as data (``JUDGED`` of its ``outcomes.py``), so that budget, Pareto front and
recommendation are worked out once, for campaigns of signing and for elevators alike.
"""

from __future__ import annotations

from typing import NamedTuple

from experiments.scenario import outcome_module


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
    def front(self) -> tuple[tuple[str, int], ...]:
        """The outcomes of the Pareto front, each with its better way: 1 up, -1 down."""
        return (self.rate, 1), (self.hours, -1), (self.quality, 1)


def judged_by(model: str) -> Judged:
    """Return what a model is judged by."""
    return Judged(**outcome_module(model).JUDGED)
