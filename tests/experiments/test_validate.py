"""``consent validate``: what it reads, what it writes, and what it must never read."""

from __future__ import annotations

import csv
import json
import sys
from dataclasses import replace
from types import ModuleType, SimpleNamespace

import pytest

from experiments import validate as verb
from experiments.__main__ import main
from experiments.cases import signing_cases, signing_observations
from experiments.errors import UserError
from experiments.validate import LISTED, Validation, validate_cases
from experiments.validation.collected import collect
from experiments.validation.folder import scores_text
from experiments.validation.played import HORIZON, to_one_horizon
from experiments.validation.words import WORDS
from tests.experiments.made_forecasts import forecast_of

PICTURES = {"intervals", "pit", "coverage", "crps"}
SOME = ("fangualong", "zhangyuan", "pengsan-5", "dongan", "tianshan-5", "beijing-weigongcun")
SILENT = {"outcome": "", "confidence": "low", "source_url": "x", "notes": "fell through"}


@pytest.fixture
def posterior(monkeypatch):
    """Stand in for a posterior: forecasts that follow covariates and the study's own horizon."""
    made, kept = ModuleType("predictive"), ModuleType("posterior")
    made.forecasts = made.loco_forecasts = lambda posterior, study, draws, seed, threads: [
        forecast_of(case, draws, seed) for case in study.cases
    ]
    monkeypatch.setattr(verb, "read_tables", lambda *_: SHIPPED)
    kept.shipped = lambda model: SimpleNamespace(about={"cases": {"fangualong": (), "gone": ()}})
    for name, module in (("predictive", made), ("posterior", kept)):
        monkeypatch.setitem(sys.modules, f"experiments.calibration.{name}", module)
        monkeypatch.setattr(f"experiments.calibration.{name}", module, raising=False)


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
    from experiments.calibration import posterior as kept

    monkeypatch.setattr(kept, "shipped", lambda model: None)
    with pytest.raises(UserError, match="consent calibrate model=signing"):
        validate_cases(draws=40)


def test_words_are_there_in_both_languages():
    for name, pair in WORDS.items():
        assert len(pair) == 2, name
        assert all(pair), name


@pytest.mark.parametrize("language", ["en", "zh"])
def test_few_figures_can_be_told_and_drawn(language, posterior):
    """One campaign with one bound: no hit, no mean, no gate, and still a table and a picture."""
    from experiments.calibration.signing_study import SigningStudy

    cases = {"pengsan-5": signing_cases()["pengsan-5"]}
    study = SigningStudy(cases, {"pengsan-5": signing_observations("pengsan-5")})
    made = [forecast_of(study.cases[0], 40, 1)]
    about = {"model": "signing", "loco": False, "draws": 40, "horizon": 9, "fitted": []}
    scores = collect(made, cases, [], about=about)
    assert scores["gates"] == []
    assert Validation(scores).text(language)
    assert set(Validation(scores).plot(language)) == {"intervals"}
