"""The services' morning: who sits at which of them today, and who comes to ask."""

from __future__ import annotations

from models.signing.methods import three_meetings
from sim.engine.verb import verb
from sim.people.methods import (
    all_posts,
    care_pairing,
    court_station,
    departments,
    house_finding,
    joint_casework,
    joint_committee,
    law_station,
    mediation,
    petition_agency,
    three_bodies,
)
from sim.people.plot import HOUSE_FINDERS
from sim.people.service import gather_askers


@verb
def staff_services(town, p, day):
    """Put today's staff on each service, and see who asks."""
    mediation.act(town, p, day)
    three_meetings.coordinate(town, p, day)
    law_station.act(town, p, day)
    court_station.act(town, p, day)
    house_finding.act(town, p, day)
    care_pairing.act(town, p, day)
    departments.act(town, p, day)
    three_bodies.act(town, p, day)
    joint_committee.act(town, p, day)
    all_posts.circle(town, p, day)
    petition_agency.act(town, p, day)
    joint_casework.act(town, p, day)
    town.service[HOUSE_FINDERS].sure = town.now[0].spare_flats
    gather_askers(town)
