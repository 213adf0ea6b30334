"""TRACE: all eight elements are there, their links lead somewhere, and no result is typed."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TRACE = ROOT / "models" / "signing" / "TRACE.md"
ELEMENTS = (
    "Problem formulation",
    "Model description",
    "Data evaluation",
    "Conceptual model evaluation",
    "Implementation verification",
    "Model output verification",
    "Model analysis",
    "Model output corroboration",
)
LINK = re.compile(r"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)")
PAGES = [TRACE, ROOT / "VALIDATION.md", ROOT / "README.md"]


def anchors(page):
    """Name the headings of a page as links to them are written."""
    lines = page.read_text(encoding="utf-8").splitlines()
    heads = [line.lstrip("#").strip().lower() for line in lines if line.startswith("#")]
    return {re.sub(r"[^\w\- ]", "", head).replace(" ", "-") for head in heads}


def test_trace_has_its_eight_elements_in_order():
    heads = re.findall(r"^## \d (.+)$", TRACE.read_text(encoding="utf-8"), re.MULTILINE)
    assert tuple(heads) == ELEMENTS


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(page):
    links = LINK.findall(page.read_text(encoding="utf-8"))
    assert links
    for target, heading in links:
        there = (page.parent / target).resolve() if target else page
        assert there.exists(), target
        assert not heading or heading in anchors(there), f"{target}#{heading}"


def test_trace_types_no_result():
    """A figure belongs to the pages that commands write."""
    text = TRACE.read_text(encoding="utf-8").partition("## References")[0]
    assert not re.findall(r"\d+\.\d+(?=\s|%)(?!\d)|\d+ of \d+", text.replace("section 1.1", "")
                          .replace("section 2.10", ""))  # fmt: skip
