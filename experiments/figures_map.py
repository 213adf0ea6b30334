"""Where in the lanes people sign, and when: the households of one simulated run, day by day.

One run, the median one by share signed, is lived again; the households are simulated, so nobody is
shown who exists. In a small place each certificate is a square and each stairwell a column; in a
large one each stairwell is a cell with its share signed.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from experiments.figures_curve import reward_steps
from experiments.figures_style import FAINT, INK, NAVY, PALE, head, word
from experiments.ledger import parameters_at
from experiments.plan import chunk_of
from experiments.scenario import Scenario, sheet_of
from sim.engine.luck import run_key
from sim.engine.verb import code_digest
from sim.people.plot import NEVER

SQUARES, MOST = 3_000, 200_000
"""Certificates up to which each is a square, and up to which a map is drawn at all."""

GAP = 0.5  # between lanes, as a part of a stairwell's width
MIDDLE, ORANGE = "#5b94cf", "#e8743b"
FIRST, WINDOW, AFTER, NOT_YET = range(4)
COLOURS = (PALE, MIDDLE, NAVY, ORANGE)
SHARES = LinearSegmentedColormap.from_list("signed", [ORANGE, "#f6e3d3", PALE, MIDDLE, NAVY])


class Lived(NamedTuple):
    """One run lived to its end: when its households signed, and where they live."""

    run: int
    signed: np.ndarray
    party: np.ndarray
    door: int
    lane: int
    window: int


def can_map(result: Any) -> bool:
    """Tell whether a run can be lived again, and shows anything: same rules, not too large."""
    same_rules = result.attrs.get("code_digest") == code_digest()
    signed = np.asarray(result["signed"])[:, -1].any()
    return bool(same_rules and signed and np.max(result["households"]) <= MOST)


def live_again(result: Any) -> Lived:
    """Live the run whose share signed is the median again, and return what a map needs.

    It is the life that ``replay`` shows, by the rules that are compiled already: a Mesa model would
    take seconds to import.
    """
    shares = np.asarray(result["signing_share"])
    place = int(np.argsort(shares, kind="stable")[(len(shares) - 1) // 2])
    model, replicate = result.attrs["model"], int(np.asarray(result["replicate"])[place])
    sheet, chunk = sheet_of(model), chunk_of(model)
    table = sheet.table([parameters_at(result, sheet, place)])
    keys = np.array([run_key(int(result.attrs["seed"]), replicate)], np.uint64)
    town = chunk.make_room(table)
    chunk.run_chunk(table, keys, chunk.days_lived(table), town)
    now, home = town.now[0], town.home[: int(town.now[0].households)]
    window = int(np.asarray(result["reward_window_days"])[place])
    signed, party = home["signed"], home["party"] == 1
    return Lived(replicate, signed, party, int(now.door_width), int(now.lane_width), window)


def draw_map(result: Any, scenario: Scenario, language: str = "en") -> Figure:
    """Return the map of who has signed, on a few days."""
    lived = live_again(result)
    days = days_shown(result)
    squares = len(lived.signed) <= SQUARES
    columns, rows = min(len(days), 3), -(-len(days) // 3)
    left, foot = layout(lived, lived.door if squares else 1)
    ratio = (np.ptp(left) + 2.0) / (np.ptp(foot) + (lived.door if squares else 1) + 1.0)
    wide, high = max(3.3 * columns * min(ratio, 1.1) + 0.6, 8.0), 1.6 + 3.5 * rows
    figure = Figure(figsize=(wide, high))
    panels = np.atleast_1d(figure.subplots(rows, columns)).ravel()
    figure.subplots_adjust(0.04, 0.85 / high, 0.98, 1 - 1.0 / high, wspace=0.06, hspace=0.13)
    for axes in panels:
        axes.axis("off")
    for axes, day in zip(panels, days, strict=False):
        (_draw_squares if squares else _draw_cells)(axes, lived, day, left, foot)
        share = 100.0 * np.mean(_has_signed(lived, day))
        axes.set_title(word("on", language, day=day, share=share), fontsize=9, loc="left", pad=3)
    told = word("one_run", language, run=lived.run, runs=len(np.asarray(result["households"])))
    head(figure, scenario, word("map", language), told, language, left=0.04)
    (_explain_squares if squares else _explain_cells)(figure, lived, language)
    return figure


def days_shown(result: Any) -> list[int]:
    """Choose up to six days: day 1, the ends of reward steps, and the tail in thirds."""
    last, steps = int(np.asarray(result["day"])[-1]), reward_steps(result)
    tail = [steps[-1] + n * (last - steps[-1]) // 3 for n in (1, 2)]
    return sorted(day for day in {1, *steps, *tail, last} if 1 <= day <= last)


def _has_signed(lived: Lived, day: int) -> np.ndarray:
    return (lived.signed != NEVER) & (lived.signed <= day)


def _state(lived: Lived, day: int) -> np.ndarray:
    """Return what the colour of each household says on a day."""
    when = np.where(lived.signed <= 1, FIRST, np.where(lived.signed <= lived.window, WINDOW, AFTER))
    return np.where(_has_signed(lived, day), when, NOT_YET)


def _doors(lived: Lived) -> tuple[np.ndarray, np.ndarray]:
    """Return lane and place along the lane of each stairwell."""
    door = np.arange(-(-len(lived.signed) // lived.door))
    along = max(lived.lane // lived.door, 1)
    return door // along, door % along


def layout(lived: Lived, tall: int) -> tuple[np.ndarray, np.ndarray]:
    """Place stairwells: lanes side by side, broken into rows so that the whole is near square.

    Returns
    -------
    tuple of float arrays [stairwell]
        Left edge and foot of each stairwell, which is one wide and ``tall`` high.
    """
    lane, along = _doors(lived)
    width, height, lanes = along.max() + 1 + GAP, tall + 2 * GAP, int(lane.max()) + 1
    rows = np.arange(1, min(lanes, 200) + 1)
    in_a_row = -(-lanes // rows)
    best = np.abs(np.log(in_a_row * width / (rows * height))).argmin()
    row = lane // in_a_row[best]
    return along + width * (lane - row * in_a_row[best]), -height * row


def _draw_squares(axes: Any, lived: Lived, day: int, left: Any, foot: Any) -> None:
    """Draw a square for each certificate, a dot on each Party member's."""
    home = np.arange(len(lived.signed))
    x, y = left[home // lived.door], foot[home // lived.door] + home % lived.door
    _draw_rectangles(axes, x, y, np.asarray(COLOURS)[_state(lived, day)])
    _draw_dots(axes, x[lived.party], y[lived.party], 2.2, INK)


def _draw_cells(axes: Any, lived: Lived, day: int, left: Any, foot: Any) -> None:
    """Draw a cell for each stairwell, a dot where a Party member lives in it."""
    door = np.arange(len(lived.signed)) // lived.door
    share = _shares_by_door(lived, day)
    floor = _least_share(lived)
    scaled = np.clip((share - floor) / (1.0 - floor), 0.0, 1.0)
    _draw_rectangles(axes, left, foot, SHARES(scaled))
    party = np.bincount(door, lived.party) > 0
    size = min(900.0 / len(share), 3.0)
    for some, colour in ((scaled > 0.6, "white"), (scaled <= 0.6, INK)):
        _draw_dots(axes, left[party & some], foot[party & some], size, colour)


def _shares_by_door(lived: Lived, day: int) -> np.ndarray:
    door = np.arange(len(lived.signed)) // lived.door
    return np.bincount(door, _has_signed(lived, day)) / np.bincount(door)


def _least_share(lived: Lived) -> float:
    """Return where the scale of shares begins: a little below most stairwells on day 1."""
    return min(float(int(10.0 * np.quantile(_shares_by_door(lived, 1), 0.02))) / 10.0, 0.9)


def _draw_dots(axes: Any, x: np.ndarray, y: np.ndarray, size: float, colour: str) -> None:
    axes.scatter(x + 0.5, y + 0.5, s=size, color=colour, linewidths=0, rasterized=True)


def _draw_rectangles(axes: Any, x: np.ndarray, y: np.ndarray, colours: Any) -> None:
    corners = np.array([(0.06, 0.06), (0.94, 0.06), (0.94, 0.94), (0.06, 0.94)])
    squares = np.stack([x, y], axis=1)[:, None, :] + corners
    axes.add_collection(PolyCollection(squares, facecolors=colours, linewidths=0, rasterized=True))
    axes.set(xlim=(x.min() - 0.5, x.max() + 1.5), ylim=(y.min() - 0.5, y.max() + 1.5))
    axes.set_aspect("equal", anchor="NW")


def _explain_squares(figure: Figure, lived: Lived, language: str) -> None:
    names = ("by_first", "in_window", "after", "not_yet")
    swatches = [
        Line2D([], [], marker="s", linestyle="", markersize=7, color=colour,
               label=word(name, language))
        for name, colour in zip(names, COLOURS, strict=True)
    ]  # fmt: skip
    dot = Line2D([], [], marker="o", linestyle="", markersize=2.5, color=INK,
                 label=word("member", language))  # fmt: skip
    _legend(figure, [*swatches, dot], word("a_square", language))


def _explain_cells(figure: Figure, lived: Lived, language: str) -> None:
    high = figure.get_figheight()
    scale = figure.add_axes((0.04, 0.58 / high, 0.2, 0.09 / high))
    scale.imshow(np.linspace(0, 1, 128)[None, :], cmap=SHARES, aspect="auto",
                 extent=(100.0 * _least_share(lived), 100.0, 0, 1))  # fmt: skip
    scale.set(yticks=[])
    scale.tick_params(labelsize=8, length=2)
    scale.spines[:].set_visible(False)
    figure.text(0.255, 0.62 / high, word("cell_share", language), fontsize=8, va="center")
    dot = Line2D([], [], marker="o", linestyle="", markersize=2.5, color=INK,
                 label=word("members", language))  # fmt: skip
    _legend(figure, [dot], word("a_cell", language), left=0.52)


def _legend(figure: Figure, handles: list[Any], told: str, left: float = 0.035) -> None:
    high = figure.get_figheight()
    figure.legend(
        handles=handles, loc="center left", bbox_to_anchor=(left, 0.62 / high), frameon=False,
        ncols=len(handles), fontsize=8, handletextpad=0.3, columnspacing=1.6, borderpad=0,
    )  # fmt: skip
    figure.text(0.04, 0.2 / high, told, fontsize=8, color=FAINT)
