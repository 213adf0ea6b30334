"""The contract of every engagement method: a new file is found and tested as it is dropped in.

No dose, no effect, bit for bit; a usual dose does something, costs time or nothing, and does good
where good is documented; nobody is left in an impossible state; no method signs for anybody.
"""

import numpy as np
import pytest

from models.signing.chunk import days_lived, make_room, run_chunk
from models.signing.day import found, live_a_day
from models.signing.offer import collective_at, moving_reward_on, reward_on
from models.signing.sheet import METHODS, SHEET
from models.signing.town import GROUP, GROUPS, STOPPED
from sim.engine.luck import run_key
from sim.engine.quantity import quantities
from sim.engine.sheet import sheet_class
from sim.people.obstacles import CARE, KINDS
from sim.people.plot import AGREED, LEFT, NEVER, OUT_OF_REACH, TO_BE_WON
from sim.people.service import SERVICES

# What a campaign of the reported kind does every day. A new method adds its usual doses here.
DOSES = {
    "care_pairing": {"care_cases_per_1000_per_day": 0.5},
    "court_station": {"court_cases_per_1000_per_week": 2.0},
    "departments": {"department_cases_per_1000_per_day": 1.0},
    "evening_hours": {"evening_share": 0.5, "evening_desk_hours": 3.0},
    "house_finding": {"house_cases_per_1000_per_day": 1.0},
    "joint_committee": {"committee_cases_per_1000_per_day": 0.5},
    "law_station": {"law_cases_per_1000_per_day": 0.5},
    "mediation": {"sittings_per_1000_per_day": 2.0},
    "moving_help": {"moving_help_share": 0.5},
    "party_first": {"pledge_share": 0.95, "plaque_weight": 2, "notices_per_leader_per_day": 0.3},
    "publicity_board": {"board_readers_per_day": 0.2},
    "survey": {"survey_doors_per_worker_per_day": 3.0},
    "visits": {"visits_per_worker_per_day": 2.0},
    "volunteers": {"volunteer_share": 0.1},
}
SECOND_LINE = ("court_station", "joint_committee")  # they hear what was heard in vain elsewhere
# Methods whose sources report that they help people to agree (not merely that they were used).
HELPS = ("care_pairing", "court_station", "departments", "evening_hours", "house_finding",
         "joint_committee", "law_station", "mediation", "party_first", "publicity_board", "survey",
         "visits", "volunteers")  # fmt: skip
STRONG = ("survey", "visits", "evening_hours")  # their effect shows beyond chance

CAMPAIGN = {
    "certificates": 400, "certificates_per_worker": 15.0, "certificates_per_stairwell": 20,
    "preparation_days": 60, "round1_days": 25, "brewing_days": 12, "reward_window_days": 20,
    "round1_threshold": 0.0, "signing_period_days": 40, "moving_start_day": 25, "last_day": 45,
}  # fmt: skip
ALL = {name: value for doses in DOSES.values() for name, value in doses.items()}
LITTLE = {"survey_doors_per_worker_per_day": 0.3, "visits_per_worker_per_day": 0.5}


def company_of(method):
    """Give what little else is done: a second line needs a first, who moves needs a contract."""
    needs = DOSES["mediation"] if method in SECOND_LINE else {}
    return LITTLE | needs | ({"threshold": 0.3} if method == "moving_help" else {})


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
    without, with_it = run(20, **others), run(20, **ALL)
    assert any(
        not np.array_equal(without[0][name], with_it[0][name]) for name in ("signed", "minutes")
    )


@EVERY
def test_every_dose_of_a_method_does_something(method):
    """A dose that moves nothing is a promise the model does not keep."""
    usual = company_of(method) | DOSES[method]
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


def homes_of(town, p):
    """Return the households and their columns in arrays of their own."""
    n = p.certificates
    return town.home[:n], town.done[:n], town.mail[:n], town.asking[:n], town.last_knock[:n]


def sites_of(town, p):
    """Return the plot of every household."""
    return np.arange(p.certificates) // int(town.now[0].site_width)


def check_households(town, p, day):
    """Nobody is in a state that cannot be."""
    home, done, mail, asking, last_knock = homes_of(town, p)
    for name in ("info", "trust", "fair"):
        assert np.all((home[name] >= 0.0) & (home[name] <= 1.0)), name
    assert np.all(home.fatigue >= 0.0)
    assert np.all(home.known & ~home.born == 0), "an obstacle is on file that never was"
    assert np.all(home.known & home.asleep == 0), "an obstacle is on file before it arose"
    assert np.all(home.escalated & ~home.known == 0), "heard in vain, and on no file"
    assert np.all(home.born < 1 << len(KINDS))
    assert np.all(home.vote <= 2)
    assert np.all(home.pledged <= home.party), "only Party members pledge"
    assert np.all(home.helped <= home.alone), "help goes to the old who live alone"
    assert np.all(home.near_party + home.party <= 1)
    assert not town.slot[: len(home)].any()
    assert not mail.any() or town.now[0].phase == STOPPED
    signed, moved = home.signed != NEVER, home.moved != NEVER
    assert np.array_equal(signed, (done == AGREED) | (done == LEFT))
    assert np.all((home.signed[signed] >= 1) & (home.signed[signed] <= day))
    assert np.all(signed[moved]), "moved without having signed"
    assert np.array_equal(moved, done == LEFT)
    assert np.all(home.moved[moved] >= home.signed[moved])
    assert np.all(home.moved >= np.where(moved, town.site.move_day[sites_of(town, p)], NEVER))
    assert np.array_equal(signed, home.choice > 0), "who signs chooses a flat or cash"
    assert np.all((home.last_met == NEVER) | (home.last_met <= day))
    assert np.all((home.last_met == NEVER) | (last_knock != NEVER)), "met, never knocked at"
    in_play = done <= AGREED
    assert np.array_equal(asking[in_play], (home.open & home.known)[in_play])
    assert not asking[~in_play].any(), "who left or is out of reach asks for nothing"


def check_obstacles(town, p, _day):
    """What is asleep, open or done with was met or will be; services count who asks."""
    home, done, *_ = homes_of(town, p)
    assert np.all(home.asleep & home.open == 0)
    assert np.all(home.open & ~home.born == 0), "an obstacle came from nowhere"
    unforeseen = home.asleep & ~home.born
    assert np.all((unforeseen == 0) | (unforeseen == 1 << CARE)), "only an illness is unforeseen"
    unsigned = home.signed == NEVER
    for kind in range(len(KINDS)):
        bit, row = 1 << kind, town.kind[kind]
        assert row.born == (home.born & bit > 0).sum(), KINDS[kind]
        assert row.signed == (home.born[~unsigned] & bit > 0).sum(), KINDS[kind]
        assert row.open == (home.open[unsigned] & bit > 0).sum(), KINDS[kind]
    assert town.now[0].held == (home.open[unsigned] > 0).sum()
    free = unsigned & (home.open == 0) & (done == TO_BE_WON)
    if town.now[0].willing + town.now[0].unwilling > 0 and not (done == OUT_OF_REACH).any():
        assert town.now[0].willing + town.now[0].unwilling == free.sum()
    assert np.all(town.asked[: p.certificates] <= max(int(town.now[0].begins), p.last_day))


SIZE = GROUP[0].name


def members_of(home):
    """Say of every group who belongs to it."""
    old, party = home.age >= 60, home.party == 1
    return {
        "tenants": home.tenure == 0, "owners": home.tenure == 1, "co_owned": home.tenure == 2,
        "younger": ~old, "elderly": old, "alone": home.alone == 1, "members": party,
        "leaders": home.voice > 1, "near_party": ~party & (home.near_party == 1),
        "far_party": ~party & (home.near_party == 0),
    }  # fmt: skip


def check_groups(town, p, _day):
    """Groups are counted as from door to door; somebody behind the door is somebody's neighbour."""
    home, *_ = homes_of(town, p)
    for group, (name, inside) in enumerate(members_of(home).items()):
        assert GROUPS[group] == name
        row = town.group[group]
        assert row[SIZE] == inside.sum(), name
        assert row.signed == (home.signed[inside] != NEVER).sum(), name
        assert row.moved == (home.moved[inside] != NEVER).sum(), name
        assert row.pressed <= row.signed, name
    assert town.group[SIZE][:3].sum() == town.group[SIZE][3:5].sum() == p.certificates
    assert town.group.pressed[:3].sum() == town.now[0].pressed
    doors = np.arange(p.certificates) // int(town.now[0].door_width)
    has = np.bincount(doors, home.party) > 0
    assert np.array_equal(home.near_party == 1, has[doors] & (home.party == 0))


def check_books(town, p, _day):
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
    assert now.pressed <= now.hindered
    assert now.hindered + now.informed <= now.signed
    assert now.files == home.surveyed.sum()
    assert now.contacts <= now.knocks
    assert now.cases_solved <= now.cases_heard
    assert (now.full_day != NEVER) == bool(signed.all())
    assert (now.decided > 0) <= (now.decision_day != NEVER)
    assert now.enforced <= now.decided
    assert now.firms_signed == (town.firm.signed[: now.firm_count] != NEVER).sum()
    lanes = np.arange(p.certificates) // int(now.lane_width)
    for name, who in (("left", home.moved != NEVER), ("members", home.party == 1),
                      ("members_agreed", (home.party == 1) & signed)):  # fmt: skip
        assert np.array_equal(town.lane[name][: now.lanes], np.bincount(lanes, who)), name
    assert np.all(town.lane.emptied[: now.lanes] <= town.lane.left[: now.lanes])
    assert np.all((town.lane.rumour >= 0.0) & (town.lane.rumour <= 1.0))


def check_flats(town, p, _day):
    """No flat is picked twice; who wanted one and has cash came too late."""
    home, now = town.home[: p.certificates], town.now[0]
    picked = np.bincount(home.choice[home.choice >= 2] - 2, minlength=len(town.stock))
    assert np.array_equal(town.stock.offered - town.stock.left, picked)
    assert np.all(town.stock.left >= 0)
    assert now.flats_taken == picked.sum()
    assert now.cash_chosen == (home.choice == 1).sum()
    assert now.flats_missed == ((home.choice == 1) & (home.wants_flat == 1)).sum()
    assert now.flats_first_choice <= now.flats_taken
    assert not (home.wants_flat[home.choice >= 2] == 0).any()
    assert now.spare_flats >= 0


def check_plots(town, p, day):
    """Every plot is judged by itself, and one that was given up owes nothing but the token."""
    home, now, at = town.home[: p.certificates], town.now[0], sites_of(town, p)
    sites, signed = town.site[: now.sites], home.signed != NEVER
    assert np.array_equal(sites.households, np.bincount(at))
    assert np.array_equal(sites.signed, np.bincount(at, signed))
    assert np.array_equal(sites.votes_for, np.bincount(at, home.vote == 2))
    stopped, effective = sites.stop_day != NEVER, sites.effective_day != NEVER
    assert not (stopped & effective).any()
    assert now.plots_stopped == stopped.sum()
    assert now.plots_effective == effective.sum()
    assert now.stop_day == (sites.stop_day.max() if stopped.all() else NEVER)
    assert now.effective_day == (sites.effective_day[effective].min() if effective.any() else NEVER)
    assert not home.moved[~effective[at]].max(initial=NEVER) > NEVER, "moved, and nothing in force"
    assert np.all(town.done[: p.certificates][stopped[at]] > 0)
    for name in ("compensation_yuan", "reward_yuan", "rent_yuan"):
        assert not sites[name][stopped].any(), name
        assert now[name] == sites[name].sum(), name
    assert now.tokens_yuan == sites.signed[stopped].sum() * int(p.token_yuan)
    owed = np.bincount(at, np.where(signed, home.claim, 0))
    assert np.array_equal(sites.compensation_yuan, np.where(stopped, 0, owed))
    if day == p.last_day or day % 10 == 0:
        assert np.array_equal(sites.reward_yuan, np.where(stopped, 0, rewards(town, p, day, at)))


def rewards(town, p, day, at):
    """Work out what each plot owes in rewards: for signing, together, and for moving."""
    home, due = town.home[: p.certificates], np.zeros(town.now[0].sites, np.int64)
    for i in np.flatnonzero(home.signed != NEVER):
        due[at[i]] += int(reward_on(p, home.area[i], int(home.signed[i])))
        if home.moved[i] != NEVER:
            opened = int(town.site.move_day[at[i]])
            due[at[i]] += int(moving_reward_on(p, int(home.moved[i]) - opened + 1))
    if day >= p.reward_window_days:
        for site, row in enumerate(town.site[: town.now[0].sites]):
            inside = home.signed[at == site]
            early = ((inside != NEVER) & (inside <= p.reward_window_days)).sum()
            due[site] += early * int(collective_at(p, early / row.households))
    return due


def check_seen(town, p, _day):
    """What everybody has seen is the weighted count of signatures among their ties."""
    home = town.home[: p.certificates]
    weight = np.maximum(np.where(home.party == 1, p.plaque_weight, 1), home.voice)
    weight = weight * (home.signed != NEVER)
    for i in range(0, p.certificates, 7):
        ties = town.tie[town.tie_start[i] : town.tie_start[i + 1]]
        assert home.seen[i] == weight[ties].sum()


def check_day(town, p, day):
    """The day's row repeats the books."""
    row, now = town.day[day - (1 - p.preparation_days)], town.now[0]
    for kind, name in enumerate(KINDS):
        assert row[f"open_{name}"] == town.kind.open[kind]
    for group, name in enumerate(GROUPS):
        assert row[f"signed_{name}"] == town.group.signed[group]
    for service, name in enumerate(SERVICES):
        assert row[f"waiting_{name}"] == town.service.waiting[service]
        assert 0 <= row[f"waiting_{name}"] <= p.certificates
    for name in ("signed", "moved", "votes_for", "contacts", "minutes", "firms_signed"):
        assert row[name] == now[name]
    assert row.willing >= 0
    assert row.unwilling >= 0
    assert row.signed + row.willing + row.unwilling + now.held <= p.certificates


CHECKS = (check_households, check_obstacles, check_groups, check_books, check_flats, check_plots,
          check_seen, check_day)  # fmt: skip

CROWDED = {"sittings_per_1000_per_day": 40.0, "law_cases_per_1000_per_day": 40.0}
SHORT = {"signing_period_days": 12, "decision_after_days": 5, "court_after_days": 6}
LIVES = {method: LITTLE | doses for method, doses in DOSES.items()} | {
    "nothing": {},
    "everything": ALL,
    "everything at its most": {name: SHEET.by_name[name].high for name in ALL},
    "pressing": ALL | {"visits_per_worker_per_day": 20.0, "visit_gap_days": 0.0},
    "given up after round 1": ALL | {"round1_threshold": 1.0},
    "given up at the end": {"threshold": 1.0, "signing_period_days": 10},
    "pre-signing": ALL | {"opening": "presign"},
    "several plots": ALL | SHORT | CROWDED | {"plots": 3, "staff_sharing": 1.0, "threshold": 0.96},
    "to the court": ALL | SHORT | {"threshold": 0.5, "firms": 20, "last_day": 30},
    "a swap": ALL | SHORT | {"threshold": 0.5, "kind": "swap", "flats_per_100": 10.0},
    "a rebuild": ALL | {"kind": "rebuild", "transitional_flats_per_1000": 20.0},
    "an unfair plan": ALL | {"fairness_at_start": 0.2, "comment_days": 10, "leader_share": 0.3},
    "Spring Festival": ALL | {"signing_date": 20190112, "rumours_per_lane_per_day": 0.5},
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
        for check in CHECKS:
            check(town, p, day)
        for name in ("knocks", "contacts", "minutes", "files", "signed", "moved", "firms_signed",
                     "tokens_yuan", "method_yuan", "complaints"):  # fmt: skip
            assert town.now[0][name] >= before[name], name
        given_up = town.now[0].plots_stopped > 0  # then nothing is due there any more
        assert town.now[0].reward_yuan >= (0 if given_up else before["reward_yuan"])
        before = town.now[0].copy()
    assert town.now[0].signed > 0 or life == "given up after round 1"


@pytest.mark.parametrize("method", HELPS)
def test_the_mean_paired_effect_is_not_negative(method):
    """Where little else is done, a method that is reported to help helps, or does no harm."""
    pairs = 120
    without = run(pairs, **company_of(method))[0]
    with_it = run(pairs, **company_of(method) | DOSES[method])[0]
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
