"""Columns of the case tables: what each one means, and what may stand in it.

From this sheet come the checks of a table, its digest and the page ``scenarios/cases/SCHEMA.md``.
A column that is never read for a prediction says so: a forecast must not know the answer, nor how
a campaign came to be reported.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Form = Literal["id", "word", "text", "whole", "number", "date"]
Use = Literal["key", "covariate", "scored", "split", "never"]
MOST_ROWS = 100_000
"""Rows that one table may have (assumed: far above what anybody can have collected)."""

ROUNDING = 0.005
"""Shares may fall by so much from one report to the next (assumed: sources round)."""

PER_WORKER = (1.0, 400.0)
"""Units for each worker that are credible, the range of the quantity certificates_per_worker."""

USES: dict[str, str] = {
    "key": "names the row",
    "covariate": "yes",
    "scored": "never: it is what is predicted",
    "split": "never: it only sorts scores, with and without failed campaigns",
    "never": "never",
}
"""Whether a column may be read for a prediction, in words."""


class CaseColumn(NamedTuple):
    """One column: meaning, unit, what is allowed, and what a blank stands for.

    ``blank`` is "" where a blank is a fault. ``low`` and ``high`` bound numbers, both included;
    ``words`` are all words that are allowed. ``needed`` is False for a column that a table may
    lack altogether.
    """

    name: str
    meaning: str
    form: Form
    use: Use
    unit: str = ""
    words: tuple[str, ...] = ()
    low: float = 0.0
    high: float = 1.0
    blank: str = ""
    needed: bool = True

    @property
    def allowed(self) -> str:
        """Say in words what may stand in the column."""
        if self.form == "word":
            return f"one of {', '.join(self.words)}"
        bounds = f"from {self.low:.10g} to {self.high:.10g}"
        return {
            "id": "a short name without spaces, such as huangpu-79",
            "text": "any text",
            "whole": f"a whole number {bounds}",
            "number": f"a share {bounds}" if self.high == 1.0 else f"a number {bounds}",
            "date": "a year, a month or a day: 2019, 2019-01 or 2019-01-12",
        }[self.form]


STAGES = ("started", "agreed", "passed", "permitted", "begun", "finished")
CONFIDENCE = "how sure the reader of the source was: high, medium, low or derived"
NOT_SAID = "not said"
CASE_ID = "the campaign; the same in both tables"

CAMPAIGNS = (
    CaseColumn("case_id", f"{CASE_ID}; once in this table", "id", "key"),
    CaseColumn("name", "name in English", "text", "never", blank=NOT_SAID),
    CaseColumn("name_zh", "name in Chinese", "text", "never", blank=NOT_SAID),
    CaseColumn(
        "city", "city; Shanghai is told from the others by it", "text", "covariate", blank=NOT_SAID
    ),
    CaseColumn("district", "district", "text", "never", blank=NOT_SAID),
    CaseColumn(
        "kind", "expropriation (征收), demolish-and-rebuild (拆除重建), swap (置换) or another",
        "word", "covariate", words=("expropriation", "rebuild", "swap", "other"),
    ),
    CaseColumn(
        "unit", "what signs and is counted", "word", "covariate",
        words=("certificate", "household"),
    ),
    CaseColumn(
        "n_units", "certificates or households that may sign", "whole", "covariate",
        "certificate or household", (), 1, 10_000_000,
        blank="unknown: the usual size of a plot (assumed)",
    ),
    CaseColumn(
        "threshold", "share at which agreements take effect", "number", "covariate", "1",
        blank="unknown: the usual value",
    ),
    CaseColumn(
        "round1_share", "share that agreed in round 1 (意愿征询); given here it is a covariate, "
        "and the same observation is not scored", "number", "covariate", "1", blank="unknown",
    ),
    CaseColumn(
        "opening", "what day 1 is: the first pre-signing day (预签约) or the first formal one; "
        "with formal an earlier pre-signing is preparation", "word", "covariate",
        words=("presign", "formal", "unspecified"), blank="unspecified",
    ),
    CaseColumn(
        "signing_start", "date of day 1; of a campaign that ended in round 1 the first day of the "
        "consultation", "date", "covariate", blank="unknown",
    ),
    CaseColumn(
        "reward_window_days", "days in which early signing is rewarded", "whole", "covariate",
        "day", (), 1, 400, blank="unknown: drawn from its spread",
    ),
    CaseColumn(
        "workers", "workers on the spot; n_units for each outside 1 to 400 counts as unknown",
        "whole", "covariate", "worker", (), 1, 100_000, blank="unknown: drawn from its spread",
    ),
    CaseColumn(
        "outcome", "how it ended: effective, terminated, stalled or unknown", "text", "split",
        blank="unknown",
    ),
    CaseColumn("confidence", CONFIDENCE, "text", "never", blank=NOT_SAID),
    CaseColumn("source_url", "address of the source", "text", "never", blank=NOT_SAID),
    CaseColumn("notes", "remarks", "text", "never", blank="none", needed=False),
)  # fmt: skip

OBSERVATIONS = (
    CaseColumn("case_id", f"{CASE_ID}, which must be among the campaigns", "id", "key"),
    CaseColumn(
        "measure", "round1: agreed in round 1; signing: signed; moving: moved out. Scored: "
        "signing, and round1 on a known day of a campaign without round1_share; moving is shown",
        "word", "key", words=("round1", "signing", "moving"),
    ),
    CaseColumn(
        "day", "day of the figure, counted from day 1 = signing_start; a share at day d counts to "
        "the end of day d", "whole", "key", "day", (), 1, 2_000,
        blank="unknown; with measure round1 only",
    ),
    CaseColumn("share", "share of all n_units", "number", "scored", "1"),
    CaseColumn(
        "relation", "at: the share at that day; at_least: a lower bound; reached: that share was "
        "first reached on that day", "word", "key", words=("at", "at_least", "reached"),
    ),
    CaseColumn("confidence", CONFIDENCE, "text", "never", blank=NOT_SAID),
    CaseColumn("source_url", "address of the source", "text", "never", blank=NOT_SAID),
    CaseColumn("notes", "remarks", "text", "never", blank="none", needed=False),
)  # fmt: skip

FUNNELS = (
    CaseColumn("case_id", "the place; rows of one place share it", "id", "key"),
    CaseColumn("place", "name of the place", "text", "never", blank=NOT_SAID),
    CaseColumn(
        "period_start", "when counting began; a year or a month is its first day", "date", "key",
        blank="unknown: a flow without it is shown, not scored",
    ),
    CaseColumn(
        "period_end", "when the count was taken; a year or a month is its last day", "date", "key",
        blank="unknown: shown, not scored",
    ),
    CaseColumn(
        "from_stage", "the stage that n_before had come to", "word", "key",
        words=("suitable", *STAGES),
    ),
    CaseColumn("to_stage", "the later stage that n_after had come to", "word", "key", words=STAGES),
    CaseColumn(
        "n_before", "stairwells at from_stage", "whole", "covariate", "stairwell", (), 1,
        10_000_000, blank="unknown: a count and no share; a cohort is not scored",
    ),
    CaseColumn(
        "n_after", "stairwells at to_stage", "whole", "scored", "stairwell", (), 0, 10_000_000,
        blank="unknown: not scored",
    ),
    CaseColumn(
        "relation", "at: that many; at_least: a lower bound", "word", "key",
        words=("at", "at_least"),
    ),
    CaseColumn(
        "reading", "stock: who had come so far at the end; flow: who came within the period; "
        "cohort: who of the first n_before", "word", "key", words=("stock", "flow", "cohort"),
    ),
    CaseColumn(
        "law", "the law in force: a file of scenarios/law, or a name of your own", "text",
        "covariate", blank="unknown",
    ),
    CaseColumn(
        "mobilised", "1 where an office or a campaign pushed it, else 0", "word", "covariate",
        words=("0", "1"), blank="unknown",
    ),
    CaseColumn("source_url", "address of the source", "text", "never", blank=NOT_SAID),
    CaseColumn("confidence", CONFIDENCE, "text", "never", blank=NOT_SAID),
    CaseColumn("notes", "remarks", "text", "never", blank="none", needed=False),
)  # fmt: skip

SHEETS = {"campaigns": CAMPAIGNS, "observations": OBSERVATIONS, "funnels": FUNNELS}
FILES = {
    "campaigns": "signing_campaigns.csv",
    "observations": "signing_observations.csv",
    "funnels": "elevator_funnels.csv",
}
"""Shipped files, by table."""
