"""The words that headings, rows that sum up and closing lines of workings are made of."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """Return the words of ``text``."""
    return frozenset(text.split())


HEADINGS = words(
    """n target targets realisasi realisasinya capaian pencapaian tingkat persentase prosentase persen kinerja
    indikator utama iku ikk iki sasaran strategis tujuan program kegiatan sub no nomor urut kode satuan
    anggaran pagu penjelasan alasan formulasi formula perhitungan penghitungan cara menghitung rumus
    penanggung jawab penanggungjawab sumber data keterangan ket kategori kriteria predikat status uraian
    nilai jumlah tahun tahunan triwulan tw semester bulan s d sd sampai dengan akhir awal renstra rpjmd
    rencana aksi standar nasional kondisi baseline sisa selisih efisiensi serapan penyerapan keuangan
    fisik rp rupiah dan atau of the and to in kota kabupaten kecamatan provinsi dinas misi ke pada per
    terhadap kumulatif periode waktu volume hasil kerja pelaksana bidang unit catatan bukti dukung tolok
    tolak ukur ukuran kpi pj pic faktor analisis permasalahan kendala hambatan solusi tindak lanjut
    rekomendasi perangkat daerah opd skpd lalu ini berjalan sebelumnya jangka menengah perjanjian pk murni
    perubahan i ii iii iv objective objectives indicator indicators main performance actual actuals
    achieved achievement achievements goal explanation reason owner source strategic strategy strategies
    budget realization realisation realised realized rate percentage percent percen category rating
    remarks remark note notes description number code value label evidence period variable plan planned
    progress end year quarter variabel dihitung dalam rata what counted mean kemajuan outcome output
    keluaran cascading definisi operasional metode responsible weight bobot belanja jenis alokasi dpa
    kelompok rekening deviasi gap interpretasi penilaian kualifikasi skala ordinal rincian kumulatifnya k
    tw1 tw2 tw3 tw4 januari februari maret april mei juni juli agustus september oktober november desember
    th thn ta ratio rasio tercapai ketercapaian urusan nama satuannya diperjanjikan induk setelah sebelum
    t r c tgt real cap"""
)
"""A text is a heading only where it is made of these alone."""

STATISTICS = words(
    """golongan pangkat jabatan eselon pendidikan pegawai nama nip jenis kelamin laki-laki laki perempuan pria
    wanita penduduk kelurahan desa dusun rt rw kk jiwa luas usia umur agama barang merk kondisi gedung
    kendaraan sekolah guru siswa pns asn honorer pppk staff staf rank gender male female village villages
    population area item aset"""
)
"""Words of tables that count people and things and promise nothing."""

SUMMARIES = words(
    """rata rata2 rerata mean average jumlah total sum capaian kinerja iku ikk indikator utama sasaran strategis
    tujuan program kegiatan seluruh semua keseluruhan anggaran belanja tahun nilai persentase tingkat dari
    pada untuk of the all objective objectives indicator indicators achievement achievements performance
    realisasi target s d sd tw triwulan dan organisasi pencapaian skpd opd perangkat daerah i ii iii iv v
    misi mission pk kota kabupaten kecamatan umum hasil langsung tidak operasi modal budget overall per
    main"""
)
"""What a row that sums up says of itself: ``Rata-rata capaian sasaran strategis 1``."""

CLOSINGS = words(
    """persentase rata mean average rerata jumlah total sum keseluruhan nilai capaian maka jadi hasil realisasi
    skor akhir kinerja adalah sebesar dari kedua ketiga seluruh semua the of persentasenya"""
)
"""What the closing line of a working says: ``Persentase rata-rata``."""

NO_UNITS = words("dan atau yang dari dengan pada di ke per tahun and or of in the untuk maka sehingga")
"""Words after a number that are no unit of it."""
