"""The full method on other data: emulators exchange what was reported, and the fit runs again.

Networks that emulate shares know nothing of the reported figures; those that emulate days learn how
close a day is to the reported one, so they are learnt again for other data.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from experiments.checking.materials import Materials


def full_method(made: Materials) -> Callable[[Mapping[str, tuple[Any, ...]], int], np.ndarray]:
    """Return a fit of other data, by tempered Monte Carlo on emulators of those data."""
    from experiments.calibration.fit import fit_emulated
    from experiments.calibration.signing_study import SigningStudy

    base = made.emulators("prior", made.study, lambda: made.bank, 0)

    def fit(data: Mapping[str, tuple[Any, ...]], seed: int) -> np.ndarray:
        made.told(f"full method: data set {seed}")
        study = SigningStudy(observations={**data})
        study.cases = tuple(  # the design stays as it was simulated
            case._replace(observations=data[case.case_id]) for case in made.study.cases
        )
        nets = [_exchanged(made, study, case, net) for case, net in enumerate(base)]
        return fit_emulated(study, nets, seed, made.sizes.particles).z

    return fit


def _exchanged(made: Materials, study: Any, case: int, net: Any) -> Any:
    """Return the emulator of a case for other data: shares as they were, days learnt again."""
    from experiments.calibration.emulator import learn_one

    if "day" not in net.scales:
        return net
    features = study.features(case, made.bank.z, made.bank.local[case])
    return learn_one(features, made.bank.stats[case], study, case, made.seed)
