"""Folders of simulations that a check may use: a calibration's, an earlier check's, or its own."""

from __future__ import annotations

import json
from pathlib import Path

from experiments.checking.sizes import Sizes
from experiments.errors import UserError
from experiments.manifest import NAME as MANIFEST
from experiments.manifest import data_digest
from experiments.shards import write_text
from sim.engine.verb import code_digest


def calibration_bank(bank: str | Path | None) -> Path | None:
    """Return where a calibration keeps its simulations; None if it is no such folder.

    Raises
    ------
    UserError
        It was made by other rules.
    """
    if bank is None or not (Path(bank) / "bank" / "block-00000.npz").is_file():
        return None
    file = Path(bank) / MANIFEST
    told = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    if told.get("code_digest", code_digest()) != code_digest():
        raise UserError(
            f"bank: {bank} was calculated by other rules. Calibrate anew, or leave it out."
        )
    return Path(bank) / "bank"


def fitting_bank(banks: Path, seed: int, sizes: Sizes) -> Path:
    """Return the folder of simulations, marked with what they were made of.

    Raises
    ------
    UserError
        It holds simulations of other rules, data, seed or size.
    """
    mark = {"code_digest": code_digest(), "data_digest": data_digest(), "seed": seed,
            "cap": sizes.cap}  # fmt: skip
    file = banks / "about.json"
    banks.mkdir(parents=True, exist_ok=True)
    if file.is_file() and json.loads(file.read_text(encoding="utf-8")) != mark:
        raise UserError(
            f"bank: {banks} holds simulations of other rules, data, seed or size. "
            "Give another folder, or leave bank= out."
        )
    write_text(file, json.dumps(mark, indent=1) + "\n")
    return banks
