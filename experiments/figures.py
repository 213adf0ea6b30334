"""Pictures of a run, drawn from stored results: one file for each picture, listed by model.

A picture is a function of a result, its scenario and a language; it is left out where its data are
absent, as where nobody moves. Only the map needs more than is stored: it lives one run again.
Pictures of signing are listed here; those of any other model in ``figures_<model>.PICTURES``.
"""

from __future__ import annotations

import importlib
import importlib.util
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
from experiments.known_models import FIRST
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
"""All pictures of a campaign by the name of their files, in the order in which they are drawn."""


def pictures_for(model: str) -> dict[str, Picture]:
    """Return the pictures of a model's runs; none where nobody has drawn any yet."""
    if model == FIRST:
        return PICTURES
    name = f"experiments.figures_{model}"
    there = importlib.util.find_spec(name) is not None
    return dict(importlib.import_module(name).PICTURES) if there else {}


def pictures_of(result: Any) -> list[str]:
    """Name the pictures that can be drawn from a result."""
    pictures = pictures_for(result.attrs.get("model", FIRST))
    return [name for name, picture in pictures.items() if picture.applies(result)]


def draw_run(
    result: Any, scenario: Scenario, folder: str | Path, language: str = "en"
) -> list[Path]:
    """Draw every picture of a run for which there are data, as PNG, some as SVG too.

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
    pictures = pictures_for(scenario.model)
    for name in pictures_of(result):
        picture = pictures[name]
        figure = picture.draw(result, scenario, spoken)
        files += save_picture(figure, Path(folder), name, picture.kinds)
    return files
