"""Printing for the verbs of the command line: JSON where it was asked for, and indented text."""

from __future__ import annotations

import json

from experiments.commandline import Command


def as_json(command: Command, data: object) -> bool:
    """Print data as JSON if the command asks for it; tell whether it did."""
    if command.keys.get("format") != "json":
        return False
    print(json.dumps(data, ensure_ascii=False, indent=1))
    return True


def indented(text: str) -> str:
    """Move text two columns to the right."""
    return "\n".join(f"  {line}" for line in text.splitlines())
