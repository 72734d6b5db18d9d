"""Which way the words of an indicator lean, as an inspector would say before looking at any figure."""

from __future__ import annotations

import pytest

from capaian.core.plausibility.polarity import lower_is_better_word

LESS = """
Angka kemiskinan
Persentase penduduk miskin
Tingkat Pengangguran Terbuka
Angka Kematian Ibu (AKI)
Angka kematian bayi per 1.000 kelahiran hidup
Prevalensi stunting pada balita
Prevalensi balita gizi buruk
Angka kesakitan DBD
Indeks Gini
Laju inflasi
Angka kriminalitas
Jumlah kejadian kebakaran
Jumlah konflik sosial
Luas kawasan kumuh
Angka putus sekolah SD
Jumlah pelanggaran K3
Jumlah gangguan ketertiban
Lama penyelesaian KTP
Rata-rata waktu tunggu
Waktu tanggap (response time)
Indeks risiko bencana
Angka perceraian
Persentase penerima Rastra
Angka kecelakaan lalu lintas
Rasio ketimpangan pendapatan
""".strip().splitlines()

NOT_SO = """
Persentase temuan yang ditindaklanjuti
Penurunan angka kemiskinan
Persentase penanganan bencana
Persentase keluhan yang diselesaikan
Persentase korban bencana yang tertangani
Jumlah sosialisasi penyalahgunaan narkoba
Pelayanan kesehatan orang dengan gangguan jiwa
Desa tangguh bencana
Persentase kendaraan lulus uji emisi
Persentase pelayanan tepat waktu
Persentase pelayanan sesuai standar waktu pelayanan
Indeks waktu pelayanan
Cakupan pelayanan kebakaran
Persentase sengketa tanah yang diselesaikan
Jumlah kelurahan bersih narkoba
Indeks kepuasan masyarakat
Persentase jalan mantap
Panjang drainase pengendali banjir
Persentase tindak lanjut pengaduan masyarakat
Jumlah relawan pemadam kebakaran
Angka harapan hidup
Nilai SAKIP
""".strip().splitlines()


@pytest.mark.parametrize("name", LESS)
def test_less_of_it_is_better(name: str) -> None:
    assert lower_is_better_word(name)


@pytest.mark.parametrize("name", NOT_SO)
def test_no_word_says_that_less_of_it_is_better(name: str) -> None:
    assert lower_is_better_word(name) == ""
