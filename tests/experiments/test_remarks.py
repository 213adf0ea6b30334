"""What is said around the table: what was changed, what was given up, what does not fit."""

import numpy as np
import pytest

from experiments.config import load_scenario
from experiments.ledger import Ledger
from experiments.plan import Plan
from experiments.remarks import remarks
from experiments.scenario import Observation
from experiments.squeeze import squeeze
from experiments.summary import as_table
from sim.people.service import SERVICES

CHANGE = "strategy.visits.visits_per_worker_per_day=1"


def made(stopped):
    runs = len(stopped)
    columns = {"households": np.full(runs, 10), "day_given_up": np.array(stopped, float)}
    signed = np.array([[8, 9, 10], [8, 8, 9], [8, 9, 9], [9, 10, 10]])[:runs]
    return Ledger(columns, {"signed": signed}, 1, {}, {"seed": 1})


@pytest.fixture(scope="module")
def scenario():
    return load_scenario("zhangyuan", CHANGE, "strategy=usual")


def with_one(scenario, **facts):
    facts = {"measure": "signing", "day": 2, "share": 1.0, "relation": "reached"} | facts
    seen = Observation(**facts, source="")
    return type(scenario)(**{**vars(scenario), "observations": (seen,)})


def test_the_head_says_what_was_changed(scenario):
    attrs = {"runs": 400, "band": "luck only"}
    english = as_table([], scenario, attrs).partition("\n")[0]
    assert f", strategy usual, {CHANGE} (400 runs; bands hold luck only)" in english
    assert f"策略 usual，{CHANGE}（" in as_table([], scenario, attrs, "zh").replace(" (", "（")
    assert "strategy=usual" not in english


def test_reached_figures_and_given_up_runs_are_counted(scenario):
    one = with_one(scenario)
    never = [np.nan] * 4
    assert remarks(made(never), one) == ["100 % signed by day 2 in 25 % of runs"]
    assert remarks(made(never), one, "zh") == ["第 2 天前签约率达 100 % 的模拟占 25 %"]
    told = "given up in 3 of 4 runs (round 1: 1, signing period: 2)"
    assert remarks(made([-20, np.nan, 90, 90]), one)[1:] == [told]
    assert "3 次终止" in remarks(made([-20, np.nan, 90, 90]), one, "zh")[1]
    assert remarks(made(never), with_one(scenario, relation="at")) == []


def test_quality_of_consent_and_queues_are_told(scenario):
    result = made([np.nan] * 4)
    shares = {"informed_share": 0.9, "hindered_share": 0.04, "pressed_share": 0.01}
    result.runs.update({name: np.full(4, share) for name, share in shares.items()})
    result.days.update({f"waiting_{name}": np.zeros((4, 3), int) for name in SERVICES})
    quiet = remarks(result, with_one(scenario, relation="at"))
    assert len(quiet) == 1
    assert "90 % free of obstacles" in quiet[0]
    assert "4 % with an obstacle open, 1 % under pressure" in quiet[0]
    result.days["waiting_law"][:, 1] = 7
    assert remarks(result, with_one(scenario, relation="at"))[1].endswith(": Law station 7")
    assert "法律服务站 7 件" in remarks(result, with_one(scenario, relation="at"), "zh")[1]


def test_a_calendar_that_does_not_fit_is_told():
    assert squeeze(Plan(load_scenario("zhangyuan"), 4)) == ""
    short = load_scenario(
        "zhangyuan", "campaign.preparation_days=30", "campaign.survey_days=10",
        "campaign.round1_days=15", "campaign.pricing_days=5", "campaign.brewing_days=10",
        "campaign.comment_days=0",
    )  # fmt: skip
    assert "need 10 days more than preparation_days=30;" in squeeze(Plan(short, 4))
    drawn = load_scenario("zhangyuan", "campaign.preparation_days=null", "campaign.brewing_days=50")
    told = squeeze(Plan(drawn, 200, parameters="prior"))
    assert " % of draws survey, round 1" in told
    assert told.count("\n") == 0
