"""The experiments serve a second model: its files, its reported funnels, its long frames."""

import json
import sys
import types

import numpy as np
import pytest

from experiments import funnels
from experiments.__main__ import main
from experiments.cautions import cautions
from experiments.config import load_scenario
from experiments.counting import count_at, funnel_value
from experiments.document_tables import TABLES
from experiments.documents import renewed
from experiments.errors import ConfigError, UserError
from experiments.folders import GROUPS, Folders
from experiments.known_models import MODELS
from experiments.layers import faults_of, layer, model_of
from experiments.ledger import Ledger, work_out
from experiments.listing import files
from experiments.manifest import read_manifest, write_manifest
from experiments.measure import report_rows
from experiments.plan import WHOLE, Plan
from experiments.remarks import remarks
from experiments.replay import replay
from experiments.reported import FunnelObservation
from experiments.results import differences, save_results
from experiments.run import resume_folder, run_ensemble
from experiments.scenario import outcome_module, scenario_from
from experiments.schema import Schema
from experiments.store import open_results, status
from experiments.summary import as_table, result_rows, table_rows
from models.elevator.chunk import DAILY, NOW
from models.elevator.stages import BLOCKS, SPELLS
from sim.engine.outcome import Derived
from sim.people.plot import NEVER

LISTED = files()
SCENARIOS = [row["name"] for row in LISTED["scenario"] if row["model"] == "elevator"]
CHOICES = [(group, row["name"], row["model"]) for group in GROUPS[1:] for row in LISTED[group]]
ONE = "jiangwan_bundled"
SMALL = ("place.stairwells=12", "calendar.last_day=60", "place.cohort=0")
HEAD = "case_id,place,period_start,period_end,from_stage,to_stage,n_before,n_after,relation,reading"
ROWS = """
here,x,,2020-06,suitable,passed,200,16,at,stock
here,x,,2020-06,passed,finished,16,4,at,stock
here,x,,2020-06,suitable,finished,,4,at_least,stock
here,x,2020-01,2020-12,suitable,finished,200,6,at,flow
here,x,2020-03,2020-08,suitable,passed,,7,at,flow
here,x,2020-01-01,2020-10-31,started,permitted,20,5,at,cohort
here,x,2020-01-01,2020-10-31,started,begun,20,5,at,cohort
here,x,,,started,passed,20,5,at,cohort
here,x,,2025,suitable,finished,200,50,at,stock
"""
RUN = {"start_date": 20200101, "last_day": 731, "stairwells": 50, "cohort": 20, "cohort_from": 0}


@pytest.fixture
def reported(monkeypatch):
    """Stand in for the table of reported funnels."""
    names = [*HEAD.split(","), "source_url"]
    rows = [dict(zip(names, [*line.split(","), "url"], strict=True)) for line in ROWS.split()]
    monkeypatch.setattr(funnels, "funnel_rows", lambda: rows)
    funnels.funnel_cases.cache_clear()
    yield {figure.name: figure for figure in funnels.funnel_figures("here", RUN)}
    funnels.funnel_cases.cache_clear()


@pytest.fixture
def own(tmp_path):
    """Return a folder of one's own and a way to write a file in it."""

    def write(path, text):
        file = tmp_path / f"{path}.yaml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")

    return tmp_path, write


@pytest.fixture
def mine(own):
    """Return a way to load an elevator scenario of one's own, with a few lines of YAML."""
    folder, write = own

    def load(text="", *overrides):
        head = "# @package _global_\ndefaults:\n  - override /model: elevator\n"
        chosen = "  - override /strategy: none\n  - override /law: shanghai_2016\n"
        write("scenario/mine", f"{head}{chosen}name: mine\n{text}")
        return load_scenario("mine", *overrides, config_dir=folder)

    return load


def faults(call, *words, **keys):
    with pytest.raises(ConfigError) as caught:
        call(*words, **keys)
    return "\n".join(caught.value.faults)


# Models and files


def test_models_are_found_and_the_reduced_one_is_not_for_scenarios():
    assert MODELS[0] == "signing"
    assert "elevator" in MODELS
    assert "reduced" not in MODELS


@pytest.mark.parametrize(("group", "name", "model"), CHOICES)
def test_a_file_is_listed_with_a_model_that_knows_all_its_keys(group, name, model):
    assert model, f"{group}/{name}.yaml is chosen by no scenario: write 'model: NAME' in it"
    each = layer(Folders(), f"{group}/{name}", group)
    for one in MODELS if model == "any" else model.split(", "):
        assert not faults_of(each, Schema(one))


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_scenario_is_listed_with_model_law_size_and_first_day(name):
    (row,) = [row for row in LISTED["scenario"] if row["name"] == name]
    scenario = load_scenario(name)
    assert row["size"] == f"{scenario.values['stairwells']} suitable stairwells"
    assert row["law"] == scenario.config["choices"]["law"]
    assert row["day 1"] == scenario.signing_start
    assert row["reported"].startswith(str(len(scenario.observations) or "no"))
    assert scenario_from(json.loads(json.dumps(scenario.config))).observations == (
        scenario.observations
    )


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_reported_figure_can_be_read_off_a_run(name):
    daily = {column.name for column in DAILY}
    for seen in load_scenario(name).observations:
        stage = f"cohort_{seen.to_stage}" if seen.reading == "cohort" else seen.to_stage
        assert stage in daily or seen.shown
        assert seen.base in {"", "stairwells", *daily}


def test_the_model_of_a_scenario_is_its_own_or_that_of_what_it_builds_on(own):
    folder, write = own
    write("scenario/a", "# @package _global_\ndefaults: [{override /model: elevator}]\n")
    write("scenario/b", "# @package _global_\ndefaults: [a, _self_]\n")
    write("scenario/c", "# @package _global_\ndefaults: [c]\n")
    write("scenario/d", "# @package _global_\ndefaults: [{override /model: escalator}]\n")
    names = {name: model_of(Folders(folder), f"scenario/{name}") for name in "abc"}
    assert names == {"a": "elevator", "b": "elevator", "c": "signing"}
    assert "expected one of elevator, signing" in faults(load_scenario, "d", config_dir=folder)


@pytest.mark.parametrize(
    ("name", "override", "told"),
    [
        ("zhangyuan", "place=hongkou", "place/hongkou.yaml is for the model elevator"),
        ("zhangyuan", "law=shanghai", "files of law are for the model elevator"),
        ("zhangyuan", "law.veto=1", "law.veto: belongs to the model elevator"),
        (ONE, "place=zhangyuan", "place/zhangyuan.yaml is for the model signing"),
        (ONE, "strategy=usual", "strategy/usual.yaml is for the model signing"),
        (ONE, "offer=default", "files of offer are for the model signing"),
        (ONE, "campaign.threshold=0.9", "belongs to the model signing"),
        (ONE, "signing_start=2020", "belongs to the model signing"),
        (ONE, "law=shangai", "Did you mean shanghai?"),
    ],
)
def test_what_is_of_another_model_is_named_so(capsys, name, override, told):
    assert told in faults(load_scenario, name, override)
    assert main(["run", f"scenario={name}", override]) == 2
    assert told in capsys.readouterr().err


def test_a_file_may_say_which_model_it_is_for(own):
    folder, write = own
    write("place/both", "model: elevator\nelderly_share: 0.5\n")
    rows = {row["name"]: row["model"] for row in files(folder)["place"]}
    assert rows["both"] == "elevator"
    told = faults(load_scenario, "zhangyuan", "place=both", config_dir=folder)
    assert told.startswith("place/both.yaml is for the model elevator")
    chosen = load_scenario(ONE, "place=both", config_dir=folder)
    assert chosen.values["elderly_share"] == 0.5


# Values that do not go together


@pytest.mark.parametrize(
    ("override", "told"),
    [
        ("law.building_assent_heads=1.1", "expected a number from 0 to 1"),
        ("place.flats_per_floor=0", "expected a whole number from 1"),
        ("place.floors=0", "expected a whole number from"),
        ("law.law_from_2=20210231", "There is no such day"),
        ("periods.period_from_3=2021", "Write year, month and day as eight digits"),
        ("calendar.start_date=20190229", "There is no such day"),
    ],
)
def test_a_bad_value_is_refused_with_its_rule(mine, override, told):
    assert told in faults(mine, "", override)


def test_slots_follow_one_another_and_need_a_first_day(mine):
    dates = ("law.law_from_2=20200101", "law.law_from_4=20190101")
    told = faults(mine, "", *dates)
    assert "law.law_from_4: got 20190101, expected a day after law.law_from_2 (20200101)" in told
    told = faults(mine, "", "calendar.start_date=0", "periods.period_from_2=20200101")
    assert "calendar.start_date is 0" in told
    assert mine("", dates[0], "law.law_from_4=20210101").values["law_from_4"] == 20210101


def test_a_cost_table_is_normalised_or_refused(mine):
    assert cautions(Plan(mine(), 4)) == ["Warning: cost table sums to 102 %: normalised to 100 %."]
    whole = [f"deal.cost_percent_{floor}={20 * (floor > 1)}" for floor in range(1, 7)]
    assert cautions(Plan(mine("", *whole), 4)) == []
    nobody = [f"deal.cost_percent_{floor}=0" for floor in range(1, 7)]
    assert "they sum to 0 %, so nobody pays" in faults(mine, "", *nobody)


def test_a_turnout_that_cannot_decide_is_told(mine):
    idle = mine("", "law.building_turnout_heads=0.5", "law.building_assent_heads=0.9")
    assert "building_turnout_heads = 0.5 has no effect" in cautions(Plan(idle, 4))[1]
    counted = mine("", "law.building_turnout_heads=0.5", "law.building_of_voters=1")
    assert len(cautions(Plan(counted, 4))) == 1


# Reported funnels


def test_figures_are_named_and_placed_by_stage_reading_and_period(reported):
    placed = {name: (f.unit, f.days, f.reported) for name, f in reported.items()}
    assert placed == {
        "passed_stock_2020-06": ("1", (182,), 0.08),
        "finished_of_passed_stock_2020-06": ("1", (182,), 0.25),
        "finished_stock_2020-06": ("elevator", (182,), 4.0),
        "finished_flow_2020": ("elevator", (0, 366), 6.0),
        "passed_flow_2020-03_2020-08": ("stairwell", (60, 244), 7.0),
        "permitted_cohort_2020-10": ("1", (305,), 0.25),
        "begun_cohort_2020-10": ("1", (305,), 0.25),
        "finished_stock_2025": ("1", (2192,), 0.25),
    }


def test_what_cannot_be_judged_says_why(reported):
    shown = {name for name, figure in reported.items() if figure.shown}
    assert shown == {"begun_cohort_2020-10", "finished_stock_2025"}
    for change in ({"cohort": 0}, {"start_date": 20191201}, {"cohort_from": 20200301}):
        again = {f.name: f for f in funnels.funnel_figures("here", RUN | change)}
        assert "20" in again["permitted_cohort_2020-10"].shown
    earlier = RUN | {"start_date": 20191201, "cohort_from": 20200101}
    again = {f.name: f for f in funnels.funnel_figures("here", earlier)}
    assert not again["permitted_cohort_2020-10"].shown
    later = funnels.funnel_figures("here", RUN | {"start_date": 20200201})
    assert "within its period" in {f.name: f.shown for f in later}["finished_flow_2020"]
    assert funnels.funnel_figures("here", RUN | {"start_date": 0}) == ()


def test_the_table_tells_what_nobody_sets(reported, mine):
    scenario = mine("case_id: here\ncalendar: {start_date: 20200101}\n")
    for name, value in (("stairwells", 200), ("cohort", 20), ("cohort_from", 20200101)):
        assert scenario.settings[name] == (value, "case table", "url")
    told = faults(mine, "case_id: here\n", "calendar.start_date=0")
    assert "what is reported of case here is dated" in told
    assert "case_id: got 'there'" in faults(mine, "case_id: there\n")
    assert mine("case_id: here\nshown: {passed_stock_2020-06: why}\n", "case_id=null").title == (
        "mine (no dated figures reported)"
    )


def made(**series):
    """Make an ensemble of two runs in a place of 50, with every day from 1 to 400."""
    days = {name: np.outer(ends, np.arange(1, 401) / 400) for name, ends in series.items()}
    columns = {"replicate": np.arange(2), "stairwells": np.array([50, 50])}
    return Ledger(columns, days, 1, {}, {"model": "elevator", "seed": 1})


def test_stocks_flows_and_cohorts_are_read_off_the_series(reported):
    result = made(passed=(8.0, 0.0), finished=(4.0, 0.0), cohort_permitted=(10.0, 20.0))
    value = {n: funnel_value(result, f) for n, f in reported.items() if not f.shown}
    assert value["passed_stock_2020-06"] == pytest.approx([8 * 182 / 400 / 50, 0])
    assert value["finished_flow_2020"] == pytest.approx([4 * 366 / 400 / 50 * 200, 0])
    assert value["passed_flow_2020-03_2020-08"] == pytest.approx([8 * 184 / 400, 0])
    assert value["permitted_cohort_2020-10"] == pytest.approx([10 * 305 / 400 / 20, 305 / 400])
    assert value["finished_stock_2020-06"] == pytest.approx([4 * 182 / 400, 0])
    half, none = value["finished_of_passed_stock_2020-06"]
    assert half == 0.5
    assert np.isnan(none)
    rows = {row["name"]: row for row in report_rows(result, list(reported.values())[:4])}
    assert rows["finished_of_passed_stock_2020-06"]["median"] == 0.5
    assert rows["finished_stock_2020-06"]["inside"] is False


def test_a_figure_that_is_only_shown_is_not_judged(reported, mine):
    name = "finished_stock_2020-06"
    text = "case_id: here\ncalendar: {start_date: 20200101}\n"
    scenario = mine(f"{text}shown:\n  {name}: 'it conflicts / 有冲突'\n")
    listed = mine(f"{text}shown: [{name}]\nsources: {{shown: it conflicts}}\n")
    figure = {o.name: o for o in scenario.observations}[name]
    assert figure.shown == "it conflicts / 有冲突"
    assert {o.name: o for o in listed.observations}[name].shown == "it conflicts"
    (row,) = report_rows(made(finished=(4.0, 0.0)), [figure])
    assert row["inside"] is None
    attrs = {"runs": 2, "band": "luck only"}
    assert "elevator runs by 2020-06: not judged: it conflicts" in as_table([row], scenario, attrs)
    assert "不作判断：有冲突" in as_table([row], scenario, attrs, "zh")
    assert "for the 200 suitable stairwells" not in as_table([row], scenario, attrs)
    smaller = mine(f"{text}place: {{stairwells: 50}}\n")
    assert "for the 200 suitable stairwells" in as_table([row], smaller, attrs)
    assert "the run has 50" in as_table([row], smaller, attrs)
    assert "Did you mean finished_stock_2020-06" in faults(mine, f"{text}shown: {{{name}x: why}}\n")
    assert "a list needs a reason" in faults(mine, f"{text}shown: [{name}]\n")
    assert "expected lines such as" in faults(mine, f"{text}shown: 3\n")


# Outcomes


def test_every_outcome_is_made_of_columns_and_has_a_unit():
    said, columns = outcome_module("elevator"), {column.name for column in NOW}
    for made_of in said.ALL:
        assert {*made_of.parts, *made_of.whole} <= columns, made_of.name
        assert made_of.unit in ("1", "0-1", "day", "meeting", "visit", "h/household", "h/stairwell",
                                "yuan/household")  # fmt: skip
    assert len({made_of.name for made_of in said.ALL}) == len(said.ALL)
    for name in (*(f"blocked_share_{b}" for b in BLOCKS), *(f"mean_days_{s}" for s in SPELLS)):
        assert name in {made_of.name for made_of in said.ALL}


def test_an_outcome_is_a_ratio_of_sums_or_a_day_that_may_never_come():
    kind = [("a", "i8"), ("b", "i8"), ("c", "i8"), ("d", "i8")]
    ends = np.array([(1, 2, 6, 3), (1, 1, 0, NEVER)], kind).view(np.recarray)
    share = Derived("x", ("a", "b"), "1", "a share", ("c",))
    assert work_out(share, ends).tolist()[0] == 0.5
    assert np.isnan(work_out(share, ends)[1])
    day = work_out(Derived("y", "d", "day", "a day", ()), ends)
    assert day[0] == 3
    assert np.isnan(day[1])


# Runs


@pytest.fixture(scope="module")
def scenario():
    return load_scenario("jiangwan_bundled", *SMALL)


@pytest.fixture(scope="module")
def long():
    return load_scenario("jiangwan_bundled", "place.stairwells=12", "calendar.last_day=1100")


def test_a_long_frame_keeps_each_seventh_day_and_those_that_are_asked_for(long, scenario):
    frame = Plan(long, 4).frame
    (asked,) = {day for seen in long.observations for day in seen.days}
    assert Plan(long, 4).days == 1100 > WHOLE
    assert {1, asked, 1100} <= {*frame}
    assert {*frame} == {day for day in range(1, 1101) if day % 7 == 0} | {1, asked, 1100}
    assert Plan(scenario, 4).frame.tolist() == list(range(1, 61))
    signing = load_scenario("zhangyuan", "campaign.last_day=1500")
    assert len(Plan(signing, 4).frame) == Plan(signing, 4).days


def no_figures():
    stub = types.ModuleType("experiments.figures")
    stub.draw_run = lambda dataset, scenario, folder, language: []
    return stub


def test_folder_and_memory_agree_on_the_days_that_are_kept(long, tmp_path, monkeypatch):
    place = tmp_path / "out"
    ran = run_ensemble(long, runs=6, threads=2, progress=False)
    again = run_ensemble(long, runs=6, threads=1, output=place, progress=False)
    assert ran.identical(again)
    assert ran.identical(open_results(place))
    assert ran.day.values.tolist() == Plan(long, 6).frame.tolist()
    assert (ran.passed_at_end == ran.passed.sel(day=1100)).all()
    assert np.array_equal(count_at(ran, "passed", 706), ran.passed.sel(day=700).values)
    assert status(place)["model"] == "elevator"
    saved = save_results(ran, Plan(long, 6), tmp_path / "saved")
    assert differences(place, saved) == []
    (saved / "runs" / "block-000003.parquet").unlink()
    write_manifest(saved, {**read_manifest(saved), "complete": False, "end": None})
    monkeypatch.setitem(sys.modules, "experiments.figures", no_figures())
    assert resume_folder(saved) == saved
    assert differences(place, saved) == []
    model = replay(place, 3, until=500)
    assert (type(model).__name__, model.day) == ("ElevatorModel", 500)
    model.leap_to(511)
    assert model.town.now[0].meetings == ran.meetings.sel(run=3, day=511)
    assert replay(ran, 3).town.now[0].passed == ran.passed_at_end.sel(run=3)


def test_columns_have_units_and_parameters_their_sources(scenario):
    ran = run_ensemble(scenario, runs=2, progress=False)
    assert ran.attrs["model"] == "elevator"
    assert all(ran[name].attrs["unit"] for name in ran.data_vars)
    assert ran.passed.attrs["unit"] == "stairwell"
    assert ran.finished_at_end.attrs["unit"] == "elevator"
    assert ran.round1_asked.attrs["unit"] == "household"
    assert {"source", "label"} <= set(ran.stairwells.attrs)
    assert ran.day.attrs["meaning"] == "day counted from the date of day 1"


def test_the_command_prints_the_funnel_and_json_the_reported_figures(
    tmp_path, capsys, monkeypatch, long
):
    monkeypatch.setitem(sys.modules, "experiments.figures", no_figures())
    words = ["run", "scenario=jiangwan_bundled", *long.config["overrides"], "runs=4"]
    assert main([*words, f"output={tmp_path / 'a'}", "format=json"]) == 0
    said = capsys.readouterr()
    (row,) = json.loads(said.out)
    assert list(row) == ["name", "reported", "median", "low", "high", "inside"]
    assert "normalised to 100 %" in said.err
    assert main([*words, f"output={tmp_path / 'b'}"]) == 0
    told = capsys.readouterr().out
    for part in (
        "consented by 2023-03",
        "law civil_code_2021",
        "in favour in round 1",
        "mean days",
    ):
        assert part in told
    assert main([*words, f"output={tmp_path / 'c'}", "language=zh"]) == 0
    assert "二轮通过" in capsys.readouterr().out
    assert "elevator" in (tmp_path / "a" / "summary.csv").read_text("utf-8")


def test_remarks_tell_what_stopped_the_stalled(long):
    result = run_ensemble(long, runs=4, progress=False)
    stalled = result.stalled_at_end + 3
    changed = {f"blocked_{name}": 0 * stalled for name in BLOCKS}
    changed |= {"blocked_payer": stalled, "stalled_at_end": stalled}
    told = remarks(result.assign(changed), long)
    assert told[0].endswith("by payers do not agree 100 %")
    assert "sounding" in told[-1]
    assert remarks(result, long, "zh")[-1].startswith("已完成各阶段平均天数：摸底动员")
    none = result.assign(passed_at_end=0 * stalled, stalled_at_end=0 * stalled)
    assert remarks(none, long)[0] == "no consent in 4 of 4 runs"


def test_the_table_has_the_reported_figures_first(long):
    result = run_ensemble(long, runs=4, progress=False)
    ledger = Ledger(
        {str(n): result[n].values for n in result.data_vars if "day" not in result[n].dims},
        {str(n): result[n].values for n in result.data_vars if "day" in result[n].dims},
        1, {str(n): dict(result[n].attrs) for n in result.data_vars}, dict(result.attrs),
        result.day.values,
    )  # fmt: skip
    assert [row["name"] for row in result_rows(ledger, long.observations)] == [
        seen.name for seen in long.observations
    ]
    names = [row["name"] for row in table_rows(ledger, long.observations)]
    assert names[1:] == [n for n in outcome_module("elevator").HEADLINE if n in names]
    assert len(names) == 1 + len(outcome_module("elevator").HEADLINE)
    assert [row["name"] for row in result_rows(ledger, ())] == names[1:]


def test_scenarios_of_two_models_are_not_compared(capsys):
    assert main(["show", f"scenarios=[zhangyuan,{ONE}]"]) == 2
    assert "expected one model" in capsys.readouterr().err
    assert main(["show", f"scenario={ONE}"]) == 0
    told = capsys.readouterr().out
    assert "model elevator" in told
    assert "law=" in told


def test_an_unknown_model_cannot_be_replayed(scenario):
    result = run_ensemble(scenario, runs=2, progress=False)
    with pytest.raises((UserError, ModuleNotFoundError), match="escalator"):
        replay(result.assign_attrs(model="escalator"), 0)


# Documents


@pytest.mark.parametrize("name", ["quantities:law", "outcomes", "methods", "scenarios", "now"])
def test_tables_of_the_model_have_marks_with_its_name(name):
    mark = f"elevator:{name}"
    text = renewed(f"<!-- {mark} -->\nas it was\n<!-- /{mark} -->")
    assert "as it was" not in text
    assert text.count("\n|") > 4
    assert mark in TABLES


def test_a_figure_goes_to_disk_and_back():
    figure = FunnelObservation("a", "passed", "stock", "2020", 1, 9, 0.1, True, "", 1.0, "at", "u")
    assert figure.unit == "1"
    assert FunnelObservation(**vars(figure)) == figure
