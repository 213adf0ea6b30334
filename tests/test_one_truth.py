"""One truth: Mesa's sentences, compiled loops and plain Python live the same days, bit for bit.

Every model is found and tested. Run as a script, this file prints digests of small towns of one
model: with the compiler off, these must not change, and no index may leave its array, no whole
number overflow.
"""

import ast
import hashlib
import inspect
import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.engine.luck import run_key
from tests.kit import (
    Campaign,
    differences,
    for_every,
    for_every_method,
    for_every_model,
    kit_file,
    subject,
)

ROOT = Path(__file__).resolve().parents[1]
TOWNS = 12
CROWDS = 6
TOGETHER = 6  # methods left out at the same time, with all the others at work
SEEDS = st.integers(0, 2**63)


@for_every_model
def test_a_model_has_a_kit(model):
    assert kit_file(model.name).is_file(), f"write {kit_file(model.name).relative_to(ROOT)}"


def range_of(model, about):
    """Return the range in which a quantity is drawn."""
    return model.kit.towns.small.get(about.name, (about.low, about.high))


def anywhere(model, about):
    """Draw a value in a quantity's range, its ends more often than not."""
    low, high = range_of(model, about)
    if about.name in model.kit.towns.chosen:
        return st.sampled_from(model.kit.towns.chosen[about.name])
    if about.choices:
        return st.sampled_from(about.choices)
    if about.whole:
        return st.sampled_from((int(low), int(high))) | st.integers(int(low), int(high))
    return st.sampled_from((float(low), float(high))) | st.floats(low, high)


@st.composite
def towns(draw, model):
    """Draw a small place and its dates, and set some other quantities anywhere in their range."""
    kit, by_name = model.kit.towns, model.sheet.by_name
    values = dict(kit.busy) if draw(st.booleans()) else {}
    values |= {name: draw(anywhere(model, by_name[name])) for name in kit.small}
    for name in draw(st.lists(st.sampled_from(sorted(by_name)), max_size=8)):
        values[name] = draw(anywhere(model, by_name[name]))
    return values


@for_every_model
@given(data=st.data(), seed=SEEDS, shuffled=st.booleans())
@settings(max_examples=16)
def test_mesa_and_compiled_runs_are_identical_day_by_day(model, data, seed, shuffled):
    values = data.draw(towns(model))
    told = model.model_class(values, seed=seed, shuffled=shuffled, collect=False)
    lived = Campaign(values, seed, of=model.name)
    while told.running:
        told.step()
        lived.live(told.day)
        assert differences(told.town, lived.town) == [], f"day {told.day}"
    assert told.day == lived.p.last_day


@for_every_model
def test_the_order_of_activation_changes_nothing_where_much_happens_at_once(model):
    """Two agents that meet the same evening must not depend on who is asked first."""
    values = model.kit.towns.crowded
    for seed in range(CROWDS):
        told = model.model_class(values, seed=seed, shuffled=True, collect=False)
        told.run_model()
        lived = Campaign(values, seed, of=model.name).live()
        assert differences(told.town, lived.town) == [], f"seed {seed}"


@for_every_model
@given(data=st.data(), seed=SEEDS)
@settings(max_examples=12)
def test_a_live_run_is_the_run_of_the_ensemble(model, data, seed):
    values, chunk = data.draw(towns(model)), model.chunk
    lived = Campaign(values, seed, replicate=3, of=model.name).live()
    table = model.table([model.kit.towns.larger, values])
    keys = np.array([run_key(seed, 2), run_key(seed, 3)])
    daily, ends = chunk.run_chunk(table, keys, chunk.days_lived(table))  # memory used before
    alone = chunk.run_chunk(table[1:], keys[1:], chunk.days_lived(table[1:]))
    mine = daily[1][-chunk.days_lived(lived.table) :]
    for column in chunk.DAILY:
        assert np.array_equal(mine[column.name], alone[0][0][column.name]), column.name
        assert np.array_equal(mine[column.name], lived.days[column.name]), column.name
    for column in chunk.NOW:
        assert ends[1][column.name] == alone[1][0][column.name], column.name
        assert ends[1][column.name] == lived.books[column.name], column.name


def drawn_towns(model, count=TOWNS):
    """Draw small towns without Hypothesis, so that another process draws the same."""
    kit, by_name = model.kit.towns, model.sheet.by_name
    generator = np.random.default_rng(20)
    for number in range(count):
        values = dict(kit.busy)
        for name in (*kit.small, *generator.choice(sorted(by_name), 6)):
            about = by_name[str(name)]
            value = float(generator.uniform(*range_of(model, about)))
            values[about.name] = int(value) if about.whole else value
            if about.choices:
                values[about.name] = str(generator.choice(about.choices))
            if about.name in kit.chosen:
                values[about.name] = generator.choice(kit.chosen[about.name]).item()
        yield kit.retouch(values, number, generator)


SCRATCH = ("queue.",)  # room to line people up, read by nobody


def digest(town):
    """Sum up every column of a town in a few characters."""
    total = hashlib.sha256()
    for table, rows in zip(town._fields, town, strict=True):
        for name in rows.dtype.names or ("",):
            if f"{table}.{name}" not in SCRATCH:
                total.update(np.ascontiguousarray(rows[name] if name else rows).tobytes())
    return total.hexdigest()[:16]


def live(model, values, through_mesa=False):
    """Live a whole run and return its town."""
    if through_mesa:
        told = model.model_class(values, seed=7, collect=False)
        told.run_model()
        return told.town
    return Campaign(values, seed=7, of=model.name).live().town


def idle(model, method):
    """Set all doses of one method to the least, which for every method is none."""
    group = f"strategy.{method}"
    doses = [a for a in model.sheet.abouts if a.group == group and a.role == "dose"]
    return {a.name: int(a.low) if a.whole else a.low for a in doses}


def deeds(method):
    """Name the verbs of a method that do something: they return nothing."""
    tree = ast.parse(inspect.getsource(method))
    verbs = [n for n in tree.body if isinstance(n, ast.FunctionDef) and not n.name.startswith("_")]
    return [v.name for v in verbs if not any(map(gives_an_answer, ast.walk(v)))]


def gives_an_answer(node):
    return isinstance(node, ast.Return) and node.value is not None


def idle_and_absent(model, methods):
    """Digest a run without a dose of some methods, and one in which their verbs are never called.

    Needs the compiler off: only then is a verb looked up when it is called.
    """
    values = dict(model.kit.towns.busy)
    for method in methods:
        values |= idle(model, method)
    values |= model.kit.towns.tiny
    there = digest(live(model, values))
    with pytest.MonkeyPatch.context() as patch:
        for method in methods:
            for name in deeds(model.methods[method]):
                patch.setattr(model.methods[method], name, lambda *_: None)
        return there, digest(live(model, values))


def all_idle_and_absent(model):
    """Leave out a few methods at a time; where that makes a difference, each by itself."""
    names, answers = sorted(model.methods), {}
    groups = -(-len(names) // TOGETHER)
    for few in (names[first::groups] for first in range(groups)):
        there, absent = idle_and_absent(model, few)
        alone = few if there != absent else ()
        answers |= dict.fromkeys(few, (there, absent))
        answers |= {name: idle_and_absent(model, [name]) for name in alone}
    return answers


@cache
def interpreted(name):
    """Run this file as a script with the compiler off; overflow of a whole number is an error."""
    command = [sys.executable, "-W", "error::RuntimeWarning", __file__, name]
    path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    off = {**os.environ, "NUMBA_DISABLE_JIT": "1", "PYTHONPATH": path}
    done = subprocess.run(command, env=off, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@for_every_model
def test_the_compiler_changes_no_bit(model):
    compiled = [digest(live(model, values)) for values in drawn_towns(model)]
    assert interpreted(model.name)["towns"] == compiled


@for_every_model
def test_mesa_lives_the_same_without_the_compiler(model):
    answer = interpreted(model.name)
    assert answer["mesa"] == answer["towns"][:3]


@for_every_model
def test_the_drawn_towns_live(model):
    lived = [live(model, values) for values in drawn_towns(model)]
    assert len(set(interpreted(model.name)["towns"])) == TOWNS
    for tally in model.kit.towns.tallies:
        assert sum(int(town.now[0][tally]) > 0 for town in lived) >= 2, tally


@for_every_method
def test_a_method_without_a_dose_is_as_good_as_absent(model, method):
    there, absent = interpreted(model.name)["idle"][method]
    assert there == absent


@for_every_method
def test_quantities_of_an_idle_method_change_nothing(model, method):
    none = idle(model, method)
    base = {**model.kit.towns.busy, **none, **model.kit.towns.wide}
    usual = digest(live(model, base))
    for about in model.sheet.abouts:
        if about.group == f"strategy.{method}" and about.name not in none:
            for end in (about.low, about.high):
                other = int(end) if about.whole else end
                assert digest(live(model, {**base, about.name: other})) == usual, about.name


@for_every("towns", "unread")
def test_a_quantity_that_nobody_reads_changes_nothing(model, case):
    setting, unread = case
    base = {**model.kit.towns.busy, **model.kit.towns.wide, **setting}
    one, other = (
        Campaign(values, of=model.name).live().town for values in (base, {**base, **unread})
    )
    found = differences(one, other)
    assert [name for name in found if name.split(".")[0] not in model.kit.towns.given] == []


@for_every_model
def test_seed_and_replicate_change_the_run(model):
    values, column = model.kit.towns.told_apart

    def run(seed, replicate):
        told = model.model_class(values, seed=seed, replicate=replicate)
        told.step()
        return told.town

    assert differences(run(1, 0), run(1, 0)) == []
    assert column in differences(run(1, 0), run(2, 0))
    assert column in differences(run(1, 0), run(1, 1))


if __name__ == "__main__":
    one = subject(sys.argv[1])
    drawn = list(drawn_towns(one))
    answer = {
        "towns": [digest(live(one, values)) for values in drawn],
        "mesa": [digest(live(one, values, through_mesa=True)) for values in drawn[:3]],
        "idle": all_idle_and_absent(one),
    }
    print(json.dumps(answer))
