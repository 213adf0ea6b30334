"""A posterior on disk: draws as Parquet, what is told of them as JSON; checked when it is read."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from experiments.calibration.posterior import (
    FORM,
    Posterior,
    columns_of,
    damaged,
    faults_of,
    refuse,
)
from experiments.errors import UserError


def save(posterior: Posterior, folder: Path) -> tuple[Path, Path]:
    """Write the two files of a posterior; each is whole or absent."""
    from experiments.arrow import write_columns
    from experiments.shards import write_safely, write_text

    table, note = named(posterior.model, folder)
    folder.mkdir(parents=True, exist_ok=True)
    write_safely(table, lambda part: write_columns(columns_of(posterior), part))
    text = json.dumps(posterior.about, ensure_ascii=False, indent=1, allow_nan=False)
    write_text(note, f"{text}\n")
    return table, note


def load(model: str, folder: Path) -> Posterior:
    """Read a posterior.

    Raises
    ------
    UserError
        A file is missing or damaged, or the two do not go together.
    """
    from experiments.arrow import read_columns

    table, note = named(model, folder)
    try:
        about = json.loads(note.read_text(encoding="utf-8"))
        columns = read_columns(table, words=())
    except (OSError, ValueError) as fault:  # pyarrow's faults of form are ValueErrors
        told = f"cannot be read ({type(fault).__name__})"
        raise UserError(damaged(folder / model, [told])) from None
    refuse(_note_faults(about, model, columns), folder / model)
    cases = about["cases"].items()
    own = tuple(_block(columns, [f"{case}:{name}" for name in names]) for case, names in cases)
    found = Posterior(model, _block(columns, about["dims"]), own, about)
    refuse(faults_of(found), folder / model)
    return found


def _note_faults(about: Any, model: str, columns: Mapping[str, np.ndarray]) -> list[str]:
    needed = ("form", "model", "draws", "dims", "cases", "contraction", "prior_driven")
    if not isinstance(about, dict) or any(key not in about for key in needed):
        return [f"the JSON file lacks some of {', '.join(needed)}"]
    if about["form"] != FORM or about["model"] != model:
        return [f"got form {about['form']} of {about['model']}, expected {FORM} of {model}"]
    wanted = [*about["dims"], *(f"{c}:{n}" for c, own in about["cases"].items() for n in own)]
    lacking = [name for name in wanted if name not in columns]
    faults = [f"column {name} is missing" for name in lacking[:5]]
    rows = len(next(iter(columns.values()), ()))
    return faults + ([] if rows == about["draws"] else [f"{rows} draws, not {about['draws']}"])


def named(model: str, folder: Path) -> tuple[Path, Path]:
    """Name the two files of a model's posterior: the draws, and what is told of them."""
    return folder / f"{model}.parquet", folder / f"{model}.json"


def _block(columns: Mapping[str, np.ndarray], names: Sequence[str]) -> np.ndarray:
    """Gather columns, float64 [N, names]."""
    rows = len(next(iter(columns.values())))
    block = np.empty((rows, len(names)))
    for place, name in enumerate(names):
        block[:, place] = columns[name]
    return block
