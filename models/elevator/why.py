"""Ask a household where it stands, and why: what a counsellor would note after a talk.

Nothing is simulated anew: the same verbs that weigh the answer are asked for their terms.
"""

from __future__ import annotations

from typing import Any

from models.elevator.deal import running_cost
from models.elevator.plan import floor_of
from models.elevator.stages import BLOCKS, FIERCE, GAP, LIVING, LIVING_ZH, STAGES, STAGES_ZH, YES
from models.elevator.weighing import amends, bill_of, losses, neighbours, weariness

TERMS_ZH = {
    "access": "上下楼便利", "price_gain": "房价上涨", "goodwill": "其他意愿", "talks": "谈话说服",
    "amends": "补偿与尊重", "losses": "采光噪音与贬值", "neighbours": "邻里", "weariness": "打扰",
    "bill": "分摊", "running": "运行费", "example": "带头",
}  # fmt: skip


def why_not(household: int, town: Any, p: Any, day: int) -> dict[str, Any]:
    """Say where a household stands on the evening of a day.

    Returns
    -------
    dict
        ``floor``, ``living``, ``stage`` and ``blocked_by`` of its stairwell, ``agrees``, ``blocks``
        and ``refuses_to_pay`` (at the last weighing), ``weights`` (terms in 10,000 yuan, which sum
        to ``worth`` as things are now), ``sentence`` and ``sentence_zh``.
    """
    home = town.home[household]
    row = town.stairwell[household // int(town.now[0].door_width)]
    weights = _terms(household, town, p, day)
    stance = int(home.stance)
    answer: dict[str, Any] = {
        "household": household,
        "day": day,
        "floor": int(floor_of(household, town)),
        "living": LIVING[home.living],
        "stage": STAGES[town.stage[household // int(town.now[0].door_width)]],
        "blocked_by": BLOCKS[int(row.blocked) - 1] if row.blocked else "",
        "agrees": bool(stance & YES),
        "blocks": bool(stance & FIERCE),
        "refuses_to_pay": bool(stance & GAP),
        "weights": weights,
        "worth": sum(weights.values()),
    }
    return {**answer, "sentence": _sentence(answer), "sentence_zh": _sentence_zh(answer)}


def _terms(household: int, town: Any, p: Any, day: int) -> dict[str, float]:
    home = town.home[household]
    leads = town.stairwell[household // int(town.now[0].door_width)].head == household
    return {
        "access": float(home.access),
        "price_gain": max(float(home.price), 0.0),
        "goodwill": float(home.taste),
        "talks": float(home.persuaded),
        "example": float(p.pledge_worth) if home.pledged == 1 or leads else 0.0,
        "amends": float(amends(household, town, p)),
        "losses": 0.0 - float(losses(household, town, p)),
        "neighbours": float(neighbours(household, town, p)) if _asked(household, town) else 0.0,
        "weariness": 0.0 - float(weariness(household, town, p, day)),
        "bill": 0.0 - float(bill_of(household, town, p)),
        "running": 0.0 - float(running_cost(floor_of(household, town), town, p)),
    }


def _asked(household: int, town: Any) -> bool:
    """Tell whether the stairwell has ever been counted: before, neighbours have no voice."""
    return bool(town.stairwell[household // int(town.now[0].door_width)].tries)


def _sentence(answer: dict[str, Any]) -> str:
    terms = ", ".join(f"{name} {value:+.2f}" for name, value in answer["weights"].items())
    stands = [text for key, text, _ in STANDS if answer[key]] or ["would not agree"]
    return (
        f"Household {answer['household']}, floor {answer['floor']}, {answer['living']}: "
        f"{', '.join(stands)}; its stairwell is at stage '{answer['stage']}'. Worth "
        f"{answer['worth']:+.2f} in 10,000 yuan ({terms})."
    )


STANDS = (
    ("agrees", "would agree", "同意"),
    ("blocks", "would block it", "强烈反对"),
    ("refuses_to_pay", "would not pay", "不愿出资"),
)


def _sentence_zh(answer: dict[str, Any]) -> str:
    terms = "，".join(f"{TERMS_ZH[n]}{v:+.2f}" for n, v in answer["weights"].items())
    stands = [text for key, _, text in STANDS if answer[key]] or ["不同意"]
    living = LIVING_ZH[LIVING.index(answer["living"])]
    stage = STAGES_ZH[STAGES.index(answer["stage"])]
    return (
        f"第{answer['household']}户（{answer['floor']}层，{living}）：{'、'.join(stands)}；"
        f"所在门洞处于“{stage}”阶段。"
        f"净值{answer['worth']:+.2f}万元（{terms}）。"
    )
