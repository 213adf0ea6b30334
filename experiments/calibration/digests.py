"""Digests of what a posterior rests on: the rules that were fitted, and the figures they met.

The rules are read as syntax trees without docstrings and comments, and without the words that tell
of a quantity (source, meaning, labels): whoever mends a sentence invalidates no posterior. Nor does
whoever corrects a source in the case tables, whose digest is that of their schema.
What a draw means as a value belongs to the rules.
"""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from experiments import case_schema
from sim.engine.verb import ROOT, code_digest

TOLD = ("source", "meaning", "label", "label_zh")
"""Arguments of a call that tell of a quantity and change no number."""
_NEWER = ("type_params", "type_ignores", "kind")  # fields that some versions of Python add


@cache
def rules_digest(model: str) -> str:
    """Return the digest (16 hexadecimal characters) of the rules below ``sim`` and of a model."""
    digest = hashlib.sha256()
    for folder in (ROOT / "sim", ROOT / "models" / model):
        for path in sorted(folder.rglob("*.py")):
            digest.update(path.relative_to(ROOT).as_posix().encode())
            digest.update(digest_text(path).encode())
    for path in _meaning_of_draws(model):
        digest.update(digest_text(path).encode())
    return digest.hexdigest()[:16]


def _meaning_of_draws(model: str) -> list[Path]:
    """List the files that say what a standard normal coordinate means and how reports are read."""
    home = ROOT / "experiments" / "calibration"
    common = [home / name for name in ("likelihood.py", "play.py", "study.py")]
    return sorted([*common, *home.glob(f"{model}_*.py")])


def digest_text(path: Path) -> str:
    """Return what a source file says, without comments, docstrings and telling words."""
    return _spelt(ast.parse(path.read_bytes()))


def _spelt(node: Any) -> str:
    """Spell a syntax tree in a way that is the same in every version of Python."""
    if isinstance(node, list):
        return f"[{' '.join(map(_spelt, node))}]"
    if not isinstance(node, ast.AST):
        return repr(node)
    return f"{type(node).__name__}({' '.join(f'{name}={_spelt(v)}' for name, v in _parts(node))})"


def _parts(node: ast.AST) -> Iterator[tuple[str, Any]]:
    """Yield the fields of a node that say something, without docstrings and telling words."""
    for name, value in ast.iter_fields(node):
        part = value
        if name == "body" and isinstance(value, list) and _has_docstring(value):
            part = value[1:]
        if name == "keywords":
            part = [word for word in value if word.arg not in TOLD]
        if part is not None and part != [] and name not in _NEWER:
            yield name, part


def _has_docstring(body: list[Any]) -> bool:
    first = body[0] if body else None
    if not isinstance(first, ast.Expr) or not isinstance(first.value, ast.Constant):
        return False
    return isinstance(first.value.value, str)


@cache
def data_digest(model: str) -> str:
    """Return the digest (16 characters) of what a fit reads of the shipped case tables."""
    tables = case_schema.load_tables() if model == "signing" else case_schema.load_funnels()
    return case_schema.data_digest(tables)[:16]


def present(model: str) -> dict[str, str]:
    """Return the digests of the rules and figures that are there now: what a fit writes down."""
    return {
        "code_digest": code_digest(),
        "rules_digest": rules_digest(model),
        "data_digest": data_digest(model),
    }


def what_differs(about: Mapping[str, Any], model: str) -> list[str]:
    """Name what has changed since a fit: "the rules", "the reported figures"; [] if nothing has.

    Sources that are the same byte by byte are not read as trees: that costs half a second.
    """
    same_code = about.get("code_digest") == code_digest()
    same_rules = same_code or about.get("rules_digest") == rules_digest(model)
    told = [] if same_rules else ["the rules"]
    return told + (
        [] if about.get("data_digest") == data_digest(model) else ["the reported figures"]
    )
