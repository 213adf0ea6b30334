"""How a visit is made: the manners that a worker adds to it, each a method of its own.

Shanshouli and Baoxingli are known for lists of such manners. Who visits helps first, listens,
grants the loss, says plainly what cannot be had, and, in the last round, what the law will do;
where talks are in vain a colleague comes. Each takes time; none writes a signature.
"""

from __future__ import annotations

from sim.engine.verb import verb
from sim.people.methods import (
    all_posts,
    equal_talk,
    firm_words,
    new_face,
    other_side,
    plain_facts,
    warm_help,
)
from sim.people.plot import TO_BE_WON


@verb
def visit_in_manner(household, town, p, day):
    """Let a completed visit take the manners that the strategy asks for; soft ones come first."""
    if town.done[household] != TO_BE_WON:
        return
    warm_help.act(household, town, p, day)
    equal_talk.act(household, town, p, day)
    other_side.act(household, town, p, day)
    all_posts.answer(household, new_face.who_calls(household, town), town, p)
    plain_facts.act(household, town, p, day)
    firm_words.act(household, town, p, day)
    new_face.act(household, town, p)
