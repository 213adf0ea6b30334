"""Notebooks are committed with outputs that anybody may read: no noise, no oversized picture."""

import base64
import json
import struct
from pathlib import Path

import pytest

NOTEBOOKS = sorted((Path(__file__).resolve().parents[1] / "notebooks").glob("*.ipynb"))


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request):
    return json.loads(request.param.read_text(encoding="utf-8"))


def outputs(notebook):
    return [output for cell in notebook["cells"] for output in cell.get("outputs", [])]


def test_there_are_notebooks():
    assert NOTEBOOKS


def test_kernel_is_one_that_everybody_has(notebook):
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"


def test_every_code_cell_was_executed_in_order(notebook):
    counts = [c["execution_count"] for c in notebook["cells"] if c["cell_type"] == "code"]
    assert counts == list(range(1, len(counts) + 1))


def test_outputs_hold_neither_warnings_nor_errors(notebook):
    assert all(output["output_type"] != "error" for output in outputs(notebook))
    assert all(output.get("name") != "stderr" for output in outputs(notebook))


def test_pictures_fit_a_page(notebook):
    pngs = [o["data"]["image/png"] for o in outputs(notebook) if "image/png" in o.get("data", {})]
    assert pngs
    for png in pngs:
        width, height = struct.unpack(">II", base64.b64decode(png)[16:24])
        assert width < 1200
        assert height < 1000
