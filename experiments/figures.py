"""Pictures of a campaign, drawn from stored results: one file for each picture, listed here.

A picture is a function of a result, its scenario and a language; it is left out where its data are
absent, as where nobody moves. Only the map needs more than is stored: it lives one run again.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from matplotlib.figure import Figure

from experiments.figures_bill import bill_of, draw_bill
from experiments.figures_curve import draw_curve
from experiments.figures_map import can_map, draw_map
from experiments.figures_moving import anybody_moves, draw_moving
from experiments.figures_patterns import draw_patterns
from experiments.figures_reasons import can_split, reached_signing
from experiments.figures_remaining import draw_remaining
from experiments.figures_style import save_picture, use_language
from experiments.figures_waterfall import draw_waterfall
from experiments.scenario import Scenario

__all__ = ["PICTURES", "draw_curve", "draw_run", "pictures_of"]


class Picture(NamedTuple):
    """One picture: how it is drawn, whether a result holds what it shows, and in which formats."""

    draw: Callable[[Any, Scenario, str], Figure]
    applies: Callable[[Any], bool]
    kinds: tuple[str, ...] = ("png",)


def _always(result: Any) -> bool:
    return True


def _anybody_reached_signing(result: Any) -> bool:
    return bool(reached_signing(result).any())


def _has_bill(result: Any) -> bool:
    return bool(bill_of(result))


BOTH = ("png", "svg")  # the others are PNG alone: every format takes its time
PICTURES = {
    "curve": Picture(draw_curve, _always, BOTH),
    "remaining": Picture(draw_remaining, can_split),
    "waterfall": Picture(draw_waterfall, can_split),
    "map": Picture(draw_map, can_map),
    "moving": Picture(draw_moving, anybody_moves),
    "bill": Picture(draw_bill, _has_bill),
    "patterns": Picture(draw_patterns, _anybody_reached_signing),
}
"""All pictures of a run by the name of their files, in the order in which they are drawn."""


def pictures_of(result: Any) -> list[str]:
    """Name the pictures that can be drawn from a result."""
    return [name for name, picture in PICTURES.items() if picture.applies(result)]


def draw_run(
    result: Any, scenario: Scenario, folder: str | Path, language: str = "en"
) -> list[Path]:
    """Draw every picture of a run for which there are data, as PNG, the curve as SVG too.

    Parameters
    ----------
    result : Dataset or Ledger
        An ensemble of one scenario.
    language : str
        ``en`` or ``zh``; English where no font with Chinese characters is installed.

    Returns
    -------
    list of Path
        The files written.
    """
    spoken = use_language(language)
    files: list[Path] = []
    for name in pictures_of(result):
        picture = PICTURES[name]
        figure = picture.draw(result, scenario, spoken)
        files += save_picture(figure, Path(folder), name, picture.kinds)
    return files
