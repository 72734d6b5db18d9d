"""``capaian explain``: one number the way an inspector asks for it."""

import pytest

from tests.cli.conftest import Run

PLAN = "examples/jambi-timur/plan.yaml"

FIRST = """\
1.1 Persentase waktu pelayanan administrasi umum tepat waktu – Kecamatan Jambi Timur, Tahun 2017

Rumus
  mean(letters, permits)
    letters (Non Perizinan) = letters_on_time / letters_in * 100
    permits (Perizinan) = permits_on_time / permits_in * 100
  Dalam kata: Jumlah surat terlayani tepat waktu/surat masuk yang terlayani x 100%

Masukan dan bukti
  letters_on_time (Surat non perizinan terlayani tepat waktu) = 2.555
    2017: 2.555, diketik; bukti: Rekap data seksi Pelayanan Umum [examples/jambi-timur/values-2017.csv:3:3]
  letters_in (Surat non perizinan yang terlayani) = 2.584
    2017: 2.584, diketik; bukti: Rekap data seksi Pelayanan Umum [examples/jambi-timur/values-2017.csv:2:3]
  permits_on_time (Surat perizinan terlayani tepat waktu) = 15
    2017: 15, diketik; bukti: Rekap data seksi Pelayanan Umum [examples/jambi-timur/values-2017.csv:5:3]
  permits_in (Surat perizinan yang terlayani) = 18
    2017: 18, diketik; bukti: Rekap data seksi Pelayanan Umum [examples/jambi-timur/values-2017.csv:4:3]

Penghitungan
  a. Non Perizinan 2555/2584 × 100% = 98,88%
    tepat: 63875/646 = 98,8777089783…
  b. Perizinan 15/18 × 100% = 83,33%
    tepat: 250/3 = 83,3333333333…
  Rata-rata 91,11%
    tepat: 353125/3876 = 91,1055211558…

Realisasi
  tepat: 353125/3876 = 91,1055211558…
  dibulatkan sekali, setengah ke atas, 2 desimal
  tercetak: 91,11

Target
  tahun 2017: 90
  tahun 2018: 90

Capaian (%)
  Semakin tinggi semakin baik. Capaian = realisasi / target × 100%
  dasar: PermenPANRB Nomor 53 Tahun 2014 (lazim dipakai; naskah belum dicocokkan; berlaku sejak 2014-11-21)
  actual / target * 100 = (353125/3876)/90 × 100%
  tepat: 1765625/17442 = 101,2283568398…
  tercetak: 101,23

Penanggung jawab
  penanggung jawab: Kasi Pelayanan Umum
  sumber data: Rekap data seksi Pelayanan Umum
"""


def test_formula_inputs_evidence_fraction_rounding_target_rule_and_result(run: Run) -> None:
    status, out, err = run("explain", PLAN, "--period", "2017", "1.1")
    assert (status, out, err) == (0, FIRST, "")


@pytest.mark.parametrize("code", ["1.2", "1.3", "1.4", "2.1", "2.2", "2.3", "2.4", "3.1", "3.2"])
def test_every_number_has_an_explanation(run: Run, code: str) -> None:
    status, out, _ = run("explain", PLAN, "--period", "2017", code)
    assert status == 0
    assert all(f"\n{title}\n" in out for title in ("Rumus", "Masukan dan bukti", "Realisasi", "Target"))
    assert "values-2017.csv:" in out


def test_a_grade_names_its_scale(run: Run) -> None:
    _, out, _ = run("explain", PLAN, "--period", "2017", "3.1")
    assert "skala: AA ≥ 90, A ≥ 80, BB ≥ 70, B ≥ 60, CC ≥ 50, C ≥ 30, D ≥ 0" in out
    assert "Nilai diketik langsung; tidak ada hitungan di baliknya." in out


def test_a_number_that_is_missing_says_why(run: Run) -> None:
    status, out, _ = run("explain", PLAN, "--period", "2018", "1.2")
    assert status == 0
    assert "tidak dapat dihitung: belum ada nilai untuk groups_active" in out


def test_an_indicator_that_is_not_there(run: Run) -> None:
    status, out, err = run("explain", PLAN, "--period", "2017", "9.9")
    assert (status, out) == (2, "")
    assert 'Indikator "9.9" tidak ada dalam rencana. Yang ada: 1.1, 1.2' in err


def test_english(run: Run) -> None:
    _, out, _ = run("explain", PLAN, "--period", "2017", "1.1", "--lang", "en")
    assert "Higher is better. Achievement = actual / target × 100%" in out
