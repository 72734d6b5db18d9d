"""Satisfaction surveys by their elements, as offices print them by the appendix of Permen PANRB 14/2017."""

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capaian.audit.examine import examine
from capaian.core.claims.objection import Objection
from capaian.core.numbers.arithmetic import scaled_half_up
from capaian.pipeline.auditing import audit_file
from tests.searches import examples
from tests.spec.papers import read

NAMES = (
    "Persyaratan",
    "Sistem, Mekanisme, dan Prosedur",
    "Waktu Penyelesaian",
    "Biaya/Tarif",
    "Produk Spesifikasi Jenis Pelayanan",
    "Kompetensi Pelaksana",
    "Perilaku Pelaksana",
    "Penanganan Pengaduan, Saran dan Masukan",
    "Sarana dan Prasarana",
)
ANSWERS = (345, 338, 321, 389, 350, 352, 361, 378, 333)
"""Sums of the answers of 100 people; 3,51(8) on the average, 87,97 of 100: B, by 2004's scale A."""


def shown(amount: Fraction, decimals: int) -> str:
    units = scaled_half_up(amount, decimals)
    return f"{units // 10**decimals},{units % 10**decimals:0{decimals}d}"


def upright(weight: Fraction = Fraction(1, 9), decimals: int = 3, **changed: str) -> str:
    """A row for each element and three below; ``changed`` are figures by name: ``weighted_3="0,375"``."""
    rows = ["No | Unsur Pelayanan | Jumlah Nilai | NRR | NRR Tertimbang | Mutu"]
    whole = Fraction(0)
    for number, (name, answers) in enumerate(zip(NAMES, ANSWERS, strict=True), 1):
        mean = Fraction(answers, 100)
        whole += Fraction(scaled_half_up(mean * weight, decimals), 10**decimals)
        cells = {
            "mean": shown(mean, 2),
            "weighted": shown(mean * weight, decimals),
            "letter": "A" if mean > Fraction("3.53") else "B",
        }
        cells = {kind: changed.get(f"{kind}_{number}", text) for kind, text in cells.items()}
        rows.append(f"U{number} | {name} | {answers} | {cells['mean']} | {cells['weighted']} | {cells['letter']}")
    rows.append(f" | Jumlah NRR Tertimbang | | | {changed.get('whole', shown(whole, decimals))} | ")
    rows.append(f" | Nilai SKM (NRR tertimbang x 25) | | | {changed.get('index', shown(whole * 25, 2))} | ")
    rows.append(f" | Mutu Pelayanan | | | {changed.get('letter', 'B')} | ")
    return "\n".join(rows)


def sideways(weighted: str = "0,353") -> str:
    means = [Fraction(answers, 100) for answers in ANSWERS]
    parts = [shown(mean * Fraction("0.11"), 3) for mean in means]
    index = sum(Fraction(part.replace(",", ".")) for part in parts) * 25
    return "\n".join(
        [
            " | ".join(["Unsur", *(f"U{number}" for number in range(1, 10))]),
            " | ".join(["Jumlah nilai per unsur", *map(str, ANSWERS)]),
            " | ".join(["NRR per unsur", *(shown(mean, 2) for mean in means)]),
            " | ".join(["NRR tertimbang per unsur (x 0,11)", *parts]).replace("0,353", weighted),
            f"Nilai IKM (x 25) | {shown(index, 2)} | | | | | | | |",
        ]
    )


def converted(index: str = "97.25", *, title: str = "Nilai Rata-rata") -> str:
    rows = [f"No | Unsur | {title} | Nilai Konversi | Kategori"]
    for number, (name, answers) in enumerate(zip(NAMES, ANSWERS, strict=True), 1):
        word = "Baik" if answers < 353 else "Sangat Baik"
        rows.append(f"{number} | {name} | {answers / 100:.2f} | {answers / 4:.2f} | {word}")
    rows.append(" | Rata-rata | 3.52 | 87.97 | Baik")
    return "\n".join(rows).replace("97.25", index)


def found(text: str, title: str = "Survei Kepuasan Masyarakat tahun 2022") -> list[Objection]:
    claims = read(title, text)
    assert len(claims.surveys) == 1 and not claims.boards and not claims.unread
    return list(examine(claims).objections)


@pytest.mark.parametrize(
    "text",
    [
        upright(),
        upright(Fraction("0.11")),
        upright(Fraction("0.111"), 4),
        upright(Fraction(1, 14), letter="D"),  # elements of the older survey, some left out
        sideways(),
        converted(),
        converted(title="Nilai Unsur"),
    ],
    ids=["1/9", "0,11", "0,111", "1/14", "sideways", "converted", "named as values"],
)
def test_a_right_survey_is_read_and_quiet(text: str) -> None:
    assert [one.message() for one in found(text)] == []


@pytest.mark.parametrize(
    ("text", "code", "printed", "recomputed", "said"),
    [
        (upright(weighted_3="0,375"), "survey-arithmetic", "0,375", "0,357", "3,21 × 1/9"),
        (upright(Fraction("0.11"), weighted_3="0,357"), "survey-arithmetic", "0,357", "0,353", "3,21 × 0,11"),
        (upright(mean_5="3,05"), "survey-arithmetic", "3,05", "3,50", "350 : 100"),
        (upright(whole="3,591", index="89,78", letter="A"), "survey-arithmetic", "3,591", "3,519", "9 unsur"),
        (upright(index="89,72"), "survey-arithmetic", "89,72", "87,98", "3,519 × 25"),
        (upright(letter="A"), "rating-word", "A", "B", "87,98"),
        (upright(letter_4="B"), "rating-word", "B", "A", "3,89"),
        (sideways(weighted="0,333"), "survey-arithmetic", "0,333", "0,353", "3,21 × 0,11"),
        (converted(index="79.25"), "survey-arithmetic", "79.25", "97.25", "3.89 × 25"),
    ],
)
def test_what_does_not_follow_is_said_once_with_its_arithmetic(
    text: str, code: str, printed: str, recomputed: str, said: str
) -> None:
    one, *others = found(text)
    assert (one.code, one.printed, one.recomputed) == (code, printed, recomputed)
    assert said in one.message()
    # A wrong sum carries its wrong index, which is told too; nothing else is.
    assert [other.printed for other in others] == (["89,78"] if printed == "3,591" else [])


def test_the_scale_of_2004_was_as_good_before_2018() -> None:
    assert found(upright(letter="A"), "Survei Kepuasan Masyarakat tahun 2016") == []


def test_a_table_of_indicators_that_speaks_of_elements_is_none() -> None:
    claims = read("Unsur | Indikator | Target | Realisasi | Nilai Capaian\nA | Nilai survei | 80 | 84 | 105,00")
    assert not claims.surveys and len(claims.boards) == 1


SPIP = """No | Unsur | Skor | Nilai
1 | Lingkungan Pengendalian | 3,20 | 80,00
2 | Penilaian Risiko | 2,90 | 72,50
3 | Kegiatan Pengendalian | 3,40 | 85,00
 | Nilai Maturitas | 3,28 | 82,00"""


@pytest.mark.parametrize(
    "text",
    [
        SPIP,  # of internal control, where elements do not weigh alike
        SPIP.replace("Unsur", "Unsur Pelayanan").replace("| Skor", "| Bobot | Skor")
        .replace("| 3,20", "| 30 | 3,20").replace("| 2,90", "| 20 | 2,90").replace("| 3,40", "| 50 | 3,40"),
    ],
    ids=["of something else", "of unlike weights"],
)  # fmt: skip
def test_scores_that_are_no_survey_are_not_held_to_its_arithmetic(text: str) -> None:
    claims = read("Penilaian tahun 2022", text)
    assert not claims.surveys
    assert [one.code for one in examine(claims).objections if one.code == "survey-arithmetic"] == []


def test_a_survey_in_a_report_is_read_beside_its_indicators(tmp_path: Path) -> None:
    rows = "\n".join(
        "\t".join(cell.strip() for cell in row.split("|")) for row in upright(index="89,72").splitlines()
    )
    path = tmp_path / "laporan.txt"
    board = "Indikator\tTarget\tRealisasi\tCapaian (%)\nIndeks layanan\t80,00\t84,00\t105,00"
    path.write_text(f"Laporan 2022\n\n{board}\n\nSurvei per unsur\n\n{rows}\n", encoding="utf-8")
    audited = audit_file(path)
    assert [(one.code, one.printed) for one in audited.examined.objections] == [("survey-arithmetic", "89,72")]
    assert audited.claims.count > 30


means = st.integers(200, 400)


@examples(60)
@given(st.lists(means, min_size=4, max_size=14), st.integers(2, 4), st.data())
def test_any_survey_by_the_book_is_quiet_and_any_wrong_weighted_mean_is_found(
    hundredths: list[int], decimals: int, data: st.DataObject
) -> None:
    weight = Fraction(1, len(hundredths))
    parts = [shown(Fraction(one, 100) * weight, decimals) for one in hundredths]
    rows = ["No | Unsur Pelayanan | NRR | NRR Tertimbang"]
    rows += [
        f"U{n} | Unsur ke{n} | {shown(Fraction(m, 100), 2)} | {parts[n - 1]}" for n, m in enumerate(hundredths, 1)
    ]
    whole = sum(Fraction(part.replace(",", ".")) for part in parts)
    rows += [f" | Jumlah NRR tertimbang | | {shown(whole, decimals)}", f" | Nilai SKM | | {shown(whole * 25, 2)}"]
    assert found("\n".join(rows)) == []
    at = data.draw(st.integers(1, len(hundredths)))
    off = data.draw(st.integers(10, 90))
    wrong = shown(Fraction(hundredths[at - 1], 100) * weight + Fraction(off, 100), decimals)
    rows[at] = f"{rows[at].rpartition('|')[0]}| {wrong}"
    assert (f"NRR tertimbang Unsur ke{at} ", wrong) in [
        (one.message().split("tertulis")[0], one.printed) for one in found("\n".join(rows))
    ]
