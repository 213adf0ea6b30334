"""What the verbs do that tell of methods and of the systems in the source documents."""

from __future__ import annotations

from experiments.commandline import Command
from experiments.printing import as_json


def methods(command: Command) -> None:
    """Print the engagement methods as cards."""
    from experiments.method_cards import method_rows, methods_text

    if not as_json(command, method_rows()):
        print(methods_text(command.keys.get("language", "en")))


def coverage(command: Command) -> None:
    """Print every system of the source documents with what stands for it."""
    from experiments.coverage import coverage_data, coverage_text

    language = command.keys.get("language", "en")
    if not as_json(command, coverage_data(language)):
        print(coverage_text(language))
