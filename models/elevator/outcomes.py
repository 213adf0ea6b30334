"""Outcomes of an elevator run: how far stairwells came, who agreed, what stopped the others."""

from __future__ import annotations

from models.elevator.stages import BLOCKS, BLOCKS_LABELS, BLOCKS_ZH, MOST_FLOORS, SPELLS, STAGES
from models.elevator.stages import STAGES_ZH as _ZH
from sim.engine.outcome import LARGER, SMALLER, Derived

DAY = "day counted from the date of day 1"

UNITS = {
    "stairwells": "stairwell", "cases": "stairwell", "households": "household",
    "owners": "household", "elevators": "elevator", "meetings": "meeting", "day": "day",
    "days": "day", "estates": "estate", "streets": "street", "workers": "worker",
    "floors": "floor", "flats": "flat", "knocks": "knock", "visits": "visit",
    "sessions": "session", "yuan": "yuan", "minutes": "min", "share": "1",
}  # fmt: skip
"""What a figure counts, by the first of these words in its meaning."""

STEPS = {
    "started": ("began", "启动"), "agreed": ("passed round 1", "一轮通过"),
    "passed": ("consented", "二轮通过"), "permitted": ("permitted", "获批"),
    "begun": ("building begun", "开工"), "finished": ("elevator runs", "竣工"),
}  # fmt: skip
_AGAINST = tuple(f"no_floor_{floor}" for floor in range(1, MOST_FLOORS + 1))
_BALLOTS = ("dissent_0", "dissent_1", "dissent_2", "dissent_3")
_SHARE = "share of suitable stairwells, by the last day: {}"

FUNNEL = tuple(
    Derived(f"{name}_share", name, "1", _SHARE.format(en), "stairwells", f"{en}, of all", f"{zh}率")
    for name, (en, zh) in STEPS.items()
)
DERIVED = (
    *FUNNEL,
    Derived("completed_of_passed", "finished", "1", "elevators that run, share of the consented",
            "passed", "elevators run, of the consented", "竣工占已通过"),
    Derived("started_of_passed", "begun", "1", "building begun, share of the consented", "passed",
            "building begun, of the consented", "开工占已通过"),
    Derived("round1_assent", "round1_yes", "1", "share in favour of all asked in round 1",
            "round1_asked", "in favour in round 1", "一轮同意率"),
    Derived("private_assent", "private_yes", "1", "share that would agree unasked, before any talk",
            "private_asked", "would agree unasked", "动员前愿意率"),
    Derived("meetings_per_pass", "meetings", "meeting", "all meetings held for each consent",
            "passed", "meetings for each consent, all counted", "每例通过的会议数（全部）"),
    Derived("day_of_first_pass", "first_pass_day", "day", "day of the first consent; missing if "
            "never", (), "day of the first consent", "首例通过之日"),
    Derived("day_of_first_finish", "first_finish_day", "day", "day of the first elevator; missing "
            "if never", (), "day of the first elevator", "首台竣工之日"),
)  # fmt: skip
"""Told in the table, below what was reported."""

WHO = (
    Derived("dissent_1_or_2_share", ("dissent_1", "dissent_2"), "1",
            "ballots with one or two dissenters, share of all ballots", _BALLOTS),
    Derived("ground_no_share", "no_floor_1", "1", "NO from the ground floor, share of all NO",
            _AGAINST),
    Derived("light_no_share", "light_no", "1",
            "NO from the fourth floor up because of light, share of all NO", _AGAINST),
    Derived("ground_supporter_share", "ground_supporter", "1",
            "begun by a ground-floor household, share of those begun by one", "initiators"),
    *(Derived(f"ground_{who}_assent", f"ground_{who}_yes", "1",
              f"share in favour of ground-floor {who}s asked", f"ground_{who}_asked")
      for who in ("occupier", "landlord")),
    *(Derived(f"assent_floor_{f}", f"yes_floor_{f}", "1", f"share in favour on floor {f}",
              f"asked_floor_{f}") for f in range(1, MOST_FLOORS + 1)),
    *(Derived(f"private_assent_floor_{f}", f"private_floor_{f}", "1",
              f"share that would agree unasked on floor {f}", f"counted_floor_{f}")
      for f in range(1, MOST_FLOORS + 1)),
)  # fmt: skip
"""Who is for it and who against."""

BLOCKED = tuple(
    Derived(f"blocked_share_{name}", f"blocked_{name}", "1",
            f"share of the stalled: {label.lower()}", "stalled", label, label_zh)
    for name, label, label_zh in zip(BLOCKS, BLOCKS_LABELS, BLOCKS_ZH, strict=True)
)  # fmt: skip
"""What stopped those that are stalled on the last day."""

SPEED = (
    Derived("meetings_of_passed", "meetings_passed", "meeting",
            "meetings of the tries that led to consent, for each", "passed"),
    *(Derived(f"mean_days_{name}", f"days_{name}", "day", f"mean days of completed {name}",
              f"cases_{name}", name, _ZH[STAGES.index(name)]) for name in SPELLS),
)  # fmt: skip
"""How much work and time each step takes."""

EFFORT = (
    Derived("hours_per_household", "minutes", "h/household", "working time of staff",
            label="worker-hours per household", label_zh="每户工时", times=1.0 / 60.0),
    Derived("hours_per_pass", "minutes", "h/stairwell",
            "working time of staff for each consent, all cases counted", "passed",
            "worker-hours for each consent", "每例通过工时", times=1.0 / 60.0),
    Derived("yuan_per_household", "method_yuan", "yuan/household", "money spent on methods",
            label="money per household", label_zh="每户工作经费"),
)  # fmt: skip
"""What it took; over all households of suitable stairwells, and for each consent."""

MOOD = (
    Derived("objections_per_household", "objecting", "1",
            "share that would block or not pay on the last day, of those asked, without a permit",
            "private_asked", "objections left open", "未化解反对户占比"),
    Derived("mean_fatigue", "fatigue_milli", "visit",
            "fatigue of those asked, on the last day: visits too many", "private_asked", "fatigue",
            "疲劳", times=0.001),
    Derived("mean_trust", "trust_milli", "0-1",
            "trust in the workers of those asked, on the last day", "private_asked", "trust",
            "信任", times=0.001),
    Derived("mean_info", "info_milli", "0-1", "knowledge of those asked, on the last day",
            "private_asked", "knowledge", "知情度", times=0.001),
)  # fmt: skip
"""What it left behind, in stairwells that began."""

QUALITY = (
    Derived("whole_consent_share", "passed_whole", "1",
            "consents with nobody overruled, share of all consents", "passed",
            "consents with nobody overruled", "无人被否决的通过"),
    Derived("overruled_share", "overruled", "1", "said no, would block or would not pay when their "
            "stairwell consented, share of its households", "consenting",
            "overruled, of households that consented", "通过门洞中被否决户"),
    Derived("over_fierce_share", "passed_over_fierce", "1",
            "consents over somebody who would block, share of all consents", "passed",
            "consents over a fierce objector", "越过强烈反对者的通过"),
    Derived("withdrawn_per_consent", "reversed", "1",
            "consents taken back once the shaft was marked out, for each stairwell that consented",
            "passed", "taken back, for each consent", "同意后又反对"),
)  # fmt: skip
"""Quality of consent: over whom it was passed, and whether it lasted."""

ALL = (*DERIVED, *WHO, *BLOCKED, *SPEED, *EFFORT, *MOOD, *QUALITY)
LABELS = {f"{name}_at_end": words for name, words in STEPS.items()}
HEADLINE = (*LABELS, *(made.name for made in DERIVED[len(FUNNEL) :]))
BELOW = True
"""Whether the headline outcomes are told below what was reported, too."""

COMPARED = (
    "passed_share", *HEADLINE, *(made.name for made in (*EFFORT, *MOOD, *QUALITY)),
)  # fmt: skip
"""Told where strategies or laws are compared: never speed alone, always over whom it was passed."""

BETTER = {
    **dict.fromkeys(LABELS, LARGER),
    "completed_of_passed": LARGER, "started_of_passed": LARGER, "round1_assent": LARGER,
    "meetings_per_pass": SMALLER, "day_of_first_pass": SMALLER, "day_of_first_finish": SMALLER,
    "passed_share": LARGER, "hours_per_household": SMALLER, "hours_per_pass": SMALLER,
    "yuan_per_household": SMALLER, "objections_per_household": SMALLER, "mean_fatigue": SMALLER,
    "mean_trust": LARGER, "mean_info": LARGER, "whole_consent_share": LARGER,
    "overruled_share": SMALLER, "over_fierce_share": SMALLER, "withdrawn_per_consent": SMALLER,
}  # fmt: skip
"""Which way an outcome is better; how many would agree before any talk is no achievement."""

JUDGED = {
    "rate": "passed_share", "quality": "whole_consent_share", "pressed": "overruled_share",
    "hours": "hours_per_household", "yuan": "yuan_per_household",
    "each": "household", "curve": "passed", "whole": "stairwells",
}  # fmt: skip
"""What a recommendation weighs; those who were overruled stand for those signed under pressure."""
