"""Compile the rules of all models before the tests begin: ``python -m tests.warm``.

One process for each model, so that two cores share the work. Without it the processes that run the
tests would all compile the same rules at the same time. Where all is compiled it takes seconds.
"""

import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from time import perf_counter

from tests.kit import MODELS, Campaign, subject


def compile_rules(name: str) -> str:
    """Live one small busy town in each of the three ways: an ensemble, day by day, and in Mesa."""
    model = subject(name)
    town = model.kit.towns
    values = {**town.busy, **town.tiny}
    model.run(values)
    Campaign(values, of=name).live()
    told = model.model_class(values, shuffled=True)
    told.run_model()
    for row in range(told.households):
        told.why_not(row)
    return name


def main() -> int:
    """Compile, and say in one line how long it took."""
    begun = perf_counter()
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        done = ", ".join(pool.map(compile_rules, MODELS))
    print(f"rules compiled: {done} ({perf_counter() - begun:.0f} s)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
