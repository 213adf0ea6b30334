"""Pictures of a calibration: drawn from stored results alone, and what they say of them."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.errors import UserError
from experiments.figures_calibration import draw_calibration
from experiments.figures_calibration_fitted import draw_fitted, unit_of
from experiments.figures_calibration_pairs import draw_pairs, rank_correlations
from experiments.figures_calibration_parameters import density, draw_parameters
from tests.experiments.kit_calibration import FIGURES, SHARES, TITLES, calibration, figure_row


def words(figure) -> str:
    axes = figure.axes
    ticks = [label.get_text() for a in axes for label in a.get_yticklabels()]
    texts = [text.get_text() for text in (*figure.texts, *(t for a in axes for t in a.texts))]
    return "\n".join([*ticks, *texts, *(a.get_title(loc="left") for a in axes)])


def read(rows):
    ends = ("low", "q25", "median", "q75", "high")
    return [row | {end: np.nan if row[end] == "" else row[end] for end in ends} for row in rows]


def parameter(name: str, role: str = "free", driven: str = "false") -> dict:
    ends = {"prior_low": 0.2, "prior_median": 1.0, "prior_high": 5.0, "low": 0.5, "median": 1.0,
            "high": 2.0}  # fmt: skip
    return {"name": name, "role": role, "unit": "sd", "label": f"The {name}",
            "label_zh": f"参数{name}", "contraction": 0.634, "prior_driven": driven,
            **ends}  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    return calibration(tmp_path)


def test_every_picture_is_written_whole_and_its_path_returned(folder, monkeypatch):
    monkeypatch.setattr("experiments.figures_style.DPI", 40)
    monkeypatch.setattr(  # a few pairs: each panel takes time
        "experiments.figures_calibration.draw_pairs",
        lambda rows, *others: draw_pairs(rows[:2], *others),
    )
    paths = draw_calibration(folder, "zh")
    names = [f"{name}.{kind}" for name in ("parameters", "pairs", "fitted")
             for kind in ("png", "svg")]  # fmt: skip
    assert [path.name for path in paths] == names
    assert all(path.parent == folder and path.stat().st_size > 1000 for path in paths)
    assert not list(folder.glob(".*"))


@pytest.mark.parametrize(
    ("name", "wrong"),
    [("figures.csv", None), ("parameters.csv", "name,role\n"), ("signing.json", None)],
)
def test_a_folder_that_is_no_calibration_is_refused_in_words(folder, name, wrong):
    (folder / name).unlink()
    if wrong is not None:
        (folder / name).write_text(wrong, encoding="utf-8")
    with pytest.raises(UserError, match="consent calibrate"):
        draw_calibration(folder)
    assert not list(folder.glob("*.png"))


def test_a_table_of_other_parameters_is_refused(folder):
    file = folder / "parameters.csv"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("talk_solves", "talk_helps"), encoding="utf-8")
    with pytest.raises(UserError, match="differ in talk_helps, talk_solves"):
        draw_calibration(folder)


def test_parameters_tell_contraction_and_prior_driven_in_words():
    rows = [parameter("a"), parameter("b", "hyper", "true")]
    draws = {name: np.exp(np.random.default_rng(1).normal(size=50)) for name in "ab"}
    said = words(draw_parameters(rows, draws, draws, "signing"))
    assert "The a" in said
    assert said.count("contraction 63 %") == 2
    assert said.count("%: prior-driven") == 1
    said = words(draw_parameters(rows, draws, draws, "signing", "zh"))
    assert "参数b" in said
    assert said.count("：由先验决定") == 1


def test_a_density_keeps_the_mass_of_a_law_that_is_cut():
    values = np.minimum(np.random.default_rng(2).exponential(size=4000), 2.0)
    assert density(values, 0.0, 2.01).sum() * 2.01 / 240 == pytest.approx(1.0, abs=1e-6)
    assert np.isfinite(density(np.ones(30), 0.5, 1.5)).all()


def test_pairs_are_told_by_rank_correlations():
    x = np.arange(1.0, 40.0)
    related = rank_correlations([x, np.exp(x), -x, np.zeros(39)])
    assert related[0, 1] == pytest.approx(1.0)
    assert related[0, 2] == pytest.approx(-1.0)
    assert np.isnan(related[0, 3])
    rows = [parameter("a"), parameter("b"), parameter("c")]
    figure = draw_pairs(rows, {"a": x, "b": -x, "c": np.zeros(39)}, "signing")
    assert len(figure.axes) == 9
    assert "\u22121.00" in words(figure)


def test_fitted_figures_stand_by_unit_with_the_warning():
    figure = draw_fitted(read(FIGURES), "signing")
    said = words(figure)
    assert [a.get_title(loc="left")[:3] for a in figure.axes] == ["Sha", "Day"]
    assert "hold report noise" in said
    assert "proves little" in said
    assert said.count("Zhangyuan") == 1, "a campaign is named before its first figure only"
    assert "signed by day 10" in said
    assert "day of 100 %" in said
    assert "never" in [label.get_text() for label in figure.axes[1].get_xticklabels()]
    assert "不足为证" in words(draw_fitted(read(FIGURES), "signing", "zh"))


@pytest.mark.parametrize(
    ("name", "relation", "reported", "unit", "said"),
    [
        ("finished_stock_2019-12", "at_least", 1, "count", "elevator runs, by 2019-12"),
        ("finished_of_passed_stock_2019-12", "at", 0.3, "share", "elevator runs, of: consented"),
        ("passed_flow_2021-01_2021-08_2", "at", 400, "count", "in 2021-01\u20132021-08"),
        ("passed_cohort_2017-10", "at", 0.5, "share", "of the first filed"),
    ],
)
def test_figures_of_funnels_are_named_in_words(name, relation, reported, unit, said):
    bands = (0.1, 0.2, 0.3, 0.4, 0.5)
    rows = read([figure_row(TITLES[0], name, relation, reported, bands)])
    assert unit_of(rows[0]) == unit
    assert said in words(draw_fitted(rows, "elevator"))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_label_lies_on_another_with_thirty_campaigns(language):
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    long = [(f"case-{n}", f"A campaign of a long name, {n}", f"某某街道第{n}街坊旧改地块")
            for n in range(30)]  # fmt: skip
    rows = [figure_row(t, f"signing_share_day_{10 + n}", "at", 0.97, SHARES)
            for n, t in enumerate(long)]  # fmt: skip
    figure = draw_fitted(read(rows), "signing", language)
    FigureCanvasAgg(figure).draw()
    axes = figure.axes[0]
    cases = [text.get_window_extent() for text in axes.texts]
    names = [label.get_window_extent() for label in axes.get_yticklabels()]
    assert all(case.x0 > 0 and case.x1 < name.x0 for case, name in zip(cases, names, strict=True))
    assert all(a.y0 > b.y1 for a, b in zip(cases, cases[1:], strict=False))
    ticks = [label.get_window_extent() for label in axes.get_xticklabels()]
    assert all(a.x1 < b.x0 for a, b in zip(ticks, ticks[1:], strict=False))
