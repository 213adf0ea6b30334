"""Results folders as commands leave them, made up: enough for every validation table."""

from __future__ import annotations

import json

import numpy as np

from experiments.calibration.predictive import CaseForecast
from experiments.cases import signing_cases, signing_observations
from experiments.checking import ablation, effects, patterns, selection
from experiments.checking.gates import Gate, as_row
from experiments.checking.tables import write_rows
from experiments.validate import learnt_from
from experiments.validation.collected import collect
from experiments.validation.folder import scores_text
from experiments.validation.seeds import over_seeds

SOME = ("fangualong", "zhangyuan", "pengsan-5", "tianshan-5", "beijing-weigongcun")
MANIFEST = {"seed": 1, "start": "2026-01-01T10:00:00+00:00", "end": "2026-01-01T10:12:30+00:00",
            "code_digest": "none"}  # fmt: skip
GATES = (
    Gate("V6", "ranks", "秩", 1.0, 0.95, None, True, "luck"),
    Gate("V7", "cover", "覆盖", 0.7, 0.85, 0.95, False),
    Gate("V11", "First visit", "首次走访", 4.0, 0.0, 10.0, True, "points"),
    Gate("selection", "change", "变化", 0.1, None, None, None),
)


def scores(loco=True):
    """Score made-up forecasts of a few campaigns."""
    luck = np.random.default_rng(3)
    cases = {name: signing_cases()[name] for name in SOME}
    about = {"model": "signing", "loco": loco, "draws": 40, "horizon": 540,
             "fitted": [] if loco else list(SOME)}  # fmt: skip
    made = collect([forecast(name, luck) for name in SOME], cases, learnt_from(), about=about)
    return over_seeds([made])


def forecast(name, luck):
    """Forecast a campaign near what it reported."""
    seen = tuple(
        o for o in signing_observations(name) if o.measure == "signing" or name == "tianshan-5"
    )
    stats = [np.clip(o.share + luck.normal(0, 0.05, 40), 0, 1) if o.relation != "reached"
             else np.where(luck.random(40) < 0.2, np.inf, luck.integers(10, 90, 40) * 1.0)
             for o in seen]  # fmt: skip
    even = np.full(40, 1 / 40)
    return CaseForecast(name, 900, seen, np.stack(stats, axis=1), np.full(40, 300.0), even, 540)


def folder_of(place, files):
    """Write a results folder: its manifest and some texts."""
    place.mkdir()
    (place / "manifest.json").write_text(json.dumps(MANIFEST), encoding="utf-8")
    for name, text in files.items():
        (place / name).write_text(text, encoding="utf-8")
    return place


def validation(place, loco=True):
    """Leave what ``consent validate`` leaves."""
    return folder_of(place, {"scores.json": scores_text(scores(loco))})


def calibration(place):
    """Leave the tables that ``consent calibrate`` leaves."""
    head = "case_id,observation,relation,reported,n,low,q25,median,q75,high\n"
    rows = ("zhangyuan,signing_share_day_10,at,0.9715,1122,0.95,0.96,0.97,0.98,0.99\n"
            "fangualong,day_of_100,reached,49,1122,60,65,70,80,\n")  # fmt: skip
    return folder_of(place, {"figures.csv": head + rows, "parameters.csv": "name\nx\n"})


def check(place, gates=GATES):
    """Leave what ``consent check`` leaves."""
    told = json.dumps([as_row(gate) for gate in gates], ensure_ascii=False)
    folder_of(place, {"checks.json": told})
    for name, rows in TABLES.items():
        write_rows(place / f"{name}.csv", rows)
    return place


LABEL = {"label": "Neighbours", "label_zh": "邻里", "prior_driven": True}
BAND = {"median": 0.5, "low": 0.2, "high": 0.9}
TABLES = {
    "sbc": [{**LABEL, "method": "full", "truths": 20, "furthest": 0.2, "inside": False}],
    "recovery": [{**LABEL, "data_sets": 400, "covered_50": 0.5, "covered_90": 0.9, "low": 0.87,
                  "high": 0.93, "pass": True}],
    "cross_check": [{**LABEL, "mean": 0.5, "sd": 0.4, "other_mean": 0.9, "other_sd": 0.5,
                     "off": 1.0, "headline": True, "pass": False}],
    "selection": [{"label": way.label, "figure": "chance_of_100", "unit": "1", "median": 0.4,
                   "low": np.nan, "high": np.nan} for way in selection.WAYS],
    "ablation": [{**LABEL, "mechanism": out.name, "how": out.how, "elpd_change": -3.0,
                  "elpd_error": 1.0, "crps_change": 0.01, "crps_error": 0.002,
                  "verdict": "needed"} for out in (ablation.BASE, ablation.OUTS[0])],
    "effects": [{**LABEL, **BAND, "drawn_from": "posterior", "unit": "points", "field_low": 0.0,
                 "field_high": 10.0, "source": effects.ANCHORS[0].source, "pass": True}],
    "patterns": [patterns.judged(patterns.PATTERNS[0], 0.9, np.linspace(0, 1, 50))],
}  # fmt: skip
