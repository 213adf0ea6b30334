"""Shops, workshops and offices on the plot: certificates that are not homes, counted apart.

A negotiator sits down with the owner of a shop or with a unit over an appraisal: value, moving
costs and loss of business (State Council Order 590, art. 17). Both sides come closer talk by talk,
until one day what is asked is near enough to what is offered. Zhangyuan had 39 such units beside
about 1,121 certificates of residents; reported signing rates count residents only, so firms count
in no threshold. They hold no vote, know no neighbours and stop nobody from moving. Talks are led by
appraisers and the department, so they cost the committee's workers no time.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from sim.engine.luck import chance, purpose
from sim.engine.quantity import quantity
from sim.engine.rows import Column
from sim.engine.verb import verb
from sim.people.plot import NEVER

GAP = purpose("firm: gap at the start")
TALK = purpose("firm: a talk takes place")

FIRM = (
    Column("gap", "f8", "what is asked beyond the offer, in shares of the offer"),
    Column("signed", "i2", "day signed, NEVER before"),
)


@dataclass
class Firms:
    """How many firms there are, and how their talks go."""

    firms: int = quantity(
        0, "certificate", 0, 100_000, role="fact",
        source="0 = not counted; 39 units at Zhangyuan, shquan.cn 154642345",
        meaning="certificates that are not homes: shops, workshops, offices",
        label="Firms", label_zh="非居住证数",
    )  # fmt: skip
    firm_gap: float = quantity(
        0.5, "1", 0.0, 10.0, source="assumed; exponential over firms, as few ask for very much",
        meaning="mean of what firms ask beyond the offer for value, moving and loss of business",
        label="Gap of firms", label_zh="非居住补偿差距",
    )  # fmt: skip
    firm_gap_closed_per_talk: float = quantity(
        0.2, "1/talk", 0.0, 1.0, source="assumed",
        meaning="share of the gap still open that one talk closes",
        label="Gap closed per talk", label_zh="每次协商缩小率",
    )  # fmt: skip
    firm_talks_per_day: float = quantity(
        0.3, "talk/firm/day", 0.0, 1.0, source="assumed: about two talks a week",
        meaning="chance of a talk with a firm on a day of full effort, from published prices on",
        label="Talks with firms", label_zh="非居住协商频率",
    )  # fmt: skip
    firm_gap_accepted: float = quantity(
        0.05, "1", 0.0, 1.0, source="assumed",
        meaning="gap, in shares of the offer, at which a firm signs",
        label="Gap accepted", label_zh="可接受差距",
    )  # fmt: skip


@verb
def firms(town):
    """Return the rows of all firms, for a loop."""
    return range(town.now[0].firm_count)


@verb
def open_firms(town, p):
    """Let the firms of a new neighbourhood move in, each with a demand of its own."""
    town.now[0].firm_count = p.firms
    town.now[0].firms_signed = 0
    for firm in firms(town):
        luck = chance(town.now[0].luck, GAP, firm, 0)
        town.firm[firm].gap = -p.firm_gap * math.log(luck)
        town.firm[firm].signed = NEVER


@verb
def bargain(firm, town, p, day):
    """Talk with a firm once prices are public; from day 1 on it signs when the gap is small."""
    now = town.now[0]
    if town.firm[firm].signed != NEVER or now.brewing == 0 or now.stop_day != NEVER:
        return
    if chance(now.luck, TALK, firm, day) < p.firm_talks_per_day * now.effort:
        town.firm[firm].gap -= p.firm_gap_closed_per_talk * town.firm[firm].gap
    if day >= 1 and town.firm[firm].gap <= p.firm_gap_accepted:
        town.firm[firm].signed = day
        now.firms_signed += 1
