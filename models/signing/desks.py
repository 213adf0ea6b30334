"""The signing desks: how many there are, how long they stay open, and who is free to come.

On a formal first day everybody who made up their mind comes, and desks stay open until midnight
(Fangualong: 98 % passed at about 20:19, last signature at 23:45). Pre-signing is spread by
appointment (Qiaojia Road 92 % and Dinghai 40 % on the first day). Desks are a scarce place.
"""

from __future__ import annotations

from dataclasses import dataclass

from models.signing.campaign import PRESIGN
from models.signing.choice import choose
from models.signing.offer import ends_today
from sim.engine.luck import chance, purpose
from sim.engine.quantity import Spread, quantity
from sim.engine.queue import line_up, row_of, ticket
from sim.engine.verb import verb
from sim.people.meeting import may_be_in
from sim.people.methods import evening_hours
from sim.people.plot import CO_OWNED, NEVER, households

BY_DAY, EVENING, ADMITTED = 1, 2, 3
FREE_BY_DAY = purpose("free to sign by day")
FREE_AT_NIGHT = purpose("free to sign in the evening")
TAKES_LEAVE = purpose("takes leave to sign")
APPOINTMENT = purpose("appointment to sign")
ARRIVAL = purpose("arrival at the desks")


@dataclass
class Desks:
    """Capacity of the desks."""

    certificates_per_desk: float = quantity(
        30.0, "certificate/desk", 1.0, 1000.0, role="lever", source="assumed",
        meaning="certificates that one desk is set up for", label="Certificates per desk",
        label_zh="每签约台证数",
    )  # fmt: skip
    minutes_per_contract: float = quantity(
        25.0, "min/certificate", 1.0, 480.0, role="lever",
        source="assumed: 1,103 signatures between morning and 23:45 at Fangualong",
        meaning="time that one signature keeps a desk", label="Time per contract",
        label_zh="每份签约用时",
    )  # fmt: skip
    desk_hours: float = quantity(
        9.0, "h/day", 0.0, 12.0, role="lever", source="assumed",
        meaning="hours that desks are open before 18:00", label="Desk hours",
        label_zh="签约点白天开放",
    )  # fmt: skip
    opening_evening_hours: float = quantity(
        6.0, "h", 0.0, 6.0, role="lever",
        source="Fangualong: last signature 23:45, sqyuxin.com 32114",
        meaning="hours that desks stay open after 18:00 on day 1", label="First evening",
        label_zh="首日晚间开放",
    )  # fmt: skip
    co_owner_factor: float = quantity(
        0.8, "1", 0.0, 1.0, source="assumed: several owners must find the time together",
        meaning="factor on the chance to be free where a home has several owners",
        label="Free together", label_zh="共有人同到系数",
    )  # fmt: skip
    leave_taken: float = quantity(
        0.97, "1", 0.0, 1.0, source="assumed: the day is announced weeks ahead",
        prior=Spread(0.97, 1.0, mirrored=True),
        meaning="chance that a willing decider takes leave for the opening or a closing day",
        label="Leave taken", label_zh="请假到场率",
    )  # fmt: skip


@verb
def desks_of(town, p):
    """Return how many desks there are."""
    return float(max(int(float(town.now[0].households) / p.certificates_per_desk + 0.999999), 1))


@verb
def places_per_hour(town, p):
    """Return how many signatures all desks together can take in an hour."""
    return 60.0 * desks_of(town, p) / p.minutes_per_contract


@verb
def appointment_of(household, town, p):
    """Return the first day on which a household is asked to the desks.

    A formal opening asks everybody for day 1. Pre-signing gives appointments, as many a day as the
    desks can take, and none after the reward window.
    """
    if p.opening != PRESIGN:
        return 1
    places = places_per_hour(town, p) * (p.desk_hours + p.evening_desk_hours)
    turn = chance(town.now[0].luck, APPOINTMENT, household, 0) * float(town.now[0].households)
    return 1 + min(int(turn / max(places, 1.0)), p.reward_window_days - 1)


@verb
def look_for_slot(household, town, p, day):
    """Look for time to go to the desks: by day, else in the evening, else by taking leave."""
    key, home = town.now[0].luck, town.home[household]
    together = p.co_owner_factor if home.tenure == CO_OWNED else 1.0
    at_night = together * p.met_at_night if hours_at_night(p, day) > 0.0 else 0.0
    if chance(key, FREE_BY_DAY, household, day) < together * may_be_in(household, town, p):
        town.slot[household] = BY_DAY
    elif chance(key, FREE_AT_NIGHT, household, day) < at_night:
        town.slot[household] = EVENING
    elif _is_special(household, town, p, day):
        comes = chance(key, TAKES_LEAVE, household, day) < p.leave_taken
        town.slot[household] = BY_DAY if comes else 0


@verb
def _is_special(household, town, p, day):
    """Tell whether today is worth taking leave for: one's appointment, or a step that ends."""
    return ends_today(p, day) or day == appointment_of(household, town, p)


@verb
def hours_at_night(p, day):
    """Return how long the desks stay open after 18:00, in hours."""
    return max(p.evening_desk_hours, p.opening_evening_hours if day == 1 else 0.0)


@verb
def serve_desks(town, p, day):
    """Serve those who came, by day and then in the evening, as far as the desks reach."""
    now = town.now[0]
    now.desks_day = int(places_per_hour(town, p) * p.desk_hours)
    now.desks_evening = int(places_per_hour(town, p) * hours_at_night(p, day))
    evening_hours.keep_desks(desks_of(town, p), town, p)
    _serve(BY_DAY, now.desks_day, town, day)
    _serve(EVENING, now.desks_evening, town, day)


@verb
def _serve(slot, capacity, town, day):
    """Admit the first by (day first asked, arrival, row); the others keep their place in line.

    Who is still in line when the day ends is served in the evening. Whoever is served first picks
    first from the flats.
    """
    came = 0
    for household in households(town):
        if town.slot[household] == slot:
            town.slot[household] = 0
            home = town.home[household]
            if home.asked_desk == NEVER:
                home.asked_desk = day
            arrival = chance(town.now[0].luck, ARRIVAL, household, day)
            town.queue[came] = ticket(home.asked_desk, arrival, household)
            came += 1
    served = line_up(town.queue, came, capacity)
    for place in range(served):
        household = row_of(town.queue[came - 1 - place])
        town.slot[household] = ADMITTED
        choose(household, town)
    for place in range(served, came):
        town.slot[row_of(town.queue[came - 1 - place])] = EVENING if slot == BY_DAY else 0
    town.now[0].desk_waiting = came - served
