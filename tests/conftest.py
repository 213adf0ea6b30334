"""What several tests need: a compiled campaign to look at, day by day."""

import numpy as np
import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "house", deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
settings.load_profile("house")


class Campaign:
    """A compiled run that stops where it is asked to, so that tests can change and read columns."""

    def __init__(self, values, seed=1, replicate=0):
        from models.signing import day
        from models.signing.campaign import first_day
        from models.signing.chunk import make_room
        from models.signing.sheet import SHEET
        from sim.engine.luck import run_key

        assert set(values) <= set(SHEET.by_name), set(values) - set(SHEET.by_name)
        self.rules, self.table = day, SHEET.table([values])
        self.p = self.table[0]
        self.town = make_room(self.table)
        self.town.now[0].luck = run_key(seed, replicate)
        self.rules.found(self.town, self.p)
        self.day = int(first_day(self.p)) - 1

    def live(self, until=None):
        """Live to the end of a day, by default the last one."""
        for day in range(self.day + 1, int(self.p.last_day if until is None else until) + 1):
            self.rules.live_a_day(self.town, self.p, day)
            self.day = day
        return self

    @property
    def now(self):
        return self.town.now[0]

    @property
    def home(self):
        return self.town.home


def run_many(values, runs=40, seed=1):
    """Run replicates of one strategy, with luck in common between strategies: days and ends."""
    from models.signing.chunk import days_lived, run_chunk
    from models.signing.sheet import SHEET
    from sim.engine.luck import run_key

    assert set(values) <= set(SHEET.by_name), set(values) - set(SHEET.by_name)
    table = SHEET.table([values] * runs)
    keys = np.array([run_key(seed, r) for r in range(runs)], np.uint64)
    return run_chunk(table, keys, days_lived(table))


def columns(town):
    """Name every column of a town; the queue is scratch paper, and padding bytes hold nothing."""
    for table, rows in zip(town._fields, town, strict=True):
        if table != "queue":
            for name in rows.dtype.names or ("",):
                yield f"{table}.{name}", rows[name] if name else rows


def differences(one, other):
    """Name the columns in which two towns differ."""
    pairs = zip(columns(one), columns(other), strict=True)
    return [name for (name, a), (_, b) in pairs if not np.array_equal(a, b)]


@pytest.fixture(scope="session")
def campaign():
    """Found a compiled campaign: campaign(values, seed=1, replicate=0)."""
    return Campaign


@pytest.fixture(scope="session")
def differ():
    """Name the columns in which two towns differ."""
    return differences


@pytest.fixture(scope="session")
def ensemble():
    """Run replicates of one strategy: ensemble(values, runs=40, seed=1) -> days, ends."""
    return run_many
