"""The three meetings (三会): a hearing on the plan, coordination of disputes, an evaluation.

Hearings are held in the lanes while the plan is drawn up: who comes is heard, and learns.
Coordination brings disputes before the residents' committee. It stands in for talks that settle a
quarrel between neighbours, such as one over water meters at Huaihai Middle Road: the model has no
such quarrels, and what is settled here are disputes inside a family. The evaluation goes through
what was promised and kept. In the sources it comes after a project and builds trust for the next
one; that it is held here when prices come out, and builds trust for this signing, is assumed and
flatters the method. Begun at Wuliqiao about 2000; the residents' committee rules of 2017 (art. 16
and 17) ask for published results; one repair project took eight hearings. Side effect: evenings of
staff; who knows the plan already learns little more.

Rows: S0-11, S0-17, S1-36.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.luck import chance, purpose
from sim.engine.quantity import quantity
from sim.engine.verb import verb
from sim.people.mail import ANSWERED, GATHERED, HELPED, share_today, spend, write_to
from sim.people.plot import MEDIATORS, doses_today, staff_service

ACTOR, STAGE = "campaign", "sense"
HEARING = purpose("three meetings: a hearing")
COMES = purpose("three meetings: comes")
EVALUATES = purpose("three meetings: this lane evaluates")
FRACTION = purpose("three meetings: fraction of a dispute")


@dataclass
class ThreeMeetings:
    """Doses of the three meetings."""

    hearings_per_lane: float = quantity(
        0.0, "hearing/lane", 0.0, 20.0, role="dose",
        source="assumed; eight for one project, newsxmwb.xinmin.cn 2018-07-30",
        meaning="hearings in each lane while the plan is drawn up",
        label="Hearings", label_zh="听证会",
    )  # fmt: skip
    coordination_cases_per_1000_per_week: float = quantity(
        0.0, "case/1000 certificate/week", 0.0, 200.0, role="dose",
        source="assumed; on demand, Huaihai Middle Road 2022",
        meaning="disputes brought to coordination meetings in a week",
        label="Coordination", label_zh="协调会",
    )  # fmt: skip
    evaluation_share: float = quantity(
        0.0, "1", 0.0, 1.0, role="dose",
        source="assumed, its day too: held afterwards at Caoyang, sh.people.com.cn 2021-04-19",
        meaning="lanes with an evaluation when prices are published",
        label="Evaluation", label_zh="评议会比例",
    )  # fmt: skip
    meeting_turnout: float = quantity(
        0.25, "1", 0.0, 1.0,
        source="assumed",
        meaning="households that come to a meeting of their lane",
        label="Turnout", label_zh="到会率",
    )  # fmt: skip
    coordination_success: float = quantity(
        0.25, "1", 0.0, 0.95,
        source="assumed",
        meaning="chance that a coordination meeting ends a dispute",
        label="Settled by coordination", label_zh="协调会解决率",
    )  # fmt: skip
    meeting_minutes: float = quantity(
        240.0, "min/meeting", 0.0, 2000.0,
        source="assumed",
        meaning="working time of a hearing or an evaluation",
        label="Time of a meeting", label_zh="三会用时",
    )  # fmt: skip
    coordination_minutes: float = quantity(
        120.0, "min/case", 0.0, 2000.0,
        source="assumed",
        meaning="working time of one coordination meeting",
        label="Time of coordination", label_zh="协调会用时",
    )  # fmt: skip


@verb
def act(lane, town, p, day):
    """Hold the lane's hearing or evaluation, if today is the day."""
    now = town.now[0]
    if now.drafting == 1 and p.hearings_per_lane > 0.0:
        days = float(max(now.brew_day - now.ballot_to - 1, 1))
        if doses_today(p.hearings_per_lane / days, HEARING, lane, town, day) > 0:
            write_to(lane, GATHERED | ANSWERED, p.meeting_turnout, COMES, town, day)
            spend(1, p.meeting_minutes, 0.0, town)
    elif now.brewing == 1 and day == now.stage_began and day < 1:
        share = share_today(p.evaluation_share, town)
        if share > 0.0 and chance(now.luck, EVALUATES, lane, 0) < share:
            write_to(lane, HELPED, p.meeting_turnout, COMES, town, day)
            spend(1, p.meeting_minutes, 0.0, town)


@verb
def coordinate(town, p, day):
    """Bring disputes before the coordination meeting."""
    staff_service(
        MEDIATORS, p.coordination_cases_per_1000_per_week / 7.0, p.coordination_success,
        p.coordination_minutes, 0.0, FRACTION, town, day,
    )  # fmt: skip
