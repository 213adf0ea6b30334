"""Write the tables that documents show from the code that they describe.

A document marks a place with ``<!-- name -->`` and ``<!-- /name -->``; what stands between is
written anew by ``python -m experiments.documents``. With ``--check`` nothing is written, and the
exit code is 1 where a document is out of date. A document without marks is left as it is.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from experiments.document_tables import TABLES

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = ("README.md", "models/signing/ODD.md")
MARK = re.compile(r"<!-- (?P<name>[a-z0-9.:_-]+) -->\n.*?<!-- /(?P=name) -->", re.DOTALL)
HALF = re.compile(r"<!-- /?([a-z0-9.:_-]+) -->")


def renewed(text: str, tables: dict[str, Callable[[], str]] | None = None) -> str:
    """Return a document with every marked table written anew.

    Parameters
    ----------
    text : str
        The document as it is.
    tables : dict, optional
        Functions that write a table, by the name of its mark; all of the house unless given.

    Raises
    ------
    ValueError
        A mark has no table or no partner; all such marks are named.
    """
    known = TABLES if tables is None else tables
    _check_marks(text, known)
    return MARK.sub(lambda found: _between(found["name"], known), text)


def _between(name: str, known: dict[str, Callable[[], str]]) -> str:
    return f"<!-- {name} -->\n\n{known[name]().strip()}\n\n<!-- /{name} -->"


def _check_marks(text: str, known: dict[str, Callable[[], str]]) -> None:
    whole = [found["name"] for found in MARK.finditer(text)]
    lone = sorted(set(HALF.findall(MARK.sub("", text))))
    unknown = sorted({name for name in whole if name not in known})
    faults = [f"<!-- {name} --> lacks its other half. Close or remove it." for name in lone]
    faults += [f"<!-- {name} -->: expected one of {', '.join(known)}." for name in unknown]
    if faults:
        raise ValueError("\n".join(faults))


def out_of_date(root: Path = ROOT) -> dict[Path, str]:
    """Return the documents that differ from what the code says, with their text as it should be."""
    there = [root / name for name in DOCUMENTS if (root / name).is_file()]
    texts = {path: path.read_text(encoding="utf-8") for path in there}
    return {path: new for path, old in texts.items() if (new := renewed(old)) != old}


def main(words: Sequence[str] | None = None) -> int:
    """Write the documents, or with ``--check`` only tell which are out of date."""
    reader = argparse.ArgumentParser(prog="python -m experiments.documents", description=__doc__)
    reader.add_argument("--check", action="store_true", help="write nothing")
    check = reader.parse_args(words).check
    stale = out_of_date()
    for path, text in stale.items():
        if not check:
            path.write_text(text, encoding="utf-8", newline="\n")
        print(f"{path.relative_to(ROOT).as_posix()}: {'out of date' if check else 'written'}")
    if check and stale:
        print("Write them anew with: python -m experiments.documents", file=sys.stderr)
    return int(check and bool(stale))


if __name__ == "__main__":
    sys.exit(main())
