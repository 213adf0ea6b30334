"""The way to an elevator in numbers: who begins, how long each stage takes, when patience ends.

Rows: S0-27, S1-34, S2-10.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sim.engine.quantity import Spread, quantity

_FIT = "calibrated: reported elevator funnels"
_DAYS: dict[str, Any] = {"unit": "day", "low": 0.0, "high": 3000.0}
_WHOLE: dict[str, Any] = {"unit": "meeting", "low": 1, "high": 500}


@dataclass
class Funnel:
    """Starts, waits and patience."""

    estate_example: float = quantity(
        2.0, "1", 0.0, 20.0, source=_FIT, prior=Spread(1.6, 0.6),
        meaning="by how much a finished elevator in the estate raises starts", role="behaviour",
        label="Example in the estate", label_zh="小区示范",
    )  # fmt: skip
    street_example: float = quantity(
        0.5, "1", 0.0, 5.0, source="not identified apart from mobilisation",
        prior=Spread(0.35, 0.55),
        meaning="rise of starts with the logarithm of elevators in the street",
        label="Example in the street", label_zh="街道示范",
    )  # fmt: skip
    leader_log_sd: float = quantity(
        0.8, "1", 0.0, 3.0, source="assumed", label="Spread of readiness",
        label_zh="发起意愿离散度", meaning="spread (sd of the logarithm) of readiness to begin",
    )  # fmt: skip
    sounding_meetings: int = quantity(
        6, **_WHOLE, source="assumed", label="Sounding", label_zh="摸底会议数",
        meaning="meetings before a stairwell dares a ballot",
    )  # fmt: skip
    own_gap_days: float = quantity(
        25.0, **_DAYS, source="assumed", label="Residents' pace", label_zh="居民自办会议间隔",
        meaning="days between meetings of residents alone",
    )  # fmt: skip
    team_gap_days: float = quantity(
        12.0, **_DAYS, source="almost 30 meetings in a year, Nujiangyuan", label="Team's pace",
        label_zh="团队会议间隔", meaning="shortest time between meetings that a team leads",
        role="lever",
    )  # fmt: skip
    own_patience: int = quantity(
        10, **_WHOLE, source="assumed", label="Residents' patience", label_zh="居民耐心",
        meaning="meetings in one stage after which residents alone give up",
        prior=Spread(10, 0.28),
    )  # fmt: skip
    team_patience: int = quantity(
        37, **_WHOLE, source="assumed: above the 30 of a first case", label="Team's patience",
        label_zh="团队耐心", meaning="meetings in one stage after which a team gives up",
        prior=Spread(34, 0.18),
    )  # fmt: skip
    ballot_days_least: float = quantity(
        30.0, **_DAYS, source="assumed", meaning="shortest round 1", label="Round 1, least",
        label_zh="一轮最短",
    )  # fmt: skip
    ballot_days_most: float = quantity(
        60.0, **_DAYS, source="assumed", meaning="longest round 1", label="Round 1, most",
        label_zh="一轮最长",
    )  # fmt: skip
    estate_paper_days: float = quantity(
        60.0, **_DAYS, source="assumed: Yangliu, Xiufeng and Haibin took 3-9 months in all",
        label="Asking the estate", label_zh="小区征询用时",
        meaning="time to ask all of an estate; a law that needs a part needs that part of it",
    )  # fmt: skip
    estate_paper_again: float = quantity(
        0.3, "1", 0.0, 1.0, source="assumed", label="Asking again", label_zh="再次征询系数",
        meaning="part of that time once the estate has been asked",
    )  # fmt: skip
    estate_friendly: float = quantity(
        0.93, "1", 0.0, 1.0, role="fact", source="assumed: other stairwells have little at stake",
        meaning="owners of the estate with no objection to an elevator elsewhere in it",
        label="Friendly estate", label_zh="小区支持比例",
    )  # fmt: skip
    estate_answering: float = quantity(
        0.88, "1", 0.0, 1.0, role="fact", source="assumed", label="Answering estate",
        label_zh="小区参与比例", meaning="owners who answer when the estate is asked",
    )  # fmt: skip
    sign_days: float = quantity(
        20.0, **_DAYS, source="assumed", meaning="length of round 2", label="Round 2",
        label_zh="二轮时长",
    )  # fmt: skip
    permit_log_sd: float = quantity(
        0.5, "1", 0.0, 3.0, source="assumed", label="Spread of permits", label_zh="审批离散度",
        meaning="spread (sd of the logarithm) of the time to a permit",
    )  # fmt: skip
    build_days_least: float = quantity(
        90.0, **_DAYS, source="3-5 months, Pudong 2021, shine.cn 2111278737",
        meaning="shortest building time", label="Building, least", label_zh="施工最短",
    )  # fmt: skip
    build_days_most: float = quantity(
        150.0, **_DAYS, source="3-5 months, Pudong 2021, shine.cn 2111278737",
        meaning="longest building time", label="Building, most", label_zh="施工最长",
    )  # fmt: skip
    rest_days: float = quantity(
        548.0, **_DAYS, source="assumed; re-polls after about a year, Singapore",
        meaning="time before a stairwell that stopped may begin again", label="Rest",
        label_zh="搁置冷却期",
    )  # fmt: skip
    again_per_year: float = quantity(
        0.3, "1/year", 0.0, 20.0, source="assumed", label="Trying again", label_zh="重启率",
        meaning="chance a year that a rested stairwell begins again by itself",
    )  # fmt: skip
    kept_between: float = quantity(
        0.5, "1", 0.0, 1.0, source="assumed", label="Remembered", label_zh="说服保留比例",
        meaning="part of what talks achieved that lasts until the next try",
    )  # fmt: skip
    absent_votes: float = quantity(
        0.8, "1", 0.0, 1.0, source="assumed: letters and telephone", label="Absent owners vote",
        label_zh="空关户参与率", meaning="absent owners who answer in round 1",
    )  # fmt: skip
    landlord_votes: float = quantity(
        0.95, "1", 0.0, 1.0, source="assumed", label="Landlords vote", label_zh="出租户参与率",
        meaning="landlords who answer in round 1",
    )  # fmt: skip
