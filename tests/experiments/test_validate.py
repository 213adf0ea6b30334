"""``consent validate``: what it reads, what it writes, and what it must never read."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from experiments import validate as verb
from experiments.__main__ import main
from experiments.calibration.posterior import made
from experiments.calibration.signing_study import SigningStudy
from experiments.cases import signing_cases, signing_observations
from experiments.errors import UserError
from experiments.validate import LISTED, validate_cases
from experiments.validation import played
from experiments.validation.folder import scores_text
from experiments.validation.played import HORIZON, to_one_horizon
from experiments.validation.words import WORDS

PICTURES = {"intervals", "pit", "coverage", "crps"}
SOME = ("fangualong", "zhangyuan", "pengsan-5", "dongan", "tianshan-5", "beijing-weigongcun")
SILENT = {"outcome": "", "confidence": "low", "source_url": "x", "notes": "fell through"}


@pytest.fixture
def posterior(monkeypatch):
    """Stand in for a posterior and for runs, and read few campaigns."""
    names = [dim.name for dim in SigningStudy.dims]
    z = np.random.default_rng(1).normal(size=(30, len(names)))
    local = dict.fromkeys(("fangualong", "gone"), (("quality",), z[:, :1]))
    like = {name: list(z[:, 0]) for name in local}
    kept = made("signing", z, local, names, {"log_likelihood": like})
    monkeypatch.setattr(played, "shipped", lambda model: kept if model == "signing" else None)
    monkeypatch.setattr(SigningStudy, "simulate", simulate)
    monkeypatch.setattr(verb, "read_tables", lambda *_: SHIPPED)
    return kept


def simulate(study, case, z, local, keys, cap, threads=None):
    """Make shares and days of one hidden number, of the size, and of the horizon."""
    about = study.cases[case]
    hidden = local[:, 0] + z[:, 0] - np.log(about.n / 1000)
    share, day = 1 / (1 + np.exp(-3.5 - hidden)), np.rint(np.exp(3.5 - 1.5 * hidden)) + 1
    day = np.where(day > about.horizon, np.inf, day)
    return np.stack([day if o.relation == "reached" else share for o in about.observations], axis=1)


CASES = {name: signing_cases()[name] for name in SOME}
SHIPPED = CASES, {name: signing_observations(name) for name in SOME}


def forecast_from(monkeypatch, cases, figures):
    """Return what validate says of changed tables."""
    monkeypatch.setattr(verb, "read_tables", lambda *_: (cases, figures))
    return predictions(validate_cases(draws=40).scores)


FORECAST = ("case_id", "n", "q05", "q25", "q50", "q75", "q95")


def predictions(scores):
    """Return all that was said before a figure was known."""
    own = [[row[name] for name in FORECAST] for row in scores["observations"]]
    rules = [
        [(name, said["q05"], said["q50"], said["q95"]) for name, said in row["baselines"].items()
         if "q05" in said]
        for row in scores["observations"]
    ]  # fmt: skip
    return own, rules


def other_answer(seen):
    """Change what was reported, not what was asked."""
    if seen.relation == "reached":
        return replace(seen, day=(seen.day or 1) + 17)
    return replace(seen, share=max(seen.share - 0.2, 0.1), source="else")


def test_what_may_never_be_read_changes_no_forecast(monkeypatch, posterior):
    cases, figures = SHIPPED
    told = forecast_from(monkeypatch, cases, figures)
    blind = {n: c._replace(row={**c.row, **SILENT}, source="x") for n, c in cases.items()}
    changed = {name: tuple(map(other_answer, seen)) for name, seen in figures.items()}
    assert forecast_from(monkeypatch, blind, changed) == told
    smaller = {n: c._replace(facts={**c.facts, "certificates": 50}) for n, c in cases.items()}
    assert forecast_from(monkeypatch, smaller, figures) != told, "covariates are read"


def test_the_horizon_of_a_forecast_does_not_follow_what_was_reported():
    def case(day, relation="reached"):
        seen = SimpleNamespace(relation=relation, measure="signing", day=day)
        return FakeCase(observations=(seen,), horizon=2 * day)

    assert to_one_horizon(case(6)).horizon == to_one_horizon(case(500)).horizon == HORIZON
    assert to_one_horizon(case(30, "at")).horizon == 30


class FakeCase(SimpleNamespace):
    def _replace(self, **changes):
        return FakeCase(**{**self.__dict__, **changes})


def test_a_folder_holds_scores_summary_pictures_and_manifest(tmp_path, posterior, capsys):
    folder = tmp_path / "结果 = 1"
    assert main(["validate", "loco=true", "draws=40", f"output={folder}", "language=zh"]) == 0
    out = capsys.readouterr().out
    assert "公开案例" in out
    assert str(folder / "scores.json") in out
    names = {path.name for path in folder.iterdir()}
    pictures = {f"{name}.{kind}" for name in PICTURES for kind in ("png", "svg")}
    assert names == {"scores.json", "summary.csv", "manifest.json", *pictures}
    scores = json.loads((folder / "scores.json").read_text(encoding="utf-8"))
    row = next(row for row in scores["observations"] if row["relation"] == "at")
    assert {"case_id", "name", "relation", "reported", "q05", "q25", "q50", "q75", "q95", "hit50",
            "hit80", "hit90", "width90", "crps", "pit", "interval_score"} <= set(row)  # fmt: skip
    assert set(row["baselines"]) == {"pooled", "logit", "growth", "nearest"}
    assert {"crps", "interval_score"} <= set(row["baselines"]["pooled"])
    with (folder / "summary.csv").open(encoding="utf-8") as file:
        assert len(list(csv.DictReader(file))) == len(scores["observations"])
    assert main(["status", str(folder)]) == 0
    assert main(["validate", f"output={folder}"]) == 2


def test_json_is_the_list_of_figures_and_nothing_else(tmp_path, posterior, capsys, monkeypatch):
    monkeypatch.setattr("experiments.figures_validation.draw_validation", lambda *_: {})
    assert main(["validate", "draws=40", "format=json", f"output={tmp_path / 'a'}"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert all(set(row) == set(LISTED) for row in rows)
    bound = next(row for row in rows if row["relation"] == "at_least")
    assert bound["hit90"] is None
    assert bound["inside"] == (bound["high"] >= bound["reported"])


def test_the_same_seed_gives_the_same_bytes(posterior):
    one, same, other = (scores_text(validate_cases(draws=40, seed=k).scores) for k in (1, 1, 2))
    assert one == same != other


def test_totals_over_seeds_are_means_of_the_seeds(posterior):
    each = [validate_cases(draws=40, loco=True, seed=k).scores["totals"]["at"] for k in (1, 2, 3)]
    both = validate_cases(draws=40, loco=True, seed=1, seeds=3).scores
    assert both["seeds"] == 3
    for name in ("crps", "interval_score", "hit50"):
        mean = np.mean([one[name] for one in each])
        assert both["totals"]["at"][name] == pytest.approx(mean), name
    assert {gate["gate"] for gate in both["gates"]} == {"V8", "V9"}


def test_fitted_campaigns_are_called_so(posterior):
    fitted = validate_cases(draws=40)
    assert fitted.scores["fitted"] == ["fangualong"]
    assert "no test" in fitted.text()
    left_out = validate_cases(draws=40, loco=True)
    assert left_out.scores["fitted"] == []
    assert "left out" in left_out.text()


def test_a_wrong_table_or_key_is_told(tmp_path, capsys, posterior):
    assert main(["validate", "model=elevator", "campaigns=x.csv"]) == 2
    assert main(["validate", "funnels=x.csv"]) == 2
    assert "model=elevator" in capsys.readouterr().err
    assert main(["validate", "loco=perhaps", "draws=3"]) == 2
    (tmp_path / "file").write_text("")
    assert main(["validate", f"output={tmp_path / 'file'}"]) == 2
    with pytest.raises(UserError, match="draws"):
        validate_cases(draws=1)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_without_a_posterior_it_says_what_to_do(monkeypatch, posterior):
    monkeypatch.setattr(played, "shipped", lambda model: None)
    with pytest.raises(UserError, match="consent calibrate model=signing"):
        validate_cases(draws=40)


def test_leaving_out_needs_to_know_how_likely_each_campaign_is(monkeypatch, posterior):
    less = posterior._replace(about={**posterior.about, "log_likelihood": {}})
    monkeypatch.setattr(played, "shipped", lambda model: less)
    with pytest.raises(UserError, match="consent calibrate"):
        validate_cases(draws=40, loco=True)


def test_a_campaign_left_out_is_forecast_from_the_others(posterior):
    with_it, without = (validate_cases(draws=200, loco=loco).scores for loco in (False, True))
    first = [scores["observations"][0] for scores in (with_it, without)]
    assert first[0]["case_id"] == "fangualong"
    assert first[1]["q50"] < first[0]["q50"], "it spoke for high shares"


def test_words_are_there_in_both_languages():
    for name, pair in WORDS.items():
        assert len(pair) == 2, name
        assert all(pair), name


@pytest.mark.parametrize("language", ["en", "zh"])
def test_few_figures_can_be_told_and_drawn(language, posterior, monkeypatch):
    """One campaign with one bound: no hit, no mean, no gate, and still a table and a picture."""
    one = {"pengsan-5": CASES["pengsan-5"]}, {"pengsan-5": signing_observations("pengsan-5")}
    monkeypatch.setattr(verb, "read_tables", lambda *_: one)
    found = validate_cases(draws=40)
    assert found.scores["gates"] == []
    assert found.text(language)
    assert set(found.plot(language)) == {"intervals"}
