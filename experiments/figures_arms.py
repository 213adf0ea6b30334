"""Which picture of a comparison is drawn by whom."""

from __future__ import annotations

from typing import Any

from experiments.comparison import PICTURES, Comparison
from experiments.errors import UserError, unknown_name
from experiments.figures_arm_curves import draw_curves
from experiments.figures_compare import draw_comparison
from experiments.figures_pareto import draw_pareto

DRAW = dict(zip(PICTURES, (draw_comparison, draw_pareto, draw_curves), strict=True))


def draw_arms(comparison: Comparison, picture: str, language: str) -> Any:
    """Return one picture of a comparison.

    Raises
    ------
    UserError
        There is no such picture, or the arms hold no daily series to draw it from.
    """
    if picture not in DRAW:
        raise UserError(unknown_name("picture", picture, DRAW))
    if picture == "curves" and not comparison.has_curves:
        raise UserError("picture: curves need daily series, and these arms hold none.")
    return DRAW[picture](comparison, language)
