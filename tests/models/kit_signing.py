"""What is particular to signing: sizes, doses and circumstances in which a campaign lives.

What a campaign can never be is in ``order_signing.py``.
"""

from __future__ import annotations

from models.signing.sheet import SHEET
from sim.people.plot import NEVER
from tests.kit import Kit, Luck, Methods, Order, Towns
from tests.models import order_signing

SMALL = {
    "certificates": (1, 80), "certificates_per_stairwell": (1, 100), "stairwells_per_lane": (1, 4),
    "certificates_per_worker": (1, 40), "preparation_days": (0, 14), "survey_days": (0, 4),
    "round1_days": (1, 8), "comment_days": (0, 6), "revision_days": (0, 5), "pricing_days": (0, 4),
    "brewing_days": (0, 10), "reward_window_days": (1, 9), "signing_period_days": (1, 9),
    "decision_after_days": (1, 3), "court_after_days": (1, 3), "moving_start_day": (1, 8),
    "last_day": (1, 14), "moving_step_days": (1, 5), "plots": (1, 3), "firms": (0, 12),
    "signing_date": (0, 0),
}  # fmt: skip
DATES = (0, 20190112, 20190201, 20200124, 20231001, 20240505, 20280301)
"""Unknown; a Saturday; before, in and after public holidays; a leap year."""
BUSY = {
    "inclination_mean": 1.5, "round1_threshold": 0.2, "threshold": 0.5, "moving_pace_days": 3.0,
    "obstacle_weight": 3.0,
    "survey_doors_per_worker_per_day": 2.5, "visits_per_worker_per_day": 3.5, "visit_gap_days": 1.0,
    "staff_sharing": 1.0, "pledge_share": 0.8, "plaque_weight": 3,
    "notices_per_leader_per_day": 0.7, "board_readers_per_day": 0.4, "evening_share": 0.4,
    "evening_desk_hours": 2.0, "volunteer_share": 0.6, "calls_per_volunteer_per_day": 0.7,
    "house_cases_per_1000_per_day": 40.0, "sittings_per_1000_per_day": 40.0,
    "law_cases_per_1000_per_day": 40.0, "court_cases_per_1000_per_week": 90.0,
    "care_cases_per_1000_per_day": 40.0, "department_cases_per_1000_per_day": 40.0,
    "committee_cases_per_1000_per_day": 40.0, "transitional_flats_per_1000": 30.0,
    "moving_help_share": 0.6, "elderly_share": 0.5, "alone_share": 0.6, "leader_share": 0.2,
    "waiter_share": 0.2, "rumours_per_lane_per_day": 0.5, "clearance_hopes": 0.3,
    "illness_per_year": 1.0, "fairness_at_start": 0.45, "title_share": 0.1, "area_share": 0.1,
    "flat_wish_share": 0.6, "flats_per_100": 30.0, "firms": 8, "firm_talks_per_day": 0.6,
    "plots": 2, "signing_date": 20190201, "court_after_days": 2, "decision_after_days": 2,
    "certificates_per_desk": 40.0, "minutes_per_contract": 90.0,
    "activist_share": 0.6, "all_posts_share": 0.6, "freed_doors_per_worker_per_day": 0.7,
    "circle_cases_per_1000_per_day": 40.0, "before_share": 0.5, "during_share": 0.6,
    "after_share": 0.7, "crisis_answer_share": 0.7, "contact_days_per_month": 10.0,
    "paired_share": 0.6, "equal_talk_share": 0.5, "extra_early_yuan": 20_000.0,
    "extra_collective_yuan": 30_000.0, "firm_share": 0.5, "prepared_share": 0.6,
    "base_hours_per_day": 8.0, "drop_in_per_hour": 0.02,
    "platform_visits_per_household_per_week": 1.0, "register_visits_per_1000_per_day": 90.0,
    "issues_per_visit": 0.5, "casework_per_1000_per_week": 150.0,
    "calls_per_household_per_week": 1.5, "grants_per_1000_per_year": 150.0,
    "field_hours_per_worker_per_day": 0.7, "mobilised_doors_per_worker_per_day": 1.5,
    "new_face_share": 0.7, "new_face_after": 3, "other_side_share": 0.5,
    "petition_cases_per_1000_per_day": 40.0, "forum_reads_per_week": 2.0, "plain_share": 0.5,
    "plan_rounds": 2.5, "questionnaire_share": 0.6, "clearing_share": 0.6,
    "deliberating_share": 0.7, "stool_half_days_per_worker_per_week": 2.0,
    "tie_talks_per_worker_per_week": 5.0, "tie_talks_after": 1, "strain_share": 0.4,
    "joint_meetings_per_quarter": 30.0, "joint_cases_per_1000": 60.0, "hearings_per_lane": 1.5,
    "coordination_cases_per_1000_per_week": 150.0, "evaluation_share": 0.7,
    "set_aside_share": 0.6, "help_share": 0.5,
}  # fmt: skip
"""A strategy that does a little of everything, in a place where it matters."""

UNREAD = (
    ({"visits_per_worker_per_day": 0.0}, {"visit_gap_days": 30.0}),
    ({"party_share": 0.0}, {"plaque_weight": 5, "pledge_share": 0.1, "pledge_weight": 4.0}),
    ({"opening": "formal", "last_day": 1}, {"kind": "swap"}),
    ({"elderly_share": 0.0}, {"alone_share": 0.9, "transition_share": 0.5, "care_share": 0.5,
                              "illness_per_year": 0.5, "alone_risk": 9.0,
                              "chat_share_elderly": 0.9, "moving_help_share": 0.9}),
    ({"signing_date": 0}, {"weekend_home": 0.1, "holiday_home": 0.9, "holiday_effort": 0.5}),
    ({"firms": 0}, {"firm_gap": 3.0, "firm_talks_per_day": 1.0, "firm_gap_accepted": 1.0}),
    ({"leader_share": 0.0}, {"leader_weight": 9}),
    ({"waiter_share": 0.0, "rumours_per_lane_per_day": 0.0},
     {"waiting_gain": 9.0, "rumour_weight": 4.0, "rumour_days": 1.0, "one_ruler": 0.0}),
    ({"volunteer_share": 0.0, "activist_share": 0.0, "paired_share": 0.0},
     {"calls_per_volunteer_per_day": 4.0, "info_per_neighbour": 0.9}),
    ({"flat_wish_share": 0.0}, {"flat_weight": 3.0}),
    ({"kind": "rebuild"}, {"price_per_m2": 1.0, "floor_yuan_per_person": 1.0, "offer_weight": 2.0,
                           "flat_wish_share": 0.0}),
    ({"kind": "swap"}, {"decision_after_days": 9, "court_after_days": 9}),
    ({"complaint_limit": 0.0}, {"revision_gain": 1.0, "revision_days": 9, "comment_days": 9}),
    ({"plots": 1, "certificates_per_worker": 400.0}, {"staff_sharing": 0.5}),
    ({"hidden_share": 0.0, "quarrel_share": 0.0, "family_share": 0.0},
     {"co_owned_risk": 9.0, "family_ease": 0.1}),
    ({"collective_reward": 0.0, "collective_per_point": 0.0}, {"collective_mark": 0.2}),
    ({"last_day": 3, "reward_window_days": 9}, {"late_reward": 1.0, "tail_effort": 0.9}),
)  # fmt: skip
"""Settings, and quantities that nobody reads in them."""
TALLIES = (
    "signed", "moved", "votes_for", "contacts", "cases_heard", "cases_solved", "files",
    "complaints", "revised", "plots_effective", "plots_stopped", "decided", "enforced",
    "flats_taken", "flats_missed", "cash_chosen", "firms_signed", "hindered", "informed",
    "tokens_yuan", "rent_yuan",
)  # fmt: skip


def retouch(values, number, generator):
    """Let some towns take effect and some be given up, some early and some at the end."""
    last_day = (14, values["last_day"])[number % 2]
    changed = {"threshold": (0.1, 0.5, 1.0)[number % 3], "last_day": last_day}
    if number % 2 == 1:  # fewer agree here: some of these are given up
        changed["inclination_mean"] = -0.5
    return {**values, **changed, "certificates": int(generator.integers(1, 25))}


# What a campaign of the reported kind does every day. A new method adds its usual doses here.
DOSES = {
    "care_pairing": {"care_cases_per_1000_per_day": 0.5},
    "court_station": {"court_cases_per_1000_per_week": 2.0},
    "departments": {"department_cases_per_1000_per_day": 1.0},
    "evening_hours": {"evening_share": 0.5, "evening_desk_hours": 3.0},
    "house_finding": {"house_cases_per_1000_per_day": 1.0},
    "joint_committee": {"committee_cases_per_1000_per_day": 0.5},
    "law_station": {"law_cases_per_1000_per_day": 0.5},
    "mediation": {"sittings_per_1000_per_day": 2.0},
    "moving_help": {"moving_help_share": 0.5},
    "party_first": {"pledge_share": 0.95, "plaque_weight": 2, "notices_per_leader_per_day": 0.3},
    "publicity_board": {"board_readers_per_day": 0.2},
    "survey": {"survey_doors_per_worker_per_day": 3.0},
    "visits": {"visits_per_worker_per_day": 2.0},
    "volunteers": {"volunteer_share": 0.1},
    "activist": {"activist_share": 0.3},
    "all_posts": {
        "all_posts_share": 0.8,
        "freed_doors_per_worker_per_day": 0.5,
        "circle_cases_per_1000_per_day": 0.5,
    },
    "consultation": {"before_share": 0.5, "during_share": 0.5, "after_share": 0.5},
    "crisis_help": {"crisis_answer_share": 0.8},
    "deputies": {"contact_days_per_month": 2.0},
    "elder_pairs": {"paired_share": 0.5},
    "equal_talk": {"equal_talk_share": 0.5},
    "extra_rewards": {"extra_early_yuan": 20_000.0, "extra_collective_yuan": 20_000.0},
    "firm_words": {"firm_share": 0.3},
    "fit_the_person": {"prepared_share": 0.5},
    "front_line": {"base_hours_per_day": 8.0},
    "home_platform": {"platform_visits_per_household_per_week": 0.3},
    "issue_register": {"register_visits_per_1000_per_day": 5.0},
    "joint_casework": {"casework_per_1000_per_week": 2.0},
    "keep_contact": {"calls_per_household_per_week": 0.3},
    "micro_grants": {"grants_per_1000_per_year": 10.0},
    "mobile_office": {"field_hours_per_worker_per_day": 0.5},
    "mobilisation": {"mobilised_doors_per_worker_per_day": 2.0},
    "new_face": {"new_face_share": 0.5},
    "other_side": {"other_side_share": 0.5},
    "petition_agency": {"petition_cases_per_1000_per_day": 1.0},
    "phone_forum": {"forum_reads_per_week": 0.5},
    "plain_facts": {"plain_share": 0.5},
    "plan_rounds": {"plan_rounds": 3.0},
    "questionnaire": {"questionnaire_share": 0.7},
    "six_joint": {"clearing_share": 0.7},
    "staged_deliberation": {"deliberating_share": 0.5},
    "stool_day": {"stool_half_days_per_worker_per_week": 1.0},
    "strongest_tie": {"tie_talks_per_worker_per_week": 1.0},
    "three_bodies": {"joint_meetings_per_quarter": 6.0},
    "three_meetings": {
        "hearings_per_lane": 2.0,
        "coordination_cases_per_1000_per_week": 4.0,
        "evaluation_share": 0.5,
    },
    "three_steps": {"set_aside_share": 0.5},
    "warm_help": {"help_share": 0.3},
}
SECOND_LINE = ("court_station", "joint_committee", "all_posts")  # hear what was heard in vain
# Methods whose sources report that they help people to agree (not merely that they were used).
HELPS = ("care_pairing", "court_station", "departments", "evening_hours", "house_finding",
         "joint_committee", "law_station", "mediation", "party_first", "publicity_board", "survey",
         "visits", "volunteers")  # fmt: skip
STRONG = ("survey", "visits", "evening_hours")  # their effect shows beyond chance

CAMPAIGN = {
    "certificates": 400, "certificates_per_worker": 15.0, "certificates_per_stairwell": 20,
    "preparation_days": 60, "round1_days": 25, "brewing_days": 12, "reward_window_days": 20,
    "round1_threshold": 0.0, "signing_period_days": 40, "moving_start_day": 25, "last_day": 45,
}  # fmt: skip
ALL = {name: value for doses in DOSES.values() for name, value in doses.items()}
LITTLE = {"survey_doors_per_worker_per_day": 0.3, "visits_per_worker_per_day": 0.5}


AFTER = ("moving_help", "six_joint")  # they act where people move out


def company_of(method):
    """Give what little else is done: a second line needs a first, who moves needs a contract."""
    needs = DOSES["mediation"] if method in SECOND_LINE else {}
    return LITTLE | needs | ({"threshold": 0.3} if method in AFTER else {})


# The strategy that others are compared with, its luck in common with theirs.
COMPARED = {
    "certificates": 400, "certificates_per_worker": 15.0, "certificates_per_stairwell": 20,
    "preparation_days": 60, "round1_days": 25, "brewing_days": 12, "reward_window_days": 20,
    "round1_threshold": 0.0, "moving_start_day": 25, "last_day": 45, "evening_share": 0.5,
    "survey_doors_per_worker_per_day": 1.0, "visits_per_worker_per_day": 1.0,
    "board_readers_per_day": 0.1, "pledge_share": 0.9, "notices_per_leader_per_day": 0.3,
    "house_cases_per_1000_per_day": 1.0, "sittings_per_1000_per_day": 1.0,
    "law_cases_per_1000_per_day": 0.5, "court_cases_per_1000_per_week": 2.0,
    "care_cases_per_1000_per_day": 0.5, "department_cases_per_1000_per_day": 1.0,
    "committee_cases_per_1000_per_day": 0.5, "volunteer_share": 0.1, "moving_help_share": 0.5,
    "plots": 2, "firms": 12, "signing_date": 20190112, "staff_sharing": 1.0,
}  # fmt: skip
# A setting in which nothing may hang on a quantity, and two values of it.
UNUSED = {
    "house-finders' success without house-finders": (
        {"house_cases_per_1000_per_day": 0.0}, "house_case_success", (0.3, 0.9)),
    "sittings' success without sittings": (
        {"sittings_per_1000_per_day": 0.0}, "sitting_success", (0.3, 0.9)),
    "knowledge per reading without a board": (
        {"board_readers_per_day": 0.0}, "info_per_reading", (0.05, 1.0)),
    "gap between visits without visits": (
        {"visits_per_worker_per_day": 0.0}, "visit_gap_days", (4.0, 0.0)),
    "lawyers' success without lawyers": (
        {"law_cases_per_1000_per_day": 0.0}, "law_case_success", (0.3, 0.9)),
    "cost of a judge without a court station": (
        {"court_cases_per_1000_per_week": 0.0}, "court_case_yuan", (0.0, 900.0)),
    "carers' success without carers": (
        {"care_cases_per_1000_per_day": 0.0}, "care_case_success", (0.3, 0.9)),
    "volunteers' calls without volunteers": (
        {"volunteer_share": 0.0}, "calls_per_volunteer_per_day", (0.2, 5.0)),
    "effort on holidays without a date": ({"signing_date": 0}, "holiday_effort", (0.1, 1.0)),
    "the court's date before the court": ({"last_day": 40}, "court_after_days", (180, 9)),
    "a demand of firms where there are none": ({"firms": 0}, "firm_gap", (0.5, 5.0)),
    "a token where all take effect": (
        {"threshold": 0.0}, "token_yuan", (2000.0, 9000.0)),
    "a decision where a swap binds nobody": (
        {"kind": "swap", "signing_period_days": 20}, "decision_after_days", (5, 9)),
    "pledges where nobody is a member": ({"party_share": 0.0}, "pledge_share", (0.9, 0.1)),
    "plaques where nobody is a member": ({"party_share": 0.0}, "plaque_weight", (1, 5)),
    "moving reward before moving opens": (
        {"moving_start_day": 1000}, "moving_reward", (160_000.0, 0.0)),
    "pace of moving before moving opens": ({"moving_start_day": 1000}, "moving_pace_days", (15, 1)),
    "strength in the tail before the tail": ({"last_day": 20}, "tail_effort", (0.13, 1.0)),
    "weight of fatigue where no call comes too soon": (
        {"welcome_gap_days": 0.0}, "fatigue_weight", (0.1, 2.0)),
    "nuisance where no call comes too soon": (
        {"welcome_gap_days": 0.0}, "trust_lost_per_nuisance", (0.03, 1.0)),
}  # fmt: skip


CROWDED = {"sittings_per_1000_per_day": 40.0, "law_cases_per_1000_per_day": 40.0}
SHORT = {"signing_period_days": 12, "decision_after_days": 5, "court_after_days": 6}
QUICK = {
    "preparation_days": 24, "round1_days": 9, "comment_days": 5, "revision_days": 4,
    "pricing_days": 2, "brewing_days": 5, "reward_window_days": 8, "signing_period_days": 15,
    "moving_start_day": 8, "last_day": 18,
}  # fmt: skip
"""All phases of a campaign, in half the days: enough where one method is used by itself."""
LIVES = {method: LITTLE | QUICK | doses for method, doses in DOSES.items()} | {
    "nothing": {},
    "everything": ALL,
    "everything at its most": {name: SHEET.by_name[name].high for name in ALL},
    "pressing": ALL | {"visits_per_worker_per_day": 20.0, "visit_gap_days": 0.0},
    "given up after round 1": ALL | {"round1_threshold": 1.0},
    "given up at the end": {"threshold": 1.0, "signing_period_days": 10},
    "pre-signing": ALL | {"opening": "presign"},
    "several plots": ALL | SHORT | CROWDED | {"plots": 3, "staff_sharing": 1.0, "threshold": 0.96},
    "to the court": ALL | SHORT | {"threshold": 0.5, "firms": 20, "last_day": 30},
    "a swap": ALL | SHORT | {"threshold": 0.5, "kind": "swap", "flats_per_100": 10.0},
    "a rebuild": ALL | {"kind": "rebuild", "transitional_flats_per_1000": 20.0},
    "an unfair plan": ALL | {"fairness_at_start": 0.2, "comment_days": 10, "leader_share": 0.3},
    "Spring Festival": ALL | {"signing_date": 20190112, "rumours_per_lane_per_day": 0.5},
}


def nobody_signed_early(days, town, values):
    """Nobody signs or moves before day 1, whatever is done to them."""
    before = values["preparation_days"]
    assert not days.signed[:, :before].any()
    assert not days.moved[:, :before].any()
    signed = town.home.signed[town.home.signed != NEVER]
    assert signed.size == 0 or signed.min() >= 1


def compare(now, before):
    """What is owed only grows, but where a plot was given up nothing is due any more."""
    assert now.reward_yuan >= (0 if now.plots_stopped > 0 else before["reward_yuan"])


def outcome(now, life):
    """Somebody signs, unless nobody may."""
    assert now.signed > 0 or life == "given up after round 1"


DAY_1 = CAMPAIGN["preparation_days"]  # the row of signing day 1
KIT = Kit(
    scenario=("zhangyuan", "place.certificates=80", "campaign.last_day=15",
              "campaign.preparation_days=40"),
    towns=Towns(
        small=SMALL,
        chosen={"signing_date": DATES},
        busy=BUSY,
        larger={**BUSY, "certificates": 90, "preparation_days": 20},
        tiny={"certificates": 12, "preparation_days": 8, "last_day": 6},
        wide={"certificates": 90, "preparation_days": 20},
        retouch=retouch,
        tallies=TALLIES,
        unread=UNREAD,
        crowded={**BUSY, "certificates": 60, "preparation_days": 15, "certificates_per_worker": 8.0,
                 "certificates_per_stairwell": 6, "stairwells_per_lane": 2, "last_day": 12},
        told_apart=({**BUSY, "certificates": 40}, "home.inclination"),
    ),
    methods=Methods(
        campaign=CAMPAIGN,
        doses=DOSES,
        company=company_of,
        helps=HELPS,
        strong=STRONG,
        agreed="signed",
        of_all=CAMPAIGN["certificates"],
        moments={"day 1": DAY_1, "day 10": DAY_1 + 9},
        pairs=120,
        shows=("signed", "minutes"),
        idle={"preparation_effort": 0.0, "tail_effort": 0.0, "last_day": 1},
        unasked={},
        nobody_agreed=nobody_signed_early,
        forbidden=frozenset({
            "signed", "vote", "admitted", "slot", "moved", "votes_for", "votes_cast",
            "members_signed", "asked_desk", "seen", "done", "inclination", "outside",
            "effective_day", "stop_day", "choice", "worth", "open", "in_force", "left",
            "taken",
        }),
    ),
    order=Order(
        base={**CAMPAIGN, "certificates": 137, "last_day": 40},
        lives=LIVES,
        checks=order_signing.CHECKS,
        rising=("knocks", "contacts", "minutes", "files", "signed", "moved", "firms_signed",
                "tokens_yuan", "method_yuan", "complaints"),
        compare=compare,
        outcome=outcome,
        never_falls=("minutes", "contacts"),
        never_negative=("reward_yuan",),
        shared=("now", "service", "kind", "site", "stock", "group"),
    ),
    luck=Luck(
        campaign=COMPARED,
        unused=UNUSED,
        books_only=("visit_minutes_per_door", (20.0, 40.0), "minutes"),
        parting=("second_reward", (200_000.0, 0.0), DAY_1 + 10),
        sharper=(
            ({"visits_per_worker_per_day": 1.0}, {"visits_per_worker_per_day": 1.5}),
            ({"sittings_per_1000_per_day": 0.0}, {"sittings_per_1000_per_day": 2.0}),
        ),
        agreed="signed",
        moment=DAY_1 + 9,
        rows=({"certificates": 37}, {"certificates": 400, "round1_threshold": 1.0},
              {"certificates": 1}, {"certificates": 150}, {"certificates": 2}),
        horizons=({"last_day": 20}, {"last_day": 45}),
    ),
)  # fmt: skip
