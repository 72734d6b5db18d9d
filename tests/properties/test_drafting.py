"""Whatever a report claims, its draft is a plan that the reader of plans takes, with values that fit it."""

from hypothesis import given
from hypothesis import strategies as st

from capaian.audit.examine import examine
from capaian.claims.extract import claims_of
from capaian.core.claims.transcript import Cell, Grid, Passage, Transcript
from capaian.core.findings.finding import has_errors
from capaian.files.drafting.plan import draft_plan
from capaian.files.plan.reader import parse_plan
from capaian.files.values.reader import parse_csv
from tests.properties.test_claims import grids, texts
from tests.searches import examples

HEADED = ["Sasaran", "Indikator", "Satuan", "Target", "Realisasi", "Capaian (%)", "Penjelasan", "Sumber data"]
FIGURES = [
    "90",
    "91,11",
    "0",
    "-",
    "",
    "B (61,70)",
    "BB",
    "WTP",
    "76,61 – 88,30",
    "≥ 80",
    "5 dokumen",
    "1.234",
    "-3",
]


@st.composite
def boards(draw: st.DrawFn) -> list[list[str]]:
    """A table of indicators as a line of cells each, headed as reports do."""
    said = st.sampled_from([*FIGURES, "48/52 x 100% = 91,80%", "a. 1/2 = 50% b. 0/0 = 0 Rata-rata = 25%"]) | texts
    rows = draw(st.lists(st.lists(said, min_size=8, max_size=8), min_size=1, max_size=6))
    named = [[row[0], draw(texts) or "Persentase surat", *row[2:]] for row in rows]
    return [HEADED, *named]


def grid_of(rows: list[list[str]]) -> Grid:
    cells = [Cell(text, r, c) for r, row in enumerate(rows, 1) for c, text in enumerate(row, 1) if text]
    return Grid(1, 1, tuple(cells))


@examples(100)
@given(st.lists(grids() | boards().map(grid_of) | st.builds(Passage, st.integers(1, 9), texts), max_size=4))
def test_any_report_gives_a_plan_without_errors_or_none(blocks: list[Passage | Grid]) -> None:
    transcript = Transcript("x\n=1", tuple(blocks))
    claims = claims_of(transcript)
    made = draft_plan(claims, examine(claims), 2017, "", transcript)
    if made is None:
        return
    plan, findings = parse_plan(made.plan.encode(), "plan.yaml")
    assert plan is not None and not has_errors(findings), ([f.message() for f in findings], made.plan)
    _, findings = parse_csv(made.values.encode(), "values.csv", plan)
    assert not has_errors(findings), ([f.message() for f in findings], made.values)
