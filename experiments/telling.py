"""What a finished run prints: the table with its remarks, or the reported figures as JSON."""

from __future__ import annotations

from experiments.ledger import Ledger
from experiments.remarks import remarks
from experiments.scenario import Scenario
from experiments.summary import as_json, result_rows, table_rows
from experiments.table import as_table


def as_told(ledger: Ledger, scenario: Scenario, format: str, language: str) -> str:
    """Return what is printed, with ``format`` ``"table"`` or ``"json"``."""
    if format == "json":
        return as_json(result_rows(ledger, scenario.observations))
    rows = table_rows(ledger, scenario.observations)
    table = as_table(rows, scenario, ledger.attrs, language)
    below = remarks(ledger, scenario, language)
    return "\n".join([table, *(["", *below] if below else [])])
