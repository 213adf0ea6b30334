"""Elevator funnels as a study: what is fitted, what may be known, and how places are played."""

from datetime import date

import numpy as np
import pytest

from experiments.calibration.elevator_cases import size_of
from experiments.calibration.elevator_curve import ERAS, builders, starts, usual_starts
from experiments.calibration.elevator_dims import (
    COLUMN,
    FREE,
    GLOBAL,
)
from experiments.calibration.elevator_rows import SHOWN, reason_shown
from experiments.calibration.elevator_study import ElevatorStudy, elevator_values
from experiments.calibration.elevator_terms import count_term
from experiments.funnels import figure_names, figure_rows, funnel_cases, rows_of
from models.elevator.sheet import SHEET
from sim.engine.luck import run_key

pytestmark = pytest.mark.xdist_group("elevator study")  # it compiles, and composes scenarios
UNREAD = ("source_url", "confidence", "notes")


def rows(case_id, **changes):
    return [{**row, **changes} for row in rows_of(case_id)]


def keys(runs):
    return np.array([run_key(5, r) for r in range(runs)], dtype=np.uint64)


def at_random(study, runs, case=0, seed=3):
    luck = np.random.default_rng(seed)
    return (luck.standard_normal((runs, len(study.dims))),
            luck.standard_normal((runs, len(study.cases[case].dims))))  # fmt: skip


@pytest.fixture(scope="module")
def office():
    return ElevatorStudy(rows("huaer_2021"))


# What is fitted


def test_every_figure_that_is_only_shown_exists_and_has_a_reason_in_both_languages():
    told = {case: figure_names(figure_rows(case)) for case in funnel_cases()}
    there = {*told, *(f"{case}/{name}" for case, names in told.items() for name in names)}
    assert there >= SHOWN.keys()
    assert all(" / " in reason for reason in SHOWN.values())
    fitted = [n for case, names in told.items() for n in names if not reason_shown(case, n)]
    assert len(fitted) >= 30


def test_at_most_eight_free_numbers_and_each_has_a_prior_inside_its_range():
    assert len(FREE) <= 8
    for name in FREE:
        values = GLOBAL[COLUMN[name]].value(np.linspace(-4.0, 4.0, 9))
        about = SHEET.by_name[name]
        assert (np.diff(values) >= 0.0).all()
        assert about.low <= values.min() < values.max() <= about.high


# What may be known


def test_reported_answers_notes_and_sources_change_no_run(office):
    changed = rows("huaer_2021", n_after="1", **dict.fromkeys(UNREAD, "x"))
    other = ElevatorStudy(changed)
    z, local = at_random(office, 3)
    first, second = (s.simulate(0, z, local, keys(3), 40) for s in (office, other))
    assert (first == second).all()
    assert other.cases[0].observations[0].reported == pytest.approx(1 / 42)


@pytest.mark.parametrize(
    ("place", "stock", "size"),
    [("Shanghai Minhang", None, "district"), ("Shanghai", 80_000, "city"), ("杭州", None, "city"),
     ("Shanghai Hongkou Xiangdong estate", None, "estate"), ("上海 临汾路街道", None, "street"),
     ("Shanghai Minhang", 42, "estate"), ("", 700, "street")],
)  # fmt: skip
def test_a_place_is_as_large_as_its_stairwells_or_its_name_say(place, stock, size):
    assert size_of(place, stock) == size


def test_a_table_of_ones_own_is_read_whatever_it_is_called():
    row = {
        **rows("minhang_2021")[0], "case_id": "曲阳2022", "place": "上海虹口曲阳路街道",
        "period_start": "2022-01", "period_end": "2022-06", "n_before": "403", "n_after": "30",
    }  # fmt: skip
    study = ElevatorStudy([row])
    (place,) = study.places
    assert place.stock == 403
    assert place.size == "street"
    assert [dim.name for dim in place.case.dims] == ["place", "effort"]
    assert study.scales(0) == ("count",)


# Starts by date


def test_more_begin_with_each_mobilisation_and_none_of_it_where_nobody_mobilised():
    z = np.zeros((1, len(GLOBAL)))
    mobilised, passive = starts(z, True)[0], starts(z, False)[0]
    assert mobilised.shape == (len(ERAS),)
    assert mobilised[0] < mobilised[2] < mobilised[5]
    assert (passive == mobilised[0]).all()
    assert (builders(z, True) > 0.0).all()
    first, middle, last = date(2015, 1, 1), date(2019, 7, 1), date(2022, 1, 1)
    whole = usual_starts(True, first, last)
    assert whole == pytest.approx(usual_starts(True, first, middle) +
                                  usual_starts(True, middle, last))  # fmt: skip


def test_one_stairwell_may_stand_for_several_where_next_to_nothing_begins():
    study = ElevatorStudy(rows("jingan_2019"))
    (place,) = study.places
    (span,) = place.spans
    known, k = place.known(span), span.compressed
    z, local = at_random(study, 2)
    played = study.rows(0, z, local)
    assert k > 1
    assert known["stairwells_per_worker"] == round(28 / k)
    assert played["starts_per_100_year_1"] == pytest.approx(k * starts(z, True)[:, 0])


# Playing


def test_runs_follow_their_coordinates_and_keys_alone(office):
    z, local = at_random(office, 25)
    whole = office.simulate(0, z, local, keys(25), 42, threads=2)
    part = office.simulate(0, z[20:], local[20:], keys(25)[20:], 42, threads=1)
    assert whole.shape == (25, 2)
    assert (whole[20:] == part).all()
    assert (whole >= 0.0).all()
    assert (whole <= 1.0).all()


def test_a_place_that_leads_consents_more(office):
    z = np.zeros((20, len(GLOBAL)))
    ahead, behind = (np.tile([lead, 0.0, 0.0], (20, 1)) for lead in (2.0, -2.0))
    more, less = (office.simulate(0, z, x, keys(20), 42)[:, 0].mean() for x in (ahead, behind))
    assert more > less


def test_values_of_a_draw_lie_inside_their_ranges():
    luck = np.random.default_rng(1)
    for _ in range(20):
        z = 2.0 * luck.standard_normal(len(GLOBAL))
        made = elevator_values(z, {"place": 3.0}, {"stairwells": 42})
        assert {"place_factor", *FREE} <= made.keys()
        assert all(SHEET.by_name[n].low <= v <= SHEET.by_name[n].high for n, v in made.items())
    assert "place_factor" not in elevator_values(z, {}, {})


# Likelihood


def test_a_count_is_likeliest_near_what_was_reported_and_never_impossible():
    counts = np.array([0.0, 30.0, 100.0, 300.0, 1e5])
    sure, unsure = (count_term(100.0, counts, np.full(5, v), False) for v in (0.1, 1.0))
    assert sure.argmax() == unsure.argmax() == 2
    assert np.isfinite(sure).all()
    assert np.ptp(unsure) < np.ptp(sure)
    bound = count_term(100.0, counts, np.full(5, 0.1), True)
    assert (np.diff(bound) >= 0.0).all()


def test_terms_add_up_and_noise_surrounds_what_was_simulated(office):
    z, local = at_random(office, 200)
    stats = np.tile([0.2, 0.1], (200, 1))
    terms = office.terms(0, stats, z)
    assert terms.sum(axis=1) == pytest.approx(office.log_likelihood(0, stats, z))
    wide = office.terms(0, stats, z, np.full((200, 2), 4.0))
    assert np.isfinite(wide).all()
    told = office.noisy(0, stats, z, np.random.default_rng(2))
    assert told.mean(axis=0) == pytest.approx([0.2, 0.1], abs=0.03)
    assert np.isfinite(office.features(0, z, local)).all()
