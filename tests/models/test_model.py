"""The campaign as a Mesa model: agents are views of columns, and may be told to act otherwise."""

import copy
import subprocess
import sys

import mesa
import numpy as np
import pytest

from models.signing import SigningModel
from models.signing.sheet import SHEET
from sim.people import CommitteeWorker, PartyMember, Resident
from sim.people.agents import overridden

PLACE = {
    "certificates": 60, "certificates_per_worker": 13.0, "certificates_per_stairwell": 6,
    "stairwells_per_lane": 3, "preparation_days": 10, "round1_days": 6, "brewing_days": 3,
    "survey_days": 1, "reward_window_days": 5, "last_day": 8, "round1_threshold": 0.1,
    "party_share": 0.3, "inclination_mean": 1.0, "threshold": 0.5,
    "survey_doors_per_worker_per_day": 4.0, "visits_per_worker_per_day": 4.0,
    "pledge_share": 0.9, "notices_per_leader_per_day": 1.0,
}  # fmt: skip


@pytest.fixture
def model():
    return SigningModel(PLACE, seed=3)


def test_agents_are_made_when_asked_for(model):
    assert len(model.agents) == 0
    assert len(model.residents) == 60
    assert len(model.workers) == 5
    assert 0 < len(model.party_members) < 60
    assert len(model.agents) == 65


def test_residents_contain_the_party_members(model):
    assert set(model.party_members) <= set(model.residents)
    assert all(type(one) is PartyMember for one in model.party_members)
    assert [one.row for one in model.residents] == list(range(60))
    assert {one.row for one in model.party_members} == set(np.flatnonzero(model.town.home.party))


def test_attributes_are_columns(model):
    one = model.resident(7)
    one.trust = 0.25
    assert model.town.home.trust[7] == 0.25
    model.town.home.open[7] = 0b100000001
    assert one.obstacles_open == ("family", "absent")
    assert one.tenure in ("public tenant", "owner", "co-owned")
    assert one.hours in ("at home by day", "day job", "irregular")
    assert type(one.age) is int
    assert type(one.trust) is float
    assert one.signed_day is None
    model.town.home.signed[7] = 4
    assert one.signed_day == 4
    assert one.record.vote == 0


def test_a_number_that_does_not_fit_a_column_is_refused(model):
    with pytest.raises(OverflowError):
        model.resident(7).age = 300


def test_neighbours_stairwell_lane_and_patch(model):
    one = model.resident(20)
    assert (one.stairwell, one.lane) == (3, 1)
    assert one.neighbours
    assert all(one in other.neighbours for other in one.neighbours)
    patches = [[home.row for home in worker.patch] for worker in model.workers]
    assert sum(patches, []) == list(range(60))


def test_each_lane_with_members_has_one_leader(model):
    leaders = [one for one in model.party_members if one.leads]
    assert [one.row for one in leaders] == [r for r in model.town.lane.leader if r >= 0]


def test_the_run_has_a_beginning_and_an_end(model):
    assert model.day == -10
    model.run_model()
    assert model.day == model.steps - 10 == 8
    assert model.phase == "tail"
    assert model.signed_share > 0.3
    assert model.round1_share > 0.1
    assert not model.running
    with pytest.raises(RuntimeError, match="last_day"):
        model.step()


def test_leaping_is_stepping(model, differ):
    other = SigningModel(PLACE, seed=3, shuffled=True).leap_to(2)
    while model.day < 2:
        model.step()
    assert differ(model.town, other.town) == []
    model.step()
    other.step()
    assert differ(model.town, other.leap_to(3).town) == []
    assert model.steps == other.steps


@pytest.mark.parametrize("day", [-3, 9])
def test_leaping_back_or_too_far_is_refused(model, day):
    model.leap_to(-2)
    with pytest.raises(ValueError, match="cannot leap"):
        model.leap_to(day)


def test_a_deep_copy_lives_its_own_life(model, differ):
    model.leap_to(-4)
    model.step()
    twin = copy.deepcopy(model)
    assert all(one.model is twin for one in twin.agents)
    assert not np.shares_memory(twin.town.home, model.town.home)
    twin.resident(3).trust = 0.125
    assert model.resident(3).trust != 0.125
    twin.resident(3).trust = model.resident(3).trust
    model.run_model()
    assert twin.day == -3
    assert differ(model.town, twin.town) != []
    twin.run_model()
    assert differ(model.town, twin.town) == []
    assert twin.steps == model.steps
    assert twin.p == model.p


def test_a_copy_may_be_told_something_else(model):
    model.leap_to(0)
    twin = copy.deepcopy(model)
    twin.residents.set("inclination", -9.0)
    assert twin.leap_to(8).signed_share == 0.0
    assert model.leap_to(8).signed_share > 0.3


def test_the_collector_keeps_days_and_residents():
    model = SigningModel(
        PLACE, seed=3, agent_reporters={"trust": "trust", "free": lambda one: one.open == 0}
    )
    model.leap_to(-2)
    model.run_model()
    days = model.datacollector.get_model_vars_dataframe()
    assert days["day"].tolist() == list(range(-9, 9))
    assert days["signed"].tolist() == model.daily.signed.tolist()
    assert days["signed_share"].iloc[-1] == model.signed_share
    people = model.datacollector.get_agent_vars_dataframe()
    assert len(people) == 18 * 65
    assert people["trust"].notna().sum() == 18 * 60


def test_a_collector_of_ones_own_works(model):
    own = mesa.DataCollector(
        model_reporters={"left": lambda m: 1 - m.signed_share},
        agenttype_reporters={PartyMember: {"pledged": "pledged"}},
    )
    model.step()
    own.collect(model)
    assert own.get_model_vars_dataframe()["left"].tolist() == [1.0]
    assert len(own.get_agenttype_vars_dataframe(PartyMember)) == len(model.party_members)


class Stubborn(Resident):
    """Never takes in anything, nor votes, nor signs."""

    def decide(self):
        pass


class Careless(CommitteeWorker):
    def work(self):
        if self.row > 0:
            super().work()


class Chatty(Resident):
    def greet(self):
        return "hello"


def test_a_subclass_acts_otherwise_and_mesa_steps():
    model = SigningModel(PLACE, seed=3, resident_class=Stubborn)
    assert model.overrides() == ["Stubborn.decide"]
    model.leap_to(8)
    assert model.signed_share == 0.0
    assert all(isinstance(one, Stubborn) for one in model.residents)
    assert len(model.party_members) > 0


def test_party_members_may_keep_their_own_class():
    model = SigningModel(
        PLACE, seed=3, resident_class=Stubborn, party_member_class=PartyMember
    ).leap_to(-2)
    assert {type(one) for one in model.residents} == {Stubborn, PartyMember}
    voted = {one.row for one in model.residents if one.record.vote}
    assert voted
    assert voted <= {one.row for one in model.party_members}


def test_a_careless_worker_leaves_the_patch_alone():
    model = SigningModel(PLACE, seed=3, worker_class=Careless).leap_to(-2)
    assert not any(home.surveyed for home in list(model.workers)[0].patch)
    assert any(home.surveyed for home in list(model.workers)[1].patch)


def test_overrides_are_listed_and_additions_are_not(model, differ):
    assert overridden(Stubborn) == ["Stubborn.decide"]
    assert overridden(Careless) == ["Careless.work"]
    for plain in (Resident, PartyMember, CommitteeWorker, Chatty):
        assert overridden(plain) == []
    chatty = SigningModel(PLACE, seed=3, resident_class=Chatty).leap_to(8)
    assert chatty.overrides() == model.overrides() == []
    assert differ(chatty.town, model.leap_to(8).town) == []


def test_a_model_may_act_otherwise_too(model):
    class NoDesks(SigningModel):
        def serve_desks(self):
            pass

    closed = NoDesks(PLACE, seed=3)
    assert closed.overrides() == ["NoDesks.serve_desks"]
    assert closed.leap_to(8).signed_share == 0.0


def test_a_household_says_why_it_has_not_signed(model):
    model.leap_to(4)
    before = model.town.home.copy()
    answers = [one.why_not() for one in model.residents]
    assert np.array_equal(model.town.home, before)
    for one, answer in zip(model.residents, answers, strict=True):
        assert answer["signed_day"] == one.signed_day
        assert answer["obstacles_open"] == one.obstacles_open
        assert sum(answer["weights"].values()) == pytest.approx(answer["inclination"])
        if answer["willing"]:
            assert answer["inclination"] > 0
    burdened = next(a for a in answers if a["obstacles_open"] and a["signed_day"] is None)
    assert "open obstacles" in burdened["sentence"]
    assert "未解困难" in burdened["sentence_zh"]


def test_before_the_desks_open_the_reason_is_the_calendar(model):
    assert "not open yet" in model.leap_to(-3).resident(0).why_not()["sentence"]


def test_seeds_and_records(model, differ):
    record = SHEET.table([PLACE, {**PLACE, "certificates": 70}])[0]
    same = SigningModel(record, seed=3)
    assert differ(model.town, same.town) == []
    assert differ(model.town, SigningModel(PLACE, rng=3).town) == []
    assert differ(model.town, SigningModel(PLACE, seed=4).town) != []
    drawn = SigningModel(PLACE, rng=np.random.default_rng(1))
    assert drawn.households == 60


def test_all_faults_are_named_at_once():
    with pytest.raises(ValueError, match="visits_per_worker_per_day") as told:
        SigningModel({"visits_per_worker": 3.0, "threshold": 1.2, "round1_days": "long"})
    assert len(str(told.value).splitlines()) == 3
    with pytest.raises(ValueError, match="record"):
        SigningModel(SHEET.table([{}])[0], certificates=10)


def test_quantities_may_be_given_by_name():
    assert SigningModel(PLACE, certificates=33).households == 33


def test_rules_do_without_mesa():
    code = "import sys, sim.people, models.signing.day; print('mesa' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
