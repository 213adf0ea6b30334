"""The founding of the town: who lives here, who looks after whom, and who knows whom.

Ties are pairs of different households drawn at random; a pair drawn twice counts twice. They are
drawn anew in every run and kept as compressed sparse rows.
"""

from __future__ import annotations

from models.reduced.resident import rank, weigh
from sim.engine.luck import chance, purpose
from sim.engine.verb import verb

OFFER = purpose("reduced: worth of the offer")
TRUST = purpose("reduced: first trust")
MEMBER = purpose("reduced: Party member")
OBSTACLE = purpose("reduced: obstacle")
PAIR = purpose("reduced: who knows whom")


@verb
def count_ties(p):
    """Return the number of pairs who know each other."""
    return int(0.5 * p.mean_ties * float(p.households))


@verb
def found(town, p):
    """Let a new neighbourhood move in; nobody has signed."""
    town.now[0].households = p.households
    town.now[0].workers = p.workers
    for household in range(p.households):
        settle(household, town, p)
    for worker in range(p.workers):
        assign(worker, town, p)
    for tie in range(count_ties(p)):
        meet(tie, town, p)
    lay_out_ties(town, p)


@verb
def settle(household, town, p):
    """Let one household move in."""
    key = town.now[0].luck
    home = town.home[household]
    member = chance(key, MEMBER, household, 0) < p.member_share
    spread = p.offer_spread * (2.0 * chance(key, OFFER, household, 0) - 1.0)
    home.trust = chance(key, TRUST, household, 0)
    home.obstacle = chance(key, OBSTACLE, household, 0) < p.obstacle_share
    home.leaning = p.offer + spread + (p.party_weight if member else 0.0)
    home.leaning += p.trust_weight * home.trust - p.obstacle_weight * float(home.obstacle)
    home.pull = 0.0
    town.tie_start[household] = 0
    home.near = 0
    home.signed = 0
    home.place = rank(weigh(household, town), household)
    town.now[0].members += 1 if member else 0
    town.now[0].burdened += home.obstacle


@verb
def assign(worker, town, p):
    """Give a worker a patch of neighbouring households: all of them clients."""
    width = (p.households - 1) // p.workers + 1
    first = min(worker * width, p.households)
    last = min(first + width, p.households)
    town.worker[worker].first = first
    town.worker[worker].clients = last - first
    for household in range(first, last):
        town.unsigned[household] = household


@verb
def meet(tie, town, p):
    """Draw one pair: the fraction left over from the first row settles the second."""
    n = float(p.households)
    place = chance(town.now[0].luck, PAIR, tie, 0) * n
    one = int(place)
    other = one + 1 + int((place - float(one)) * (n - 1.0))
    if other >= p.households:
        other -= p.households
    town.pair[tie, 0] = one
    town.pair[tie, 1] = other
    town.tie_start[one] += 1
    town.tie_start[other] += 1


@verb
def lay_out_ties(town, p):
    """Write both ends of each tie into rows; each start is moved back as its row fills."""
    start = 0
    for household in range(p.households):
        ties = town.tie_start[household]
        town.home[household].pull = p.peers_weight / float(max(ties, 1))
        start += ties
        town.tie_start[household] = start
    town.tie_start[p.households] = start
    for tie in range(count_ties(p)):
        for end in range(2):
            household = town.pair[tie, end]
            town.tie_start[household] -= 1
            town.tie[town.tie_start[household]] = town.pair[tie, 1 - end]
