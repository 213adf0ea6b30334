"""The validation page: whatever ships is shown, fails too; whatever is missing is said to be."""

import json
from pathlib import Path

import pytest

from experiments import documents, shipping
from experiments.__main__ import main
from experiments.calibration import posterior, posterior_files
from experiments.document_gates import GATES, VALIDATION
from experiments.errors import UserError
from tests.experiments import kit_shipped as kit
from tests.experiments.kit_posterior import tiny

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "VALIDATION.md"


@pytest.fixture
def home(monkeypatch, tmp_path):
    """Ship into an empty folder that holds a tiny posterior."""
    place = tmp_path / "posterior"
    monkeypatch.setattr(posterior, "home", lambda: place)
    posterior_files.save(tiny(12), place)
    return place


@pytest.fixture
def shipped(home, tmp_path):
    """Ship a whole validation, with records."""
    for loco in (True, False):
        shipping.ship_scores(kit.validation(tmp_path / f"v{loco}", loco), "signing", "v", loco)
    shipping.ship_check(kit.check(tmp_path / "check"), "signing", "consent check ship=true")
    shipping.ship_calibration(kit.calibration(tmp_path / "c"), "signing", "consent calibrate")
    return home


def told():
    return {name: table() for name, table in VALIDATION.items()}


def row_of(table, *words):
    return next(line for line in table.splitlines() if all(word in line for word in words))


def test_where_nothing_ships_every_table_says_what_makes_it(monkeypatch, tmp_path):
    monkeypatch.setattr(posterior, "home", lambda: tmp_path)
    for name, text in told().items():
        assert "consent" in text or name in ("gates", "validation:files"), name
    assert "not measured" in row_of(told()["gates"], "| V8 |")
    assert "not built yet" in row_of(told()["gates"], "| V12 |")


@pytest.mark.usefixtures("shipped")
def test_every_table_is_written_from_what_ships():
    made = told()
    for name, text in made.items():
        assert text.startswith("| ") or name.startswith("validation:elevator"), name
        assert "nan" not in text.replace("expropriation", ""), name
    assert len(made["validation:figures"].splitlines()) > len(kit.SOME)
    assert "Zhangyuan" in made["validation:anchors"]
    assert "without failed campaigns" in made["validation:means"]
    assert "tianshan-5" in made["validation:differences"]
    assert "**prior-driven**" in made["validation:parameters"] or posterior.prior_driven("signing")
    assert "12.5 min" in made["validation:files"]


@pytest.mark.usefixtures("shipped")
def test_a_fail_is_written_as_plainly_as_a_pass():
    short, long = (VALIDATION[name]() for name in ("gates", "validation:gates"))
    assert "| pass |" in row_of(short, "| V6 |")
    assert "| FAIL | 0 of 1 |" in row_of(short, "| V7 |")
    assert "0.85 to 0.95 | FAIL" in row_of(long, "| V7 |")
    assert "| FAIL |" in row_of(long, "seeds that the scores are means of")
    assert "| FAIL |" in row_of(long, "fitted 90 % band"), "the reported day lies before the band"
    assert "not measured" in row_of(long, "| V10 |")
    assert "FAIL" in VALIDATION["validation:cross_check"]()
    assert "**outside**" in VALIDATION["validation:ranks"]()


def test_scores_of_another_posterior_are_called_so(shipped):
    assert "another posterior" not in VALIDATION["gates"]()
    posterior_files.save(tiny(9), shipped)
    for name in ("gates", "validation:figures", "validation:recovery", "validation:anchors"):
        assert "another posterior" in VALIDATION[name](), name


def test_parts_of_a_check_are_shipped_one_by_one(shipped, tmp_path):
    better = kit.GATES[1]._replace(figure=0.9, passed=True)
    shipping.ship_check(kit.check(tmp_path / "again", (better,)), "signing", "consent check")
    gates = {row["gate"]: row["pass"] for row in shipping.read_json("checks.json")}
    assert gates == {"V6": True, "V7": True, "V11": True, "selection": None}
    posterior_files.save(tiny(9), shipped)
    shipping.ship_check(kit.check(tmp_path / "third", (better,)), "signing", "consent check")
    assert len(shipping.read_json("checks.json")) == 1, "what rests on another posterior goes"


def test_what_is_no_verdict_on_the_shipped_cases_is_not_shipped(home, tmp_path, capsys):
    place = f"output={tmp_path / 'out'}"
    assert main(["check", "quick=true", "ship=true", place]) == 2
    assert main(["validate", "campaigns=x.csv", "ship=true", place]) == 2
    assert "ship" in capsys.readouterr().err
    with pytest.raises(UserError, match="ship"):
        shipping.refuse_to_ship("why")
    assert sorted(path.name for path in home.iterdir()) == ["signing.json", "signing.parquet"]


def test_files_put_there_by_hand_are_shown_without_a_record(home):
    (home / "scores.json").write_text(json.dumps(kit.scores()), encoding="utf-8")
    assert "| V8 |" in VALIDATION["validation:gates"]()
    assert "another posterior" not in VALIDATION["gates"]()


def test_the_page_shows_every_table_and_nothing_else():
    text = PAGE.read_text(encoding="utf-8")
    there = {found["name"] for found in documents.MARK.finditer(text)}
    assert there == {name for name in VALIDATION if name.startswith("validation:")}
    assert "<!-- gates -->" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert {"VALIDATION.md", "models/signing/TRACE.md"} <= set(documents.DOCUMENTS)


def test_gates_name_tests_that_exist():
    assert [asked.gate for asked in GATES if asked.gate[0] == "V"] == [
        f"V{n}" for n in range(1, 15)
    ]
    for asked in GATES:
        for part in asked.shown_by.split(", "):
            assert not part.startswith("tests/") or (ROOT / part).is_file(), part
