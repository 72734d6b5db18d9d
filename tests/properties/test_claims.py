"""What holds of the claims of any transcript: no text, however odd, ends in an exception or in unbounded time."""

from hypothesis import given
from hypothesis import strategies as st

from capaian.claims.extract import claims_of
from capaian.core.claims.figure import Notation
from capaian.core.claims.transcript import Cell, Grid, Passage, Transcript
from tests.searches import examples

PIECES = [
    "", "-", "Sasaran", "IKU", "Indikator Kinerja", "No", "Target", "Realisasi", "Capaian (%)", "Capaian",
    "2017", "Triwulan II", "RENSTRA 2018", "Pagu", "%", "Rp", "(1)", "(2)", "1", "2", "91,11", "1.234,56",
    "91.80", "2.200", "B (61,70)", "76,61 – 88,30", "≥ 80", "Rp. 20.198.106", "5 dokumen",
    "Rata-rata capaian IKU", "Jumlah", "1. Persentase surat tepat waktu", "Meningkatnya pelayanan",
    "Penjelasan", "48/52 x 100% = 91,80%", "Sasaran 1: x",
    "a. Non 2555/2584 × 100% = 98,87% b. 15/18 × 100 = 83 Rata-rata = 91,11%", "Misi 1: Mewujudkan",
    "Triwulan", "tw i",
]  # fmt: skip
texts = st.sampled_from(PIECES) | st.text(max_size=20)


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    places = st.integers(1, 8)
    cells = draw(
        st.lists(
            st.builds(
                Cell,
                texts,
                places,
                places,
                st.integers(1, 4),
                st.integers(1, 4),
                number=st.sampled_from(["", "", "0.5"]),
            ),
            max_size=40,
        )
    )
    return Grid(draw(st.integers(1, 9)), draw(st.integers(1, 9)), tuple(cells))


@examples(200)
@given(
    st.lists(grids() | st.builds(Passage, st.integers(1, 9), texts), max_size=5),
    st.sampled_from([None, *Notation]),
)
def test_any_transcript_gives_claims(blocks: list[Passage | Grid], assume: Notation | None) -> None:
    claims = claims_of(Transcript("x", tuple(blocks)), assume)
    assert claims.count >= 0
    spots = [line.spot for _, line in claims.lines]
    tables = {grid.table for grid in blocks if isinstance(grid, Grid)}
    assert all(spot.table in tables for spot in spots)


@examples(300)
@given(st.text(max_size=300) | st.text(alphabet="0123456789./:x×%=()+- \nab", max_size=300))
def test_any_cell_of_workings_is_read(text: str) -> None:
    heading = [Cell(name, 1, n) for n, name in enumerate(("Indikator", "Target", "Formulasi Perhitungan"), 1)]
    row = [Cell("Persentase warga", 2, 1), Cell("90", 2, 2), Cell(text or "-", 2, 3)]
    claims = claims_of(Transcript("x", (Grid(1, 1, (*heading, *row)),)))
    (line,) = claims.boards[0].lines
    assert line.main.target is not None and line.main.target.text == "90"
