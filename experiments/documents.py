"""Write the tables that documents show from the code that they describe.

A document marks a place with ``<!-- name -->`` and ``<!-- /name -->``; what stands between is
written anew by ``python -m experiments.documents``. Marks of models other than signing begin with
the model's name (``elevator:quantities:law``). With ``--measure`` campaigns are run for the
tables and pictures that need runs; otherwise these stay as they are. With ``--check`` nothing is
written, and the exit code is 1 where a document is out of date. A document without marks stays as
it is.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from experiments.document_tables import TABLES

ABOUT = "Write the tables of documents anew from the code that they describe."
ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = (
    "README.md", "VALIDATION.md", "scenarios/COVERAGE.md", "scenarios/cases/SCHEMA.md",
    "models/signing/ODD.md", "models/signing/TRACE.md", "models/elevator/ODD.md",
)  # fmt: skip
MEASURED = ("anchors", "bench", "picture", "elevator:anchors")
MARK = re.compile(r"<!-- (?P<name>[a-z0-9:_]+) -->\n.*?<!-- /(?P=name) -->", re.DOTALL)
HALF = re.compile(r"<!-- /?([a-z0-9:_]+) -->")

Tables = Mapping[str, Callable[[], str]]


def renewed(text: str, tables: Tables = TABLES) -> str:
    """Return a document with every marked table written anew.

    Parameters
    ----------
    text : str
        The document as it is.
    tables : mapping
        Functions that write a table, by the name of its mark. Measured tables that are not among
        them stay as they are.

    Raises
    ------
    ValueError
        A mark has no table or no partner; all such marks are named.
    """
    _check_marks(text, tables)
    return MARK.sub(lambda found: _between(found, tables), text)


def _between(found: re.Match[str], tables: Tables) -> str:
    name = found["name"]
    if name not in tables:
        return found[0]
    return f"<!-- {name} -->\n\n{tables[name]().strip()}\n\n<!-- /{name} -->"


def _check_marks(text: str, tables: Tables) -> None:
    known = {*tables, *MEASURED}
    unknown = sorted({found["name"] for found in MARK.finditer(text)} - known)
    lone = sorted(set(HALF.findall(MARK.sub("", text))))
    faults = [f"<!-- {name} --> lacks its other half. Close or remove it." for name in lone]
    faults += [f"<!-- {name} -->: expected one of {', '.join(sorted(known))}." for name in unknown]
    if faults:
        raise ValueError("\n".join(faults))


def out_of_date(tables: Tables = TABLES, root: Path = ROOT) -> dict[Path, str]:
    """Return the documents that differ from what the code says, with their text as it should be."""
    there = [root / name for name in DOCUMENTS if (root / name).is_file()]
    texts = {path: path.read_text(encoding="utf-8") for path in there}
    return {path: new for path, old in texts.items() if (new := renewed(old, tables)) != old}


def main(words: Sequence[str] | None = None) -> int:
    """Write the documents, or with ``--check`` only tell which are out of date."""
    reader = argparse.ArgumentParser(prog="python -m experiments.documents", description=ABOUT)
    reader.add_argument("--check", action="store_true", help="write nothing; 1 if out of date")
    reader.add_argument("--measure", action="store_true", help="run campaigns for their tables too")
    asked = reader.parse_args(words)
    stale = out_of_date(_with_measured() if asked.measure else TABLES)
    for path, text in stale.items():
        if not asked.check:
            path.write_text(text, encoding="utf-8", newline="\n")
        print(f"{path.name}: {'out of date' if asked.check else 'written'}")
    if asked.measure and not asked.check:
        _draw_patterns()
    if asked.check and stale:
        print("Write them anew with: python -m experiments.documents", file=sys.stderr)
    return int(asked.check and bool(stale))


def _with_measured() -> Tables:
    from experiments import document_runs

    return {**TABLES, **document_runs.MEASURED}


def _draw_patterns() -> None:
    from experiments import document_runs

    for path in document_runs.pattern_sheets():
        print(f"{path.name}: written")


if __name__ == "__main__":
    sys.exit(main())
