"""Every picture is drawn from a stored folder in both languages; parts add up and have units."""

import string

import numpy as np
import pytest

from experiments import figures
from experiments.config import load_scenario
from experiments.figures_bill import bill_of, hours_of
from experiments.figures_map import days_shown, layout, live_again
from experiments.figures_reasons import reached_signing, unsigned, unsigned_by_reason
from experiments.figures_remaining import stack_of
from experiments.figures_sheet import draw_sheet
from experiments.figures_style import LAYERS, label_of, spread, use_language, within
from experiments.figures_waterfall import answers_of, losses_of, signed_of
from experiments.figures_words import WORDS
from experiments.pattern_runs import EFFECTIVE, MOVERS, OPENINGS, Line, Patterns, Spread
from experiments.replay import replay
from experiments.run import run_ensemble
from experiments.store import open_results
from sim.people.obstacles import KINDS, LABELS, LABELS_ZH
from sim.people.plot import NEVER

SMALL = (
    "place.certificates=120", "campaign.preparation_days=40", "campaign.last_day=40",
    "campaign.reward_window_days=12", "campaign.moving_start_day=14",
)  # fmt: skip
UNITS = {
    "curve": ("certificates, %", "day"),
    "remaining": ("unsigned certificates", "day"),
    "waterfall": ("certificates, enlarged", " %"),
    "map": ("% signed", "simulated", "stairwell"),
    "moving": ("moved out, %", "certificates a day", "yuan", "day"),
    "bill": ("million yuan", "thousand yuan per certificate", "hours per certificate"),
    "patterns": ("% of the unsigned", "certificates", "day", "runs, %"),
}


def told(result):
    """Add what a result does not hold: why people are unsigned, and what they are paid."""
    runs, left = result.sizes["run"], result.households - result.signed
    luck = np.random.default_rng(1)
    made = {"willing": left // 4, "unwilling": left // 3}
    for kind in KINDS:
        spare = left - made["willing"] - made["unwilling"]
        made[f"open_{kind}"] = (spare * luck.uniform(0.1, 0.6, (runs, 1))).astype(int)
    for group in ("near_party", "far_party"):
        made[f"signed_{group}"], made[f"size_{group}"] = result.signed // 2, result.households // 2
    for name, yuan in (("compensation", 3_000_000), ("rent", 9_000), ("method", 500)):
        made[f"{name}_yuan"] = result.households * yuan
    return result.assign({name: column for name, column in made.items() if name not in result})


@pytest.fixture(scope="module")
def scenario():
    return load_scenario("fangualong", *SMALL)


@pytest.fixture(scope="module")
def stored(scenario, tmp_path_factory):
    place = tmp_path_factory.mktemp("figures") / "out"
    run_ensemble(scenario, runs=12, seed=3, output=place, progress=False)
    return told(open_results(place))


def a_line(told=()):
    x = np.arange(1.0, 12.0)
    return Line(x, 5.0 * x, 4.0 * x, 6.0 * x, told)


def made_patterns():
    """Make a sheet's figures without any run."""
    names = (*OPENINGS, *EFFECTIVE, *MOVERS, "zhangyuan", "jiuxianqiao", "tianshan")
    return Patterns(
        scenarios={name: load_scenario(name) for name in names},
        opening=a_line(((1.0, 50.0),)),
        days={name: a_line(((1.0, 40.0),)) for name in OPENINGS},
        phases=dict.fromkeys(("first_day", "window", "tail"), (3.0, 1.0, 9.0)),
        pace=a_line(((3.0, 0.2), (9.0, 0.2))),
        deadlines=a_line(),
        steps=[5, 10],
        ends=[Spread(name, 97.0, 95.0, 99.0, 90.0, None) for name in EFFECTIVE],
        holdout=a_line(),
        doors={"near_party": a_line(), "far_party": a_line()},
        moving={name: a_line(((2.0, 5.0),)) for name in MOVERS},
        hopes=a_line(((3.0, 15.0),)),
        passing=a_line(),
        round1_threshold=90.0,
    )


def words_on(figure):
    figure.canvas.draw()
    return [t.get_text() for t in figure.findobj(lambda a: hasattr(a, "get_text")) if t.get_text()]


def test_a_run_is_drawn_whole(stored, scenario, tmp_path):
    files = figures.draw_run(stored, scenario, tmp_path)
    assert {file.stem for file in files} == set(figures.PICTURES)
    assert tmp_path / "curve.svg" in files
    assert sorted(tmp_path.iterdir()) == sorted(files)
    assert all(file.stat().st_size > 5_000 for file in files)


@pytest.mark.parametrize("name", list(figures.PICTURES))
def test_a_picture_says_what_it_counts(stored, scenario, name):
    use_language("en")
    told = words_on(figures.PICTURES[name].draw(stored, scenario, "en"))
    for unit in UNITS[name]:
        assert any(unit in text for text in told), unit
    assert any(text.startswith(scenario.title) for text in told)


@pytest.mark.parametrize("name", list(figures.PICTURES))
def test_a_picture_speaks_chinese(stored, scenario, name):
    if use_language("zh") != "zh":
        pytest.skip("no font with Chinese characters")
    told = words_on(figures.PICTURES[name].draw(stored, scenario, "zh"))
    assert any(text.startswith(scenario.title_zh) for text in told)
    english = [t for t in told if sum(c in string.ascii_letters for c in t) > 2]
    assert not english


def test_layers_add_up_to_the_unsigned(stored):
    days = np.arange(1, 41)
    parts = dict(unsigned_by_reason(stored, days))
    assert set(parts) == {*KINDS, "beyond", "unwilling", "willing"}
    assert all((part >= 0).all() for part in parts.values())
    np.testing.assert_allclose(sum(parts.values()), unsigned(stored, days), atol=1e-9)
    stack = stack_of(stored)
    np.testing.assert_allclose(stack.layers.sum(axis=0), stack.total)
    kept = reached_signing(stored)
    expected = (stored.households - stored.signed).values[kept][:, -40:].mean(axis=0)
    np.testing.assert_allclose(stack.total, expected)


def test_layers_add_up_whatever_was_counted(stored):
    """More willing than unsigned, or no obstacle on file: the total stays the total."""
    odd = stored.assign(willing=stored.households + 0 * stored.signed)
    none = stored.assign({f"open_{kind}": 0 * stored.signed for kind in KINDS})
    for result in (odd, none):
        parts = dict(unsigned_by_reason(result, np.arange(1, 41)))
        assert all((part >= 0).all() for part in parts.values())
        np.testing.assert_allclose(sum(parts.values()), unsigned(result, np.arange(1, 41)))


def test_the_waterfall_adds_up(stored):
    kept = reached_signing(stored)
    everybody, signed = stored.households.values[kept], stored.signed_at_end.values[kept]
    assert np.array_equal(sum(answers_of(stored).values()), everybody)
    assert np.array_equal(sum(signed_of(stored).values()), signed)
    np.testing.assert_allclose(everybody - sum(losses_of(stored).values()), signed, atol=1e-9)


def test_a_campaign_given_up_early_is_left_out(stored, scenario):
    stop = stored.stop_day.values.copy()
    stop[:3] = -5
    some = stored.assign(stop_day=("run", stop))
    assert reached_signing(some).sum() == 9
    assert unsigned(some, np.array([1])).shape == (9, 1)
    assert any(
        "3 given up" in t
        for t in words_on(figures.PICTURES["remaining"].draw(some, scenario, "en"))
    )
    all_lost = stored.assign(stop_day=("run", np.full(12, -5)), moved=0 * stored.moved)
    assert not {"remaining", "waterfall", "patterns", "moving"} & set(figures.pictures_of(all_lost))


def test_what_is_absent_is_not_drawn(stored):
    bare = stored.drop_vars([n for n in stored.data_vars if n.startswith(("open_", "willing"))])
    other = bare.assign_attrs(code_digest="0123456789abcdef").assign(moved=0 * bare.moved)
    assert figures.pictures_of(other) == ["curve", "bill", "patterns"]


def test_the_map_shows_the_stored_run(stored):
    lived = live_again(stored)
    shares = np.sort(stored.signing_share.values)
    assert stored.signing_share.sel(run=lived.run) == shares[(len(shares) - 1) // 2]
    model = replay(stored, lived.run)
    assert np.array_equal(lived.signed, model.town.home["signed"][: model.households])
    for day in days_shown(stored):
        count = ((lived.signed != NEVER) & (lived.signed <= day)).sum()
        assert count == stored.signed.sel(run=lived.run, day=day)
    left, foot = layout(lived, lived.door)
    assert len(set(zip(left, foot, strict=True))) == -(-len(lived.signed) // lived.door)


def test_the_bill_and_the_hours_are_those_of_the_result(stored):
    bill = bill_of(stored)
    assert np.array_equal(bill["reward"], stored.reward_yuan_at_end.values)
    each = 60.0 * stored.households.values
    np.testing.assert_allclose(sum(hours_of(stored).values()), stored.minutes_at_end.values / each)


@pytest.mark.parametrize("name", list(WORDS))
def test_a_label_exists_in_both_languages(name):
    english, chinese = WORDS[name]
    assert english.isascii()
    assert any("\u4e00" <= c <= "\u9fff" for c in chinese)
    fields = [{f[1] for f in string.Formatter().parse(text)} - {None} for text in WORDS[name]]
    assert fields[0] == fields[1]


def test_every_reason_has_a_label_and_a_colour():
    for name in (*KINDS, "beyond", "unwilling", "willing"):
        assert LAYERS[name].startswith("#")
        assert label_of(name, "en") != label_of(name, "zh")
    assert len(set(LAYERS.values())) == len(LAYERS)
    assert len(KINDS) == len(LABELS) == len(LABELS_ZH)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_sheet_of_patterns_has_nine_panels_with_units(language):
    if use_language(language) != language:
        pytest.skip("no font with Chinese characters")
    figure = draw_sheet(made_patterns(), language)
    assert len(figure.axes) == 9
    assert all(axes.get_xlabel() and axes.get_title(loc="left") for axes in figure.axes)
    assert [axes.get_title(loc="left")[0] for axes in figure.axes] == list("abcdefghi")


def test_whom_nobody_calls_on_is_a_layer_of_its_own(stored):
    """After the court was asked, nothing is open, and nobody is willing or unwilling."""
    gone = stored.assign(dict.fromkeys(("willing", "unwilling"), 0 * stored.signed))
    gone = gone.assign({f"open_{kind}": 0 * stored.signed for kind in KINDS})
    parts = dict(unsigned_by_reason(gone, np.arange(1, 41)))
    np.testing.assert_array_equal(parts["beyond"], unsigned(gone, np.arange(1, 41)))


def test_a_campaign_given_up_keeps_the_reasons_of_the_day_before(stored):
    stopped = stored.assign(stop_day=("run", np.full(12, 20)))
    days = np.arange(18, 25)
    for name, part in unsigned_by_reason(stopped, days):
        if name in ("unwilling", "family"):
            assert np.array_equal(part[:, 3], part[:, 6]), name


def test_labels_are_moved_apart():
    places = within(spread([0.1, 0.11, 0.12, 0.8], 0.05), 0.0, 1.0)
    assert (np.diff(places) >= 0.05 - 1e-9).all()
    assert places[:3].mean() == pytest.approx(0.11)
    assert places[3] == pytest.approx(0.8)
    assert within(np.array([0.5, 1.2]), 0.0, 1.0).tolist() == pytest.approx([0.3, 1.0])
