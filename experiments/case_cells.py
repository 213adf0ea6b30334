"""What may stand in one cell of a case table, and what to do about a cell that does not fit."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from experiments.case_columns import CaseColumn
from experiments.errors import did_you_mean

NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
WHOLE = re.compile(r"[+-]?[0-9]{1,15}(?:\.0*)?")
NAME = re.compile(r"[^\s/\\]{1,80}")
DAY = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})(?:[-/.月]([0-9]{1,2})日?)?月?")
OLDEST, NEWEST = 1949, 2099
"""Years that a date may have: since there are such campaigns, to the last the calendar knows."""


def fits(column: CaseColumn, text: str) -> bool:
    """Tell whether a cell holds what its column allows; a blank, where a blank has a meaning."""
    if not text:
        return bool(column.blank)
    if column.form in ("whole", "number"):
        shape = WHOLE if column.form == "whole" else NUMBER
        return bool(shape.fullmatch(text)) and column.low <= float(text) <= column.high
    return {
        "id": lambda: bool(NAME.fullmatch(text)),
        "word": lambda: text in column.words,
        "text": lambda: "\0" not in text,
        "date": lambda: _is_date(text),
    }[column.form]()


def _is_date(text: str) -> bool:
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", text):
        return False
    try:
        day = date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return False
    return OLDEST <= day.year <= NEWEST


def remedy(column: CaseColumn, text: str) -> str:
    """Say what to do about a cell that does not fit."""
    if not text:
        return "Fill it in, or leave the row out."
    hints: dict[str, Callable[[], str]] = {
        "number": lambda: _share(text),
        "whole": lambda: _whole(column, text),
        "word": lambda: did_you_mean(text, column.words).strip() or "Write one of these words.",
        "date": lambda: _date(text),
        "id": lambda: "Write it without spaces and slashes.",
    }
    blank = " Leave it blank where it is unknown." if column.blank else ""
    return hints.get(column.form, lambda: "Write it anew.")() + blank


def _share(text: str) -> str:
    """Turn a percentage or a decimal comma into the share that it seems to mean."""
    bare = text.rstrip("%％ ")
    if bare == text and re.fullmatch(r"0,[0-9]+", text):
        return f"Write {text.replace(',', '.')}."
    if not NUMBER.fullmatch(bare):
        return "Write a share such as 0.97."
    value = float(bare)
    if bare != text or 1 < value <= 100:
        return f"A percentage? Write {value / 100:.10g}."
    return "A count? Divide it by n_units." if value > 100 else "Write a share such as 0.97."


def _whole(column: CaseColumn, text: str) -> str:
    if column.name == "day" and WHOLE.fullmatch(text) and float(text) < 1:
        return "Day 1 is signing_start: leave out what was reported of days before it."
    if re.fullmatch(r"[0-9]{1,3}([,， ][0-9]{3})+", text):
        return f"Write {re.sub('[^0-9]', '', text)}."
    return "Write digits only."


def _date(text: str) -> str:
    found = DAY.fullmatch(text)
    if found is None:
        return "Write it as 2019-01-12, 2019-01 or 2019."
    parts = [found[1], *(f"{int(part):02}" for part in found.groups()[1:] if part)]
    wanted = "-".join(parts)
    return f"Write {wanted}." if _is_date(wanted) else "There is no such day: check it."
