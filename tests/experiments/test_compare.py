"""Arms that share their luck, compared: in memory, in a folder, interrupted, and refused."""

import csv
import json

import numpy as np
import pytest

from experiments import run, scaling
from experiments.__main__ import main
from experiments.arms import arms_of, asked_for
from experiments.budget import budget_of
from experiments.compare import (
    compare_folder,
    compare_strategies,
    open_comparison,
    resume_comparison,
)
from experiments.compare_table import comparison_table
from experiments.comparison import Comparison
from experiments.config import load_scenario
from experiments.errors import ConfigError, UserError
from experiments.judged import judged_by
from experiments.ledger import Ledger
from experiments.measure import Z
from experiments.paired import (
    COLUMNS,
    MEDIANS,
    Outcome,
    chance_best,
    comparison_rows,
    ratio_of_means,
    regrets,
)
from experiments.replay import replay
from experiments.scenario import outcome_module
from experiments.store import open_results
from experiments.summary import write_csv

SMALL = ("place.certificates=60", "campaign.last_day=12", "campaign.preparation_days=40")
LOW = ("place.stairwells=12", "calendar.last_day=90", "place.cohort=0")
RUNS = 20
EQUALLY = budget_of("signing", "equal", hours=9.0)
DAY, SHARE = Outcome("d", "day", -1, True), Outcome("s", "1", 1, False)
NAN = np.nan


@pytest.fixture
def no_picture(monkeypatch):
    """Save the seconds that pictures take."""
    monkeypatch.setattr(Comparison, "save_pictures", lambda *told: [])


@pytest.fixture(scope="module")
def signing():
    keys = {"overrides": SMALL, "runs": RUNS, "progress": False, "budget": "own"}
    return compare_strategies("zhangyuan", strategies=["usual", "none", "usual"], **keys)


@pytest.fixture(scope="module")
def arms():
    return arms_of("zhangyuan", "strategy", ["usual", "none"], SMALL)


@pytest.fixture(scope="module")
def whole(arms, tmp_path_factory):
    place = tmp_path_factory.mktemp("whole") / "out"
    return compare_folder(arms, "strategy", budget=EQUALLY, runs=RUNS, output=place)


def rows_in(file):
    return list(csv.DictReader(file.read_text("utf-8").splitlines()))


# Statistics, by hand


def test_the_best_shares_ties_and_never_is_last():
    days = np.array([[3, 5, NAN, NAN], [3, 4, 9, NAN]])
    assert chance_best(days, DAY).tolist() == [(0.5 + 0 + 0 + 0.5) / 4, (0.5 + 1 + 1 + 0.5) / 4]
    assert regrets(days, DAY).tolist() == [0.5, 0.0]
    shares = np.array([[0.5, 0.7, NAN], [0.6, 0.7, 0.1]])
    assert chance_best(shares, SHARE).tolist() == [0.25, 0.75]
    assert regrets(shares, SHARE) == pytest.approx([0.05, 0.0])


def test_without_a_better_way_or_a_value_nobody_is_best():
    neither = SHARE._replace(better=0)
    never = np.full((2, 3), NAN)
    for values, made in ((np.ones((2, 3)), neither), (never, DAY), (never, SHARE)):
        assert np.isnan(chance_best(values, made)).all()
        assert np.isnan(regrets(values, made)).all()


def test_ratios_are_over_whole_pairs():
    assert ratio_of_means(np.array([3.0, 3.0, NAN]), np.array([2.0, 2.0, 9.0])) == 1.5
    assert np.isnan(ratio_of_means(np.ones(2), np.zeros(2)))


@pytest.mark.parametrize("model", ["signing", "elevator"])
def test_better_is_said_of_what_is_compared(model):
    said, judged = outcome_module(model), judged_by(model)
    neither = {"day_given_up", "private_assent"}
    assert set(said.COMPARED) - set(said.BETTER) == neither & set(said.COMPARED)
    assert set(said.BETTER.values()) == {-1, 1}
    weighed = {judged.rate, judged.quality, judged.pressed, judged.hours, judged.yuan}
    assert weighed <= set(said.COMPARED)


def test_a_day_that_never_came_is_the_day_after_the_last_and_loses_no_pair():
    notes = {"day_of_100": {"unit": "day"}}
    attrs = {"model": "signing", "seed": 1}
    runs = {"replicate": np.arange(3), "last_day": np.array([10, 10, 20])}
    arms = {
        name: Ledger(runs | {"day_of_100": np.array(days)}, {}, 1, notes, attrs)
        for name, days in {"a": [4.0, NAN, 6.0], "b": [5.0, 8.0, NAN]}.items()
    }
    first, second = comparison_rows(arms)
    assert (first["mean"], second["mean"]) == ((4 + 11 + 6) / 3, (5 + 8 + 21) / 3)
    assert (second["diff"], second["pairs"]) == ((1 - 3 + 15) / 3, 3)
    assert (second["reached"], second["regret"]) == (2 / 3, 16 / 3)
    assert second["p_best"] == 1 / 3
    assert not second["leads"]


# Arms


def test_an_arm_against_itself_differs_by_exactly_nothing(signing):
    table = signing.table
    assert list(dict.fromkeys(table.arm)) == ["1-usual", "none", "3-usual"]
    twin = table[(table.arm == "3-usual") & (table.pairs > 0)]
    assert len(twin) > 4
    assert (twin[["diff", "diff_low", "diff_high"]] == 0).all(axis=None)
    one, other = (table[table.arm == arm] for arm in ("1-usual", "3-usual"))
    for column in ("median", "mean", "p_best", "regret"):
        assert np.array_equal(one[column], other[column], equal_nan=True)


def test_a_strategy_makes_a_difference_and_pairs_tell_it_with_fewer_runs(signing):
    row = signing.table.set_index(["outcome", "arm"]).loc[("signing_share", "none")]
    first, other = (signing.arms[arm]["signing_share"] for arm in ("1-usual", "none"))
    assert row["diff"] == pytest.approx(float(np.mean(other - first)))
    assert row["diff_high"] < 0
    informed = signing.table.set_index(["outcome", "arm"]).loc[("round1_share", "none")]
    first, other = (signing.arms[arm]["round1_share"] for arm in ("1-usual", "none"))
    unpaired = 2 * Z * ((first.var(ddof=1) + other.var(ddof=1)) / RUNS) ** 0.5
    assert informed["diff_high"] - informed["diff_low"] < 0.7 * unpaired


def test_best_shares_add_up_and_quality_is_always_told(signing):
    rated = signing.table.dropna(subset="p_best").groupby("outcome").p_best.sum()
    assert rated.to_numpy() == pytest.approx(1.0)
    assert {"informed_share", "hindered_share", "pressed_share"} <= set(rated.index)
    blank = signing.table[signing.table.outcome == "day_given_up"]
    assert blank.p_best.isna().all()
    assert blank.regret.isna().all()


def test_a_scenario_brings_its_overrides_and_memory_equals_folder(whole, tmp_path):
    scenario = load_scenario("zhangyuan", *SMALL, "strategy=sparse")
    keys = {"strategies": ["usual", "none"], "runs": RUNS, "progress": False, "hours": 9}
    compared = compare_strategies(scenario, **keys)
    write_csv(tmp_path / "compare.csv", compared.rows, COLUMNS)
    assert (tmp_path / "compare.csv").read_bytes() == (whole / "compare.csv").read_bytes()


def test_uncertain_parameters_are_the_same_in_every_arm():
    keys = {"overrides": LOW, "runs": 6, "parameters": "prior", "progress": False}
    laws = compare_strategies("jiangwan_bundled", laws=["shanghai_2016"] * 2, **keys)
    assert (laws.table["diff"].dropna() == 0).all()
    assert laws.attrs["band"] == "luck and parameters"


# Folder


def test_the_folder_holds_arms_tables_and_a_picture(whole, capsys):
    assert sorted(p.name for p in whole.iterdir()) == [
        "arms", "budget.csv", "compare.csv", "compare.png", "compare.svg", "config.yaml",
        "curves.png", "curves.svg", "manifest.json", "pareto.png", "pareto.svg", "summary.csv",
        "verdict.json",
    ]  # fmt: skip
    assert sorted(p.name for p in (whole / "arms").iterdir()) == ["1-usual", "2-none"]
    rows = rows_in(whole / "compare.csv")
    assert tuple(rows[0]) == COLUMNS
    assert {(row["arm"], row["against"]) for row in rows} == {("usual",) * 2, ("none", "usual")}
    assert tuple(rows_in(whole / "summary.csv")[0]) == MEDIANS
    assert open_results(whole / "arms" / "2-none").attrs["strategy"] == "none"
    with pytest.raises(UserError, match="got a comparison, expected the results of one scenario"):
        open_results(whole)
    assert main(["status", str(whole)]) == 0
    assert "2 arms of 20 runs, 40 of 40 blocks done" in capsys.readouterr().out
    assert main(["resume", str(whole)]) == 0
    assert "nothing is left to do" in capsys.readouterr().err


def test_an_interrupted_comparison_is_resumed_where_it_stopped(
    whole, arms, tmp_path, monkeypatch, capsys, no_picture
):
    write, written = run.write_block, []

    def give_up(folder, plan, block):
        if len(written) == 25:
            raise KeyboardInterrupt
        written.append((folder.name, block.number))
        write(folder, plan, block)

    monkeypatch.setattr(run, "write_block", give_up)
    place = tmp_path / "out"
    with pytest.raises(KeyboardInterrupt, match=f"consent resume {place}"):
        compare_folder(arms, "strategy", budget=EQUALLY, runs=RUNS, output=place)
    assert main(["status", str(place)]) == 0
    told = capsys.readouterr().out
    assert "partial" in told
    assert "25 of 40 blocks done" in told
    assert "none: 5 of 20 blocks done" in told
    again = []
    monkeypatch.setattr(scaling, "common_factor", lambda *told: pytest.fail("searched again"))
    monkeypatch.setattr(
        run, "write_block", lambda f, p, b: (again.append((f.name, b.number)), write(f, p, b))
    )
    assert main(["resume", str(place), "format=json"]) == 0
    said = capsys.readouterr()
    assert len(json.loads(said.out)) == len(rows_in(whole / "compare.csv"))
    assert "arm 1 of 2: usual, finished before" in said.err
    assert len(written + again) == len({*written, *again}) == 40
    for name in ("compare.csv", "summary.csv", "budget.csv", "verdict.json"):
        assert (place / name).read_bytes() == (whole / name).read_bytes()
    with pytest.raises(UserError, match=r"holds something already.*consent resume"):
        compare_folder(arms, "strategy", runs=RUNS, output=place)


def test_a_comparison_of_other_rules_is_not_resumed(arms, tmp_path, monkeypatch):
    monkeypatch.setattr(run, "write_block", lambda *told: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        compare_folder(arms, "strategy", runs=2, output=tmp_path / "out")
    file = tmp_path / "out" / "arms" / "1-usual" / "manifest.json"
    changed = json.loads(file.read_text("utf-8")) | {"code_digest": "0"}
    file.write_text(json.dumps(changed), encoding="utf-8")
    with pytest.raises(UserError, match="cannot be resumed, because the rules"):
        resume_comparison(tmp_path / "out")


def test_a_folder_opens_again_and_an_arm_is_replayed_with_its_scaled_doses(whole):
    opened, stored = open_comparison(whole), rows_in(whole / "budget.csv")
    assert [row["arm"] for row in stored] == ["usual", "none"]
    factor = float(stored[0]["factor"])
    assert factor not in (0.0, 1.0)
    assert stored[1]["factor"] == "1"
    assert stored[1]["stop"] == "free"
    said = json.loads((whole / "verdict.json").read_text("utf-8"))
    assert said["words"]["zh"] == opened.verdict_text("zh").splitlines()
    usual = open_results(whole / "arms" / "1-usual")
    model = replay(usual, run=3)
    assert model.p.visits_per_worker_per_day == pytest.approx(2 * factor)
    assert int(model.town.now[0].signed) == int(usual["signed_at_end"][3])
    assert {"png", "svg"} == {path.suffix[1:] for path in whole.glob("curves.*")}


# Laws, words, pictures


def test_laws_are_compared_from_the_command_line(tmp_path, capsys, no_picture):
    words = ("scenario=jiangwan_bundled", *LOW, "runs=6", f"output={tmp_path / '结果'}")
    laws = "laws=[shanghai_2016, shanghai_2019_12,'civil_code_2021']"
    assert main(["compare", laws, *words, "language=zh"]) == 0
    told = capsys.readouterr().out
    for part in ("法规比较", "二轮通过", "与 shanghai_2016 之差", "占优比例", "summary.csv"):
        assert part in told
    rows = rows_in(tmp_path / "结果" / "summary.csv")
    assert {row["arm"] for row in rows} == {"shanghai_2016", "shanghai_2019_12", "civil_code_2021"}
    assert {"passed_at_end", "meetings_per_pass"} <= {row["outcome"] for row in rows}
    manifest = json.loads((tmp_path / "结果" / "manifest.json").read_text("utf-8"))
    assert (manifest["verb"], manifest["compared"], manifest["runs"]) == ("compare", "law", 6)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_table_and_picture_speak_both_languages(signing, language):
    told = comparison_table(signing, language)
    assert ("well informed and free" if language == "en" else "知情且无困难") in told
    assert ("No single outcome is a verdict" if language == "en" else "不构成结论") in told
    assert "best" not in told.lower()
    titles = [axes.get_title(loc="left") for axes in signing.plot(language).axes]
    assert len(titles) == 2 * len(told.split("\n\n")[1].splitlines()[1::3])
    assert "difference to 1-usual, percentage points" in titles or "与 1-usual 之差" in titles[1]


# Bad input


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (("strategies=[usual,nnoe]",), ("strategy: got 'nnoe'", "Did you mean none?")),
        (("strategies=[a,b]",), ("got 'a'", "got 'b'")),
        (("strategies=[usual]",), ("got 1 (usual), expected two or more", "Write")),
        (("strategies=[]",), ("got 0 (nothing)",)),
        ((), ("expected what is to be compared", "laws=[A,B]")),
        (("strategies=[usual,none]", "laws=[guangzhou,shanghai]"), ("got both", "Leave one out")),
        (("laws=[guangzhou,shanghai]",), ("for the model elevator", "played by signing")),
        (("strategies=[usual,elevator_team]",), ("is for the model elevator",)),
        (("strategies=[usual,none]", "strategy=sparse"), ("strategy=sparse: got it beside",)),
        (("strategies=[usual,none]", "strategies=[usual]"), ("strategies: given twice",)),
        (("strategies=[usual,nnoe]", "runs=0", "a.b=1"), ("3 things", "runs: got", "a.b: unknown")),
        (("strategies=[usual,none]", "parameters=posterior"), ("no posterior is shipped",)),
        (("strategies=[usual,none]", "budget=qual"), ("budget: got 'qual'", "equal")),
        (("strategies=[usual,none]", "hours=-1", "yuan=x"), ("hours: got '-1'", "yuan: got 'x'")),
        (
            ("strategies=[usual,none]", "budget=own", "hours=3"),
            ("beside budget=own", "leave hours"),
        ),
        (("strategies=[usual,none]", "hours=0"), ("expected a number above 0",)),
    ],
)
def test_bad_input_is_told_in_one_message_with_code_2(words, parts, capsys):
    assert main(["compare", "scenario=zhangyuan", *words]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "Traceback" not in said.err
    for part in parts:
        assert part in said.err


def test_python_callers_get_the_same_messages():
    with pytest.raises(ConfigError, match="got both"):
        compare_strategies("zhangyuan", strategies=["usual", "none"], laws=["guangzhou"])
    with pytest.raises(ConfigError, match="expected two or more"):
        compare_strategies("zhangyuan", ["usual"])
    with pytest.raises(ConfigError, match="Did you mean zhangyuan"):
        compare_strategies("zhangyan", ["usual", "none"])
    with pytest.raises(UserError, match="runs: got 0"):
        compare_strategies("zhangyuan", ["usual", "none"], runs=0)
    assert asked_for({"laws": ["a", "b"]}) == ("law", ["a", "b"], [])


def test_the_composed_configuration_of_every_arm_can_be_printed(capsys):
    assert main(["compare", "scenario=zhangyuan", "strategies=[usual,none]", "--cfg", "job"]) == 0
    told = capsys.readouterr().out
    assert told.count("title_zh: 张园") == 2
    assert "--- # none" in told
