"""Every system of the source documents that is to be modelled has a home, and the home is true.

True means: the file that declares it names the row, a rule reads it, and a small busy town lives
differently when it is set away from its default.
"""

import ast
import csv
import json
from collections import Counter
from functools import cache

import pytest

from experiments.__main__ import main
from experiments.coverage import DOCUMENTS, FITS, coverage_rows, coverage_table, systems
from experiments.homes import SLOT, fact_of, naming_files, rows_named
from experiments.known_models import MODELS
from experiments.method_cards import method_rows
from tests.kit import ROOT, same, subject

TOLD = (ROOT / "scenarios/cases/systems.csv").read_text(encoding="utf-8").splitlines()
MARKS = {line["row"]: line["mark"] for line in csv.DictReader(TOLD)}
LENGTHS = {"S0": 35, "S1": 40, "S2": 32, "S3": 15, "S4": 15}
HOMES = [(system, home) for system in systems() for home in system.homes]
NAMES = [f"{system.row}-{home.name}" for system, home in HOMES]
THINGS = sorted({(home.kind, home.name, model) for _, home in HOMES for model in home.files})
SLOTTED = ("law", "periods")  # groups whose slots are laid out as rows
of_homes = pytest.mark.parametrize(("system", "home"), HOMES, ids=NAMES)


@pytest.fixture
def told(capsys):
    """Run a command that must succeed; return what it prints."""

    def run(*words):
        assert main(words) == 0
        return capsys.readouterr().out

    return run


# The table


def test_no_row_is_missing_and_none_is_told_twice():
    rows = [f"{document}-{n + 1}" for document, count in LENGTHS.items() for n in range(count)]
    assert [system.row for system in systems()] == rows
    assert [*DOCUMENTS] == [*LENGTHS]


def test_rows_to_be_modelled_have_a_home_and_the_others_none():
    assert all(set(mark) <= set("DPC") and mark for mark in MARKS.values())
    for system in systems():
        assert bool(system.homes) == bool(set(system.mark) & set("DP")), system.row
        assert (system.fit in FITS) == bool(system.homes), f"{system.row}: fit {system.fit!r}"


def test_names_are_short_and_our_own():
    names = [system.name for system in systems()]
    assert len(set(names)) == len(names)
    for system in systems():
        assert 4 < len(system.name) <= 50, system.row
        assert 0 < len(system.name_zh) <= 12, system.row
        assert not set("“”「」…。；") & set(system.name + system.name_zh), f"{system.row}: quoted"


@of_homes
def test_a_home_is_declared_where_it_names_its_row(system, home):
    assert home.files, f"{system.row}: no {home.kind} {home.name} in model {system.model}"
    for path in home.files.values():
        assert system.row in rows_named(path), f"{path} does not name {system.row}"


@pytest.mark.parametrize("system", [s for s in systems() if s.model == "both"], ids=lambda s: s.row)
def test_a_row_of_both_models_has_a_home_in_each(system):
    assert {model for home in system.homes for model in home.files} == set(MODELS)


def test_a_file_names_only_rows_that_it_is_a_home_of():
    homes = {path: set() for path in naming_files()}
    for system, home in HOMES:
        for path in home.files.values():
            homes.setdefault(path, set()).add(system.row)
    for path, rows in naming_files().items():
        assert max(Counter(rows).values()) == 1, path
        assert set(rows) == homes[path], path
        assert rows == sorted(rows, key=lambda row: (row[:2], int(row[3:]))), path


# A rule reads it


def is_verb(node):
    return isinstance(node, ast.FunctionDef) and any(
        isinstance(mark, ast.Name) and mark.id == "verb" for mark in node.decorator_list
    )


@cache
def read_in(folder: str) -> frozenset[str]:
    """Name every quantity that a rule below a folder reads: of ``p``, or a column of a row."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / folder).rglob("*.py")]
    rules = [node for tree in trees for node in ast.walk(tree) if is_verb(node)]
    nodes = [node for rule in rules for node in ast.walk(rule) if isinstance(node, ast.Attribute)]
    read = [node for node in nodes if isinstance(node.ctx, ast.Load)]
    return frozenset(f"{ast.unparse(node.value)}.{node.attr}" for node in read)


def quantities_of(kind, name, model):
    """Return the quantities that a home stands for: doses of a method, or the one that it names."""
    if kind == "method":
        group = f"strategy.{name}"
        return [a.name for a in model.sheet.abouts if a.group == group and a.role == "dose"]
    return [name.rpartition(".")[2]]


def is_read(quantity, model):
    """Tell whether a rule reads a quantity; the slots of a fact are read as columns of a row."""
    read = read_in("sim/people") | read_in(f"models/{model.name}")
    if model.sheet.by_name[quantity].group not in SLOTTED:
        return f"p.{quantity}" in read
    return any(spelt.endswith(f".{SLOT.sub('', quantity)}") for spelt in read)


@pytest.mark.parametrize(("kind", "name", "model"), THINGS)
def test_a_rule_reads_it(kind, name, model):
    quantities = quantities_of(kind, name, subject(model))
    assert quantities, f"{name} has no dose"
    for quantity in quantities:
        assert is_read(quantity, subject(model)), f"no rule of {model} reads {quantity}"


# It changes a run


def ends_of(model, about):
    """Return the range of a quantity in a small town."""
    small = model.kit.towns.small
    low, high = small.get(about.name, (about.low, about.high))
    return (int(low), int(high)) if about.whole else (float(low), float(high))


def away_from(model, about):
    """List values away from the default: busy, the ends of the range, other words."""
    usual, busy = about.point, model.kit.towns.busy.get(about.name)
    low, high = (about.choices[0], about.choices[-1]) if about.choices else ends_of(model, about)
    listed = (busy, high, low, *about.choices)
    return [value for value in dict.fromkeys(listed) if value is not None and value != usual]


MEMBERS = {"party_share": 0.3, "certificates": 200}
CIRCUMSTANCES = {
    "court_after_days": {"inclination_mean": 0.0, "threshold": 0.2, "round1_threshold": 0.0},
    "builders_per_100_year_3": {"period_from_3": 20200110},
    "notices_per_leader_per_day": MEMBERS,
    "plaque_weight": MEMBERS,
    "pledge_share": MEMBERS,
    "return_factor": {"kind": "rebuild"},
}
"""Where a quantity matters, if not in any busy town: more members, a period that has come."""


@cache
def lived(model, name, value):
    """Live three busy towns with one quantity set; of sizes that are small whatever it is."""
    of, circumstances = subject(model), CIRCUMSTANCES.get(name, {})
    known = {n: v for n, v in circumstances.items() if n in of.sheet.by_name}
    base = {**of.kit.towns.busy, **of.kit.towns.wide, **known}
    return of.run({**base, name: value}, replicates=range(3))


def default_of(model, about):
    """Return the default, or what is nearest to it in a small town."""
    if about.choices or about.name not in model.kit.towns.small:
        return about.point
    low, high = ends_of(model, about)
    return min(max(about.point, low), high)


def changes(model, name):
    """Tell whether a quantity away from its default changes a busy town."""
    about = model.sheet.by_name[name]
    usual = default_of(model, about)
    base = lived(model.name, name, usual)
    away = (value for value in away_from(model, about) if value != usual)
    return any(not same(base, lived(model.name, name, value)) for value in away)


@pytest.mark.parametrize(("kind", "name", "model"), [t for t in THINGS if t[0] != "scenario"])
def test_away_from_its_default_it_changes_a_run(kind, name, model):
    of = subject(model)
    for quantity in quantities_of(kind, name, of):
        assert changes(of, quantity), f"{quantity} changes nothing in a busy town"


@pytest.mark.parametrize("name", sorted({name for kind, name, _ in THINGS if kind == "scenario"}))
def test_a_fact_of_a_scenario_is_away_from_its_default_and_changes_a_run(name):
    model, value, path = fact_of(name)
    about = subject(model).sheet.by_name[name.partition(".")[2]]
    assert value != about.point, f"{path} sets {about.name} to its default"
    if about.name in subject(model).kit.towns.small:  # a size: the fact itself is too large here
        assert changes(subject(model), about.name), f"{about.name} changes nothing"
    else:
        usual, told = (lived(model, about.name, v) for v in (about.point, value))
        assert not same(usual, told), f"{about.name} at {value} changes nothing"


# What is printed


def test_coverage_tells_every_row_with_its_file(told):
    text, rows = told("coverage"), json.loads(told("coverage", "format=json"))
    assert all(system.row in text and system.name in text for system in systems())
    assert rows["counts"]["all"]["rows"] == 137
    assert {row["row"] for row in rows["rows"]} == {*MARKS}
    for row in rows["rows"]:
        assert all((ROOT / path).is_file() for path in row["file"].split()), row
        assert bool(row["file"]) == (row["home"] != "context only"), row
    fits = {row["row"]: row["fit"] for row in rows["rows"]}
    assert (fits["S0-11"], fits["S0-17"], fits["S0-1"]) == ("stands in", "same", "")
    assert "方法: visits" in told("coverage", "language=zh")
    assert "替代" in told("coverage", "language=zh")


def test_coverage_page_has_every_home():
    lines = [line for line in coverage_table().splitlines() if line.startswith("| S")]
    assert len(lines) == len(coverage_rows())
    assert any("| S0-11 |" in line and "| stands in |" in line for line in lines)


def test_methods_tell_what_happens_what_it_takes_and_where_it_comes_from(told):
    for card in method_rows():
        assert all(card[key] for key in ("name", "name_zh", "doses", "actor")), card["method"]
        assert len(card["mechanism"]) > 40, card["method"]
        assert all(q["source"] for q in card["quantities"]), card["method"]
        assert "Rows:" not in card["mechanism"], card["method"]
    text = told("methods")
    assert "visit_minutes_per_door 40 min/door (0.67 h)" in text
    assert "overuse: Observed" not in text
    assert "calling too often tires" in text
    assert "走访间隔" in told("methods", "language=zh")
