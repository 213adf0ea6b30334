"""Every method for elevators moves what it is said to move, costs its hours, and is nothing unused.

One ensemble without it and one with it, in which little else is done; runs are paired, so that few
are enough. Doses are the usual ones of the kit unless a method shows more clearly at another.
"""

from functools import cache
from typing import NamedTuple

import numpy as np
import pytest

from models.elevator.outcomes import ALL, BETTER, COMPARED, QUALITY
from models.elevator.stages import DESIGN, SOUNDING
from tests.kit import Campaign, subject
from tests.models.kit_elevator import DOSES, SLOTS

RUNS = 24
VILLAGE = {
    "stairwells": 24, "floors": 6, "flats_per_floor": 2, "stairwells_per_estate": 8,
    "stairwells_per_street": 24, "stairwells_per_worker": 8, "last_day": 600,
    "starts_per_100_year_1": 120.0, "builders_per_100_year_1": 400.0, "permit_days": 60.0,
    "estate_paper_days": 30.0, "rest_days": 100.0, "again_per_year": 2.0, "place_factor": 1.0,
    "meetings_per_worker_per_week": 1.0, "team_coverage": 0.6, "veto": 0, "payers_unanimous": 0,
    "building_assent_heads": 0.666666667, "estate_assent_heads": 0.5, "landlord_share": 0.2,
}  # fmt: skip
"""Three estates in which within two years most stairwells begin, with some help of a team."""
NEVER_BEGINS = {f"starts_per_100_year_{k}": 0.0 for k in SLOTS}


class Claim(NamedTuple):
    """What a method is said to move: a column of the books (per another), and which way."""

    moves: str
    by: int
    per: str = ""
    besides: dict = {}  # what else is different, in both ensembles
    costs: tuple[str, ...] = ("minutes",)


MORE, LESS = 1, -1
CLAIMS = {
    "bundling": Claim("passed", MORE, costs=("method_yuan",)),
    "colour_map": Claim("private_yes", MORE, "private_asked"),
    "compensation": Claim("stops_objector", LESS, "started", costs=("compensation_yuan",)),
    "coordination": Claim("passed", MORE, besides={"meetings_per_worker_per_week": 0.0,
                                                   "team_coverage": 0.0}),
    "counsellors": Claim("info_milli", MORE, "private_asked", costs=("minutes", "method_yuan")),
    "evening_hours": Claim("info_milli", MORE, "private_asked",
                           {"late_meetings": 0.0, "elderly_share": 0.1}, ()),
    "floor_heads": Claim("agreed", MORE, "started"),
    "home_platform": Claim("info_milli", MORE, "private_asked"),
    "instalments": Claim("private_yes", MORE, "private_asked"),
    "one_plan": Claim("stops_objector", LESS, "started", {"light_worth": 2.0}, ("method_yuan",)),
    "party_first": Claim("passed", MORE, besides={"party_share": 0.3}),
    "phone_forum": Claim("info_milli", MORE, "private_asked", {"elderly_share": 0.1},
                         ("minutes", "method_yuan")),
    "publicity_board": Claim("info_milli", MORE, "private_asked", costs=()),
    "site_visits": Claim("info_milli", MORE, "private_asked"),
    "six_systems": Claim("passed", MORE, besides={"team_coverage": 0.2}),
    "three_bodies": Claim("objecting", LESS, "private_asked", {"unpaying_share": 0.1}),
    "three_meetings": Claim("info_milli", MORE, "private_asked"),
    "visits": Claim("passed", MORE),
    "volunteers": Claim("info_milli", MORE, "private_asked", costs=()),
    "weekly_meeting": Claim("days_sounding", LESS, "cases_sounding",
                            {"team_coverage": 1.0, "meetings_per_worker_per_week": 6.0}),
}  # fmt: skip
"""Without a cost in the books: hours moved to the evening, a board, neighbours' own time."""
every = pytest.mark.parametrize("method", sorted(subject("elevator").methods))


@cache
def lived(method, dose, last_day=VILLAGE["last_day"]):
    """Return days and books of an ensemble with so many times the usual dose of one method."""
    doses = {name: dose * value for name, value in DOSES[method].items()} if dose else {}
    values = {**VILLAGE, **CLAIMS[method].besides, **doses, "last_day": last_day}
    return subject("elevator").run(values, range(RUNS))[:2]


def measured(ends, claim):
    """Return what a claim speaks of, for every run; NaN where there is nothing to divide by."""
    top = ends[claim.moves].astype(float)
    return top / np.where(ends[claim.per] > 0, ends[claim.per], np.nan) if claim.per else top


@every
def test_a_method_moves_what_it_is_said_to_move_and_costs_its_hours(method):
    claim, without, with_it = CLAIMS[method], lived(method, 0)[1], lived(method, 1)[1]
    gain = claim.by * (measured(with_it, claim) - measured(without, claim))
    gain = gain[~np.isnan(gain)]
    error = gain.std() / len(gain) ** 0.5
    print(f"{method}: {claim.moves} {claim.by * gain.mean():+.4g}, s.e. {error:.2g}")
    assert gain.mean() > 2.0 * error > 0.0
    for name in claim.costs:
        assert with_it[name].sum() > without[name].sum(), name


@every
def test_a_method_that_is_not_used_is_nothing_whatever_else_its_file_says(method):
    """The contract tests say so in the midst of everything; this says so where little is done."""
    sheet = subject("elevator").sheet
    others = {a.name: a.high if a.point != a.high else a.low for a in sheet.abouts
              if a.group == f"strategy.{method}" and a.role != "dose"}  # fmt: skip
    others = {n: int(v) if sheet.by_name[n].whole else v for n, v in others.items()}
    values = {**VILLAGE, "last_day": 300, **CLAIMS[method].besides}
    one, other = (subject("elevator").run({**values, **more}, range(2)) for more in ({}, others))
    assert all(np.array_equal(one[k], other[k]) for k in (0, 1))


# Too much of it


@pytest.mark.parametrize("method", ["home_platform", "phone_forum", "three_bodies"])
def test_seven_times_the_dose_brings_less_for_each_hour(method):
    """What is left to be learnt or settled grows smaller, the hours do not."""
    none, usual, much = (lived(method, dose)[1] for dose in (0, 1, 7))
    claim = CLAIMS[method]
    gains = [np.nanmean(claim.by * (measured(ends, claim) - measured(none, claim)))
             for ends in (usual, much)]  # fmt: skip
    hours = [(ends.minutes - none.minutes).mean() for ends in (usual, much)]
    print(f"{method}: gains {np.round(gains, 4)}, minutes {np.round(hours)}")
    assert hours[1] > 4.0 * hours[0]
    assert 0.0 < gains[1] / gains[0] < 0.8 * hours[1] / hours[0]


# The four at work


def place(**values):
    return Campaign({**VILLAGE, **values}, of="elevator")


@pytest.mark.parametrize(("goodwill", "way"), [(6.0, 1), (-2.0, -1)])
def test_talk_in_the_room_draws_to_what_most_think(goodwill, way):
    """Where many agree it persuades, where few do it undoes what talks had achieved."""
    base = {"taste_mean": goodwill}
    quiet, room = (
        place(
            **base, platform_visits_per_household_per_week=visits, info_per_platform_visit=0.0
        ).live(300)
        for visits in (0.0, 4.0)
    )
    homes = quiet.town.stairwell.tries[np.arange(len(quiet.home)) // 12] == 1
    homes &= room.town.stairwell.tries[np.arange(len(room.home)) // 12] == 1
    gain = (room.home.persuaded - quiet.home.persuaded)[homes].mean()
    print(f"goodwill {goodwill}: persuaded {gain:+.3f}")
    assert way * gain > 0.01


def test_where_many_would_not_pay_the_three_bodies_shorten_the_design():
    values = {**VILLAGE, "unpaying_share": 0.1, "taste_mean": 6.0}
    longer, shorter = (
        subject("elevator").run({**values, "joint_meetings_per_quarter": dose}, range(RUNS))[1]
        for dose in (0.0, 3.0)
    )
    days = [ends.days_design.sum() / ends.cases_design.sum() for ends in (longer, shorter)]
    print(f"mean days of the design {days}")
    assert days[1] < days[0] - 5.0
    assert shorter.stops_payer.sum() < longer.stops_payer.sum()


def test_drawings_come_to_those_at_their_design_and_to_nobody_else():
    seen = set()
    there = place(
        joint_meetings_per_quarter=90.0,
        info_per_joint_meeting=1.0,
        info_per_meeting=0.0,
        meetings_per_worker_per_week=0.0,
        own_gap_days=5.0,
    )
    for day in range(1, 400):
        before, stage = there.home.info.copy(), there.town.stage.copy()
        there.live(day)
        rows = np.flatnonzero(there.home.info > before)
        learnt = {
            int(stage[row // 12]) for row in rows if there.town.stairwell.tries[row // 12] == 1
        }
        seen |= learnt
    assert DESIGN in seen
    assert seen <= {DESIGN, SOUNDING - 1}, "the elevator of a neighbour teaches who begins"


def test_the_forum_reaches_owners_who_are_away_and_the_aged_less():
    values = {"absent_share": 0.4, "landlord_share": 0.3, "elderly_share": 0.5,
              "meetings_per_worker_per_week": 0.0, "info_per_meeting": 0.0,
              "forum_reads_per_week": 1.0, "info_per_forum": 0.2}  # fmt: skip
    there = place(**values).live(120)
    begun = there.town.stairwell.tries[np.arange(len(there.home)) // 12] > 0
    info = {living: there.home.info[begun & (there.home.living == living)].mean()
            for living in range(3)}  # fmt: skip
    aged, young = (
        there.home.info[begun & ((there.home.age >= 60) == old)].mean() for old in (True, False)
    )
    print(f"here, let, away {info}; aged {aged:.2f}, younger {young:.2f}")
    assert max(info.values()) - min(info.values()) < 0.12
    assert aged < young - 0.1


def test_the_map_moves_starts_to_the_ready_and_adds_none():
    values = {"stairwells": 400, "stairwells_per_estate": 20, "stairwells_per_street": 400,
              "stairwells_per_worker": 50, "starts_per_100_year_1": 20.0, "estate_example": 0.0,
              "street_example": 0.0, "again_per_year": 0.0}  # fmt: skip
    plain, mapped = (place(**values, mapped_share=share).live(365) for share in (0.0, 1.0))
    colour, begun = mapped.town.stairwell.colour, mapped.town.stairwell.tries > 0
    rates = [begun[(colour >= low) & (colour <= high)].mean() for low, high in ((1, 2), (4, 5))]
    print(f"begun {plain.now.started} and {mapped.now.started}; low and high colours {rates}")
    assert abs(int(mapped.now.started) - int(plain.now.started)) < 0.35 * plain.now.started
    assert rates[1] > 1.5 * rates[0]
    assert abs(mapped.town.stairwell.sooner.mean() - 1.0) < 0.05
    assert np.corrcoef(mapped.town.stairwell.sooner, colour)[0, 1] > 0.8


# Over whom consent is passed


def test_nobody_is_overruled_where_all_must_agree_and_some_are_where_objectors_do_not_count():
    strict, loose = (subject("elevator").run({**VILLAGE, **law}, range(8))[1] for law in (
        {"veto": 1, "payers_unanimous": 1, "sign_heads": 1.0},
        {"objector_blocks": 0.0, "payer_blocks": 0.0, "own_patience": 3, "team_patience": 4,
         "sounding_meetings": 2}))  # fmt: skip
    assert strict.passed.sum() > 0
    assert not strict.overruled.any()
    assert np.array_equal(strict.passed_whole, strict.passed)
    print(f"{loose.overruled.sum()} of {loose.consenting.sum()} overruled")
    assert loose.overruled.sum() > 0.05 * loose.consenting.sum()
    assert loose.passed_over_fierce.sum() > 0
    assert loose.passed_whole.sum() < loose.passed.sum()


def test_a_comparison_never_shows_speed_alone():
    names = {made.name for made in ALL}
    quality = {made.name for made in QUALITY}
    assert quality <= set(COMPARED) <= names | {f"{name}_at_end" for name in (
        "started", "agreed", "passed", "permitted", "begun", "finished")}  # fmt: skip
    assert quality <= set(BETTER)
    for name in ("hours_per_pass", "hours_per_household", "yuan_per_household", "mean_trust",
                 "mean_fatigue", "objections_per_household"):  # fmt: skip
        assert name in COMPARED
        assert name in BETTER
