"""All posts in one (全岗通): every worker can answer every question, and departments come round.

1.0 (2017): whoever is asked answers at once, so that a visit explains more. 2.0 (2018): 61 items
go online, and the office hours set free go to doors. 3.0 (2019): departments circle round the
neighbourhood and take on what was tried in vain; 6,500 problems were solved. Observed in Hongkou.
Side effect: training takes hours every week; in the last round more doors mean that those with a
problem on file are called on day after day, which tires them. Before that the gap between visits
keeps more doors from tiring anybody.

Rows: S1-2, S1-3, S1-4, S1-5.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.luck import chance, purpose
from sim.engine.quantity import Spread, quantity
from sim.engine.verb import verb
from sim.people.plot import COMMITTEE, doses_today, staff_service

ACTOR, STAGE = "worker", "work"
FRACTION = purpose("all posts: fraction of a door")
TRAINED = purpose("all posts: this worker is trained")
CIRCLES = purpose("all posts: fraction of a case on rounds")


@dataclass
class AllPosts:
    """Doses of the three versions."""

    all_posts_share: float = quantity(
        0.0, "1", 0.0, 1.0, role="dose",
        source="assumed; 1.0 of 2017, Hongkou review, c. 2020; xmwb.xinmin.cn 2019-01-17",
        meaning="workers trained for all posts",
        label="All posts 1.0", label_zh="全岗通1.0",
    )  # fmt: skip
    info_answered_at_once: float = quantity(
        0.1, "1", 0.0, 1.0,
        prior=Spread(0.1, 0.5),
        source="assumed; prior-driven",
        meaning="share of what is still unknown that an answer at first contact explains",
        label="Knowledge answered at once", label_zh="首问即答知情增量",
    )  # fmt: skip
    training_minutes_per_week: float = quantity(
        30.0, "min/worker", 0.0, 2000.0,
        source="assumed",
        meaning="working time of training one worker each week",
        label="Training time", label_zh="培训用时",
    )  # fmt: skip
    freed_doors_per_worker_per_day: float = quantity(
        0.0, "door/worker/day", 0.0, 10.0, role="dose",
        source="assumed; 2.0 of 2018: 61 items online, Hongkou review, c. 2020",
        meaning="doors knocked in hours that online services set free",
        label="All posts 2.0", label_zh="全岗通2.0",
    )  # fmt: skip
    circle_cases_per_1000_per_day: float = quantity(
        0.0, "case/1000 certificate/day", 0.0, 100.0, role="dose",
        source="assumed; 3.0 of 2019: more than 6,500 problems solved, Hongkou review, c. 2020",
        meaning="cases tried in vain that departments take on in their rounds",
        label="All posts 3.0", label_zh="全岗通3.0",
    )  # fmt: skip
    circle_case_success: float = quantity(
        0.3, "1", 0.0, 0.95,
        source="assumed",
        meaning="chance that the departments settle such a case",
        label="Settled on rounds", label_zh="部门下沉解决率",
    )  # fmt: skip
    circle_case_minutes: float = quantity(
        120.0, "min/case", 0.0, 2000.0,
        source="assumed",
        meaning="working time of one such case",
        label="Time on rounds", label_zh="部门下沉用时",
    )  # fmt: skip


@verb
def act(worker, town, p, day):
    """Train on Mondays; spend the hours that online services set free at doors."""
    town.worker[worker].extra += doses_today(
        p.freed_doors_per_worker_per_day, FRACTION, worker, town, day
    )
    if town.now[0].weekday == 0 and _is_trained(worker, town, p):
        town.now[0].minutes += int(p.training_minutes_per_week)


@verb
def _is_trained(worker, town, p):
    share = p.all_posts_share * min(town.now[0].effort, 1.0)
    return share > 0.0 and chance(town.now[0].luck, TRAINED, worker, 0) < share


@verb
def answer(household, worker, town, p):
    """Let a trained worker answer at once what the household asks."""
    room = town.now[0].knowable - town.home[household].info
    if room > 0.0 and _is_trained(worker, town, p):
        town.home[household].info += p.info_answered_at_once * room


@verb
def circle(town, p, day):
    """Let departments take on cases tried in vain."""
    staff_service(
        COMMITTEE, p.circle_cases_per_1000_per_day, p.circle_case_success,
        p.circle_case_minutes, 0.0, CIRCLES, town, day,
    )  # fmt: skip
