"""The posterior: what a calibration leaves behind, and what a planner's run starts from.

It is data. A Parquet file holds the draws, a row each: the global coordinates by name (standard
normal before any campaign was seen), then those of each fitted campaign as ``case_id:name``. A JSON
file beside it holds where they come from: digests of rules and figures, seed, diagnostics, how far
the figures narrowed each coordinate, and which coordinates they hardly moved (``prior_driven``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from experiments.errors import UserError

if TYPE_CHECKING:
    import pandas as pd

FORM = 1  # of the two files
PRIOR_DRIVEN = 0.2
"""Contraction, 1 - posterior variance / prior variance, below which it is prior-driven."""


class Posterior(NamedTuple):
    """Draws of the posterior, all of the same weight.

    Attributes
    ----------
    model : str
    z : float64 [N, D]
        Global coordinates: standard normal before the fit.
    local : tuple of float64 [N, L_c]
        The coordinates of each fitted campaign, in the order of ``about["cases"]``.
    about : dict
        ``dims``: names of the D global coordinates. ``cases``: for each fitted campaign the names
        of its L_c coordinates. ``contraction``: by name. ``prior_driven``: names. Digests (see
        ``digests.present``), seed, diagnostics.
    """

    model: str
    z: np.ndarray
    local: tuple[np.ndarray, ...]
    about: dict[str, Any]

    @property
    def draws(self) -> int:
        """Number of draws, N."""
        return len(self.z)

    @property
    def dims(self) -> tuple[str, ...]:
        """Names of the global coordinates."""
        return tuple(self.about["dims"])

    @property
    def cases(self) -> dict[str, tuple[str, ...]]:
        """Names of the coordinates of each fitted campaign, by case id."""
        return {case: tuple(names) for case, names in self.about["cases"].items()}

    def local_of(self, case_id: str) -> np.ndarray:
        """Return the coordinates of one fitted campaign, float64 [N, L]."""
        return self.local[list(self.cases).index(case_id)]


def home() -> Path:
    """Return the folder of the posteriors that the project ships."""
    return Path(str(files("scenarios"))) / "posterior"


def shipped(model: str) -> Posterior | None:
    """Return the posterior that is shipped for a model; None where there is none."""
    return _read_once(model, home())


@cache
def _read_once(model: str, folder: Path) -> Posterior | None:
    from experiments.calibration import posterior_files

    there = [file.is_file() for file in posterior_files.named(model, folder)]
    return posterior_files.load(model, folder) if any(there) else None


def prior_driven(model: str) -> tuple[str, ...]:
    """Name the coordinates that the reported figures hardly moved; () without a posterior."""
    found = shipped(model)
    return () if found is None else tuple(found.about["prior_driven"])


def values(posterior: Posterior) -> pd.DataFrame:
    """Return the draws in their own units: a column for each global coordinate, a row a draw."""
    import pandas as pd

    from experiments.calibration.studies import dims_of

    dims = {dim.name: dim for dim in dims_of(posterior.model)}
    columns = {n: dims[n].value(posterior.z[:, d]) for d, n in enumerate(posterior.dims)}
    return pd.DataFrame(columns)


def contractions(z: np.ndarray) -> np.ndarray:
    """Return how far a fit narrowed standard normal coordinates: 1 - variance, float64 [D]."""
    return 1.0 - np.var(np.asarray(z, dtype=np.float64), axis=0)


def made(
    model: str, z: np.ndarray, local: Mapping[str, tuple[Sequence[str], np.ndarray]],
    dims: Sequence[str], about: Mapping[str, Any] | None = None,
) -> Posterior:  # fmt: skip
    """Put a posterior together and check it.

    Parameters
    ----------
    z : float64 [N, D]
    local : mapping
        By case id: the names of its coordinates and their draws, float64 [N, L].
    dims : sequence of str
        Names of the D global coordinates.
    about : mapping, optional
        Seed, diagnostics; digests where they are not those of the present rules and figures.
    """
    from experiments.calibration.digests import present

    narrowed = dict(zip(dims, contractions(z).tolist(), strict=True))
    whole = {
        "form": FORM,
        "model": model,
        "draws": len(z),
        "dims": list(dims),
        "cases": {case: list(names) for case, (names, _) in local.items()},
        "contraction": narrowed,
        "prior_driven": [name for name, c in narrowed.items() if c < PRIOR_DRIVEN],
        **present(model),
        **(about or {}),
    }
    found = Posterior(model, z, tuple(own for _, own in local.values()), whole)
    refuse(faults_of(found), f"posterior of {model}")
    return found


def digest_of(posterior: Posterior) -> str:
    """Return the digest (16 characters) of the draws, for the manifest of runs."""
    digest = hashlib.sha256()
    for name, column in columns_of(posterior).items():
        digest.update(name.encode())
        digest.update(np.ascontiguousarray(column, dtype="<f8").tobytes())
    return digest.hexdigest()[:16]


def faults_of(posterior: Posterior) -> list[str]:
    """Tell what keeps draws from being used: shapes that disagree, or numbers that are none."""
    rows, faults = len(posterior.z), []
    blocks = {"the global coordinates": (posterior.z, posterior.dims)}
    own = zip(posterior.cases.items(), posterior.local, strict=False)
    blocks |= {case: (draws, names) for (case, names), draws in own}
    if len(posterior.local) != len(posterior.cases):
        faults.append(f"got {len(posterior.local)} campaigns, expected {len(posterior.cases)}")
    if rows == 0:
        faults.append("got no draw, expected at least 1")
    for told, (draws, names) in blocks.items():
        if draws.shape != (rows, len(names)):
            faults.append(f"{told}: got {draws.shape}, expected {(rows, len(names))}")
        elif not np.isfinite(draws).all():
            faults.append(f"{told}: got a number that is not finite")
    return faults


def refuse(faults: list[str], where: object) -> None:
    """Raise what is wrong with a posterior, and say what to do."""
    if faults:
        raise UserError(damaged(where, faults))


def damaged(where: object, faults: list[str]) -> str:
    """Say that a posterior cannot be used, and what to do."""
    return (
        f"{where}: no posterior that can be used: {'; '.join(faults)}. Put the shipped files back, "
        "or make them anew with consent calibrate; parameters=point does without."
    )


def columns_of(posterior: Posterior) -> dict[str, np.ndarray]:
    """Return the draws as the columns of a table, float64 [N] each, by name."""
    both = zip(posterior.cases.items(), posterior.local, strict=True)
    own = {f"{case}:{n}": d[:, k] for (case, ns), d in both for k, n in enumerate(ns)}
    return {name: posterior.z[:, d] for d, name in enumerate(posterior.dims)} | own
