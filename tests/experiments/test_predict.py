"""Predictions: what they promise, what drives them, what is told of doubts, what is refused."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments import load_scenario, predict_campaign
from experiments.__main__ import main
from experiments.calibration import posterior
from experiments.draws import order_of_draws
from experiments.errors import ConfigError, UserError
from experiments.figures_predict import draw_chances, draw_drivers
from experiments.plan import Plan
from experiments.prediction.chances import wilson
from experiments.prediction.drivers import Variation, _table, variations, vary
from experiments.prediction.likeness import likeness, ranges
from experiments.prediction.plan_file import load_plan, read_plan
from experiments.prediction.table import prediction_text

PLAN = """\
title: Our estate
title_zh: 我们的小区
kind: rebuild
opening: formal
certificates: 40
threshold: 0.9
date: 2026-05
city: 北京
workers: 4
window: 5
deadline: 12
preparation: 60
"""


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    path = tmp_path_factory.mktemp("plans") / "计划 = a, b.yaml"
    path.write_text(PLAN, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def made(file):
    return predict_campaign(file, runs=12, progress=False)


# The file


def test_a_short_file_is_a_scenario(file):
    scenario = load_plan(file, ["strategy=none", "campaign.intensity=2"])
    values = scenario.values
    assert (scenario.title, scenario.title_zh) == ("Our estate", "我们的小区")
    assert (values["kind"], values["certificates"]) == ("rebuild", 40)
    assert (values["threshold"], values["signing_date"]) == (0.9, 20260515)
    assert values["certificates_per_worker"] == 10
    assert (values["signing_period_days"], values["last_day"]) == (12, 12)
    assert (values["preparation_days"], values["reward_window_days"]) == (60, 5)
    assert values["brewing_days"] is None
    assert scenario.settings["threshold"].origin == "fact"
    assert scenario.settings["intensity"].origin == "override"
    assert scenario.strategy == "none"
    assert scenario.config["city"] == "北京"


def test_little_is_needed(tmp_path):
    path = tmp_path / "plan.yaml"
    path.write_text("certificates: 30\nyear: 2027\n")
    scenario = load_plan(path)
    assert scenario.strategy == "usual"
    assert scenario.values["signing_date"] == 20270715
    assert scenario.values["certificates_per_worker"] is None
    assert scenario.values["last_day"] == scenario.values["signing_period_days"] == 90


def test_files_of_the_users_own_can_be_chosen(file, tmp_path):
    (tmp_path / "strategy").mkdir()
    (tmp_path / "strategy" / "ours.yaml").write_text("visits: {visits_per_worker_per_day: 7}\n")
    plan = tmp_path / "plan.yaml"
    plan.write_text("certificates: 30\nstrategy: ours\n")
    scenario = load_plan(plan, config_dir=tmp_path)
    assert scenario.values["visits_per_worker_per_day"] == 7


FAULTS = {
    "certificats: 30": ("certificats", "certificates: missing", "Did you mean certificates"),
    "certificates: 0\nthreshold: 85\nkind: demolition\nopening: later": (
        "certificates: got 0", "threshold: got 85", "kind: got 'demolition'", "opening: got"),
    "certificates: 30\ndate: May\nworkers: none\nstrategy: usuall": (
        "date: got 'May'", "workers: got 'none'", "strategy: got 'usuall'", "Did you mean usual"),
    "certificates: 30\ndate: 2026-05\nyear: 2026": ("date and year: got both",),
    "certificates: 9000\nworkers: 2": ("4.5e+03 certificates for each",),
    "certificates: true\ntitle: 5\nwindow: .nan": (
        "certificates: got True", "title: got 5", "window: got nan"),
    "certificates: 30\nyear: 20260": ("year: got 20260",),
    "- a list": ("expected lines such as",),
    "": ("certificates: missing",),
    "certificates: [": ("not readable as YAML",),
    "certificates: ${place}": ("${",),
    "certificates: 30\nwindow: 1\x00": ("not readable",),
}  # fmt: skip


@pytest.mark.parametrize("text", FAULTS)
def test_all_faults_of_a_file_are_told_at_once(tmp_path, text):
    path = tmp_path / "plan.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as fault:
        read_plan(path)
    for part in FAULTS[text]:
        assert part in str(fault.value)


def test_a_file_that_is_no_text_or_not_there_is_refused(tmp_path):
    path = tmp_path / "plan.yaml"
    path.write_bytes("标题: 小区".encode("gbk"))
    with pytest.raises(ConfigError, match="UTF-8"):
        read_plan(path)
    with pytest.raises(ConfigError, match="expected a YAML file"):
        read_plan(tmp_path / "none.yaml")


# What is predicted


def test_probabilities_rise_and_match_the_days(made):
    table = made.table
    assert table.index.tolist() == list(range(1, 13))
    assert (np.diff(table.chance) >= 0).all()
    assert (table.chance_of_100 <= table.chance + 1e-12).all()
    assert ((table.low <= table.chance) & (table.chance <= table.high)).all()
    assert (table.share_5 <= table.share_50).all()
    data = made.data
    assert data["chance_of_threshold"] == table.chance[12]
    assert data["chance_of_100"] == table.chance_of_100[12]
    half = table.index[table.chance >= 0.5]
    assert data["day_of_threshold"]["median"] == (half[0] if len(half) else None)
    json.dumps(data, allow_nan=False)


def test_without_a_posterior_the_prior_is_told(made):
    assert made.data["parameters"] == "prior"
    assert not made.data["unselected"]
    assert "no campaign was fitted" in prediction_text(made.data, made.scenario)


def test_what_is_prior_driven_is_listed(made):
    told = {row["name"]: row for row in made.data["prior_driven"]}
    assert told["peers_weight"]["drawn"]
    assert {"info_weight", "group_weight", "info_per_visit"} & {*told}
    for language, key in (("en", "label"), ("zh", "label_zh")):
        assert told["peers_weight"][key] in prediction_text(made.data, made.scenario, language)


def test_the_same_seed_predicts_the_same(file, made):
    again = predict_campaign(file, runs=12, threads=1, progress=False)
    assert again.data == made.data


def test_drivers_are_varied_on_the_same_draws(file):
    plan = Plan(load_plan(file), 5, parameters="prior")
    nothing = [Variation("threshold", 0.9, 0.9), Variation("intensity", 1.0, 1.0)]
    for row in vary(plan, nothing, threads=1):
        assert row["change"] == row["share_change"] == 0
    table = _table(plan, "reward_window_days", 9)
    others = [n for n in table.dtype.names if n != "reward_window_days"]
    assert (table.reward_window_days == 9).all()
    assert all(np.array_equal(table[name], plan.table()[name]) for name in others)


def test_more_work_and_a_lower_threshold_help(file):
    plan = Plan(load_plan(file), 20, parameters="prior")
    each = [Variation("intensity", 0.02, 1.0), Variation("threshold", 0.5, 1.0)]
    rows = {row["name"]: row for row in vary(plan, each, threads=1)}
    assert rows["intensity"]["share_change"] > 0.02
    assert rows["threshold"]["change"] < 0


def test_all_variations_stay_inside_their_ranges(file):
    scenario = load_plan(file)
    for each in variations(scenario, {}):
        about = scenario.sheet.by_name[each.name]
        if not about.choices:
            assert about.low <= each.low < each.high <= about.high


@given(st.integers(1, 500), st.floats(0, 1))
def test_an_interval_holds_its_share(of, share):
    low, high = wilson(share, of)
    assert 0 <= low <= share + 1e-12
    assert share - 1e-12 <= high <= 1


# With a posterior


def test_a_campaign_nobody_selected_is_the_usual(file, tiny_posterior):
    made = predict_campaign(file, runs=6, progress=False)
    assert made.data["parameters"] == "posterior"
    assert made.data["unselected"]
    assert "nobody chose to report" in prediction_text(made.data, made.scenario)
    assert "未经挑选" in prediction_text(made.data, made.scenario, "zh")
    narrow = predict_campaign(file, runs=6, unselected=False, progress=False)
    assert not narrow.data["unselected"]
    assert "get reported" in prediction_text(narrow.data, narrow.scenario)


def test_a_reported_campaign_is_predicted_without_its_figures(tiny_posterior):
    scenario = load_scenario("zhangyuan", "place.certificates=30", "campaign.last_day=12")
    made = predict_campaign(scenario, runs=4, progress=False)
    blind = replace(scenario, observations=())
    other = predict_campaign(blind, runs=4, progress=False)
    assert made.data["by_day"] == other.data["by_day"]
    assert [row["name"] for row in made.data["reported"]][0] == "round1_share"
    assert "round1_share" in prediction_text(made.data, made.scenario)


def test_what_is_unlike_the_fitted_is_said(file, tiny_posterior):
    known = ranges(tiny_posterior)
    assert (known["certificates"].low, known["certificates"].high) == (1122, 5473)
    rows = {row["name"]: row for row in likeness(load_plan(file), tiny_posterior)}
    assert not rows["certificates"]["inside"]
    assert not rows["year"]["inside"]
    assert rows["kind"]["inside"]
    made = predict_campaign(file, runs=2, progress=False)
    assert "Unlike the campaigns that were fitted" in prediction_text(made.data, made.scenario)


def test_the_city_is_read(file, tiny_posterior):
    plan = Plan(load_plan(file), 8, unselected=True)
    here, there = _table(plan, "city", "Shanghai").intensity, plan.table().intensity
    assert len({*there}) > 1
    era = posterior.values(tiny_posterior).era_effort.to_numpy()[order_of_draws(6, 1)]
    assert ((here > there) == (np.resize(era, 8) > 0)).all()


# The command


def test_the_command_prints_draws_and_writes(file, tmp_path, capsys):
    words = ["predict", f"file={file}", "runs=4", f"output={tmp_path / '结果'}", "language=zh"]
    assert main(words) == 0
    said = capsys.readouterr()
    assert "我们的小区" in said.out
    assert "概率" in said.out
    names = {path.name for path in (tmp_path / "结果").iterdir()}
    assert names == {
        "chances.png", "chances.svg", "config.yaml", "days.csv", "drivers.csv", "drivers.png",
        "drivers.svg", "manifest.json", "prediction.json",
    }  # fmt: skip
    assert main([*words[:4], "format=json"]) == 2  # the folder is used
    assert "new or empty" in capsys.readouterr().err


def test_json_is_the_data(file, made, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("experiments.prediction.folder._draw", lambda *any_: None)
    words = ["predict", f"file={file}", "runs=12", "format=json", f"output={tmp_path / 'out'}"]
    assert main(words) == 0
    told = json.loads(capsys.readouterr().out)
    assert told == json.loads(json.dumps(made.data))


REFUSED = {
    ("predict",): "scenario: none was named",
    ("predict", "scenario=zhangyuan", "file=plan.yaml"): "scenario and file: got both",
    ("predict", "file=none.yaml", "runs=0"): "expected a YAML file",
    ("predict", "scenario=hongkou_elevators"): "the model elevator",
    ("predict", "scenario=zhangyuan", "unselected=perhaps"): "unselected: got 'perhaps'",
    ("predict", "scenario=zhangyuan", "parameters=posterior"): "no posterior is shipped",
    ("predict", "scenario=zhangyuan", "file="): "file: got nothing",
}


@pytest.mark.parametrize("words", REFUSED)
def test_what_cannot_be_predicted_is_refused(words, capsys):
    assert main(words) == 2
    said = capsys.readouterr()
    assert REFUSED[words] in said.err
    assert said.out == ""


def test_other_models_are_refused_in_python():
    with pytest.raises(UserError, match="model elevator"):
        predict_campaign("hongkou_elevators", progress=False)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_pictures_take_stored_data(made, language):
    data = json.loads(json.dumps(made.data))
    for draw in (draw_chances, draw_drivers):
        assert draw(data, made.scenario, language).axes
