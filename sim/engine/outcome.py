"""Outcomes: what is worked out from a run's books once it is over, as plain data.

A model lists its outcomes in ``outcomes.py``; the experiments work them out, name them in tables
and put a band around them. No outcome acts back on a rule.
"""

from __future__ import annotations

from typing import NamedTuple

LARGER, SMALLER = 1, -1
"""Which way an outcome is better, as a model's ``BETTER`` says by name; most have no such way."""


class Derived(NamedTuple):
    """An outcome of a run: a share, a ratio of two sums, or a day.

    Attributes
    ----------
    name, unit, meaning : str
        As every column has them; ``"1"`` for a share.
    of : str or tuple of str
        A column of the books, or several that are summed.
    per : str or tuple of str
        What it is divided by; where this is 0 the outcome is missing. An empty tuple makes the
        outcome the day that ``of`` holds; it is missing where that day never came.
    label, label_zh : str
        What a table calls it; its name where there is none.
    times : float
        A factor that turns the unit of the books into the unit told, such as 1/60 for hours.
    """

    name: str
    of: str | tuple[str, ...]
    unit: str
    meaning: str
    per: str | tuple[str, ...] = "households"
    label: str = ""
    label_zh: str = ""
    times: float = 1.0

    @property
    def parts(self) -> tuple[str, ...]:
        """Columns that are summed."""
        return (self.of,) if isinstance(self.of, str) else self.of

    @property
    def whole(self) -> tuple[str, ...]:
        """Columns whose sum it is divided by; none for a day."""
        return (self.per,) if isinstance(self.per, str) else self.per

    @property
    def is_day(self) -> bool:
        """Whether it is a day of the run, and so can be one that never came."""
        return not self.whole
