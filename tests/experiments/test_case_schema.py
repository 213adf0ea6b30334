"""Case tables of users: whatever is wrong is named with row, column, value and what to do."""

import csv
import io
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from experiments import case_files
from experiments.__main__ import main
from experiments.case_cells import fits
from experiments.case_columns import CAMPAIGNS, FILES, FUNNELS, OBSERVATIONS, PER_WORKER, SHEETS
from experiments.case_faults import SHOWN, TableError
from experiments.case_schema import (
    campaign_rows,
    data_digest,
    load_funnels,
    load_tables,
    observation_rows,
)
from experiments.cases import signing_cases, signing_observations
from experiments.funnels import funnel_cases, funnel_figures, places_in
from experiments.scenario import sheet_of

SHIPPED = {t: Path(__file__).parents[2] / "scenarios" / "cases" / f for t, f in FILES.items()}
CASE = {
    "case_id": "east", "city": "Shanghai", "kind": "rebuild", "unit": "certificate",
    "n_units": "200", "signing_start": "2020-03",
}  # fmt: skip
TOLD = {"case_id": "east", "measure": "signing", "day": "1", "share": "0.8", "relation": "at"}
FUNNEL = {
    "case_id": "hill", "period_end": "2021-05", "from_stage": "suitable", "to_stage": "passed",
    "n_before": "300", "n_after": "20", "relation": "at", "reading": "stock",
}  # fmt: skip
USUAL = {"campaigns": CASE, "observations": TOLD, "funnels": FUNNEL}


def text_of(table, rows):
    """Write rows as CSV; what they leave out is blank."""
    out = io.StringIO()
    names = [column.name for column in SHEETS[table]]
    writer = csv.DictWriter(out, names, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


@pytest.fixture
def load(tmp_path):
    """Load tables of one's own: rows, or the text or bytes of a file; the usual row unless told."""

    def write(table, told):
        told = text_of(table, told) if isinstance(told, list) else told
        path = tmp_path / f"{table}.csv"
        path.write_bytes(told.encode() if isinstance(told, str) else told)
        return path

    def read(**told):
        if "funnels" in told:
            return load_funnels(write("funnels", told["funnels"]))
        files = [write(t, told.get(t, [USUAL[t]])) for t in ("campaigns", "observations")]
        return load_tables(*files)

    return read


@pytest.fixture
def refused(load):
    """Load tables that must be refused; return the faults."""

    def read(**told):
        with pytest.raises(TableError) as caught:
            load(**told)
        assert all(fault.text in str(caught.value) for fault in caught.value.faults[:SHOWN])
        return caught.value.faults

    return read


# What is shipped


def test_the_shipped_tables_fit_their_schema():
    tables = load_tables(SHIPPED["campaigns"], SHIPPED["observations"])
    assert tables.remarks == load_funnels(SHIPPED["funnels"]).remarks[1:] == ()
    assert data_digest(tables) == data_digest(load_tables())
    assert data_digest(load_funnels(SHIPPED["funnels"])) == data_digest(load_funnels())


def test_a_checked_table_gives_the_same_cases_as_the_shipped_one():
    tables = load_tables(SHIPPED["campaigns"], SHIPPED["observations"])
    cases, told = campaign_rows(tables), observation_rows(tables)
    assert {name: case[:4] for name, case in cases.items()} == {
        name: case[:4] for name, case in signing_cases().items()
    }
    assert told == {name: signing_observations(name) for name in cases}
    funnels = load_funnels(SHIPPED["funnels"]).funnels
    assert places_in(funnels) == funnel_cases()
    run = {"start_date": 20190101, "last_day": 1095, "cohort": 100}
    same = [funnel_figures("hongkou_elevators", run, table) for table in (funnels, None)]
    assert same[0] == same[1] != ()


def test_bounds_are_those_of_the_quantities():
    sheet = {about.name: about for about in sheet_of("signing").abouts}
    columns = {column.name: column for column in (*CAMPAIGNS, *OBSERVATIONS)}
    pairs = {"n_units": "certificates", "threshold": "threshold", "day": "last_day"}
    for column, quantity in (pairs | {"reward_window_days": "reward_window_days"}).items():
        about = sheet[quantity]
        assert (columns[column].low, columns[column].high) == (about.low, about.high), column
    each = sheet["certificates_per_worker"]
    assert (each.low, each.high) == PER_WORKER


# What is taken as it comes


def test_unknown_numbers_may_be_blank_and_remarks_are_no_faults(load):
    odd = {**CASE, "case_id": "odd", "n_units": "10.0", "workers": "50", "threshold": ""}
    bare = {**CASE, "case_id": "bare", "n_units": "", "signing_start": ""}
    told = [{**TOLD, "case_id": "odd"}, TOLD, {**TOLD, "day": "9", "share": "0.797"}]
    tables = load(campaigns=[CASE, odd, bare], observations=told)
    cases = campaign_rows(tables)
    assert cases["odd"].facts["certificates"] == 10
    assert not cases["bare"].facts.keys() & {"certificates", "signing_date", "threshold"}
    assert "certificates_per_worker" not in cases["odd"].facts
    assert observation_rows(tables)["bare"] == ()
    assert [word in " ".join(tables.remarks) for word in ("no observation of bare", "50 workers",
            "counts as rounded")] == [True] * 3  # fmt: skip


def test_a_spreadsheet_may_have_had_its_way(load):
    lines = text_of("campaigns", [CASE]).splitlines()
    lines = [f"{lines[0]},mine,", "", f"{lines[1].replace('east', ' east ')},x,", ",,,"]
    tables = load(campaigns=b"\xef\xbb\xbf" + "\r\n".join(lines).encode())
    assert tables.campaigns == load().campaigns
    assert any("column mine: not in the schema" in remark for remark in tables.remarks)


def test_the_optional_column_may_be_missing(load):
    text = text_of("observations", [TOLD]).replace(",notes", "").replace("at,,,", "at,,")
    assert load(observations=text).observations[0]["notes"] == ""


def test_a_lower_bound_may_lie_below_an_earlier_share(load):
    bound = {**TOLD, "day": "5", "share": "0.5", "relation": "at_least"}
    assert len(load(observations=[TOLD, bound]).observations) == 2


# What is refused

CELLS = [
    ("campaigns", "n_units", "1,122", "Write 1122."),
    ("campaigns", "n_units", "0", "from 1 to"),
    ("campaigns", "threshold", "85", "Write 0.85."),
    ("campaigns", "round1_share", "97.15%", "Write 0.9715."),
    ("campaigns", "kind", "rebild", "Did you mean rebuild?"),
    ("campaigns", "unit", "", "got nothing"),
    ("campaigns", "signing_start", "2019/1/2", "Write 2019-01-02."),
    ("campaigns", "signing_start", "2019-02-30", "a year, a month or a day"),
    ("campaigns", "case_id", "east side", "without spaces"),
    ("observations", "share", "1.01", "from 0 to 1"),
    ("observations", "share", "97.15", "A percentage? Write 0.9715."),
    ("observations", "share", "1090", "Divide it by n_units"),
    ("observations", "share", "0,97", "Write 0.97."),
    ("observations", "share", "nan", "a share"),
    ("observations", "day", "0", "Day 1 is signing_start"),
    ("observations", "day", "-3", "Day 1 is signing_start"),
    ("observations", "day", "1.5", "a whole number"),
    ("observations", "relation", "atleast", "Did you mean at_least?"),
    ("observations", "measure", "signed", "one of round1, signing, moving"),
    ("observations", "case_id", "eastt", "Did you mean east?"),
    ("funnels", "relation", "reached", "one of at, at_least"),
    ("funnels", "reading", "stocks", "Did you mean stock?"),
    ("funnels", "to_stage", "suitable", "one of started"),
    ("funnels", "to_stage", "done", "one of started"),
    ("funnels", "n_after", "301", "at most n_before = 300"),
    ("funnels", "mobilised", "yes", "one of 0, 1"),
    ("funnels", "period_end", "2021-13", "a year, a month or a day"),
]


@pytest.mark.parametrize(("table", "column", "value", "told"), CELLS)
def test_a_cell_is_refused_with_row_column_and_remedy(refused, table, column, value, told):
    fault = refused(**{table: [{**USUAL[table], column: value}]})[0]
    assert (fault.row, fault.column, fault.value) == (2, column, value)
    assert told in fault.text


@pytest.mark.parametrize(
    ("table", "changes", "column", "told"),
    [
        ("campaigns", {"n_units": "300"}, "case_id", "row 2 has it too"),
        ("observations", {"share": "0.9"}, "", "row 2 has it too"),
        ("observations", {"relation": "at_least"}, "", "row 2 has it too"),
        ("observations", {"day": "2", "share": "0.7"}, "share", "as in row 2"),
        ("observations", {"day": "", "share": "0.9"}, "day", "the day of the figure"),
        ("observations", {"day": "", "relation": "reached"}, "day", "share was reached"),
        ("funnels", {"n_after": "21"}, "", "row 2 has it too"),
        ("funnels", {"from_stage": "begun"}, "to_stage", "a stage after begun"),
        ("funnels", {"period_start": "2021-06"}, "period_end", "not before 2021-06"),
    ],
)
def test_a_row_is_refused_beside_another(refused, table, changes, column, told):
    (fault,) = refused(**{table: [USUAL[table], {**USUAL[table], **changes}]})
    assert (fault.row, fault.column) == (3, column)
    assert told in fault.text


FILE_FAULTS = [
    (b"", 0, "it is empty"),
    (b"\n\n", 0, "it is empty"),
    (text_of("observations", []), 0, "rows below the header"),
    (text_of("observations", [{**TOLD, "notes": "百分之八十"}]).encode("gbk"), 2, "GBK"),
    (text_of("observations", [TOLD]).encode("utf-16"), 0, "UTF-16"),
    (b"PK\x03\x04", 0, "workbook"),
    (text_of("observations", [TOLD]).replace(",", ";"), 1, "separated by ';'"),
    (text_of("observations", [TOLD]) + "east,signing\n", 3, "2 fields"),
    (text_of("observations", [TOLD]) + 'east,"signing\n', 3, "quotes"),
]


@pytest.mark.parametrize(("content", "row", "told"), FILE_FAULTS)
def test_a_file_is_refused(refused, content, row, told):
    (fault,) = refused(observations=content)
    assert fault.row == row
    assert told in fault.text


@pytest.mark.parametrize("table", SHEETS)
def test_every_missing_column_is_named(refused, table):
    needed = [column.name for column in SHEETS[table] if column.needed]
    faults = refused(**{table: "Notes\nx\n"})
    assert [f.column for f in faults if f.row == 1] == needed
    faults = refused(**{table: text_of(table, [USUAL[table]]).replace("case_id", "case")})
    assert "Did you mean case?" in faults[0].text


def test_a_missing_file_and_a_folder_are_told_together(tmp_path):
    with pytest.raises(TableError) as caught:
        load_tables(tmp_path / "没有.csv", tmp_path)
    assert [word in str(caught.value) for word in ("没有.csv", "there is none", "a folder")] == [
        True
    ] * 3


def test_a_column_twice_is_refused(refused):
    text = text_of("observations", [TOLD]).replace("notes", "share")
    (fault,) = refused(observations=text)
    assert (fault.column, fault.expected) == ("share", "each column once")


def test_faults_of_both_files_come_together_and_the_first_are_told(refused):
    rows = [{**TOLD, "day": str(day), "share": "80"} for day in range(1, 41)]
    faults = refused(campaigns=[{**CASE, "kind": "x"}], observations=rows)
    assert len(faults) == 41
    assert [fault.row for fault in faults] == [2, *range(2, 42)]
    told = str(TableError(faults)).splitlines()
    assert (told[0], told[-1]) == ("41 things to put right:", "and 21 more.")
    assert len(told) == SHOWN + 2


def test_too_many_rows_are_refused_and_not_kept(refused, monkeypatch):
    monkeypatch.setattr(case_files, "MOST_ROWS", 3)
    rows = [{**CASE, "case_id": f"c{k}"} for k in range(8)]
    told = [{**TOLD, "case_id": "c7"}]
    (fault,) = refused(campaigns=rows, observations=told)
    assert "got '8 rows', expected at most 3 rows" in fault.text


def test_the_command_ends_with_code_2(load, monkeypatch, capsys):
    monkeypatch.setattr("experiments.verbs.perform", lambda command: load(observations=b""))
    assert main(["list"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "it is empty" in err


# Whatever comes


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.sampled_from(["campaigns", "observations", "funnels"]),
    st.one_of(st.binary(max_size=200), st.text(max_size=200)),
    st.booleans(),
)
def test_no_file_breaks_the_loader(load, table, content, headed):
    content = content.encode("utf-8", "replace") if isinstance(content, str) else content
    head = text_of(table, []).encode() if headed else b""
    with suppress(TableError):  # anything else would be a defect
        load(**{table: head + content})


BAD = st.sampled_from(["-1", "2e9", "x y", "百", "1/2", "inf", "０.５", "=A1", "''", "0x10"])
CHECKED = [(table, c) for table, sheet in SHEETS.items() for c in sheet if c.form != "text"]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(st.sampled_from(CHECKED), BAD), min_size=1, max_size=4))
def test_every_bad_cell_is_named_and_no_other(refused, load, spoilt):
    spoilt = {(t, c.name): value for (t, c), value in spoilt if not fits(c, value)}
    for group in (("campaigns", "observations"), ("funnels",)):
        rows = {t: dict(USUAL[t]) for t in group}
        bad = {(t, name): value for (t, name), value in spoilt.items() if t in group}
        for (table, name), value in bad.items():
            rows[table][name] = value
        if not bad:
            continue
        faults = refused(**{table: [row] for table, row in rows.items()})
        named = {(Path(f.file).stem, f.column): f.value for f in faults if f.column}
        assert bad.items() <= named.items()
        # A campaign whose name is spoilt leaves its figures without one.
        assert named.keys() - bad.keys() <= {("observations", "case_id")}


# The digest


def test_the_digest_knows_data_from_spelling(load):
    two = [TOLD, {**TOLD, "day": "7", "share": "0.9"}]
    first = data_digest(load(observations=two))
    spelt = [{**two[1], "share": "0.900", "source_url": "x", "notes": "y"}, {**TOLD, "day": "1.0"}]
    assert data_digest(load(observations=spelt)) == first
    renamed = [{**CASE, "name_zh": "东", "outcome": "stalled", "confidence": "low", "notes": "z"}]
    assert data_digest(load(campaigns=renamed, observations=two)) == first
    windows = text_of("observations", two).replace("\n", "\r\n")
    assert data_digest(load(observations=windows)) == first
    for changed in ({"share": "0.91"}, {"day": "8"}, {"relation": "at_least"}):
        assert data_digest(load(observations=[TOLD, {**two[1], **changed}])) != first
    assert data_digest(load(campaigns=[{**CASE, "n_units": "201"}], observations=two)) != first


def test_what_is_never_read_is_marked_so():
    uses = {column.name: column.use for sheet in SHEETS.values() for column in sheet}
    assert uses["outcome"] == "split"
    assert {uses[n] for n in ("confidence", "notes", "source_url", "place")} == {"never"}
    assert {uses[n] for n in ("share", "n_after")} == {"scored"}
    assert {c.name for c in FUNNELS if c.use == "covariate"} == {"n_before", "law", "mobilised"}
