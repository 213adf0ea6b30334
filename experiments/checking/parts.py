"""Each part of a check: honest posteriors (V6, V7) and two methods side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from experiments.checking.bands import LEVEL
from experiments.checking.gates import Gate, Part, Rows, labelled, share_of
from experiments.checking.materials import Materials
from experiments.checking.parts_model import (
    check_ablation,
    check_effects,
    check_patterns,
    check_selection,
)

WITHIN = 0.95  # V6: share of parameters whose ranks stay inside the band


def check_sbc(made: Materials) -> Part:
    """V6: ranks of truths in the amortised posterior, and in the full method's."""
    from experiments.checking.sbc import find_truths, repeat_with, sbc_rows

    made.told(f"V6: {made.sizes.truths} truths in the amortised posterior")
    truths = find_truths(made.study, made.bank, made.sizes.truths, made.seed)
    rows = labelled([*sbc_rows(made.study, truths, "amortised")], made.draws)
    together = share_of(rows, "inside_family")
    gates = [
        _even("parameters whose ranks stay in the 95 % band", "秩在95%带内的参数比例", rows,
              by_luck(len(rows))),
        Gate("V6", "the same, in a band that all keep together", "秩在全部参数联合95%带内的比例",
             together, 1.0, None, together >= 1.0),
    ]  # fmt: skip
    tables = {"sbc": rows, "sbc_ranks": _ranks(made, truths.rank, "amortised")}
    full = _full_method(made)
    if full is not None:
        again = repeat_with(full, made.study, made.bank, made.seed, made.sizes.full)
        if again is not None:
            more = labelled([*sbc_rows(made.study, again, "full")], made.draws)
            tables = {
                "sbc": rows + more,
                "sbc_ranks": tables["sbc_ranks"] + _ranks(made, again.rank, "full"),
            }
            note = f"{len(again.rank)} truths"
            gates.append(_even("the same with the full method", "全流程复核", more, note))
    return Part(tables, gates)


def _even(name: str, name_zh: str, rows: Rows, note: str) -> Gate:
    """Return the gate on how many parameters have even ranks."""
    inside = share_of(rows, "inside")
    return Gate("V6", name, name_zh, inside, WITHIN, None, inside >= WITHIN, note)


def by_luck(parameters: int) -> str:
    """Say how often a perfect method would pass: each parameter leaves its band once in twenty."""
    from scipy.stats import binom

    missed = int((1.0 - WITHIN) * parameters + 1e-9)
    chance = float(binom.cdf(missed, parameters, 1.0 - LEVEL))
    return f"a perfect method passes {100 * chance:.0f} % of the time with {parameters} parameters"


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
             *COVERED, bool(COVERED[0] <= np.mean(covered) <= COVERED[1])),
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


PARTS: Mapping[str, Callable[[Materials], Part]] = {
    "sbc": check_sbc, "recovery": check_recovery, "ablation": check_ablation,
    "effects": check_effects, "selection": check_selection, "patterns": check_patterns,
}  # fmt: skip
"""All parts, by the word that asks for them."""
