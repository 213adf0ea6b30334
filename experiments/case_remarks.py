"""What a loader takes no fault at, and yet says: columns and figures that it does not use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from experiments.case_columns import ROUNDING, SHEETS
from experiments.case_loading import Loaded
from experiments.case_rules import falls
from experiments.cases import per_worker
from experiments.errors import did_you_mean

SHOWN = 5


def table_remarks(table: str, loaded: Loaded) -> Iterator[str]:
    """Name the columns of a file that its schema does not know."""
    known = [column.name for column in SHEETS[table]]
    for name in loaded.ignored:
        hint = did_you_mean(name, known)
        yield f"{loaded.table.file}, column {name}: not in the schema, and ignored.{hint}"


def case_remarks(campaigns: Loaded, observations: Loaded) -> Iterator[str]:
    """Name campaigns without figures, workers taken for unknown, and shares that fall a little."""
    told = {row["case_id"] for row in observations.rows}
    silent = [row["case_id"] for row in campaigns.rows if row["case_id"] not in told]
    if silent:
        yield f"{campaigns.table.file}: no observation of {_some(silent)}."
    for row in campaigns.rows:
        if row["n_units"] and row["workers"] and per_worker(row) is None:
            yield (
                f"{campaigns.table.file}, {row['case_id']}: {row['n_units']} units and "
                f"{row['workers']} workers are not 1 to 400 for each, so workers count as unknown."
            )
    for fault in falls(observations.table, least=0.0):
        yield (
            f"{fault.file}, row {fault.row}: {fault.value} is below an earlier share by no more "
            f"than {ROUNDING:g}, and counts as rounded."
        )


def funnel_remarks(loaded: Loaded, laws: Iterable[str]) -> Iterator[str]:
    """Name laws that no file describes."""
    known = {*laws, ""}
    strange = sorted({row["law"] for row in loaded.rows} - known)
    if strange:
        yield f"{loaded.table.file}: no file describes the law {_some(strange)}."


def _some(names: list[str]) -> str:
    rest = len(names) - SHOWN
    return ", ".join(names[:SHOWN]) + (f" and {rest} more" if rest > 0 else "")
