"""Survey with dossiers (一户一档、一证一表): a questionnaire and a file for every certificate.

Before and during round 1 the workers go from door to door until every household has been asked
about family, house and demands (三摸清). What is found goes on file: later visits and services know
where to help. Observed at Hongkou (full coverage, one to one, face to face) and at Huaihai Middle
Road (one file a household, one form a certificate). Side effect: who is asked shortly after a visit
finds it too soon, tires and trusts a little less; once all have a file there is nothing more to do.

Rows: S0-23, S1-11, S1-12, S3-7.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.luck import purpose
from sim.engine.quantity import quantity
from sim.engine.verb import verb
from sim.people.plot import DAY_KNOCK, EVENING_KNOCK, QUESTIONNAIRE, doses_today, patch_of

ACTOR, STAGE = "worker", "work"
FRACTION = purpose("survey: fraction of a door")


@dataclass
class Survey:
    """Doses of the survey."""

    survey_doors_per_worker_per_day: float = quantity(
        0.0, "door/worker/day", 0.0, 20.0, role="dose",
        source="full coverage, one to one: Hongkou district, Hongkou review, c. 2020",
        meaning="doors knocked a day with the questionnaire until every certificate has a file",
        label="Survey doors", label_zh="摸底敲门数",
    )  # fmt: skip
    survey_minutes_per_door: float = quantity(
        20.0, "min/door", 0.0, 240.0, source="assumed",
        meaning="working time a surveyed door takes",
        label="Survey time", label_zh="摸底时间",
    )  # fmt: skip


@verb
def act(worker, town, p, day):
    """Knock with the questionnaire at doors that have no file yet, every other day at most."""
    if town.now[0].surveying == 0 or town.worker[worker].files == len(patch_of(worker, town)):
        return
    doors = doses_today(p.survey_doors_per_worker_per_day, FRACTION, worker, town, day)
    knock = EVENING_KNOCK if town.worker[worker].evening else DAY_KNOCK
    for household in patch_of(worker, town):
        home = town.home[household]
        if doors == 0:
            return
        if home.surveyed == 0 and day - int(town.last_knock[household]) > 1:
            town.mail[household] = (town.mail[household] + knock) | QUESTIONNAIRE
            town.last_knock[household] = day
            town.now[0].knocks += 1
            town.now[0].minutes += int(p.survey_minutes_per_door)
            doors -= 1
