"""A quantity says what it is, refuses what it cannot be, and is drawn inside its range."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pytest

from sim.engine.luck import run_key
from sim.engine.quantity import Spread, draw, encode, fault_of, quantities, quantity, record_type

WORDS = {"label": "Label", "label_zh": "标签"}


@dataclasses.dataclass
class Sample:
    """One quantity of each sort."""

    pace: float = quantity(
        2.5, "door/day", 0.5, 10.0, source="a field report", meaning="doors a day", **WORDS
    )
    count: int = quantity(
        3, "tie/household", 0, 8, source="assumed", meaning="ties", role="fact", **WORDS
    )
    kind: str = quantity(
        "swap", "choice", choices=("renewal", "swap"), source="assumed", meaning="kind", **WORDS
    )
    width: float = quantity(
        None, "m", 1.0, 40.0, source="assumed", meaning="a spread", spread=Spread(9.0, 0.4), **WORDS
    )
    days: int = quantity(
        None, "day", 0, 400, source="assumed", meaning="days", spread=Spread(49, 0.7), **WORDS
    )
    weight: float = quantity(
        0.8, "sd", 0.0, 5.0, source="assumed", meaning="a prior", prior=Spread(0.6, 0.5), **WORDS
    )
    narrow: float = quantity(
        None, "m", 4.0, 5.0, source="assumed", meaning="cut", spread=Spread(4.5, 2.0), **WORDS
    )
    plain: str = "no quantity at all"


ABOUT = {about.name: about for about in quantities(Sample, "strategy.sample")}


def draws(name, count=4000, seed=1):
    return np.array([draw(ABOUT[name], run_key(seed, r)) for r in range(count)])


def test_only_quantities_are_listed_and_in_order():
    assert list(ABOUT) == ["pace", "count", "kind", "width", "days", "weight", "narrow"]
    assert all(about.group == "strategy.sample" for about in ABOUT.values())
    assert [name for name, about in ABOUT.items() if about.whole] == ["count", "days"]


@pytest.mark.parametrize("value", [-1, 10.5, 1e300, 0.49])
def test_out_of_range_says_what_came_what_was_expected_and_where_from(value):
    fault = fault_of(ABOUT["pace"], value)
    for part in ("strategy.sample.pace", f"{value:g}", "0.5", "10", "door/day", "a field report"):
        assert part in fault
    assert "Choose a value inside the range" in fault


@pytest.mark.parametrize("value", [0.5, 10.0, 3, 10, np.float64(2.0)])
def test_both_ends_and_whole_numbers_are_fine(value):
    assert fault_of(ABOUT["pace"], value) == ""


@pytest.mark.parametrize("value", ["many", None, True, math.nan, math.inf, -math.inf, [1], "3"])
def test_what_is_no_number_is_refused(value):
    for name in ("pace", "count"):
        fault = fault_of(ABOUT[name], value)
        assert f"strategy.sample.{name}" in fault
        assert repr(value) in fault
        assert ABOUT[name].unit in fault
        assert "number" in fault


def test_half_a_thing_is_refused_where_whole_ones_are_counted():
    fault = fault_of(ABOUT["count"], 2.5)
    assert "2.5" in fault
    assert "whole number from 0 to 8 (tie/household)" in fault
    assert fault_of(ABOUT["count"], 2.0) == ""


@pytest.mark.parametrize("value", ["swop", 1, None, True, ["swap"]])
def test_an_unknown_word_is_answered_with_the_known_ones(value):
    fault = fault_of(ABOUT["kind"], value)
    assert repr(value) in fault
    assert "renewal, swap" in fault


def test_a_quantity_without_group_is_called_by_its_name():
    (first, *_) = quantities(Sample)
    assert fault_of(first, 99).startswith("pace: ")


def test_words_become_their_place_and_whole_numbers_stay_whole():
    assert [encode(ABOUT["kind"], word) for word in ("renewal", "swap")] == [0, 1]
    assert encode(ABOUT["count"], 4.0) == 4
    assert isinstance(encode(ABOUT["count"], 4.0), int)
    assert isinstance(encode(ABOUT["pace"], 4), float)
    with pytest.raises(ValueError, match="not in"):  # only checked words get this far
        encode(ABOUT["kind"], "swop")


def test_record_holds_words_and_counts_as_integers():
    record = record_type(ABOUT.values())
    kinds = {name: record[name].kind for name in record.names}
    assert kinds == {
        "pace": "f", "count": "i", "kind": "i", "width": "f", "days": "i", "weight": "f",
        "narrow": "f",
    }  # fmt: skip
    assert all(record[name].itemsize == 8 for name in record.names)


@pytest.mark.parametrize("said", [int, "int"])
def test_whole_numbers_are_known_however_the_file_spells_its_types(said):
    """A method's file need not begin with ``from __future__ import annotations``."""
    declared = quantity(3, "tie", 0, 8, source="assumed", meaning="ties", **WORDS)
    sheet = dataclasses.make_dataclass("Typed", [("count", said, declared)])
    (about,) = quantities(sheet)
    assert about.whole
    assert fault_of(about, 2.5)


def test_the_point_is_the_default_or_the_median():
    assert ABOUT["pace"].point == 2.5
    assert ABOUT["width"].point == 9.0
    assert ABOUT["days"].point == 49
    assert isinstance(ABOUT["days"].point, int)
    lost = dataclasses.replace(ABOUT["width"], spread=None)
    with pytest.raises(ValueError, match="width"):
        _ = lost.point


@pytest.mark.parametrize("name", ["width", "days", "weight"])
def test_draws_have_the_documented_median_and_spread(name):
    about, values = ABOUT[name], draws(name)
    shape = about.spread or about.prior
    assert values.min() >= about.low
    assert values.max() <= about.high
    # standard error of a log-normal's median: 1.25 log_sd / sqrt(n)
    allowed = 4.0 * 1.2533 * shape.log_sd / math.sqrt(len(values))
    assert abs(math.log(np.median(values) / shape.median)) < allowed + (0.5 / shape.median)
    middle = np.log(np.quantile(values, [0.25, 0.75]) / shape.median)
    assert np.allclose(middle, np.array([-0.6745, 0.6745]) * shape.log_sd, atol=0.1 * shape.log_sd)


def test_draws_stop_at_the_ends_of_the_range():
    values = draws("narrow", 500)
    assert values.min() == 4.0
    assert values.max() == 5.0


def test_whole_quantities_are_drawn_whole():
    assert all(float(v).is_integer() for v in draws("days", 200))
    assert isinstance(draw(ABOUT["days"], run_key(1, 0)), int)


def test_what_has_no_spread_is_drawn_as_its_point():
    assert set(draws("pace", 20)) == {2.5}
    assert set(draws("kind", 20)) == {1}


def test_a_draw_depends_on_the_key_and_the_name_alone():
    assert np.array_equal(draws("width", 50), draws("width", 50))
    assert not np.array_equal(draws("width", 50), draws("width", 50, seed=2))
    elsewhere = dataclasses.replace(ABOUT["width"], group="another", meaning="another")
    assert draw(elsewhere, run_key(1, 3)) == draw(ABOUT["width"], run_key(1, 3))
    renamed = dataclasses.replace(ABOUT["width"], name="breadth")
    assert draw(renamed, run_key(1, 3)) != draw(ABOUT["width"], run_key(1, 3))
