"""What is particular to elevators: sizes, doses and circumstances in which cases come to an end.

What can never be there is in ``order_elevator.py``. Waits are short in drawn towns, so that all
stages come within sixty days.
"""

from __future__ import annotations

from models.elevator.periods import PERIODS
from models.elevator.sheet import SHEET
from tests.kit import Kit, Luck, Methods, Order, Towns
from tests.models import order_elevator

SLOTS = range(1, PERIODS + 1)
SMALL = {
    "stairwells": (1, 12), "floors": (2, 8), "flats_per_floor": (1, 5),
    "stairwells_per_estate": (1, 4), "stairwells_per_street": (2, 8),
    "stairwells_per_worker": (1, 6), "last_day": (1, 60), "cohort": (0, 6),
    "sounding_meetings": (1, 2), "own_gap_days": (0, 3), "team_gap_days": (0, 3),
    "own_patience": (1, 4), "team_patience": (1, 6), "ballot_days_least": (0, 3),
    "ballot_days_most": (0, 6), "estate_paper_days": (0, 4), "sign_days": (0, 3),
    "build_days_least": (0, 4), "build_days_most": (0, 8), "rest_days": (0, 6),
    "place_factor": (1, 10), "lift_yuan": (20_000, 300_000),
    **{f"permit_days{k}": (1, 5) for k in ("", "_2", "_3", "_4")},
    **{f"starts_per_100_year_{k}": (500, 2000) for k in SLOTS},
    **{f"builders_per_100_year_{k}": (0, 2000) for k in SLOTS},
}  # fmt: skip
DATES = (0, 20190101, 20190128, 20191220, 20201228, 20240226)
"""Unknown; a holiday; before Spring Festival; a month before a law; a leap year."""
CHANGES = (0, 20190110, 20200101, 20210110)
"""Never; and days on which laws and periods change soon after some of the dates."""
CIVIL_CODE = {
    "building_turnout_heads": 0.666666667, "building_turnout_area": 0.666666667,
    "building_assent_heads": 0.75, "building_assent_area": 0.75, "building_of_voters": 1,
    "estate_turnout_heads": 0.666666667, "estate_assent_heads": 0.5, "estate_of_voters": 1,
    "estate_majority": 1, "payers_unanimous": 0, "veto": 0, "subsidy_yuan": 280_000.0,
}  # fmt: skip
# What a mobilised street does. A new method adds its usual doses here.
DOSES = {
    "bundling": {"bundle_yuan": 10_000.0},
    "colour_map": {"mapped_share": 0.8},
    "compensation": {"compensation_yuan_max": 20_000.0},
    "coordination": {"meetings_per_worker_per_week": 4.0, "team_coverage": 0.8},
    "counsellors": {"counsel_sessions_per_100_per_week": 3.0},
    "evening_hours": {"evening_share": 0.5, "evening_desk_hours": 3.0},
    "floor_heads": {"head_share": 0.5},
    "home_platform": {"platform_visits_per_household_per_week": 1.0},
    "instalments": {"instalment_share": 0.8},
    "one_plan": {"tailored_share": 0.8},
    "party_first": {"pledge_share": 0.95, "plaque_weight": 2, "notices_per_leader_per_day": 0.1},
    "phone_forum": {"forum_reads_per_week": 1.0},
    "publicity_board": {"board_readers_per_day": 0.1},
    "site_visits": {"site_visits_per_worker_per_week": 3.0},
    "six_systems": {"responsible_share": 0.8, "training": 0.5, "pairing_share": 0.8,
                    "supervision": 0.5},
    "three_bodies": {"joint_meetings_per_quarter": 3.0},
    "three_meetings": {"hearing_share": 0.5, "evaluation_share": 0.8},
    "visits": {"visits_per_worker_per_day": 3.0},
    "volunteers": {"volunteer_share": 0.3},
    "weekly_meeting": {"review_share": 0.8},
}  # fmt: skip
ALL = {name: value for doses in DOSES.values() for name, value in doses.items()}
BUSY = {
    **ALL, **CIVIL_CODE, "start_date": 20191220, "law_from_2": 20200110, "veto_2": 0,
    "building_assent_heads_2": 0.5, "estate_assent_heads_2": 0.5, "payers_unanimous_2": 0,
    "period_from_2": 20200105, "effort_2": 2.0, "taste_mean": 4.5, "objector_blocks": 0.5,
    "payer_blocks": 0.3, "settles": 0.5, "blocks_at": 0.3, "window_share": 0.1,
    "landlord_share": 0.2, "absent_share": 0.1, "party_share": 0.3, "leader_share": 0.2,
    "cohort": 4, "reappraisal": 4.0,
    "again_per_year": 20.0, "meetings_per_worker_per_week": 14.0, "board_readers_per_day": 0.4,
    "counsel_sessions_per_100_per_week": 60.0, "site_visits_per_worker_per_week": 10.0,
    "calls_per_volunteer_per_day": 1.0, "visit_gap_days": 2, "notices_per_leader_per_day": 0.5,
    "platform_visits_per_household_per_week": 3.0, "forum_reads_per_week": 3.0,
    "joint_meetings_per_quarter": 30.0,
}  # fmt: skip
"""A strategy that does a little of everything, in a place where it matters, as a law changes."""
QUICK = {
    "sounding_meetings": 1, "own_gap_days": 2.0, "team_gap_days": 1.0, "own_patience": 3,
    "team_patience": 6, "ballot_days_least": 1.0, "ballot_days_most": 4.0,
    "estate_paper_days": 3.0, "sign_days": 2.0, "permit_days": 3.0, "permit_days_2": 3.0,
    "build_days_least": 2.0, "build_days_most": 6.0, "rest_days": 5.0, "place_factor": 3.0,
    "lift_yuan": 200_000.0,  # few owners share it
    **{f"starts_per_100_year_{k}": 1200.0 for k in SLOTS},
    **{f"builders_per_100_year_{k}": 1500.0 for k in SLOTS},
}  # fmt: skip
NOTHING_BEGINS = {f"starts_per_100_year_{k}": 0.0 for k in SLOTS}
UNREAD = (
    ({"visits_per_worker_per_day": 0.0}, {"visit_gap_days": 30, "visit_minutes_per_door": 9.0}),
    ({"landlord_share": 0.0, "absent_share": 0.0},
     {"landlord_reach": 0.1, "absent_reach": 0.9, "absent_votes": 0.1, "landlord_votes": 0.1,
      "access_elsewhere": 0.9, "light_elsewhere": 0.9}),
    ({"floors": 2}, {f"cost_percent_{floor}": 77.0 for floor in range(3, 9)}),
    ({"start_date": 0}, {"weekend_home": 0.1, "holiday_home": 0.9, "holiday_effort": 0.9,
                         "law_from_2": 20190101, "period_from_2": 20190101, "effort_2": 0.1}),
    ({"law_from_2": 0}, {"veto_2": 1, "permit_days_2": 999.0, "sign_heads_2": 1.0}),
    ({"period_from_2": 0}, {"effort_2": 0.1, "starts_per_100_year_2": 0.0}),
    ({"leader_share": 0.0}, {"leader_weight": 9}),
    ({"elderly_share": 0.0}, {"impaired_share": 0.9, "access_elderly": 9.0,
                              "access_impaired": 9.0, "alone_share": 0.9}),
    ({"window_share": 0.0}, {"window_factor": 40.0}),
    ({"volunteer_share": 0.0}, {"calls_per_volunteer_per_day": 4.0, "info_per_neighbour": 0.9}),
    ({"team_coverage": 0.0, "responsible_share": 0.0},
     {"team_gap_days": 99.0, "team_patience": 99, "meeting_minutes": 9.0, "learning": 1.5,
      "supervision": 2.0, "reviewed_gap": 0.9, "review_minutes": 99.0}),
    ({"meetings_per_worker_per_week": 0.0}, {"team_coverage": 0.1, "responsible_share": 0.1}),
    ({"head_share": 0.0}, {"head_weight": 9, "head_minutes": 999.0}),
    ({"mapped_share": 0.0}, {"map_answers": 0.1, "map_lead": 4.0, "map_minutes": 999.0}),
    ({"platform_visits_per_household_per_week": 0.0},
     {"info_per_platform_visit": 0.9, "platform_talk": 0.9, "platform_minutes": 99.0}),
    ({"forum_reads_per_week": 0.0},
     {"forum_elderly": 0.9, "info_per_forum": 0.9, "forum_minutes": 99.0, "forum_yuan": 9.0}),
    ({"joint_meetings_per_quarter": 0.0},
     {"info_per_joint_meeting": 0.9, "joint_settling": 0.1, "joint_minutes": 9.0,
      "joint_case_minutes": 9.0}),
    ({"training": 0.0, "pairing_share": 0.0},
     {"training_minutes": 9.0, "pairing_minutes": 9.0, "coached_share": 0.9}),
    ({"hearing_share": 0.0, "evaluation_share": 0.0},
     {"hearing_minutes": 9.0, "hearing_turnout": 0.1, "trust_from_evaluation": 0.9}),
    ({"tailored_share": 0.0}, {"glass_relief": 0.9, "plan_yuan": 9.0}),
    ({"party_share": 0.0}, {"plaque_weight": 5, "pledge_share": 0.1}),
    ({f"builders_per_100_year_{k}": 0.0 for k in SLOTS},
     {"build_days_least": 9.0, "build_days_most": 99.0, "bundle_cost_share": 9.0,
      "site_visit_minutes": 9.0, "info_from_estate": 0.9, "coached_share": 0.9}),
    (NOTHING_BEGINS, {"persuades": 4.0, "team_coverage": 0.1, "head_share": 0.1, "veto": 1,
                      "bundle_yuan": 0.0, "again_per_year": 1.0, "settles": 0.1}),
    ({"unpaying_share": 0.0, "cheap_talk": 30.0}, {"settles": 0.9}),
)  # fmt: skip
"""Settings, and quantities that nobody reads in them."""
TALLIES = (
    "started", "balloted", "agreed", "passed", "permitted", "begun", "finished", "stalled",
    "reversed", "meetings", "team_meetings", "contacts", "minutes", "method_yuan", "cases_queue",
    "compensation_yuan", "subsidies_yuan", "round1_yes", "private_yes", "ground_occupier_asked",
    "ground_landlord_asked", "meetings_passed", "meetings_stopped", "meetings_first",
    "cohort_filed", "dissent_0", "dissent_1", "dissent_3", "stops_support", "stops_round1",
    "stops_objector", "stops_payer", "stops_round2", "cases_building", "no_floor_1", "no_floor_2",
    "fierce_floor_1", "mapped", "consenting", "passed_whole",
    "objecting", "trust_milli", "fatigue_milli", "info_milli",
)  # fmt: skip


ENDS = (
    {"taste_mean": 7.0, "reappraisal": 9.0, "objector_blocks": 0.9},
    {"building_assent_heads": 0.3, "building_assent_area": 0.3, "sign_heads": 0.3,
     "sign_area": 0.95, "cheap_talk": 0.3, "taste_mean": 2.0, "taste_sd": 4.0,
     "payer_blocks": 0.1, "objector_blocks": 0.1, "builders_per_100_year_1": 100.0},
    {"veto": 1, "payers_unanimous": 1, "light_worth": 2.5, "unpaying_share": 0.2, "settles": 0.1,
     "cheap_talk": 5.0, "building_assent_heads": 0.5},
    {"building_turnout_heads": 1.0, "absent_share": 0.3, "absent_votes": 0.3, "taste_mean": 6.0},
)  # fmt: skip
"""Circumstances in which cases end in different ways."""


def retouch(values, number, generator):
    """Keep drawn towns small and most of them quick; let cases end well or badly."""
    sizes = {"stairwells": int(generator.integers(3, 8)), "floors": int(generator.integers(3, 6)),
             "flats_per_floor": int(generator.integers(1, 4))}  # fmt: skip
    pace = {} if number % 6 == 5 else {**QUICK, "start_date": 20190301, "last_day": 50}
    return {**values, **pace, **ENDS[number % 4], **sizes}


CAMPAIGN = {
    **CIVIL_CODE, "stairwells": 60, "floors": 6, "flats_per_floor": 2, "stairwells_per_estate": 20,
    "stairwells_per_street": 60, "stairwells_per_worker": 20, "last_day": 700,
    "starts_per_100_year_1": 60.0, "builders_per_100_year_1": 200.0, "permit_days": 60.0,
    "estate_paper_days": 30.0, "rest_days": 100.0, "again_per_year": 2.0,
}  # fmt: skip
LITTLE = {"meetings_per_worker_per_week": 1.0, "team_coverage": 0.5}


def company_of(method):
    """Give what little else is done: a review needs a team, a team's training its meetings."""
    usual = DOSES["coordination"] if method in ("six_systems", "weekly_meeting") else LITTLE
    return {} if method == "coordination" else usual


HELPS = ("bundling", "compensation", "coordination", "counsellors", "instalments", "one_plan",
         "site_visits", "six_systems", "visits", "weekly_meeting")  # fmt: skip
STRONG = ("coordination",)
SLOW = {name: SHEET.by_name[name].point for name in QUICK} | {
    "starts_per_100_year_1": 400.0, "builders_per_100_year_1": 400.0, "last_day": 400,
    "permit_days": 20.0, "estate_paper_days": 10.0, "cohort": 10,
}  # fmt: skip
LIVES = {method: company_of(method) | doses for method, doses in DOSES.items()} | {
    "nothing": {},
    "everything": ALL,
    "everything at its most": {name: SHEET.by_name[name].high for name in ALL},
    "everything, slowly": ALL | SLOW,
    "a veto": ALL | {"veto": 1, "payers_unanimous": 1, "window_share": 0.3},
    "nobody can pass": ALL | {"sign_heads": 1.0, "light_worth": 6.0},
    "no builders": ALL | {f"builders_per_100_year_{k}": 0.0 for k in SLOTS},
    "a law that changes": ALL | {"law_from_2": 20190201, "law_from_3": 20190301,
                                         "period_from_2": 20190215, "effort_2": 3.0},
    "second thoughts": ALL | {"reappraisal": 20.0, "veto": 1},
    "only landlords": ALL | {"landlord_share": 0.7, "absent_share": 0.3},
    "stubborn estate": ALL | {"estate_friendly": 0.4},
    "Spring Festival": ALL | {"start_date": 20190125},
}  # fmt: skip


def nobody_agreed_unasked(days, town, _values):
    """Where nobody begins, nobody votes or takes a stance, whatever is done."""
    for name in ("started", "balloted", "agreed", "passed", "permitted", "finished"):
        assert not days[name].any(), name
    assert not town.home.vote.any()
    assert not town.home.stance.any()


def outcome(now, life):
    """Stairwells consent, unless hardly anything was done or nobody could."""
    assert now.started > 0
    assert now.passed > 0 or life not in ("everything", "everything, slowly", "no builders")
    assert now.finished == 0 or life != "no builders"


COMPARED = {
    **CAMPAIGN, **ALL, "stairwells": 40, "last_day": 500, "start_date": 20190125, "cohort": 20,
    "period_from_2": 20190525, "starts_per_100_year_2": 60.0, "builders_per_100_year_2": 200.0,
}  # fmt: skip
# A setting in which nothing may hang on a quantity, and two values of it.
UNUSED = {
    "a veto in a law that never comes": ({"law_from_2": 0}, "veto_2", (0, 1)),
    "starts of a period that never comes": (
        {"period_from_2": 0}, "starts_per_100_year_2", (0.0, 90.0)),
    "a team's patience without teams": (
        {"team_coverage": 0.0, "responsible_share": 0.0}, "team_patience", (5, 90)),
    "minutes of a meeting without teams": (
        {"team_coverage": 0.0, "responsible_share": 0.0}, "meeting_minutes", (9.0, 900.0)),
    "knowledge from counsellors without any": (
        {"counsel_sessions_per_100_per_week": 0.0}, "info_per_counsel", (0.1, 0.9)),
    "cost of a plan without plans": ({"tailored_share": 0.0}, "plan_yuan", (0.0, 9000.0)),
    "a glass shaft without plans": ({"tailored_share": 0.0}, "glass_relief", (0.1, 0.9)),
    "cost of works without works": ({"bundle_yuan": 0.0}, "bundle_cost_share", (0.1, 9.0)),
    "relief by instalments without instalments": (
        {"instalment_share": 0.0}, "instalment_relief", (0.1, 0.9)),
    "minutes of visits without visits": (
        {"site_visits_per_worker_per_week": 0.0}, "site_visit_minutes", (9.0, 900.0)),
    "answers to a round that does not come": ({"mapped_share": 0.0}, "map_answers", (0.1, 0.9)),
    "time for a room that is closed": (
        {"platform_visits_per_household_per_week": 0.0}, "platform_minutes", (0.0, 400.0)),
    "weight of floor heads without any": ({"head_share": 0.0}, "head_weight", (1, 19)),
    "reach of landlords where all live there": (
        {"landlord_share": 0.0, "absent_share": 0.0}, "landlord_reach", (0.1, 0.9)),
    "effort on holidays without a date": ({"start_date": 0}, "holiday_effort", (0.1, 1.0)),
    "shares of floors there are not": ({"floors": 5}, "cost_percent_6", (0.0, 90.0)),
    "building time without builders": (
        {"builders_per_100_year_1": 0.0, "builders_per_100_year_2": 0.0}, "build_days_most",
        (150.0, 900.0)),
    "trying again before anybody has rested": ({"rest_days": 900.0}, "again_per_year", (0.1, 9.0)),
}  # fmt: skip

KIT = Kit(
    scenario=("shanghai_street", "place.stairwells=30", "calendar.start_date=20210101",
              "calendar.last_day=400"),
    towns=Towns(
        small=SMALL,
        chosen={**dict.fromkeys(("start_date", "cohort_from"), DATES),
                **{f"law_from_{k}": CHANGES for k in (2, 3, 4)},
                **{f"period_from_{k}": CHANGES for k in SLOTS}},
        busy=BUSY,
        larger={**BUSY, **QUICK, "stairwells": 14, "floors": 8, "flats_per_floor": 5,
                "stairwells_per_estate": 1, "stairwells_per_street": 1,
                "stairwells_per_worker": 1, "last_day": 70},
        tiny={**QUICK, "stairwells": 4, "floors": 3, "flats_per_floor": 2, "last_day": 30,
              "stairwells_per_estate": 2, "stairwells_per_street": 4, "stairwells_per_worker": 2},
        wide={**QUICK, "stairwells": 12, "floors": 6, "flats_per_floor": 3, "last_day": 90,
              "stairwells_per_estate": 4, "stairwells_per_street": 6, "stairwells_per_worker": 3},
        retouch=retouch,
        tallies=TALLIES,
        unread=UNREAD,
        given=("law", "period"),
        crowded={**BUSY, **QUICK, "stairwells": 12, "floors": 2, "flats_per_floor": 2,
                 "stairwells_per_estate": 3, "stairwells_per_street": 12,
                 "stairwells_per_worker": 4, "last_day": 25, "start_date": 20190301,
                 "place_factor": 5.0, "taste_mean": 8.0, "estate_paper_days": 5.0,
                 "estate_paper_again": 0.0, "law_from_2": 0, "building_assent_heads": 0.4,
                 "sign_heads": 0.4},
        told_apart=({**BUSY, **QUICK, "stairwells": 6}, "home.taste"),
    ),
    methods=Methods(
        campaign=CAMPAIGN,
        doses=DOSES,
        company=company_of,
        helps=HELPS,
        strong=STRONG,
        agreed="passed",
        of_all=CAMPAIGN["stairwells"],
        moments={"day 350": 349, "day 700": 699},
        pairs=60,
        shows=("passed", "agreed", "meetings", "minutes"),
        idle={},
        unasked=NOTHING_BEGINS,
        nobody_agreed=nobody_agreed_unasked,
        forbidden=frozenset({
            "vote", "stance", "worth", "yes", "fierce", "gaps", "pull", "voices", "low_no",
            "passed", "permitted", "finished", "agreed", "balloted", "done", "stage", "blocked",
            "taste", "access", "price", "light", "shock", "limit", "settled", "unpaying",
            "overruled", "consenting", "passed_whole", "passed_over_fierce", "objecting",
        }),
    ),
    order=Order(
        base={**CAMPAIGN, **QUICK, "stairwells": 17, "last_day": 90, "stairwells_per_estate": 4,
              "stairwells_per_street": 9, "stairwells_per_worker": 5},
        lives=LIVES,
        checks=order_elevator.CHECKS,
        rising=("knocks", "contacts", "minutes", "method_yuan", "started", "balloted", "agreed",
                "passed", "permitted", "begun", "finished", "reversed", "meetings",
                "compensation_yuan", "subsidies_yuan"),
        outcome=outcome,
        never_falls=("minutes", "meetings", "method_yuan", "started", "passed", "finished"),
        never_negative=("live", "stalled"),
        shared=("now", "estate", "street", "law", "period"),
    ),
    luck=Luck(
        campaign=COMPARED,
        unused=UNUSED,
        books_only=("meeting_minutes", (100.0, 200.0), "minutes"),
        parting=("starts_per_100_year_2", (20.0, 300.0), 120),
        sharper=(
            ({"team_coverage": 0.6}, {"team_coverage": 0.8}),
            ({"compensation_yuan_max": 0.0}, {"compensation_yuan_max": 20_000.0}),
        ),
        agreed="passed",
        moment=450,
        rows=({"stairwells": 37}, {"stairwells": 60, "sign_heads": 1.0, "light_worth": 9.0},
              {"stairwells": 1, "floors": 2}, {"stairwells": 50, "flats_per_floor": 5},
              {"stairwells": 2, "floors": 8}),
        horizons=({"last_day": 200}, {"last_day": 500}),
    ),
)  # fmt: skip
