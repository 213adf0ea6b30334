"""What can never be in a signing campaign: states of households, books, flats, plots and groups."""

from __future__ import annotations

import numpy as np

from models.signing.offer import collective_at, moving_reward_on, reward_on
from models.signing.town import GROUP, GROUPS, STOPPED
from sim.people.obstacles import CARE, KINDS
from sim.people.plot import AGREED, LEFT, NEVER, OUT_OF_REACH, TO_BE_WON
from sim.people.service import SERVICES


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
        "alone_70": (home.alone == 1) & (home.age >= 70),
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
