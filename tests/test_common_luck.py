"""Strategies share their luck: what they differ in is all that tells two runs apart."""

import numpy as np
import pytest

import sim.engine.luck as luck
from models.signing.chunk import days_lived, make_room, run_chunk
from models.signing.sheet import SHEET
from sim.engine.luck import chance, purpose, run_key

CAMPAIGN = {
    "certificates": 400, "certificates_per_worker": 15.0, "certificates_per_stairwell": 20,
    "preparation_days": 60, "round1_days": 25, "brewing_days": 12, "reward_window_days": 20,
    "round1_threshold": 0.0, "moving_start_day": 25, "last_day": 45, "evening_share": 0.5,
    "survey_doors_per_worker_per_day": 1.0, "visits_per_worker_per_day": 1.0,
    "board_readers_per_day": 0.1, "pledge_share": 0.9, "notices_per_leader_per_day": 0.3,
    "house_cases_per_1000_per_day": 1.0, "sittings_per_1000_per_day": 1.0,
    "law_cases_per_1000_per_day": 0.5, "court_cases_per_1000_per_week": 2.0,
    "care_cases_per_1000_per_day": 0.5, "department_cases_per_1000_per_day": 1.0,
    "committee_cases_per_1000_per_day": 0.5, "volunteer_share": 0.1, "moving_help_share": 0.5,
    "plots": 2, "firms": 12, "signing_date": 20190112, "staff_sharing": 1.0,
}  # fmt: skip
REPLICATES = np.arange(60)


def run(replicates=REPLICATES, seed=1, **values):
    """Run some replicates of one strategy; return its days and its ends."""
    assert set(values) <= set(SHEET.by_name), "a quantity that does not exist changes nothing"
    table = SHEET.table([CAMPAIGN | values] * len(replicates))
    keys = np.array([run_key(seed, r) for r in replicates], np.uint64)
    return run_chunk(table, keys, days_lived(table))


def same(one, other):
    return all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


def share_on(day, days):
    return days.signed[:, CAMPAIGN["preparation_days"] - 1 + day] / CAMPAIGN["certificates"]


def test_a_against_a_is_exactly_zero():
    one, other = run(), run()
    assert same(one, other)
    assert np.all(share_on(10, one[0]) - share_on(10, other[0]) == 0.0)


# A quantity, two values of it, and the circumstances in which nothing may hang on it.
UNUSED = {
    "house-finders' success without house-finders": (
        {"house_cases_per_1000_per_day": 0.0}, "house_case_success", (0.3, 0.9)),
    "sittings' success without sittings": (
        {"sittings_per_1000_per_day": 0.0}, "sitting_success", (0.3, 0.9)),
    "knowledge per reading without a board": (
        {"board_readers_per_day": 0.0}, "info_per_reading", (0.05, 1.0)),
    "gap between visits without visits": (
        {"visits_per_worker_per_day": 0.0}, "visit_gap_days", (4.0, 0.0)),
    "lawyers' success without lawyers": (
        {"law_cases_per_1000_per_day": 0.0}, "law_case_success", (0.3, 0.9)),
    "cost of a judge without a court station": (
        {"court_cases_per_1000_per_week": 0.0}, "court_case_yuan", (0.0, 900.0)),
    "carers' success without carers": (
        {"care_cases_per_1000_per_day": 0.0}, "care_case_success", (0.3, 0.9)),
    "volunteers' calls without volunteers": (
        {"volunteer_share": 0.0}, "calls_per_volunteer_per_day", (0.2, 5.0)),
    "effort on holidays without a date": ({"signing_date": 0}, "holiday_effort", (0.1, 1.0)),
    "the court's date before the court": ({"last_day": 40}, "court_after_days", (180, 9)),
    "a demand of firms where there are none": ({"firms": 0}, "firm_gap", (0.5, 5.0)),
    "a token where all take effect": (
        {"threshold": 0.0}, "token_yuan", (2000.0, 9000.0)),
    "a decision where a swap binds nobody": (
        {"kind": "swap", "signing_period_days": 20}, "decision_after_days", (5, 9)),
    "pledges where nobody is a member": ({"party_share": 0.0}, "pledge_share", (0.9, 0.1)),
    "plaques where nobody is a member": ({"party_share": 0.0}, "plaque_weight", (1, 5)),
    "moving reward before moving opens": (
        {"moving_start_day": 1000}, "moving_reward", (160_000.0, 0.0)),
    "pace of moving before moving opens": ({"moving_start_day": 1000}, "moving_pace_days", (15, 1)),
    "strength in the tail before the tail": ({"last_day": 20}, "tail_effort", (0.13, 1.0)),
    "weight of fatigue where no call comes too soon": (
        {"welcome_gap_days": 0.0}, "fatigue_weight", (0.1, 2.0)),
    "nuisance where no call comes too soon": (
        {"welcome_gap_days": 0.0}, "trust_lost_per_nuisance", (0.03, 1.0)),
}  # fmt: skip


@pytest.mark.parametrize("case", UNUSED)
def test_strategies_that_differ_in_an_unused_quantity_are_identical(case):
    setting, name, (one, other) = UNUSED[case]
    few = REPLICATES[:8]
    assert same(run(few, **setting | {name: one}), run(few, **setting | {name: other}))


def test_minutes_of_a_visit_change_the_books_and_nothing_else():
    few = REPLICATES[:8]
    short, long = (run(few, visit_minutes_per_door=m)[0] for m in (20.0, 40.0))
    for name in short.dtype.names:
        assert np.array_equal(short[name], long[name]) == (name != "minutes"), name


def test_what_begins_later_leaves_earlier_days_alone():
    """Two strategies are one until they part: here on day 11, after the first step of rewards."""
    one, other = run(second_reward=200_000.0)[0], run(second_reward=0.0)[0]
    parted = CAMPAIGN["preparation_days"] + 10
    assert np.array_equal(one[:, :parted], other[:, :parted])
    assert not np.array_equal(one[:, parted:], other[:, parted:])


@pytest.mark.parametrize(
    ("name", "one", "other"),
    [("visits_per_worker_per_day", 1.0, 1.5), ("sittings_per_1000_per_day", 0.0, 2.0)],
)
def test_common_luck_makes_differences_sharper(name, one, other):
    """The variance of a paired difference is well below that of an unpaired one."""
    a = share_on(10, run(**{name: one})[0])
    b = share_on(10, run(**{name: other})[0])
    strange = share_on(10, run(REPLICATES + 1000, **{name: other})[0])
    ratio = (a - strange).var(ddof=1) / (a - b).var(ddof=1)
    print(f"    {name} {one:g} or {other:g}: paired variance {ratio:.1f} times smaller")
    assert ratio > 1.5


def test_rows_of_a_chunk_do_not_touch_each_other():
    """A run is the same alone, in company, after a larger town, and in any order."""
    rows = [CAMPAIGN | {"certificates": n} for n in (37, 400, 1, 150, 2)]
    rows[1] |= {
        "round1_threshold": 1.0
    }  # given up: its desks and services stop with people waiting
    table = SHEET.table(rows)
    keys = np.array([run_key(1, r) for r in range(len(rows))], np.uint64)
    span = days_lived(table)
    days, ends = run_chunk(table, keys, span)
    town = make_room(table)
    for order in ([4, 3, 2, 1, 0], [1, 0, 1, 2, 4, 3]):
        again, close = run_chunk(table[order], keys[order], span, town)
        assert np.array_equal(again, days[order])
        assert np.array_equal(close, ends[order])
    for r in range(len(rows)):
        alone, end = run_chunk(table[r : r + 1], keys[r : r + 1], span)
        assert np.array_equal(alone[0], days[r])
        assert end[0] == ends[r]


def test_a_longer_frame_holds_the_same_run_at_its_end():
    table = SHEET.table([CAMPAIGN])
    key = np.array([run_key(1, 0)], np.uint64)
    span = days_lived(table)
    close, wide = (run_chunk(table, key, days)[0] for days in (span, span + 30))
    assert np.array_equal(close[0], wide[0, 30:])
    assert not wide[0, :30].signed.any()


def test_a_horizon_further_off_leaves_the_days_before_alone():
    short, long = run(last_day=20)[0], run(last_day=45)[0]
    assert np.array_equal(short, long[:, : short.shape[1]])


def test_replicates_differ_and_seeds_differ():
    days, _ = run(REPLICATES[:20])
    assert len({tuple(row) for row in days.signed.tolist()}) == 20
    assert not np.array_equal(days, run(REPLICATES[:20], seed=2)[0])


def test_adding_a_purpose_leaves_draws_alone():
    before = {n: chance(run_key(1, 0), why, 3, 4) for n, why in luck.PURPOSES.items()}
    numbers = dict(luck.PURPOSES)
    for n in range(100):
        purpose(f"a purpose added later {n}")
        del luck.PURPOSES[f"a purpose added later {n}"]
    assert numbers == luck.PURPOSES
    after = {n: chance(run_key(1, 0), purpose(n), 3, 4) for n in numbers}
    assert before == after
