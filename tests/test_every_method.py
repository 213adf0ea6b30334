"""The contract of every engagement method: a new file is found and tested as it is dropped in.

No dose, no effect, bit for bit; a usual dose does something, costs time or nothing, and does good
where good is documented; nobody is left in an impossible state; no method signs for anybody.
"""

import numpy as np
import pytest

from models.signing.chunk import days_lived, make_room, run_chunk
from models.signing.day import found, live_a_day
from models.signing.sheet import METHODS, SHEET
from models.signing.town import STOPPED
from sim.engine.luck import run_key
from sim.engine.quantity import quantities
from sim.engine.sheet import sheet_class
from sim.people.obstacles import KINDS
from sim.people.plot import NEVER

# What a campaign of the reported kind does every day. A new method adds its usual doses here.
DOSES = {
    "evening_hours": {"evening_share": 0.5, "evening_desk_hours": 3.0},
    "house_finding": {"house_cases_per_1000_per_day": 1.0},
    "mediation": {"sittings_per_1000_per_day": 2.0},
    "party_first": {"pledge_share": 0.95, "plaque_weight": 2, "notices_per_leader_per_day": 0.3},
    "publicity_board": {"board_readers_per_day": 0.2},
    "survey": {"survey_doors_per_worker_per_day": 3.0},
    "visits": {"visits_per_worker_per_day": 2.0},
}
# Methods whose sources report that they help people to agree (not merely that they were used).
HELPS = ("evening_hours", "house_finding", "mediation", "party_first", "publicity_board", "survey",
         "visits")  # fmt: skip
STRONG = ("survey", "visits", "evening_hours")  # their effect shows beyond chance

CAMPAIGN = {
    "certificates": 400, "certificates_per_worker": 15.0, "certificates_per_stairwell": 20,
    "preparation_days": 60, "round1_days": 25, "brewing_days": 12, "reward_window_days": 20,
    "round1_threshold": 0.0, "signing_period_days": 40, "moving_start_day": 25, "last_day": 45,
}  # fmt: skip
ALL = {name: value for doses in DOSES.values() for name, value in doses.items()}
LITTLE = {"survey_doors_per_worker_per_day": 0.3, "visits_per_worker_per_day": 0.5}

EVERY = pytest.mark.parametrize("method", sorted(METHODS))


def run(count=1, seed=1, **values):
    """Run some replicates of one campaign; return its days, its ends and the last town."""
    table = SHEET.table([CAMPAIGN | values] * count)
    town = make_room(table)
    keys = np.array([run_key(seed, r) for r in range(count)], np.uint64)
    days, ends = run_chunk(table, keys, days_lived(table), town)
    return days, ends, town


def nothing_of(method):
    """Give the doses of one method that mean it is not used."""
    none = {name: SHEET.by_name[name].default for name in DOSES[method]}
    assert all(value in (0.0, SHEET.by_name[name].low) for name, value in none.items())
    return none


def odd_values_of(method):
    """Give odd values to all that a method declares besides its doses."""
    others = [a for a in quantities(sheet_class(METHODS[method])) if a.name not in DOSES[method]]
    return {
        a.name: a.choices[-1] if a.choices else (a.high if a.point != a.high else a.low)
        for a in others
    }


def same(one, other):
    return all(np.array_equal(a, b) for a, b in zip(one[:2], other[:2], strict=True))


@EVERY
def test_every_method_has_a_usual_dose_and_does_nothing_unasked(method):
    assert method in DOSES, f"add the usual doses of {method} to DOSES in {__file__}"
    declared = {a.name: a for a in quantities(sheet_class(METHODS[method]))}
    for name in DOSES[method]:
        assert declared[name].role == "dose"
    nothing_of(method)
    others = {n for n, a in declared.items() if a.role == "dose"} - set(DOSES[method])
    assert same(run(2), run(2, **{n: declared[n].high for n in others})), f"{others} act unasked"


@EVERY
def test_zero_dose_changes_nothing_bit_for_bit(method):
    """In the midst of everything else, what a method would do if it were used cannot matter."""
    others = {name: v for name, v in ALL.items() if name not in DOSES[method]}
    without = run(6, **others)
    assert same(without, run(6, **others, **nothing_of(method)))
    assert same(without, run(6, **others, **nothing_of(method), **odd_values_of(method)))
    assert np.array_equal(
        without[2].home, run(6, **others, **nothing_of(method), **odd_values_of(method))[2].home
    )


@EVERY
def test_a_usual_dose_changes_a_run(method):
    others = {name: v for name, v in ALL.items() if name not in DOSES[method]}
    without, with_it = run(4, **others), run(4, **ALL)
    assert any(
        not np.array_equal(without[0][name], with_it[0][name]) for name in ("signed", "minutes")
    )


@EVERY
def test_every_dose_of_a_method_does_something(method):
    """A dose that moves nothing is a promise the model does not keep."""
    usual = LITTLE | DOSES[method]
    for name in DOSES[method]:
        rest = usual | {name: nothing_of(method)[name]}
        assert not same(run(12, **rest), run(12, **usual)), f"{name} changes nothing"


@EVERY
def test_a_method_costs_nothing_or_time(method):
    """The books never run backwards, and a dose is never a saving by itself."""
    days, ends, _ = run(4, **LITTLE | DOSES[method])
    assert np.all(days.reward_yuan >= 0)
    for name in ("minutes", "contacts"):
        assert np.all(np.diff(days[name], axis=1) >= 0), name
        assert np.all(days[name] >= 0)
    spent_without = run(4, preparation_effort=0.0, tail_effort=0.0, last_day=1)[1].minutes
    assert np.all(spent_without == 0)
    assert np.all(ends.minutes >= 0)


@EVERY
def test_no_method_signs_or_moves_anybody_before_day_1(method):
    most = {n: SHEET.by_name[n].high for n in DOSES[method]}
    for doses in (DOSES[method], most):
        days, _, town = run(3, **LITTLE | doses)
        before = CAMPAIGN["preparation_days"]
        assert not days.signed[:, :before].any()
        assert not days.moved[:, :before].any()
        signed = town.home.signed[town.home.signed != NEVER]
        assert signed.size == 0 or signed.min() >= 1


def check_households(town, p, day):
    """Nobody is in a state that cannot be."""
    home = town.home[: p.certificates]
    for name in ("info", "trust"):
        assert np.all((home[name] >= 0.0) & (home[name] <= 1.0)), name
    assert np.all(home.fatigue >= 0.0)
    assert np.all(home.open & ~home.born == 0), "an obstacle came from nowhere"
    assert np.all(home.known & ~home.born == 0), "an obstacle is on file that never was"
    assert np.all(home.born < 1 << len(KINDS))
    assert np.all(home.vote <= 2)
    assert np.all(home.pledged <= home.party), "only Party members pledge"
    assert not home.admitted.any()
    assert not home.slot.any()
    assert not home.mail.any() or town.now[0].phase == STOPPED
    signed = home.signed != NEVER
    assert np.array_equal(signed, home.done > 0)
    assert np.all((home.signed[signed] >= 1) & (home.signed[signed] <= day))
    moved = home.moved != NEVER
    assert np.all(signed[moved]), "moved without having signed"
    assert np.array_equal(moved, home.done == 2)
    assert np.all(home.moved[moved] >= np.maximum(home.signed[moved], p.moving_start_day))
    assert np.all((home.last_met == NEVER) | (home.last_met <= day))
    assert np.all((home.last_met == NEVER) | (home.last_knock != NEVER)), "met, never knocked at"


def check_books(town, p):
    """The books agree with a count from door to door."""
    home, now = town.home[: p.certificates], town.now[0]
    signed = home.signed != NEVER
    still_open = np.array([(home.open >> kind) & 1 for kind in range(len(KINDS))]).sum()
    assert now.signed == signed.sum()
    assert now.moved == (home.moved != NEVER).sum()
    assert now.obstacles_open == still_open
    assert now.votes_cast == (home.vote > 0).sum()
    assert now.votes_for == (home.vote == 2).sum()
    assert now.members == home.party.sum()
    assert now.members_signed == home.party[signed].sum()
    assert now.burdened == (home.born > 0).sum()
    assert now.burdened_signed == (home.born[signed] > 0).sum()
    assert now.pressed + now.informed <= now.signed
    assert now.files >= home.surveyed.sum()
    assert now.contacts <= now.knocks
    assert now.cases_solved <= now.cases_heard
    assert (now.full_day != NEVER) == bool(signed.all())


def check_seen(town, p):
    """What everybody has seen is the weighted count of signatures among their ties."""
    home = town.home[: p.certificates]
    weight = np.where(home.party == 1, p.plaque_weight, 1) * (home.signed != NEVER)
    for i in range(0, p.certificates, 7):
        ties = town.tie[town.tie_start[i] : town.tie_start[i + 1]]
        assert home.seen[i] == weight[ties].sum()


LIVES = {method: LITTLE | doses for method, doses in DOSES.items()} | {
    "nothing": {},
    "everything": ALL,
    "everything at its most": {name: SHEET.by_name[name].high for name in ALL},
    "pressing": ALL | {"visits_per_worker_per_day": 20.0, "visit_gap_days": 0.0},
    "given up after round 1": ALL | {"round1_threshold": 1.0},
    "given up at the end": {"threshold": 1.0, "signing_period_days": 10},
    "pre-signing": ALL | {"opening": "presign"},
}


@pytest.mark.parametrize("life", LIVES)
def test_households_and_books_stay_in_order_every_day(life):
    (p,) = SHEET.table([CAMPAIGN | {"certificates": 137, "last_day": 40} | LIVES[life]])
    town = make_room(np.array([p], SHEET.record).view(np.recarray))
    town.now[0].luck = run_key(5, 3)
    found(town, p)
    before = town.now[0].copy()
    for day in range(1 - p.preparation_days, p.last_day + 1):
        live_a_day(town, p, day)
        check_households(town, p, day)
        check_books(town, p)
        check_seen(town, p)
        for name in ("knocks", "contacts", "minutes", "files", "signed", "moved"):
            assert town.now[0][name] >= before[name], name
        given_up = town.now[0].stop_day != NEVER  # then nothing is due any more
        assert town.now[0].reward_yuan >= (0 if given_up else before["reward_yuan"])
        before = town.now[0].copy()
    assert town.now[0].signed > 0 or life == "given up after round 1"


@pytest.mark.parametrize("method", HELPS)
def test_the_mean_paired_effect_is_not_negative(method):
    """Where little else is done, a method that is reported to help helps, or does no harm."""
    pairs = 120
    without = run(pairs, **LITTLE)[0]
    with_it = run(pairs, **LITTLE | DOSES[method])[0]
    for day in (1, 10):
        at = CAMPAIGN["preparation_days"] - 1 + day
        gain = (with_it.signed[:, at] - without.signed[:, at]) / CAMPAIGN["certificates"]
        error = gain.std() / pairs**0.5
        said = f"{100 * gain.mean():+.2f} points, s.e. {100 * error:.2f}"
        print(f"    {method:<16} day {day:>2}: {said}")
        assert gain.mean() >= 0.0, f"{method} on day {day}: {gain.mean():+.4f}"
        if method in STRONG:
            assert gain.mean() > 2.0 * error, f"{method} on day {day}: {said}"


def test_every_method_that_helps_is_a_method():
    assert set(HELPS) <= set(DOSES)
    assert set(DOSES) <= set(METHODS), "a method is no longer called by any stage of the day"
