"""consent check: what is measured, kept, drawn and told; quick, on small towns and made-up fits."""

import json
from pathlib import Path

import numpy as np
import pytest

from experiments.__main__ import main
from experiments.checking import ablation, banks, effects, folder, materials, patterns, selection
from experiments.checking.gates import Gate, Part
from experiments.checking.materials import Materials, contraction, ending_study, study_for
from experiments.checking.parts import PARTS, by_luck
from experiments.checking.refit import Prior, refit
from experiments.checking.sizes import QUICK
from experiments.checking.tables import read_rows, write_rows
from experiments.checking.words import WORDS
from experiments.errors import UserError
from sim.people.meeting import DECIDER, NOBODY, RELATIVE
from tests.experiments.toy_study import Toy

TOY = Toy()
SMALL = QUICK._replace(bank=400, truths=60, data_sets=60, full=0, particles=100, points=8)


# Effects


def test_a_visit_lifts_by_the_share_that_crosses_the_median():
    before = np.linspace(-1.0, 1.0, 101)
    doors = effects.Doors(before, before + 0.1, np.full(101, DECIDER))
    assert effects.lifted(doors, NOBODY) == pytest.approx(100 * 5 / 101, abs=1.0)
    assert effects.lifted(doors._replace(after=before), NOBODY) == 0.0
    assert np.isnan(effects.lifted(doors, RELATIVE))


def test_what_passes_on_is_a_ratio_of_means():
    met = np.array([DECIDER, DECIDER, RELATIVE, NOBODY])
    doors = effects.Doors(np.zeros(4), np.array([0.2, 0.4, 0.15, 0.0]), met)
    assert effects.passed_on(doors) == pytest.approx(0.5)


def test_a_visit_in_the_model_is_within_what_field_experiments_found():
    told = effects.effects_of({"certificates": 200}, seed=3)
    print(told)
    assert 0.0 < told["fifth_visit"] <= told["first_visit"] < 10.0
    assert 0.3 < told["spillover"] < 0.8
    nothing = effects.effects_of(
        {"certificates": 100, "info_weight": 0.0, "trust_weight": 0.0}, seed=3
    )
    assert nothing["first_visit"] == 0.0


# Ablation


def row_of(elpd, crps, error=0.2):
    return {"elpd_change": elpd, "elpd_error": error, "crps": 0.05 + crps, "crps_change": crps,
            "crps_error": 0.0005}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        (row_of(-9.0, 0.0), "needed"),
        (row_of(-9.0, 0.0, error=6.0), "not identified"),
        (row_of(0.5, 0.01), "needed"),
        (row_of(-2.0, 0.001), "not identified"),
        (row_of(5.0, 0.0), "unneeded"),
        (row_of(0.0, -0.01), "unneeded"),
    ],
)
def test_a_verdict_weighs_the_change_against_its_error(change, verdict):
    assert ablation.verdict(change) == verdict


def test_each_mechanism_is_compared_with_the_base_repeat_by_repeat():
    def score(out, repeat):
        worse = 10.0 if out.name == "peers" else 0.0
        return ablation.Scores(-80.0 + repeat, -85.0 + repeat - worse, 0.05 + 0.001 * repeat)

    rows = list(ablation.ablation_rows(ablation.OUTS[:2], score, 3))
    assert [row["mechanism"] for row in rows] == ["base", "peers", "party"]
    assert [row["verdict"] for row in rows] == ["", "needed", "not identified"]
    assert rows[1]["elpd_change"] == -10.0
    assert rows[1]["elpd_error"] == 0.0


def test_every_mechanism_can_be_taken_out_of_the_study():
    from models.signing.sheet import SHEET

    names = {dim.name for dim in study_for("signing").dims}
    for out in ablation.OUTS:
        assert out.how
        assert bool(out.changed) != bool(out.pinned), out.name
        assert set(out.changed) <= set(SHEET.by_name), out.name
        assert set(out.pinned) <= names, out.name
    study = study_for("signing", {"kind": "expropriation"})
    assert {case.known["kind"] for case in study.cases} == {"expropriation"}
    pinned = ablation.pin(study, {"era_effort": 0.0})
    (place,) = pinned.mean
    assert study.dims[place].value(np.array([pinned.mean[place]]))[0] == pytest.approx(0, abs=0.01)


# Selection


def test_a_failure_is_reported_once_in_ten():
    chance = selection.reported_chance(np.array([0.0, 0.5, 0.9, 1.0]))
    assert chance[0] == pytest.approx(0.1, abs=0.001)
    assert np.all(np.diff(chance) > 0)
    assert chance[2] == pytest.approx(0.55)
    assert chance[3] > 0.85


def test_dividing_by_the_chance_of_a_report_moves_towards_failures():
    rng = np.random.default_rng(1)
    z = rng.standard_normal((600, 3))
    ends = 1.0 / (1.0 + np.exp(-(2.0 + 2.0 * z[:, [0, 0, 0, 0]])))
    reporting = selection.learn_reporting(z, ends)
    low, high = reporting.log_chance(np.array([[-1.5, 0, 0], [1.5, 0, 0.0]]))[:, 0]
    assert low < high - 0.3
    assert np.all(reporting.log_chance(10.0 * z) >= np.log(0.1) - 1e-9)
    plain = refit(TOY.log_evidence_given, 3, Prior(), 300)
    fitted = selection.fit_way(TOY, TOY.log_evidence_given, reporting, "wide_reported", 300, 1)
    assert fitted.z[:, 0].mean() < plain.z[:, 0].mean()


def test_campaigns_are_watched_to_their_end():
    study = ending_study()
    assert len(study.cases) >= 28
    for case in study.cases:
        assert [seen.day for seen in case.observations] == [60, materials.LAST_DAY]
        assert case.horizon == materials.LAST_DAY


# Patterns


@pytest.fixture(scope="module")
def signing():
    return study_for("signing")


def test_patterns_of_played_campaigns_are_measured_like_reported_ones(signing):
    z = np.zeros((6, len(signing.dims)))
    rows = list(patterns.pattern_rows(signing, patterns.play_anew(signing, z, 60, 1, 2)))
    seen = [row for row in rows if row["judged"]]
    assert len(seen) >= patterns.LEAST_PATTERNS
    for row in seen:
        assert np.isfinite(row["reported"]), row["pattern"]
        assert 0.0 <= row["p"] <= 1.0, row["pattern"]
    told = {row["pattern"]: row["reported"] for row in rows}
    assert told["slow_tail"] == pytest.approx(0.002, abs=0.0005)
    assert told["opening_burst"] > 0.9
    untested = [row["pattern"] for row in rows if not row["judged"]]
    assert untested == ["deadline_spike", "household_concordance"]


def test_what_was_reported_lies_in_the_middle_of_itself():
    row = patterns.judged(patterns.PATTERNS[0], 0.9, np.full(10, 0.9))
    assert row["p"] == 0.5
    assert row["pass"]
    assert not patterns.judged(patterns.PATTERNS[0], 0.9, np.full(10, 0.2))["pass"]


# From end to end


@pytest.fixture
def toy(monkeypatch):
    """Let checks take the toy for the signing model."""
    monkeypatch.setattr(materials, "study_for", lambda model, changed=None: TOY)


def test_a_check_keeps_tables_gates_and_pictures(toy, tmp_path, capsys):
    place = folder.check_folder(["sbc", "recovery"], output=tmp_path / "c", sizes=SMALL, threads=1)
    out = capsys.readouterr().out
    names = {path.name for path in place.iterdir()}
    assert {"sbc.csv", "sbc_ranks.csv", "recovery.csv", "cross_check.csv", "checks.json",
            "manifest.json", "sbc.png", "recovery.svg", "cross_check.png"} <= names  # fmt: skip
    assert json.loads((place / "manifest.json").read_text())["complete"]
    gates = json.loads((place / "checks.json").read_text())
    assert {gate["gate"] for gate in gates} == {"V6", "V7", "cross-check"}
    assert all(set(gate) >= {"gate", "figure", "limit", "pass"} for gate in gates)
    assert "V6" in out
    assert str(place) in out
    assert {row["parameter"] for row in read_rows(place / "sbc.csv")} == {"first", "second", "idle"}
    assert any(row["prior_driven"] for row in read_rows(place / "recovery.csv"))


def small_part(made):
    row = {"effect": "first_visit", "label": "First visit", "label_zh": "首次走访",
           "unit": "points", "draws": 3, "drawn_from": "prior", "median": 4.0,
           "low": 2.0, "high": 6.0,
           "field_low": 0.0, "field_high": 10.0, "field_about": 3.6, "prior_driven": True,
           "pass": True, "source": "made up"}  # fmt: skip
    failing = Gate("V0", "a figure", "一个数", 0.2, 0.5, 0.9, False, "why")
    return Part({"effects": [row]}, [failing, failing._replace(figure=0.7, passed=True)])


@pytest.mark.parametrize("language", ["en", "zh"])
def test_fails_are_told_as_plainly_as_passes(toy, monkeypatch, tmp_path, capsys, language):
    monkeypatch.setitem(PARTS, "effects", small_part)
    words = ("check", "what=[effects]", f"output={tmp_path / 'c'}", f"language={language}")
    assert main(words) == 0
    out = capsys.readouterr().out
    for word in ("passed", "failed"):
        assert WORDS[word][language == "zh"] in out
    assert "0.5-0.9" in out


def test_a_quick_check_passes_no_verdict(toy, monkeypatch, tmp_path, capsys):
    monkeypatch.setitem(PARTS, "effects", small_part)
    words = ("check", "what=effects", "quick=true", "format=json", f"output={tmp_path / 'c'}")
    assert main(words) == 0
    gates = json.loads(capsys.readouterr().out)
    assert [gate["pass"] for gate in gates] == [None, None]


def test_what_cannot_be_checked_is_refused(tmp_path, capsys):
    (tmp_path / "used").mkdir()
    (tmp_path / "used" / "mine.txt").write_text("mine")
    for words, told in (
        (("check", "what=[sbc,recovry]"), "recovery"),
        (("check", "model=elevator"), "signing"),
        (("check", "quick=maybe"), "true, false"),
        (("check", f"output={tmp_path / 'used'}"), "new or empty"),
    ):
        assert main(words) == 2
        assert told in capsys.readouterr().err


def test_simulations_of_another_seed_are_refused(tmp_path):
    banks.fitting_bank(tmp_path, 1, SMALL)
    banks.fitting_bank(tmp_path, 1, SMALL)
    with pytest.raises(UserError, match="other rules, data, seed or size"):
        banks.fitting_bank(tmp_path, 2, SMALL)


def test_tables_come_back_as_they_were(tmp_path):
    rows = [{"a": 0.1, "b": "x, y", "c": True}, {"a": float("nan"), "b": "中", "d": 2.5}]
    write_rows(tmp_path / "t.csv", rows)
    back = read_rows(tmp_path / "t.csv")
    assert back[0]["a"] == 0.1
    assert back[0]["b"] == "x, y"
    assert back[0]["c"] is True
    assert np.isnan(back[1]["a"])
    assert back[1]["b"] == "中"
    assert back[1]["d"] == 2.5


def test_every_word_has_two_languages():
    assert all(len(pair) == 2 for pair in WORDS.values())


def test_a_narrow_posterior_is_told_from_the_prior():
    drawn = np.random.default_rng(1).standard_normal((4000, 2)) * [0.5, 1.0]
    assert contraction(drawn) == pytest.approx([0.75, 0.0], abs=0.06)
    assert "42 %" in by_luck(17)


def test_banks_are_kept_block_by_block(toy, tmp_path):
    made = Materials("signing", SMALL, 1, tmp_path, 1, lambda text: None, TOY)
    first = made.bank
    again = Materials("signing", SMALL, 1, tmp_path, 1, lambda text: None, TOY).bank
    assert np.array_equal(first.z, again.z)
    assert len(list(Path(tmp_path / "prior").glob("*.npz"))) == 4


def test_the_simulations_of_a_calibration_serve_too(toy, tmp_path):
    made = Materials("signing", SMALL, 1, tmp_path / "bank", 1, lambda text: None, TOY)
    (tmp_path / "bank").mkdir()
    first = made.bank
    (tmp_path / "bank" / "prior").rename(tmp_path / "calibrated")
    (tmp_path / "calibrated").rename(tmp_path / "bank" / "bank")
    place = banks.calibration_bank(tmp_path / "bank")
    again = Materials("signing", SMALL, 1, tmp_path, 1, lambda text: None, TOY, place)
    assert np.array_equal(first.z, again.bank.z)
    (tmp_path / "bank" / "manifest.json").write_text('{"code_digest": "other"}')
    with pytest.raises(UserError, match="other rules"):
        banks.calibration_bank(tmp_path / "bank")
    assert banks.calibration_bank(tmp_path / "elsewhere") is None


# Pictures


def test_pictures_come_from_the_tables_alone():
    from experiments.figures_check_model import draw_ablation, draw_patterns, draw_selection

    scored = [
        {"mechanism": name, "label": name, "label_zh": name, "verdict": verdict,
         "elpd_change": -3.0, "elpd_error": float("nan"), "crps_change": 0.01, "crps_error": 0.002}
        for name, verdict in (("base", ""), ("a", "needed"), ("b", "not identified"))
    ]  # fmt: skip
    assert len(draw_ablation(scored).axes) == 2
    ways = [
        {"way": way.name, "label": way.label, "label_zh": way.label_zh, "figure": name,
         "median": 0.5, "low": 0.2, "high": 0.9}
        for way in selection.WAYS for name in ("share_day_60", "chance_of_100", "quality_sd")
    ]  # fmt: skip
    assert draw_selection(ways, "zh")
    rows = [patterns.judged(pattern, 0.5, np.linspace(0, 1, 50)) for pattern in patterns.PATTERNS]
    assert draw_patterns(rows)
