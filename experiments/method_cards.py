"""Every engagement method as a card: what happens, who acts, how much, at what cost, since where.

A card is read off the method's own file: the docstring tells the names in both languages, the
mechanism and the side effect of overuse; the dataclass tells doses, working time and money. The
rows of the source documents come from the coverage table.
"""

from __future__ import annotations

import re
from types import ModuleType
from typing import TYPE_CHECKING, Any

from experiments.coverage import rows_by_home
from experiments.known_models import MODELS
from experiments.plain_table import text_table
from experiments.scenario import sheet_module

if TYPE_CHECKING:
    from sim.engine.quantity import About

Row = dict[str, Any]
_HEAD = re.compile(r"(?P<name>[^(:]+?) *\((?P<name_zh>[^)]+)\): *(?P<does>.+)")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9])")
_OVERUSE = re.compile(
    r"side effect|overus|overdone|one too many|\btoo (?:often|many|much|soon|long)|\btires\b"
    r"|trust is lost|loses trust",
    re.IGNORECASE,
)
WORDS = {
    "rows": ("rows", "条目"), "time": ("working time", "用时"), "money": ("money", "费用"),
    "overuse": ("overuse", "过度使用"), "model": ("model", "模型"), "none": ("none", "无"),
    "hours": ("h", "小时"),
}  # fmt: skip
DOSE_COLUMNS = ("quantity", "label", "role", "unit", "range", "source")


def method_rows() -> list[Row]:
    """List the engagement methods of every model.

    Returns
    -------
    list of dict
        method, name, name_zh, about, mechanism, overuse, actor, model, rows, doses, time, money,
        quantities.
    """
    return [
        _card(name, method, model, rows_by_home(model))
        for model in MODELS
        for name, method in sheet_module(model).METHODS.items()
    ]


def _card(name: str, method: ModuleType, model: str, named: dict[tuple[str, str], Any]) -> Row:
    head, mechanism = told_by(method)
    named_as = _HEAD.match(head)
    abouts = [a for a in sheet_module(model).SHEET.abouts if a.group == f"strategy.{name}"]
    listed = [_quantity(about) for about in abouts]
    found = set(named.get(("method", name), ()))
    found |= {row for about in abouts for row in named.get(("quantity", about.name), ())}
    return {
        "method": name,
        "name": named_as["name"] if named_as else name,
        "name_zh": named_as["name_zh"] if named_as else "",
        "about": head,
        "mechanism": mechanism,
        "overuse": overuse_told(mechanism),
        "actor": method.ACTOR,
        "model": model,
        "rows": sorted(found, key=_place),
        "doses": [a.name for a in abouts if a.role == "dose"],
        "time": [_cost(a) for a in abouts if a.role != "dose" and a.unit.startswith("min/")],
        "money": [_cost(a) for a in abouts if a.role != "dose" and a.unit.startswith("yuan/")],
        "quantities": listed,
    }


def told_by(method: ModuleType) -> tuple[str, str]:
    """Return the first line of a method's docstring, and the rest without the line of rows."""
    head, _, rest = (method.__doc__ or "").strip().partition("\n")
    return head.strip(), " ".join(rest.partition("\nRows:")[0].split())


def overuse_told(mechanism: str) -> str:
    """Return the sentences that tell a side effect, or what too much of a method does."""
    return " ".join(s for s in _SENTENCE.split(mechanism) if _OVERUSE.search(s))


def _place(row: str) -> tuple[str, int]:
    document, _, number = row.partition("-")
    return document, int(number)


def _quantity(about: About) -> Row:
    return {
        "quantity": about.name,
        "label": about.label,
        "label_zh": about.label_zh,
        "role": about.role,
        "unit": about.unit,
        "range": f"{about.low:.10g} to {about.high:.10g}",
        "source": about.source,
    }


def _cost(about: About) -> Row:
    """Tell what one dose takes: minutes as hours too, or yuan."""
    told: Row = {"quantity": about.name, "value": about.point, "unit": about.unit}
    if about.unit.startswith("min/"):
        told["hours"] = round(float(about.point) / 60.0, 3)
    return told


def methods_text(language: str = "en") -> str:
    """Write the cards for a terminal."""
    return "\n\n".join(_card_text(card, int(language == "zh")) for card in method_rows())


def _card_text(card: Row, zh: int) -> str:
    names = (f"{card['name']} ({card['name_zh']})", f"{card['name_zh']} {card['name']}")[zh]
    rows = ", ".join(card["rows"]) or WORDS["none"][zh]
    doses = [{**q, "label": q["label_zh"]} if zh else q for q in card["quantities"]]
    lines = [
        f"{card['method']}: {names}  [{card['actor']}; {WORDS['model'][zh]} {card['model']}; "
        f"{WORDS['rows'][zh]}: {rows}]",
        f"  {_what(card)}",
        *([f"  {WORDS['overuse'][zh]}: {card['overuse']}"] if card["overuse"] else []),
        f"  {WORDS['time'][zh]}: {_costs(card['time'], zh)}; "
        f"{WORDS['money'][zh]}: {_costs(card['money'], zh)}",
        *(f"    {line}" for line in text_table(doses, DOSE_COLUMNS).splitlines()),
    ]
    return "\n".join(lines)


def _what(card: Row) -> str:
    """Tell what happens: the first line of the docstring without the names, then the rest."""
    head = _HEAD.match(card["about"])
    does = head["does"] if head else card["about"]
    return f"{does[:1].upper()}{does[1:]} {card['mechanism']}".strip()


def _costs(costs: list[Row], zh: int) -> str:
    """Tell each cost: the quantity, its usual value, and hours where it is time."""
    told = [f"{c['quantity']} {c['value']:g} {c['unit']}" + _hours(c, zh) for c in costs]
    return ", ".join(told) or WORDS["none"][zh]


def _hours(cost: Row, zh: int) -> str:
    return f" ({cost['hours']:.2g} {WORDS['hours'][zh]})" if "hours" in cost else ""
