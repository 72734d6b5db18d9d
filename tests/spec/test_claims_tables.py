"""Tables as reports print them, and what each of their lines claims."""

import pytest

from capaian.core.claims.figure import Notation
from tests.spec.papers import lined, read, said

TABLES = {
    "plain": (
        """No | Sasaran | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%)
           1 | Meningkatnya A | Persentase x | % | 90 | 91,11 | 101,23
             |                | Persentase y | % | 80 | 82,00 | 102,50
           2 | Meningkatnya B | Nilai z | Nilai | 70 | 72,10 | 103,00""",
        "1.1 Persentase x = 90 91,11 101,23",
        "1.2 Persentase y = 80 82,00 102,50",
        "2.1 Nilai z = 70 72,10 103,00",
    ),
    "numbers of columns, indicators numbered by letters": (
        """No | Sasaran | Indikator | Target | Realisasi | Capaian
           (1) | (2) | (3) | (4) | (5) | (6=5/4x100)
           1 | Meningkatnya A | a) Persentase x | 90 | 91 | 101,11
             | | b) Persentase y | 90 | 92 | 102,22""",
        "1.1 Persentase x = 90 91 101,11",
        "1.2 Persentase y = 90 92 102,22",
    ),
    "a sasaran that wraps beside the next row": (
        """No | Sasaran | No. | Indikator | <3 Tahun 2021
             | | | | Target | Realisasi | Capaian
           1 | Meningkatnya mutu | 1 | Persentase x | 90 | 91 | 101,11
             | dan akses layanan | 2 | Persentase y | 90 | 92 | 102,22
           2 | Meningkatnya B | 1 | Nilai z | 70 | 72 | 102,86""",
        "1.1 Persentase x = 2021: 90 91 101,11",
        "1.2 Persentase y = 2021: 90 92 102,22",
        "2.1 Nilai z = 2021: 70 72 102,86",
    ),
    "a sasaran without a number that wraps beside the next row": (
        """Sasaran | Indikator | <3 Tahun 2021
             | | Target | Realisasi | Capaian
           Meningkatnya sarana dan | Persentase x | 90 | 91 | 101,11
           prasarana | Persentase y | 90 | 92 | 102,22
           Meningkatnya B | Nilai z | 70 | 72 | 102,86""",
        "1.1 Persentase x = 2021: 90 91 101,11",
        "1.2 Persentase y = 2021: 90 92 102,22",
        "2.1 Nilai z = 2021: 70 72 102,86",
    ),
    "a numbered sasaran that wraps beside the next row": (
        """Sasaran | No. | Indikator | <3 Tahun 2021
             | | | Target | Realisasi | Capaian
           1. Meningkatnya mutu | 1.1 | Persentase x | 90 | 91 | 101,11
           layanan | 1.2 | Persentase y | 90 | 92 | 102,22""",
        "1.1 Persentase x = 2021: 90 91 101,11",
        "1.2 Persentase y = 2021: 90 92 102,22",
    ),
    "quarters side by side": (
        """No | Indikator | Target 2022 | <3 Triwulan I | <3 Triwulan II
             | | | Target | Realisasi | Capaian | Target | Realisasi | Capaian
           1 | Persentase x | 100 | 25 | 25 | 100 | 50 | 48,5 | 97""",
        "1 Persentase x = 2022: 100 - -; TW I: 25 25 100; TW II: 50 48,5 97",
    ),
    "quarters in roman numbers": (
        """No | Indikator | Target | <4 Target Triwulan
             | | | I | II | III | IV
           1 | Persentase x | 90 | 20 | 40 | 60 | 90""",
        "1 Persentase x = 90 - -; TW I: 20 - -; TW II: 40 - -; TW III: 60 - -; TW IV: 90 - -",
    ),
    "the year's target against the last quarter": (
        """Indikator | Target 2021 | Realisasi s/d TW IV | % Capaian | Kategori
           Persentase x | 90 | 91 | 101,11 | Sangat Tinggi""",
        "1 Persentase x = s/d TW IV 2021: 90 91 101,11 Sangat Tinggi",
    ),
    "years side by side": (
        """No | Indikator Kinerja | Target 2017 | <3 Realisasi | Capaian 2017 (%)
             | | | 2015 | 2016 | 2017 |
           1 | Persentase x | 90 | 80,1 | 85,2 | 91,11 | 101,23""",
        "1 Persentase x = 2017: 90 91,11 101,23; 2015: - 80,1 -; 2016: - 85,2 -",
    ),
    "three levels": (
        """No | Indikator | <6 CAPAIAN KINERJA
             | | <3 Tahun 2020 | <3 Tahun 2021
             | | Target | Realisasi | % | Target | Realisasi | %
           1 | Persentase x | 80 | 81 | 101,25 | 82 | 83 | 101,22""",
        "1 Persentase x = 2021: 82 83 101,22; 2020: 80 81 101,25",
    ),
    "the end of the Renstra": (
        """No | Indikator | Realisasi 2017 | Target Akhir Renstra 2018 | Tingkat Kemajuan (%)
           1 | Persentase x | 91,11 | 95 | 95,91""",
        "1 Persentase x = 2017: - 91,11 -; akhir Renstra 2018: 95 91,11 95,91",
    ),
    "capaian is the actual beside its percentage": (
        """Indikator Kinerja | Target | Capaian | Tingkat Capaian
           Persentase x | 90 | 91,11 | 101,23""",
        "1 Persentase x = 90 91,11 101,23",
    ),
    "money beside performance": (
        """Sasaran | Indikator | Target | Realisasi | % | Program | Pagu | Realisasi | %
           Meningkatnya A | Persentase x | 90 | 91,11 | 101,23 | Program P | 1.000.000 | 950.000 | 95,00""",
        "1.1 Persentase x = 90 91,11 101,23; Rp: 1.000.000 950.000 95,00",
    ),
    "performance and money by turns": (
        """Program/Kegiatan | Indikator | <2 Target 2019 | <2 Realisasi 2019 | <2 Tingkat Capaian (%)
             | | K | Rp | K | Rp | K | Rp
           Kegiatan A | Jumlah dokumen | 5 | 10.000.000 | 5 | 9.500.000 | 100 | 95,00""",
        "1 Jumlah dokumen = 2019: 5 5 100; 2019 Rp: 10.000.000 9.500.000 95,00",
    ),
    "sasaran in rows of their own": (
        """No | Indikator | Satuan | Target | Realisasi | Capaian
           <6 Sasaran Strategis 1. Meningkatnya A
           1 | Persentase x | % | 90 | 91 | 101,11
           <6 Sasaran Strategis 2. Meningkatnya B
           1 | Persentase y | % | 80 | 81 | 101,25""",
        "1.1 Persentase x = 90 91 101,11",
        "2.1 Persentase y = 80 81 101,25",
    ),
    "sasaran above headings that come again": (
        """<5 Sasaran 1: Meningkatnya A
           No | Indikator | Target | Realisasi | Capaian
           1 | Persentase x | 90 | 91 | 101,11
           <5 Sasaran 2: Meningkatnya B
           No | Indikator | Target | Realisasi | Capaian
           1 | Persentase y | 80 | 81 | 101,25""",
        "1.1 Persentase x = 90 91 101,11",
        "2.1 Persentase y = 80 81 101,25",
    ),
    "names that wrap, and headings too": (
        """No | Indikator | Target | Realisasi | Capaian
             | Kinerja | (%) | (%) | (%)
           1 | Persentase surat | 90 | 91 | 101,11
             | yang dilayani tepat | | |
             | waktu | | |
           2 | Persentase Masyarakat | 90 | 92 | 102,22
             | Penerima Rastra | | |""",
        "1 Persentase surat yang dilayani tepat waktu = 90 91 101,11",
        "2 Persentase Masyarakat Penerima Rastra = 90 92 102,22",
    ),
    "on its side": (
        """Indikator | : | Persentase x
           Target | : | 90
           Realisasi | : | 91,11
           Capaian | : | 101,23""",
        "1 Persentase x = 90 91,11 101,23",
    ),
    "English": (
        """No. | Strategic Objective | Performance Indicator | Unit | Target 2023 | Actual 2023 | Achievement (%)
           1 | Better services | Share answered on time | % | 90 | 91.11 | 101.23""",
        "1.1 Share answered on time = 2023: 90 91.11 101.23",
    ),
}


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("spans", [True, False], ids=["spans", "no spans"])
def test_a_table_claims(name: str, spans: bool) -> None:
    text, *lines = TABLES[name]
    claims = read(text, spans=spans)
    assert [lined(line) for _, line in claims.lines] == lines
    assert claims.unread == ()


def test_means_close_their_sasaran_or_the_whole() -> None:
    claims = read(
        """Sasaran | Indikator | Target | Realisasi | Capaian
           Sasaran 1 Meningkatnya A | IKU 1.1 Persentase x | 90 | 91 | 101,11
             | IKU 1.2 Persentase y | 90 | 92 | 102,22
           <4 Rata-rata capaian sasaran 1 | 101,67
           Sasaran 2 Meningkatnya B | IKU 2.1 Persentase z | 80 | 81 | 101,25
           <4 Rata-rata capaian sasaran 2 | 101,25
           <4 Rata-rata Capaian Kinerja Kecamatan Jambi Timur | 101,46"""
    )
    (board,) = claims.boards
    assert [(one.objective, one.column, one.figure.text) for one in board.summaries] == [
        (1, "achievement", "101,67"),
        (2, "achievement", "101,25"),
        (0, "achievement", "101,46"),
    ]
    assert [line.number for line in board.lines] == ["IKU 1.1", "IKU 1.2", "IKU 2.1"]


def test_a_total_closes_every_column_of_money() -> None:
    claims = read(
        """No | Program | Pagu Anggaran | Realisasi Anggaran | Persentase
           1 | Program A | 1.000.000 | 950.000 | 95,00
           2 | Program B | 2.000.000 | 1.950.000 | 97,50
             | Jumlah | 3.000.000 | 2.900.000 | 96,67"""
    )
    assert [lined(line) for _, line in claims.lines] == [
        "1 Program A = Rp: 1.000.000 950.000 95,00",
        "2 Program B = Rp: 2.000.000 1.950.000 97,50",
    ]
    assert [(one.joining.value, one.column, one.figure.text) for one in claims.boards[0].summaries] == [
        ("sum", "target", "3.000.000"),
        ("sum", "actual", "2.900.000"),
        ("sum", "achievement", "96,67"),
    ]


def test_an_indicator_may_begin_with_jumlah_or_rata_rata() -> None:
    claims = read(
        """No | Indikator | Target | Realisasi | Capaian
           1 | Jumlah dokumen | 5 | 5 | 100
           2 | Rata-rata lama sekolah | 8 | 8,2 | 102,50
             | Jumlah penduduk miskin | 10 | 9 | 90"""
    )
    assert len(claims.boards[0].lines) == 3
    assert claims.boards[0].summaries == ()


def test_a_table_goes_on_over_the_page_with_and_without_its_headings() -> None:
    claims = read(
        "Tabel 3.1 Capaian Tahun 2017",
        "No | Indikator | Target | Realisasi | Capaian\n1 | Persentase x | 90 | 91,80 | 102,00",
        "12",
        "No | Indikator | Target | Realisasi | Capaian\n2 | Persentase y | 90 | 91,80 | 102,00",
        "3 | Persentase z | 90 | 91,80 | 102,00\n | Rata-rata | | | 102,00",
    )
    (board,) = claims.boards
    assert [line.number for line in board.lines] == ["1", "2", "3"]
    assert [line.spot.table for line in board.lines] == [1, 2, 3]
    assert len(board.summaries) == 1


def test_a_table_that_is_not_understood_is_named() -> None:
    claims = read("Foo | Bar | Baz\naaa | 12 | 13\nbbb | 14 | 15")
    assert [(one.table, one.why) for one in claims.unread] == [(1, "no-headings")]
    assert claims.boards == ()


def test_staff_are_counted_and_no_promise() -> None:
    claims = read("Golongan | Laki-laki | Perempuan\nIII | 5 | 7\nII | 3 | 2")
    assert (claims.boards, claims.unread) == ((), ())


def test_a_printed_scale() -> None:
    claims = read(
        """No | Interval Nilai Realisasi Kinerja | Kriteria Penilaian
           1 | 91 % ≤ 100 % | Sangat Baik
           2 | 76 % ≤ 90 % | Baik
           3 | ≤ 75 % | Kurang"""
    )
    (scale,) = claims.scales
    assert [(figure.amount, figure.high, figure.bound, word) for figure, word in scale.steps] == [
        (91, 100, "", "Sangat Baik"),
        (76, 90, "", "Baik"),
        (75, None, "<=", "Kurang"),
    ]
    assert (claims.boards, claims.unread) == ((), ())


def test_the_notation_is_the_tables_and_open_where_nothing_decides() -> None:
    text = "Indikator | Target | Realisasi\nJumlah x | 2.200 | 2.400"
    for assume, amount in ((None, 2200), (Notation.INDONESIAN, 2200), (Notation.PLAIN, 2.2)):
        board = read(text, assume=assume).boards[0]
        assert board.notation is Notation.OPEN
        assert float(board.lines[0].main.target.amount) == amount  # type: ignore[union-attr, arg-type]
    decided = read(text + "\nPersentase y | 90.5 | 91.80").boards[0]
    assert decided.notation is Notation.PLAIN
    assert float(decided.lines[0].main.target.amount) == 2.2  # type: ignore[union-attr, arg-type]


def test_figures_of_the_other_notation_are_read_and_named() -> None:
    board = read(
        """Indikator | Target | Realisasi | Capaian
           x | 90 | 91,11 | 101,23
           Persentase y | 90 | 91.80 | 102,00
           Persentase z | 90 | 92,31 | 102,57"""
    ).boards[0]
    assert board.notation is Notation.INDONESIAN
    assert [figure.text for figure in board.deviating] == ["91.80"]
    assert board.lines[1].main.actual.amount * 100 == 9180  # type: ignore[union-attr, operator]


def test_the_year_and_the_office_of_titles() -> None:
    claims = read(
        "LAPORAN KINERJA KECAMATAN SUKAMAJU TAHUN 2019",
        "Peraturan Menteri Nomor 53 Tahun 2014 tentang pelaporan kinerja",
        "Indikator | Target | Realisasi | Capaian | Target 2020\nPersentase x | 90 | 91 | 101,11 | 92",
    )
    assert (claims.year, claims.boards[0].year, claims.office) == (2019, 2019, "KECAMATAN SUKAMAJU")
    assert claims.boards[0].lines[0].comparisons[1].period == "2020"


def test_workings_below_a_table_belong_to_the_line_that_they_name() -> None:
    claims = read(
        "No | Indikator | Target | Realisasi | Capaian\n1 | Persentase lembaga yang aktif | 90 | 91,80 | 102,00",
        "Capaian indikator Persentase lembaga yang aktif = 48/52 x 100% = 91,80%",
        "Jumlah penduduk Kecamatan Sukamaju tahun 2019 sebanyak 94.519 jiwa.",
    )
    explanation = claims.boards[0].lines[0].explanation
    assert explanation is not None
    assert said(explanation.ratios[0].result) == "91,80%"
    assert [(name, figure.amount, figure.unit) for name, figure in claims.figures] == [
        ("Jumlah penduduk Kecamatan Sukamaju tahun", 94519, "jiwa")
    ]
