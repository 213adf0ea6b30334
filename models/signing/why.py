"""Ask a household why it has not signed: what a worker would write in its file that evening.

Nothing is simulated anew: the same verbs that weigh the decision are asked for their terms.
"""

from __future__ import annotations

from typing import Any

from models.signing.desks import EVENING, appointment_of, look_for_slot
from models.signing.resident import willing
from models.signing.town import STOPPED
from models.signing.weighing import burden, deal, lean, nuisance, peers, timing
from sim.people.methods import firm_words
from sim.people.obstacles import ABSENT, KINDS, LABELS, LABELS_ZH
from sim.people.plot import NEVER


def why_not(household: int, town: Any, p: Any, day: int) -> dict[str, Any]:
    """Say what stands between a household and its signature on the evening of a day.

    Returns
    -------
    dict
        ``signed_day`` (None before), ``obstacles_open`` (names), ``absent``, ``willing``, ``free``
        ("by day", "in the evening", or "" where it cannot come), ``sent_home`` (stood in line at
        full desks), ``weights`` (terms in sd, which sum to ``inclination``: above 0 is a yes),
        ``sentence`` and ``sentence_zh``.
    """
    home = town.home[household]
    kinds = [k for k in range(len(KINDS)) if int(home.open) >> k & 1]
    weights = _terms(household, town, p, max(day, 1))
    answer: dict[str, Any] = {
        "household": household,
        "day": day,
        "signed_day": None if home.signed == NEVER else int(home.signed),
        "obstacles_open": tuple(KINDS[k] for k in kinds),
        "obstacles_known": tuple(KINDS[k] for k in kinds if int(home.known) >> k & 1),
        "absent": ABSENT in kinds,
        "weights": weights,
        "inclination": sum(weights.values()),
        "willing": bool(day >= 1 and willing(household, town, p, day)),
        "free": _free(household, town, p, day),
        "sent_home": bool(home.signed == NEVER and home.asked_desk != NEVER),
        "appointment": int(appointment_of(household, town, p)),
        "given_up": bool(town.now[0].phase == STOPPED),
    }
    return {
        **answer,
        "sentence": _sentence(answer, kinds),
        "sentence_zh": _sentence_zh(answer, kinds),
    }


def _terms(household: int, town: Any, p: Any, day: int) -> dict[str, float]:
    return {
        "lean": float(lean(household, town, p, day)),
        "deal": float(deal(household, town, p)),
        "peers": float(peers(household, town, p, day)),
        "timing": float(timing(household, town, p, day)),
        "firmness": float(firm_words.press(household, town, p)),
        "nuisance": 0.0 - float(nuisance(household, town, p)),
        "obstacles": 0.0 - float(burden(household, town, p)),
    }


def _free(household: int, town: Any, p: Any, day: int) -> str:
    """Ask when the household could have come today; in the evening nobody holds a slot any more."""
    if day < 1:
        return ""
    before = town.slot[household]
    town.slot[household] = 0
    look_for_slot(household, town, p, day)
    slot = town.slot[household]
    town.slot[household] = before
    if slot == 0:
        return ""
    return "in the evening" if slot == EVENING else "by day"


def _sentence(answer: dict[str, Any], kinds: list[int]) -> str:
    who = f"Household {answer['household']}"
    if answer["signed_day"] is not None:
        return f"{who} signed on day {answer['signed_day']}."
    reasons = [f"open obstacles: {', '.join(LABELS[k] for k in kinds)}"] if kinds else []
    reasons += [text for name, text in REASONS if _holds(answer, name)]
    terms = ", ".join(f"{name} {value:+.2f}" for name, value in answer["weights"].items())
    why = "; ".join(reasons) or "it is ready to sign"
    return (
        f"{who} has not signed by day {answer['day']}: {why}. "
        f"Inclination {answer['inclination']:+.2f} sd, and above 0 it signs ({terms})."
    )


def _sentence_zh(answer: dict[str, Any], kinds: list[int]) -> str:
    who = f"第{answer['household']}户"
    if answer["signed_day"] is not None:
        return f"{who}于第{answer['signed_day']}天签约。"
    reasons = [f"未解困难：{'、'.join(LABELS_ZH[k] for k in kinds)}"] if kinds else []
    reasons += [REASONS_ZH[name] for name, _ in REASONS if _holds(answer, name)]
    terms = "，".join(f"{TERMS_ZH[name]}{value:+.2f}" for name, value in answer["weights"].items())
    return (
        f"{who}截至第{answer['day']}天未签约：{'；'.join(reasons) or '已可签约'}。"
        f"意愿{answer['inclination']:+.2f}（大于0即愿签；{terms}）。"
    )


REASONS = (
    ("given_up", "the campaign was given up"),
    ("early", "the desks are not open yet"),
    ("absent", "the decider is away, and no proxy is arranged"),
    ("unwilling", "unwilling even with every obstacle set aside"),
    ("appointment_later", "its appointment comes later"),
    ("busy", "nobody was free to come to the desks today"),
    ("sent_home", "the desks were full when it came"),
)
REASONS_ZH = {
    "given_up": "项目已终止",
    "early": "尚未开始签约",
    "absent": "决定人不在，未办代理",
    "unwilling": "撇开困难也不愿签",
    "appointment_later": "预约日期未到",
    "busy": "当天无人有空到签约点",
    "sent_home": "到场时签约台已满",
}
TERMS_ZH = {
    "lean": "本意", "deal": "补偿", "peers": "邻里", "timing": "奖励与期限", "firmness": "刚性告知",
    "nuisance": "搬迁扰民",
    "obstacles": "困难",
}  # fmt: skip


def _holds(answer: dict[str, Any], reason: str) -> bool:
    """Tell whether a reason holds tonight."""
    begun = answer["day"] >= 1 and not answer["given_up"]
    if reason == "early":
        return answer["day"] < 1
    if reason == "unwilling":
        return bool(answer["inclination"] <= answer["weights"]["obstacles"])
    if reason == "appointment_later":
        return begun and answer["appointment"] > answer["day"]
    if reason == "busy":
        return begun and answer["willing"] and not answer["free"]
    return bool(answer[reason])
