"""Who leads, to the sceptic, too; who is recommended and who is not; what pairs are worth."""

import json
import re
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import norm

from experiments.arms import arms_of
from experiments.compare import compare_strategies
from experiments.compare_table import comparison_table
from experiments.comparison import Comparison
from experiments.config import load_scenario
from experiments.judged import judged_by
from experiments.ledger import Ledger
from experiments.paired import comparison_rows, sceptical_values, variance_ratio
from experiments.pareto import front_by_means, front_shares, on_front, scores
from experiments.sceptical import SCEPTICS_SD, literal_factors, sceptical, weight
from experiments.verdict import Standing, decide, verdict_of
from experiments.verdict_words import verdict_text

JUDGED = judged_by("signing")
NAMES = (JUDGED.rate, JUDGED.hours, JUDGED.yuan, JUDGED.quality, JUDGED.pressed)
RUNS = 200
SMALL = ("place.certificates=60", "campaign.last_day=12", "campaign.preparation_days=40")
SPREAD = np.linspace(-1.0, 1.0, RUNS)


def made(**arms):
    """Make ledgers of a few outcomes, each given by the rate, hours, quality and pressed share."""
    notes = {name: {"unit": "1"} for name in NAMES}
    ledgers = {}
    for label, (rate, hours, quality, pressed) in arms.items():
        told = zip(NAMES, (rate, hours, 0.0, quality, pressed), strict=True)
        runs = {name: np.broadcast_to(np.asarray(value, float), RUNS) for name, value in told}
        runs |= {"replicate": np.arange(RUNS), "last_day": np.full(RUNS, 30)}
        ledgers[label] = Ledger(runs, {}, 1, notes, {"model": "signing", "seed": 1})
    return ledgers


def judge(arms):
    return verdict_of(comparison_rows(arms), arms, JUDGED)


def words(arms, language="en", luck_only=True):
    return verdict_text(judge(arms), JUDGED, {}, language, luck_only)


# The sceptic


def test_a_sceptic_weighs_a_prior_around_nothing_against_the_evidence():
    differences = 2.0 + SPREAD
    spread = differences.var(ddof=1)
    kept = 0.25 * 4.0 / (0.25 * 4.0 + spread)
    assert weight(differences) == pytest.approx(kept)
    found = sceptical(differences)
    assert found.mean() == pytest.approx(kept * 2.0)
    assert found.var(ddof=1) == pytest.approx(kept * spread)


def test_a_sure_effect_is_kept_whole_a_doubtful_one_hardly_and_none_stays_none():
    assert sceptical(np.full(5, 0.3)).tolist() == [0.3] * 5
    assert sceptical(np.zeros(5)).tolist() == [0.0] * 5
    doubtful = sceptical(0.01 + SPREAD)
    assert abs(doubtful.mean()) < 1e-5
    assert (sceptical(0.3 + SPREAD) > 0).mean() < (0.3 + SPREAD > 0).mean()


def test_a_sceptic_reads_whole_pairs_only():
    values = np.array([[0.1, np.nan, 0.3], [0.2, 0.5, 0.4]])
    assert sceptical_values(values) == pytest.approx(np.array([[0.0, 0.0], [0.1, 0.1]]))


def test_the_sceptic_asks_two_arms_to_differ_in_about_92_5_per_cent_of_the_runs():
    evidence = norm.ppf((np.arange(4000) + 0.5) / 4000)
    just = 1.44 + evidence
    assert (just > 0).mean() == pytest.approx(0.925, abs=0.001)
    assert (sceptical(just) > 0).mean() == pytest.approx(0.8, abs=0.002)
    # Neither the size of an effect nor that of its spread matters, only how they compare.
    assert ((sceptical(0.001 * just) > 0) == (sceptical(just) > 0)).all()


def test_literal_factors_are_the_same_in_every_comparison_of_a_seed():
    drawn = literal_factors("new", np.arange(4000), 1)
    assert abs(drawn.mean()) < 4 * SCEPTICS_SD / 4000**0.5
    assert drawn.std() == pytest.approx(SCEPTICS_SD, rel=0.05)
    assert (literal_factors("new", np.array([7, 3]), 1) == drawn[[7, 3]]).all()
    others = literal_factors("old", np.arange(4000), 1), literal_factors("new", np.arange(4000), 2)
    assert all(abs(np.corrcoef(drawn, other)[0, 1]) < 0.07 for other in others)


def test_to_the_literal_sceptic_every_comparison_is_a_toss():
    arms = made(old=(0.5, 12, 0.2, 0.02), new=(0.9, 12, 0.9, 0.02))
    rows = {(row["outcome"], row["arm"]): row for row in comparison_rows(arms)}
    new = rows[JUDGED.rate, "new"]
    assert new["leads"]
    assert (new["p_best"], new["p_best_sceptical"]) == (1.0, 1.0)
    assert new["p_best_literal"] == pytest.approx(0.5, abs=0.12)
    assert rows[JUDGED.hours, "new"]["p_best_literal"] == 0.5  # no effect, a tie
    assert rows[JUDGED.quality, "new"]["p_best_literal"] == new["p_best_literal"]  # one factor
    told = json.loads(json.dumps(judge(arms).as_data(), allow_nan=False))["p_best_literal"]
    assert set(told) == set(NAMES)
    assert told[JUDGED.rate]["new"] == new["p_best_literal"]
    assert "nothing can be told" in words(arms)
    assert "does not doubt the size" in words(arms)


def test_only_what_is_judged_has_a_literal_reading():
    arms = made(old=(0.5, 12, 0.2, 0.02), new=(0.9, 12, 0.9, 0.02))
    for arm in arms.values():
        arm.runs["signing_share"] = arm.runs[JUDGED.rate]
        arm.notes["signing_share"] = {"unit": "1"}
    other = next(row for row in comparison_rows(arms) if row["outcome"] == "signing_share")
    assert other["p_best_literal"] is None
    assert other["p_best"] is not None


# The front


def test_an_arm_is_off_the_front_where_another_does_no_worse_and_somewhere_better():
    points = np.array([[0.9, 0.9, 0.8], [-10.0, -12.0, -5.0], [0.7, 0.7, 0.1]])
    assert on_front(points).tolist() == [True, False, True]
    same = np.repeat(points[:, :1], 2, axis=1)
    assert on_front(same).tolist() == [True, True]


def test_the_front_is_told_for_means_and_for_runs():
    rates = np.array([[0.9, 0.4, 0.9, 0.9], [0.8, 0.8, 0.8, 0.8]])
    level = np.ones((2, 4))
    points = np.array([rates, -level, level])
    assert front_by_means(points).tolist() == [False, True]
    assert front_shares(points).tolist() == [0.75, 0.25]


def test_quality_where_nobody_consented_is_0_in_means_and_run_by_run():
    rare = np.where(SPREAD > 0.9, 0.95, np.nan)
    arms = made(rare=(0.5, 12, rare, 0.0), often=(0.5, 12, 0.6, 0.0))
    points = scores(arms, JUDGED)
    quality = points[[name for name, _ in JUDGED.front].index(JUDGED.quality), 0]
    assert (quality == np.where(np.isnan(rare), 0.0, rare)).all()
    assert front_by_means(points).tolist() == [False, True]
    assert front_shares(points) == pytest.approx([0.05, 0.95])
    assert "quality counts as 0" in words(arms)


# The verdict


def test_an_arm_that_leads_in_quality_at_no_pressure_is_recommended():
    arms = made(old=(0.9, 12, 0.5, 0.02), new=(0.9, 12, 0.6 + 0.01 * SPREAD, 0.02))
    verdict = judge(arms)
    assert verdict.baseline == "old"
    assert verdict.recommended == ("new",)
    assert verdict.standings[1].leads == (JUDGED.quality,)
    assert verdict.standings[1].pressed_higher == 0.0  # a tie is not higher
    told = words(arms)
    assert "Recommended: new." in told
    assert "Luck alone was varied" in told
    assert "Luck alone" not in words(arms, luck_only=False)
    assert "推荐：new。" in words(arms, "zh")


def test_pressure_refuses_a_faster_arm_and_the_text_says_why():
    arms = made(old=(0.9, 12, 0.5, 0.02), new=(0.95, 12, 0.5, 0.02 + 0.01 * (SPREAD > -0.2)))
    assert judge(arms).refused == {"new": ("pressed",)}
    told = words(arms)
    assert "No recommendation." in told
    assert re.search(r"Not recommended: new.*pressed_share.*old in 60 % of the 200 runs", told)
    assert "不推荐：new" in words(arms, "zh")


def test_the_arm_called_baseline_is_what_pressure_is_held_against():
    first, baseline = (0.9, 12, 0.5, 0.00), (0.9, 12, 0.5, 0.05)
    arms = made(first=first, baseline=baseline, new=(0.95, 12, 0.5, 0.02))
    assert judge(arms).recommended == ("new",)
    rows = comparison_rows(arms)
    assert {row["against"] for row in rows} == {"baseline"} == {judge(arms).baseline}
    assert [row["arm"] for row in rows[:3]] == ["baseline", "first", "new"]
    del arms["baseline"]
    assert judge(arms).recommended == ()


def test_baseline_comes_first_wherever_it_is_named():
    names = [arm.label for arm in arms_of("zhangyuan", "strategy", ["usual", "baseline", "none"])]
    assert names == ["baseline", "usual", "none"]
    twins = arms_of("zhangyuan", "strategy", ["usual", "baseline", "baseline"])
    assert [arm.folder for arm in twins] == ["arms/1-baseline", "arms/2-baseline", "arms/3-usual"]


def test_pressure_is_held_against_whole_pairs_and_too_few_recommend_nothing():
    pressed = np.where(np.arange(RUNS) < 19, 0.0, np.nan)
    arms = made(old=(0.5, 12, 0.5, pressed), new=(0.9, 12, 0.5, 0.02))
    told = judge(arms)
    assert (told.standings[1].pressed_higher, told.standings[1].pressed_pairs) == (1.0, 19)
    assert told.refused == {"new": ("unpaired",)}
    assert re.search(
        r"new.*can be held against that of old in 19 runs only.*at least 20", words(arms)
    )
    assert "仅有 19 次模拟" in words(arms, "zh")
    nobody = made(old=(0.5, 12, 0.5, np.nan), new=(0.9, 12, 0.5, 0.02))
    assert json.dumps(judge(nobody).as_data(), allow_nan=False)
    assert judge(nobody).refused == {"new": ("unpaired",)}
    # A run in which nobody signed for the baseline says nothing against an arm.
    half = np.where(np.arange(RUNS) < 100, 0.02, np.nan)
    arms = made(old=(0.5, 12, 0.5, half), new=(0.9, 12, 0.5, 0.02))
    assert judge(arms).recommended == ("new",)
    assert "0 % of the 100 runs" in words(arms)


@pytest.mark.parametrize(("whole", "leads"), [(19, False), (20, True)])
def test_a_lead_rests_on_runs_that_are_whole_in_all_arms(whole, leads):
    rare = np.where(np.arange(RUNS) < whole, 0.1, np.nan)
    arms = made(old=(0.5, 12, 0.5, 0.0), new=(0.5, 12, 0.9, 0.0), rare=(0.5, 12, rare, 0.0))
    rows = comparison_rows(arms)
    row = next(r for r in rows if (r["outcome"], r["arm"]) == (JUDGED.quality, "new"))
    assert (row["pairs"], row["whole_runs"], row["p_best"]) == (RUNS, whole, 1.0)
    assert row["leads"] is leads
    for arm in arms.values():
        arm.attrs.update(runs=RUNS, parameters="point")
    compared = Comparison(load_scenario("zhangyuan"), "strategy", arms)
    told = comparison_table(compared)
    assert f"({whole} runs). An arm leads with at least 20" in told
    assert f"（{whole} 次）" in comparison_table(compared, "zh")
    assert "best" not in told.lower()
    assert "held against old." in told
    moved = Comparison(compared.scenario, "strategy", {"baseline": arms["old"], "new": arms["new"]})
    assert "held against baseline, which is put first" in comparison_table(moved)


def test_cheap_alone_or_fast_among_doubts_leads_to_no_recommendation():
    cheap = made(old=(0.9, 12, 0.5, 0.02), new=(0.9, 6, 0.5, 0.02))
    assert judge(cheap).standings[1].leads == (JUDGED.hours,)
    assert "No recommendation." in words(cheap)
    doubtful = made(old=(0.9, 12, 0.5, 0.02), new=(0.901 + 0.0016 * SPREAD, 12, 0.5, 0.02))
    row = next(r for r in comparison_rows(doubtful) if r["arm"] == "new")
    assert row["p_best"] >= 0.8 > row["p_best_sceptical"]
    assert not row["leads"]
    assert "No arm leads" in words(doubtful)


def test_a_leading_arm_that_another_beats_in_everything_else_is_dominated():
    standing = Standing("new", (JUDGED.rate,), False, 0.3, 0.7, 20)
    assert decide([standing], JUDGED) == ((), {"new": ("dominated", "pressed")})
    assert decide([standing._replace(on_front=True, pressed_higher=0.5)], JUDGED)[0] == ("new",)
    assert decide([standing._replace(leads=(JUDGED.hours,))], JUDGED) == ((), {})


def test_few_runs_and_equal_arms_have_no_verdict():
    arms = made(old=(0.9, 12, 0.5, 0.02), new=(0.95, 12, 0.6, 0.02))
    few = {
        label: Ledger({k: v[:10] for k, v in arm.runs.items()}, {}, 1, arm.notes, arm.attrs)
        for label, arm in arms.items()
    }
    assert judge(few).recommended == ()
    assert "10 runs are too few" in words(few)
    twins = made(one=(0.9 + 0.01 * SPREAD, 12, 0.5, 0.02), two=(0.9 + 0.01 * SPREAD, 12, 0.5, 0.02))
    assert words(twins).startswith("No verdict: the arms do not differ")
    assert not judge(twins).differ


def test_speed_alone_is_never_called_best():
    arms = made(old=(0.9, 12, 0.5, 0.02), new=(0.95, 12, 0.5, 0.02))
    assert "best" not in words(arms).lower()


# Arms that were played


def test_a_strategy_against_itself_differs_by_exactly_nothing_and_has_no_verdict():
    keys = {"overrides": SMALL, "runs": 20, "progress": False, "parameters": "prior"}
    twins = compare_strategies("zhangyuan", ["usual", "usual"], **keys)
    assert twins.scaled["1-usual"] == twins.scaled["2-usual"]
    told = twins.table.dropna(subset="diff")
    assert len(told) > 20
    assert (told[["diff", "diff_low", "diff_high"]] == 0).all(axis=None)
    assert not told.leads.any()
    assert twins.verdict_text().startswith("No verdict")
    assert twins.verdict.recommended == ()


def test_pairs_need_a_fifth_of_the_runs_to_tell_what_house_finding_is_worth(tmp_path):
    usual = Path("scenarios/strategy/usual.yaml").read_text("utf-8")
    without, count = re.subn(r"house_finding:\n  .*\n", "", usual)
    assert count == 1
    (tmp_path / "strategy").mkdir()
    (tmp_path / "strategy" / "no_house_finding.yaml").write_text(without, encoding="utf-8")
    keys = {"runs": 100, "progress": False, "budget": "own", "config_dir": tmp_path}
    compared = compare_strategies("zhangyuan", ["usual", "no_house_finding"], **keys)
    ratio = compared.verdict.pairing["no_house_finding"]
    assert ratio >= 5.0
    rates = [compared.arms[arm][JUDGED.rate] for arm in ("no_house_finding", "usual")]
    assert ratio == variance_ratio(*rates)
    assert f"no_house_finding × {ratio:.3g}" in compared.verdict_text()


def test_variance_ratio_of_pairs_that_differ_by_the_same_or_not_at_all():
    assert variance_ratio(SPREAD + 1.0, SPREAD) > 1e6
    assert np.isnan(variance_ratio(np.ones(3), np.ones(3)))
    assert variance_ratio(SPREAD, -SPREAD) == pytest.approx(0.5)
