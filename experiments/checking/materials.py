"""What the checks share: the study, its bank of simulations, its emulators, posterior draws.

Each is made when it is first asked for. Simulations are kept in the results folder block by block,
so that a check that was interrupted and begins again in the same bank folder repeats none.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from experiments.calibration.bank import BLOCK, Bank, join, make_blocks, read_block
from experiments.checking.refit import ByCase, Refit, refit
from experiments.checking.sizes import Sizes
from experiments.errors import UserError
from experiments.reported import Observation

if TYPE_CHECKING:
    from experiments.calibration.emulator import Emulator

LAST_DAY = 180  # day on which a campaign that nobody selected has come to its end: assumed


def say(text: str) -> None:
    """Tell progress on standard error."""
    print(text, file=sys.stderr, flush=True)


def study_for(model: str, changed: Mapping[str, Any] | None = None) -> Any:
    """Return the study of a model, some quantities held at other values in every run.

    Raises
    ------
    UserError
        The model has no study that can be checked.
    """
    if model != "signing":
        raise UserError(
            f"model: got {model!r}, expected signing: consent check knows the signing study only. "
            "Leave it out."
        )
    from experiments.calibration.signing_study import SigningStudy

    study = SigningStudy(changed=changed)
    if "kind" in (changed or {}):  # a covariate besides: of hopes, not of runs alone
        kind = {"kind": dict(changed or {})["kind"]}
        study.cases = tuple(c._replace(known={**c.known, **kind}) for c in study.cases)
    return study


def ending_study() -> Any:
    """Return the signing study with every campaign observed on day 60 and at its end."""
    from experiments.calibration.signing_study import SigningStudy
    from experiments.cases import signing_cases

    seen = tuple(
        Observation("signing", day, 0.9, "at", "played, not reported") for day in (60, LAST_DAY)
    )
    return SigningStudy(observations=dict.fromkeys(signing_cases(), seen))


@dataclass
class Materials:
    """What checks of one model are made of."""

    model: str
    sizes: Sizes
    seed: int
    banks: Path
    threads: int | None = None
    told: Callable[[str], None] = say
    study: Any = None
    prior: Path | None = None
    """Folder of a calibration's simulations from the prior; our own unless given."""
    _emulators: dict[tuple[str, int], list[Emulator]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.study is None:
            self.study = study_for(self.model)

    @cached_property
    def bank(self) -> Bank:
        """Simulations from the prior, with nothing taken out."""
        if self.prior is None:
            return self.bank_of(self.study, "prior", self.sizes.bank)
        files = sorted(self.prior.glob("block-*.npz"))[: -(-self.sizes.bank // BLOCK)]
        return join([read_block(file, len(self.study.cases)) for file in files])

    def bank_of(self, study: Any, name: str, rows: int) -> Bank:
        """Return simulations of a study from the prior, kept under a name."""
        folder = self.banks / name
        folder.mkdir(parents=True, exist_ok=True)
        blocks, wanted = [], -(-rows // BLOCK)
        made = make_blocks(study, self.seed, rows, self.sizes.cap, folder, self.threads)
        for number, block in enumerate(made):
            blocks.append(block)
            self.told(f"simulations {name}: {number + 1} of {wanted} blocks")
        return join(blocks)

    def likelihood(self, name: str, study: Any, bank: Callable[[], Bank], repeat: int) -> ByCase:
        """Return the emulated likelihood of a study, its own effects averaged over.

        Parameters
        ----------
        repeat : int
            Its points and its networks start from another seed in each repeat.
        """
        from experiments.calibration.marginal import Marginal

        nets = self.emulators(name, study, bank, repeat)
        return Marginal(study, nets, self.seed + 100 * repeat, self.sizes.points).by_case

    def emulators(
        self, name: str, study: Any, bank: Callable[[], Bank], repeat: int
    ) -> list[Emulator]:
        """Return the emulators of a study, learnt once from a bank."""
        from experiments.calibration.emulator import learn

        if (name, repeat) not in self._emulators:
            self.told(f"emulators {name}, repeat {repeat + 1}")
            self._emulators[name, repeat] = learn(study, bank(), self.seed + repeat)
        return self._emulators[name, repeat]

    def base(self, repeat: int = 0) -> ByCase:
        """Return the emulated likelihood with nothing taken out."""
        return self.likelihood("prior", self.study, lambda: self.bank, repeat)

    @cached_property
    def refitted(self) -> Refit:
        """A fit of our own with nothing taken out."""
        return refit(self.base(), len(self.study.dims), None, self.sizes.particles, self.seed)

    @cached_property
    def shipped(self) -> np.ndarray | None:
        """Draws of the shipped posterior, float64 [N, D]; None where none is shipped."""
        return shipped_draws(self.model, [dim.name for dim in self.study.dims])

    @property
    def draws(self) -> np.ndarray:
        """Posterior draws, float64 [N, D]: shipped ones, else those of our own fit."""
        return self.refitted.z if self.shipped is None else self.shipped

    @property
    def drawn_from(self) -> str:
        """Where ``draws`` come from, in a word."""
        return "refit" if self.shipped is None else "posterior"

    def some(self, count: int, purpose: int) -> np.ndarray:
        """Return some posterior draws, float64 [count, D], with repetition where they are few."""
        rows = np.random.default_rng([self.seed, purpose])
        total = len(self.draws)
        return self.draws[rows.choice(total, count, replace=count > total)]


def shipped_draws(model: str, names: list[str]) -> np.ndarray | None:
    """Return the shipped posterior's global coordinates in an order, float64 [N, D]."""
    from experiments.calibration.posterior import shipped

    found = shipped(model)
    if found is None or not set(names) <= set(found.dims):
        return None
    return np.asarray(found.z)[:, [found.dims.index(name) for name in names]]


def contraction(draws: np.ndarray) -> np.ndarray:
    """Return how far draws [N, D] are narrower than their prior: 1 - variance, float64 [D]."""
    return np.asarray(1.0 - np.var(draws, axis=0))


PRIOR_DRIVEN = 0.2
"""Contraction below which a parameter is called prior-driven."""
