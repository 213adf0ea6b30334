"""Who lives here: 10^5 households have the documented marginals, within sampling error."""

import math

import numpy as np
import pytest

from models.signing.day import found
from models.signing.sheet import SHEET
from models.signing.town import Size, build_town
from sim.engine.luck import run_key
from sim.people.neighbours import most_ties
from sim.people.obstacles import (
    ABSENT,
    AREA,
    ATTACHMENT,
    CARE,
    DESIGN,
    FAMILY,
    KINDS,
    PRICE,
    TITLE,
    TRANSITION,
)
from sim.people.plot import AT_HOME, CO_OWNED, DAY_WORK, IRREGULAR, NEVER, OWNER, TENANT

MANY = 100_000
ELDERLY_ONLY = {TRANSITION, CARE}
HEALTHY = {"illness_per_year": 0.0}
SOLE = {"co_owned_risk": 1.0, "owner_risk": 1.0, "alone_risk": 1.0}


def room_for(p):
    """Allocate a town that holds one such neighbourhood, and not a row more than it may need."""
    n = int(p.certificates)
    return build_town(Size(n, n, n, int(p.plots), int(p.firms), 1, int(most_ties(p))))


def move_in(seed=1, **values):
    """Found a town, and return its households, its books and its parameters."""
    (p,) = SHEET.table([{"certificates": MANY, **values}])
    town = room_for(p)
    town.now[0].luck = run_key(seed, 0)
    found(town, p)
    return town.home, town.now[0], p


@pytest.fixture(scope="module")
def place():
    return move_in(**HEALTHY)


def near(found_share, expected, count, sds=4.0):
    """Tell whether a share lies within sampling error (binomial) of what was documented."""
    return abs(found_share - expected) <= sds * math.sqrt(expected * (1.0 - expected) / count)


def test_tenure(place):
    home, _, p = place
    assert set(np.unique(home.tenure)) == {TENANT, OWNER, CO_OWNED}
    assert near((home.tenure == OWNER).mean(), p.owner_share, MANY)
    assert near((home.tenure == CO_OWNED).mean(), p.co_owned_share, MANY)


def test_age(place):
    home, _, p = place
    old = home.age >= 60
    assert near(old.mean(), p.elderly_share, MANY)
    assert (home.age[old].min(), home.age[old].max()) == (60, 89)
    assert (home.age[~old].min(), home.age[~old].max()) == (25, 59)
    assert abs(home.age[old].mean() - 74.5) < 0.25
    assert abs(home.age[~old].mean() - 42.0) < 0.25


def test_only_the_elderly_can_be_elderly_alone(place):
    home, _, p = place
    old = home.age >= 60
    assert near(home.alone[old].mean(), p.alone_share, old.sum())
    assert not home.alone[~old].any()


def test_working_hours(place):
    home, _, p = place
    old = home.age >= 60
    assert (home.hours[old] == AT_HOME).all()
    assert near((home.hours[~old] == DAY_WORK).mean(), p.day_work_share, (~old).sum())
    assert set(np.unique(home.hours[~old])) == {DAY_WORK, IRREGULAR}


@pytest.mark.parametrize("persons", [1.0, 1.5, 2.2, 3.6, 5.0])
def test_persons_have_the_documented_mean(persons):
    home, _, _ = move_in(persons_per_certificate=persons)
    assert home.persons.min() == 1
    assert home.persons.max() <= 250
    allowed = 0.01 * persons + 4.0 * home.persons.std() / math.sqrt(MANY)
    assert abs(home.persons.mean() - persons) < allowed


def test_floor_area_has_the_documented_median(place):
    home, _, p = place
    assert abs(np.median(home.area) / (100.0 * p.area_m2) - 1.0) < 4.0 * 1.2533 * 0.35 / MANY**0.5
    assert home.area.min() > 0


def test_party_members(place):
    home, now, p = place
    assert near(home.party.mean(), p.party_share, MANY)
    assert now.members == home.party.sum()


def expected_share(kind, p):
    return p[f"{KINDS[kind]}_share"]


@pytest.mark.parametrize("kind", range(len(KINDS)), ids=KINDS)
def test_every_obstacle_has_its_documented_frequency(place, kind):
    home, _, p = place
    has = (home.born >> kind) & 1 == 1
    old = home.age >= 60
    if kind in ELDERLY_ONLY:
        # the frequency among the elderly is the overall one divided by their documented share
        assert not has[~old].any()
        assert near(has[old].mean(), expected_share(kind, p) / p.elderly_share, old.sum())
    assert near(has.mean(), expected_share(kind, p), MANY)


def test_who_returns_to_the_site_leaves_nothing_and_sells_nothing():
    home, now, p = move_in(kind="rebuild")
    assert now.returns == 1
    share = p.attachment_share * p.return_factor
    assert near(((home.born >> ATTACHMENT) & 1).mean(), share, MANY)
    assert near(((home.born >> PRICE) & 1).mean(), p.price_share * p.return_factor, MANY)
    assert near(((home.born >> FAMILY) & 1).mean(), p.family_share, MANY)


def test_obstacles_are_born_independently():
    home, _, _ = move_in(**HEALTHY, **SOLE)
    kinds = (FAMILY, TITLE, AREA, PRICE, ATTACHMENT, DESIGN, ABSENT)
    has = np.array([(home.born >> kind) & 1 for kind in kinds])
    for a in range(len(kinds)):
        for b in range(a):
            assert abs(np.corrcoef(has[a], has[b])[0, 1]) < 4.5 / MANY**0.5


@pytest.mark.parametrize(
    ("kind", "risk", "exposed"),
    [
        (FAMILY, "co_owned_risk", lambda home: home.tenure == CO_OWNED),
        (TITLE, "owner_risk", lambda home: home.tenure == OWNER),
        (AREA, "owner_risk", lambda home: home.tenure == OWNER),
        (TRANSITION, "alone_risk", lambda home: home.alone == 1),
    ],
)
@pytest.mark.parametrize("factor", [1.0, 4.0])
def test_a_risk_shifts_an_obstacle_and_leaves_its_frequency(kind, risk, exposed, factor):
    home, _, p = move_in(**HEALTHY, **{risk: factor})
    has = (home.born >> kind) & 1 == 1
    assert near(has.mean(), expected_share(kind, p), MANY)
    among = home.age >= 60 if kind in ELDERLY_ONLY else np.ones(MANY, bool)
    inside, outside = exposed(home) & among, ~exposed(home) & among
    error = 4.0 * (1.0 / has[inside].sum() + 1.0 / has[outside].sum()) ** 0.5
    assert abs(np.log(has[inside].mean() / has[outside].mean()) - np.log(factor)) < error


def test_prices_cannot_be_disputed_before_they_are_published(place):
    home, _, p = place
    assert not ((home.open >> PRICE) & 1).any()
    assert np.array_equal((home.asleep >> PRICE) & 1, (home.born >> PRICE) & 1)
    late = (home.asleep >> FAMILY) & 1
    assert near(late.mean(), p.family_share * p.quarrel_share, MANY)


def test_illness_comes_at_its_yearly_rate_to_the_old():
    home, _, p = move_in(illness_per_year=0.1, care_share=0.0, preparation_days=265, last_day=100)
    old = home.age >= 60
    ill = (home.asleep >> CARE) & 1 == 1
    assert not (home.born[ill] >> CARE & 1).any(), "nobody has met what is yet to come"
    assert not ill[~old].any()
    assert near(ill[old].mean(), 1.0 - math.exp(-0.1), old.sum())
    days = home.wakes[ill]
    assert days.min() >= -264
    assert days.max() <= 100
    assert abs(days.mean() + 82) < 4.0 * 106 / math.sqrt(ill.sum()) + 5.0
    assert (home.wakes[~old] == NEVER).all()


def test_opinion_leaders_readers_and_waiters(place):
    home, _, p = place
    old = home.age >= 60
    assert near((home.voice > 1).mean(), p.leader_share, MANY)
    assert set(np.unique(home.voice)) == {1, p.leader_weight}
    assert near(home.chats[old].mean(), p.chat_share_elderly, old.sum())
    assert near(home.chats[~old].mean(), p.chat_share_younger, (~old).sum())
    assert near(home.waits.mean(), p.waiter_share, MANY)


def test_a_party_member_behind_the_door_is_everybodys_neighbour(place):
    home, now, _ = place
    doors = np.arange(MANY) // now.door_width
    members = np.bincount(doors, home.party)[doors]
    assert np.array_equal(home.near_party == 1, (members > 0) & (home.party == 0))


def test_fairness_spreads_evenly_about_the_plan():
    home, _, p = move_in(fairness_at_start=0.5, fairness_spread=0.2)
    assert home.fair.min() >= 0.3
    assert home.fair.max() <= 0.7
    assert near((home.fair < 0.4).mean(), 0.25, MANY)
    assert abs(home.fair.mean() - p.fairness_at_start) < 4.0 * 0.2 / 3**0.5 / MANY**0.5


def test_nothing_is_solved_known_or_signed_at_first(place):
    home, now, _ = place
    assert np.array_equal(home.open | home.asleep, home.born)
    assert not (home.open & home.asleep).any()
    assert home.born.max() < 1 << len(KINDS)
    assert not home.known.any()
    assert not home.escalated.any()
    kinds = sum(((home.open >> kind) & 1).sum() for kind in range(len(KINDS)))
    assert now.obstacles_open == kinds
    assert now.burdened == (home.born > 0).sum()


def test_feelings(place):
    home, _, p = place
    member, lacks = home.party == 1, home.lacks == 1
    error = 4.0 / MANY**0.5
    private = home.inclination - p.party_inclination * member - p.need_inclination * lacks
    assert abs(private.mean() - p.inclination_mean) < error
    assert abs(private.std() - 1.0) < error
    for group, share in ((member, p.party_share), (lacks, p.shared_facilities_share)):
        assert abs(private[group].mean() - p.inclination_mean) < error / share**0.5
        assert near(group.mean(), share, MANY)
    assert abs(home.outside.mean() / p.outside_option - 1.0) < error
    assert home.outside.min() >= 0.0
    assert abs(home.trust.mean() - p.trust_at_start) < 0.15 * error
    assert abs(home.info.mean() - p.knowledge_at_start) < p.knowledge_at_start * error
    for feeling in (home.info, home.trust):
        assert feeling.min() >= 0.0
        assert feeling.max() <= 1.0


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_shares_of_nobody_and_everybody_are_exact(share):
    home, now, _ = move_in(
        certificates=2_000, party_share=share, elderly_share=share, owner_share=share,
        co_owned_share=0.0, day_work_share=share, alone_share=share, knowledge_at_start=share,
        trust_at_start=share,
    )  # fmt: skip
    everybody = 2_000 * share
    assert now.members == everybody
    assert (home.age >= 60).sum() == (home.tenure == OWNER).sum() == home.alone.sum() == everybody
    assert home.age.min() >= 25
    assert home.age.max() <= 89


def test_documented_frequency_holds_in_a_young_place():
    home, _, p = move_in(elderly_share=0.15)
    assert near(((home.born >> TRANSITION) & 1).mean(), p.transition_share, MANY)


def test_people_depend_on_the_key_and_not_on_the_layout():
    """The same luck gives the same people, however the plot is cut into stairwells."""
    one, other = (
        move_in(certificates=500, certificates_per_stairwell=width)[0].copy() for width in (7, 36)
    )
    for name in set(one.dtype.names) - {"near_party"}:  # who lives behind the same door
        assert np.array_equal(one[name], other[name]), name
    assert not np.array_equal(one.age, move_in(seed=2, certificates=500)[0].age)


def test_a_town_used_again_forgets_who_lived_there():
    (p,) = SHEET.table([{"certificates": 300, "plots": 2, "firms": 7}])
    fresh, used = room_for(p), room_for(p)
    for table in ("home", "site", "group", "kind", "stock", "firm", "lane", "worker"):
        for name in used._asdict()[table].dtype.names:
            used._asdict()[table][name] = 1
    for array in (used.mail, used.done, used.last_knock, used.asking, used.asked, used.slot):
        array[:] = 5
    for town in (fresh, used):
        town.now[0].luck = run_key(9, 9)
        found(town, p)
    names = ("home", "site", "group", "kind", "stock", "firm", "lane", "mail", "done",
             "last_knock", "asking", "asked", "slot")  # fmt: skip
    for name in names:
        held = {"site": 2, "firm": 7, "lane": int(fresh.now[0].lanes)}.get(name)
        one, other = (town._asdict()[name][:held] for town in (fresh, used))
        assert np.array_equal(one, other), name
