"""Blocks on threads: the same numbers whatever the threads, and no block lost or repeated."""

import threading
import time

import numba
import numpy as np
import pytest

from models.signing import chunk
from models.signing.sheet import SHEET
from sim.engine import ensemble
from sim.engine.ensemble import compile_rules, cut, run_in_blocks
from sim.engine.luck import run_key

RUNS = 24


@pytest.fixture(scope="module")
def work():
    doses = {"visits_per_worker_per_day": 3.0, "certificates": 70, "preparation_days": 20}
    table = SHEET.table([{**doses, "last_day": 20}] * RUNS)
    keys = np.array([run_key(7, r) for r in range(RUNS)], dtype=np.uint64)
    return table, keys, chunk.days_lived(table)


def all_of(work, blocks, threads):
    parts = sorted(run_in_blocks(chunk, *work, blocks, threads), key=lambda block: block.number)
    assert [part.number for part in parts] == sorted(blocks)
    return [np.concatenate([getattr(part, name) for part in parts]) for name in ("daily", "ends")]


def test_one_thread_equals_two_and_any_block_size(work):
    blocks = dict(enumerate(cut(RUNS, 70 * work[2])))
    one = all_of(work, blocks, 1)
    for other in (all_of(work, blocks, 2), all_of(work, {0: slice(0, RUNS)}, 3)):
        assert one[0].tolist() == other[0].tolist()
        assert one[1].tolist() == other[1].tolist()
    assert len(np.unique(one[1]["votes_for"])) > 1


def test_blocks_cover_every_run_once_and_do_not_depend_on_threads():
    for runs, days in [(1, 1.0), (19, 1e9), (400, 1122 * 146), (100_000, 1122 * 146)]:
        rows = [row for block in cut(runs, days) for row in range(block.start, block.stop)]
        assert rows == list(range(runs))
    assert len(cut(400, 1122 * 146)) == 20
    assert cut(100_000, 1122 * 146)[0].stop * 1122 * 146 <= ensemble.HOUSEHOLD_DAYS


def test_only_the_wanted_blocks_are_run(work):
    wanted = {1: slice(5, 10), 3: slice(15, 20)}
    assert {block.number for block in run_in_blocks(chunk, *work, wanted, 2)} == {1, 3}


def test_compiling_runs_no_row_and_adds_no_second_version(work):
    compile_rules(chunk, *work)
    if not numba.config.DISABLE_JIT:
        before = len(chunk.run_rows.signatures)
        list(run_in_blocks(chunk, *work, {0: slice(0, 3)}, 1))
        assert len(chunk.run_rows.signatures) == before == 1


class Slow:
    """Stands in for a model: a block takes a moment."""

    def __init__(self):
        self.lived = []

    def make_room(self, table):
        return threading.get_ident()

    def run_chunk(self, table, keys, days, town=None):
        assert town == threading.get_ident()
        time.sleep(0.01)
        self.lived += keys.tolist()
        return keys.copy(), keys.copy()


def test_closing_starts_no_further_block_and_keeps_what_was_handed_over():
    slow, keys = Slow(), np.arange(100)
    blocks = {number: slice(number, number + 1) for number in range(100)}
    running = run_in_blocks(slow, keys, keys, 1, blocks, 2)
    kept = [next(running).daily[0] for _ in range(5)]
    running.close()
    lived = len(slow.lived)
    time.sleep(0.05)
    assert len(slow.lived) == lived < 20
    assert sorted(kept) == sorted(set(kept))


def test_a_fault_in_a_block_is_told():
    class Broken(Slow):
        def run_chunk(self, table, keys, days, town=None):
            raise RuntimeError("a rule failed")

    with pytest.raises(RuntimeError, match="a rule failed"):
        list(run_in_blocks(Broken(), np.arange(3), np.arange(3), 1, {0: slice(0, 3)}, 1))
