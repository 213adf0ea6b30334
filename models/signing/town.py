"""The town: every kind of thing as rows with named columns.

``Town`` is a NamedTuple of NumPy arrays, so that compiled verbs and Mesa agents share the same
memory. A household's row holds what people have (``sim.people.plot``) and what signing adds.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from models.signing.firms import FIRM
from sim.engine.rows import Column, each, empty_rows
from sim.people import plot
from sim.people.obstacles import KINDS
from sim.people.service import SERVICES

SURVEY, ROUND1, DESIGN, PRICING, BREW, SIGNING, TAIL, STOPPED = range(8)
PHASES = ("survey", "round 1", "design", "pricing", "brewing", "signing", "tail", "stopped")
PHASES_ZH = ("摸底", "一轮征询", "方案制定", "评估定价", "酝酿", "签约", "扫尾", "终止")

GROUPS = (
    "tenants", "owners", "co_owned", "younger", "elderly", "alone", "members", "leaders",
    "near_party", "far_party", "alone_70",
)  # fmt: skip
GROUPS_ZH = ("公房承租人", "私房产权人", "共有产", "60岁以下", "60岁以上", "独居老人", "党员",
             "意见领袖", "同门洞有党员", "同门洞无党员", "70岁以上独居老人")  # fmt: skip
FLAT_TYPES = 6

HOME = (
    *plot.HOME,
    Column("vote", "u1", "round 1: 0 none yet, 1 no, 2 yes"),
    Column("pushed", "u1", "comes for neighbours, collective reward or deadline alone, flag"),
    Column("wants_flat", "u1", "would rather have a flat than cash, flag"),
    Column("choice", "u1", "0 none yet, 1 cash, from 2 on a flat of the stock"),
    Column("helped", "u1", "has help with the move, flag"),
    Column("frank", "u1", "was told plainly what cannot be had, flag"),
    Column("firm", "u1", "times told of the legal consequence, up to 250"),
    Column("face", "u1", "a colleague calls instead, flag"),
    Column("listened", "u1", "visits spent listening, up to 250"),
    Column("swayed", "u1", "talks through a close tie, up to 250"),
    Column("strained", "u1", "ties that such talks have strained, up to 250"),
    Column("apart", "u1", "the family has set its dispute aside, flag"),
    Column("asked_desk", "i2", "day first at the desks"),
    Column("signed", "i2", "day signed, NEVER before"),
    Column("moved", "i2", "day moved out, NEVER before"),
    Column("seen", "i4", "signatures seen among own ties, weighted"),
    Column("claim", "i4", "compensation without rewards, yuan"),
    Column("worth", "f8", "value of the offer to the household, sd"),
)
SITE = (
    Column("households", "i8", "certificates of the plot"),
    Column("votes_for", "i8", "round-1 answers in favour"),
    Column("signed", "i8", "certificates signed"),
    Column("in_force", "u1", "agreements are in force, flag"),
    Column("effective_day", "i8", "day agreements took effect, NEVER before"),
    Column("stop_day", "i8", "day the campaign was given up, NEVER before"),
    Column("move_day", "i8", "first day of moving, once in force"),
    Column("moving_reward", "f8", "reward for moving out today, yuan"),
    Column("paying", "u1", "moving is still rewarded today, flag"),
    Column("step_ends", "u1", "the moving reward is lower from tomorrow on, flag"),
    Column("compensation_yuan", "i8", "compensation agreed, without rewards, yuan"),
    Column("reward_yuan", "i8", "rewards due, yuan"),
    Column("rent_yuan", "i8", "transitional rent due, yuan"),
    Column("extra_reward_yuan", "i8", "rewards beyond the offer due, yuan"),
)
"""A row per plot (地块): each is judged by itself."""
STOCK = (
    Column("left", "i8", "flats of this type not yet picked"),
    Column("offered", "i8", "flats of this type at the start"),
)
"""A row per type of resettlement flat: three floor bands in each of two sizes."""
GROUP = (
    Column("homes", "i8", "certificates in the group"),
    Column("signed", "i8", "of these, signed"),
    Column("moved", "i8", "of these, moved out"),
    Column("pressed", "i8", "of these, signed under pressure"),
)


NOW = (
    *plot.NOW,
    Column("phase", "i8", "phase of today, by PHASES"),
    Column("sites", "i8", "plots (地块) that are signed for at once, plot"),
    Column("site_width", "i8", "certificates of one plot"),
    Column("ballot_from", "i8", "first day of round 1"),
    Column("ballot_to", "i8", "last day of round 1"),
    Column("hearing_day", "i8", "day on which comments are counted"),
    Column("pricing_day", "i8", "first day of measuring and pricing"),
    Column("brew_day", "i8", "first day of the brewing period: prices are published"),
    Column("moving_open", "u1", "some may move out today, flag"),
    Column("complaints", "i8", "people who found the plan unfair when comments were counted"),
    Column("revised", "u1", "the plan was revised after a hearing, flag"),
    Column("effective_day", "i8", "day agreements took effect on the first plot, NEVER before"),
    Column("stop_day", "i8", "day the campaign was given up on the last plot, NEVER before"),
    Column("full_day", "i8", "day of the last signature, NEVER before"),
    Column("threshold_day", "i8", "day the share to take effect was reached, NEVER before"),
    Column("decision_day", "i8", "day of the compensation decisions, NEVER before"),
    Column("plots_effective", "i8", "plots where agreements took effect, plot"),
    Column("plots_stopped", "i8", "plots given up, plot"),
    Column("votes_cast", "i8", "round-1 answers"),
    Column("votes_for", "i8", "round-1 answers in favour"),
    Column("signed", "i8", "certificates signed"),
    Column("signed_first_day", "i8", "certificates signed on day 1"),
    Column("signed_in_window", "i8", "certificates signed inside the reward window"),
    Column("members_signed", "i8", "Party members' certificates signed"),
    Column("willing", "i8", "certificates with nothing open that would sign or are not yet called"),
    Column("unwilling", "i8", "certificates with no obstacle open that would not sign today"),
    Column("pressed", "i8", "certificates signed under pressure: an obstacle open, and pushed"),
    Column("hindered", "i8", "certificates signed with an obstacle still open"),
    Column("informed", "i8", "certificates signed free of obstacles and well informed"),
    Column("burdened", "i8", "certificates that met an obstacle"),
    Column("burdened_signed", "i8", "certificates of these that signed"),
    Column("decided", "i8", "certificates that received a compensation decision"),
    Column("enforced", "i8", "certificates left to the court"),
    Column("moved", "i8", "certificates moved out"),
    Column("moved_on_time", "i8", "certificates moved out while a moving reward was paid"),
    Column("cash_chosen", "i8", "certificates that chose cash"),
    Column("flats_taken", "i8", "certificates that picked a flat"),
    Column("flats_first_choice", "i8", "certificates that got the flat they liked best"),
    Column("flats_missed", "i8", "certificates that wanted a flat and found none left"),
    Column("compensation_yuan", "i8", "compensation agreed, without rewards, yuan"),
    Column("reward_yuan", "i8", "rewards due once in force, for signing and moving, yuan"),
    Column("rent_yuan", "i8", "transitional rent due, yuan"),
    Column("extra_reward_yuan", "i8", "rewards beyond the offer due, yuan"),
    Column("tokens_yuan", "i8", "paid to those who had signed when a campaign was given up, yuan"),
    Column("desk_waiting", "i8", "people sent home from the desks today"),
    Column("desks_day", "i8", "people the desks can take by day"),
    Column("desks_evening", "i8", "people the desks can take in the evening"),
    Column("trust_milli", "i8", "trust on the last day, summed over certificates, 0.001"),
    Column("info_milli", "i8", "knowledge on the last day, summed over certificates, 0.001"),
    Column("fair_milli", "i8", "perceived fairness on the last day, summed, 0.001"),
    Column("fatigue_milli", "i8", "fatigue at the last visit, summed over certificates, 0.001"),
    Column("firm_count", "i8", "non-residential certificates"),
    Column("firms_signed", "i8", "non-residential certificates signed"),
    *each("size_by_group", GROUPS, "size_{}", "certificates in the group {}"),
    *each("signed_by_group", GROUPS, "signed_{}", "certificates signed in the group {}"),
    *each("moved_by_group", GROUPS, "moved_{}", "certificates moved out in the group {}"),
    *each("pressed_by_group", GROUPS, "pressed_{}",
          "certificates signed under pressure in the group {}"),
    *each("born_by_kind", KINDS, "born_{}", "certificates that met the obstacle {}"),
    *each("signed_by_kind", KINDS, "signed_{}", "certificates of these that signed: {}"),
)  # fmt: skip
DAILY = (
    Column("signed", "i8", "certificates signed so far, certificate"),
    Column("moved", "i8", "certificates moved out so far, certificate"),
    Column("votes_for", "i8", "round-1 answers in favour so far, certificate"),
    Column("burdened_signed", "i8", "signed so far and met an obstacle, certificate"),
    Column("willing", "i8", "unsigned, nothing open, would sign or is not yet called, certificate"),
    Column("unwilling", "i8", "unsigned, no obstacle open, would not sign, certificate"),
    Column("obstacles_open", "i8", "obstacles open in all households, obstacle"),
    Column("contacts", "i8", "completed visits so far, contact"),
    Column("minutes", "i8", "working time so far, min"),
    Column("desk_waiting", "i8", "people sent home from the desks today, certificate"),
    Column("reward_yuan", "i8", "rewards so far, yuan"),
    Column("firms_signed", "i8", "non-residential certificates signed so far, certificate"),
    *each("waiting_by_service", SERVICES, "waiting_{}",
          "cases left waiting when {} last sat, case"),
    *each("open_by_kind", KINDS, "open_{}", "unsigned with the obstacle {} open, certificate"),
    *each("signed_by_group", GROUPS, "signed_{}", "signed so far in the group {}, certificate"),
)  # fmt: skip


class Town(NamedTuple):
    """All that a neighbourhood is."""

    now: np.recarray  # one row: measures, briefing, books
    home: np.recarray  # a row per household
    worker: np.recarray  # a row per committee worker
    lane: np.recarray  # a row per lane
    service: np.recarray  # a row per service
    kind: np.recarray  # a row per kind of obstacle
    site: np.recarray  # a row per plot
    group: np.recarray  # a row per group of households
    stock: np.recarray  # a row per type of flat
    firm: np.recarray  # a row per non-residential certificate
    day: np.recarray  # a row per simulated day
    mail: np.ndarray  # int64 [household], plot.HOT
    done: np.ndarray  # uint8 [household], plot.HOT
    last_knock: np.ndarray  # int16 [household], plot.HOT
    asking: np.ndarray  # uint16 [household], plot.HOT
    asked: np.ndarray  # int16 [household, service], day first asked for a service
    slot: np.ndarray  # uint8 [household], wants a desk: 0 no, 1 by day, 2 evening; 3 signs today
    asker: np.ndarray  # int32 [household], rows of those who ask today
    named: np.ndarray  # int32 [household, slot], ties that a household names, -1 for none
    tie_start: np.ndarray  # int64 [household + 1], first tie of each household
    tie: np.ndarray  # int32 [tie], who is at the other end
    queue: np.ndarray  # int64 [household], room to line people up


class Size(NamedTuple):
    """The largest numbers of everything in any run that shares a town's memory."""

    households: int
    workers: int
    lanes: int
    sites: int
    firms: int
    days: int
    slots: int


def build_town(size: Size) -> Town:
    """Allocate an empty town for the largest neighbourhood that any run will live in."""
    n = size.households
    hot = {column.name: np.zeros(n, column.type) for column in plot.HOT}
    return Town(
        now=empty_rows(1, NOW),
        home=empty_rows(n, HOME),
        worker=empty_rows(size.workers, plot.WORKER),
        lane=empty_rows(size.lanes, plot.LANE),
        service=empty_rows(len(SERVICES), plot.SERVICE),
        kind=empty_rows(len(KINDS), plot.KIND),
        site=empty_rows(size.sites, SITE),
        group=empty_rows(len(GROUPS), GROUP),
        stock=empty_rows(FLAT_TYPES, STOCK),
        firm=empty_rows(size.firms, FIRM),
        day=empty_rows(size.days, DAILY),
        mail=hot["mail"],
        done=hot["done"],
        last_knock=hot["last_knock"],
        asking=hot["asking"],
        asked=np.zeros((n, len(SERVICES)), np.int16),
        slot=np.zeros(n, np.uint8),
        asker=np.zeros(n, np.int32),
        named=np.zeros((n, size.slots), np.int32),
        tie_start=np.zeros(n + 1, np.int64),
        tie=np.zeros(2 * n * size.slots, np.int32),
        queue=np.zeros(n, np.int64),
    )
