"""A lane's day: its Party group and volunteers, its meetings and rooms, its chat group."""

from __future__ import annotations

from models.signing.methods import plan_rounds, questionnaire, three_meetings
from sim.engine.verb import verb
from sim.people.chat import gossip
from sim.people.methods import (
    activist,
    consultation,
    deputies,
    elder_pairs,
    front_line,
    home_platform,
    issue_register,
    keep_contact,
    micro_grants,
    party_first,
    phone_forum,
    staged_deliberation,
    volunteers,
)


@verb
def sense(lane, town, p, day):
    """Do a lane's day: who goes round, who meets, what is said in the chat group."""
    party_first.act(lane, town, p, day)
    volunteers.act(lane, town, p, day)
    activist.act(lane, town, p, day)
    elder_pairs.act(lane, town, p, day)
    keep_contact.act(lane, town, p, day)
    issue_register.act(lane, town, p, day)
    _meet(lane, town, p, day)
    gossip(lane, town, p, day)


@verb
def _meet(lane, town, p, day):
    """Let the lane's people meet: at the office, in the room, on the telephone, about the plan."""
    front_line.act(lane, town, p, day)
    home_platform.act(lane, town, p, day)
    phone_forum.act(lane, town, p, day)
    micro_grants.act(lane, town, p, day)
    deputies.act(lane, town, p, day)
    consultation.act(lane, town, p, day)
    staged_deliberation.act(lane, town, p, day)
    questionnaire.act(lane, town, p, day)
    plan_rounds.act(lane, town, p, day)
    three_meetings.act(lane, town, p, day)
