"""One truth: Mesa's sentences, compiled loops and plain Python live the same days, bit for bit.

Run as a script, this file prints digests of small towns: with the compiler off, these must not
change, and no index may leave its array, no whole number overflow.
"""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.signing import day as rules
from models.signing.sheet import METHODS, SHEET

ROOT = Path(__file__).resolve().parents[1]

# Sizes and dates are drawn inside these ranges; all else anywhere inside its own range.
SMALL = {
    "certificates": (1, 80), "certificates_per_stairwell": (1, 100), "stairwells_per_lane": (1, 4),
    "certificates_per_worker": (1, 40), "preparation_days": (0, 14), "survey_days": (0, 4),
    "round1_days": (1, 8), "comment_days": (0, 6), "revision_days": (0, 5), "pricing_days": (0, 4),
    "brewing_days": (0, 10), "reward_window_days": (1, 9), "signing_period_days": (1, 9),
    "decision_after_days": (1, 3), "court_after_days": (1, 3), "moving_start_day": (1, 8),
    "last_day": (1, 14), "moving_step_days": (1, 5), "plots": (1, 3), "firms": (0, 12),
    "signing_date": (0, 0),
}  # fmt: skip
DATES = (0, 20190112, 20190201, 20200124, 20231001, 20240505, 20280301)
"""Unknown; a Saturday; before, in and after public holidays; a leap year."""
BUSY = {
    "inclination_mean": 1.5, "round1_threshold": 0.2, "threshold": 0.5, "moving_pace_days": 3.0,
    "obstacle_weight": 3.0,
    "survey_doors_per_worker_per_day": 2.5, "visits_per_worker_per_day": 3.5, "visit_gap_days": 1.0,
    "staff_sharing": 1.0, "pledge_share": 0.8, "plaque_weight": 3,
    "notices_per_leader_per_day": 0.7, "board_readers_per_day": 0.4, "evening_share": 0.4,
    "evening_desk_hours": 2.0, "volunteer_share": 0.6, "calls_per_volunteer_per_day": 0.7,
    "house_cases_per_1000_per_day": 40.0, "sittings_per_1000_per_day": 40.0,
    "law_cases_per_1000_per_day": 40.0, "court_cases_per_1000_per_week": 90.0,
    "care_cases_per_1000_per_day": 40.0, "department_cases_per_1000_per_day": 40.0,
    "committee_cases_per_1000_per_day": 40.0, "transitional_flats_per_1000": 30.0,
    "moving_help_share": 0.6, "elderly_share": 0.5, "alone_share": 0.6, "leader_share": 0.2,
    "waiter_share": 0.2, "rumours_per_lane_per_day": 0.5, "clearance_hopes": 0.3,
    "illness_per_year": 1.0, "fairness_at_start": 0.45, "title_share": 0.1, "area_share": 0.1,
    "flat_wish_share": 0.6, "flats_per_100": 30.0, "firms": 8, "firm_talks_per_day": 0.6,
    "plots": 2, "signing_date": 20190201, "court_after_days": 2, "decision_after_days": 2,
    "certificates_per_desk": 40.0, "minutes_per_contract": 90.0,
}  # fmt: skip
"""A strategy that does a little of everything, in a place where it matters."""


def anywhere(about):
    """Draw a value in a quantity's range, its ends more often than not."""
    low, high = SMALL.get(about.name, (about.low, about.high))
    if about.name == "signing_date":
        return st.sampled_from(DATES)
    if about.choices:
        return st.sampled_from(about.choices)
    if about.whole:
        return st.sampled_from((int(low), int(high))) | st.integers(int(low), int(high))
    return st.sampled_from((float(low), float(high))) | st.floats(low, high)


@st.composite
def neighbourhoods(draw):
    """Draw a small place and campaign, and set some other quantities anywhere in their range."""
    values = dict(BUSY) if draw(st.booleans()) else {}
    values |= {name: draw(anywhere(SHEET.by_name[name])) for name in SMALL}
    for name in draw(st.lists(st.sampled_from(sorted(SHEET.by_name)), max_size=8)):
        values[name] = draw(anywhere(SHEET.by_name[name]))
    return values


@given(neighbourhoods(), st.integers(0, 2**63), st.booleans())
@settings(max_examples=60)
def test_mesa_and_compiled_runs_are_identical_day_by_day(campaign, differ, values, seed, shuffled):
    from models.signing import SigningModel

    told = SigningModel(values, seed=seed, shuffled=shuffled, collect=False)
    lived = campaign(values, seed)
    while told.running:
        told.step()
        lived.live(told.day)
        assert differ(told.town, lived.town) == [], f"day {told.day}"
    assert told.day == lived.p.last_day


@given(neighbourhoods(), st.integers(0, 2**63))
@settings(max_examples=20)
def test_a_live_run_is_the_run_of_the_ensemble(campaign, values, seed):
    from models.signing.chunk import DAILY, days_lived, run_chunk
    from sim.engine.luck import run_key

    lived = campaign(values, seed, replicate=3).live()
    table = SHEET.table([{**BUSY, "certificates": 90, "preparation_days": 20}, values])
    keys = np.array([run_key(seed, 2), run_key(seed, 3)])
    daily, ends = run_chunk(table, keys, days_lived(table))  # memory used by another run before
    mine = daily[1][-days_lived(lived.table) :]
    for column in DAILY:
        assert np.array_equal(mine[column.name], lived.town.day[column.name])
    assert ends[1] == lived.now


def drawn_towns(count):
    """Draw small towns without Hypothesis, so that another process draws the same."""
    generator = np.random.default_rng(20)
    for number in range(count):
        values = dict(BUSY)
        for name in (*SMALL, *generator.choice(sorted(SHEET.by_name), 6)):
            about = SHEET.by_name[str(name)]
            low, high = SMALL.get(about.name, (about.low, about.high))
            value = float(generator.uniform(low, high))
            values[about.name] = int(value) if about.whole else value
            if about.choices:
                values[about.name] = str(generator.choice(about.choices))
            if about.name == "signing_date":
                values[about.name] = int(generator.choice(DATES))
        values["threshold"] = (0.1, 0.5, 1.0)[number % 3]  # some take effect, some are given up
        values["last_day"] = (14, values["last_day"])[number % 2]
        yield {**values, "certificates": int(generator.integers(1, 25))}


SCRATCH = ("queue.",)  # room to line people up, read by nobody


def digest(town):
    """Sum up every column of a town in a few characters."""
    total = hashlib.sha256()
    for table, rows in zip(town._fields, town, strict=True):
        for name in rows.dtype.names or ("",):
            if f"{table}.{name}" not in SCRATCH:
                total.update(np.ascontiguousarray(rows[name] if name else rows).tobytes())
    return total.hexdigest()[:16]


def live(values, through_mesa=False):
    """Live a whole campaign and return its town."""
    from models.signing.chunk import make_room
    from sim.engine.luck import run_key

    if through_mesa:
        from models.signing import SigningModel

        model = SigningModel(values, seed=7, collect=False)
        model.run_model()
        return model.town
    table = SHEET.table([values])
    town = make_room(table)
    town.now[0].luck = run_key(7, 0)
    rules.run(town, table[0])
    return town


def idle(name):
    """Set all doses of one method to the least, which for every method is none."""
    doses = [a for a in SHEET.abouts if a.group == f"strategy.{name}" and a.role == "dose"]
    return {a.name: int(a.low) if a.whole else a.low for a in doses}


def idle_and_absent(name):
    """Digest a run without a dose of a method, and one in which its verb is never called.

    Needs the compiler off: only then is the verb looked up when it is called.
    """
    values = {**BUSY, **idle(name), "certificates": 12, "preparation_days": 8, "last_day": 6}
    there = digest(live(values))
    METHODS[name].act = lambda *_: None
    return there, digest(live(values))


TOWNS = 12


@pytest.fixture(scope="module")
def interpreted():
    """Run this file as a script with the compiler off; overflow of a whole number is an error."""
    command = [sys.executable, "-W", "error::RuntimeWarning", __file__]
    path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    off = {**os.environ, "NUMBA_DISABLE_JIT": "1", "PYTHONPATH": path}
    done = subprocess.run(command, env=off, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_compiler_changes_no_bit(interpreted):
    assert interpreted["towns"] == [digest(live(values)) for values in drawn_towns(TOWNS)]


def test_mesa_lives_the_same_without_the_compiler(interpreted):
    assert interpreted["mesa"] == interpreted["towns"][:3]


def test_the_drawn_towns_live(interpreted):
    towns = [live(values) for values in drawn_towns(TOWNS)]
    assert len(set(interpreted["towns"])) == TOWNS
    for tally in ("signed", "moved", "votes_for", "contacts", "cases_heard", "cases_solved",
                  "files", "complaints", "revised", "plots_effective", "plots_stopped", "decided",
                  "enforced", "flats_taken", "flats_missed", "cash_chosen", "firms_signed",
                  "hindered", "informed", "tokens_yuan", "rent_yuan"):  # fmt: skip
        assert sum(int(town.now[0][tally]) > 0 for town in towns) >= 2, tally


@pytest.mark.parametrize("name", sorted(METHODS))
def test_a_method_without_a_dose_is_as_good_as_absent(interpreted, name):
    there, absent = interpreted["idle"][name]
    assert there == absent


@pytest.mark.parametrize("name", sorted(METHODS))
def test_quantities_of_an_idle_method_change_nothing(name):
    base = {**BUSY, **idle(name), "certificates": 60, "preparation_days": 20, "last_day": 10}
    others = [a for a in SHEET.abouts if a.group == f"strategy.{name}" and a.name not in idle(name)]
    for about in others:
        for end in (about.low, about.high):
            assert digest(live({**base, about.name: end})) == digest(live(base)), about.name


UNUSED = [
    ({"visits_per_worker_per_day": 0.0}, {"visit_gap_days": 30.0}),
    ({"party_share": 0.0}, {"plaque_weight": 5, "pledge_share": 0.1, "pledge_weight": 4.0}),
    ({"opening": "formal", "last_day": 1}, {"kind": "swap"}),
    (
        {"elderly_share": 0.0},
        {
            "alone_share": 0.9,
            "transition_share": 0.5,
            "care_share": 0.5,
            "illness_per_year": 0.5,
            "alone_risk": 9.0,
            "chat_share_elderly": 0.9,
            "moving_help_share": 0.9,
        },
    ),
    ({"signing_date": 0}, {"weekend_home": 0.1, "holiday_home": 0.9, "holiday_effort": 0.5}),
    ({"firms": 0}, {"firm_gap": 3.0, "firm_talks_per_day": 1.0, "firm_gap_accepted": 1.0}),
    ({"leader_share": 0.0}, {"leader_weight": 9}),
    (
        {"waiter_share": 0.0, "rumours_per_lane_per_day": 0.0},
        {"waiting_gain": 9.0, "rumour_weight": 4.0, "rumour_days": 1.0, "one_ruler": 0.0},
    ),
    ({"volunteer_share": 0.0}, {"calls_per_volunteer_per_day": 4.0, "info_per_neighbour": 0.9}),
    ({"flat_wish_share": 0.0}, {"flat_weight": 3.0}),
    (
        {"kind": "rebuild"},
        {
            "price_per_m2": 1.0,
            "floor_yuan_per_person": 1.0,
            "offer_weight": 2.0,
            "flat_wish_share": 0.0,
        },
    ),
    ({"kind": "swap"}, {"decision_after_days": 9, "court_after_days": 9}),
    ({"complaint_limit": 0.0}, {"revision_gain": 1.0, "revision_days": 9, "comment_days": 9}),
    ({"plots": 1, "certificates_per_worker": 400.0}, {"staff_sharing": 0.5}),
    (
        {"hidden_share": 0.0, "quarrel_share": 0.0, "family_share": 0.0},
        {"co_owned_risk": 9.0, "family_ease": 0.1},
    ),
    ({"collective_reward": 0.0, "collective_per_point": 0.0}, {"collective_mark": 0.2}),
    ({"last_day": 3, "reward_window_days": 9}, {"late_reward": 1.0, "tail_effort": 0.9}),
]


@pytest.mark.parametrize(("base", "unused"), UNUSED, ids=lambda values: "-".join(values)[:60])
def test_a_quantity_that_nobody_uses_changes_nothing(campaign, differ, base, unused):
    base = {**BUSY, "certificates": 90, "preparation_days": 15, **base}
    assert differ(campaign(base).live().town, campaign({**base, **unused}).live().town) == []


def test_seed_and_replicate_change_the_run(differ):
    from models.signing import SigningModel

    def run(seed, replicate):
        model = SigningModel(BUSY, seed=seed, replicate=replicate, certificates=40)
        return model.leap_to(0).town

    assert differ(run(1, 0), run(1, 0)) == []
    assert "home.inclination" in differ(run(1, 0), run(2, 0))
    assert "home.inclination" in differ(run(1, 0), run(1, 1))


if __name__ == "__main__":
    drawn = list(drawn_towns(TOWNS))
    answer = {
        "towns": [digest(live(values)) for values in drawn],
        "mesa": [digest(live(values, through_mesa=True)) for values in drawn[:3]],
        "idle": {name: idle_and_absent(name) for name in sorted(METHODS)},
    }
    print(json.dumps(answer))
