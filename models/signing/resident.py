"""The resident makes up their mind in private, goes to the desk, and is then seen to have signed.

Inclination is a matter of degree (``weighing``); who is willing still has to be free to go, and an
absent decider cannot. ``decide`` only marks; ``announce`` makes it public. A signature under
pressure is one with an obstacle still open that would not have come without a push: neighbours, a
collective reward, a deadline, firm words, or talks through a tie. Nothing else that a worker
insists on brings a signature, and a member's pledge is no push.
"""

from __future__ import annotations

from models.signing.campaign import site_of
from models.signing.desks import ADMITTED, appointment_of, look_for_slot
from models.signing.groups import PRESSED, SIGNED, count_in_groups
from models.signing.methods import extra_rewards, three_steps
from models.signing.offer import reward_on, step_on
from models.signing.town import BREW, DESIGN
from models.signing.weighing import lean, pressure, weigh
from sim.engine.luck import chance, purpose
from sim.engine.verb import verb
from sim.people.fate import count_out, wake
from sim.people.listening import ask, listen, speak_up
from sim.people.meeting import NOBODY
from sim.people.methods import crisis_help, party_first, publicity_board, volunteers
from sim.people.obstacles import CARE, FAMILY, LOCKS, PRICE
from sim.people.plot import AGREED, LEFT, NEVER, TO_BE_WON, lane_of

RETURNS_SLIP = purpose("returns the ballot slip")
WITH_PRICES = 1 << PRICE | 1 << FAMILY


@verb
def decide(household, town, p, day):
    """Take in the day; vote in round 1; from day 1 on, mark a wish for a desk."""
    if town.done[household] >= LEFT:
        town.mail[household] = 0  # nobody is there, or nobody may press any more
        return
    undecided = town.done[household] == TO_BE_WON
    if town.mail[household] == 0 and (not undecided or DESIGN <= town.now[0].phase < BREW):
        return  # nothing happens by itself while the plan is drawn up, or once one has signed
    now, home = town.now[0], town.home[household]
    if undecided and home.asleep > 0:
        _wake_today(household, town, p, day)
    met = listen(household, town, p, day)
    if not undecided:
        return
    if met != NOBODY:
        three_steps.act(household, town, p, day)
    publicity_board.act(household, town, p, day)
    if day < 1:
        told = min(now.brew_day + party_first.LEVELS - 1, 0)
        party_first.pledge(household, town, p, day, told, p.preparation_effort)
        _vote(household, met, town, p, day)
    else:
        _make_up_mind(household, town, p, day)


@verb
def _wake_today(household, town, p, day):
    """Let what was asleep arise: disputes once prices are published, an illness from its day."""
    if day >= town.now[0].brew_day:
        wake(household, WITH_PRICES, town)
        speak_up(household, WITH_PRICES, town, p)
    falls_ill = int(town.home[household].wakes)
    if falls_ill != NEVER and day >= falls_ill:
        sudden = (int(town.home[household].asleep) >> CARE) & 1 == 1
        wake(household, 1 << CARE, town)
        if sudden and crisis_help.act(household, town, p):
            ask(household, town)


@verb
def _make_up_mind(household, town, p, day):
    """Look for time at the desks if one would sign; note whether others or a deadline tipped it."""
    now, home = town.now[0], town.home[household]
    if int(home.open) & LOCKS > 0:
        return
    if day < appointment_of(household, town, p):
        now.willing += 1 if home.open == 0 else 0
        return
    v = weigh(household, town, p, day)
    if v > 0.0:
        home.pushed = v <= pressure(household, town, p, day)
        look_for_slot(household, town, p, day)
    if home.open == 0:
        now.willing += 1 if v > 0.0 else 0
        now.unwilling += 0 if v > 0.0 else 1


@verb
def willing(household, town, p, day):
    """Tell whether the household would sign today if it were free to; an absent decider cannot."""
    if int(town.home[household].open) & LOCKS > 0 or day < appointment_of(household, town, p):
        return False
    return weigh(household, town, p, day) > 0.0


@verb
def _vote(household, met, town, p, day):
    """Give the round-1 answer when met, or by returning the slip.

    Round 1 binds nobody, so a relative may answer for an absent decider.
    """
    now, home = town.now[0], town.home[household]
    if now.ballot_open == 0 or home.vote > 0:
        return
    if met == NOBODY and chance(now.luck, RETURNS_SLIP, household, day) >= p.slip_per_day:
        return
    agrees = lean(household, town, p, day) > 0.0
    home.vote = 2 if agrees else 1
    now.votes_cast += 1
    if agrees:
        now.votes_for += 1
        town.site[site_of(household, town)].votes_for += 1


@verb
def announce(household, town, p, day):
    """Make today's signature public: on the books, and to those who know the household."""
    if town.slot[household] != ADMITTED:
        return
    home = town.home[household]
    town.slot[household] = 0
    home.signed = day
    count_out(household, town)
    town.done[household] = AGREED
    _book(household, town, p, day)
    _book_kinds(household, town)
    volunteers.join(household, town, p)
    weight = max(p.plaque_weight if home.party == 1 else 1, int(home.voice))
    for place in range(town.tie_start[household], town.tie_start[household + 1]):
        town.home[town.tie[place]].seen += weight


@verb
def _book(household, town, p, day):
    """Enter a signature and what it costs in the books."""
    now, home = town.now[0], town.home[household]
    plot = site_of(household, town)
    site = town.site[plot]
    now.signed += 1
    now.signed_first_day += 1 if day == 1 else 0
    now.signed_in_window += 1 if day <= p.reward_window_days else 0
    now.willing -= 1 if home.open == 0 else 0
    site.signed += 1
    site.reward_yuan += int(reward_on(p, home.area, day))
    site.compensation_yuan += int(home.claim)
    extra_rewards.book_early(plot, step_on(p, day), town, p)
    count_in_groups(household, SIGNED, town)
    if home.party == 1:
        now.members_signed += 1
        town.lane[lane_of(household, town)].members_agreed += 1
    _book_quality(household, town, p)


@verb
def _book_quality(household, town, p):
    """Enter whether consent was free and well informed."""
    now, home = town.now[0], town.home[household]
    if home.open > 0:
        now.hindered += 1
        if home.pushed == 1:
            now.pressed += 1
            count_in_groups(household, PRESSED, town)
    elif home.info >= p.informed_from:
        now.informed += 1


@verb
def _book_kinds(household, town):
    """Enter for each obstacle that the household has met that one more has signed."""
    bits = int(town.home[household].born)
    if bits == 0:
        return
    town.now[0].burdened_signed += 1
    kind = 0
    while bits > 0:
        town.kind[kind].signed += bits & 1
        bits >>= 1
        kind += 1
