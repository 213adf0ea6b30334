"""How a resident weighs signing today: inclination, obstacles, others, amounts and time.

The outside option, hopes of a clearance and hopes of later gain pull away; knowledge, trust,
fairness and the amount draw near; neighbours, rewards and deadlines tip the balance. Nothing here
changes anything: ``resident`` acts on it.
"""

from __future__ import annotations

import math

from models.signing.campaign import SWAP, site_of
from models.signing.choice import flats_left
from models.signing.methods import six_joint, three_steps
from models.signing.offer import collective_at, ends_today, reward_on
from sim.engine.luck import chance, normal, purpose
from sim.engine.verb import verb
from sim.people.chat import hope
from sim.people.meeting import fatigue_today
from sim.people.methods import firm_words, plain_facts, strongest_tie
from sim.people.obstacles import KINDS, SLOTS
from sim.people.plot import NEVER, lane_of

SEVERE = purpose("obstacle severity")


@verb
def seen_share(household, town, p, day):
    """Return the share believed to agree: round 1 until signatures show, then ties and board."""
    site = town.site[site_of(household, town)]
    if day <= 1:
        return float(site.votes_for) / float(site.households)
    public = float(site.signed) / float(site.households)
    ties = town.tie_start[household + 1] - town.tie_start[household]
    shown = float(max(int(town.home[household].seen) - int(town.home[household].strained), 0))
    near = min(shown / float(ties), 1.0) if ties > 0 else public
    return near + p.board_weight * p.board_readers_per_day * (public - near)


@verb
def pull_of_others(household, town, p, day):
    """Return how far others who sign draw a household along, in sd.

    A shared reward adds to it, and for a Party member the example of the Party group.
    """
    seen = seen_share(household, town, p, day)
    pull = p.peers_weight * seen + p.collective_pull * collective_at(p, seen) / 100000.0
    if town.home[household].party == 0:
        return pull
    lane = town.lane[lane_of(household, town)]
    return pull + p.group_weight * float(lane.members_agreed) / float(max(lane.members, 1))


@verb
def peers(household, town, p, day):
    """Return what the others' behaviour does, in sd: those missing deter, those signed draw."""
    return pull_of_others(household, town, p, day) - p.peers_weight


@verb
def urge(p, day):
    """Return what it does, in sd, that something ends today."""
    return p.deadline_weight if ends_today(p, day) else 0.0


@verb
def pressure(household, town, p, day):
    """Return what draws a household to the desks, in sd, that is none of its own reasons."""
    pushed = pull_of_others(household, town, p, day) + urge(p, day)
    pushed += strongest_tie.pull(household, town, p)
    return pushed + firm_words.press(household, town, p)


@verb
def timing(household, town, p, day):
    """Return what today's reward and a deadline do, in sd, against the usual early reward."""
    more = (reward_on(p, town.home[household].area, day) - p.usual_reward) / 100000.0
    return urge(p, day) + p.reward_weight * more


@verb
def knows_no_better(household, town, p):
    """Tell whether the outside option is gone for good, and the household believes it.

    Once agreements are in force the rest face a decision on the same plan (expropriation: State
    Council Order 590, art. 26; rebuild: Shanghai renewal regulation, art. 32; a swap binds nobody).
    A household believes it when a worker has said so at the door, or when the decision is served.
    """
    if p.kind == SWAP:
        return False
    effective = town.site[site_of(household, town)].effective_day
    if effective == NEVER:
        return False
    return int(town.home[household].last_met) > effective or town.now[0].decision_day != NEVER


@verb
def lean(household, town, p, day):
    """Return the inclination to agree with every obstacle set aside, in sd; positive is yes."""
    now, home = town.now[0], town.home[household]
    fair = home.fair + (p.revision_gain * (1.0 - home.fair) if now.revised == 1 else 0.0)
    v = home.inclination + p.info_weight * home.info + p.trust_weight * (home.trust - 0.5)
    v += p.fairness_weight * (fair - p.usual_fairness)
    v -= p.fatigue_weight * fatigue_today(household, town, p, day)
    if not knows_no_better(household, town, p):
        v -= home.outside + p.clearance_hopes
        v -= hope_left(household, town, p) if now.brewing == 1 else 0.0
    v += strongest_tie.pull(household, town, p)
    return v + p.pledge_weight if home.pledged == 1 else v


@verb
def hope_left(household, town, p):
    """Return the hope of later gain, in sd, that plain and firm words have left."""
    left = plain_facts.hope_left(household, town, p) * firm_words.hope_left(household, town, p)
    return hope(household, lane_of(household, town), town, p) * left


@verb
def deal(household, town, p):
    """Return what this offer is worth to the household, in sd, once its amount is published."""
    home = town.home[household]
    if home.wants_flat == 1 and flats_left(town) == 0:
        return home.worth - p.flat_weight
    return home.worth


@verb
def burden(household, town, p):
    """Return what the open obstacles weigh, in sd."""
    bits = int(town.home[household].open)
    weight = 0.0
    for kind in range(len(KINDS)):
        if (bits >> kind) & 1 == 1:
            z = normal(chance(town.now[0].luck, SEVERE, household * SLOTS + kind, 0))
            severe = p.obstacle_weight * math.exp(p.severity_log_sd * z)
            weight += severe * three_steps.weight_left(household, kind, town, p)
    return weight


@verb
def nuisance(household, town, p):
    """Return what it takes away, in sd, that the lane is emptying while one still lives there."""
    if town.now[0].moved == 0:
        return 0.0
    emptied = float(town.lane[lane_of(household, town)].emptied)
    nuisance = p.empty_lane_weight * emptied / float(town.now[0].lane_width)
    return nuisance * six_joint.nuisance_left(p)


@verb
def weigh(household, town, p, day):
    """Return the inclination to sign today in sd: obstacles, peers, amounts, deadlines included."""
    v = lean(household, town, p, day) + deal(household, town, p)
    v += peers(household, town, p, day) + timing(household, town, p, day)
    v += firm_words.press(household, town, p)
    v -= nuisance(household, town, p)
    return v - burden(household, town, p) if town.home[household].open > 0 else v
