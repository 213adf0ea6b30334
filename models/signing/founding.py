"""A new neighbourhood: people move in, workers are hired, the books are opened.

Nobody has been asked anything yet. The same rows serve one run after another, so each run first
forgets the one before.
"""

from __future__ import annotations

from models.signing.books import open_books
from models.signing.campaign import call_campaign
from models.signing.choice import appraise, lay_in_flats
from models.signing.firms import open_firms
from models.signing.groups import HOMES, count_in_groups
from sim.engine.verb import verb
from sim.people.arrival import look_for_members, settle
from sim.people.fate import count_kinds
from sim.people.neighbours import make_friends
from sim.people.obstacles import count_open
from sim.people.plot import NEVER, TO_BE_WON, homes_of, households, lanes, measure_plot, workers
from sim.people.service import SERVICES
from sim.people.worker import hire


@verb
def found(town, p):
    """Let a new neighbourhood move in, with nobody asked yet."""
    open_books(town)
    measure_plot(town, p)
    call_campaign(town, p)
    lay_in_flats(town, p)
    open_firms(town, p)
    for household in households(town):
        _clear(household, town)
        settle(household, town, p)
        appraise(household, town, p)
    for household in households(town):
        look_for_members(household, town)
        _count_in(household, town)
    for worker in workers(town):
        hire(worker, town, p)
    for lane in lanes(town):
        _form_group(lane, town)
    make_friends(town, p)


@verb
def _clear(household, town):
    """Forget the previous run's household in this row."""
    home = town.home[household]
    town.mail[household] = 0
    town.done[household] = TO_BE_WON
    home.known = 0
    home.escalated = 0
    home.surveyed = 0
    home.visits = 0
    home.pledged = 0
    home.fatigue = 0.0
    home.vote = 0
    town.slot[household] = 0
    home.pushed = 0
    home.helped = 0
    home.seen = 0
    home.frank = 0
    home.firm = 0
    home.face = 0
    home.listened = 0
    home.swayed = 0
    home.strained = 0
    home.apart = 0
    town.last_knock[household] = NEVER
    home.last_met = NEVER
    home.asked_desk = NEVER
    home.signed = NEVER
    home.moved = NEVER
    town.asking[household] = 0
    for service in range(len(SERVICES)):
        town.asked[household, service] = NEVER


@verb
def _count_in(household, town):
    """Enter a household in the books: its obstacles, its groups, its Party membership."""
    now, home = town.now[0], town.home[household]
    count_in_groups(household, HOMES, town)
    now.members += home.party
    if home.born == 0:
        return
    now.burdened += 1
    bits, kind = int(home.born), 0
    while bits > 0:
        town.kind[kind].born += bits & 1
        bits >>= 1
        kind += 1
    if home.open > 0:
        now.held += 1
        now.obstacles_open += count_open(home.open)
        count_kinds(home.open, 1, town)


@verb
def _form_group(lane, town):
    """Form the Party group along a lane; its first member leads it, -1 if it has none."""
    row = town.lane[lane]
    row.leader = -1
    row.members = 0
    row.members_agreed = 0
    row.volunteers = 0
    row.left = 0
    row.emptied = 0
    row.rumour = 0.0
    for household in homes_of(lane, town):
        if town.home[household].party == 1:
            row.members += 1
            if row.leader < 0:
                row.leader = household
