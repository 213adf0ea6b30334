"""One test that holds a law against many things, where a test for each would cost more than it.

What breaks the law is told by name, all at once. ``pytest -k NAME`` finds the laws of a thing.
"""

from collections.abc import Callable, Iterable
from typing import Any

import pytest


def of_each(things: Iterable[Any], called: Callable[[Any], str] = str) -> Callable[[Any], Any]:
    """Make one test of a law for one thing; ``called`` gives the name under which it is told."""
    listed = list(things)

    def of_all(law: Callable[[Any], None]) -> Callable[[], None]:
        def test() -> None:
            told = [f"{called(one)}: {said}" for one in listed if (said := broken_by(law, one))]
            if told or not listed:
                pytest.fail("\n".join(told or ["there is nothing to hold the law against"]))

        test.__name__, test.__doc__ = law.__name__, law.__doc__
        test.__dict__.update(dict.fromkeys(map(called, listed), law))  # for pytest -k NAME
        return test

    return of_all


def broken_by(law: Callable[[Any], None], thing: Any) -> str:
    """Tell how a thing breaks a law; "" where it keeps it."""
    try:
        law(thing)
    except AssertionError as broken:
        return str(broken) or "broken"
    return ""
