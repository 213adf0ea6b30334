"""Who leads, to a sceptic, too; who is recommended and who is not; what pairs are worth."""

import re
from pathlib import Path

import numpy as np
import pytest

from experiments.compare import compare_strategies
from experiments.judged import judged_by
from experiments.ledger import Ledger
from experiments.paired import comparison_rows, sceptical_values, variance_ratio
from experiments.pareto import front_by_means, front_shares, on_front
from experiments.sceptical import sceptical, weight
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
    nobody = np.array([rates, -level, np.full((2, 4), -np.inf)])
    assert front_shares(nobody).tolist() == [0.75, 0.25]


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
    assert re.search(r"Not recommended: new.*pressed_share.*old in 60 % of the runs", told)
    assert "不推荐：new" in words(arms, "zh")


def test_the_arm_called_baseline_is_what_pressure_is_held_against():
    first, baseline = (0.9, 12, 0.5, 0.00), (0.9, 12, 0.5, 0.05)
    arms = made(first=first, baseline=baseline, new=(0.95, 12, 0.5, 0.02))
    assert judge(arms).recommended == ("new",)
    del arms["baseline"]
    assert judge(arms).recommended == ()


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
    standing = Standing("new", (JUDGED.rate,), False, 0.3, 0.7)
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
