"""Scenarios compose, every value says where it comes from, and all faults are told at once."""

import json
import math
import re
from datetime import date, timedelta
from importlib.resources import files

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from experiments.cases import signing_cases, signing_date, signing_observations
from experiments.catalogue import differences, told_by_files
from experiments.catalogue import files as list_files
from experiments.config import load_scenario
from experiments.errors import ConfigError
from experiments.folders import Folders
from experiments.overrides import read_overrides
from experiments.scenario import UNREPORTED, Observation, scenario_from
from experiments.schema import DATE, Schema
from sim.engine.quantity import fault_of

SCHEMA, SHIPPED = Schema("signing"), Folders()
OF_MODEL = {
    group: {row["name"]: row["model"] for row in rows if "model" in row}
    for group, rows in list_files().items()
}
SCENARIOS = [name for name, model in OF_MODEL["scenario"].items() if model == "signing"]
ALL_SCENARIOS = SHIPPED.options("scenario")
STRATEGIES = [name for name, model in OF_MODEL["strategy"].items() if model != "elevator"]
PLACES = [name for name, model in OF_MODEL["place"].items() if model != "elevator"]
NUMBERS = {key: about for key, about in SCHEMA.quantities.items() if not about.choices}
DATES = {key for key, about in NUMBERS.items() if about.unit == DATE}


@pytest.fixture(scope="module")
def zhangyuan():
    return load_scenario("zhangyuan")


@pytest.fixture(scope="module")
def fangualong():
    return load_scenario("fangualong")


@pytest.fixture
def own(tmp_path):
    """Return a folder of one's own and a way to write a file in it."""

    def write(path, text):
        file = tmp_path / f"{path}.yaml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")

    return tmp_path, write


def faults(name, *overrides, config_dir=None):
    with pytest.raises(ConfigError) as caught:
        load_scenario(name, *overrides, config_dir=config_dir)
    return caught.value.faults


# What is shipped


@pytest.mark.parametrize("name", ALL_SCENARIOS)
def test_every_scenario_composes_and_settles_every_quantity(name):
    scenario = load_scenario(name)
    assert list(scenario.settings) == [about.name for about in scenario.sheet.abouts]
    for about in scenario.sheet.abouts:
        value, origin, source = scenario.settings[about.name]
        assert source
        assert (value is None) == (origin == "unknown")
        assert value is None or not fault_of(about, value)


@pytest.mark.parametrize("name", STRATEGIES)
def test_every_strategy_composes(name):
    assert load_scenario("zhangyuan", f"strategy={name}").strategy == name


@pytest.mark.parametrize("name", SCENARIOS)
def test_little_is_assumed_and_nothing_of_what_is_to_be_reproduced(name):
    """Two values at most; a share may describe the homes of the place, never who signs."""
    assumed = {r["quantity"] for r in told_by_files([name]) if r["origin"] == "assumed"}
    assert len(assumed) <= 2
    groups = {about.name: about.group for about in load_scenario(name).sheet.abouts}
    of_people = {quantity for quantity in assumed if groups[quantity] != "place"}
    assert not any(re.search("share(?!d)|rate|date|threshold", quantity) for quantity in of_people)
    assert assumed & {name for name, group in groups.items() if group == "place"} <= {
        "shared_facilities_share", "clearance_hopes",
    }  # fmt: skip


@pytest.mark.parametrize("name", SCENARIOS)
def test_no_scenario_sets_a_date_of_signing_unless_signing_never_opened(name):
    signed = any(figure.measure != "round1" for figure in load_scenario(name).observations)
    dated = {"signing_date"} & {row["quantity"] for row in told_by_files([name])}
    assert not (signed and dated)


def test_the_consultation_of_tianshan_falls_on_its_own_dates():
    values, case = load_scenario("tianshan").values, signing_cases()["tianshan-5"]
    day_1 = date.fromisoformat(str(values["signing_date"]))
    opens = day_1 - timedelta(values["preparation_days"] - values["survey_days"])
    (figure,) = signing_observations("tianshan-5")
    assert opens.isoformat() == case.signing_start
    assert (figure.measure, figure.day) == ("round1", values["round1_days"])


@pytest.mark.parametrize("name", SCENARIOS)
def test_reported_figures_are_not_typed_in_yaml(name):
    scenario = load_scenario(name)
    reported = {o.share for o in scenario.observations} - {1.0}
    for group in ("scenario", "place", "offer"):
        file = files("scenarios") / group / f"{scenario.config['choices'][group]}.yaml"
        numbers = re.findall(r"\d*\.\d+", file.read_text("utf-8"))
        assert not reported & {float(number) for number in numbers}, file.name


def test_the_case_table_fits_the_model():
    for case in signing_cases().values():
        for name, value in case.facts.items():
            about = SCHEMA.sheet.by_name[name]
            assert about.choices or not fault_of(about, value), (case.case_id, name)


def test_observations_belong_to_cases_and_are_shares():
    for case_id in signing_cases():
        for figure in signing_observations(case_id):
            assert 0 < figure.share <= 1
            assert (figure.day is None) <= (figure.measure == "round1")


def test_scenarios_without_reported_figures_say_so_in_both_languages():
    silent = {"shanshouli", "hongzhen_7a", "dahua_122", "huaihai_street"}
    for name in SCENARIOS:
        scenario = load_scenario(name)
        assert (scenario.case_id is None) == (not scenario.observations) == (name in silent)
        assert scenario.title.endswith(UNREPORTED["title"]) == (name in silent)
        assert scenario.title_zh.endswith(UNREPORTED["title_zh"]) == (name in silent)


def test_the_list_tells_titles_kind_size_opening_and_whether_figures_exist():
    told = {row["name"]: row for row in list_files()["scenario"]}
    assert {told[name]["model"] for name in SCENARIOS} == {"signing"}
    rows = {name: list(row.values())[2:] for name, row in told.items()}
    assert rows["dongan"] == [
        "Dong'an Xincun", "东安新村", "expropriation", "6057 certificates", "formal", "3 figures",
    ]  # fmt: skip
    assert rows["shanshouli"][3:] == [
        "2500 certificates",
        "unspecified",
        "no dated signing figures reported / 无带日期的公开签约数据",
    ]
    assert rows["hongzhen_7a"][3] == ""


def test_the_list_follows_what_a_file_builds_on_and_minds_no_fault(own):
    folder, write = own
    write("place/round", "certificates: 300\ndefaults: [round, nowhere, 3]\n")
    write(
        "scenario/mine",
        "# @package _global_\ndefaults: [shanshouli, {override /place: round}]\ntitle: Mine\n",
    )
    rows = {row["name"]: row for row in list_files(folder)["scenario"]}
    assert (rows["mine"]["title"], rows["mine"]["title_zh"]) == ("Mine", "山寿里")
    assert rows["mine"]["size"] == "300 certificates"


SERVICE_DOSES = (
    "sittings_per_1000_per_day", "law_cases_per_1000_per_day", "court_cases_per_1000_per_week",
    "house_cases_per_1000_per_day", "care_cases_per_1000_per_day",
    "department_cases_per_1000_per_day", "committee_cases_per_1000_per_day", "volunteer_share",
    "moving_help_share",
)  # fmt: skip


@pytest.mark.parametrize("name", ["huangpu_116_west", "weigongcun", "jiuxianqiao"])
def test_before_2015_or_outside_shanghai_less_than_half_is_done(name):
    chosen = {n: load_scenario("zhangyuan", f"strategy={n}") for n in ("none", "usual", "sparse")}
    none, usual, sparse = (scenario.values for scenario in chosen.values())
    weak = load_scenario(name)
    assert weak.strategy == "usual"
    assert weak.settings["intensity"].origin == "assumed"
    assert weak.values["intensity"] < 0.5
    for dose in SERVICE_DOSES:
        assert sparse[dose] == none[dose] < usual[dose]
    for dose in ("survey_doors_per_worker_per_day", "visits_per_worker_per_day"):
        assert none[dose] < sparse[dose] < usual[dose]
    for dose in ("pledge_share", "evening_share"):
        assert sparse[dose] == usual[dose] > none[dose]


@pytest.mark.parametrize(
    ("measure", "day", "share", "relation", "name"),
    [
        ("round1", None, 0.9422, "at", "round1_share"),
        ("signing", 10, 0.9715, "at", "signing_share_day_10"),
        ("signing", 1, 0.96, "at_least", "signing_share_day_1"),
        ("signing", 49, 1.0, "reached", "day_of_100"),
        ("signing", 9, 0.85, "reached", "day_of_85"),
        ("moving", 63, 0.0107, "at", "moving_share_day_63"),
        ("moving", 92, 1.0, "reached", "moving_day_of_100"),
    ],
)
def test_names_of_reported_figures(measure, day, share, relation, name):
    assert Observation(measure, day, share, relation, "").name == name


def test_the_case_tables_hold_no_notes():
    assert not any("notes" in case.row for case in signing_cases().values())


def test_the_package_offers_it_by_name():
    from experiments import load_scenario as offered

    assert offered is load_scenario


# Where values come from


def test_facts_have_sources_and_the_rest_is_named_for_what_it_is(zhangyuan, fangualong):
    assert zhangyuan.settings["preparation_days"].origin == "fact"
    assert "sh.house.163.com" in zhangyuan.settings["preparation_days"].source
    assert fangualong.settings["round1_days"][:2] == (None, "unknown")
    assert fangualong.settings["visits_per_worker_per_day"][:2] == (2, "assumed")
    assert zhangyuan.settings["visits_per_worker_per_day"].origin == "assumed"
    assert zhangyuan.settings["brewing_days"][:2] == (None, "unknown")
    assert zhangyuan.settings["elderly_share"].origin == "default"


def test_the_case_table_gives_what_no_file_gives(zhangyuan, fangualong):
    case = signing_cases()["zhangyuan"]
    assert zhangyuan.settings["certificates"] == (1122, "case table", case.source)
    assert zhangyuan.settings["opening"][:2] == ("presign", "case table")
    assert zhangyuan.signing_start == "2019-01-12"
    assert zhangyuan.values["reward_window_days"] == 10
    assert fangualong.settings["reward_window_days"][:2] == (None, "unknown")
    assert [o.name for o in fangualong.observations][-1] == "moving_day_of_100"


def test_workers_of_the_case_table_become_certificates_per_worker(own):
    folder, write = own
    write("scenario/east", "# @package _global_\nname: east\ncase_id: dongan\n")
    setting = load_scenario("east", config_dir=folder).settings["certificates_per_worker"]
    assert setting[:2] == (pytest.approx(6057 / 500), "case table")


def test_words_the_model_does_not_know_are_not_taken_from_the_case_table(own):
    folder, write = own
    write("scenario/north", "# @package _global_\nname: north\ncase_id: beijing-zhangjiawan\n")
    scenario = load_scenario("north", config_dir=folder)
    assert scenario.settings["opening"].origin == "default"


def test_an_override_wins_over_everything_and_says_so():
    scenario = load_scenario("zhangyuan", "campaign.preparation_days=5", "campaign.threshold=0.5")
    assert scenario.settings["preparation_days"] == (5, "override", "command line")
    assert scenario.settings["threshold"][:2] == (0.5, "override")


def test_a_strategy_on_the_command_line_wins_over_the_scenario():
    scenario = load_scenario("zhangyuan", "strategy=none")
    assert scenario.strategy == "none"
    assert scenario.values["visits_per_worker_per_day"] == 0
    assert scenario.settings["visits_per_worker_per_day"].origin == "default"


@pytest.mark.parametrize(
    "override", ["campaign.preparation_days=null", "++campaign.preparation_days=null"]
)
def test_unsetting_a_value_leaves_it_unknown(override):
    assert load_scenario("zhangyuan", override).settings["preparation_days"].origin == "unknown"


def test_a_file_does_not_inherit_the_source_of_a_value_it_replaces(own):
    folder, write = own
    write(
        "scenario/mine",
        "# @package _global_\ndefaults: [fangualong, _self_]\nname: mine\n"
        "place: {owner_share: 0.5}\ncampaign: {last_day: 50}\n",
    )
    scenario = load_scenario("mine", config_dir=folder)
    assert scenario.settings["owner_share"] == (0.5, "assumed", "assumed, scenario/mine.yaml")
    assert scenario.settings["last_day"][:2] == (50, "assumed")
    assert scenario.settings["moving_start_day"].origin == "fact"
    assert (scenario.name, scenario.case_id) == ("mine", "fangualong")


def test_names_may_be_chinese_and_folders_have_any_name(tmp_path):
    folder = tmp_path / "my files, a='b' 文件"
    for group in ("scenario", "place"):
        (folder / group).mkdir(parents=True)
    (folder / "place" / "张园二期.yaml").write_text("certificates: 300\n", encoding="utf-8")
    (folder / "scenario" / "二期.yaml").write_text(
        "# @package _global_\ndefaults:\n  - override /place: 张园二期\nname: 二期\n", "utf-8"
    )
    assert load_scenario("二期", config_dir=folder).values["certificates"] == 300
    chosen = load_scenario("zhangyuan", "place=张园二期", config_dir=folder)
    assert chosen.settings["certificates"][:2] == (300, "assumed")


@pytest.mark.parametrize(
    ("start", "whole"),
    [
        ("2019-01-12", 20190112),
        ("2024-10", 20241015),
        ("2012", None),
        ("", None),
        ("2019-02-30", None),
    ],
)
def test_a_reported_first_day_becomes_a_date(start, whole):
    assert signing_date(start) == whole


def test_the_calendar_follows_the_first_day(own):
    folder, write = own
    write(
        "scenario/mine",
        "# @package _global_\ndefaults: [zhangyuan, _self_]\nname: mine\n"
        "signing_start: 2021-03\nsources: {signing_start: a poster}\n",
    )
    dated = {
        "zhangyuan": (20190112, "case table", signing_cases()["zhangyuan"].source),
        "tianshan": load_scenario("tianshan").settings["signing_date"],
        "mine": (20210315, "fact", "a poster"),
    }
    for name, told in dated.items():
        assert load_scenario(name, config_dir=folder).settings["signing_date"] == told
    assert dated["tianshan"][:2] == (20241217, "fact")
    assert load_scenario("hongzhen_7a").settings["signing_date"][:2] == (0, "default")
    given = load_scenario("zhangyuan", "signing_start='2020'").settings["signing_date"]
    assert given == (0, "override", "command line")
    given = load_scenario("zhangyuan", "signing_start='2020-01'", "calendar.signing_date=20190101")
    assert given.settings["signing_date"][:2] == (20190101, "override")


def test_the_configuration_is_plain_and_gives_the_scenario_back(fangualong):
    config = json.loads(json.dumps(fangualong.config))
    again = scenario_from(config)
    assert (again.settings, again.observations) == (fangualong.settings, fangualong.observations)
    assert again.values == fangualong.values


@settings(max_examples=3, deadline=None)
@given(st.data())
def test_what_is_set_within_its_range_is_what_comes_out(data):
    chosen = {
        key: data.draw(
            st.dates(date(1900, 1, 1), date(2099, 12, 31)).map(lambda d: int(f"{d:%Y%m%d}"))
            if key in DATES
            else st.integers(int(about.low), int(about.high))
            if about.whole
            else st.floats(about.low, about.high, allow_subnormal=False)
        )
        for key, about in data.draw(st.sampled_from([list(NUMBERS.items())]))
    }
    scenario = load_scenario("zhangyuan", *(f"{key}={value!r}" for key, value in chosen.items()))
    for key, value in chosen.items():
        assert scenario.settings[key.rpartition(".")[2]] == (value, "override", "command line")


def test_differences_name_every_value_that_differs_once_for_each_scenario(zhangyuan, fangualong):
    rows = differences(["zhangyuan", "fangualong"])
    differing = {q for q, value in zhangyuan.values.items() if value != fangualong.values[q]}
    assert {row["quantity"] for row in rows} == differing
    assert len(rows) == 2 * len(differing)
    assert all(row["origin"] and row["source"] for row in rows)


def test_what_files_set_is_listed_with_origin_and_source_and_no_dose_of_the_strategy():
    rows = told_by_files(["zhangyuan", "hongzhen_7a"])
    told = {(row["scenario"], row["quantity"]): row for row in rows}
    assert len(told) == len(rows)
    assert told["zhangyuan", "firms"]["value"] == 39
    assert told["hongzhen_7a", "pledge_share"]["origin"] == "fact"
    assert ("zhangyuan", "pledge_share") not in told
    assert ("zhangyuan", "certificates") not in told
    assert all(row["origin"] in ("fact", "assumed") and row["source"] for row in rows)


# Faults


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(NUMBERS)), st.floats(0.001, 1e9), st.booleans())
def test_a_value_out_of_range_is_named_in_the_fault(key, beyond, above):
    about = NUMBERS[key]
    beyond = float(math.ceil(beyond)) if about.whole else max(beyond, 1e-6 * about.high)
    value = about.high + beyond if above else about.low - beyond
    (fault,) = read_overrides([f"{key}={value!r}"], SCHEMA, SHIPPED).faults
    assert fault.startswith(f"{key}: got {value:g}, expected")


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=30))
def test_no_override_whatever_it_holds_breaks_the_reader(line):
    read = read_overrides([line], SCHEMA, SHIPPED)
    assert len(read.faults) + len(read.lines) >= 1


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(SCHEMA.quantities)), st.data())
def test_a_slip_of_one_letter_is_answered_with_the_right_key(key, data):
    last = key.rpartition(".")[2]
    at = len(key) - 1 - data.draw(st.integers(0, len(last) - 1))
    slip = key[:at] + key[at + 1 :]
    (fault,) = read_overrides([f"{slip}=1"], SCHEMA, SHIPPED).faults
    assert fault.startswith(f"{slip}: unknown key. Did you mean ")


@pytest.mark.parametrize(
    ("override", "told"),
    [
        ("+extra.key=1", "extra.key: unknown key"),
        ("++extra.key=1", "extra.key: unknown key"),
        ("campaign.treshold=0.9", "Did you mean campaign.threshold?"),
        ("threshold=0.9", "Did you mean campaign.threshold?"),
        ("campaign.threshold=high", "got 'high', expected a number from 0 to 1"),
        ("campaign.threshold=90", "got 90, expected a number from 0 to 1"),
        ("campaign.last_day=1.5", "Round it"),
        ("campaign.threshold=true", "got True"),
        ("campaign.threshold=nan", "got nan"),
        ("campaign.threshold=???", "got '???'"),
        ("campaign.last_day=" + "9" * 400, "expected a whole number from 1"),
        ("campaign.last_day=" + "9" * 5000, "not readable"),
        ("campaign.last_day=" + "[" * 600, "not readable"),
        ("campaign.threshold=0.8,0.9", "got several values"),
        ("campaign.threshold=(", "not readable"),
        ("campaign.kind=sale", "expropriation, rebuild, swap"),
        ("campaign=3", "expected quantities below it"),
        ("campaign={treshold: 0.5}", "campaign.treshold: unknown key"),
        ("strategy=usuall", f"expected one of {', '.join(STRATEGIES)}. Did you mean usual?"),
        ("strategy=[none,usual]", "One name is expected"),
        ("place=nowhere", f"expected one of {', '.join(PLACES)}."),
        ("calendar.signing_date=20190230", "There is no such day"),
        ("model=elevator", "override /model: NAME"),
        ("law=nothing", "law: got 'nothing'"),
        ("~strategy", "cannot be left out"),
        ("~nothing", "unknown key"),
        ("~campaign.threshold", "a quantity cannot be removed"),
        ("rnus=3", "Did you mean runs?"),
        ("scenrio=zhangyuan", "Did you mean scenario?"),
        ("campaign._target_=os.system", "campaign._target_: unknown key"),
        ("title=${oc.env:HOME}", "Configuration is data"),
        ("hydra.run.dir=x", "have no effect here"),
        ("hydra/launcher=joblib", "have no effect here"),
        ("case_id=zhangyan", "Did you mean zhangyuan?"),
    ],
)
def test_a_bad_override_is_told_in_plain_words(override, told):
    (fault,) = faults("zhangyuan", override)
    assert told in fault
    assert "omegaconf" not in fault.lower()
    assert "Traceback" not in fault


def test_all_faults_of_overrides_and_files_come_at_once(own):
    folder, write = own
    write("place/odd", "owner_share: many\nowner_shares: 0.1\nsources: {party_share: someone}\n")
    write(
        "scenario/odd",
        "# @package _global_\ndefaults:\n  - override /place: odd\nname: even\ncase_id: nowhere\n"
        "campaign: {threshold: 9, _target_: os.system}\nextra: {key: 1}\nstrategy: 3\n"
        "staff: {preparation_effort: 1, sources: {preparation_effort: 7}}\n",
    )
    told = "\n".join(faults("odd", "campaign.last_day=0", "+a.b=1", config_dir=folder))
    for part in (
        "place/odd.yaml: place.owner_share: got 'many'",
        "place/odd.yaml: place.owner_shares: unknown key. Did you mean place.owner_share?",
        "place/odd.yaml: place.sources.party_share: a source for something that is not set",
        "scenario/odd.yaml: campaign.threshold: got 9",
        "scenario/odd.yaml: campaign._target_: unknown key",
        "scenario/odd.yaml: extra: unknown key",
        "scenario/odd.yaml: strategy: got 3",
        "scenario/odd.yaml: staff.sources.preparation_effort: got 7",
        "scenario/odd.yaml: name: got 'even'",
        "case_id: got 'nowhere'",
        "campaign.last_day: got 0",
        "a.b: unknown key",
    ):
        assert part in told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("defaults: [{override /place: nowhere}]", "place: got 'nowhere', expected one of "),
        ("defaults: [{/place: default}]", "means nothing here"),
        ("defaults: [{override hydra/launcher: x}]", "means nothing here"),
        ("defaults: [{override /place: '${oc.env:HOME}'}]", "Configuration is data"),
        ("defaults: 3", "expected a list"),
        ("defaults: [odd]", "builds on itself"),
        ("title: ${oc.env:HOME}", "Configuration is data"),
        ("title: !!python/object/apply:os.getcwd []", "not readable as YAML"),
        ("title: 'never closed", "not readable as YAML"),
        ("title: a\ntitle: b", "not readable as YAML"),
        ("- a list", "expected lines such as"),
        ("title: " + "9" * 5000, "not readable as YAML"),
        ("title: " + "[" * 1500, "not readable as YAML"),
        ("hydra: {run: {dir: x}}", "hydra: unknown key"),
        ("campaign: 3", "expected quantities below it"),
        ("campaign: {threshold: {a: 1}}", "campaign.threshold: got {'a': 1}"),
        ("signing_start: soon", "expected a date"),
        ("signing_start: '2019-02-30'", "expected a date"),
        ("title: 3", "expected text"),
    ],
)
def test_a_bad_file_is_told_with_its_name(own, text, told):
    folder, write = own
    write("scenario/odd", f"# @package _global_\n{text}\n")
    told_of = faults("odd", config_dir=folder)
    assert told in told_of[0]
    assert told_of[0].startswith("scenario/odd.yaml: ")


def test_a_file_that_is_not_utf8_is_told(own):
    folder, write = own
    write("scenario/odd", "")
    (folder / "scenario" / "odd.yaml").write_bytes("title: 张园".encode("gb18030"))
    assert "not UTF-8" in faults("odd", config_dir=folder)[0]


def test_a_folder_of_ones_own_must_exist_and_not_repeat_shipped_names(own):
    folder, write = own
    assert "expected an existing folder" in faults("zhangyuan", config_dir=folder / "nowhere")[0]
    write("scenario/zhangyuan", "# @package _global_\n")
    assert "Rename yours" in faults("zhangyuan", config_dir=folder)[0]


def test_an_unknown_scenario_is_answered_with_those_there_are():
    (fault,) = faults("zhangyan")
    names = ", ".join(ALL_SCENARIOS)
    assert fault == f"scenario: got 'zhangyan', expected one of {names}. Did you mean zhangyuan?"
