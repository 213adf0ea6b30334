"""Compile the rules of all models before the tests begin: ``python -m tests.warm``.

Two processes share the work. Each model is first run as an ensemble, which compiles most of it;
then day by day and in Mesa, by whichever process is free. Without it the processes that run the
tests would all compile the same rules at the same time. Where all is compiled it takes seconds.
"""

import sys
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from time import perf_counter

from tests.kit import MODELS, Campaign, subject


def busy(name: str) -> dict:
    """Return the values of a small busy town."""
    return {**subject(name).kit.towns.busy, **subject(name).kit.towns.tiny}


def run(name: str) -> None:
    """Live a small busy town in an ensemble."""
    subject(name).run(busy(name))


def live(name: str) -> None:
    """Live it day by day."""
    Campaign(busy(name), of=name).live()


def tell(name: str) -> None:
    """Live it in Mesa, and ask everybody why not."""
    told = subject(name).model_class(busy(name), shuffled=True)
    told.run_model()
    for row in range(told.households):
        told.why_not(row)


def main() -> int:
    """Compile, and say in one line how long it took."""
    begun = perf_counter()
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        first = {pool.submit(run, name): name for name in reversed(MODELS)}  # the longest first
        rest = [pool.submit(way, first[one]) for one in as_completed(first) for way in (tell, live)]
        for one in (*first, *rest):
            one.result()
    print(f"rules compiled: {', '.join(MODELS)} ({perf_counter() - begun:.0f} s)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
