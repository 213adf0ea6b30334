"""All quantities of the signing model, and the methods it knows."""

from __future__ import annotations

from models.signing import day, resident
from models.signing.campaign import Campaign
from models.signing.desks import Desks
from models.signing.moving import Moving
from models.signing.offer import Offer
from models.signing.resident import Mind
from sim.engine.sheet import Sheet, find_methods, sheet_class
from sim.people.contact import Contact
from sim.people.neighbours import Ties
from sim.people.obstacles import Obstacles
from sim.people.population import Population
from sim.people.worker import Staff

METHODS = find_methods(day, resident)
"""Engagement methods of this model by name: the modules that its stages import."""

SHEET = Sheet({
    "place": Population, "ties": Ties, "obstacles": Obstacles, "staff": Staff, "contact": Contact,
    "campaign": Campaign, "offer": Offer, "desks": Desks, "mind": Mind, "moving": Moving,
    **{f"strategy.{name}": sheet_class(method) for name, method in METHODS.items()},
})  # fmt: skip
