"""Places with elevators as a study: each played from what is known of it beforehand.

A place differs from its city by a factor on the cases that begin, by the effort of its teams and by
how long papers take; where the number of suitable stairwells is not told it is unknown, too. Counts
are scaled from the stairwells played to those of the place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from experiments.calibration import elevator_periods
from experiments.calibration.elevator_cases import most_played, size_of
from experiments.calibration.elevator_dims import (
    BEHAVIOUR,
    COLUMN,
    GLOBAL,
    PLACE,
    global_value,
    local_value,
    place_factor,
)
from experiments.calibration.elevator_place import Place, read_place
from experiments.calibration.elevator_play import play
from experiments.calibration.elevator_terms import noisy, read, term
from experiments.calibration.study import FitCase
from experiments.funnels import funnel_rows
from models.elevator.law import REGIMES

PERMITS = ("permit_days", *(f"permit_days_{k}" for k in range(2, REGIMES + 1)))


class ElevatorStudy:
    """Reported places, to be fitted or predicted.

    Parameters
    ----------
    rows : sequence of mappings, optional
        Rows of a funnel table; the shipped ones, without those that are only shown, unless given.
    changed : mapping, optional
        Quantities held at other values in every case (to take a mechanism out).
    """

    model = "elevator"
    dims = GLOBAL

    def __init__(
        self,
        rows: Sequence[Mapping[str, str]] | None = None,
        changed: Mapping[str, Any] | None = None,
    ) -> None:
        told = funnel_rows() if rows is None else rows
        ids = dict.fromkeys(row["case_id"] for row in told)
        made = (read_place(name, [row for row in told if row["case_id"] == name], rows is None)
                for name in ids)  # fmt: skip
        self.changed = dict(changed or {})
        self.places = tuple(place for place in made if place.told)
        self.cases: tuple[FitCase, ...] = tuple(place.case for place in self.places)

    def simulate(
        self, case: int, z: np.ndarray, local: np.ndarray, keys: np.ndarray, cap: int,
        threads: int | None = None,
    ) -> np.ndarray:  # fmt: skip
        """Play one run for each row and stretch of time; return statistics, float64 [R, M]."""
        place = self.places[case]
        stats = np.empty((len(z), len(place.told)))
        for at, span in enumerate(place.spans):
            wanted = [m for m, told in enumerate(place.told) if told.span == at]
            queries = list(dict.fromkeys(q for m in wanted for q in place.queries(m)))
            stock, played = _sizes(place, at, local, cap)
            columns = self.rows(case, z, local, at) | {"stairwells": played}
            known = place.known(span) | self.changed
            counts = play(known, columns, keys, queries, threads)
            came = dict(zip(queries, counts.T, strict=True))
            for m in wanted:
                stats[:, m] = read(place.told[m], came, played * span.compressed, stock)
        return stats

    def rows(
        self, case: int, z: np.ndarray, local: np.ndarray, at: int = 0
    ) -> dict[str, np.ndarray]:
        """Return the quantities that vary from row to row in a stretch of time, each [R]."""
        place = self.places[case]
        dims, span = place.case.dims, place.spans[at]
        made = {name: global_value(name, z) for name in BEHAVIOUR}
        made |= _periods(place, at, z, local)
        made["place_factor"] = place_factor(z, dims, local, place.size)
        pace = local_value("pace", dims, local)
        if pace is not None:
            usual = place.known(span)
            made |= {name: elevator_periods.inside(name, pace * usual[name])
                     for name in PERMITS if name in usual}  # fmt: skip
        return {name: values for name, values in made.items() if name not in self.changed}

    def terms(
        self, case: int, stats: np.ndarray, z: np.ndarray, spread: np.ndarray | None = None
    ) -> np.ndarray:
        """Return the log likelihood of each figure, float64 [R, M]."""
        phi, count_sd = global_value("phi", z), global_value("count_sd", z)
        told = [term(told, stats[:, m], phi, count_sd, None if spread is None else spread[:, m])
                for m, told in enumerate(self.places[case].told)]  # fmt: skip
        return np.stack(told, axis=1)

    def log_likelihood(self, case: int, stats: np.ndarray, z: np.ndarray) -> np.ndarray:
        """Return the log likelihood of a place, float64 [R]."""
        return self.terms(case, stats, z).sum(axis=1)

    def noisy(
        self, case: int, stats: np.ndarray, z: np.ndarray, luck: np.random.Generator
    ) -> np.ndarray:
        """Draw what would be reported around simulated statistics, float64 [R, M]."""
        phi, count_sd = global_value("phi", z), global_value("count_sd", z)
        told = [noisy(told, stats[:, m], phi, count_sd, luck)
                for m, told in enumerate(self.places[case].told)]  # fmt: skip
        return np.stack(told, axis=1)

    def features(self, case: int, z: np.ndarray, local: np.ndarray) -> np.ndarray:
        """Return what figures depend on: behaviour, log starts, teams, builders, pace [R, F]."""
        place = self.places[case]
        lead = np.log(place_factor(z, place.case.dims, local, place.size))
        levels = ("starts_to_2017", "starts_2019", "starts_2021", "builders_per_start")
        logs = [np.log(global_value(name, z)) + lead for name in levels]
        effort = local_value("effort", place.case.dims, local)
        teams = z[:, COLUMN["team_effort"]] if not place.steady else np.zeros(len(z))
        return np.column_stack([
            z[:, [COLUMN[name] for name in BEHAVIOUR]], *logs, teams,
            np.zeros(len(z)) if effort is None else np.log(effort), local,
        ])  # fmt: skip

    def precision(self, z: np.ndarray) -> np.ndarray:
        """Return the precision of reported shares, float64 [R]."""
        return global_value("phi", z)

    def scales(self, case: int) -> tuple[str, ...]:
        """Name how each statistic is emulated: shares by logit, counts by logarithm."""
        told = self.places[case].told
        return tuple("share" if one.figure.share else "count" for one in told)


def _periods(place: Place, at: int, z: np.ndarray, local: np.ndarray) -> dict[str, np.ndarray]:
    effort = local_value("effort", place.case.dims, local)
    effort = np.ones(len(z)) if effort is None else effort
    if place.filed:
        return elevator_periods.from_file(place.known(place.spans[at]), effort)
    return elevator_periods.by_date(z, place.spans[at], place.mobilised, place.steady, effort)


def _sizes(place: Place, at: int, local: np.ndarray, cap: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the suitable stairwells of a place, and how many of them are played, each [R]."""
    span = place.spans[at]
    unknown = local_value("stock", place.case.dims, local)
    stock = np.full(len(local), float(place.stock or 1)) if unknown is None else unknown
    most = min(cap, most_played(place.size, span.design))
    whole = np.rint(stock / span.compressed)
    return np.rint(stock), np.clip(whole, 2.0, float(max(most, 2)))


def elevator_study() -> ElevatorStudy:
    """Return the study of the shipped funnels."""
    return ElevatorStudy()


def elevator_values(
    z_row: np.ndarray, local: Mapping[str, float], covariates: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the quantities that a draw settles, by name: behaviour, and the place's factor.

    Parameters
    ----------
    z_row : float64 [D]
        Global coordinates of the draw.
    local : mapping
        Coordinates of the place by name; without ``place`` its factor is not settled.
    covariates : mapping
        What is known of the place: its ``stairwells``.
    """
    z = np.asarray(z_row, dtype=np.float64)[None, :]
    made: dict[str, Any] = {name: float(global_value(name, z)[0]) for name in BEHAVIOUR}
    if "place" in local:
        size = size_of("", int(covariates.get("stairwells") or 1))
        lead = np.array([[local["place"]]])
        made["place_factor"] = float(place_factor(z, (PLACE,), lead, size)[0])
    return made
