"""Case tables in their schema: loaded, checked, turned into cases and figures, named by a digest.

Shipped tables are checked by the tests, so that a command that reads only them starts at once. A
user's tables are checked here, every cell and every row, and all faults are told together.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from experiments.case_columns import SHEETS, CaseColumn
from experiments.case_faults import Fault, TableError
from experiments.case_loading import load_one
from experiments.case_remarks import case_remarks, funnel_remarks, table_remarks
from experiments.case_rules import campaign_faults, funnel_faults, observation_faults
from experiments.cases import Case, case_of, observation_of
from experiments.reported import Observation

Row = Mapping[str, str]


class CaseTables(NamedTuple):
    """Campaigns and what was reported of them: rows as text, in the order of their files.

    ``remarks`` say what was ignored or taken for unknown, a sentence each; they are no faults.
    """

    campaigns: tuple[Row, ...]
    observations: tuple[Row, ...]
    remarks: tuple[str, ...] = ()


class FunnelTable(NamedTuple):
    """Reported funnels of elevators: rows as text, in the order of the file; and remarks."""

    funnels: tuple[Row, ...]
    remarks: tuple[str, ...] = ()


def load_tables(campaigns: Path | None = None, observations: Path | None = None) -> CaseTables:
    """Load campaigns and their observations; None stands for the shipped table.

    Raises
    ------
    TableError
        Everything that is wrong with the files: row (the header is row 1), column, value, what was
        expected and what to do.
    """
    first, second = load_one("campaigns", campaigns), load_one("observations", observations)
    if campaigns is None and observations is None:
        return CaseTables(first.rows, second.rows)
    rules = [*campaign_faults(first.table), *observation_faults(second.table, first.table)]
    _refuse([first.faults, second.faults], rules)
    remarks = (
        *table_remarks("campaigns", first),
        *table_remarks("observations", second),
        *case_remarks(first, second),
    )
    return CaseTables(first.rows, second.rows, remarks)


def load_funnels(path: Path | None = None) -> FunnelTable:
    """Load reported funnels; None stands for the shipped table. Raises as ``load_tables`` does."""
    loaded = load_one("funnels", path)
    if path is None:
        return FunnelTable(loaded.rows)
    from experiments.folders import Folders

    _refuse([loaded.faults], funnel_faults(loaded.table))
    laws = Folders().options("law")
    remarks = (*table_remarks("funnels", loaded), *funnel_remarks(loaded, laws))
    return FunnelTable(loaded.rows, remarks)


def _refuse(tables: Sequence[Sequence[Fault]], rules: Iterable[Fault]) -> None:
    """Raise all faults there are, those of one file together and in the order of its rows."""
    faults = [*(fault for table in tables for fault in table), *rules]
    if not faults:
        return
    order = {file: k for k, file in enumerate(dict.fromkeys(fault.file for fault in faults))}
    raise TableError(sorted(faults, key=lambda fault: (order[fault.file], fault.row)))


def campaign_rows(tables: CaseTables) -> dict[str, Case]:
    """Return the campaigns by case id, with what each row says as quantities of the model."""
    return {row["case_id"]: case_of(row) for row in tables.campaigns}


def observation_rows(tables: CaseTables) -> dict[str, tuple[Observation, ...]]:
    """Return the reported figures of every campaign, in the order of the file; () for none."""
    told: dict[str, list[Observation]] = {row["case_id"]: [] for row in tables.campaigns}
    for row in tables.observations:
        told[row["case_id"]].append(observation_of(row))
    return {case_id: tuple(figures) for case_id, figures in told.items()}


def data_digest(tables: CaseTables | FunnelTable) -> str:
    """Return the SHA-256 of what a fit reads of the tables, as 64 hexadecimal digits.

    The order of rows and columns, line ends, spellings of one number (0.9, 0.90), sources, names
    and remarks make no difference; any other change does.
    """
    parts = {n: _plain(n, rows) for n, rows in tables._asdict().items() if n in SHEETS}
    return sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _plain(table: str, rows: Sequence[Row]) -> list[list[str]]:
    read = [c for c in SHEETS[table] if c.use in ("key", "covariate", "scored")]
    read.sort(key=lambda column: column.name)
    return sorted([_canonical(column, row[column.name]) for column in read] for row in rows)


def _canonical(column: CaseColumn, text: str) -> str:
    numeric = column.form in ("whole", "number") and text
    return repr(float(text)) if numeric else text.strip()
