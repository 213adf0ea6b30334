"""Which reported figures of elevators are fitted and scored, and why the others are only shown.

The rules were settled before any fit: a figure needs a window and a meaning; what is contained in
another figure, what conflicts with the others, and what another institution did is shown.
"""

from __future__ import annotations

CONTAINED = "contained in figures that are scored / 已含于所评分的数字之中"
ELSEWHERE = "another city, whose starts and stock are not told / 其他城市，启动数与存量未报道"
CONFLICT = "conflicts with the other counts of the place / 与该地其他计数相互矛盾"
UNKNOWN = "how many stairwells are suitable is not reported / 未报道适合加装的门洞数"

SHOWN = {
    "huaihai_elevators": UNKNOWN,
    "hongkou_elevators/finished_stock_2021-05": CONFLICT,
    "hongkou_elevators/finished_flow_2019": CONFLICT,
    "hongkou_elevators/finished_of_passed_stock_2021-05": CONFLICT,
    "linfen_first_and_fifty/finished_stock_2019": "dated by inference / 年份系推断",
    "linfen_account": "overlaps with the 64, stage not told / 与64台重叠，阶段未说明",
    "shanghai_street/passed_stock_2018-09": CONFLICT,
    "shanghai_street/finished_of_passed_stock_2018-09": CONFLICT,
    "shanghai_street/begun_of_passed_stock_2018-09": CONFLICT,
    "shanghai_street/passed_stock_2019-12": CONTAINED,
    "shanghai_street/finished_of_passed_stock_2019-12": CONTAINED,
    "shanghai_street/passed_flow_2020": CONTAINED,
    "shanghai_street/finished_flow_2020": CONTAINED,
    "shanghai_street/finished_stock_2020-09": CONTAINED,
    "shanghai_street/passed_stock_2020-10": CONTAINED,
    "shanghai_street/finished_of_passed_stock_2020-10": CONTAINED,
    "shanghai_street/passed_flow_2021-01_2021-10": "the year or all so far: ambiguous / 口径不明",
    "shanghai_street/begun_stock_2021-10": CONTAINED,
    "shanghai_street/passed_flow_2021": CONTAINED,
    "shanghai_street/finished_flow_2021": CONTAINED,
    "shanghai_street/finished_flow_2022": CONTAINED,
    "jiangwan_2018/begun_cohort_2020-02": CONTAINED,
    "jiangwan_town/passed_stock_2023": CONTAINED,
    "xiangdong": UNKNOWN,
    "zhongnan": "told of because it was the first / 因属首例而被报道",
    "jinshan_2023": "an answer to a poster is no case begun / 扫码应答不等于启动",
    "caihong": "an upper bound without a window / 仅为上限，无时间窗口",
    "liwan_stock": "of all buildings, suitable or not / 以全部楼栋为分母",
    "guangzhou": ELSEWHERE, "hangzhou": ELSEWHERE, "beijing": ELSEWHERE, "baoan": ELSEWHERE,
    "wuhan_estate": "an employer pays half / 单位出资一半",
    "tiong_bahru": "blocks of a public landlord / 公共房屋整栋表决",
    "singapore_again": "blocks of a public landlord / 公共房屋整栋表决",
}  # fmt: skip
"""Figures that are shown beside the others, by case or by case and figure, with the reason."""


def reason_shown(case_id: str, name: str) -> str:
    """Say why a figure is neither fitted nor scored; "" for one that is."""
    return SHOWN.get(case_id) or SHOWN.get(f"{case_id}/{name}", "")
