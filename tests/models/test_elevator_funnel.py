"""The way to an elevator: stages stall, are tried again and reversed, and nobody gets lost."""

from functools import cache

import numpy as np
import pytest

from models.elevator.stages import (
    BLOCKS,
    BUILDING,
    DESIGN,
    DONE,
    IDLE,
    NOTICE,
    QUEUE,
    QUIET,
    SOUNDING,
    SPELLS,
    STAGES,
    STALLED,
)
from models.elevator.town import FLOORS
from sim.people.plot import NEVER
from tests.kit import Campaign, subject
from tests.models.kit_elevator import ALL, QUICK

STREET = {
    "stairwells": 40, "floors": 5, "flats_per_floor": 3, "stairwells_per_estate": 10,
    "stairwells_per_street": 20, "stairwells_per_worker": 10, "last_day": 700,
    "starts_per_100_year_1": 90.0, "builders_per_100_year_1": 40.0, "permit_days": 60.0,
    "rest_days": 60.0, "again_per_year": 3.0, "meetings_per_worker_per_week": 3.0,
    "team_coverage": 0.6, "team_patience": 8, "own_patience": 5, "own_gap_days": 12.0,
    "cohort": 12, "place_factor": 1.0,
}  # fmt: skip
"""A street in which within two years much is begun, stopped, tried again and built."""
WILLING = {
    **STREET, "taste_mean": 9.0, "window_share": 0.0, "unpaying_share": 0.0, "absent_share": 0.0,
    "landlord_share": 0.0, "stairwell_sd": 0.0, "taste_sd": 0.0, "reappraisal": 0.0,
    "estate_friendly": 1.0, "light_log_sd": 0.0, "price_log_sd": 0.0,
}  # fmt: skip
"""All agree, all pay, and nobody ever has second thoughts."""
PLACES = {
    "much is done": {**STREET, **ALL},
    "residents alone": {**STREET, "team_coverage": 0.0},
    "all waits are short": {**STREET, **ALL, **QUICK},
    "no veto, payers outvoted": {**STREET, "veto": 0, "payers_unanimous": 0, "objector_blocks": 0.3,
                                 "payer_blocks": 0.3},
    "second thoughts": {**STREET, **ALL, "reappraisal": 6.0, "light_worth": 2.0},
    "few builders": {**STREET, **ALL, "builders_per_100_year_1": 8.0},
    "all agree": WILLING,
    "nobody agrees": {**STREET, "taste_mean": -10.0},
    "the law changes": {**STREET, "start_date": 20190601, "law_from_2": 20191225, "veto_2": 0,
                        "building_assent_heads_2": 0.666666667, "payers_unanimous_2": 0},
}  # fmt: skip
FUNNEL = ("started", "balloted", "agreed", "passed", "permitted", "begun", "finished")
RISING = (*FUNNEL, "reversed", "meetings", "team_meetings", "minutes", "method_yuan",
          "cohort_filed", "cohort_passed", "cohort_permitted", "cohort_finished")  # fmt: skip
every_place = pytest.mark.parametrize("place", PLACES)


@cache
def lived(place, runs=6):
    """Return days and books of some runs in a place."""
    return subject("elevator").run(PLACES[place], range(runs))[:2]


def books(values, runs=6):
    return subject("elevator").run(values, range(runs))[1]


def walk(values, last, seed=1):
    """Live day by day; give the town and each stairwell's stage the evening before and now."""
    place = Campaign(values, seed=seed, of="elevator")
    for day in range(1, last + 1):
        before = place.town.stage[: int(place.p.stairwells)].copy()
        yield place.live(day), before, place.town.stage[: int(place.p.stairwells)].copy()


# Every stairwell is somewhere


@every_place
def test_every_stairwell_is_in_exactly_one_stage_on_every_day(place):
    for there, _, stage in walk(PLACES[place], 400):
        now, counts = there.now, np.bincount(stage, minlength=len(STAGES))
        assert counts[IDLE] == now.stairwells - now.started
        assert counts[SOUNDING : NOTICE + 1].sum() == now.live
        assert counts[QUEUE] == now.queued == now.permitted - now.begun
        assert counts[BUILDING] == now.begun - now.finished
        assert counts[DONE] == now.finished
        assert counts[STALLED] == now.stalled
        assert now.stairwells == (now.stairwells - now.started + now.live + now.stalled
                                  + now.queued + now.begun)  # fmt: skip


@every_place
def test_fewer_come_to_each_step_than_to_the_one_before_and_no_count_falls(place):
    days, ends = lived(place)
    assert (days.started <= ends.stairwells[:, None]).all()
    for before, after in zip(FUNNEL, FUNNEL[1:], strict=False):
        assert (days[after] <= days[before]).all(), (before, after)
    for name in RISING:
        assert (np.diff(days[name].astype(np.int64), axis=1) >= 0).all(), name
    for name in days.dtype.names:
        assert (days[name] >= 0).all(), name
        assert np.array_equal(days[name][:, -1], ends[name]), name


def test_steps_follow_one_another_and_none_is_left_out():
    ways = {(a, b) for a, b in zip(range(BUILDING + 1), range(1, DONE + 1), strict=False)}
    ways |= {(NOTICE, DESIGN), (STALLED, SOUNDING), (NOTICE, BUILDING)}  # a builder may be free
    ways |= {(stage, STALLED) for stage in range(SOUNDING, NOTICE)}
    seen = set()
    for place in ("much is done", "second thoughts", "all waits are short"):
        for _, before, after in walk(PLACES[place], 700):
            seen |= {*zip(before[before != after].tolist(), after[before != after].tolist(),
                          strict=True)}  # fmt: skip
    print(sorted((STAGES[a], STAGES[b]) for a, b in seen))
    assert seen <= ways
    assert {(IDLE, SOUNDING), (BUILDING, DONE), (NOTICE, DESIGN), (STALLED, SOUNDING)} <= seen


# Stalls


STOPS = {
    "support": {**STREET, "taste_mean": -10.0},
    "round1": {**WILLING, "absent_share": 0.5, "absent_votes": 0.0},
    "estate": {**WILLING, "estate_friendly": 0.2},
    "objector": {**WILLING, "cheap_talk": 30.0, "taste_mean": -3.0, "veto": 1, "settles": 1.0},
    "payer": {**WILLING, "unpaying_share": 1.0, "settles": 0.0},
    "round2": {**WILLING, "building_assent_heads": 0.4, "sign_heads": 0.4, "sign_area": 1.0,
               "taste_mean": 2.0, "taste_sd": 4.0, "cheap_talk": 0.0, "payers_unanimous": 0,
               "payer_blocks": 0.0, "veto": 0, "objector_blocks": 0.0},
    "reversal": {**WILLING, "reappraisal": 30.0, "light_worth": 4.0, "veto": 1},
}  # fmt: skip


@pytest.mark.parametrize("reason", BLOCKS)
def test_a_case_can_stop_for_every_reason(reason):
    ends = books(STOPS[reason])
    stops = {name: int(ends[f"stops_{name}"].sum()) for name in BLOCKS}
    print(reason, stops)
    assert stops[reason] > 0.5 * sum(stops.values())
    if reason not in ("round2", "reversal"):
        assert ends.passed.sum() < 0.2 * ends.started.sum()


@pytest.mark.parametrize(("share", "signed"), [(0.666666667, False), (0.0, True)])
def test_who_would_not_pay_does_not_sign_though_it_agrees(share, signed):
    """Nobody stops it for want of money; what is lacking then is signatures."""
    ends = books({**STOPS["payer"], "payers_unanimous": 0, "payer_blocks": 0.0,
                  "sign_heads": share})  # fmt: skip
    assert ends.agreed.sum() > 0
    assert not ends.stops_payer.any()
    assert (ends.stops_round2.sum() == 0) == signed
    assert (ends.passed.sum() > 0) == signed


def test_where_all_agree_nothing_stops():
    days, ends = lived("all agree")
    assert not any(ends[f"stops_{name}"].any() for name in BLOCKS)
    assert not days.stalled.any()
    assert ends.finished.sum() > 0


@every_place
def test_stalled_cases_add_up_by_what_stopped_them(place):
    _, ends = lived(place)
    blocked = sum(ends[f"blocked_{name}"] for name in BLOCKS)
    assert np.array_equal(blocked, ends.stalled)
    for name in BLOCKS:
        assert (ends[f"stops_{name}"] >= ends[f"blocked_{name}"]).all()
    late = [ends[name] for name in ends.dtype.names if name.startswith("unpassed_")]
    assert len(late) == len(BLOCKS) + 2
    assert (sum(late) <= ends.seasoned).all()
    assert (ends.seasoned <= ends.agreed).all()


# Another try


def test_a_stalled_case_rests_and_may_then_begin_again():
    values = {**STREET, "taste_mean": 0.5, "rest_days": 90.0, "again_per_year": 10.0}
    stopped, waits, again = {}, [], 0
    for there, before, after in walk(values, 700):
        for stairwell in np.flatnonzero(before != after):
            if after[stairwell] == STALLED:
                stopped[stairwell] = there.day
            elif before[stairwell] == STALLED:
                waits.append(there.day - stopped[stairwell])
                again += 1
    print(f"{again} tries after the first, after {min(waits)} to {max(waits)} days")
    assert again > 10
    assert min(waits) >= 90
    assert min(waits) < 110
    assert there.town.stairwell.tries.max() >= 3


@pytest.mark.parametrize(("rate", "tries"), [(0.0, False), (10.0, True)])
def test_who_has_stopped_begins_again_by_itself_or_not_at_all(rate, tries):
    """From the second year on nobody new begins."""
    values = {**STREET, "taste_mean": 0.5, "start_date": 20190101, "period_from_2": 20200101,
              "starts_per_100_year_2": 0.0, "again_per_year": rate}  # fmt: skip
    there = Campaign(values, of="elevator").live(365)
    started, before = int(there.now.started), there.town.stairwell.tries.copy()
    there.live()
    assert there.now.started == started
    assert (there.town.stairwell.tries > before).any() == tries


def test_patience_ends_after_so_many_meetings():
    patience = {0: 7, 1: 8}  # residents alone, a team
    values = {**PLACES["nobody agrees"], "own_patience": 7}
    seen, there = set(), Campaign(values, of="elevator")
    for day in range(1, 500):
        stage, team = there.town.stage.copy(), there.town.stairwell.team.copy()
        there.live(day)
        for stairwell in np.flatnonzero((stage == SOUNDING) & (there.town.stage == STALLED)):
            assert there.town.stairwell.meetings[stairwell] == patience[int(team[stairwell])]
            seen.add(int(team[stairwell]))
    assert seen == {0, 1}


def test_half_of_what_talks_achieved_is_kept_until_the_next_try():
    values = {**STREET, "taste_mean": 0.5, "persuades": 1.0, "team_coverage": 1.0,
              "kept_between": 0.5}  # fmt: skip
    width, compared = 15, 0
    there = Campaign(values, of="elevator")
    for day in range(1, 701):
        persuaded = there.home.persuaded.copy()
        tries = there.town.stairwell.tries.copy()
        there.live(day)
        for stairwell in np.flatnonzero((there.town.stairwell.tries > tries) & (tries > 0)):
            homes = slice(stairwell * width, stairwell * width + width)
            assert np.allclose(there.home.persuaded[homes], 0.5 * persuaded[homes])
            compared += int((persuaded[homes] > 0.0).sum())
    print(f"{compared} households that had been persuaded began again")
    assert compared > 20


def test_a_new_try_begins_with_nothing_offered_and_nobody_settled():
    values = {**STREET, **ALL, "taste_mean": 1.0, "cheap_talk": 30.0}
    seen = 0
    there = Campaign(values, of="elevator")
    for day in range(1, 701):
        before = there.town.stairwell.copy()
        there.live(day)
        rows = there.town.stairwell
        for stairwell in np.flatnonzero((rows.tries > before.tries) & (before.tries > 0)):
            row, homes = rows[stairwell], slice(stairwell * 15, stairwell * 15 + 15)
            assert (row.offer, row.glass, row.tilt, row.heard, row.meetings) == (0, 0, 0, 0, 0)
            assert not there.home.settled[homes].any()
            assert not there.home.vote[homes].any()
            seen += int(before.offer[stairwell] > 0)
    assert seen > 0


# Second thoughts


@pytest.mark.parametrize("veto", [{"veto": 1}, {"veto": 0, "objector_blocks": 0.5}], ids=str)
def test_second_thoughts_withdraw_consent_on_the_day_after_the_marking_or_not_at_all(veto):
    values = {**PLACES["second thoughts"], "reappraisal": 2.0, **veto}
    back = 0
    there = Campaign(values, of="elevator")
    for day in range(1, 701):
        before, stage = there.town.stairwell.copy(), there.town.stage[:40].copy()
        reversed_before = int(there.now.reversed)
        there.live(day)
        turned = np.flatnonzero((stage == NOTICE) & (there.town.stage[:40] == DESIGN))
        assert there.now.reversed - reversed_before == len(turned)
        assert (before.since[turned] == day - 1).all(), "the shaft was marked out the day before"
        assert (there.town.stairwell.fierce[turned] > 0).all()
        assert (there.home.shock >= 0.0).all()
        back += len(turned)
    ends = there.books
    print(f"{back} consents withdrawn of {ends.passed}, {ends.permitted} permitted all the same")
    assert back > 0
    assert ends.permitted > 0
    assert 0 <= ends.stops_reversal <= back


def test_without_second_thoughts_no_consent_is_withdrawn():
    calm = books({**PLACES["second thoughts"], "reappraisal": 0.0})
    thoughts = books(PLACES["second thoughts"])
    print("withdrawn of consents:", calm.reversed.sum(), calm.passed.sum(),
          thoughts.reversed.sum(), thoughts.passed.sum())  # fmt: skip
    assert thoughts.reversed.sum() > calm.reversed.sum()
    assert thoughts.permitted.sum() < calm.permitted.sum()
    outvoted = books({**PLACES["second thoughts"], "veto": 0, "objector_blocks": 0.0})
    assert outvoted.reversed.sum() == 0


# Builders


def test_builders_come_to_those_who_have_waited_longest():
    compared = 0
    for seed in range(4):
        there = Campaign(PLACES["few builders"], seed=seed, of="elevator").live()
        rows = there.town.stairwell
        waited = rows[rows.permitted != NEVER]
        for first in waited:
            later = waited[waited.permitted > first.permitted]
            built = later.built[later.built != NEVER]
            compared += len(built)
            assert not len(built) or (NEVER < first.built <= built.min())
    assert compared > 20


def test_on_average_no_more_is_begun_than_builders_can_and_as_much_where_many_wait():
    rate, runs = 12.0, 40
    values = {**WILLING, "builders_per_100_year_1": rate, "permit_days": 5.0, "last_day": 900,
              "starts_per_100_year_1": 500.0, "team_coverage": 1.0}  # fmt: skip
    days, ends, _ = subject("elevator").run(values, range(runs))
    daily = rate * 40 / 36_500
    noise = np.sqrt(daily * (1 - daily) * np.arange(1, 901) / runs)
    assert (days.begun.mean(axis=0) <= daily * np.arange(1, 901) + 4 * noise).all()
    waiting = (days.permitted > days.begun).all(axis=0)
    first, last = np.flatnonzero(waiting)[[0, -1]]
    begun = (days.begun[:, last] - days.begun[:, first]).mean()
    able = daily * (last - first)
    print(f"begun {begun:.2f} in {last - first} days on which some wait; builders for {able:.2f}")
    assert last - first > 300
    assert abs(begun - able) < 4 * np.sqrt(able / runs)


def test_without_builders_nothing_is_begun_and_all_who_have_a_permit_wait():
    values = {**PLACES["much is done"], "builders_per_100_year_1": 0.0}
    ends = books(values)
    assert not ends.begun.any()
    assert not ends.subsidies_yuan.any()
    assert ends.queued.sum() > 0
    assert np.array_equal(ends.queued, ends.permitted)


def test_building_takes_as_long_as_it_says():
    there = Campaign(PLACES["much is done"], of="elevator").live()
    rows = there.town.stairwell[there.town.stairwell.finished != NEVER]
    took = rows.finished.astype(int) - rows.built
    assert len(took) > 5
    assert (took >= there.p.build_days_least).all()
    assert (took <= there.p.build_days_most).all()


# The books


@every_place
def test_days_of_spells_add_up(place):
    """Evenings in a stage are entered when it ends: not while it lasts, nor if it is taken back."""
    evenings, there = np.zeros(len(STAGES), int), Campaign(PLACES[place], of="elevator")
    for day in range(1, 501):
        stage = there.live(day).town.stage
        evenings += np.bincount(stage, minlength=len(STAGES))
    since = there.town.stairwell.since.astype(int)
    for number, name in enumerate(SPELLS, start=SOUNDING):
        still = (there.day - since[stage == number] + 1).sum()
        still += int(there.now.reversed) if number == NOTICE else 0  # the evening of the marking
        assert there.books[f"days_{name}"] == evenings[number] - still, name


@every_place
def test_answers_by_floor_add_up(place):
    _, ends = lived(place)

    def whole(name):
        return sum(ends[f"{name}_floor_{floor}"] for floor in FLOORS)

    assert np.array_equal(whole("asked"), ends.round1_asked)
    assert np.array_equal(whole("yes"), ends.round1_yes)
    assert np.array_equal(whole("yes") + whole("no"), ends.round1_asked)
    assert np.array_equal(whole("counted"), ends.private_asked)
    assert np.array_equal(whole("private"), ends.private_yes)
    assert np.array_equal(ends.private_asked, ends.started * 15)
    assert (ends.light_no <= sum(ends[f"no_floor_{floor}"] for floor in FLOORS[3:])).all()
    grounds = ends.ground_occupier_asked + ends.ground_landlord_asked
    assert (grounds <= ends.asked_floor_1).all()
    assert (ends.ground_occupier_yes + ends.ground_landlord_yes <= ends.yes_floor_1).all()
    ballots = sum(ends[f"dissent_{number}"] for number in range(4))
    assert (ballots >= ends.balloted).all()
    assert (ballots * 15 >= ends.round1_asked).all()


@every_place
def test_the_cohort_is_no_larger_than_was_asked_for(place):
    days, ends = lived(place)
    assert (days.cohort_filed <= 12).all()
    assert np.array_equal(ends.cohort_filed, np.minimum(days.agreed[:, -2], 12))
    for before, after in (("filed", "passed"), ("passed", "permitted"), ("permitted", "finished")):
        assert (days[f"cohort_{after}"] <= days[f"cohort_{before}"]).all()


def test_the_first_that_pass_round_1_are_followed_and_those_before_the_date_are_not():
    values = {**PLACES["much is done"], "start_date": 20190101, "cohort_from": 20190701}
    there = Campaign(values, of="elevator").live()
    rows, first = there.town.stairwell, 31 + 28 + 31 + 30 + 31 + 30 + 1  # 1 July
    filed, followed = rows.agreed != NEVER, rows.cohort == 1
    assert followed.sum() == 12
    assert (rows.agreed[filed] < first - 1).any()
    assert rows.agreed[followed].min() >= first - 1, "filed the evening before at the earliest"
    others = rows.agreed[filed & ~followed]
    assert others[others >= first - 1].min() >= rows.agreed[followed].max()
    assert there.books.cohort_passed == (rows.passed[followed] != NEVER).sum()


@every_place
def test_meetings_and_money_add_up_by_case(place):
    _, ends = lived(place)
    assert (ends.team_meetings <= ends.meetings).all()
    once = ends.reversed == 0  # a try that consented and then stopped is in both
    assert (ends.meetings_passed + ends.meetings_stopped <= ends.meetings)[once].all()
    subsidy = min(240_000, int(0.4 * PLACES[place].get("lift_yuan", 720_000)))
    assert np.array_equal(ends.subsidies_yuan, subsidy * ends.begun)
    began = ends.first_pass_day != NEVER
    assert np.array_equal(began, ends.passed > 0)
    assert (ends.meetings_first[began] > 0).all()


def test_a_stairwell_at_rest_has_nothing_left_to_tell():
    for there, _, stage in walk(PLACES["much is done"], 300):
        stir = there.town.stairwell.stir
        assert (stir[stage == IDLE] == QUIET).all()
        assert (stir[stage == QUEUE] == QUIET).all()
