"""Patterns that campaigns of very different kinds share: openings, deadlines, sizes, neighbours."""

from functools import cache

import numpy as np
import pytest

from experiments import load_scenario, run_ensemble
from experiments.measure import chance_by, share_at, shares
from sim.people.plot import NEVER

WEAK = "huangpu_116_west"  # little prepared: much is left to see after day 1


@cache
def ensemble(name: str, *overrides: str, runs: int = 60):
    scenario = load_scenario(name, *overrides)
    return run_ensemble(scenario, runs=runs, seed=1, parameters="point", progress=False)


def by_group(result, group: str) -> np.ndarray:
    """Return the share of a group that has signed by day, pooled over runs."""
    signed = np.asarray(result[f"signed_{group}"]).sum(axis=0)
    return signed / np.asarray(result[f"size_{group}"]).sum()


def test_a_first_pre_signing_day_is_lower_than_a_formal_one_and_the_rest_follow() -> None:
    """With the same desks; how few desks there are makes most of the difference."""
    few, usual = (f"desks.certificates_per_desk={x}" for x in (71, 30))
    runs = {
        "appointments, few desks": ensemble("dinghai_7", few),
        "formal, few desks": ensemble("dinghai_7", "campaign.opening=formal", few),
        "appointments": ensemble("dinghai_7", usual),
        "formal": ensemble("dinghai_7", "campaign.opening=formal", usual),
    }
    first = {name: float(np.median(share_at(run, 1))) for name, run in runs.items()}
    print({name: f"{share:.3f}" for name, share in first.items()})
    assert first["appointments, few desks"] < first["formal, few desks"] - 0.05
    assert first["appointments"] < first["formal"]
    assert first["appointments, few desks"] < 0.5 < 0.9 < first["formal"]
    assert np.median(share_at(runs["appointments, few desks"], 10)) > 0.9


def test_deadlines_make_spikes() -> None:
    """On the last day of a reward step more of the rest sign than on the days around it."""
    result = ensemble(WEAK, "campaign.reward_window_days=20", "campaign.last_day=30", runs=150)
    day = np.asarray(result["day"])
    signed = np.asarray(result["signed"]).sum(axis=0).astype(float)
    left = np.asarray(result["households"]).sum() - signed
    hazard = dict(zip(day[1:], np.diff(signed) / left[:-1], strict=True))
    for last in (10, 20):
        around = np.mean([hazard[last + step] for step in (-3, -2, -1)])
        print(f"day {last}: {hazard[last]:.3f} a day, before {around:.3f}")
        assert hazard[last] > 1.15 * around


@pytest.mark.parametrize("name", ["zhangyuan", "fangualong", "pingliang_west"])
def test_campaigns_that_take_effect_overshoot_the_threshold(name: str) -> None:
    result = ensemble(name)
    effective = np.asarray(result["effective_day"]) != NEVER
    final = shares(result)[effective, -1]
    threshold = float(np.asarray(result["threshold"])[0])
    print(f"{name}: threshold {threshold:.2f}, final {np.quantile(final, [0.05, 0.5, 0.95])}")
    assert effective.mean() > 0.9
    assert np.median(final) > threshold + 0.005


def test_the_smaller_the_plot_the_likelier_a_hundred_per_cent() -> None:
    sizes = [78, 224, 1122, 4000]
    chances = [
        chance_by(ensemble("fangualong", f"place.certificates={n}", runs=80), 1.0, 49)
        for n in sizes
    ]
    print([f"n={n}: {c:.2f}" for n, c in zip(sizes, chances, strict=True)])
    assert chances == sorted(chances, reverse=True)
    assert chances[0] > 0.7 > 0.4 > chances[-1]


def test_in_a_small_plot_one_holdout_is_a_visible_step() -> None:
    share = shares(ensemble("fangualong", "place.certificates=78"))[:, -1]
    missing = np.round((1.0 - share) * 78)
    assert np.allclose(share, 1.0 - missing / 78)
    assert (missing == 1).any()


def test_stairwells_with_a_party_member_sign_earlier() -> None:
    """The plaque at the door counts: without it and the pledge the lead shrinks."""
    without = ("strategy.party_first.pledge_share=0", "strategy.party_first.plaque_weight=1",
               "strategy.party_first.notices_per_leader_per_day=0")  # fmt: skip
    common = ("place.certificates_per_stairwell=6", "place.certificates=1500")
    with_party = ensemble(WEAK, *common, runs=150)
    bare = ensemble(WEAK, *common, *without, runs=150)
    day = np.asarray(with_party["day"])
    seen = (day >= 2) & (day <= 19)
    lead, bare_lead = (
        (by_group(r, "near_party") - by_group(r, "far_party"))[seen].mean()
        for r in (with_party, bare)
    )
    print(f"lead of stairwells with a member: {lead:+.4f}; without the example {bare_lead:+.4f}")
    assert lead > 0.0
    assert lead > bare_lead


def test_members_sign_before_their_neighbours() -> None:
    result = ensemble(WEAK)
    first = int(np.flatnonzero(np.asarray(result["day"]) == 1)[0])
    members, others = (by_group(result, g)[first] for g in ("members", "far_party"))
    print(f"day 1: members {members:.3f}, others {others:.3f}")
    assert members > others


def test_moving_begins_with_about_one_per_cent_and_more_than_half_follow_in_two_weeks() -> None:
    result = ensemble(WEAK, runs=200)
    in_force = np.asarray(result["effective_day"]) == 1
    day = np.asarray(result["day"])
    moved = np.asarray(result["moved"])[in_force] / np.asarray(result["signed"])[in_force].clip(1)
    second, nineteenth = (np.median(moved[:, day == d]) for d in (7, 19))
    print(f"of the signed: {second:.3f} on the second day of moving, {nineteenth:.2f} by day 19")
    assert 0.003 < second < 0.03
    assert 0.45 < nineteenth < 0.65


@pytest.mark.parametrize(
    "pressure",
    [
        ("mind.deadline_weight=1.5",),
        ("offer.collective_reward=1500000", "mind.collective_pull=0.1"),
        ("mind.peers_weight=1.5",),
    ],
    ids=("deadline", "collective reward", "neighbours"),
)
def test_pressing_raises_the_share_that_signs_under_pressure(pressure: tuple[str, ...]) -> None:
    usual, pressed = (
        np.asarray(ensemble(WEAK, *more, runs=80)["pressed"]) for more in ((), pressure)
    )
    print(f"signed under pressure: {usual.mean():.1f} certificates, pressed {pressed.mean():.1f}")
    assert pressed.mean() > 1.2 * usual.mean()
