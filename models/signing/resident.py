"""The resident makes up their mind in private, goes to the desk, and is then seen to have signed.

Inclination is a matter of degree; obstacles weigh on it; what neighbours did until yesterday, the
reward that is about to end and an offer already in force move it. Who is willing still has to be
free to go. ``decide`` only marks; ``announce`` makes it public.
"""

from __future__ import annotations

from dataclasses import dataclass

from models.signing.campaign import SWAP
from models.signing.desks import appointment_of, look_for_slot
from models.signing.offer import CQ, collective_at, ends_today, reward_on
from models.signing.town import BREW, DESIGN
from sim.engine.luck import chance, purpose
from sim.engine.quantity import Spread, quantity
from sim.engine.verb import verb
from sim.people.contact import fatigue_today, listen
from sim.people.methods import party_first, publicity_board
from sim.people.obstacles import LOCKS, count_open

RETURNS_SLIP = purpose("returns the ballot slip")


@dataclass
class Mind:
    """What weighs in the decision, in standard deviations (sd) of private inclination."""

    info_weight: float = quantity(
        0.8, "sd", 0.0, 5.0, source="assumed; prior-driven", prior=Spread(0.8, 0.5),
        meaning="what full knowledge adds", label="Weight of knowledge", label_zh="知情权重",
    )  # fmt: skip
    trust_weight: float = quantity(
        0.6, "sd", 0.0, 5.0, source="assumed; prior-driven", prior=Spread(0.6, 0.5),
        meaning="what full trust adds over middling trust", label="Weight of trust",
        label_zh="信任权重",
    )  # fmt: skip
    peers_weight: float = quantity(
        0.4, "sd", 0.0, 3.0, source="assumed; prior-driven", prior=Spread(0.4, 0.6),
        meaning="what it costs to see nobody sign, against everybody", label="Weight of peers",
        label_zh="邻里权重",
    )  # fmt: skip
    obstacle_weight: float = quantity(
        6.5, "sd", 0.0, 10.0, source="assumed: with an obstacle open few sign",
        meaning="what one open obstacle takes away", label="Weight of an obstacle",
        label_zh="困难权重",
    )  # fmt: skip
    fatigue_weight: float = quantity(
        0.1, "sd/visit", 0.0, 2.0, source="assumed",
        meaning="what one visit too many takes away", label="Weight of fatigue",
        label_zh="疲劳权重",
    )  # fmt: skip
    reward_weight: float = quantity(
        0.35, "sd/100000 yuan", 0.0, 2.0,
        source="calibrated: zhangyuan day 42; prior-driven", prior=Spread(0.3, 0.5),
        meaning="what 100,000 yuan of reward add", label="Weight of rewards", label_zh="奖励权重",
    )  # fmt: skip
    collective_pull: float = quantity(
        0.02, "sd/100000 yuan", 0.0, 1.0, source="assumed; prior-driven",
        meaning="what 100,000 yuan of collective reward add, at the rate that is seen",
        label="Pull of the collective reward", label_zh="签约率奖牵引",
    )  # fmt: skip
    deadline_weight: float = quantity(
        0.15, "sd", 0.0, 2.0, source="assumed; agreements pile up at deadlines, Roth 1988",
        meaning="what the last day of a reward step adds", label="Weight of deadlines",
        label_zh="期限权重",
    )  # fmt: skip
    pledge_weight: float = quantity(
        1.0, "sd", 0.0, 5.0, source="assumed", meaning="what a Party member's pledge adds",
        label="Weight of a pledge", label_zh="承诺权重",
    )  # fmt: skip
    usual_reward: float = quantity(
        400_000.0, "yuan/certificate", 0.0, 5_000_000.0, source=CQ,
        meaning="early-signing reward at which the mean inclination is measured",
        label="Usual reward", label_zh="参照早签约奖",
    )  # fmt: skip
    board_weight: float = quantity(
        0.5, "1", 0.0, 1.0, source="assumed; prior-driven",
        meaning="weight of the rate on the board against own ties, if everybody reads it",
        label="Weight of the board", label_zh="公示栏权重",
    )  # fmt: skip
    informed_from: float = quantity(
        0.5, "1", 0.0, 1.0, source="assumed", meaning="knowledge from which consent is informed",
        label="Informed from", label_zh="知情同意起点",
    )  # fmt: skip
    slip_per_day: float = quantity(
        0.1, "1/day", 0.0, 1.0, source="calibrated: fangualong round 1, turnout",
        meaning="chance that a household not met returns its round-1 slip by itself on a day",
        label="Slips returned", label_zh="自行交表率",
    )  # fmt: skip


@verb
def seen_share(household, town, p, day):
    """Return the share believed to agree: round 1 until signatures show, then ties and board."""
    now = town.now[0]
    if day <= 1:
        return float(now.votes_for) / float(now.households)
    public = float(now.signed) / float(now.households)
    ties = town.tie_start[household + 1] - town.tie_start[household]
    near = min(float(town.home[household].seen) / float(ties), 1.0) if ties > 0 else public
    return near + p.board_weight * p.board_readers_per_day * (public - near)


@verb
def peers(household, town, p, day):
    """Return what the others' behaviour does, in sd: those missing deter, a shared reward draws."""
    seen = seen_share(household, town, p, day)
    shared = p.collective_pull * collective_at(p, seen) / 100000.0
    return shared - p.peers_weight * (1.0 - seen)


@verb
def timing(p, day):
    """Return what today's reward and a deadline do, in sd, against the usual early reward."""
    more = (reward_on(p, day) - p.usual_reward) / 100000.0
    near = p.deadline_weight if ends_today(p, day) else 0.0
    return near + p.reward_weight * more


@verb
def lean(household, town, p, day):
    """Return the inclination to agree with every obstacle set aside, in sd; positive is yes.

    Once agreements are in force the outside option is gone: the rest face a decision on the same
    plan (expropriation: State Council Order 590, art. 26; rebuild: Shanghai renewal regulation,
    art. 32; a swap binds nobody), so there is no better price to wait for. A household believes it
    when a worker has said so at the door.
    """
    now, home = town.now[0], town.home[household]
    binds = now.in_force == 1 and p.kind != SWAP
    knows = binds and int(home.last_met) > now.effective_day
    v = home.inclination + p.info_weight * home.info + p.trust_weight * (home.trust - 0.5)
    v -= p.fatigue_weight * fatigue_today(household, town, p, day)
    v -= 0.0 if knows else home.outside
    return v + p.pledge_weight if home.pledged == 1 else v


@verb
def weigh(household, town, p, day):
    """Return the inclination to sign today in sd: obstacles, peers, rewards, deadlines included."""
    v = lean(household, town, p, day) + peers(household, town, p, day) + timing(p, day)
    return v - p.obstacle_weight * float(count_open(town.home[household].open))


@verb
def decide(household, town, p, day):
    """Take in the day; vote in round 1; from day 1 on, mark a wish for a desk."""
    home = town.home[household]
    if home.mail == 0 and DESIGN <= town.now[0].phase < BREW:
        return  # nothing happens by itself while the plan is drawn up
    met = listen(household, town, p, day)
    if home.done > 0:
        return
    publicity_board.act(household, town, p, day)
    if day < 1:
        party_first.pledge(household, town, p, day, town.now[0].brew_day)
        _vote(household, met, town, p, day)
    elif willing(household, town, p, day):
        look_for_slot(household, town, p, day)


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
    if not met and chance(now.luck, RETURNS_SLIP, household, day) >= p.slip_per_day:
        return
    agrees = lean(household, town, p, day) > 0.0
    home.vote = 2 if agrees else 1
    now.votes_cast += 1
    now.votes_for += 1 if agrees else 0


@verb
def announce(household, town, p, day):
    """Make today's signature public: on the books, and to those who know the household."""
    home = town.home[household]
    if home.admitted == 0:
        return
    home.admitted = 0
    home.signed = day
    home.done = 1
    _book(household, town, p, day)
    weight = p.plaque_weight if home.party == 1 else 1
    for place in range(town.tie_start[household], town.tie_start[household + 1]):
        town.home[town.tie[place]].seen += weight


@verb
def _book(household, town, p, day):
    """Enter a signature in the books, and whether it was given freely and well informed."""
    now, home = town.now[0], town.home[household]
    now.signed += 1
    now.members_signed += home.party
    now.burdened_signed += 1 if home.born > 0 else 0
    now.reward_yuan += int(reward_on(p, day))
    if home.open > 0:
        now.pressed += 1
    elif home.info >= p.informed_from:
        now.informed += 1
