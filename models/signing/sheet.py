"""All quantities of the signing model, and the methods it knows."""

from __future__ import annotations

from models.signing import judging, lanes, moving, resident, services, shift, weighing
from models.signing.campaign import Campaign
from models.signing.choice import Choice
from models.signing.desks import Desks
from models.signing.firms import Firms
from models.signing.mind import Mind
from models.signing.moving import Moving
from models.signing.offer import Offer
from sim.engine.sheet import Sheet, find_methods, sheet_class
from sim.people import listening, manner
from sim.people.calendar import Calendar
from sim.people.chat import Chat
from sim.people.contact import Contact
from sim.people.letters import Letters
from sim.people.neighbours import Ties
from sim.people.obstacles import Obstacles
from sim.people.population import Population
from sim.people.worker import Staff

METHODS = find_methods(
    shift, lanes, services, resident, moving, judging, weighing, listening, manner
)
"""Engagement methods of this model by name: the modules that its stages import."""

SHEET = Sheet({
    "place": Population, "ties": Ties, "obstacles": Obstacles, "staff": Staff, "contact": Contact,
    "letters": Letters,
    "chat": Chat, "calendar": Calendar, "campaign": Campaign, "offer": Offer, "choice": Choice,
    "desks": Desks, "mind": Mind, "moving": Moving, "firms": Firms,
    **{f"strategy.{name}": sheet_class(method) for name, method in METHODS.items()},
})  # fmt: skip
