"""The evening in a stairwell: the count, and whether it moves on, waits, bargains or stops.

An informal sounding comes before the ballot, so that those that vote are those that expect to win:
97 to 98 % in every building, and still one or two who hold out. Consent in words is not payment;
the design goes on until nobody would block and all who have to pay agree, or until patience ends.
"""

from __future__ import annotations

from models.elevator.bargaining import bargain, patience_of
from models.elevator.completing import (
    BLOCKS,
    LATEST,
    call_round2,
    finish,
    holds,
    is_over,
    notice,
    rule_today,
    sign,
)
from models.elevator.counting import count, count_dissent, count_fierce, find_initiator
from models.elevator.law import building_agrees, estate_agrees
from models.elevator.methods import instalments, one_plan, three_meetings
from models.elevator.plan import homes_in, is_at_work
from models.elevator.stages import (
    BALLOT,
    BEGINS,
    BUILDING,
    DESIGN,
    ESTATE,
    NO_MEETING,
    NOTICE,
    OBJECTOR,
    PAYER,
    QUIET,
    RECKON,
    ROUND1,
    SIGNING,
    SOUNDING,
    SUPPORT,
    VOTES,
)
from models.elevator.tally import enter_stage, stop
from sim.engine.luck import chance, purpose
from sim.engine.verb import verb
from sim.people.plot import NEVER

LENGTH = purpose("length of round 1")
STANDS = purpose("a payer who refuses stops it in practice")


@verb
def advance(stairwell, town, p, day):
    """Count what the day has changed, and move on."""
    if not is_at_work(stairwell, town):
        return
    row = town.stairwell[stairwell]
    told = row.stir
    if row.recount == 1:
        count(stairwell, town, p)
    if told == BEGINS:
        if row.tries == 1:
            find_initiator(stairwell, town)
        row.stir = RECKON  # what neighbours say is known from tomorrow on
    else:
        row.stir = QUIET
        _go_on(stairwell, told, town, p, day)
    row.meeting, row.shown, row.counsel = NO_MEETING, 0, 0


@verb
def _go_on(stairwell, told, town, p, day):
    """Do what the stage asks for this evening."""
    stage = town.stage[stairwell]
    if stage == SOUNDING:
        _sound(stairwell, town, p, day)
    elif stage == BALLOT:
        _ballot(stairwell, told, town, p, day)
    elif stage == DESIGN:
        _design(stairwell, town, p, day)
    elif stage == SIGNING:
        sign(stairwell, told, town, p, day)
    elif stage == NOTICE:
        notice(stairwell, told, town, p, day)
    elif stage == BUILDING and day >= town.stairwell[stairwell].ends:
        finish(stairwell, town, p, day)


@verb
def _sound(stairwell, town, p, day):
    """Hold a ballot once support seems enough; give up when patience ends."""
    row, homes = town.stairwell[stairwell], float(town.now[0].door_width)
    rule = rule_today(town)
    voters = homes * _expected_turnout(p) if rule.building_of_voters > 0.5 else homes
    hoped = max(rule.building_assent_heads * voters, rule.sign_heads * homes) - 1e-6
    patience = patience_of(stairwell, town, p)
    if row.stage_meetings < min(p.sounding_meetings, patience):
        return
    if float(row.yes) >= hoped:
        enter_stage(stairwell, BALLOT, town, day)
        row.ends = min(day + _ballot_days(stairwell, town, p, day), LATEST)
    elif row.stage_meetings >= patience:
        stop(stairwell, SUPPORT, town, p, day)


@verb
def _expected_turnout(p):
    """Return the share of owners that is expected to answer in round 1."""
    silent = p.absent_share * (1.0 - p.absent_votes) + p.landlord_share * (1.0 - p.landlord_votes)
    return 1.0 - silent


@verb
def _ballot_days(stairwell, town, p, day):
    """Return how long round 1 takes, with the papers of the estate."""
    rule, estate = rule_today(town), town.estate[stairwell // p.stairwells_per_estate]
    spread = max(p.ballot_days_most - p.ballot_days_least, 0.0)
    days = p.ballot_days_least + spread * chance(town.now[0].luck, LENGTH, stairwell, day)
    part = max(rule.estate_assent_heads, rule.estate_turnout_heads)
    asked = estate.asked_on != NEVER and estate.asked_on < day
    again = p.estate_paper_again if asked else 1.0
    return int(days + p.estate_paper_days * part * again)


@verb
def _ballot(stairwell, told, town, p, day):
    """Ask for the answers when round 1 ends; the evening after, hold them against the law."""
    row = town.stairwell[stairwell]
    if told != VOTES:
        if is_over(stairwell, town, day):
            row.stir = VOTES
        return
    now, estate = town.now[0], town.estate[stairwell // p.stairwells_per_estate]
    estate.asked_on = day if estate.asked_on == NEVER else estate.asked_on
    now.balloted += 1 - int(row.asked)
    row.asked = 1
    if not _passes_round1(stairwell, town):
        stop(stairwell, ROUND1, town, p, day)
    elif not estate_agrees(rule_today(town), estate):
        stop(stairwell, ESTATE, town, p, day)
    else:
        now.agreed += 1 if row.agreed == NEVER else 0
        row.agreed = day if row.agreed == NEVER else row.agreed
        count_fierce(stairwell, town)
        enter_stage(stairwell, DESIGN, town, day)
        one_plan.tailor(stairwell, town, p, day)
        instalments.arrange(town, p)
        three_meetings.hear(stairwell, town, p, day)
        row.stir = RECKON


@verb
def _passes_round1(stairwell, town):
    """Hold the answers of a stairwell against the law; enter its number of dissenters."""
    row = town.stairwell[stairwell]
    yes, voted, yes_area, voted_area = 0, 0, 0, 0
    for household in homes_in(stairwell, town):
        home = town.home[household]
        voted += 1 if home.vote > 0 else 0
        yes += 1 if home.vote == 2 else 0
        voted_area += int(home.area) if home.vote > 0 else 0
        yes_area += int(home.area) if home.vote == 2 else 0
    count_dissent(voted - yes, town)
    return building_agrees(rule_today(town), yes, voted, town.now[0].door_width, yes_area,
                           voted_area, row.area)  # fmt: skip


@verb
def _design(stairwell, town, p, day):
    """Go on to round 2 once nobody would block and all payers agree; bargain, or give up."""
    row, rule = town.stairwell[stairwell], rule_today(town)
    if row.stage_meetings == 0:
        return
    if row.fierce == 0 and row.gaps == 0:
        call_round2(stairwell, town, p, day)
    elif row.stage_meetings < patience_of(stairwell, town, p):
        if row.meeting != NO_MEETING:
            bargain(stairwell, town, p)
    else:
        _decide_on_dissent(stairwell, row, rule, town, p, day)


@verb
def _decide_on_dissent(stairwell, row, rule, town, p, day):
    """Let objectors or payers stop it when patience ends, by law or in practice."""
    unanimous = rule.payers_unanimous
    if row.fierce > 0 and holds(BLOCKS, stairwell, rule.veto, p.objector_blocks, town, day):
        stop(stairwell, OBJECTOR, town, p, day)
    elif row.gaps > 0 and holds(STANDS, stairwell, unanimous, p.payer_blocks, town, day):
        stop(stairwell, PAYER, town, p, day)
    else:
        call_round2(stairwell, town, p, day)
