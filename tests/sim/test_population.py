"""Who lives here: 10^5 households have the documented marginals, within sampling error."""

import math

import numpy as np
import pytest

from models.signing.day import found
from models.signing.sheet import SHEET
from models.signing.town import build_town
from sim.engine.luck import run_key
from sim.people.neighbours import most_ties
from sim.people.obstacles import ABSENT, ATTACHMENT, CARE, FAMILY, KINDS, PRICE, TRANSITION
from sim.people.population import AT_HOME, CO_OWNED, DAY_WORK, IRREGULAR, OWNER, TENANT

MANY = 100_000
ELDERLY_ONLY = {TRANSITION, CARE}


def move_in(seed=1, **values):
    """Found a town, and return its households, its books and its parameters."""
    (p,) = SHEET.table([{"certificates": MANY, **values}])
    town = build_town(p.certificates, p.certificates, p.certificates, 1, most_ties(p))
    town.now[0].luck = run_key(seed, 0)
    found(town, p)
    return town.home, town.now[0], p


@pytest.fixture(scope="module")
def place():
    return move_in()


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


def test_who_returns_to_the_site_is_less_attached_to_it():
    home, now, p = move_in(kind="rebuild")
    assert now.returns == 1
    share = p.attachment_share * p.return_factor
    assert near(((home.born >> ATTACHMENT) & 1).mean(), share, MANY)
    assert near(((home.born >> PRICE) & 1).mean(), p.price_share, MANY)


def test_obstacles_are_born_independently(place):
    home, _, _ = place
    has = np.array([(home.born >> kind) & 1 for kind in (FAMILY, PRICE, ATTACHMENT, ABSENT)])
    for a in range(4):
        for b in range(a):
            assert abs(np.corrcoef(has[a], has[b])[0, 1]) < 4.5 / MANY**0.5


def test_nothing_is_solved_known_or_signed_at_first(place):
    home, now, _ = place
    assert np.array_equal(home.open, home.born)
    assert home.born.max() < 1 << len(KINDS)
    assert not home.known.any()
    assert not home.done.any()
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
    assert np.array_equal(one, other)
    assert not np.array_equal(one.age, move_in(seed=2, certificates=500)[0].age)


def test_a_town_used_again_forgets_who_lived_there():
    (p,) = SHEET.table([{"certificates": 300}])
    fresh, used = (build_town(300, 300, 300, 1, most_ties(p)) for _ in range(2))
    for name in used.home.dtype.names:
        used.home[name] = 1
    used.asked[:] = 5
    for town in (fresh, used):
        town.now[0].luck = run_key(9, 9)
        found(town, p)
    assert np.array_equal(fresh.home, used.home)
    assert np.array_equal(fresh.asked, used.asked)
