"""Luck: draws are even and independent whichever way one walks, on 10^8 draws in all.

Every case below has a fixed seed, so each p-value is always the same number; they are printed
(``pytest -s``), and none may lie below 1e-4.
"""

import math

import numba
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy import special, stats

import models.signing.sheet  # noqa: F401 - registers every purpose
from sim.engine import luck
from sim.engine.luck import PURPOSES, chance, normal, purpose, run_key

LEAST_P = 1e-4
BITS = 52
MASK_64 = (1 << 64) - 1
SIZE = 25_000_000

compiled_only = pytest.mark.skipif(bool(numba.config.DISABLE_JIT), reason="10^8 draws need Numba")

WHY = np.array(list(PURPOSES.values()), np.uint64)


def keys(count, seed=1):
    return np.array([run_key(seed, r) for r in range(count)], np.uint64)


def whys(count):
    """Purposes as they are made: the leading 64 bits of a hash of a name."""
    before = dict(PURPOSES)
    made = np.array([purpose(f"test of luck {n}") for n in range(count)], np.uint64)
    PURPOSES.clear()
    PURPOSES.update(before)
    return made


def judge(name, p):
    """Print a p-value, and refuse one that would come up once in ten thousand."""
    print(f"    {name:<58} p = {p:.4f}")
    assert p >= LEAST_P, f"{name}: p = {p:.2e}, expected at least {LEAST_P:g}"


def evenness(counts):
    """Return the chi-square p-value of counts that should all be equal."""
    expected = counts.sum() / counts.size
    return stats.chi2.sf(((counts - expected) ** 2 / expected).sum(), counts.size - 1)


@numba.njit
def count_bins(keys, whys, first_who, whos, first_day, days, high, middle, low):
    """Draw for all keys, purposes, agents and days, and count three windows of the 52 bits."""
    for key in keys:
        for why in whys:
            for who in range(first_who, first_who + whos):
                for day in range(first_day, first_day + days):
                    bits = np.uint64(chance(key, why, who, day) * 4503599627370496.0)
                    high[bits >> np.uint64(36)] += 1
                    middle[(bits >> np.uint64(18)) & np.uint64(0xFFFF)] += 1
                    low[bits & np.uint64(0xFFF)] += 1


@numba.njit
def count_pairs(key, key_next, why, why_next, who, who_step, day, day_step, high, low):
    """Count pairs of draws that are neighbours; return the sum of their products."""
    total = 0.0
    for k in range(len(key)):
        for w in range(len(why)):
            for i in who:
                for d in day:
                    a = chance(key[k], why[w], i, d)
                    b = chance(key_next[k], why_next[w], i + who_step, d + day_step)
                    total += (a - 0.5) * (b - 0.5)
                    x, y = np.uint64(a * 4503599627370496.0), np.uint64(b * 4503599627370496.0)
                    high[x >> np.uint64(46), y >> np.uint64(46)] += 1
                    low[x & np.uint64(63), y & np.uint64(63)] += 1
    return total


SHAPES = {
    "agents": (1, 1, SIZE, 1),
    "days": (1, 1, 500, 50_000),
    "purposes": (1, 50_000, 500, 1),
    "replicates": (50_000, 1, 500, 1),
}


@compiled_only
@pytest.mark.parametrize("walk", SHAPES)
def test_draws_are_even_along_every_walk(walk):
    """4 walks x 25 million draws: 10^8."""
    n_keys, n_whys, n_whos, n_days = SHAPES[walk]
    high, middle, low = (np.zeros(n, np.int64) for n in (1 << 16, 1 << 16, 1 << 12))
    first_day = -n_days // 2 if n_days > 1 else 1
    count_bins(keys(n_keys), whys(n_whys), 0, n_whos, first_day, n_days, high, middle, low)
    assert high.sum() == middle.sum() == low.sum() == SIZE
    judge(f"{walk}: even, upper 16 bits", evenness(high))
    judge(f"{walk}: even, middle 16 bits", evenness(middle))
    judge(f"{walk}: even, lowest 12 bits", evenness(low))
    ones = np.array([low[(np.arange(1 << 12) >> bit) & 1 == 1].sum() for bit in range(12)])
    z = (ones - SIZE / 2) / math.sqrt(SIZE / 4)
    judge(f"{walk}: each of the lowest 12 bits is a fair coin", stats.chi2.sf((z**2).sum(), 12))


NEIGHBOURS = {
    "next agent": {"who_step": 1},
    "same obstacle of the next agent": {"who_step": 8},
    "next day": {"day_step": 1},
    "next week": {"day_step": 7},
    "next agent, previous day": {"who_step": 1, "day_step": -1},
    "next purpose": {"why_step": 1},
    "next replicate": {"key_step": 1},
    "next seed": {"seed_step": 1},
}


@compiled_only
@pytest.mark.parametrize("step", NEIGHBOURS)
def test_neighbouring_draws_are_independent(step):
    """Consecutive agents, days, purposes and replicates share nothing: 3 million pairs each."""
    move = {"who_step": 0, "day_step": 0, "why_step": 0, "key_step": 0, "seed_step": 0}
    move |= NEIGHBOURS[step]
    key, key_next = keys(25), keys(26, 1 + move["seed_step"])[move["key_step"] :][:25]
    why = whys(21)
    who, day = np.arange(0, 6_000, 3), np.arange(-100, 20, 2)
    high, low = np.zeros((64, 64), np.int64), np.zeros((64, 64), np.int64)
    total = count_pairs(
        key[:5] if move["key_step"] + move["seed_step"] == 0 else key,
        key_next[:5] if move["key_step"] + move["seed_step"] == 0 else key_next,
        why[:5],
        why[move["why_step"] :][:5],
        who,
        move["who_step"],
        day,
        move["day_step"],
        high,
        low,
    )
    pairs = high.sum()
    assert pairs >= 3_000_000
    judge(f"{step}: 64 x 64 upper bits", evenness(high))
    judge(f"{step}: 64 x 64 lower bits", evenness(low))
    z = 12.0 * total / math.sqrt(pairs)
    judge(f"{step}: serial correlation", 2.0 * stats.norm.sf(abs(z)))


@numba.njit
def count_flips(key, why, who, day, field, bit, flips):
    """Flip one bit of one argument at every point, and count which of the 52 bits turn."""
    one = np.uint64(1) << np.uint64(bit)
    for n in range(len(key)):
        k, w, i, d = key[n], why[n], who[n], day[n]
        before = np.uint64(chance(k, w, i, d) * 4503599627370496.0)
        if field == 0:
            k = k ^ one
        elif field == 1:
            w = w ^ one
        elif field == 2:
            i = i ^ (1 << bit)
        else:
            d = ((d + 32768) ^ (1 << bit)) - 32768
        turned = before ^ np.uint64(chance(k, w, i, d) * 4503599627370496.0)
        for out in range(52):
            flips[out] += np.int64((turned >> np.uint64(out)) & np.uint64(1))


@compiled_only
@pytest.mark.parametrize(
    ("field", "name", "bits"), [(0, "key", 64), (1, "why", 64), (2, "who", 48), (3, "day", 16)]
)
def test_flipping_any_bit_turns_every_bit_half_of_the_time(field, name, bits):
    points = 20_000
    rng = np.random.default_rng(20240501)
    key, why = rng.integers(0, 1 << 64, (2, points), np.uint64)
    who, day = rng.integers(0, 1 << 20, points), rng.integers(-400, 200, points)
    flips = np.zeros((bits, BITS), np.int64)
    for bit in range(bits):
        count_flips(key, why, who, day, field, bit, flips[bit])
    z = (flips - points / 2) / math.sqrt(points / 4)
    judge(f"avalanche of {name}", stats.chi2.sf((z**2).sum(), z.size))
    worst = 2.0 * stats.norm.sf(np.abs(z).max()) * z.size
    judge(f"avalanche of {name}: worst of {z.size} pairs of bits", min(worst, 1.0))


@compiled_only
def test_every_bit_of_small_inputs_counts():
    """Rows, days and replicates as they occur (small numbers) never meet in one draw."""
    seen = np.array([
        chance(key, why, who, day)
        for key in keys(5)
        for why in WHY[:10]
        for who in range(40)
        for day in range(-30, 30)
    ])  # fmt: skip
    assert len(np.unique(seen)) == len(seen)
    assert 0.0 < seen.min() < 1e-4
    assert 1.0 - 1e-4 < seen.max() < 1.0


word = st.integers(0, MASK_64)


@settings(max_examples=500, deadline=None)
@given(key=word, why=word, who=st.integers(0, (1 << 47) - 1), day=st.integers(-32768, 32767))
@example(key=0, why=0, who=0, day=-32768)
@example(key=0, why=0, who=0, day=0)
@example(key=MASK_64, why=MASK_64, who=(1 << 47) - 1, day=32767)
@example(key=MASK_64, why=MASK_64, who=0, day=32767)
@example(key=1 << 63, why=1 << 63, who=1 << 46, day=-1)
def test_compiled_and_plain_chance_are_twins(key, why, who, day):
    plain = luck._chance_int(key, why, who, day)
    with np.errstate(over="ignore"):
        assert luck._chance(np.uint64(key), np.uint64(why), who, day) == plain
    assert chance(np.uint64(key), np.uint64(why), who, day) == plain
    assert 0.0 < plain < 1.0


def test_least_and_greatest_draw_stay_inside_0_and_1():
    least, greatest = 0.5 * luck.TO_UNIT, (float((1 << BITS) - 1) + 0.5) * luck.TO_UNIT
    assert 0.0 < least < greatest < 1.0
    assert normal(least) == -normal(greatest)
    assert int(greatest * (1 << BITS)) == (1 << BITS) - 1


def test_normal_agrees_with_scipy_over_the_whole_range():
    """From the least draw, 2^-53, to the greatest."""
    tail = np.exp2(np.linspace(-53.0, -1.0, 20_001))
    middle = np.linspace(0.001, 0.999, 10_001)
    u = np.concatenate([tail, 1.0 - tail, middle, [0.5, 0.075, 0.925, math.exp(-25.0)]])
    mine = np.array([normal(x) for x in u])
    his = special.ndtri(u)
    assert np.abs(mine - his).max() < 1e-12
    far = np.abs(his) > 1e-3
    assert np.abs(mine[far] / his[far] - 1.0).max() < 1e-13
    assert normal(0.5) == 0.0


def test_normal_is_antisymmetric_and_rises():
    u = np.exp2(np.linspace(-53.0, -1.0, 5_001))
    low = np.array([normal(x) for x in u])
    assert np.all(np.diff(low) > 0.0)
    exact = u >= 2.0**-53 * 2.0**24  # where 1 - (1 - u) is close to u
    high = np.array([normal(1.0 - x) for x in u[exact]])
    assert np.allclose(high, -low[exact], rtol=1e-6)


def test_key_depends_on_seed_and_replicate_only():
    assert run_key(3, 7) == run_key(3, 7) == run_key(np.int64(3), np.int32(7))
    assert isinstance(run_key(3, 7), np.uint64)
    assert run_key(3, 7) != run_key(7, 3)


def keys_of_all(seeds, replicates):
    """Make the keys of all pairs at once, by the rule of ``run_key``."""
    mix = getattr(luck._mix, "py_func", luck._mix)
    state = mix(seeds.astype(np.uint64) * luck.GOLDEN + luck.START)
    return mix(state[:, None] + (replicates.astype(np.uint64) + np.uint64(1)) * luck.MIX_2)


def test_keys_of_a_million_runs_are_distinct():
    made = keys_of_all(np.arange(1000), np.arange(1000))
    for seed, replicate in ((0, 0), (1, 0), (0, 1), (1, 399), (999, 999), (123, 456)):
        assert made[seed, replicate] == run_key(seed, replicate)
    assert len(np.unique(made)) == 1_000_000


@settings(max_examples=200, deadline=None)
@given(a=st.tuples(word, st.integers(0, 1 << 40)), b=st.tuples(word, st.integers(0, 1 << 40)))
def test_keys_differ_where_seed_or_replicate_differ(a, b):
    assert (run_key(*a) == run_key(*b)) == (a == b)


def test_purposes_have_numbers_of_their_own():
    numbers = [int(why) for why in PURPOSES.values()]
    assert len(numbers) > 30
    assert len(set(numbers)) == len(numbers)


def test_purposes_differ_above_every_row_and_case():
    """Row and case fill up to 28 bits above the day: the 20 bits over them tell purposes apart."""
    upper = {name: int(why) >> 44 for name, why in PURPOSES.items()}
    assert len(set(upper.values())) == len(upper), sorted(upper.items(), key=lambda pair: pair[1])


def test_a_purpose_is_numbered_by_its_name_alone():
    before = dict(PURPOSES)
    assert purpose("test of luck: one more") == purpose("test of luck: one more")
    del PURPOSES["test of luck: one more"]
    assert before == PURPOSES
    assert all(int(why) == int(purpose(name)) for name, why in before.items())
