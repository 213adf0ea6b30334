"""A check from end to end: parts computed one by one, kept as they come, drawn, and told.

A folder holds a table for each part (``sbc.csv``, ...), ``checks.json`` with the gates and pictures
that are drawn from the tables alone. Its manifest says whether it is complete: a part that is there
is whole.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from experiments.beginning import begin_folder
from experiments.checking.banks import calibration_bank, fitting_bank
from experiments.checking.gates import Gate, as_row
from experiments.checking.materials import Materials
from experiments.checking.parts import PARTS
from experiments.checking.sizes import FULL, QUICK, Sizes
from experiments.checking.tables import write_rows
from experiments.checking.words import told
from experiments.checks import check_choice, check_telling
from experiments.errors import UserError, did_you_mean
from experiments.hold import hold
from experiments.manifest import PACKAGES, data_digest, installed, machine, now, write_manifest
from experiments.plain_table import text_table
from experiments.run import new_name
from experiments.shards import write_text
from experiments.shipping import refuse_to_ship, ship_check
from sim.engine.verb import code_digest

CHECKS = "checks.json"
FORM = "check 1"


def check_folder(
    what: Sequence[str] = (),
    *,
    model: str = "signing",
    quick: bool = False,
    ship: bool = False,
    seed: int = 1,
    threads: int | None = None,
    output: str | Path | None = None,
    bank: str | Path | None = None,
    format: str = "table",
    language: str | None = None,
    sizes: Sizes | None = None,
) -> Path:
    """Check a calibration; print the gates and the paths written.

    Parameters
    ----------
    what : sequence of str
        Parts (``PARTS``); all unless given.
    quick : bool
        Small numbers, no verdict.
    ship : bool
        Put gates and tables where the validation page finds them.
    bank : str or Path, optional
        Folder of a calibration, or of simulations that an earlier check has left.

    Returns
    -------
    Path
        The results folder.

    Raises
    ------
    UserError
        A part or a model is unknown, or the folder cannot be used.
    """
    language = language or "en"
    check_telling(threads, format, language)
    names = asked_for(what)
    if ship and quick:
        refuse_to_ship("a quick check judges nothing")
    check_choice("model", model, ("signing",))
    if bank is not None and not Path(bank).is_dir():
        raise UserError(f"bank: got {bank}, expected a folder that is there. Check the path.")
    folder = Path(output) if output is not None else new_name("check", model)
    sizes = sizes or (QUICK if quick else FULL)
    manifest = _manifest(names, model, seed, quick)
    begin_folder(folder, lambda place: write_manifest(place, manifest))
    with hold(folder):
        prior = calibration_bank(bank)
        banks = folder / "bank" if bank is None or prior else Path(bank)
        kept = fitting_bank(banks, seed, sizes)
        made = Materials(model, sizes, seed, kept, threads, prior=prior)
        gates = [g for name in names for g in _do(folder, name, made, quick)]
        print(as_told(gates, format, language, quick), flush=True)
        pictures = _draw(folder, language)
        write_manifest(folder, {**manifest, "complete": True, "end": now()})
    pictures += ship_check(folder, model, "consent check") if ship else []
    stream = sys.stderr if format == "json" else sys.stdout
    print("\n" + "\n".join(map(str, [*pictures, folder / CHECKS, folder])), file=stream)
    return folder


def asked_for(what: Sequence[str]) -> list[str]:
    """Return the parts that are asked for, in their usual order."""
    unknown = [name for name in what if name not in PARTS]
    if unknown:
        hint = did_you_mean(unknown[0], PARTS)
        raise UserError(f"what: got {unknown[0]!r}, expected some of {', '.join(PARTS)}.{hint}")
    return [name for name in PARTS if name in what] if what else list(PARTS)


def _manifest(names: list[str], model: str, seed: int, quick: bool) -> dict[str, Any]:
    return {
        "form": FORM, "what": names, "model": model, "seed": seed, "quick": quick,
        "version": installed("consent-sim"), "code_digest": code_digest(),
        "data_digest": data_digest(), "complete": False, "start": now(), "end": None,
        "packages": {package: installed(package) for package in PACKAGES}, "platform": machine(),
    }  # fmt: skip


def _do(folder: Path, name: str, made: Materials, quick: bool) -> list[Gate]:
    """Compute a part and keep it."""
    part = PARTS[name](made)
    for table, rows in part.tables.items():
        write_rows(folder / f"{table}.csv", rows)
    gates = [gate._replace(passed=None) if quick else gate for gate in part.gates]
    kept = json.loads((folder / CHECKS).read_text("utf-8")) if (folder / CHECKS).is_file() else []
    write_text(folder / CHECKS, _as_json(kept + [as_row(gate) for gate in gates]) + "\n")
    return gates


def _as_json(rows: list[dict[str, Any]]) -> str:
    return json.dumps(rows, ensure_ascii=False, indent=1)


def as_told(gates: list[Gate], format: str, language: str, quick: bool) -> str:
    """Return what is printed: the gates, passes and fails alike."""
    if format == "json":
        return _as_json([as_row(gate) for gate in gates])
    columns = ("gate", "what", "figure", "limit", "result", "note")
    names = {column: told(column, language) for column in columns}
    rows = [{names[k]: v for k, v in _line(g, language, quick).items()} for g in gates]
    table = text_table(rows, list(names.values()))
    return f"{table}\n\n{told('quick_note', language)}" if quick else table


def _line(gate: Gate, language: str, quick: bool) -> dict[str, str]:
    bounds = {(True, True): "{0:.3g}-{1:.3g}", (True, False): ">= {0:.3g}",
              (False, True): "<= {1:.3g}", (False, False): ""}  # fmt: skip
    limit = bounds[gate.low is not None, gate.high is not None].format(gate.low, gate.high)
    unsaid = "quick" if quick and limit else "told"
    judged = None if gate.passed is None else bool(gate.passed)
    word = {True: "passed", False: "failed", None: unsaid}[judged]
    return {
        "gate": gate.gate, "what": gate.name_zh if language == "zh" else gate.name,
        "figure": f"{gate.figure:.3f}", "limit": limit, "result": told(word, language),
        "note": gate.note,
    }  # fmt: skip


def _draw(folder: Path, language: str) -> list[Path]:
    from experiments.figures_check import draw_checks

    return draw_checks(folder, language)
