"""Each part of a check: what is computed, in which tables it is kept, and the gates it answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np

from experiments.checking.materials import PRIOR_DRIVEN, Materials, contraction

Rows = list[dict[str, Any]]


class Gate(NamedTuple):
    """A gate: its figure, the limit it is held against, and whether it is passed.

    ``passed`` is None where a figure is told and not judged; ``low`` and ``high`` bound the figure,
    None for no bound.
    """

    gate: str
    name: str
    name_zh: str
    figure: float
    low: float | None
    high: float | None
    passed: bool | None
    note: str = ""


class Part(NamedTuple):
    """What came of a part: tables by name, and gates."""

    tables: dict[str, Rows]
    gates: list[Gate]


def share_of(rows: Rows, key: str) -> float:
    """Return the share of rows in which a flag is set."""
    return float(np.mean([bool(row[key]) for row in rows]))


def labelled(rows: Rows, draws: np.ndarray) -> Rows:
    """Add to rows, one for each coordinate in order, whether its posterior is prior-driven."""
    narrowed = contraction(draws)
    return [
        {**row, "posterior_contraction": float(narrow), "prior_driven": bool(narrow < PRIOR_DRIVEN)}
        for row, narrow in zip(rows, narrowed, strict=True)
    ]


def check_sbc(made: Materials) -> Part:
    """V6: ranks of truths in the amortised posterior, and in the full method's."""
    from experiments.checking.sbc import WITHIN, find_truths, repeat_with, sbc_rows

    made.told(f"V6: {made.sizes.truths} truths in the amortised posterior")
    truths = find_truths(made.study, made.bank, made.sizes.truths, made.seed)
    rows = labelled([*sbc_rows(made.study, truths, "amortised")], made.draws)
    inside = share_of(rows, "inside")
    gates = [Gate("V6", "parameters whose ranks stay in the 95 % band", "秩在95%带内的参数比例",
                  inside, WITHIN, None, inside >= WITHIN)]  # fmt: skip
    tables = {"sbc": rows, "sbc_ranks": _ranks(made, truths.rank, "amortised")}
    full = _full_method(made)
    if full is not None:
        again = repeat_with(full, made.study, made.bank, made.seed, made.sizes.full)
        if again is not None:
            more = labelled([*sbc_rows(made.study, again, "full")], made.draws)
            tables = {"sbc": rows + more,
                      "sbc_ranks": tables["sbc_ranks"] + _ranks(made, again.rank, "full")}
            share = share_of(more, "inside")
            gates.append(Gate("V6", "the same with the full method", "全流程复核", share, WITHIN,
                              None, share >= WITHIN, f"{len(again.rank)} truths"))
    return Part(tables, gates)


def _full_method(made: Materials) -> Callable[..., np.ndarray] | None:
    """Return the full method as a fit of other data: emulators are learnt, data are exchanged."""
    from experiments.checking.full_method import full_method

    return full_method(made) if made.sizes.full > 0 else None


def _ranks(made: Materials, rank: np.ndarray, method: str) -> Rows:
    return [
        {"parameter": dim.name, "method": method, "truth": row, "rank": float(rank[row, place])}
        for place, dim in enumerate(made.study.dims)
        for row in range(len(rank))
    ]


def check_recovery(made: Materials) -> Part:
    """V7: how often 90 % intervals hold the truth; and the cross-check of the posterior."""
    from experiments.checking.cross_check import MOST, amortised, cross_rows
    from experiments.checking.sbc import COVERED, find_truths, recovery_rows

    made.told(f"V7: {made.sizes.data_sets} synthetic data sets")
    truths = find_truths(made.study, made.bank, made.sizes.data_sets, made.seed + 1)
    rows = labelled([*recovery_rows(made.study, truths)], made.draws)
    covered = [float(row["covered_90"]) for row in rows]
    inside = share_of(rows, "pass")
    gates = [
        Gate("V7", "mean cover of 90 % intervals", "90%区间平均覆盖率", float(np.mean(covered)),
             *COVERED, COVERED[0] <= np.mean(covered) <= COVERED[1]),
        Gate("V7", "parameters covered 85-95 %", "覆盖率在85–95%的参数比例", inside, 1.0, None,
             inside >= 1.0, f"lowest {min(covered):.3f}, highest {max(covered):.3f}"),
    ]  # fmt: skip
    sample = amortised(made.study, made.bank, made.seed)
    crossed = labelled([*cross_rows(made.study, made.draws, sample)], made.draws)
    worst = max(abs(row["off"]) for row in crossed if row["headline"])
    gates.append(Gate("cross-check", "largest difference of a headline parameter, posterior sd",
                      "主要参数最大差异（后验标准差）", float(worst), None, MOST, worst <= MOST,
                      f"against the {made.drawn_from}"))  # fmt: skip
    return Part({"recovery": rows, "cross_check": crossed}, gates)


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
        Gate("V10", f"of {len(seen)} patterns with p in 0.05-0.95", f"{len(seen)}项规律中p在0.05–0.95的比例",
             share, 1.0, None, share >= 1.0 and enough, f"missed: {missed}" if missed else ""),
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
    ends = np.stack([bank.stats[in_order.index(c.case_id)][:, -1] for c in made.study.cases], axis=1)
    reporting = learn_reporting(bank.z, ends)
    fits: dict[str, Any] = {}
    played: dict[str, Any] = {}
    for way in WAYS:
        made.told(f"selection: {way.name}")
        fit = fit_way(made.study, made.base(), reporting, way.name, made.sizes.particles, made.seed)
        rows = np.random.default_rng(made.seed).choice(len(fit.z), made.sizes.draws)
        played[way.name] = unselected(ending, fit.z[rows], made.sizes.large, made.seed, made.threads)
        fits[way.name] = fit
    table = [*selection_rows(made.study, fits, played)]
    found = {(row["way"], row["figure"]): row["median"] for row in table}
    change = found["wide_reported", "chance_below_80"] - found["wide", "chance_below_80"]
    return Part({"selection": table}, [
        Gate("selection", "change of the chance to end below 80 %, a report's chance modelled",
             "建模报道概率后最终低于80%概率的变化", float(change), None, None, None),
    ])  # fmt: skip


PARTS: Mapping[str, Callable[[Materials], Part]] = {
    "sbc": check_sbc, "recovery": check_recovery, "ablation": check_ablation,
    "effects": check_effects, "selection": check_selection, "patterns": check_patterns,
}  # fmt: skip
"""All parts, by the word that asks for them."""
