"""The words of the command line: verbs, common keys, path keys, and what each of them takes."""

from __future__ import annotations

import re
from typing import NamedTuple

from experiments.errors import did_you_mean

PATHS = ("output", "campaigns", "observations", "funnels", "file", "address", "bank")
LATER = ("sensitivity", "discover", "search", "report", "dashboard", "import")


class Whole(NamedTuple):
    """A common key that takes a whole number."""

    low: int
    high: int
    about: str

    def read(self, key: str, text: str) -> tuple[int | None, str]:
        """Return the number, or what is wrong with the text."""
        number = int(text) if re.fullmatch(r"[+-]?[0-9]{1,19}", text) else None
        if number is not None and self.low <= number <= self.high:
            return number, ""
        wanted = f"a whole number from {self.low} to {self.high}"
        return None, f"{key}: got {text!r}, expected {wanted} ({self.about}). Write {key}=NUMBER."


class Word(NamedTuple):
    """A common key that takes one of a few words."""

    words: tuple[str, ...]
    about: str
    later: tuple[str, ...] = ()
    """Words of later versions: read, so that the verb can say so, but not offered."""

    def read(self, key: str, text: str) -> tuple[str | None, str]:
        """Return the word, or what is wrong with the text."""
        if text in (*self.words, *self.later):
            return text, ""
        hint = did_you_mean(text, self.words)
        return None, f"{key}: got {text!r}, expected one of {', '.join(self.words)}.{hint}"


class Number(NamedTuple):
    """A key that takes a number above 0."""

    about: str

    def read(self, key: str, text: str) -> tuple[float | None, str]:
        """Return the number, or what is wrong with the text."""
        plain = re.fullmatch(r"[+]?([0-9]{1,12}([.][0-9]*)?|[.][0-9]+)", text)
        number = float(text) if plain else 0.0
        if number > 0:
            return number, ""
        told = f"{key}: got {text!r}, expected a number above 0 ({self.about})."
        return None, f"{told} Write {key}=NUMBER."


RUN: dict[str, Whole | Word | Number] = {
    "runs": Whole(
        1,
        10_000_000,
        "how often the campaign is played, 400 unless told (each point of a sweep: 100)",
    ),
    "seed": Whole(0, 2**63 - 1, "the number that all luck follows from, 1 unless told"),
    "threads": Whole(1, 1024, "processors to use at once, all unless told"),
    "engine": Word(("threads",), "where runs are played", ("dask",)),
    "parameters": Word(
        ("posterior", "point", "prior"),
        "what uncertain numbers are, posterior unless told where one is shipped, else point",
    ),
    "format": Word(("table", "json"), "how the table is printed"),
    "language": Word(("en", "zh"), "language of labels"),
}
"""Keys of every verb that plays ensembles."""

EFFORT: dict[str, Whole | Word | Number] = {
    "budget": Word(("equal", "own"), "doses scaled to one budget, or as written (usual for laws)"),
    "hours": Number("worker-hours for each certificate, or household of elevators"),
    "yuan": Number("money for each certificate, or household of elevators"),
}
"""Keys of verbs that compare strategies at a budget."""

COMMON = RUN | EFFORT


class Real(NamedTuple):
    """A key that takes a number."""

    about: str

    def read(self, key: str, text: str) -> tuple[float | None, str]:
        """Return the number, or what is wrong with the text."""
        if re.fullmatch(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,2})?", text):
            return float(text), ""
        return None, f"{key}: got {text!r}, expected a number ({self.about}). Write {key}=NUMBER."


class Name(NamedTuple):
    """A key that takes a name, or a path, as it is."""

    about: str

    def read(self, key: str, text: str) -> tuple[str | None, str]:
        """Return the name, or that there is none."""
        bare = text.strip().strip("'\"")
        fault = f"{key}: got nothing, expected a name. Write {key}=NAME."
        return (bare, "") if bare else (None, fault)


OWN: dict[str, Whole | Word | Real | Name] = {
    "sweep": Name("a design (consent list), or the path of a file of your own"),
    "days": Word(("all",), "keep all days of more than 100,000 runs too"),
    "method": Name("an engagement method: consent methods"),
    "quantity": Name("which quantity of the method, its main dose unless told"),
    "points": Whole(2, 1001, "how many doses, 9 unless told"),
    "unselected": Word(
        ("yes", "no"),
        "predict as for a campaign that nobody chose to report (usual), or as for reported ones",
    ),
    "model": Word(("signing", "elevator"), "which model, signing unless told"),
    "loco": Word(("true", "false"), "leave each campaign out of the fit that forecasts it"),
    "draws": Whole(20, 100_000, "forecasts drawn for each campaign, 400 unless told"),
    "seeds": Whole(1, 100, "totals over so many seeds, 1 unless told"),
    "high": Real("the largest dose, the largest that the quantity allows unless told"),
    "particles": Whole(50, 100_000, "draws of the posterior, 1000 unless told"),
    "rows": Whole(100, 1_000_000, "prior runs of every case to learn from, 4000 unless told"),
    "ship": Word(("true", "false"), "put what was found where runs and documents find it"),
    "quick": Word(("true", "false"), "small numbers that show that all works, no verdict"),
}
"""Keys of single verbs."""


class Verb(NamedTuple):
    """What one verb takes: a folder, common keys, path keys, and whether it composes a scenario."""

    about: str
    example: str
    keys: tuple[str, ...] = ("format",)
    paths: tuple[str, ...] = ()
    folder: bool = False
    composes: bool = False
    lists: tuple[str, ...] = ()
    """Keys that take several names: ``strategies=[a,b]``."""


VERBS = {
    "list": Verb("scenarios, places, offers, laws and strategies that there are", "consent list"),
    "show": Verb(
        "one scenario laid open; what differs between several",
        "consent show scenario=zhangyuan\n  consent show 'scenarios=[zhangyuan,fangualong]'",
        ("format", "language"),
        composes=True,
        lists=("scenarios",),
    ),
    "run": Verb(
        "an ensemble of one scenario: a table, pictures, results in a folder",
        "consent run scenario=zhangyuan runs=100 strategy=none campaign.threshold=0.95",
        tuple(RUN),
        ("output",),
        composes=True,
    ),
    "compare": Verb(
        "strategies or laws side by side, with the same luck and budget: who leads, who not",
        "consent compare scenario=zhangyuan 'strategies=[usual,none]' runs=100\n"
        "  consent compare scenario=hongkou_elevators 'laws=[shanghai_2016,civil_code_2021]'",
        tuple(COMMON),
        ("output",),
        composes=True,
        lists=("strategies", "laws"),
    ),
    "sweep": Verb(
        "many points with the same luck: quantities, strategies, laws; tables, curves, heat map",
        "consent sweep scenario=zhangyuan sweep=demo",
        ("sweep", "days", *RUN),
        ("output",),
        composes=True,
    ),
    "dose": Verb(
        "how much of a method helps, and where more of it starts to hurt",
        "consent dose scenario=zhangyuan method=visits high=8",
        ("method", "quantity", "points", "high", *RUN),
        ("output",),
        composes=True,
    ),
    "predict": Verb(
        "a planned campaign: probability of the threshold by each day, what drives it",
        "consent predict scenario=zhangyuan\n  consent predict file=plan.yaml",
        ("unselected", *(key for key in RUN if key != "engine")),
        ("output", "file"),
        composes=True,
    ),
    "check": Verb(
        "is the calibration honest: gates beyond scoring, what it needs, what selection changes",
        "consent check 'what=[sbc,recovery]'\n  consent check quick=true",
        ("model", "quick", "ship", "seed", "threads", "format", "language"),
        ("output", "bank"),
        lists=("what",),
    ),
    "calibrate": Verb(
        "fit a model to reported cases; ship=true makes it the posterior that runs start from",
        "consent calibrate model=signing",
        ("model", "particles", "rows", "ship", "seed", "threads", "language"),
        ("output",),
    ),
    "status": Verb("how far a results folder is", "consent status DIR", folder=True),
    "resume": Verb(
        "finish an interrupted results folder",
        "consent resume DIR",
        ("threads", "format", "language"),
        folder=True,
    ),
    "validate": Verb(
        "forecasts of reported campaigns, scored against what was reported and plain rules",
        "consent validate loco=true\n"
        "  consent validate campaigns=my_campaigns.csv observations=my_observations.csv",
        ("model", "loco", "draws", "seed", "seeds", "ship", "threads", "format", "language"),
        ("campaigns", "observations", "funnels", "output"),
    ),
    "methods": Verb(
        "the engagement methods: what happens, who acts, doses, time, money, sources",
        "consent methods language=zh",
        ("format", "language"),
    ),
    "coverage": Verb(
        "every system of the source documents, and what stands for it here",
        "consent coverage",
        ("format", "language"),
    ),
}
