"""Round 1: who answers, what they say, and how the answers are counted floor by floor."""

from __future__ import annotations

from models.elevator.plan import floor_of
from models.elevator.stages import AWAY, GROUND, HIGH, LANDLORD, LIVES_HERE, YES
from sim.engine.luck import chance, purpose
from sim.engine.verb import verb
from sim.people.methods import volunteers

ANSWERS = purpose("answers in round 1")
NO_ANSWER, NO, IN_FAVOUR_OF = 0, 1, 2


@verb
def vote(household, town, p, day):
    """Answer in round 1; it binds nobody. Owners who are away may not be reached."""
    home = town.home[household]
    if chance(town.now[0].luck, ANSWERS, household, day) >= turnout_of(household, town, p):
        home.vote = NO_ANSWER
        return
    home.vote = IN_FAVOUR_OF if int(home.stance) & YES > 0 else NO
    _count_by_floor(household, town, p)
    if home.vote == IN_FAVOUR_OF:
        volunteers.join(household, town, p)


@verb
def turnout_of(household, town, p):
    """Return the chance that an owner answers."""
    living = town.home[household].living
    if living == AWAY:
        return p.absent_votes
    return p.landlord_votes if living == LANDLORD else 1.0


@verb
def _count_by_floor(household, town, p):
    """Enter an answer in the tallies of its floor."""
    now, home, floor = town.now[0], town.home[household], floor_of(household, town)
    yes = 1 if home.vote == IN_FAVOUR_OF else 0
    town.now[0].asked_on[floor - 1] += 1
    town.now[0].yes_on[floor - 1] += yes
    town.now[0].no_on[floor - 1] += 1 - yes
    now.round1_asked += 1
    now.round1_yes += yes
    if yes == 0 and floor >= HIGH and _minds_the_light(household, town, p):
        now.light_no += 1
    if floor == GROUND and home.living == LIVES_HERE:
        now.ground_occupier_asked += 1
        now.ground_occupier_yes += yes
    elif floor == GROUND and home.living == LANDLORD:
        now.ground_landlord_asked += 1
        now.ground_landlord_yes += yes


@verb
def _minds_the_light(household, town, p):
    """Tell whether a household that says no would say yes if it lost no light."""
    home = town.home[household]
    lost = p.loss_aversion * (1.0 + p.fear * (1.0 - home.info)) * home.light
    return home.worth + lost > 0.0 - p.cheap_talk
