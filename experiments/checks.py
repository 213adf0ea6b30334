"""Arguments of a run, checked before anything is computed or written."""

from __future__ import annotations

from collections.abc import Mapping

from experiments.errors import UserError
from experiments.known_models import FIRST

FORMATS = ("table", "json")
LANGUAGES = ("en", "zh")


def check_whole(name: str, value: object, low: int, high: int) -> None:
    """Refuse what is no whole number of a range."""
    if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
        raise UserError(
            f"{name}: got {value!r}, expected a whole number from {low} to {high}. Give one."
        )


def check_choice(name: str, value: object, choices: tuple[str, ...]) -> None:
    """Refuse what is none of the choices."""
    if value not in choices:
        raise UserError(f"{name}: got {value!r}, expected {' or '.join(choices)}. Use one of them.")


def check_threads(threads: object) -> None:
    """Refuse what is no number of threads; None stands for all cores."""
    if threads is None or (type(threads) is int and 1 <= threads <= 4096):
        return
    raise UserError(
        f"threads: got {threads!r}, expected a whole number from 1. Leave it out for all cores."
    )


def check_telling(threads: object, format: object, language: object) -> None:
    """Refuse what a verb that plays and prints cannot use."""
    check_choice("format", format, FORMATS)
    check_choice("language", language, LANGUAGES)
    check_threads(threads)


def refuse_overrides(agent_classes: Mapping[str, type | None], model: str = FIRST) -> None:
    """Refuse agents that override behaviour: an ensemble would ignore it."""
    known = ("resident_class", "party_member_class", "worker_class")
    unknown = sorted(set(agent_classes) - set(known))
    if unknown:
        raise TypeError(f"run_ensemble() got unexpected {unknown}; agents go by {known}")
    given = [kind for kind in agent_classes.values() if kind is not None]
    if not given:
        return
    from sim.people.agents import overridden

    names = sorted({name for kind in given for name in overridden(kind)})
    if names:
        raise UserError(
            f"{', '.join(names)}: overridden behaviour runs in Mesa only, and an ensemble is "
            f"compiled. Use {model.title()}Model(..., resident_class=...) for such runs, or "
            "change the rule itself below models/ and sim/."
        )
