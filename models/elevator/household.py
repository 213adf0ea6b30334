"""A household's day: what it hears, how far it lets itself be persuaded, what it answers.

Others reach it as whole numbers in ``town.mail``; the household itself turns them into knowledge,
trust and readiness, in a fixed order. It weighs anew when something happened to it or the stairwell
has news, and its stance is then counted in the evening.
"""

from __future__ import annotations

from models.elevator.methods import (
    counsellors,
    home_platform,
    phone_forum,
    site_visits,
    six_systems,
    three_bodies,
    three_meetings,
)
from models.elevator.plan import floor_of, is_live
from models.elevator.stages import (
    BEGINS,
    CAME_BY,
    COACHED,
    COUNSELLED,
    DESIGN,
    FIERCE,
    GAP,
    HEARD,
    MARKED,
    MET,
    PRICED,
    QUIET,
    SHOWN,
    TALKED,
    VOTES,
    YES,
)
from models.elevator.voting import vote
from models.elevator.weighing import weigh
from sim.engine.luck import chance, normal, purpose
from sim.engine.verb import verb
from sim.people.meeting import NOBODY, learn, receive, who_is_met
from sim.people.methods import party_first, publicity_board
from sim.people.plot import AGREED, CALLED, NOTICED, TO_BE_WON, worker_of

TALK = purpose("a talk persuades")
SETTLES = purpose("a payment is settled")
SHOCK = purpose("second thoughts when marked out")
SENTIMENT = 0.3  # assumed: who loses next to no light has no second thoughts, 10,000 yuan


@verb
def decide(household, town, p, day):
    """Take in the day, and weigh anew if there is reason to."""
    stairwell = household // town.now[0].door_width
    row = town.stairwell[stairwell]
    live, read = is_live(stairwell, town), False
    if live:
        publicity_board.act(household, town, p, day)
        read = phone_forum.act(household, town, p, day)
    if row.stir == QUIET and town.mail[household] == 0 and not read:
        return
    _hear_news(household, row, town, p, day)
    _read_mail(household, row, town, p, day)
    weigh(household, town, p, day)
    _say_in_private(household, row, town)
    if row.stir == VOTES:
        vote(household, town, p, day)
    _stand(household, live, town)
    row.recount = 1


@verb
def _hear_news(household, row, town, p, day):
    """Take in what the stairwell has to tell: a beginning, the mark of the shaft, the end."""
    home = town.home[household]
    if row.stir == BEGINS:
        home.vote, home.settled, home.shock = 0, 0, 0.0
        home.persuaded *= p.kept_between if row.tries > 1 else 1.0
        estate = town.estate[household // town.now[0].door_width // p.stairwells_per_estate]
        if estate.finished > 0:
            learn(household, p.info_from_estate, town)
        three_meetings.remember(household, int(estate.evaluations), town, p)
        party_first.pledge(household, town, p, day, day, town.now[0].effort)
    elif row.stir == MARKED and home.light > SENTIMENT:
        z = normal(chance(town.now[0].luck, SHOCK, household, day))
        home.shock = max(p.reappraisal * z, 0.0)


@verb
def _read_mail(household, row, town, p, day):
    """Turn the day's mail into knowledge, trust and readiness."""
    mail = int(town.mail[household])
    if mail == 0:
        return
    town.mail[household] = 0
    met = who_is_met(household, mail, town, p, day)
    if met != NOBODY:
        receive(household, 1.0 if met != 1 else p.spillover, town, p, day)
        skill = town.worker[worker_of(household, town)].skill
        _be_persuaded(household, skill * p.visit_strength, 1, town, p, day)
    _learn_from(household, mail, town, p)
    if mail & TALKED > 0:
        _be_persuaded(household, float(row.skill) / 1000.0, 0, town, p, day)
    if mail & (MET | TALKED) > 0 and town.stage[household // town.now[0].door_width] == DESIGN:
        _settle(household, float(row.skill) / 1000.0, town, p, day)
    if mail & PRICED > 0:
        _settle(household, p.joint_settling, town, p, day)
    if mail & NOTICED > 0 or mail & MET > 0:
        town.asking[household] = 1 if int(town.home[household].stance) & (FIERCE | GAP) > 0 else 0


@verb
def _learn_from(household, mail, town, p):
    """Learn from meetings, counsellors, drawings, neighbours, from seeing an elevator."""
    if mail & CALLED > 0:
        learn(household, p.info_per_neighbour, town)
    if mail & (MET | HEARD) > 0:
        learn(household, p.info_per_meeting, town)
    if mail & COUNSELLED > 0:
        counsellors.explain(household, town, p)
    if mail & SHOWN > 0:
        site_visits.see(household, town, p)
    if mail & COACHED > 0:
        six_systems.coach(household, town, p)
    if mail & CAME_BY > 0:
        home_platform.take_home(household, mail, town, p)
    if mail & PRICED > 0:
        three_bodies.explain(household, town, p)


@verb
def _be_persuaded(household, skill, where, town, p, day):
    """Let a talk add what it can: by skill and trust, up to this household's limit."""
    home = town.home[household]
    room = home.limit - home.persuaded
    if room <= 0.0:
        return
    luck = 0.5 + chance(town.now[0].luck, TALK, household * 2 + where, day)
    home.persuaded += min(p.persuades * skill * luck * (0.5 + home.trust), room)


@verb
def _settle(household, skill, town, p, day):
    """Settle the payment in a meeting about the split, perhaps; it takes some skill."""
    home = town.home[household]
    open_gap = int(home.stance) & GAP > 0 and home.settled == 0
    if open_gap and chance(town.now[0].luck, SETTLES, household, day) < p.settles * min(skill, 1.0):
        home.settled = 1


@verb
def _say_in_private(household, row, town):
    """Note what one would say unasked, when the stairwell begins for the first time."""
    if row.stir != BEGINS or row.tries > 1:
        return
    now, floor = town.now[0], floor_of(household, town)
    willing = 1 if town.home[household].worth > 0.0 else 0
    town.now[0].counted_on[floor - 1] += 1
    town.now[0].private_on[floor - 1] += willing
    now.private_asked += 1
    now.private_yes += willing


@verb
def _stand(household, live, town):
    """Say whether workers should still call: not where all is well, nor once it is over."""
    stance = int(town.home[household].stance)
    won = stance & YES > 0 and stance & (FIERCE | GAP) == 0
    town.done[household] = AGREED if won or not live else TO_BE_WON
    if won or not live:
        town.asking[household] = 0
