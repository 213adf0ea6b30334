"""In the evening the campaign is judged: hearing, thresholds, effect, termination, decision, court.

Where most find the plan unfair it is revised. Pre-signed agreements take effect when the window
closes, formal ones at once; below the threshold at the end of the signing period nothing takes
effect, and those who had signed get a token (2,000 yuan in one case). Once in force, whoever has
not signed receives a compensation decision on the same plan, and later the court is asked (State
Council Order 590, art. 26-28; Shanghai renewal regulation, art. 32). A swap binds nobody. Each plot
is judged by itself.
"""

from __future__ import annotations

from models.signing.campaign import FORMAL, SWAP
from models.signing.methods import extra_rewards
from models.signing.offer import collective_at
from models.signing.town import STOPPED
from sim.engine.verb import verb
from sim.people.plot import NEVER, OUT_OF_REACH, TO_BE_WON, households


@verb
def share(count, of):
    """Return a count of certificates as a share of others."""
    return float(count) / float(of)


@verb
def judge(town, p, day):
    """Check in the evening what this day decided."""
    now = town.now[0]
    if now.phase == STOPPED:
        return
    if day == now.hearing_day:
        _hold_hearing(town, p)
    for site in range(now.sites):
        if town.site[site].stop_day == NEVER:
            _judge_plot(site, town, p, day)
    if now.signed == now.households and now.full_day == NEVER:
        now.full_day = day
    if share(now.signed, now.households) >= p.threshold and now.threshold_day == NEVER:
        now.threshold_day = day
    if now.plots_stopped == now.sites:
        now.stop_day = day
    _go_to_law(town, p, day)


@verb
def _hold_hearing(town, p):
    """Count the complaints about the plan; revise it if most complain."""
    now = town.now[0]
    for household in households(town):
        now.complaints += 1 if town.home[household].fair < p.complaint_limit else 0
    if share(now.complaints, now.households) > p.hearing_mark:
        now.revised = 1
        now.brew_day = min(now.brew_day + p.revision_days, 1)
        now.pricing_day = min(now.pricing_day + p.revision_days, now.brew_day)


@verb
def _judge_plot(site, town, p, day):
    """Judge one plot: round 1, the collective reward, the threshold, the end of the period."""
    row = town.site[site]
    agreed = share(row.votes_for, row.households)
    if day == town.now[0].ballot_to and agreed < p.round1_threshold:
        _give_up(site, town, p, day)
        return
    if day == p.reward_window_days:
        rate = share(row.signed, row.households)
        row.reward_yuan += row.signed * int(collective_at(p, rate))
        if rate >= p.collective_mark:
            extra_rewards.book_collective(site, row.signed, town, p)
    if day >= 1 and row.effective_day == NEVER:
        _judge_signing(site, town, p, day)


@verb
def _judge_signing(site, town, p, day):
    """Put agreements in force at the threshold; give up when the signing period ends below it."""
    row = town.site[site]
    closes = min(p.reward_window_days, p.signing_period_days)
    may_take_effect = p.opening == FORMAL or day >= closes
    if may_take_effect and share(row.signed, row.households) >= p.threshold:
        row.effective_day = day
        row.move_day = max(p.moving_start_day, day + 1)
        town.now[0].plots_effective += 1
        if town.now[0].effective_day == NEVER:
            town.now[0].effective_day = day
    elif day >= p.signing_period_days:
        _give_up(site, town, p, day)


@verb
def _give_up(site, town, p, day):
    """End a plot's campaign: nothing takes effect, and those who had signed get a token."""
    now, row = town.now[0], town.site[site]
    row.stop_day = day
    now.plots_stopped += 1
    now.tokens_yuan += row.signed * int(p.token_yuan)
    row.compensation_yuan = 0
    row.reward_yuan = 0
    row.rent_yuan = 0
    row.extra_reward_yuan = 0
    _end_calls(site, town)


@verb
def _end_calls(site, town):
    """Put the unsigned of a plot out of reach: nobody calls on them any more."""
    first = site * town.now[0].site_width
    for household in range(first, first + town.site[site].households):
        if town.done[household] == TO_BE_WON:
            town.done[household] = OUT_OF_REACH
            town.asking[household] = 0


@verb
def _go_to_law(town, p, day):
    """Issue compensation decisions, and later go to court, where agreements are in force."""
    now = town.now[0]
    decided_on = p.signing_period_days + p.decision_after_days
    if p.kind == SWAP or now.plots_effective == 0:
        return
    if day == decided_on:
        now.decision_day = day
        now.decided = _unsigned_in_force(town)
    elif day == decided_on + p.court_after_days:
        now.enforced = _unsigned_in_force(town)
        for site in range(now.sites):
            if town.site[site].effective_day != NEVER:
                _end_calls(site, town)


@verb
def _unsigned_in_force(town):
    """Count the unsigned certificates of plots where agreements are in force."""
    count = 0
    for site in range(town.now[0].sites):
        row = town.site[site]
        count += row.households - row.signed if row.effective_day != NEVER else 0
    return count
