"""Tables as offices write them: narrow headings, numbers that count on, decimals in two ways."""

from __future__ import annotations

from tests.audit.reading import said


def test_decimals_in_two_ways_are_noted_once_and_read_as_decimals() -> None:
    paper = """
Capaian 2022

| No | Indikator | Target 2022 | Realisasi 2022 | Capaian (%) |
|---|---|---|---|---|
| 1 | Angka partisipasi sekolah | 98,00 | 97,55 | 99,54 |
| 2 | Rata-rata lama sekolah | 8,50 | 8.61 | 101.29 |
| 3 | Persentase guru bersertifikat | 75,00 | 72,10 | 96,13 |
"""
    assert said(paper) == [("mixed-notation", "8.61", "")]


def test_one_column_of_numbers_counts_indicators_on_through_all_sasaran() -> None:
    paper = """
Capaian 2022

| No | Sasaran | Indikator | Target | Realisasi | Capaian |
|---|---|---|---|---|---|
| 1 | Meningkatnya pelayanan | Indeks kepuasan masyarakat | 85 | 85 | 100 |
| 2 | | Persentase layanan tepat waktu | 95 | 95 | 100 |
| 3 | Meningkatnya ketertiban | Jumlah pos kamling aktif | 40 | 40 | 100 |
"""
    assert said(paper) == []


def test_a_number_left_out_of_such_a_column_is_still_noted() -> None:
    paper = """
Capaian 2022

| No | Sasaran | Indikator | Target | Realisasi | Capaian |
|---|---|---|---|---|---|
| 1 | Meningkatnya pelayanan | Indeks kepuasan masyarakat | 85 | 85 | 100 |
| | | Persentase layanan tepat waktu | 95 | 95 | 100 |
| 3 | Meningkatnya ketertiban | Jumlah pos kamling aktif | 40 | 40 | 100 |
"""
    assert said(paper) == [("number-gap", "3", "")]


def test_years_over_single_letters_are_compared_year_by_year() -> None:
    paper = """
<p>Target dan realisasi 2020 s.d. 2021</p>
<table><tr><td rowspan=2>Indikator Kinerja</td><td colspan=3>2020</td><td colspan=3>2021</td></tr>
<tr><td>T</td><td>R</td><td>%</td><td>T</td><td>R</td><td>%</td></tr>
<tr><td>Sampah tertangani</td><td>60</td><td>58</td><td>96,67</td><td>65</td><td>66</td><td>101,54</td>
</tr>
<tr><td>Kualitas air</td><td>62,5</td><td>63,1</td><td>100,69</td><td>64</td><td>62,4</td><td>97,50</td>
</tr>
</table>
"""
    assert said(paper, "laporan.html") == [("achievement-arithmetic", "100,69", "100,96")]


def test_rows_in_fractions_of_one_have_no_tiny_targets() -> None:
    paper = """
Capaian 2022

| Indikator | Target | Realisasi | Capaian |
|---|---|---|---|
| Persentase desa aktif | 0,95 | 0,90 | 0,947 |
| Persentase warga hadir | 0,80 | 0,84 | 1,05 |
"""
    assert said(paper) == []


def test_what_lettered_rows_divide_needs_no_letter() -> None:
    paper = """
Capaian 2022

| Sasaran | Indikator | Target | Realisasi | Capaian |
|---|---|---|---|---|
| Meningkatnya kualitas lingkungan | Indeks Kualitas Lingkungan | 70,50 | 71,02 | 100,74 |
| | a. Indeks Kualitas Air | 55 | 53,5 | 97,27 |
| | b. Indeks Kualitas Udara | 88 | 89,2 | 101,36 |
"""
    assert said(paper) == []
