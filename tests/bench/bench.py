"""Run the benchmarks: ``python -m tests.bench [speed] [district] ... [rounds=15]``."""

from __future__ import annotations

import sys

from tests.bench.district import district
from tests.bench.report import Report
from tests.bench.size import size
from tests.bench.speed import speed
from tests.bench.start import start

PARTS = {"speed": speed, "size": size, "district": district, "start": start}
USAGE = f"usage: python -m tests.bench [{'] ['.join(PARTS)}] [rounds=15]"


def main(words: list[str]) -> int:
    """Run the parts that were named, or all; return the exit code."""
    rounds = "15"
    parts = []
    for word in words:
        if word.startswith("rounds="):
            rounds = word.removeprefix("rounds=")
        else:
            parts.append(word)
    unknown = [part for part in parts if part not in PARTS]
    if unknown or not rounds.isdigit() or int(rounds) < 1:
        print(f"got {' '.join(words)!r}; {USAGE}", file=sys.stderr)
        return 2
    report = Report()
    print("Processor time; contestants take turns. A ratio is the median over the rounds.")
    for part in parts or PARTS:
        PARTS[part](report, int(rounds))
    print(f"\nwritten to {report.save()}")
    return 0
