"""The books of a campaign: the figures of every day, and the account on the last.

Tables by service, obstacle and group are copied into the arrays of a row, whose numbers are the
plain columns of a result.
"""

from __future__ import annotations

from models.signing.campaign import first_day
from models.signing.town import GROUPS
from sim.engine.verb import verb
from sim.people.obstacles import KINDS
from sim.people.plot import households
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
    _write_tables(row, town)
    if day == p.last_day:
        _close_account(town)


@verb
def _add_up_plots(town):
    """Add up what the plots owe."""
    now = town.now[0]
    now.compensation_yuan = 0
    now.reward_yuan = 0
    now.rent_yuan = 0
    now.extra_reward_yuan = 0
    for site in range(now.sites):
        now.compensation_yuan += town.site[site].compensation_yuan
        now.reward_yuan += town.site[site].reward_yuan
        now.rent_yuan += town.site[site].rent_yuan
        now.extra_reward_yuan += town.site[site].extra_reward_yuan


@verb
def _write_tables(row, town):
    """Write who waits at each service, what is open of each kind, who signed in each group."""
    for service in range(len(SERVICES)):
        row.waiting_by_service[service] = town.service[service].waiting
    for kind in range(len(KINDS)):
        row.open_by_kind[kind] = town.kind[kind].open
    for group in range(len(GROUPS)):
        row.signed_by_group[group] = town.group[group].signed


@verb
def _close_account(town):
    """Enter the mood of the neighbourhood, and outcomes by group and obstacle."""
    now = town.now[0]
    now.trust_milli = 0
    now.info_milli = 0
    now.fair_milli = 0
    now.fatigue_milli = 0
    for household in households(town):
        now.trust_milli += int(1000.0 * town.home[household].trust + 0.5)
        now.info_milli += int(1000.0 * town.home[household].info + 0.5)
        now.fair_milli += int(1000.0 * town.home[household].fair + 0.5)
        now.fatigue_milli += int(1000.0 * town.home[household].fatigue + 0.5)
    for group in range(len(GROUPS)):
        now.size_by_group[group] = town.group[group].homes
        now.signed_by_group[group] = town.group[group].signed
        now.moved_by_group[group] = town.group[group].moved
        now.pressed_by_group[group] = town.group[group].pressed
    for kind in range(len(KINDS)):
        now.born_by_kind[kind] = town.kind[kind].born
        now.signed_by_kind[kind] = town.kind[kind].signed
