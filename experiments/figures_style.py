"""How pictures look: colours, words in English or Chinese, and a font that has the characters."""

from __future__ import annotations

import logging
import sys
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib as mpl

BLUE, GREEN, GREY, RED, SAND = "#1f5fa8", "#2e8b57", "#8a8a8a", "#c0392b", "#d9a441"
CJK_FONTS = (
    "Noto Sans CJK SC", "Source Han Sans SC", "Source Han Sans CN", "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei", "PingFang SC", "Microsoft YaHei", "SimHei",
)  # fmt: skip
WORDS = {
    "signed": ("signed", "已签约"),
    "moved": ("moved out", "已搬迁"),
    "round1": ("agreed in round 1", "一轮同意"),
    "obstacles": ("with an obstacle open, at most", "仍有困难（上限）"),
    "reported": ("reported", "报道数字"),
    "at_least": ("reported, at least", "报道下限"),
    "threshold": ("threshold", "生效比例"),
    "step": ("reward step ends", "奖励档截止"),
    "share": ("share of certificates, %", "占全部证数的比例，%"),
    "day": ("day (1 = first day of signing)", "天（第1天 = 签约首日）"),
    "runs": ("runs", "次模拟"),
    "zoom": ("from day 1, enlarged", "签约首日起（放大）"),
    "band_luck": ("median and 90 % band (luck only)", "中位数与90%区间（仅随机性）"),
    "band_all": ("median and 90 % band (luck and parameters)", "中位数与90%区间（随机性与参数）"),
}


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


def word(name: str, language: str) -> str:
    """Return a label in the language of the picture."""
    return WORDS[name][1 if language == "zh" else 0]


def save_picture(
    figure: Any, folder: Path, name: str, kinds: tuple[str, ...] = ("png", "svg")
) -> list[Path]:
    """Write a picture as PNG and SVG, without a date, each under a temporary name first."""
    paths = []
    for kind in kinds:
        path = folder / f"{name}.{kind}"
        part = folder / f".{name}.{kind}.part"
        stamp: dict[str, Any] = {"Date": None} if kind == "svg" else {"Software": None}
        figure.savefig(part, format=kind, dpi=150, metadata=stamp)
        part.replace(path)
        paths.append(path)
    return paths
