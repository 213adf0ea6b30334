"""Parts of a check that look at the model: visits (V11), patterns (V10), mechanisms, selection."""

from __future__ import annotations

from typing import Any

import numpy as np

from experiments.checking.gates import Gate, Part, Rows, share_of
from experiments.checking.materials import Materials


def check_effects(made: Materials) -> Part:
    """V11: one visit and one home, against field experiments; prior-driven."""
    from experiments.checking.effects import effects_of, effects_rows

    rows: Rows = []
    for told_by, draws in (("posterior", made.some(made.sizes.towns, 41)), ("prior", None)):
        z = draws if draws is not None else np.random.default_rng([made.seed, 42]).standard_normal(
            (made.sizes.towns, len(made.study.dims)))  # fmt: skip
        made.told(f"V11: visits at {len(z)} draws of the {told_by}")
        values = [effects_of(quantities(made, row), made.seed + k) for k, row in enumerate(z)]
        rows += effects_rows(values, made.drawn_from if told_by == "posterior" else "prior")
    fitted = [row for row in rows if row["drawn_from"] != "prior"]
    gates = [
        Gate("V11", row["label"], row["label_zh"], row["median"], row["field_low"],
             row["field_high"], row["pass"], f"{row['unit']}; prior-driven")
        for row in fitted
    ]  # fmt: skip
    return Part({"effects": rows}, gates)


def quantities(made: Materials, z: np.ndarray) -> dict[str, float]:
    """Return one draw's behavioural quantities in their units, by name."""
    from models.signing.sheet import SHEET

    return {
        dim.name: float(dim.value(z[place : place + 1])[0])
        for place, dim in enumerate(made.study.dims)
        if dim.name in SHEET.by_name
    }


def check_patterns(made: Materials) -> Part:
    """V10: patterns of reported campaigns against the posterior's."""
    from experiments.checking.patterns import LEAST_PATTERNS, pattern_rows, play_anew

    made.told(f"V10: {made.sizes.played} draws of all campaigns")
    played = play_anew(
        made.study, made.some(made.sizes.played, 51), made.sizes.large, made.seed, made.threads
    )
    rows = [*pattern_rows(made.study, played)]
    seen = [row for row in rows if row["judged"]]
    share = share_of(seen, "pass")
    missed = ", ".join(row["pattern"] for row in seen if not row["pass"])
    enough = len(seen) >= LEAST_PATTERNS
    return Part({"patterns": rows}, [
        Gate("V10", f"of {len(seen)} patterns with p in 0.05-0.95",
             f"{len(seen)}项规律中p在0.05–0.95的比例", share, 1.0, None, share >= 1.0 and enough,
             f"missed: {missed}" if missed else ""),
    ])  # fmt: skip


def check_ablation(made: Materials) -> Part:
    """Which mechanisms the reported figures need."""
    from experiments.checking.ablation import OUTS, ablation_rows

    rows = [*ablation_rows(OUTS, lambda out, repeat: _without(made, out, repeat),
                           made.sizes.repeats)]  # fmt: skip
    needed = [row["mechanism"] for row in rows if row["verdict"] == "needed"]
    return Part({"ablation": rows}, [
        Gate("ablation", "mechanisms that the figures need", "数据所需机制数", float(len(needed)),
             None, None, None, ", ".join(needed)),
    ])  # fmt: skip


def _without(made: Materials, out: Any, repeat: int) -> Any:
    """Fit with a mechanism taken out, and score the fit."""
    from experiments.checking.ablation import pin, scores_of
    from experiments.checking.materials import study_for

    made.told(f"without {out.name}, repeat {repeat + 1}")
    study, by_case = made.study, None
    if out.changed:
        study = study_for(made.model, out.changed)
        name = f"without-{out.name}"
        by_case = made.likelihood(
            name, study, lambda: made.bank_of(study, name, made.sizes.changed), repeat
        )
    return scores_of(
        study, by_case or made.base(repeat), pin(study, out.pinned),
        particles=made.sizes.particles, draws=made.sizes.draws, cap=made.sizes.cap,
        seed=made.seed + repeat, threads=made.threads,
    )  # fmt: skip


def check_selection(made: Materials) -> Part:
    """What it changes that reports are mostly successes."""
    from experiments.checking.materials import ending_study
    from experiments.checking.selection import (
        WAYS,
        fit_way,
        learn_reporting,
        selection_rows,
        unselected,
    )

    ending = ending_study()
    bank = made.bank_of(ending, "ends", made.sizes.ends)
    in_order = [c.case_id for c in ending.cases]
    ends = np.stack(
        [bank.stats[in_order.index(c.case_id)][:, -1] for c in made.study.cases], axis=1
    )
    reporting = learn_reporting(bank.z, ends)
    fits: dict[str, Any] = {}
    played: dict[str, Any] = {}
    for way in WAYS:
        made.told(f"selection: {way.name}")
        fit = fit_way(made.study, made.base(), reporting, way.name, made.sizes.particles, made.seed)
        rows = np.random.default_rng(made.seed).choice(len(fit.z), made.sizes.draws)
        played[way.name] = unselected(
            ending, fit.z[rows], made.sizes.large, made.seed, made.threads
        )
        fits[way.name] = fit
    table = [*selection_rows(made.study, fits, played)]
    found = {(row["way"], row["figure"]): row["median"] for row in table}
    change = found["wide_reported", "chance_below_80"] - found["wide", "chance_below_80"]
    return Part({"selection": table}, [
        Gate("selection", "change of the chance to end below 80 %, a report's chance modelled",
             "建模报道概率后最终低于80%概率的变化", float(change), None, None, None),
    ])  # fmt: skip
