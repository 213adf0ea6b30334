"""The words of the pictures of an elevator run, in English and Chinese; stages have their own."""

from __future__ import annotations

GENERAL = {
    "n_stairwells": ("{n:,} suitable stairwells", "{n:,} 个具备条件的门洞"),
    "none_followed": ("{some} runs without a case left out", "不含无案例的 {some} 次"),
    "runs_pooled": (
        "shares of all runs together, 90 % band over runs",
        "各次模拟合计的比例，90%区间为各次之间",
    ),
    "balloted": ("round 1 held", "一轮已表决"),
    "reported_dot": ("reported", "报道数字"),
    "reported_least": ("reported, at least", "报道下限"),
    "reported_shown": ("reported, not judged", "报道数字，不作判断"),
    "root_axis": ("(square-root axis)", "（平方根刻度）"),
    "simulated": ("simulated {text}", "模拟 {text}"),
}
FUNNEL = {
    "funnel": ("how far stairwells came", "门洞走到哪一步"),
    "funnel_axis": ("stairwells, on the last day", "门洞数（末日）"),
    "of_started": ("{share:.0f} % of the started", "占启动 {share:.0f} %"),
    "funnel_head": ("median (90 % band)", "中位数（90%区间）"),
    "withdrawn": ("consents withdrawn after round 2: {text}", "二轮通过后撤回：{text}"),
    "by_stock": ("by {period}: {told}", "截至{period}：{told}"),
    "by_flow": ("in {period}: {told}", "{period}期间：{told}"),
    "by_cohort": ("first {n:,} filed, by {period}: {told}", "首批{n:,}件，截至{period}：{told}"),
    "by_ratio": (
        "by {period}: {told} of those that {base}", "截至{period}：占已{base}的 {told}",
    ),
    "told_scaled": ("{value:,.6g} in {n:,}", "{n:,}中{value:,.6g}"),
    "more_told": ("and {some} more: see the picture by date", "另有 {some} 项，见进度图"),
}  # fmt: skip
DATES = {
    "stages": ("who had come how far, by date", "各阶段累计进度"),
    "stages_axis": ("stairwells so far", "累计门洞数"),
    "cohort_axis": ("of the {n:,} followed cases", "所跟踪的 {n:,} 件中"),
    "cohort_title": (
        "the first {n:,} cases filed (round 1 passed)", "首批 {n:,} 件（一轮通过后立案）",
    ),
    "date_axis": ("date", "日期"),
    "day_axis": ("day (no date of day 1 is known)", "天（起始日期未知）"),
    "a_flow": (
        "dots: reported; a line is the period of a flow, drawn on top of what the runs (median) "
        "had before it",
        "圆点为报道数字；横线为流量的期间，叠加于模拟在期初的中位数之上",
    ),
    "a_scale": (
        "counts told for {n:,} stairwells are scaled to this place",
        "按 {n:,} 个门洞报道的数字已折算到本地",
    ),
    "filed": ("filed", "立案"),
}  # fmt: skip
ASSENT = {
    "assent": ("who agrees and who objects, by floor", "各楼层的同意与反对"),
    "assent_below": (
        "simulated households, none of them a real one", "均为模拟住户，并非真实住户",
    ),
    "unasked": ("would say yes\nunasked", "动员前\n愿意"),
    "yes_round1": ("yes in\nround 1", "一轮\n同意"),
    "no_round1": ("no in round 1,\nshare of all NO", "一轮不同意\n占全部反对"),
    "fierce": ("would block, when\ndesign begins,\nshare of all", "方案时强烈反对\n占全部"),
    "floor": ("floor {floor}", "{floor}层"),
    "ground": ("ground floor (1)", "底层（1层）"),
    "of_households": ("of {n:,}\nhouseholds a run", "每次模拟\n{n:,} 户中"),
    "of_no": ("of {n:,} NO\na run", "每次模拟\n{n:,} 个反对中"),
    "of_fierce": ("of {n:,} objectors\na run", "每次模拟\n{n:,} 户中"),
    "floor_share": ("% of a floor", "占该层住户%"),
    "all_share": ("% of all such", "占全部%"),
}  # fmt: skip
SPELLS = {
    "days": ("how long each stage takes", "各阶段用时"),
    "days_axis": ("days, mean of the completed spells of a run", "天（每次模拟已完成阶段的平均）"),
    "days_head": ("days: median (90 % band)", "天：中位数（90%区间）"),
    "spells_head": ("completed spells a run", "每次模拟已完成阶段数"),
    "spell_sounding": ("sounding", "摸底动员"),
    "spell_ballot": ("round 1", "一轮征询"),
    "spell_design": ("design and split", "方案与分摊"),
    "spell_signing": ("round 2", "二轮征询"),
    "spell_notice": ("notice and permit", "公示与审批"),
    "spell_queue": ("waiting for builders", "待施工"),
    "spell_building": ("building", "施工"),
    "a_spell": (
        "A spell ends when the stairwell moves on or stops; what is unfinished on the last day "
        "is not in it, so long stages look short in short runs.",
        "阶段以进入下一步或搁置为止；末日尚未结束的不计入，故模拟期短时较长的阶段会显得偏短。",
    ),
}
BLOCKED = {
    "blocked": ("what stopped the stopped", "搁置的原因"),
    "all_stops": ("all stops", "全部搁置"),
    "stalled_now": ("stalled on the last day", "末日搁置中"),
    "unpassed": ("a year after round 1\nwas passed", "一轮通过\n满一年"),
    "a_run": ("{text} a run", "每次模拟 {text}"),
    "not_in_a_year": (
        "{share:.0f} % not consented; of {text} a run",
        "{share:.0f} % 未通过二轮；每次模拟共 {text}",
    ),
    "share_stops": ("% of all stops", "占全部搁置%"),
    "share_stalled": ("% of the stalled", "占搁置中%"),
    "share_seasoned": ("% of those a year past round 1", "占一轮通过满一年者%"),
    "open": ("Still open", "仍在进行"),
    "later": ("Consented later", "满一年后通过"),
}
EFFORT = {
    "effort": ("what a consent takes", "一例通过要多少投入"),
    "meetings_axis": ("meetings", "会议（次）"),
    "meetings_unit": ("meetings", "次"),
    "hours_unit": ("working hours", "工时"),
    "money_unit": ("thousand yuan", "万元"),
    "hours_axis": ("working hours", "工时"),
    "money_axis": ("thousand yuan", "万元"),
    "all_tries": ("all meetings,\nfor each consent", "全部会议\n（每例通过）"),
    "won_tries": ("in the try\nthat led to it", "成功的那一次"),
    "first_case": ("the first consent\nof the place", "本地首例"),
    "lost_tries": ("in a try\nthat stopped", "搁置的一次"),
    "hours_each": ("staff, for each\nconsent", "每例通过\n工作人员"),
    "methods_each": ("methods, for each\nconsent", "每例通过\n动员支出"),
    "compensation_each": ("compensation, for\neach elevator begun", "每台开工\n低层补偿"),
    "subsidy_each": ("subsidy, for\neach elevator begun", "每台开工\n财政补贴"),
    "in_all": ("in all {text}", "合计 {text}"),
    "none_in": ("not in {some} of {runs} runs", "{runs} 次中 {some} 次无"),
}
ELEVATOR = GENERAL | FUNNEL | DATES | ASSENT | SPELLS | BLOCKED | EFFORT
