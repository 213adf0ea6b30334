"""Strategies share their luck: what they differ in is all that tells two runs apart."""

import numpy as np

import sim.engine.luck as luck
from sim.engine.luck import chance, purpose, run_key
from tests.kit import for_every, for_every_model, same

REPLICATES = range(60)
FEW = range(8)


def run(model, values, replicates=REPLICATES, seed=1):
    """Run some replicates of one strategy; return its days and its ends."""
    return model.run({**model.kit.luck.campaign, **values}, replicates, seed)[:2]


def agreed(model, values, replicates=REPLICATES):
    """Return how many have agreed at the moment of comparison, for each replicate."""
    kit = model.kit.luck
    return run(model, values, replicates)[0][kit.agreed][:, kit.moment].astype(float)


@for_every_model
def test_a_against_a_is_exactly_zero(model):
    assert same(run(model, {}), run(model, {}))
    assert np.all(agreed(model, {}) - agreed(model, {}) == 0.0)


@for_every("luck", "unused")
def test_strategies_that_differ_in_an_unused_quantity_are_identical(model, case):
    setting, name, ends = model.kit.luck.unused[case]
    one, other = (run(model, {**setting, name: value}, FEW) for value in ends)
    assert same(one, other)


@for_every_model
def test_minutes_change_the_books_and_nothing_else(model):
    quantity, values, moved = model.kit.luck.books_only
    short, long = (run(model, {quantity: value}, FEW)[0] for value in values)
    for name in short.dtype.names:
        assert np.array_equal(short[name], long[name]) == (name != moved), name


@for_every_model
def test_what_begins_later_leaves_earlier_days_alone(model):
    """Two strategies are one until they part."""
    quantity, values, parted = model.kit.luck.parting
    one, other = (run(model, {quantity: value})[0] for value in values)
    assert np.array_equal(one[:, :parted], other[:, :parted])
    assert not np.array_equal(one[:, parted:], other[:, parted:])


@for_every("luck", "sharper")
def test_common_luck_makes_differences_sharper(model, case):
    """The variance of a paired difference is well below that of an unpaired one."""
    one, other = (agreed(model, values) for values in case)
    strange = agreed(model, case[1], range(1000, 1000 + len(REPLICATES)))
    ratio = (one - strange).var(ddof=1) / (one - other).var(ddof=1)
    print(f"    {case}: paired variance {ratio:.1f} times smaller")
    assert ratio > 1.5


@for_every_model
def test_rows_of_a_chunk_do_not_touch_each_other(model):
    """A run is the same alone, in company, after a larger town, and in any order."""
    chunk = model.chunk
    table = model.table([{**model.kit.luck.campaign, **row} for row in model.kit.luck.rows])
    keys = np.array([run_key(1, r) for r in range(len(table))], np.uint64)
    span = chunk.days_lived(table)
    days, ends = chunk.run_chunk(table, keys, span)
    town = chunk.make_room(table)
    backwards = [*range(len(table))][::-1]
    for order in (backwards, [1, 0, 1, *range(2, len(table))]):
        again, close = chunk.run_chunk(table[order], keys[order], span, town)
        assert np.array_equal(again, days[order])
        assert np.array_equal(close, ends[order])
    for r in range(len(table)):
        alone, end = chunk.run_chunk(table[r : r + 1], keys[r : r + 1], span)
        assert np.array_equal(alone[0], days[r])
        assert end[0] == ends[r]


@for_every_model
def test_a_longer_frame_holds_the_same_run_at_its_end(model):
    table = model.table([model.kit.luck.campaign])
    key = np.array([run_key(1, 0)], np.uint64)
    span = model.chunk.days_lived(table)
    close, wide = (model.chunk.run_chunk(table, key, days)[0] for days in (span, span + 30))
    assert np.array_equal(close[0], wide[0, 30:])
    assert not any(wide[name][0, :30].any() for name in wide.dtype.names)


@for_every_model
def test_a_horizon_further_off_leaves_the_days_before_alone(model):
    short, long = (run(model, values)[0] for values in model.kit.luck.horizons)
    assert np.array_equal(short, long[:, : short.shape[1]])


@for_every_model
def test_any_number_of_threads_gives_the_same_runs(model):
    """Blocks are cut from the table alone, so it does not matter who runs them."""
    from sim.engine.ensemble import cut, run_in_blocks

    table = model.table([model.kit.luck.campaign] * 24)
    keys = np.array([run_key(3, r) for r in range(24)], np.uint64)
    span, blocks = model.chunk.days_lived(table), dict(enumerate(cut(24, 1.0)))

    def run_with(threads):
        found = run_in_blocks(model.chunk, table, keys, span, blocks, threads)
        parts = sorted(found, key=lambda block: block.number)
        return [np.concatenate([getattr(b, name) for b in parts]) for name in ("daily", "ends")]

    once = model.chunk.run_chunk(table, keys, span)
    for threads in (1, 3):
        assert same(run_with(threads), once), f"{threads} threads"


@for_every_model
def test_replicates_differ_and_seeds_differ(model):
    days = run(model, {}, range(20))[0]
    assert len({tuple(row) for row in days[model.kit.luck.agreed].tolist()}) == 20
    assert not np.array_equal(days, run(model, {}, range(20), seed=2)[0])


def test_adding_a_purpose_leaves_draws_alone():
    before = {n: chance(run_key(1, 0), why, 3, 4) for n, why in luck.PURPOSES.items()}
    numbers = dict(luck.PURPOSES)
    for n in range(100):
        purpose(f"a purpose added later {n}")
        del luck.PURPOSES[f"a purpose added later {n}"]
    assert numbers == luck.PURPOSES
    after = {n: chance(run_key(1, 0), purpose(n), 3, 4) for n in numbers}
    assert before == after
