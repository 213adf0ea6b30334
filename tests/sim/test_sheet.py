"""The sheet of the signing model: every quantity is named once, and says all about itself."""

import dataclasses
import re

import numpy as np
import pytest

from models.signing.sheet import METHODS, SHEET
from sim.engine.luck import run_key
from sim.engine.quantity import draw, fault_of, quantity
from sim.engine.sheet import Sheet, sheet_class
from tests.laws import of_each

every_quantity = of_each(SHEET.abouts, lambda about: about.name)
CHINESE = re.compile(r"[\u4e00-\u9fff]")
UNIT = re.compile(r"(1|choice|[a-zA-Z0-9]+( [a-zA-Z0-9]+)*(/[a-zA-Z0-9]+( [a-zA-Z0-9]+)*)*)")


def test_names_are_unique_over_all_groups():
    names = [about.name for about in SHEET.abouts]
    assert len(set(names)) == len(names) == len(SHEET.by_name)
    assert list(SHEET.record.names) == names


def test_a_name_used_twice_is_refused():
    words = {"source": "assumed", "meaning": "m", "label": "l", "label_zh": "标"}
    first = dataclasses.make_dataclass("First", [("pace", float, quantity(1, "1", **words))])
    second = dataclasses.make_dataclass("Second", [("pace", float, quantity(1, "1", **words))])
    with pytest.raises(ValueError, match="pace is declared in a and b"):
        _ = Sheet({"a": first, "b": second}).by_name


@every_quantity
def test_names_are_words_without_capitals(about):
    assert re.fullmatch(r"[a-z][a-z0-9_]*", about.name)


@every_quantity
def test_every_quantity_has_unit_source_and_meaning(about):
    assert UNIT.fullmatch(about.unit), about.unit
    assert about.source.strip()
    assert len(about.meaning) > 8
    assert about.meaning.strip() == about.meaning
    assert about.role in ("fact", "behaviour", "dose", "lever")


@every_quantity
def test_every_quantity_has_a_label_in_both_languages(about):
    assert about.label.strip()
    assert len(about.label) <= 40, "a label stands on a slider or an axis"
    assert CHINESE.search(about.label_zh)


@every_quantity
def test_every_quantity_has_a_range_or_choices(about):
    if about.choices:
        assert about.unit == "choice"
        assert len(set(about.choices)) == len(about.choices) > 1
        assert about.default in about.choices
    else:
        assert about.low < about.high


@every_quantity
def test_every_default_is_inside_its_range(about):
    assert fault_of(about, about.point) == ""


@every_quantity
def test_the_unknown_has_a_spread_and_the_known_has_none(about):
    assert (about.default is None) == (about.spread is not None)
    for shape in (about.spread, about.prior):
        if shape is not None:
            assert about.low < shape.median < about.high
            assert 0.0 < shape.log_sd < 3.0
    if about.prior is not None:
        assert about.role == "behaviour", "what is known or chosen has no prior"


@every_quantity
def test_what_is_drawn_is_allowed(about):
    drawn = [draw(about, run_key(1, r)) for r in range(30)]
    if not about.choices:
        assert all(fault_of(about, value) == "" for value in drawn)
    if about.spread or about.prior:
        assert len(set(drawn)) > 3


@every_quantity
def test_a_fault_names_value_unit_range_and_source(about):
    if about.choices:
        assert "'neither'" in fault_of(about, "neither")
        return
    value = about.high * 2 + 1
    fault = fault_of(about, int(value) if about.whole else value)
    for part in (about.name, f"{value:g}", f"{about.low:g}", f"{about.high:g}"):
        assert part in fault
    assert about.unit in fault
    assert about.source in fault


def test_behaviour_is_assumed_calibrated_or_sourced():
    for about in SHEET.abouts:
        if about.source.startswith("calibrated"):
            assert about.source.startswith("calibrated: "), about.name
            assert about.role == "behaviour", f"{about.name}: facts and doses are not calibrated"


def test_labels_tell_quantities_apart():
    for label in ("label", "label_zh"):
        said = [getattr(about, label) for about in SHEET.abouts]
        assert sorted(said) == sorted(set(said))


def test_methods_are_discovered_from_what_the_rules_call():
    assert {"survey", "visits", "publicity_board", "party_first", "house_finding", "mediation",
            "evening_hours", "law_station", "court_station", "care_pairing", "departments",
            "joint_committee", "volunteers", "moving_help"} <= set(METHODS)  # fmt: skip
    assert list(METHODS) == sorted(METHODS)
    groups = {about.group for about in SHEET.abouts}
    assert {f"strategy.{name}" for name in METHODS} <= groups
    for name, method in METHODS.items():
        assert dataclasses.is_dataclass(sheet_class(method)), name


def test_a_method_file_with_no_dataclass_is_refused():
    import sim.engine.rows as rows
    import sim.people.plot as plot

    for module in (plot, rows):
        if module is plot:
            with pytest.raises(TypeError, match="exactly one dataclass"):
                sheet_class(module)


def test_an_empty_row_is_the_point():
    (row,) = SHEET.table([{}])
    for about in SHEET.abouts:
        expected = about.choices.index(about.point) if about.choices else about.point
        assert row[about.name] == expected


def test_a_row_holds_what_was_given_and_none_means_the_point():
    given = {"certificates": 321, "kind": "swap", "threshold": 0.85, "round1_days": None}
    (row,) = SHEET.table([given])
    assert (row.certificates, row.kind, row.threshold) == (321, 2, 0.85)
    assert row.round1_days == SHEET.by_name["round1_days"].point


def test_unknown_facts_are_drawn_and_given_ones_are_left_alone():
    unknown = [about.name for about in SHEET.abouts if about.default is None]
    given = {"certificates": 500, unknown[0]: 7, unknown[1]: None}
    filled = SHEET.drawn(given, unknown, run_key(1, 4))
    assert filled["certificates"] == 500
    assert filled[unknown[0]] == 7
    assert set(filled) == {"certificates", *unknown}
    assert filled == SHEET.drawn(given, unknown, run_key(1, 4))
    assert isinstance(SHEET.table([filled]), np.recarray)
