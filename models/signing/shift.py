"""A worker's day: the shift, the survey, where time for doors comes from, the visits."""

from __future__ import annotations

from sim.engine.verb import verb
from sim.people.methods import (
    all_posts,
    evening_hours,
    mobile_office,
    mobilisation,
    stool_day,
    strongest_tie,
    survey,
    visits,
)


@verb
def work(worker, town, p, day):
    """Do a worker's day: the shift, the survey, the doors."""
    town.worker[worker].extra = 0
    evening_hours.act(worker, town, p, day)
    survey.act(worker, town, p, day)
    stool_day.act(worker, town, p, day)
    strongest_tie.act(worker, town, p, day)
    all_posts.act(worker, town, p, day)
    mobile_office.act(worker, town, p, day)
    mobilisation.act(worker, town, p, day)
    visits.act(worker, town, p, day)


@verb
def help_out(worker, town, p, day):
    """Let a worker with idle doors help in a partner's patch."""
    visits.help_out(worker, town, p, day)
