"""The plot itself: how many of everything there are, and what workers are told each morning.

Columns of everything that people have, whatever they are asked to agree to.
"""

from __future__ import annotations

from sim.engine.luck import chance
from sim.engine.rows import Column
from sim.engine.verb import verb

NEVER = -32768  # a day column's word for "not yet"

# town.mail: what others did to a household today, in one whole number: knocks are counted in eight
# bits by day and eight by night; a questionnaire, a notice, a neighbour's call, and each kind that
# was solved or heard in vain have a bit
DAY_KNOCK, EVENING_KNOCK, QUESTIONNAIRE, NOTICED, CALLED = 1, 1 << 8, 1 << 16, 1 << 17, 1 << 18
SOLVED_FROM, VAIN_FROM = 24, 40
WORKDAY, WEEKEND, HOLIDAY = range(3)
WEDNESDAY = 2
TENANT, OWNER, CO_OWNED = range(3)
AT_HOME, DAY_WORK, IRREGULAR = range(3)
MEDIATORS, LAWYERS, COURT, HOUSE_FINDERS, CARERS, DEPARTMENTS, COMMITTEE = range(7)
PETITION, CASEWORK = range(7, 9)
TO_BE_WON, AGREED, LEFT, OUT_OF_REACH = range(4)
ELDERLY_FROM = 60  # age in years, as the sources count the elderly

HOME = (
    Column("open", "u2", "obstacles still open, bit mask"),
    Column("known", "u2", "obstacles on file, bit mask"),
    Column("last_met", "i2", "day of the last completed visit"),
    Column("wakes", "i2", "day on which an illness begins, NEVER for none"),
    Column("born", "u2", "obstacles it has met, or will with the price, bit mask"),
    Column("asleep", "u2", "obstacles yet to arise, bit mask"),
    Column("escalated", "u2", "obstacles heard in vain, bit mask"),
    Column("surveyed", "u1", "has a file, flag"),
    Column("hours", "u1", "0 at home by day, 1 day job, 2 irregular"),
    Column("visits", "u1", "completed visits so far, up to 250"),
    Column("party", "u1", "decider is a Party member, flag"),
    Column("pledged", "u1", "Party member who pledged, flag"),
    Column("age", "u1", "age of the decider, years"),
    Column("alone", "u1", "elderly without relatives near, flag"),
    Column("tenure", "u1", "0 public tenant, 1 owner, 2 co-owned"),
    Column("lacks", "u1", "no kitchen or toilet of its own, flag"),
    Column("persons", "u1", "registered persons"),
    Column("voice", "u1", "ordinary voices that its example counts for"),
    Column("chats", "u1", "reads the lane's chat group, flag"),
    Column("waits", "u1", "inclined to wait for a better price, flag"),
    Column("near_party", "u1", "no member, but one lives behind the same door, flag"),
    Column("area", "i4", "floor area, 0.01 m2"),
    Column("inclination", "f8", "private inclination, sd"),
    Column("outside", "f8", "pull of the outside option, sd"),
    Column("info", "f8", "knowledge of plan and own amount, 0-1"),
    Column("trust", "f8", "trust in the workers, 0-1"),
    Column("fair", "f8", "perceived fairness of the procedure, 0-1"),
    Column("fatigue", "f8", "visits that came too soon, at the last visit"),
)
HOT = (
    Column("mail", "i8", "what others did today, counts and bits"),
    Column("done", "u1", "0 to be won, 1 agreed: needs no more calls, 2 left, 3 out of reach"),
    Column("last_knock", "i2", "day of the last knock"),
    Column("asking", "u2", "obstacles open and on file, for services to solve, bit mask"),
)
"""Columns of a household that are looked through for everybody, every day: arrays of their own."""
WORKER = (
    Column("evening", "u1", "late shift today, flag"),
    Column("extra", "i4", "doors beside the usual visits, from other sources, today"),
    Column("spare", "u1", "doors that nobody in the patch needed today"),
    Column("files", "i4", "households of the patch with a file"),
    Column("skill", "f8", "factor on what a talk solves"),
)
LANE = (
    Column("leader", "i4", "row of the Party group's leader, -1 for none"),
    Column("members", "i4", "Party members' certificates along the lane"),
    Column("members_agreed", "i4", "of these, signed"),
    Column("volunteers", "i4", "households that signed and now call on neighbours"),
    Column("left", "i4", "households that have moved out"),
    Column("emptied", "i4", "of these, by this morning"),
    Column("rumour", "f8", "rumour of later gain in the chat group, 0-1"),
)
SERVICE = (
    Column("cases", "i8", "cases that can be heard today"),
    Column("waiting", "i8", "cases left waiting when it last sat"),
    Column("sure", "i8", "cases that are solved without a hearing today"),
    Column("success", "f8", "chance that a hearing of difficulty 1 succeeds"),
)
KIND = (
    Column("born", "i8", "certificates that met the obstacle"),
    Column("signed", "i8", "of these, signed"),
    Column("open", "i8", "unsigned certificates with the obstacle open"),
)
NOW = (
    Column("luck", "u8", "the run's key"),
    Column("households", "i8", "certificates that live here"),
    Column("workers", "i8", "committee workers"),
    Column("lanes", "i8", "lanes"),
    Column("door_width", "i8", "certificates behind one door"),
    Column("lane_width", "i8", "certificates along one lane"),
    Column("patch_width", "i8", "certificates in one worker's patch"),
    Column("begins", "i8", "first day of the story"),
    Column("weekday", "i8", "day of the week, 0 Monday to 6 Sunday"),
    Column("rest", "i8", "0 workday, 1 weekend, 2 public holiday"),
    Column("returns", "u1", "households return to the site, flag"),
    Column("effort", "f8", "share of all doses given today"),
    Column("knowable", "f8", "knowledge nobody can exceed today, 0-1"),
    Column("surveying", "u1", "survey goes on, flag"),
    Column("drafting", "u1", "the plan is being drawn up, flag"),
    Column("stage_began", "i8", "first day of the present phase"),
    Column("brewing", "u1", "prices are public, flag"),
    Column("ballot_open", "u1", "round 1 is open, flag"),
    Column("closing", "u1", "the last round: prices are public or the desks open, flag"),
    Column("askers", "i8", "households asking a service today"),
    Column("spare_flats", "i8", "transitional flats still free"),
    Column("knocks", "i8", "knocks so far"),
    Column("contacts", "i8", "completed visits so far"),
    Column("minutes", "i8", "working time so far, min"),
    Column("method_yuan", "i8", "spent on methods so far, yuan"),
    Column("files", "i8", "questionnaires filled so far"),
    Column("issues", "i8", "issues noted on the register so far, issue"),
    Column("issues_solved", "i8", "issues of the register solved so far, issue"),
    Column("ties_strained", "i8", "ties strained by talks through them so far, tie"),
    Column("cases_heard", "i8", "cases heard by services so far"),
    Column("cases_solved", "i8", "cases solved by services so far"),
    Column("obstacles_open", "i8", "obstacles open now, in all households"),
    Column("held", "i8", "unsigned certificates with an obstacle open"),
    Column("members", "i8", "certificates of Party members"),
)
"""One row: the plot's measures, the morning's briefing, and what was spent and done so far."""


@verb
def measure_plot(town, p):
    """Lay out stairwells, lanes and patches for this run's parameters."""
    n = p.certificates
    town.now[0].households = n
    town.now[0].door_width = min(p.certificates_per_stairwell, n)
    town.now[0].lane_width = p.certificates_per_stairwell * p.stairwells_per_lane
    town.now[0].lanes = (n - 1) // town.now[0].lane_width + 1
    town.now[0].patch_width = max(int(p.certificates_per_worker + 0.5), 1)
    town.now[0].workers = (n - 1) // town.now[0].patch_width + 1


@verb
def households(town):
    """Return the rows of all households, for a loop."""
    return range(town.now[0].households)


@verb
def workers(town):
    """Return the rows of all committee workers, for a loop."""
    return range(town.now[0].workers)


@verb
def lanes(town):
    """Return the rows of all lanes (each has one Party group), for a loop."""
    return range(town.now[0].lanes)


@verb
def patch_of(worker, town):
    """Return the rows of the households a worker looks after."""
    first = worker * town.now[0].patch_width
    return range(first, min(first + town.now[0].patch_width, town.now[0].households))


@verb
def worker_of(household, town):
    """Return the worker who looks after a household."""
    return household // town.now[0].patch_width


@verb
def partner_of(worker, town):
    """Return whose patch a worker helps in: everybody helps one other and is helped by one."""
    workers = town.now[0].workers
    return (worker + workers // 2) % workers


@verb
def lane_of(household, town):
    """Return the lane of a household."""
    return household // town.now[0].lane_width


@verb
def stairwell_of(household, town):
    """Return the stairwell of a household."""
    return household // town.now[0].door_width


@verb
def homes_of(lane, town):
    """Return the rows of the households along a lane."""
    first = lane * town.now[0].lane_width
    return range(first, min(first + town.now[0].lane_width, town.now[0].households))


@verb
def door_of(household, town):
    """Return the rows of the households behind the same door."""
    first = household - household % town.now[0].door_width
    return range(first, min(first + town.now[0].door_width, town.now[0].households))


@verb
def doses_today(dose, why, who, town, day):
    """Turn a dose per day into a whole number for today: the fraction is settled by luck."""
    wanted = dose * town.now[0].effort
    return int(wanted + chance(town.now[0].luck, why, who, day)) if wanted > 0.0 else 0


@verb
def staff_service(service, dose_per_1000, success, minutes, yuan, why, town, day):
    """Put today's staff on a service: cases they can hear, their success, their time and money."""
    dose = dose_per_1000 * 0.001 * float(town.now[0].households)
    cases = doses_today(dose, why, 0, town, day)
    if cases > 0:
        row = town.service[service]
        if row.cases == 0:
            row.success = success
        else:  # two methods staff one service: it is as able as both on average
            both = float(row.cases + cases)
            row.success = (float(row.cases) * row.success + float(cases) * success) / both
        row.cases += cases
        town.now[0].minutes += cases * int(minutes)
        town.now[0].method_yuan += cases * int(yuan)
