"""What a replicate takes from the posterior: one draw of what was fitted, and its campaign's own.

Replicate r of seed s takes draw ``r mod N`` of a permutation that s shuffles, whatever the strategy
or the scenario: arms of a comparison stay pairs. The draw sets the behavioural numbers that nobody
has chosen. A campaign that was fitted gets its own effects of that draw, since what was reported of
it speaks of both at once; any other campaign gets effects that nobody has seen yet, drawn from the
draw's spread between campaigns by luck that is named after each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from experiments.calibration.studies import values_of
from experiments.cases import cases_of
from experiments.known_models import known
from experiments.scenario import Scenario
from sim.engine.luck import chance, normal, purpose, run_key

if TYPE_CHECKING:
    from experiments.calibration.posterior import Posterior
    from sim.engine.quantity import Value

UNSET = ("default", "calibrated")
"""Origins of numbers that nobody has chosen for this scenario."""
GIVEN = ("fact", "case table", "override")
"""Origins of numbers that a campaign's own draw does not replace."""
SHUFFLE = purpose("order of the posterior's draws")
MODERN_FROM = 2015
HOME_CITIES = ("Shanghai", "上海", "上海市")


def order_of_draws(draws: int, seed: int) -> np.ndarray:
    """Return the seed's permutation of the draws, int64 [draws]."""
    key = run_key(seed, 0)
    return np.argsort([chance(key, SHUFFLE, draw, 0) for draw in range(draws)], kind="stable")


def covariates_of(scenario: Scenario) -> dict[str, Any]:
    """Return what is known of a campaign before it begins.

    Its quantities by name, ``city``, and ``modern``: Shanghai since 2015. A city that nobody names
    is Shanghai, as all places that the project ships; a year that nobody names is recent.
    """
    case = cases_of(scenario.model).get(scenario.case_id or "")
    told = case.row.get("city") if case else scenario.config.get("city")
    city = str(told or HOME_CITIES[0])
    start = known(scenario.model).start.rpartition(".")[2]
    year = int(scenario.values.get(start) or 0) // 10_000
    modern = city in HOME_CITIES and (not year or year >= MODERN_FROM)
    return {**scenario.values, "city": city, "modern": modern}


class Effects(NamedTuple):
    """How a scenario's replicates draw from a posterior.

    ``unselected`` widens the spread between campaigns, for a campaign that nobody chose to report.
    """

    posterior: Posterior
    scenario: Scenario
    unselected: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the quantities that each replicate gets from its draw, in the sheet's order."""
        settings = self.scenario.settings
        common = [n for n in self.posterior.dims if n in settings and settings[n].origin in UNSET]
        free = {*common, *(name for name in self.own if self._may_set(name))}
        return tuple(name for name in settings if name in free)

    @property
    def fitted(self) -> bool:
        """Whether the scenario's campaign is one of those that were fitted."""
        return not self.unselected and self.scenario.case_id in self.posterior.cases

    @property
    def own(self) -> tuple[str, ...]:
        """Names of the campaign's own coordinates: all of a fitted one, else its effects."""
        if self.fitted:
            return self.posterior.cases[str(self.scenario.case_id)]
        return effects_in(self.posterior, self.scenario)

    def _may_set(self, name: str) -> bool:
        setting = self.scenario.settings[name]
        return setting.origin not in GIVEN if self.fitted else setting.origin in UNSET

    def rows(self, seed: int, keys: np.ndarray) -> Iterator[dict[str, Value]]:
        """Yield what each replicate gets, by name; ``keys`` are those of replicates 0, 1, ..."""
        settle, names = values_of(self.posterior.model), self.names
        known_now = {**covariates_of(self.scenario), "unselected": self.unselected}
        order = order_of_draws(self.posterior.draws, seed)
        for replicate, key in enumerate(keys):
            draw = int(order[replicate % len(order)])
            values = settle(self.posterior.z[draw], self._local(draw, key), known_now)
            yield {name: values[name] for name in names}

    def _local(self, draw: int, key: np.uint64) -> Mapping[str, float]:
        """Return the campaign's own coordinates in one replicate, by name."""
        if self.fitted:
            found = self.posterior.local_of(str(self.scenario.case_id))[draw]
            return dict(zip(self.own, found.tolist(), strict=True))
        return {name: fresh(name, key) for name in self.own}


def fresh(name: str, key: np.uint64) -> float:
    """Return a standard normal number by luck named after a quantity, as its own draw has it."""
    return float(normal(chance(key, purpose(f"draw {name}"), 0, 0)))


def effects_in(posterior: Posterior, scenario: Scenario) -> tuple[str, ...]:
    """Name the effects by which fitted campaigns differ; unknown facts have a spread instead."""
    named = scenario.sheet.by_name
    own = dict.fromkeys(name for names in posterior.cases.values() for name in names)
    return tuple(name for name in own if name in named and named[name].spread is None)
