"""The report: tables and targets on standard output and in outputs/bench/bench.json."""

from __future__ import annotations

import json
import os
import platform
from pathlib import Path
from typing import Any

PLACE = Path("outputs") / "bench" / "bench.json"


class Report:
    """What was measured so far, printed as it comes."""

    def __init__(self) -> None:
        self.parts: dict[str, Any] = {
            "machine": _machine(),
            "tables": {},
            "targets": {},
            "notes": [],
        }

    def note(self, text: str) -> None:
        """Say something in passing."""
        print(f"note: {text}", flush=True)
        self.parts["notes"].append(text)

    def table(self, title: str, rows: dict[str, dict[str, float]]) -> None:
        """Print rows of numbers that share their columns."""
        columns = list(next(iter(rows.values())))
        wide = max(len(name) for name in rows) + 2
        print(f"\n{title}\n{'':{wide}}" + "".join(f"{c:>27}" for c in columns))
        for name, row in rows.items():
            print(f"{name:{wide}}" + "".join(f"{row[c]:>27.3f}" for c in columns), flush=True)
        self.parts["tables"][title] = rows

    def target(
        self, name: str, value: float, at_least: float | None = None, at_most: float | None = None
    ) -> None:
        """Print a number, and whether it is where it should be."""
        goal, word = "", ""
        if at_least is not None:
            goal, word = f"at least {at_least:g}", "pass" if value >= at_least else "FAIL"
        elif at_most is not None:
            goal, word = f"at most {at_most:g}", "pass" if value <= at_most else "FAIL"
        print(f"{name:48}{value:10.2f}  {goal:16}{word}", flush=True)
        self.parts["targets"][name] = {"value": value, "goal": goal, "result": word}

    def save(self) -> Path:
        """Write everything to ``outputs/bench/bench.json`` below the current folder."""
        PLACE.parent.mkdir(parents=True, exist_ok=True)
        new = PLACE.with_suffix(".part")
        new.write_text(
            json.dumps(self.parts, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
        )
        new.replace(PLACE)
        return PLACE


def _machine() -> dict[str, object]:
    return {
        "processor": platform.processor() or platform.machine(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "load": os.getloadavg()[0] if hasattr(os, "getloadavg") else None,
    }
