"""Every system of the five source documents, and what stands for it here: the coverage table.

``scenarios/cases/systems.csv`` lists the rows with names of our own. A row that is to be modelled
directly (D) or as a parameter (P) has homes: methods, quantities or facts of scenarios; the others
(C) are context only. Where a row has several homes they are told one by one. A row's fit says how
far its homes may be taken for it: they are the same thing, or only stand in for it.
"""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from experiments.case_files import shipped_rows
from experiments.homes import files_of
from experiments.plain_table import markdown_table, text_table

Row = dict[str, Any]
DOCUMENTS = {
    "S0": ("Huaihai Middle Road, 2022", "淮海中路街道，2022"),
    "S1": ("Hongkou, about 2020", "虹口区，约2020"),
    "S2": ("Nanjing West Road, 2018", "南京西路街道，2018"),
    "S3": ("Tianmu West Road, 2024", "天目西路街道，2024"),
    "S4": ("Huaihai Middle Road, 2020", "淮海中路街道，2020"),
}
"""The source documents, by the beginning of their rows."""
MARKS = {"D": ("direct", "直接建模"), "P": ("parameter", "参数"), "C": ("context", "背景")}
KINDS = {
    "method": ("method", "方法"), "quantity": ("quantity", "参量"),
    "scenario": ("scenario", "情景"), "context": ("context only", "仅背景"),
}  # fmt: skip
FITS = {"same": ("same", "相符"), "stands in": ("stands in", "替代")}
"""How near the homes of a row come to it: the same thing, or the nearest thing that there is."""

COLUMNS = ("row", "name", "mark", "home", "fit", "model", "file")


class Home(NamedTuple):
    """One thing that stands for a row: ``files`` says where it is declared, by model."""

    kind: str
    name: str
    files: dict[str, str]


class System(NamedTuple):
    """One row of the source documents: a system or a figure that they report."""

    row: str
    name: str
    name_zh: str
    mark: str
    homes: tuple[Home, ...]
    model: str
    fit: str

    @property
    def document(self) -> str:
        """The document that the row is of."""
        return self.row.partition("-")[0]

    @property
    def must_have_home(self) -> bool:
        """Whether the row is to be modelled, directly or as a parameter."""
        return bool({*self.mark} & {"D", "P"})


@cache
def systems() -> tuple[System, ...]:
    """Read every system of the source documents, in their order."""
    return tuple(_system(row) for row in shipped_rows("systems.csv"))


def _system(row: dict[str, str]) -> System:
    names = [name for name in row["home"].split(";") if name]
    kinds = row["kind"].split(";")
    kinds = kinds * len(names) if len(kinds) == 1 else kinds
    homes = tuple(_home(k, n, row["model"]) for k, n in zip(kinds, names, strict=True))
    names_and_mark = row["row"], row["name"], row["name_zh"], row["mark"]
    return System(*names_and_mark, homes, row["model"], row["fit"])


def _home(kind: str, name: str, model: str) -> Home:
    there = files_of(kind, name)
    return Home(kind, name, {m: f for m, f in there.items() if model in ("both", m)})


def rows_by_home(model: str) -> dict[tuple[str, str], list[str]]:
    """List the rows of every method, quantity and fact that is a home in a model."""
    found: dict[tuple[str, str], list[str]] = {}
    for system in systems():
        for home in system.homes:
            if model in home.files:
                found.setdefault((home.kind, home.name), []).append(system.row)
    return found


def coverage_rows(language: str = "en") -> list[Row]:
    """List the table: one line for each home of each row, and one for a row without any.

    Returns
    -------
    list of dict
        document, row, name, mark, home, fit, file, model.
    """
    zh = int(language == "zh")
    return [
        {
            "document": system.document,
            "row": system.row,
            "name": (system.name, system.name_zh)[zh],
            "mark": " ".join(MARKS[letter][zh] for letter in system.mark),
            "home": f"{KINDS[home.kind][zh]}: {home.name}" if home else KINDS["context"][zh],
            "fit": FITS[system.fit][zh] if home else "",
            "model": " ".join(home.files) if home else "",
            "file": " ".join(dict.fromkeys(home.files.values())) if home else "",
        }
        for system in systems()
        for home in (system.homes or (None,))
    ]


def counts(document: str = "") -> dict[str, int]:
    """Count the rows of a document, or of all: with a direct, a parameter, a context-only mark.

    A row that is marked twice counts under each mark; ``context`` are those marked so alone.
    """
    some = [system for system in systems() if system.row.startswith(document)]
    return {
        "rows": len(some),
        "direct": sum("D" in system.mark for system in some),
        "parameter": sum("P" in system.mark for system in some),
        "context": sum(not system.must_have_home for system in some),
    }


def coverage_data(language: str = "en") -> Row:
    """Return the table and its counts, plain and JSON-able."""
    return {"counts": {d: counts(d) for d in DOCUMENTS} | {"all": counts()},
            "rows": coverage_rows(language)}  # fmt: skip


def coverage_text(language: str = "en") -> str:
    """Write the table for a terminal, document by document."""
    zh, rows = int(language == "zh"), coverage_rows(language)
    parts = []
    for document, titles in DOCUMENTS.items():
        some = [row for row in rows if row["document"] == document]
        head = f"{document} {titles[zh]}: {_counted(counts(document), zh)}"
        parts.append(f"{head}\n{text_table(some, COLUMNS)}\n")
    return "\n".join([*parts, f"{('All', '合计')[zh]}: {_counted(counts(), zh)}"])


def _counted(number: dict[str, int], zh: int) -> str:
    if zh:
        return (f"{number['rows']}条，直接建模{number['direct']}，参数{number['parameter']}，"
                f"仅背景{number['context']}")  # fmt: skip
    return (f"{number['rows']} rows, {number['direct']} direct, {number['parameter']} parameter, "
            f"{number['context']} context only")  # fmt: skip


def coverage_table() -> str:
    """Write the table in Markdown, in both languages, for a document."""
    chinese = {system.row: system.name_zh for system in systems()}
    rows = [
        {**row, "中文": chinese[row["row"]], "home": _code(row["home"]), "file": _code(row["file"])}
        for row in coverage_rows()
    ]
    columns = ("row", "name", "中文", "mark", "home", "fit", "model", "file")
    return "\n\n".join(
        f"**{document}, {en} ({zh})**: {_counted(counts(document), 0)}.\n\n"
        + markdown_table([row for row in rows if row["document"] == document], columns)
        for document, (en, zh) in DOCUMENTS.items()
    )


def _code(told: str) -> str:
    """Set the last word of a home, or every path, as code."""
    kind, colon, name = told.partition(": ")
    if colon:
        return f"{kind}: `{name}`"
    return " ".join(f"`{path}`" for path in told.split()) if "/" in told else told
