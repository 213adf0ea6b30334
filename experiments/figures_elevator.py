"""The pictures of an elevator run by the name of their files, in the order of drawing.

All are drawn from stored results alone; each is left out where its data are absent.
"""

from __future__ import annotations

from experiments.figures import BOTH, Picture
from experiments.figures_elevator_assent import anybody_was_counted, draw_assent
from experiments.figures_elevator_blocked import anybody_stopped, draw_blocked
from experiments.figures_elevator_days import any_spell, draw_days
from experiments.figures_elevator_effort import any_effort, draw_effort
from experiments.figures_elevator_funnel import anybody_starts, draw_funnel
from experiments.figures_elevator_stages import anybody_moves_on, draw_stages

PICTURES = {
    "funnel": Picture(draw_funnel, anybody_starts, BOTH),
    "stages": Picture(draw_stages, anybody_moves_on),
    "assent": Picture(draw_assent, anybody_was_counted),
    "days": Picture(draw_days, any_spell),
    "blocked": Picture(draw_blocked, anybody_stopped),
    "effort": Picture(draw_effort, any_effort),
}
