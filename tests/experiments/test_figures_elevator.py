"""Every picture of an elevator run is drawn from stored results, in both languages."""

import string
from dataclasses import replace

import numpy as np
import pytest

from experiments import figures
from experiments.config import load_scenario
from experiments.figures_elevator import PICTURES
from experiments.figures_elevator_assent import COLUMNS
from experiments.figures_elevator_effort import PANELS, each_of
from experiments.figures_elevator_reported import count_of, figures_of, spoken
from experiments.figures_elevator_stages import places_of
from experiments.figures_elevator_style import WAY, band, pooled, ratio, say
from experiments.figures_style import use_language
from experiments.figures_words import WORDS
from experiments.run import run_ensemble
from experiments.scenario import Setting
from experiments.store import open_results
from models.elevator.stages import BLOCKS, LATE, SPELLS

STAGES = (*WAY, "cohort_filed", "cohort_passed", "cohort_permitted", "cohort_finished")
UNITS = {
    "funnel": ("stairwells", "90 % band", "% of the started"),
    "stages": ("stairwells so far", "date", "90 % band"),
    "assent": ("simulated households", "ground floor", " %", "90 % band"),
    "days": ("days", "completed spells", "90 % band"),
    "blocked": ("% of all stops", "% of the stalled", "% not consented", "90 % band"),
    "effort": ("meetings", "working hours", "thousand yuan", "90 % band"),
}
BLANK = {
    "funnel": ("started",),
    "stages": ("started",),
    "assent": tuple(f"counted_floor_{floor}" for floor in range(1, 9)),
    "days": tuple(f"cases_{name}" for name in SPELLS),
    "blocked": tuple(f"stops_{name}" for name in BLOCKS),
    "effort": ("meetings", "meetings_at_end"),
}
"""Figures without which a picture says nothing."""


def lively(result):
    """Let a small run have come far: a funnel, reasons, meetings and money, whatever it did."""
    runs, days = result.sizes["run"], result.sizes["day"]
    grows = np.linspace(0.0, 1.0, days)[None, :] * np.linspace(0.9, 1.1, runs)[:, None]
    made = {}
    for n, name in enumerate(STAGES):
        series = (grows * (24 - 2 * n)).astype(int)
        made[name], made[f"{name}_at_end"] = (("run", "day"), series), ("run", series[:, -1])
    ends = {**{f"stops_{n}": 4 for n in BLOCKS}, **{f"blocked_{n}": 2 for n in BLOCKS}}
    ends |= {**{f"unpassed_{n}": 1 for n in LATE}, "seasoned": 20, "reversed_at_end": 1}
    ends |= {f"cases_{n}": 5 for n in SPELLS} | {f"days_{n}": 300 for n in SPELLS}
    ends |= {f"{n}_floor_{f}": 9 + f for n in ("counted", "asked") for f in range(1, 9)}
    ends |= {f"{n}_floor_{f}": 2 * f for n in ("private", "yes") for f in range(1, 5)}
    ends |= {f"{n}_floor_{f}": 9 - f for n in ("no", "fierce") for f in range(1, 9)}
    ends |= {"meetings_at_end": 300, "minutes_at_end": 54_000, "method_yuan_at_end": 36_000}
    ends |= {"meetings_passed": 200, "meetings_stopped": 90, "meetings_first": 17}
    ends |= {"compensation_yuan": 90_000, "subsidies_yuan": 4_000_000}
    spread = np.arange(runs)
    made |= {n: ("run", value + spread * (value > 9)) for n, value in ends.items()}
    return result.assign(made)


@pytest.fixture(scope="module")
def scenario():
    """Return Huaihai's year, small: its consents are reported as a flow of that year."""
    return load_scenario("huaihai_elevators", "place.stairwells=24")


@pytest.fixture(scope="module")
def plain(scenario, tmp_path_factory):
    place = tmp_path_factory.mktemp("elevators") / "out"
    run_ensemble(scenario, runs=4, seed=3, output=place, progress=False)
    return open_results(place)


@pytest.fixture(scope="module")
def stored(plain):
    return lively(plain)


def words_on(figure):
    figure.canvas.draw()
    return [t.get_text() for t in figure.findobj(lambda a: hasattr(a, "get_text")) if t.get_text()]


def test_a_run_is_drawn_whole(stored, scenario, tmp_path):
    files = figures.draw_run(stored, scenario, tmp_path)
    assert {file.stem for file in files} == set(PICTURES)
    assert tmp_path / "funnel.svg" in files
    assert all(file.stat().st_size > 5_000 for file in files)


def test_what_a_run_stores_is_what_pictures_read(plain, scenario, tmp_path):
    """Nothing that pictures read is missing from a run as it is."""
    held = {str(name) for name in plain.data_vars}
    assert {n if n in held else f"{n}_at_end" for names in BLANK.values() for n in names} <= held
    assert {row.of for rows in PANELS.values() for row in rows} <= held
    assert {c.per.format(1) for c in COLUMNS} | {f"unpassed_{n}" for n in LATE} <= held
    assert {"funnel", "stages", "assent"} <= set(figures.pictures_of(plain))
    assert figures.draw_run(plain, scenario, tmp_path)


@pytest.mark.parametrize("name", list(PICTURES))
def test_a_picture_says_what_it_counts(stored, scenario, name):
    use_language("en")
    told = words_on(PICTURES[name].draw(stored, scenario, "en"))
    for unit in UNITS[name]:
        assert any(unit in text for text in told), unit
    assert any(text.startswith("Huaihai Middle Road") for text in told)
    assert not any("nan" in text.split() for text in told)


@pytest.mark.parametrize("name", list(PICTURES))
def test_a_picture_speaks_chinese(stored, scenario, name):
    if use_language("zh") != "zh":
        pytest.skip("no font with Chinese characters")  # pictures then speak English
    told = words_on(PICTURES[name].draw(stored, scenario, "zh"))
    assert any(text.startswith(scenario.title_zh) for text in told)
    assert not [t for t in told if sum(c in string.ascii_letters for c in t) > 2]


@pytest.mark.parametrize("name", list(PICTURES))
def test_a_picture_without_data_is_left_out(stored, name):
    empty = stored.assign({n: 0 * stored[n] for n in BLANK[name]})
    empty = empty.assign({f"{n}_at_end": 0 * stored["started_at_end"] for n in BLANK[name]
                          if f"{n}_at_end" in stored})  # fmt: skip
    lacking = stored.drop_vars([v for n in BLANK[name] for v in (n, f"{n}_at_end") if v in stored])
    for result in (empty, lacking):
        assert name not in figures.pictures_of(result)
    assert name in figures.pictures_of(stored)


def test_the_reported_figure_is_shown(stored, scenario):
    """Four consents of 2021: a dot on the bar, words beside it, and a line over the year."""
    (seen,) = figures_of(scenario, "flow")
    assert count_of(seen, stored) == 4.0
    use_language("en")
    funnel = PICTURES["funnel"].draw(stored, scenario, "en")
    assert any("in 2021: 4 " in text and "simulated" in text for text in words_on(funnel))
    assert (4.0, WAY.index("passed")) in dots(funnel)
    stages = PICTURES["stages"].draw(stored, scenario, "en")
    line = places_of([1, 365], scenario)
    assert any(list(points(one)[0]) == list(line) and set(points(one)[1]) == {4.0}
               for one in stages.axes[0].lines)  # fmt: skip


def dots(figure):
    lines = [points(line) for line in figure.axes[0].lines if line.get_linestyle() == "None"]
    return [(float(x[0]), float(y[0])) for x, y in lines if len(x) == 1]


def points(line):
    return line.get_data(orig=True)


def test_a_city_is_scaled_and_cases_are_followed(stored):
    """A count told for 80,000 stairwells stands for as many as there are in this place."""
    city, liwan = load_scenario("shanghai_street"), load_scenario("liwan_2017")
    told = {seen.name: seen for seen in figures_of(city, "flow", "stock")}
    assert count_of(told["passed_flow_2021"], stored) == pytest.approx(6002 * 24 / 80_000)
    assert "6,002 in 80,000" in spoken(told["passed_flow_2021"], "en")
    cohort = figures_of(liwan, "cohort")[0]
    assert count_of(cohort, stored) == pytest.approx(78)
    assert "52.7 %" in spoken(cohort, "en")
    assert "52.7 %" in spoken(cohort, "zh")
    figure = PICTURES["stages"].draw(stored, liwan, "en")
    assert len(figure.axes) == 2
    assert any("148" in text for text in words_on(figure))


def test_without_a_date_days_are_counted(stored, scenario):
    settings = {**scenario.settings, "start_date": Setting(0, "override", "")}
    undated = replace(scenario, settings=settings, observations=())
    assert list(places_of([1, 2], undated)) == [1, 2]
    told = words_on(PICTURES["stages"].draw(stored, undated, "en"))
    assert any("no date" in text for text in told)


def test_shares_of_a_kind_add_up(stored):
    """NO and fierce objectors are divided among the floors; stops among their reasons."""
    floors = range(1, 7)
    for name in ("no_floor_{}", "fierce_floor_{}"):
        names = [name.format(floor) for floor in floors]
        assert sum(pooled(stored, [one], names) for one in names) == pytest.approx(1.0)
    stops = [f"stops_{name}" for name in BLOCKS]
    assert sum(pooled(stored, [one], stops) for one in stops) == pytest.approx(1.0)


def test_a_run_without_consent_is_left_out_of_what_a_consent_takes(stored):
    row = PANELS["meetings_axis"][0]
    ends = stored["passed_at_end"].values.copy()
    ends[0] = 0
    some = stored.assign(passed_at_end=("run", ends))
    values = each_of(row, some)
    assert np.isnan(values[0])
    assert np.isfinite(values[1:]).all()
    told = words_on(PICTURES["effort"].draw(some, load_scenario("huaihai_elevators"), "en"))
    assert any("not in 1 of 4 runs" in text for text in told)


def test_bands_leave_out_what_is_missing():
    assert say(np.array([10.0, np.nan, 10.0])) == "10 (10\u201310)"
    assert say(np.array([0.2, 0.2]), " %") == "0.2 % (0.2\u20130.2)"
    assert np.isnan(band(np.array([np.nan]))).all()


def test_a_share_of_nothing_is_missing(stored):
    none = stored.assign(seasoned=0 * stored["seasoned"])
    assert np.isnan(ratio(none, ["unpassed_open"], ["seasoned"])).all()
    assert np.isnan(pooled(none, ["unpassed_open"], ["seasoned"]))
    figure = PICTURES["blocked"].draw(none, load_scenario("huaihai_elevators"), "en")
    assert len(figure.axes) == 2


def test_stages_have_words_for_every_spell():
    assert {f"spell_{name}" for name in SPELLS} <= set(WORDS)
    assert all(name in WORDS for name in LATE if name not in BLOCKS)
