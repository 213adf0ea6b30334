"""The books of a campaign: the figures of every day, and the account on the last.

Tables by service, obstacle and group are copied into the row of the day, name by name, so that a
result has plain columns.
"""

from __future__ import annotations

from models.signing.campaign import first_day
from models.signing.groups import ALONE, ELDERLY, FAR_PARTY, LEADERS, MEMBERS, NEAR_PARTY, YOUNGER
from models.signing.town import GROUPS
from sim.engine.verb import verb
from sim.people.obstacles import (
    ABSENT,
    AREA,
    ATTACHMENT,
    CARE,
    DESIGN,
    FAMILY,
    KINDS,
    PRICE,
    TITLE,
    TRANSITION,
)
from sim.people.plot import (
    CARERS,
    CO_OWNED,
    COMMITTEE,
    COURT,
    DEPARTMENTS,
    HOUSE_FINDERS,
    LAWYERS,
    MEDIATORS,
    OWNER,
    TENANT,
    households,
)
from sim.people.service import SERVICES


@verb
def open_books(town):
    """Open the tables by service, obstacle and group."""
    for service in range(len(SERVICES)):
        town.service[service].waiting = 0
    for kind in range(len(KINDS)):
        town.kind[kind].born = 0
        town.kind[kind].signed = 0
        town.kind[kind].open = 0
    for group in range(len(GROUPS)):
        town.group[group].homes = 0
        town.group[group].signed = 0
        town.group[group].moved = 0
        town.group[group].pressed = 0


@verb
def write_down(town, p, day):
    """Write the day's figures into the row of this day; on the last, close the account."""
    now = town.now[0]
    _add_up_plots(town)
    row = town.day[day - first_day(p)]
    row.signed = now.signed
    row.moved = now.moved
    row.votes_for = now.votes_for
    row.burdened_signed = now.burdened_signed
    row.unwilling = now.unwilling
    row.willing = now.willing
    row.obstacles_open = now.obstacles_open
    row.contacts = now.contacts
    row.minutes = now.minutes
    row.desk_waiting = now.desk_waiting
    row.reward_yuan = now.reward_yuan
    row.firms_signed = now.firms_signed
    _write_services(row, town)
    _write_kinds(row, town)
    _write_groups(row, town)
    if day == p.last_day:
        _close_account(town)


@verb
def _add_up_plots(town):
    """Add up what the plots owe."""
    now = town.now[0]
    now.compensation_yuan = 0
    now.reward_yuan = 0
    now.rent_yuan = 0
    for site in range(now.sites):
        now.compensation_yuan += town.site[site].compensation_yuan
        now.reward_yuan += town.site[site].reward_yuan
        now.rent_yuan += town.site[site].rent_yuan


@verb
def _write_services(row, town):
    service = town.service
    row.waiting_mediation = service[MEDIATORS].waiting
    row.waiting_law = service[LAWYERS].waiting
    row.waiting_court = service[COURT].waiting
    row.waiting_house = service[HOUSE_FINDERS].waiting
    row.waiting_care = service[CARERS].waiting
    row.waiting_departments = service[DEPARTMENTS].waiting
    row.waiting_committee = service[COMMITTEE].waiting


@verb
def _write_kinds(row, town):
    kind = town.kind
    row.open_family = kind[FAMILY].open
    row.open_title = kind[TITLE].open
    row.open_area = kind[AREA].open
    row.open_price = kind[PRICE].open
    row.open_transition = kind[TRANSITION].open
    row.open_care = kind[CARE].open
    row.open_attachment = kind[ATTACHMENT].open
    row.open_design = kind[DESIGN].open
    row.open_absent = kind[ABSENT].open


@verb
def _write_groups(row, town):
    group = town.group
    row.signed_tenants = group[TENANT].signed
    row.signed_owners = group[OWNER].signed
    row.signed_co_owned = group[CO_OWNED].signed
    row.signed_younger = group[YOUNGER].signed
    row.signed_elderly = group[ELDERLY].signed
    row.signed_alone = group[ALONE].signed
    row.signed_members = group[MEMBERS].signed
    row.signed_leaders = group[LEADERS].signed
    row.signed_near_party = group[NEAR_PARTY].signed
    row.signed_far_party = group[FAR_PARTY].signed


@verb
def _close_account(town):
    """Enter sizes, outcomes by group and obstacle, and the mood of the neighbourhood."""
    now = town.now[0]
    now.trust_milli = 0
    now.fatigue_milli = 0
    for household in households(town):
        now.trust_milli += int(1000.0 * town.home[household].trust + 0.5)
        now.fatigue_milli += int(1000.0 * town.home[household].fatigue + 0.5)
    _close_sizes(now, town)
    _close_signatures(now, town)
    _close_moves(now, town)
    _close_kinds(now, town)


@verb
def _close_sizes(now, town):
    group = town.group
    now.size_tenants = group[TENANT].homes
    now.size_owners = group[OWNER].homes
    now.size_co_owned = group[CO_OWNED].homes
    now.size_younger = group[YOUNGER].homes
    now.size_elderly = group[ELDERLY].homes
    now.size_alone = group[ALONE].homes
    now.size_members = group[MEMBERS].homes
    now.size_leaders = group[LEADERS].homes
    now.size_near_party = group[NEAR_PARTY].homes
    now.size_far_party = group[FAR_PARTY].homes


@verb
def _close_signatures(now, town):
    group = town.group
    now.signed_tenants = group[TENANT].signed
    now.signed_owners = group[OWNER].signed
    now.signed_co_owned = group[CO_OWNED].signed
    now.signed_younger = group[YOUNGER].signed
    now.signed_elderly = group[ELDERLY].signed
    now.signed_alone = group[ALONE].signed
    now.signed_members = group[MEMBERS].signed
    now.signed_leaders = group[LEADERS].signed
    now.signed_near_party = group[NEAR_PARTY].signed
    now.signed_far_party = group[FAR_PARTY].signed


@verb
def _close_moves(now, town):
    group = town.group
    now.moved_tenants = group[TENANT].moved
    now.moved_owners = group[OWNER].moved
    now.moved_co_owned = group[CO_OWNED].moved
    now.moved_younger = group[YOUNGER].moved
    now.moved_elderly = group[ELDERLY].moved
    now.moved_alone = group[ALONE].moved
    now.moved_members = group[MEMBERS].moved
    now.moved_leaders = group[LEADERS].moved
    now.moved_near_party = group[NEAR_PARTY].moved
    now.moved_far_party = group[FAR_PARTY].moved
    now.pressed_tenants = group[TENANT].pressed
    now.pressed_owners = group[OWNER].pressed
    now.pressed_co_owned = group[CO_OWNED].pressed
    now.pressed_younger = group[YOUNGER].pressed
    now.pressed_elderly = group[ELDERLY].pressed
    now.pressed_alone = group[ALONE].pressed
    now.pressed_members = group[MEMBERS].pressed
    now.pressed_leaders = group[LEADERS].pressed
    now.pressed_near_party = group[NEAR_PARTY].pressed
    now.pressed_far_party = group[FAR_PARTY].pressed


@verb
def _close_kinds(now, town):
    kind = town.kind
    now.born_family = kind[FAMILY].born
    now.born_title = kind[TITLE].born
    now.born_area = kind[AREA].born
    now.born_price = kind[PRICE].born
    now.born_transition = kind[TRANSITION].born
    now.born_care = kind[CARE].born
    now.born_attachment = kind[ATTACHMENT].born
    now.born_design = kind[DESIGN].born
    now.born_absent = kind[ABSENT].born
    now.signed_family = kind[FAMILY].signed
    now.signed_title = kind[TITLE].signed
    now.signed_area = kind[AREA].signed
    now.signed_price = kind[PRICE].signed
    now.signed_transition = kind[TRANSITION].signed
    now.signed_care = kind[CARE].signed
    now.signed_attachment = kind[ATTACHMENT].signed
    now.signed_design = kind[DESIGN].signed
    now.signed_absent = kind[ABSENT].signed
