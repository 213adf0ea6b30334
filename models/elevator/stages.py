"""The words of a stairwell's way to an elevator: stages, reasons to stop, letters in the mail."""

from __future__ import annotations

IDLE, SOUNDING, BALLOT, DESIGN, SIGNING, NOTICE, QUEUE, BUILDING, DONE, STALLED = range(10)
STAGES = ("idle", "sounding", "ballot", "design", "signing", "notice", "queue", "building", "done",
          "stalled")  # fmt: skip
STAGES_ZH = ("未启动", "摸底动员", "一轮征询", "方案与分摊", "二轮征询", "公示与审批", "待施工",
             "施工", "竣工", "搁置")  # fmt: skip
SPELLS = STAGES[SOUNDING : BUILDING + 1]
"""Stages whose days are counted."""

NONE, SUPPORT, ROUND1, ESTATE, OBJECTOR, PAYER, ROUND2, REVERSAL = range(8)
BLOCKS = ("support", "round1", "estate", "objector", "payer", "round2", "reversal")
"""Why a stairwell stops, from ``SUPPORT`` on."""
LATE = ("open", "later", *BLOCKS)
"""How it stands where no consent came in a year: still open, consented later, or stopped."""
BLOCKS_LABELS = (
    "Too little support",
    "Round 1 below the law",
    "Estate vote",
    "Fierce objector",
    "Payers do not agree",
    "Round 2 below the law",
    "Objection after consent",
)
BLOCKS_ZH = ("支持不足", "一轮未达比例", "小区征询未过", "强烈反对", "出资未谈拢", "二轮未达比例",
             "公示期反悔")  # fmt: skip

LIVES_HERE, LANDLORD, AWAY = range(3)
LIVING = ("lives here", "landlord", "absent owner")
LIVING_ZH = ("自住", "出租", "空关")
NO_MEETING, OWN_MEETING, TEAM_MEETING = range(3)

# What a stairwell has to tell its households in the morning (stairwell.stir)
QUIET, RECKON, BEGINS, VOTES, SIGNS, MARKED, ENDS = range(7)

# town.mail: bits that this model adds to those of ``sim.people.plot``
MET, TALKED, COUNSELLED, SHOWN, HEARD, COACHED = (1 << bit for bit in range(24, 30))
CAME_BY, HEARD_FOR, HEARD_AGAINST = (1 << bit for bit in range(30, 33))
PRICED = 1 << 35

YES, FIERCE, GAP = 1, 2, 4
"""Bits of a household's stance: would agree, would block, would not pay."""

GROUND, HIGH = 1, 4
MOST_FLOORS = 8
