"""Which models there are, and what the tests that every model must pass need to know of each.

A model is a folder below ``models/`` with a ``sheet.py`` and a ``model.py``. The tests named for
what they protect (one truth, every method, common luck, architecture, documents) find it by
themselves; the sizes, doses and circumstances that make it live are in its kit,
``tests/models/kit_<model>.py``. Quantities by name are called values throughout.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from sim.engine.luck import run_key
from sim.engine.rows import plain_rows

ROOT = Path(__file__).resolve().parents[1]
Values = Mapping[str, Any]
Check = Callable[[Any, Any, int], None]


@dataclass(frozen=True, kw_only=True)
class Towns:
    """Small towns that are lived in every engine (``test_one_truth``).

    Attributes
    ----------
    small : ranges of sizes and dates; everything else lies anywhere in its own range
    chosen : quantities drawn from a list, such as dates
    busy : a strategy that does a little of everything, in a place where it matters
    larger : a run that used the memory before
    tiny, wide : sizes of a busy town in which each method is left out in turn; without the
        compiler, and compiled
    retouch : the last word on the values of a drawn town: given these, its number, a generator
    tallies : columns of the books that are above 0 in at least two of the drawn towns
    unread : settings, each with quantities that no rule reads in it
    given : tables of the town that hold quantities as they were given, read or not
    crowded : a setting in which much happens on the same days to agents that share places
    told_apart : a setting, and a column in which two seeds differ after its first day
    """

    small: Mapping[str, tuple[float, float]]
    chosen: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    busy: Values
    larger: Values
    tiny: Values
    wide: Values
    retouch: Callable[[dict[str, Any], int, np.random.Generator], Values]
    tallies: tuple[str, ...]
    unread: tuple[tuple[Values, Values], ...]
    given: tuple[str, ...] = ()
    crowded: Values
    told_apart: tuple[Values, str]


@dataclass(frozen=True, kw_only=True)
class Methods:
    """What methods do, and where it shows (``test_every_method``).

    Attributes
    ----------
    campaign : sizes and dates of the run in which methods are looked at
    doses : usual doses of every method; a new method adds its own
    company : what little else is done while one method is looked at, given its name
    helps, strong : methods whose sources report that they help people to agree (not merely that
        they were used); those of them whose effect shows beyond chance
    agreed, of_all : the column of the days that counts who agreed, and how many could
    moments : rows of the days on which the effect is looked at, by label
    pairs : pairs of runs that the effect is the mean of
    shows : columns of the days of which a usual dose moves one
    idle : a setting in which nobody works, so that no time is spent
    unasked, nobody_agreed : a setting, and a check (given days, town and values) that whatever
        methods do, nobody agrees there before being asked
    forbidden : columns that no method may write
    """

    campaign: Values
    doses: Mapping[str, Values]
    company: Callable[[str], Values]
    helps: tuple[str, ...]
    strong: tuple[str, ...]
    agreed: str
    of_all: int
    moments: Mapping[str, int]
    pairs: int
    shows: tuple[str, ...]
    idle: Values
    unasked: Values
    nobody_agreed: Callable[[np.recarray, Any, Values], None]
    forbidden: frozenset[str]

    @property
    def all(self) -> dict[str, Any]:
        """Usual doses of all methods."""
        return {name: value for doses in self.doses.values() for name, value in doses.items()}

    def none_of(self, method: str) -> dict[str, Any]:
        """Return usual doses of all methods but one."""
        return {name: value for name, value in self.all.items() if name not in self.doses[method]}


@dataclass(frozen=True, kw_only=True)
class Order:
    """What can never be, whatever is done (``test_every_method``).

    Attributes
    ----------
    base : what all lives share
    lives : settings by name; the checks are made on every day of each
    checks : given town, parameters and day, each fails on a state that cannot be
    rising : columns of the books that cannot fall
    compare : a check of other books, given those of today and of yesterday
    outcome : a check of the last books, given the life's name too
    never_falls : columns of the days that cannot fall
    never_negative : other columns of the days that cannot be below 0
    shared : tables that agents add to: only whole numbers add up exactly
    """

    base: Values
    lives: Mapping[str, Values]
    checks: tuple[Check, ...]
    rising: tuple[str, ...]
    compare: Callable[[Any, Any], None] = lambda now, before: None
    outcome: Callable[[Any, str], None] = lambda now, life: None
    never_falls: tuple[str, ...]
    never_negative: tuple[str, ...] = ()
    shared: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Luck:
    """Strategies that are compared with each other (``test_common_luck``).

    Attributes
    ----------
    campaign : the strategy that others are compared with
    unused : by what they say: a setting, a quantity, and two values of it that make no difference
    books_only : a quantity, two values of it, and the only column of the days that they move
    parting : a quantity, two values of it, and the number of days before they can differ
    sharper : pairs of settings whose difference common luck makes sharper
    agreed, moment : the column of the days in which, and the row on which, they are compared
    rows : settings of runs that share memory: larger and smaller, one given up
    horizons : settings of a short run and of the same, longer
    """

    campaign: Values
    unused: Mapping[str, tuple[Values, str, tuple[Any, Any]]]
    books_only: tuple[str, tuple[Any, Any], str]
    parting: tuple[str, tuple[Any, Any], int]
    sharper: tuple[tuple[Values, Values], ...]
    agreed: str
    moment: int
    rows: tuple[Values, ...]
    horizons: tuple[Values, Values]


@dataclass(frozen=True, kw_only=True)
class Kit:
    """What is particular to one model.

    ``scenario`` names one that can be stored and replayed, with overrides that make it small.
    """

    scenario: tuple[str, ...]
    towns: Towns
    methods: Methods
    order: Order
    luck: Luck


class Subject:
    """A model as the tests see it: its quantities, methods, rules, chunk and kit."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return self.name

    def part(self, module: str) -> ModuleType:
        """Import a module of the model."""
        return import_module(f"models.{self.name}.{module}")

    @property
    def sheet(self) -> Any:
        return self.part("sheet").SHEET

    @property
    def methods(self) -> dict[str, ModuleType]:
        return self.part("sheet").METHODS

    @property
    def chunk(self) -> Any:
        return self.part("chunk")

    @property
    def rules(self) -> Any:
        return self.part("day")

    @cached_property
    def model_class(self) -> Any:
        """The one Mesa model that ``model.py`` declares."""
        module = self.part("model")
        types = [t for _, t in inspect.getmembers(module, inspect.isclass)]
        own = [t for t in types if t.__module__ == module.__name__ and t.__name__.endswith("Model")]
        assert len(own) == 1, f"{module.__name__} must declare one ...Model, it has {own}"
        return own[0]

    @cached_property
    def kit(self) -> Kit:
        """What is particular to this model; a test that needs it fails where there is none."""
        path = kit_file(self.name)
        if not path.is_file():
            pytest.fail(f"models/{self.name} has no kit: write {path.relative_to(ROOT)}")
        return import_module(f"tests.models.{path.stem}").KIT

    def table(self, rows: Iterable[Values]) -> np.recarray:
        """Build a run table; a quantity that does not exist would change nothing, so it fails."""
        rows = list(rows)
        for row in rows:
            assert set(row) <= set(self.sheet.by_name), set(row) - set(self.sheet.by_name)
        return self.sheet.table(rows)

    def run(self, values: Values, replicates: Iterable[int] = (0,), seed: int = 1) -> Any:
        """Run some replicates of one strategy; return days, books at the end, and the last town."""
        keys = np.array([run_key(seed, int(r)) for r in replicates], np.uint64)
        table = self.table([values] * len(keys))
        town = self.chunk.make_room(table)
        days, ends = self.chunk.run_chunk(table, keys, self.chunk.days_lived(table), town)
        return days, ends, town


class Campaign:
    """A compiled run that stops where it is asked to, so that tests can change and read columns."""

    def __init__(
        self, values: Values, seed: int = 1, replicate: int = 0, of: str = "signing"
    ) -> None:
        model = subject(of)
        self.rules, self.chunk, self.table = model.rules, model.chunk, model.table([values])
        self.p = self.table[0]
        self.town = self.chunk.make_room(self.table)
        self.town.now[0].luck = run_key(seed, replicate)
        self.rules.found(self.town, self.p)
        self.day = self.before = int(self.p.last_day) - self.chunk.days_lived(self.table)

    def live(self, until: int | None = None) -> Campaign:
        """Live to the end of a day, by default the last one."""
        for day in range(self.day + 1, int(self.p.last_day if until is None else until) + 1):
            self.rules.live_a_day(self.town, self.p, day)
            self.day = day
        return self

    @property
    def now(self) -> Any:
        return self.town.now[0]

    @property
    def home(self) -> np.recarray:
        return self.town.home

    @property
    def days(self) -> np.recarray:
        """The days lived so far, as results have them."""
        lived = self.day - self.before
        return plain_rows(self.town.day[:lived], self.chunk.DAILY)

    @property
    def books(self) -> Any:
        """The books of the last day lived, as results have them."""
        return plain_rows(self.town.now, self.chunk.NOW)[0]


@cache
def subject(name: str) -> Subject:
    """Return a model by name."""
    return Subject(name)


def kit_file(model: str) -> Path:
    """Return where a model's kit lies."""
    return ROOT / "tests" / "models" / f"kit_{model}.py"


MODELS = sorted(
    path.parent.name
    for path in (ROOT / "models").glob("*/sheet.py")
    if path.with_name("model.py").is_file()
)


def for_every_model(test: Any) -> Any:
    """Run a test for every model."""
    return pytest.mark.parametrize("model", [*map(subject, MODELS)], ids=str)(test)


def for_every_method(test: Any) -> Any:
    """Run a test for every method of every model."""
    pairs = [(subject(name), method) for name in MODELS for method in sorted(subject(name).methods)]
    ids = [f"{model}-{method}" for model, method in pairs]
    return pytest.mark.parametrize(("model", "method"), pairs, ids=ids)(test)


def for_every(part: str, listed: str) -> Any:
    """Run a test for every ``case`` that a part of each kit lists; without a kit there is none."""
    kits = [subject(name) for name in MODELS if kit_file(name).is_file()]
    cases = [(model, case) for model in kits for case in getattr(getattr(model.kit, part), listed)]
    ids = [f"{model}-{_called(case)}" for model, case in cases]
    return pytest.mark.parametrize(("model", "case"), cases, ids=ids)


def _called(case: Any) -> str:
    """Name a case: by its own name, or by the quantities of its settings."""
    return case if isinstance(case, str) else "-".join(n for values in case for n in values)[:60]


def columns(town: Any) -> Iterable[tuple[str, np.ndarray]]:
    """Name every column of a town; the queue is scratch paper, and padding bytes hold nothing."""
    for table, rows in zip(town._fields, town, strict=True):
        if table != "queue":
            for name in rows.dtype.names or ("",):
                yield f"{table}.{name}", rows[name] if name else rows


def differences(one: Any, other: Any) -> list[str]:
    """Name the columns in which two towns differ."""
    tables = [name for name in one._fields if name != "queue"]
    if all(getattr(one, name).tobytes() == getattr(other, name).tobytes() for name in tables):
        return []  # most often: only what differs, or padding that does, is looked at by column
    pairs = zip(columns(one), columns(other), strict=True)
    return [name for (name, a), (_, b) in pairs if not np.array_equal(a, b)]


def same(one: Any, other: Any) -> bool:
    """Whether two results of ``Subject.run`` are equal to the bit, days and books."""
    return all(np.array_equal(a, b) for a, b in zip(one[:2], other[:2], strict=True))
