"""What an elevator is worth to whom, and what moves it: every direction that reports tell."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.elevator.deal import GLASS_YUAN, LOW_PART, MOST_TILT, running_cost, write_bills
from models.elevator.plan import floor_of
from models.elevator.stages import AWAY, BEGINS, FIERCE, GAP, LANDLORD, LIVES_HERE, QUIET, YES
from models.elevator.weighing import amends, harm, losses, neighbours, weigh
from models.elevator.why import why_not
from tests.kit import Campaign
from tests.models.kit_elevator import ALL, CAMPAIGN

ALIKE = {
    "price_log_sd": 0.0, "light_log_sd": 0.0, "taste_sd": 0.0, "stairwell_sd": 0.0,
    "window_share": 0.0, "unpaying_share": 0.0, "landlord_share": 0.0, "absent_share": 0.0,
    "elderly_share": 0.0, "party_share": 0.0, "leader_share": 0.0, "flats_per_floor": 2,
    "floors": 6, "stairwells": 3, "stairwells_per_worker": 3, "last_day": 60,
}  # fmt: skip
"""Households that differ by floor alone; two on a landing, so that none lies between others."""
TABLE = (0, 6, 12, 20, 28, 36)
OWNERS = 720_000 - 240_000


class Door(Campaign):
    """A place in which the first stairwell has begun and nobody has said anything yet."""

    def __init__(self, **values) -> None:
        super().__init__({**ALIKE, **values}, of="elevator")
        self.row = self.town.stairwell[0]
        self.row.tries, self.row.stir = 1, BEGINS
        write_bills(0, self.town, self.p)

    @property
    def first(self):
        """The household on the left of each landing, from the ground floor up."""
        return range(0, int(self.now.door_width), int(self.now.flats))

    def by_floor(self, rule, *more):
        """Ask a rule about the first household on every floor."""
        return np.array([float(rule(one, self.town, self.p, *more)) for one in self.first])

    def of_floors(self, name):
        return self.home[name][list(self.first)].astype(float)

    def worth(self):
        """Weigh on every floor."""
        for one in self.first:
            weigh(one, self.town, self.p, 1)
        return self.of_floors("worth")

    def bills(self):
        write_bills(0, self.town, self.p)
        return self.town.bill[0, : int(self.now.floors)].astype(int)


def rises(values):
    return bool((np.diff(values) > 0.0).all())


# What it is worth before anybody has talked


def test_access_rises_with_the_floor_and_with_weak_legs():
    doors = [Door(elderly_share=elderly, impaired_share=impaired)
             for elderly, impaired in ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0))]  # fmt: skip
    young, old, weak = (door.of_floors("access") for door in doors)
    p = doors[0].p
    assert young[0] == old[0] == weak[0] == 0.0, "nobody climbs to the ground floor"
    assert rises(young)
    assert np.allclose(young, p.access_worth * np.arange(6))
    assert np.allclose(old, p.access_elderly * young)
    assert np.allclose(weak, p.access_impaired * young)
    assert 1.0 < p.access_elderly < p.access_impaired


def test_the_price_breaks_even_on_the_third_floor_and_floors_1_and_2_lose():
    door = Door()
    price, whole = door.of_floors("price"), door.p.felt_price * door.p.home_value_yuan / 10_000.0
    assert price[2] == 0.0
    assert rises(price)
    assert np.allclose(price[:2], whole * door.p.price_loss_per_floor * np.array([-2, -1]))
    assert np.allclose(price[3:], whole * door.p.price_gain_per_floor * np.array([1, 2, 3]))


def test_an_elevator_is_worth_more_the_higher_one_lives_until_the_bill_is_counted():
    door = Door()
    assert rises(door.by_floor(harm, 1))
    worth = door.worth()
    assert worth[0] < worth[2]
    assert worth[1] < worth[2]
    dear = Door(lift_yuan=3_000_000.0)
    assert not rises(dear.worth()), "who pays most may gain least"


def test_light_and_quiet_are_lost_less_the_higher_one_lives():
    door = Door()
    light = door.of_floors("light")
    assert np.allclose(light, door.p.light_worth * np.exp(-np.arange(6) / door.p.light_fade_floors))
    assert rises(-light)


def test_a_flat_between_others_loses_light_on_every_floor():
    door = Door(flats_per_floor=4)
    light = door.home.light[: int(door.now.door_width)].reshape(6, 4)
    assert np.array_equal(light[:, 0], light[:, 3])
    assert np.array_equal(light[:, 1], light[:, 2])
    assert np.allclose(light[2:, 1], door.p.light_worth * door.p.light_inner)
    assert (light[2:, 1] > light[2:, 0]).all()
    assert light[0, 1] == light[0, 0], "at the bottom all lose alike"


def test_a_window_that_the_shaft_blocks_makes_objectors_from_the_third_floor_up():
    usual, blocked = Door(), Door(window_share=1.0)
    more = blocked.of_floors("light") - usual.of_floors("light")
    assert np.allclose(more / (usual.p.light_worth * usual.p.window_factor), [0, 0, 1, 1, 1, 1])
    assert (blocked.worth()[2:] < usual.worth()[2:]).all()


@pytest.mark.parametrize("living", [LANDLORD, AWAY])
def test_who_does_not_live_there_loses_less_on_the_ground_floor_and_gains_less_above(living):
    share = {LANDLORD: "landlord_share", AWAY: "absent_share"}[living]
    here, away = Door(), Door(**{share: 1.0})
    assert (here.home.living[:36] == LIVES_HERE).all()
    assert (away.home.living[:36] == living).all()
    lost = [door.by_floor(losses) for door in (here, away)]
    assert lost[1][0] < lost[0][0]
    assert away.worth()[0] > here.worth()[0]
    assert away.worth()[5] < here.worth()[5]
    less = here.p.light_elsewhere * here.of_floors("light")
    assert np.allclose(away.of_floors("light"), less)


# What moves it


def test_a_glass_shaft_takes_light_losses_away_and_all_who_pay_pay_for_it():
    door = Door()
    before, bills = door.by_floor(losses), door.bills()
    door.row.glass = 1
    gained = before - door.by_floor(losses)
    felt = door.p.loss_aversion * (1.0 + door.p.fear * (1.0 - door.of_floors("info")))
    assert np.allclose(gained, felt * door.p.glass_relief * door.of_floors("light"))
    assert (gained > 0.0).all()
    dearer = door.bills() - bills
    assert dearer[0] == 0
    assert rises(dearer[1:])
    assert abs(2 * dearer.sum() - GLASS_YUAN) <= 12


def test_compensation_raises_low_floors_and_is_paid_for_above():
    door = Door()
    before, bills = door.by_floor(amends), door.bills()
    door.row.offer = 20_000
    raised = door.by_floor(amends) - before
    assert np.allclose(raised[:2] - door.p.slighted, [2.0, 1.0])  # and it is no slight any more
    assert not raised[2:].any()
    assert abs(2 * (door.bills() - bills).sum() - 20_000 * sum(LOW_PART) * 2) <= 12
    assert Door().worth()[0] + 2.0 + door.p.slighted == pytest.approx(door.worth()[0])


def test_bundled_works_raise_the_ground_floor_most_and_cost_households_nothing():
    door = Door()
    before, bills, worth = door.by_floor(amends), door.bills(), door.worth()
    door.row.bundle = 30_000
    raised = door.by_floor(amends) - before
    works = raised - door.p.slighted * np.array([1, 1, 0, 0, 0, 0])
    assert np.allclose(works, 3.0 * np.array([1, 0.7, 0.4, 0.2, 0.2, 0.2]))
    assert np.array_equal(door.bills(), bills)
    assert np.allclose(door.worth() - worth, raised)


def test_being_heard_takes_the_slight_away_from_low_floors_and_changes_nothing_above():
    door = Door()
    assert np.allclose(door.by_floor(amends), door.p.slighted * np.array([-1, -1, 0, 0, 0, 0]))
    door.row.heard = 1
    assert not door.by_floor(amends).any()


def test_losses_weigh_more_than_gains():
    door = Door(fear=0.0)
    base = door.worth()
    door.home.light += 1.0
    lost = base - door.worth()
    door.home.light -= 1.0
    door.home.access += 1.0
    gained = door.worth() - base
    assert np.allclose(lost, door.p.loss_aversion)
    assert np.allclose(gained, 1.0)
    assert (lost > gained).all()


def test_the_more_losses_loom_the_less_it_is_worth_to_those_who_lose():
    usual, averse = Door(), Door(loss_aversion=3.0)
    for door in (usual, averse):
        door.home.light[list(door.first)[3:]] = 0.0
    change = averse.worth() - usual.worth()
    assert (change[:3] < 0.0).all()
    assert not change[3:].any(), "who loses nothing weighs as before"


def test_who_knows_more_fears_less():
    door = Door()
    worth = []
    for info in (0.0, 0.5, 1.0):
        door.home.info[:] = info
        worth.append(door.worth())
    assert (worth[0] < worth[1]).all()
    assert (worth[1] < worth[2]).all()
    assert np.allclose(worth[2] - worth[1], worth[1] - worth[0])


def test_neighbours_pull_towards_what_most_of_them_say():
    door = Door()
    assert not door.by_floor(neighbours).any(), "before the first count nobody knows"
    door.row.stir = QUIET
    door.row.voices = 12
    for voices, pull in ((0, -1.0), (6, 0.0), (9, 0.5), (12, 1.0)):
        door.row.pull = voices
        assert np.allclose(door.by_floor(neighbours), pull * door.p.social_pull)


def test_an_example_that_one_gives_and_a_bill_in_instalments_make_it_worth_more():
    door = Door()
    base = door.worth()
    door.row.head = 4  # on the third floor
    assert np.allclose(door.worth() - base, door.p.pledge_worth * np.eye(6)[2])
    relieved = Door(instalment_share=1.0)
    felt = door.p.instalment_relief * relieved.bills() / 10_000.0
    assert np.allclose(relieved.worth() - base, felt)
    assert rises(felt)


def test_running_costs_rise_with_the_floor_and_spare_the_ground_floor():
    door = Door()
    yearly = [float(running_cost(floor, door.town, door.p)) for floor in range(1, 7)]
    assert yearly[0] == 0.0
    assert rises(yearly)
    mean = door.p.running_yuan_per_month * 12 * door.p.running_years / 10_000
    assert np.mean(yearly) == pytest.approx(mean)


# Who blocks, who does not pay


def test_a_higher_bill_makes_nobody_block_but_more_who_do_not_pay():
    """Whoever finds it merely too dear does not stop it for the others."""
    stances = []
    for yuan in (400_000.0, 720_000.0, 1_600_000.0):
        place = Campaign({"stairwells": 60, "lift_yuan": yuan}, of="elevator")
        for stairwell in range(60):
            place.town.stairwell[stairwell].stir = BEGINS
            write_bills(stairwell, place.town, place.p)
        for one in range(int(place.now.households)):
            weigh(one, place.town, place.p, 1)
        stances.append(place.home.stance.copy())
    fierce, gaps, yes = ([s & bit > 0 for s in stances] for bit in (FIERCE, GAP, YES))
    print("fierce, unpaying, willing by cost:",
          [[int(x.sum()) for x in kind] for kind in (fierce, gaps, yes)])  # fmt: skip
    assert fierce[0].sum() > 0
    assert np.array_equal(fierce[0], fierce[1])
    assert np.array_equal(fierce[1], fierce[2])
    assert gaps[0].sum() < gaps[1].sum() < gaps[2].sum()
    assert (gaps[0] <= gaps[2]).all()
    assert yes[0].sum() > yes[2].sum()


def test_fierce_objectors_live_low_and_those_who_do_not_pay_live_high():
    place = Campaign({"stairwells": 200}, of="elevator")
    floor = np.array([int(floor_of(one, place.town)) for one in range(18)] * 200)
    for stairwell in range(200):
        place.town.stairwell[stairwell].stir = BEGINS
        write_bills(stairwell, place.town, place.p)
    for one in range(int(place.now.households)):
        weigh(one, place.town, place.p, 1)
    fierce, gaps = (np.bincount(floor[place.home.stance & bit > 0], minlength=7)[1:]
                    for bit in (FIERCE, GAP))  # fmt: skip
    print("by floor: fierce", fierce, "would not pay", gaps)
    assert fierce[0] > 0.5 * fierce.sum()
    assert fierce[3:].sum() > 0, "exceptions occur"
    assert gaps[0] == 0, "who pays nothing cannot refuse to pay"
    assert gaps[3:].sum() > 0


def test_who_is_away_blocks_nothing_however_great_the_harm():
    door = Door(light_worth=20.0)
    door.home.living[0] = AWAY
    door.worth()
    assert door.home.stance[0] & FIERCE == 0
    door.home.living[0] = LANDLORD
    door.worth()
    assert door.home.stance[0] & FIERCE


def test_a_payment_that_is_settled_or_a_bill_of_nothing_leaves_no_gap():
    door = Door(unpaying_share=1.0)
    door.worth()
    stance = door.of_floors("stance").astype(int)
    assert (stance & GAP > 0).tolist() == [False, True, True, True, True, True]
    assert (stance & YES > 0).all(), "they agree, and would not pay"
    door.home.settled[:] = 1
    door.worth()
    assert not (door.of_floors("stance").astype(int) & GAP).any()


# Persuasion


def test_persuasion_never_passes_its_limit_and_a_meeting_speaks_to_one_household():
    busy = {
        "stairwells": 12, "stairwells_per_worker": 12, "last_day": 200, "team_gap_days": 1.0,
        "starts_per_100_year_1": 2000.0, "team_coverage": 1.0, "persuades": 2.0, "taste_mean": 0.0,
        "meetings_per_worker_per_week": 50.0, "team_patience": 200, "place_factor": 1.0,
        "flats_per_floor": 2,
    }  # fmt: skip
    place = Campaign(busy, of="elevator")
    doors = np.arange(int(place.now.households)) // 12
    for day in range(1, 121):
        before, met = place.home.persuaded.copy(), int(place.now.meetings)
        place.live(day)
        home = place.home
        assert (home.persuaded <= home.limit * (1.0 + 1e-12)).all()
        gained = home.persuaded > before
        assert np.bincount(doors[gained], minlength=12).max() <= 1
        assert gained.sum() <= place.now.meetings - met
    at_limit = np.isclose(home.persuaded, home.limit)
    print(f"{at_limit.sum()} of {(home.persuaded > 0).sum()} persuaded as far as they can be")
    assert at_limit.any()
    assert (home.persuaded[~at_limit] > 0).any()


def test_a_talk_adds_more_the_better_the_team_and_the_more_it_is_trusted():
    usual = {"stairwells": 20, "stairwells_per_worker": 20, "last_day": 90, "taste_mean": 1.0,
             "starts_per_100_year_1": 2000.0, "place_factor": 1.0, "team_coverage": 1.0,
             "meetings_per_worker_per_week": 30.0}  # fmt: skip
    others = {"usual": {}, "trained": {"training": 1.0}, "alone": {"team_coverage": 0.0},
              "distrusted": {"trust_at_start": 0.05}}  # fmt: skip
    places = {name: Campaign({**usual, **other}, of="elevator") for name, other in others.items()}
    added = {name: float(place.live().home.persuaded.mean()) for name, place in places.items()}
    print(added)
    assert added["trained"] > added["usual"] > added["distrusted"]
    assert added["usual"] > added["alone"] > 0.0


# Why


def test_why_not_names_terms_that_add_up_to_what_the_rule_weighs():
    values = {**CAMPAIGN, **ALL, "stairwells": 24, "last_day": 240, "starts_per_100_year_1": 300.0,
              "party_share": 0.3}  # fmt: skip
    place = Campaign(values, of="elevator").live()
    town, p, day = place.town, place.p, place.day
    width, terms = int(place.now.door_width), {}
    asked = [h for h in range(int(place.now.households)) if town.stairwell[h // width].tries]
    for one in asked:
        weigh(one, town, p, day)
        said, home = why_not(one, town, p, day), town.home[one]
        assert said["worth"] == sum(said["weights"].values())
        assert abs(said["worth"] - home.worth) < 1e-9
        flags = (said["agrees"], said["blocks"], said["refuses_to_pay"])
        assert flags == tuple(bool(home.stance & bit) for bit in (YES, FIERCE, GAP))
        assert said["floor"] == one % width // int(place.now.flats) + 1
        assert f"{said['worth']:+.2f}" in said["sentence"]
        assert f"{said['worth']:+.2f}" in said["sentence_zh"]
        terms = {name: terms.get(name, 0.0) + abs(x) for name, x in said["weights"].items()}
    print({name: round(total / len(asked), 2) for name, total in terms.items()})
    assert all(total > 0.0 for name, total in terms.items() if name != "weariness")


def test_why_not_repeats_what_a_household_weighed_today_where_the_evening_brings_nothing_new():
    """All weigh where there is news in the morning; the evening's count may be the same."""
    values = {**CAMPAIGN, **ALL, "stairwells": 30, "starts_per_100_year_1": 300.0}
    place, compared = Campaign(values, of="elevator"), 0
    for day in range(1, 300):
        morning = place.town.stairwell.copy()
        place.live(day)
        rows = place.town.stairwell
        same = (morning.stir != QUIET) & (rows.stir == QUIET) & (morning.pull == rows.pull)
        for stairwell in np.flatnonzero(same):
            for one in range(stairwell * 12, stairwell * 12 + 12):
                said = why_not(one, place.town, place.p, day)
                assert abs(said["worth"] - place.home.worth[one]) < 1e-9, (day, one)
                compared += 1
    print(f"{compared} households compared")
    assert compared > 500


# The bill


def test_a_table_that_sums_to_102_is_taken_as_proportions():
    assert sum(TABLE) == 102
    bills = Door().bills()
    assert np.array_equal(bills, [int(OWNERS * part / 102 / 2 + 0.5) for part in TABLE])
    assert abs(2 * bills.sum() - OWNERS) <= 6
    assert bills[0] == 0


def test_only_proportions_count_and_only_of_floors_there_are():
    half = {f"cost_percent_{floor}": part / 2 for floor, part in enumerate(TABLE, 1)}
    assert np.array_equal(Door(**half).bills(), Door().bills())
    low = Door(floors=4).bills()
    assert np.array_equal(low, [int(OWNERS * part / 38 / 2 + 0.5) for part in TABLE[:4]])
    nothing = {f"cost_percent_{floor}": 0.0 for floor in range(1, 9)}
    free = Door(**nothing)
    assert not free.bills().any()
    free.worth()
    assert not (free.of_floors("stance").astype(int) & GAP).any()


def test_moving_the_split_upwards_keeps_the_total():
    door = Door()
    bills = []
    for tilt in range(MOST_TILT + 1):
        door.row.tilt = tilt
        bills.append(door.bills())
        assert abs(2 * bills[-1].sum() - OWNERS) <= 6
    lowest, highest = (np.array([bill[floor] for bill in bills]) for floor in (1, 5))
    assert rises(-lowest)
    assert rises(highest)
    assert not np.array(bills)[:, 0].any(), "the ground floor pays nothing all the same"


@settings(max_examples=60)
@given(st.data())
def test_bills_add_up_whatever_the_table_the_offer_and_the_split(data):
    floors, flats = data.draw(st.integers(2, 8)), data.draw(st.integers(1, 8))
    table = data.draw(st.lists(st.floats(0.0, 100.0), min_size=8, max_size=8))
    lift = float(data.draw(st.integers(10_000, 5_000_000)))
    door = Door(floors=floors, flats_per_floor=flats, lift_yuan=lift,
                **{f"cost_percent_{k}": x for k, x in enumerate(table, 1)})  # fmt: skip
    offer, glass = data.draw(st.integers(0, 500_000)), data.draw(st.booleans())
    door.row.offer, door.row.glass = offer, glass
    door.row.tilt = data.draw(st.integers(0, MOST_TILT))
    whole = lift - min(240_000.0, 0.4 * lift)
    whole += offer * sum(LOW_PART) * flats + GLASS_YUAN * glass
    bills = door.bills()
    assert (bills >= 0).all()
    if sum(table[:floors]) > 0.0:
        assert abs(flats * int(bills.sum()) - whole) <= 0.5 * floors * flats + 1e-3
    else:
        assert not bills.any()
