"""How pictures look: colours, headings, labels side by side, and a font that has the characters."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np

from experiments.figures_words import WORDS
from experiments.scenario import Scenario
from sim.people.obstacles import KINDS, LABELS, LABELS_ZH

BLUE, GREEN, GREY, RED, SAND = "#1f5fa8", "#2e8b57", "#8a8a8a", "#c0392b", "#d9a441"
PALE, NAVY, INK, FAINT = "#b9d2ea", "#12325c", "#333333", "#666666"
LAYERS = {
    "family": "#8c4a3c", "title": "#bf7d66", "area": "#a8781f", "price": "#dfb75e",
    "transition": "#3f7d5a", "care": "#93bd9b", "attachment": "#6b5b95", "design": "#aca0cc",
    "absent": "#8a8a8a", "beyond": "#d8d3c8", "unwilling": "#414b55", "willing": PALE,
}  # fmt: skip
"""One colour for each reason to be unsigned, the same in every picture."""

DPI = 120  # dots per inch of a PNG: readable on a screen, and quick to write
CJK_FONTS = (
    "Noto Sans CJK SC", "Source Han Sans SC", "Source Han Sans CN", "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei", "PingFang SC", "Microsoft YaHei", "SimHei",
)  # fmt: skip


@cache
def cjk_font() -> str:
    """Return the name of an installed font with Chinese characters, or ""."""
    from matplotlib import font_manager

    installed = set(font_manager.get_font_names())
    return next((name for name in CJK_FONTS if name in installed), "")


def use_language(language: str) -> str:
    """Choose fonts; return the language that can be drawn, with one line of advice if it is not."""
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)  # fonts without a weight
    mpl.rcParams.update({
        "font.family": ["DejaVu Sans", cjk_font()] if cjk_font() else ["DejaVu Sans"],
        "font.size": 9, "axes.spines.top": False, "axes.spines.right": False,
        "svg.hashsalt": "consent", "svg.fonttype": "path", "axes.unicode_minus": False,
    })  # fmt: skip
    if language == "zh" and not cjk_font():
        print(
            "No font with Chinese characters was found, so pictures are labelled in English. "
            "Install Noto Sans CJK to have them in Chinese.",
            file=sys.stderr,
        )
        return "en"
    return language


def word(name: str, language: str, **values: Any) -> str:
    """Return a label in the language of the picture, with its values filled in."""
    return WORDS[name][language == "zh"].format(**values)


def label_of(name: str, language: str) -> str:
    """Return the label of a reason to be unsigned: a kind of obstacle, or another layer."""
    if name in KINDS:
        return str((LABELS_ZH if language == "zh" else LABELS)[KINDS.index(name)])
    return word(name, language)


def spell(language: str, *parts: str) -> str:
    """Join parts of a sentence as the language does."""
    return ("，" if language == "zh" else ", ").join(part for part in parts if part)


def head(
    figure: Any, scenario: Scenario, what: str, below: str, language: str, left: float = 0.07
) -> None:
    """Write the heading: the scenario and what is shown; below it how it was counted."""
    between = "：" if language == "zh" else ": "
    text = f"{short_title(scenario, language)}{between}{what}"
    inches = (0.97 - left) * figure.get_figwidth()
    size = min(12.0, 12.0 * inches / sum(0.17 if c > "\u2e7f" else 0.096 for c in text))
    top = 1.0 - 0.17 / figure.get_figheight()
    figure.text(left, top, text, fontsize=size, va="top", color=INK)
    down = top - 0.27 / figure.get_figheight()
    figure.text(left, down, below, fontsize=8.5, va="top", color=FAINT)


def short_title(scenario: Scenario, language: str) -> str:
    """Return the title of a scenario without a long remark in brackets at its end."""
    title = scenario.title_zh if language == "zh" else scenario.title
    return without_remark(title)


def without_remark(title: str) -> str:
    """Return a title without a long remark in brackets at its end."""
    return re.sub(r"\s*[(\uff08][^()\uff08\uff09]{5,}[)\uff09]$", "", title) or title


def counted(result: Any, language: str, middle: str = "band") -> str:
    """Say how a picture was counted: certificates, runs, what its bands hold.

    Parameters
    ----------
    middle : str
        ``band``: medians are drawn; ``mean``: means are.
    """
    luck_only = str(result.attrs.get("parameters", "point")) == "point"
    n, runs = np.asarray(result["households"]), len(np.asarray(result["households"]))
    return spell(
        language,
        word("n", language, n=int(np.median(n))),
        word("of_runs", language, runs=runs),
        word(f"{middle}_{'luck' if luck_only else 'all'}", language),
    )


def spread(places: Sequence[float], gap: float) -> np.ndarray:
    """Move labels apart until none is nearer to the next than a gap; they keep their order.

    Labels that would touch form a group, which is centred on where its members want to be.
    """
    groups: list[list[float]] = []
    for place in places:
        groups.append([place])
        while len(groups) > 1 and _reach(groups[-2], gap)[1] + gap > _reach(groups[-1], gap)[0]:
            groups[-2:] = [groups[-2] + groups[-1]]
    return np.array([_reach(g, gap)[0] + n * gap for g in groups for n in range(len(g))])


def within(places: np.ndarray, low: float, high: float) -> np.ndarray:
    """Shift labels, all together, so that the first is not below and the last not above."""
    up = max(low - float(places[0]), 0.0)
    return places + up - max(float(places[-1]) + up - high, 0.0)


def _reach(group: Sequence[float], gap: float) -> tuple[float, float]:
    half = gap * (len(group) - 1) / 2
    centre = float(np.mean(group))
    return centre - half, centre + half


def has(result: Any, *names: str) -> bool:
    """Tell whether a result holds all of these columns."""
    try:
        return all(result[name] is not None for name in names)
    except KeyError:
        return False


def save_picture(
    figure: Any, folder: Path, name: str, kinds: tuple[str, ...] = ("png", "svg")
) -> list[Path]:
    """Write a picture as PNG and SVG, without a date, each under a temporary name first."""
    paths = []
    for kind in kinds:
        path = folder / f"{name}.{kind}"
        part = folder / f".{name}.{kind}.part"
        stamp: dict[str, Any] = {"Date": None} if kind == "svg" else {"Software": None}
        quick = {} if kind == "svg" else {"pil_kwargs": {"compress_level": 1}}
        figure.savefig(part, format=kind, dpi=DPI, metadata=stamp, **quick)
        part.replace(path)
        paths.append(path)
    return paths
