"""One reported place, read for a study: its figures, the time that is played, what is unknown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from experiments.calibration import elevator_cases as cases
from experiments.calibration.elevator_cases import Row, Span
from experiments.calibration.elevator_dims import EFFORT, PACE, PLACE, STOCKS, stock_dim
from experiments.calibration.elevator_periods import dates
from experiments.calibration.elevator_play import Query
from experiments.calibration.elevator_rows import reason_shown
from experiments.calibration.elevator_terms import Told
from experiments.calibration.study import Dim, FitCase
from experiments.funnels import SUITABLE, figure_at, figure_names, is_figure, whole_of
from experiments.reported import FunnelObservation
from models.elevator.sheet import SHEET

FEW = 200
"""Stairwells up to which a count is a share of them."""

AFTER_CONSENT = ("permitted", "begun", "finished")
NO_COHORT = 1_000_000


class Place(NamedTuple):
    """A place, its figures, and how it is played.

    ``stock`` is None where the suitable stairwells are not told. ``small`` places are played whole.
    """

    case: FitCase
    told: tuple[Told, ...]
    spans: tuple[Span, ...]
    size: str
    stock: int | None
    mobilised: bool
    law: str

    @property
    def documented(self) -> cases.Documented:
        """The documented strategy."""
        return cases.documented(self.case.case_id)

    @property
    def steady(self) -> bool:
        """Whether the strategy's full doses are given throughout."""
        return self.documented.steady

    @property
    def filed(self) -> bool:
        """Whether the scenario's file gives how many begin."""
        return self.documented.starts == "file"

    @property
    def small(self) -> bool:
        """Whether all stairwells are played."""
        return self.size == "estate"

    def queries(self, m: int) -> list[Query]:
        """Return the counts that a figure is read from."""
        told = self.told[m]
        return [q for q in (told.plus, told.minus, told.base) if q is not None]

    def known(self, span: Span) -> dict[str, Any]:
        """Return the quantities that are the same in all runs of a stretch of time."""
        base = cases.known_values(self.documented.scenario, self.law, *self.documented.extra)
        made = dict(base) | {
            "start_date": whole_of(span.day_1), "last_day": span.last_day, "cohort": 0,
            **_widths(base, span, self.stock, self.size),
        }  # fmt: skip
        if span.design == "begun":
            made["leader_log_sd"] = 0.0
        if span.design == "filed":
            made |= {"cohort": NO_COHORT, "cohort_from": cases.window_number(span)}
        return made if self.filed else made | dates(span)


def _widths(base: Mapping[str, Any], span: Span, stock: int | None, size: str) -> dict[str, Any]:
    """Return how many stairwells a worker, an estate and a street have, of those played."""
    whole = stock or STOCKS[size][0]
    names = ("stairwells_per_worker", "stairwells_per_estate", "stairwells_per_street")
    made = {n: max(round(min(base[n], max(whole, 1)) / span.compressed), 1) for n in names}
    dose = "counsel_sessions_per_100_per_week"
    return made | {dose: min(base[dose] * span.compressed, SHEET.by_name[dose].high)}


def read_place(case_id: str, rows: Sequence[Row], shipped: bool) -> Place:
    """Read a place from its rows; of ``shipped`` ones those that are only shown are left out."""
    dated = [row for row in rows if is_figure(row)]
    named = list(zip(figure_names(dated), dated, strict=True))
    kept = [(n, row) for n, row in named if not (shipped and reason_shown(case_id, n))]
    place, whole = rows[0]["place"], cases.told_stock(case_id, rows)
    chosen = [row for _, row in kept]
    cohort = cases.number(chosen[0]["n_before"]) if _all_cohorts(chosen) else None
    stock = _stock_of(case_id, chosen, whole, cohort)
    spans = cases.spans_of(case_id, place, chosen, stock) if chosen else []
    size = cases.size_of(place, stock)
    usual = float(stock or STOCKS[size][0])
    told = tuple(_told(*pair, at, spans, usual, size) for at, pair in enumerate(kept))
    dims = _dims(case_id, place, chosen, size, stock, spans)
    return Place(
        FitCase(case_id, stock or 0, tuple(one.figure for one in told),
                max((span.last_day for span in spans), default=1), dims, {},
                {"mobilised": float(cases.is_mobilised(rows))}),
        told, tuple(spans), size, stock, cases.is_mobilised(rows), cases.law_of(place, rows),
    )  # fmt: skip


def _all_cohorts(rows: Sequence[Row]) -> bool:
    return bool(rows) and all(row["reading"] == "cohort" for row in rows)


def _stock_of(
    case_id: str, rows: Sequence[Row], whole: int | None, cohort: int | None
) -> int | None:
    """Return the stairwells of a place: told, or those of its cohort, or those of its file."""
    if cohort and rows[0]["from_stage"] == "started":
        return cohort
    if cases.documented(case_id).starts == "file":
        known = cases.known_values(cases.documented(case_id).scenario, "")
        return whole or int(known["stairwells"])
    return whole or (1000 if cohort else None)  # of cases filed: shares do not depend on it


def _dims(
    case_id: str, place: str, rows: Sequence[Row], size: str, stock: int | None,
    spans: Sequence[Span],
) -> tuple[Dim, ...]:  # fmt: skip
    """Return what is unknown of a place: its lead and effort, its pace, its stairwells."""
    city, filed = place in cases.CITIES, cases.documented(case_id).starts == "file"
    begun = all(span.design == "begun" for span in spans)
    late = any(row["to_stage"] in AFTER_CONSENT for row in rows)
    made: tuple[Dim, ...] = () if city or filed or begun else (PLACE,)
    made += () if city else (EFFORT,)
    made += (PACE,) if late else ()
    return made if stock else (*made, stock_dim(size))


def _told(
    name: str, row: Row, at: int, spans: Sequence[Span], stock: float, size: str
) -> Told:  # fmt: skip
    """Say how a figure is read from the stretch of time it is played in."""
    where = next(k for k, span in enumerate(spans) if at in span.figures)
    span = spans[where]
    figure = figure_at(name, row, span.day_1, {"last_day": span.last_day})
    figure, n = _as_share_or_count(figure, row)
    first = figure.first_day - 1 if row["reading"] == "flow" else 0
    plus, base = _queries(figure, row, span)
    played = cases.most_played(size, span.design) * span.compressed
    return Told(
        replace(figure, shown=""), n, where, plus, (plus[0], first), base,
        max(stock / played, 1.0),
    )  # fmt: skip


def _as_share_or_count(figure: FunnelObservation, row: Row) -> tuple[FunnelObservation, int]:
    """Tell few stairwells as a share of them, many as a count; return what the share is of."""
    before, after = cases.number(row["n_before"]) or 0, float(row["n_after"])
    share = bool(before) and (row["from_stage"] != SUITABLE or before <= FEW)
    reported = after / before if share else after
    return replace(figure, share=share, reported=reported), before if share else 0


def _queries(figure: FunnelObservation, row: Row, span: Span) -> tuple[Query, Query | None]:
    """Return the count of a figure on its last day, and what it is a share of, if not of all."""
    last = figure.last_day
    if span.design == "filed":
        return (f"cohort_{figure.to_stage}", last), ("cohort_filed", last)
    if span.design == "begun":
        return (figure.to_stage, last), ("started", last)
    base = row["from_stage"]
    return (figure.to_stage, last), None if base == SUITABLE else (base, last)
