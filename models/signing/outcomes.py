"""Outcomes of a signing campaign: who agreed, signed and moved, when, and how they came to sign."""

from __future__ import annotations

from models.signing.town import GROUPS
from sim.engine.outcome import LARGER, SMALLER, Derived

DAY = "day counted from signing day 1"

UNITS = {
    "certificates": "certificate", "signed": "certificate", "signatures": "certificate",
    "people": "certificate", "day": "day", "lanes": "lane", "workers": "worker", "knocks": "knock",
    "visits": "visit", "questionnaires": "questionnaire", "cases": "case", "answers": "answer",
    "obstacles": "obstacle", "issues": "issue", "ties": "tie", "plots": "plot", "flats": "flat",
    "rewards": "yuan", "share": "1", "phase": "1",
}  # fmt: skip
"""What a figure counts, by the first of these words in its meaning."""

DERIVED = (
    Derived("round1_share", "votes_for", "1", "share of certificates that agreed in round 1",
            label="agreed in round 1", label_zh="一轮征询同意率"),
    Derived("signing_share", "signed", "1", "share of certificates signed on the last day",
            label="signed on the last day", label_zh="末日签约率"),
    Derived("moving_share", "moved", "1", "share of certificates moved out on the last day",
            label="moved out on the last day", label_zh="末日搬迁率"),
    Derived("day_of_100", "full_day", "day", "day of the last signature; missing if never", (),
            "day of the last signature", "全部签约之日"),
    Derived("day_in_force", "effective_day", "day", "day agreements took effect; missing if never",
            (), "day agreements took effect", "协议生效之日"),
    Derived("day_given_up", "stop_day", "day", "day the campaign was given up; missing if never",
            (), "day given up", "终止之日"),
)  # fmt: skip
"""Told in the table where nothing was reported."""

PACE = (
    Derived("signing_share_day_1", "signed_first_day", "1", "share of certificates signed on day 1",
            label="signed on day 1", label_zh="首日签约率"),
    Derived("signing_share_deadline", "signed_in_window", "1",
            "share of certificates signed by the end of the reward window",
            label="signed by the deadline", label_zh="奖励期末签约率"),
    Derived("day_of_threshold", "threshold_day", "day",
            "day the share to take effect was reached; missing if never", (),
            "day of the threshold", "达到生效比例之日"),
    Derived("moved_on_time_share", "moved_on_time", "1",
            "share of certificates moved out while a moving reward was paid",
            label="moved out on time", label_zh="按期搬迁率"),
)  # fmt: skip
"""How soon."""

EFFORT = (
    Derived("hours_per_certificate", "minutes", "h/certificate", "working time of staff",
            label="worker-hours per certificate", label_zh="每证工时", times=1.0 / 60.0),
    Derived("yuan_per_certificate", ("method_yuan", "extra_reward_yuan"), "yuan/certificate",
            "money spent on methods and on rewards beyond the offer",
            label="money per certificate", label_zh="每证工作经费"),
)  # fmt: skip
"""What it took."""

MOOD = (
    Derived("obstacles_per_certificate", "obstacles_open", "1/certificate",
            "obstacles still open on the last day", label="obstacles left open",
            label_zh="每证未解决困难"),
    Derived("mean_fatigue", "fatigue_milli", "visit", "fatigue at the last visit: visits too many",
            label="fatigue", label_zh="疲劳", times=0.001),
    Derived("mean_knowledge", "info_milli", "0-1", "knowledge of the plan on the last day",
            label="knowledge", label_zh="知情", times=0.001),
    Derived("mean_fairness", "fair_milli", "0-1", "perceived fairness on the last day",
            label="fairness", label_zh="公平感", times=0.001),
    Derived("mean_trust", "trust_milli", "0-1", "trust in the workers on the last day",
            label="trust", label_zh="信任", times=0.001),
)  # fmt: skip
"""What it left behind."""

BY_GROUP = tuple(
    Derived(f"signing_share_{g}", f"signed_{g}", "1", f"share of {g} signed on the last day",
            f"size_{g}")
    for g in GROUPS
)  # fmt: skip
QUALITY = (
    Derived("informed_share", "informed", "1", "signed free of obstacles and well informed, "
            "share of the signed", "signed", "well informed and free, of the signed",
            "签约者中知情且无困难"),
    Derived("hindered_share", "hindered", "1", "signed with an obstacle open, share of the signed",
            "signed", "with an obstacle open, of the signed", "签约者中仍有困难"),
    Derived("pressed_share", "pressed", "1", "signed under pressure, share of the signed",
            "signed", "under pressure, of the signed", "签约者中受压签约"),
)  # fmt: skip
"""Quality of consent: how those who signed came to sign."""

ALL = (*DERIVED, *PACE, *EFFORT, *MOOD, *BY_GROUP, *QUALITY)
LABELS: dict[str, tuple[str, str]] = {}
HEADLINE = tuple(made.name for made in DERIVED)
BELOW = False
"""Whether the headline outcomes are told below what was reported, too."""

COMPARED = (
    "round1_share", *(made.name for made in PACE[:2]), "signing_share", "day_of_threshold",
    "day_of_100", "day_in_force", "day_given_up", "moved_on_time_share", "moving_share",
    *(made.name for made in (*EFFORT, *MOOD, *QUALITY)),
)  # fmt: skip
"""Told where strategies are compared: never speed alone, always how those who signed came to."""

BETTER = {
    "round1_share": LARGER, "signing_share": LARGER, "moving_share": LARGER,
    "day_of_100": SMALLER, "day_in_force": SMALLER,
    "signing_share_day_1": LARGER, "signing_share_deadline": LARGER, "day_of_threshold": SMALLER,
    "moved_on_time_share": LARGER, "hours_per_certificate": SMALLER,
    "yuan_per_certificate": SMALLER, "obstacles_per_certificate": SMALLER,
    "mean_fatigue": SMALLER, "mean_trust": LARGER, "mean_knowledge": LARGER,
    "mean_fairness": LARGER,
    "informed_share": LARGER, "hindered_share": SMALLER, "pressed_share": SMALLER,
}  # fmt: skip
"""Which way an outcome is better; the day a campaign is given up has no better way."""

JUDGED = {
    "rate": "signing_share_deadline", "quality": "informed_share", "pressed": "pressed_share",
    "hours": "hours_per_certificate", "yuan": "yuan_per_certificate",
    "each": "certificate", "curve": "signed", "whole": "households",
}  # fmt: skip
"""What a recommendation weighs: rate by the deadline, quality, pressure, effort; and the curve."""
