"""What a replicate takes from the posterior: one draw of what was fitted, and its campaign's own.

Replicate r of seed s takes draw ``r mod N`` of a permutation that s shuffles, whatever the strategy
or the scenario: arms of a comparison stay pairs. The draw sets the behavioural numbers that nobody
has chosen. A campaign that was fitted gets its own effects of that draw, since what was reported of
it speaks of both at once; any other campaign gets effects that nobody has seen yet, drawn from the
draw's spread between campaigns by luck that is named after each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from experiments.calibration.studies import Values, values_of, widened_of
from experiments.cases import HOME_CITIES, cases_of
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
    told = scenario.config.get("city") or (case.row.get("city") if case else "")
    city = str(told or HOME_CITIES[0])
    start = known(scenario.model).start.rpartition(".")[2]
    year = int(scenario.values.get(start) or 0) // 10_000
    modern = city in HOME_CITIES and (not year or year >= MODERN_FROM)
    return {**scenario.values, "city": city, "modern": modern}


@dataclass(frozen=True)
class Effects:
    """How a scenario's replicates draw from a posterior.

    ``unselected`` widens the spread between campaigns, for a campaign that nobody chose to report.
    ``ahead`` foretells: a reported campaign counts as one never seen, and what a file assumes of
    its effects, knowing its end, is not read.
    """

    posterior: Posterior
    scenario: Scenario
    unselected: bool = False
    ahead: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the quantities that each replicate gets from its draw, in the sheet's order."""
        common, settings = {*self.posterior.dims}, self.scenario.settings
        settled = {n for n in self._settle(0, np.uint64(0)) if n in settings}
        return tuple(n for n in settings if n in settled and self._may_set(n, own=n not in common))

    @property
    def fitted(self) -> bool:
        """Whether the scenario's campaign is one of those that were fitted."""
        never_seen = self.unselected or self.ahead
        return not never_seen and self.scenario.case_id in self.posterior.cases

    @property
    def own(self) -> tuple[str, ...]:
        """Names of the campaign's own coordinates: all of a fitted one, else its effects.

        Unknown facts of a campaign that was not fitted are drawn by themselves.
        """
        if self.fitted:
            return self.posterior.cases[str(self.scenario.case_id)]
        every = dict.fromkeys(name for names in self.posterior.cases.values() for name in names)
        wide = widened_of(self.posterior.model) if self.unselected else ()
        return (*(name for name in every if name not in self.scenario.settings), *wide)

    def _may_set(self, name: str, own: bool) -> bool:
        origin = self.scenario.settings[name].origin
        return origin not in GIVEN if own and (self.fitted or self.ahead) else origin in UNSET

    def rows(self, seed: int, keys: np.ndarray) -> Iterator[dict[str, Value]]:
        """Yield what each replicate gets, by name; ``keys`` are those of replicates 0, 1, ..."""
        names, order = self.names, order_of_draws(self.posterior.draws, seed)
        for replicate, key in enumerate(keys):
            values = self._settle(int(order[replicate % len(order)]), key)
            yield {name: values[name] for name in names}

    def _settle(self, draw: int, key: np.uint64) -> dict[str, Value]:
        """Return every quantity that a draw settles in one replicate, by name."""
        local = {name: fresh(name, key) for name in self.own}
        if self.fitted:
            found = self.posterior.local_of(str(self.scenario.case_id))[draw]
            local = dict(zip(self.own, found.tolist(), strict=True))
        settle, known_now = self._study
        return settle(self.posterior.z[draw], local, known_now)

    @cached_property
    def _study(self) -> tuple[Values, Mapping[str, Any]]:
        known_now = {
            **covariates_of(self.scenario), "unselected": self.unselected,
            "passed_round_1": self.fitted and _signed(self.scenario),
        }  # fmt: skip
        return values_of(self.posterior.model), known_now


def _signed(scenario: Scenario) -> bool:
    """Tell whether a campaign reported signatures: then it is known to have passed round 1."""
    return any(getattr(seen, "measure", "") == "signing" for seen in scenario.observations)


def fresh(name: str, key: np.uint64) -> float:
    """Return a standard normal number by luck named after a quantity, as its own draw has it."""
    return float(normal(chance(key, purpose(f"draw {name}"), 0, 0)))
