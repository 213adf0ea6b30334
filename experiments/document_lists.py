"""The lists that documents show: phases, obstacles, services, groups, methods and scenarios.

Each is read off the code that it describes, and is a function that returns Markdown.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from experiments.catalogue import files
from experiments.known_models import FIRST
from experiments.plain_table import markdown_table
from experiments.scenario import outcome_module, sheet_module
from models.signing import town
from models.signing.sheet import METHODS, SHEET
from sim.people import obstacles, plot, service

Row = dict[str, Any]
STAGES = ("work", "sense", "serve", "listen", "move")
"""Stages of the day in which a method acts, in their order."""

STAFF = (
    "MEDIATORS", "LAWYERS", "COURT", "HOUSE_FINDERS", "CARERS", "DEPARTMENTS", "COMMITTEE",
    "PETITION", "CASEWORK",
)  # fmt: skip
"""Names that methods know the services by, in the order of ``SERVICES``."""

SECOND_LINE = (plot.COURT, plot.COMMITTEE)


def phase_table() -> str:
    """Write the phases of a campaign in both languages."""
    named = zip(town.PHASES, town.PHASES_ZH, strict=True)
    rows = [{"phase": n, "name": en, "中文": zh} for n, (en, zh) in enumerate(named)]
    return markdown_table(rows, ("phase", "name", "中文"))


def group_table() -> str:
    """Write the groups that outcomes are told by, in both languages."""
    named = zip(town.GROUPS, town.GROUPS_ZH, strict=True)
    return markdown_table([{"group": f"`{en}`", "中文": zh} for en, zh in named], ("group", "中文"))


def obstacle_table() -> str:
    """Write the kinds of obstacle: how frequent, how easily removed, who hears them first."""
    rows = [_obstacle_row(n) for n in range(len(obstacles.KINDS))]
    heads = ("bit", "obstacle", "what it is", "中文", "frequency", "ease", "first line", "source")
    return markdown_table(rows, heads)


def _obstacle_row(n: int) -> Row:
    kind = obstacles.KINDS[n]
    share, ease = SHEET.by_name[f"{kind}_share"], SHEET.by_name[f"{kind}_ease"]
    places = [place for place in range(len(service.SERVICES)) if place not in SECOND_LINE]
    heard = [f"`{service.SERVICES[p]}`" for p in places if service.HEARS[p] >> n & 1]
    return {
        "bit": n, "obstacle": f"`{kind}`", "what it is": obstacles.LABELS[n],
        "中文": obstacles.LABELS_ZH[n], "frequency": share.default, "ease": ease.default,
        "first line": ", ".join(heard) or "talks only", "source": share.source,
    }  # fmt: skip


def service_table() -> str:
    """Write the services: what each hears, in which line it stands, which method staffs it."""
    rows = [_service_row(place) for place in range(len(service.SERVICES))]
    return markdown_table(rows, ("service", "what it is", "中文", "hears", "line", "staffed by"))


def _service_row(place: int) -> Row:
    hears = [f"`{k}`" for n, k in enumerate(obstacles.KINDS) if service.HEARS[place] >> n & 1]
    staff = [f"`{name}`" for name, method in METHODS.items() if hasattr(method, STAFF[place])]
    return {
        "service": f"`{service.SERVICES[place]}`", "what it is": service.LABELS[place],
        "中文": service.LABELS_ZH[place],
        "hears": "all kinds" if len(hears) == len(obstacles.KINDS) else ", ".join(hears),
        "line": "second" if place in SECOND_LINE else "first", "staffed by": ", ".join(staff),
    }  # fmt: skip


def method_table(model: str = FIRST) -> str:
    """Write the engagement methods in the order of the day: stage, actor, and what they are."""
    methods = sheet_module(model).METHODS
    order = dict.fromkeys([*STAGES, *(method.STAGE for method in methods.values())])
    rows = [
        {"stage": m.STAGE, "method": f"`{name}`", "actor": m.ACTOR, "what it is": _first_line(m)}
        for name, m in sorted(methods.items(), key=lambda pair: [*order].index(pair[1].STAGE))
    ]
    return markdown_table(rows, ("stage", "method", "actor", "what it is"))


def _first_line(module: Any) -> str:
    return str(module.__doc__).strip().partition("\n")[0]


def stage_table(model: str) -> str:
    """Write the stages of a case in both languages."""
    stages = import_module(f"models.{model}.stages")
    named = zip(stages.STAGES, stages.STAGES_ZH, strict=True)
    rows = [{"stage": n, "name": en, "中文": zh} for n, (en, zh) in enumerate(named)]
    return markdown_table(rows, ("stage", "name", "中文"))


def block_table(model: str) -> str:
    """Write why a case stops, in both languages."""
    words = import_module(f"models.{model}.stages")
    named = zip(words.BLOCKS, words.BLOCKS_LABELS, words.BLOCKS_ZH, strict=True)
    rows = [{"reason": f"`{name}`", "what it is": en, "中文": zh} for name, en, zh in named]
    return markdown_table(rows, ("reason", "what it is", "中文"))


def outcome_table(model: str) -> str:
    """Write the outcomes that are worked out from the books of a run."""
    rows = [
        {"outcome": f"`{made.name}`", "unit": made.unit, "meaning": made.meaning}
        for made in outcome_module(model).ALL
    ]
    return markdown_table(rows, ("outcome", "unit", "meaning"))


def scenario_table(model: str = FIRST) -> str:
    """Write the shipped scenarios as ``consent list`` tells them."""
    there = [row for row in files()["scenario"] if row["model"] == model]
    rows = [{**row, "name": f"`{row['name']}`"} for row in there]
    names = {"name": "scenario", "title_zh": "中文", "opening": "day 1"}
    told = [{names.get(key, key): _english(value) for key, value in row.items()} for row in rows]
    kind = "kind" if model == FIRST else "law"
    return markdown_table(told, ("scenario", "中文", kind, "size", "day 1", "reported"))


def _english(told: object) -> str:
    """Leave out the Chinese half of what is told in both languages."""
    return str(told).partition(" / ")[0]
