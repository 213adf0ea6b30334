"""Documents say what the code says: tables are current, verbs exist, nothing names a machine."""

import ast
import json
import re
from pathlib import Path

import pytest

from experiments import documents
from experiments.catalogue import told_by_files
from experiments.document_tables import TABLES, scenario_names
from tests.kit import for_every_model

ROOT = Path(__file__).resolve().parents[1]
PAGES = [*ROOT.glob("*.md"), *ROOT.glob("[a-z]*/**/*.md"), *ROOT.glob("notebooks/*.ipynb")]
FOLDERS = "tmp|root|home|Users|work|opt|mnt|var"
MACHINE = re.compile(rf"(?<![\w.~:/])/({FOLDERS})/|site-packages|[A-Z]:\\\\")
HOSTS = re.compile(r"pypi\.|pythonhosted|\bmirrors?\.|artifactory|anaconda\.org")


@pytest.mark.usefixtures("real_posterior")
def test_documents_are_current():
    stale = [path.name for path in documents.out_of_date()]
    assert not stale, f"{stale}: write them anew with python -m experiments.documents"


def test_command_tells_what_is_out_of_date(tmp_path, monkeypatch, capsys):
    page = tmp_path / "README.md"
    page.write_text("<!-- phases -->\nold\n<!-- /phases -->\n", encoding="utf-8")
    monkeypatch.setattr(documents, "out_of_date", lambda tables: {page: "new"})
    assert documents.main(["--check"]) == 1
    assert "old" in page.read_text(encoding="utf-8")
    assert documents.main([]) == 0
    assert page.read_text(encoding="utf-8") == "new"
    assert "out of date" in capsys.readouterr().out


def test_a_document_without_marks_stays_as_it_is(tmp_path):
    text = "# No marks\n\n<!-- a remark of the author -->\n"
    assert documents.renewed(text) == text
    assert documents.out_of_date(root=tmp_path) == {}


def test_measured_tables_are_left_alone_unless_asked_for():
    text = "<!-- anchors -->\nas it was\n<!-- /anchors -->"
    assert documents.renewed(text) == text
    assert "anew" in documents.renewed(text, {**TABLES, "anchors": lambda: "anew"})


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<!-- phasses -->\n<!-- /phasses -->", "phasses"),
        ("<!-- phases -->\n", "other half"),
        ("<!-- /phases -->\n", "other half"),
    ],
)
def test_a_wrong_mark_is_told(text, told):
    with pytest.raises(ValueError, match=told):
        documents.renewed(text)


def odd_of(model):
    """Read a model's description by the ODD protocol."""
    path = ROOT / "models" / model.name / "ODD.md"
    assert path.is_file(), f"write {path.relative_to(ROOT)}"
    return path.read_text(encoding="utf-8")


@for_every_model
def test_odd_lists_every_quantity_and_column(model):
    rows = {line.split("`")[1] for line in odd_of(model).splitlines() if line.startswith("| `")}
    columns = {c.name for c in (*model.part("town").HOME, *model.chunk.NOW, *model.chunk.DAILY)}
    assert rows >= {about.name for about in model.sheet.abouts} | columns


def test_differences_table_has_every_row():
    rows = told_by_files(scenario_names())
    assert len(TABLES["differences"]().splitlines()) == len(rows) + 2


def verbs(model) -> set[str]:
    """Name every verb of a model and of people as ``module.verb``."""
    files = [*ROOT.glob(f"models/{model.name}/**/*.py"), *ROOT.glob("sim/people/**/*.py")]
    return {
        f"{file.stem}.{node.name}"
        for file in files
        for node in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef)
    }


@for_every_model
def test_odd_names_only_verbs_that_exist(model):
    found = re.findall(r"`([a-z_0-9]+\.[a-z_0-9]+)`", odd_of(model))
    named = {name for name in found if not name.endswith((".py", ".md"))}
    assert len(named) > 30
    assert named <= verbs(model), sorted(named - verbs(model))


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_no_page_names_a_machine_or_a_host(page):
    text = page.read_text(encoding="utf-8")
    if page.suffix == ".ipynb":
        text = json.dumps(without_pictures(json.loads(text)), ensure_ascii=False)
    assert not MACHINE.search(text), MACHINE.search(text)
    assert not HOSTS.search(text), HOSTS.search(text)


def without_pictures(notebook):
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            output.get("data", {}).pop("image/png", None)
    return notebook
