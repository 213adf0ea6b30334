"""Who knows whom: a tie counts for both, nobody knows oneself, and doors are real doors."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from models.signing.day import found
from models.signing.sheet import SHEET
from models.signing.town import Size, build_town
from sim.engine.luck import run_key
from sim.people import plot
from sim.people.neighbours import most_ties
from sim.people.plot import lane_of, stairwell_of

# Compiled verbs cannot hand a range to Python: these two are read as they are written.
homes_of = getattr(plot.homes_of, "py_func", plot.homes_of)
patch_of = getattr(plot.patch_of, "py_func", plot.patch_of)


def build(seed=1, town=None, **values):
    (p,) = SHEET.table([values])
    if town is None:
        n = int(p.certificates)
        town = build_town(Size(n, n, n, 1, 0, 1, int(most_ties(p))))
    town.now[0].luck = run_key(seed, 0)
    found(town, p)
    return town, p


def ends(town):
    """Return both ends of every entry: who, and whom they know."""
    n = int(town.now[0].households)
    degree = np.diff(town.tie_start[: n + 1])
    return np.repeat(np.arange(n), degree), town.tie[: town.tie_start[n]]


PLACES = {
    "certificates": st.integers(1, 300),
    "certificates_per_stairwell": st.integers(1, 60),
    "stairwells_per_lane": st.integers(1, 8),
    "door_ties": st.integers(0, 8),
    "lane_ties": st.integers(0, 8),
    "kin_share": st.sampled_from([0.0, 0.2, 1.0]),
    "certificates_per_worker": st.floats(1.0, 400.0),
}
USUAL = {
    "certificates": 1122, "certificates_per_stairwell": 20, "stairwells_per_lane": 6,
    "door_ties": 3, "lane_ties": 1, "kin_share": 0.2, "certificates_per_worker": 15.0,
}  # fmt: skip


def place(**values):
    return USUAL | values


@settings(max_examples=120, deadline=None)
@given(values=st.fixed_dictionaries(PLACES), seed=st.integers(0, 1000))
@example(values=place(certificates=1), seed=1)
@example(values=place(certificates=2), seed=1)
@example(values=place(certificates=121), seed=1)  # the last lane holds one household
@example(values=place(certificates=141), seed=1)  # the last stairwell holds one household
@example(values=place(certificates_per_stairwell=1, stairwells_per_lane=1), seed=1)
@example(values=place(certificates=10, certificates_per_stairwell=60), seed=1)
def test_ties_count_for_both_and_nobody_knows_oneself(values, seed):
    town, p = build(seed, **values)
    n = p.certificates
    who, whom = ends(town)
    named = town.named[:n, : most_ties(p)]
    assert town.tie_start[0] == 0
    assert np.all(np.diff(town.tie_start[: n + 1]) >= 0)
    assert np.all((whom >= 0) & (whom < n))
    assert not np.any(who == whom), "somebody knows oneself"
    assert len(whom) == 2 * (named >= 0).sum(), "degrees sum to twice the ties"
    pairs = Counter(zip(who.tolist(), whom.tolist(), strict=True))
    assert all(pairs[j, i] == count for (i, j), count in pairs.items()), "a tie has one end"


@settings(max_examples=60, deadline=None)
@given(values=st.fixed_dictionaries(PLACES), seed=st.integers(0, 1000))
@example(values=place(certificates=141), seed=1)
@example(values=place(certificates=10, certificates_per_stairwell=60), seed=1)
def test_whom_a_household_names_lives_where_it_should(values, seed):
    town, p = build(seed, **values)
    for i in range(p.certificates):
        doors = town.named[i, : p.door_ties]
        lanes = town.named[i, p.door_ties : p.door_ties + p.lane_ties]
        alone_at_door = p.certificates <= p.certificates_per_stairwell * stairwell_of(i, town) + 1
        for j in doors[doors >= 0]:
            assert i // p.certificates_per_stairwell == j // p.certificates_per_stairwell
        for j in lanes[lanes >= 0]:
            assert lane_of(i, town) == lane_of(int(j), town)
        if p.certificates_per_stairwell == 1 or (
            alone_at_door and i % p.certificates_per_stairwell == 0
        ):
            assert np.all(doors == -1), "nobody else lives behind this door"


@settings(max_examples=60, deadline=None)
@given(values=st.fixed_dictionaries(PLACES))
@example(values=place(certificates=1))
@example(values=place(certificates=121))
def test_lanes_and_patches_hold_every_household_once(values):
    town, p = build(**values)
    everybody = list(range(p.certificates))
    lanes = [i for lane in range(town.now[0].lanes) for i in homes_of(lane, town)]
    patches = [i for worker in range(town.now[0].workers) for i in patch_of(worker, town)]
    assert lanes == patches == everybody
    assert all(len(homes_of(lane, town)) > 0 for lane in range(town.now[0].lanes))
    assert all(len(patch_of(worker, town)) > 0 for worker in range(town.now[0].workers))


@settings(max_examples=30, deadline=None)
@given(values=st.fixed_dictionaries(PLACES))
def test_a_group_leader_is_a_member_who_lives_along_the_lane(values):
    town, _ = build(**values)
    for lane in range(town.now[0].lanes):
        homes = homes_of(lane, town)
        members = [i for i in homes if town.home[i].party == 1]
        assert town.lane[lane].leader == (members[0] if members else -1)


def test_a_town_of_one_household():
    town, _ = build(certificates=1)
    assert list(town.tie_start[:2]) == [0, 0]
    assert (town.now[0].lanes, town.now[0].workers, town.now[0].door_width) == (1, 1, 1)


def test_two_households_know_only_each_other():
    town, _ = build(certificates=2, kin_share=1.0)
    who, whom = ends(town)
    assert len(who) > 0
    assert np.array_equal(who + whom, np.ones(len(who)))


@pytest.mark.parametrize(("door", "lane", "kin"), [(3, 1, 0.2), (0, 0, 0.0), (8, 8, 1.0)])
def test_mean_degree_is_twice_what_a_household_names(door, lane, kin):
    n = 20_000
    town, _ = build(
        certificates=n, certificates_per_stairwell=20, door_ties=door, lane_ties=lane, kin_share=kin
    )
    degree = 2.0 * (door + lane + kin)
    allowed = 4.0 * 2.0 * (kin * (1.0 - kin) / n) ** 0.5 + 1e-12
    assert abs(town.tie_start[n] / n - degree) <= allowed


def test_every_neighbour_is_named_equally_often():
    n = 40_000
    town, p = build(certificates=n, certificates_per_stairwell=20, door_ties=1, lane_ties=0)
    step = (town.named[:n, 0] - np.arange(n)) % 20
    counts = np.bincount(step, minlength=20)
    assert counts[0] == 0
    assert abs(counts[1:] - n / 19).max() < 4.5 * (n / 19) ** 0.5
    assert p.door_ties == 1


def test_kin_are_spread_over_the_whole_plot():
    n = 20_000
    town, _ = build(certificates=n, door_ties=0, lane_ties=0, kin_share=1.0)
    distance = np.abs(town.named[:n, 0] - np.arange(n)) / n
    assert abs(distance.mean() - 1.0 / 3.0) < 0.01


def test_a_smaller_neighbourhood_fits_in_the_same_memory():
    """Runs of a chunk share one town: what a larger one left must not show."""
    large, p = build(certificates=400)
    assert p.certificates == 400
    small, _ = build(certificates=90)
    again, _ = build(town=large, certificates=90)
    assert np.array_equal(again.tie_start[:91], small.tie_start[:91])
    assert np.array_equal(again.tie[: again.tie_start[90]], small.tie[: small.tie_start[90]])
    assert np.array_equal(again.home[:90], small.home)
