"""Which models there are, and what the command line says of each without importing it.

A model is a folder below ``models/`` with a sheet of quantities, a chunk that runs them and a list
of outcomes; whatever else lies there (the reduced model of the docking test) is not for scenarios.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

NEEDED = ("sheet.py", "chunk.py", "outcomes.py")
FIRST = "signing"
"""The model of scenarios that choose none."""


class Known(NamedTuple):
    """What is said of a model's scenarios.

    ``size`` and ``start`` are full keys: the quantity that says how large a place is, counted in
    ``counted``, and the date of day 1, called ``day_1``. ``unreported`` is what titles add where
    there is nothing to hold runs against. ``every_day`` keeps all days of however long a frame:
    pictures of that model read them.
    """

    size: str = "place.households"
    counted: str = "households"
    start: str = "calendar.start_date"
    day_1: str = "day 1"
    unreported: str = " (no dated figures reported)"
    unreported_zh: str = "（无带日期的公开数据）"
    every_day: bool = False

    def added(self) -> dict[str, str]:
        """Return what is added to each title."""
        return {"title": self.unreported, "title_zh": self.unreported_zh}


KNOWN = {
    "signing": Known(
        "place.certificates", "certificates", "calendar.signing_date", "signing day 1",
        " (no dated signing figures reported)", "（无带日期的公开签约数据）", every_day=True,
    ),
    "elevator": Known("place.stairwells", "suitable stairwells"),
}  # fmt: skip


def _playable() -> tuple[str, ...]:
    """List the models that scenarios can choose, the usual one first."""
    folders = [folder for folder in Path(str(files("models"))).iterdir() if folder.is_dir()]
    whole = [f.name for f in folders if all((f / name).is_file() for name in NEEDED)]
    return tuple(sorted(whole, key=lambda name: (name != FIRST, name)))


MODELS = _playable()
"""Models that scenarios can choose."""


def known(model: str) -> Known:
    """Return what is said of a model's scenarios."""
    return KNOWN.get(model, Known())
