"""What offices promise: indicators in the words of their papers, with what is counted and how much of it."""

from __future__ import annotations

from typing import NamedTuple


class Kind(NamedTuple):
    """One indicator of the lexicon. A ratio counts ``top`` of ``bottom``; ``parts`` are what it may split by."""

    name: str
    top: str = ""
    bottom: str = ""
    least: int = 0
    most: int = 0
    parts: tuple[str, ...] = ()
    shared: str = ""
    unit: str = "%"


RATIOS = (
    Kind(
        "Persentase surat yang dilayani tepat waktu",
        "Jumlah surat yang dilayani tepat waktu",
        "Jumlah surat masuk",
        40,
        4000,
        ("Perizinan", "Non perizinan", "Rekomendasi", "Legalisasi"),
    ),
    Kind(
        "Persentase lembaga kemasyarakatan yang aktif",
        "Jumlah lembaga kemasyarakatan yang aktif",
        "Jumlah lembaga kemasyarakatan",
        20,
        140,
        ("LPM", "Karang Taruna", "PKK", "Posyandu"),
    ),
    Kind(
        "Persentase pengaduan masyarakat yang ditindaklanjuti",
        "Jumlah pengaduan masyarakat yang ditindaklanjuti",
        "Jumlah pengaduan masyarakat",
        12,
        400,
        ("Lisan", "Tertulis", "SP4N-LAPOR"),
    ),
    Kind(
        "Persentase temuan pemeriksaan yang ditindaklanjuti",
        "Jumlah temuan pemeriksaan yang ditindaklanjuti",
        "Jumlah temuan pemeriksaan",
        9,
        120,
        ("Temuan BPK", "Temuan Inspektorat"),
    ),
    Kind(
        "Persentase RT yang mengikuti lomba kebersihan",
        "Jumlah RT yang mengikuti lomba kebersihan",
        "Jumlah RT",
        0,
        0,
        (),
        "rt",
    ),
    Kind(
        "Persentase RT yang memiliki pos ronda aktif",
        "Jumlah RT yang memiliki pos ronda aktif",
        "Jumlah RT",
        0,
        0,
        (),
        "rt",
    ),
    Kind(
        "Persentase penduduk yang memiliki KTP elektronik",
        "Jumlah penduduk yang memiliki KTP elektronik",
        "Jumlah penduduk",
        0,
        0,
        (),
        "people",
    ),
    Kind(
        "Cakupan kepesertaan jaminan kesehatan",
        "Jumlah penduduk yang menjadi peserta jaminan kesehatan",
        "Jumlah penduduk",
        0,
        0,
        (),
        "people",
    ),
    Kind(
        "Persentase usulan musrenbang yang diakomodir",
        "Jumlah usulan musrenbang yang diakomodir",
        "Jumlah usulan musrenbang",
        18,
        300,
        ("Fisik", "Non fisik", "Ekonomi"),
    ),
    Kind(
        "Persentase desa yang menyusun laporan keuangan tepat waktu",
        "Jumlah desa yang menyusun laporan keuangan tepat waktu",
        "Jumlah desa",
        7,
        40,
    ),
    Kind(
        "Persentase aparatur yang mengikuti pelatihan",
        "Jumlah aparatur yang mengikuti pelatihan",
        "Jumlah aparatur",
        15,
        90,
        ("Struktural", "Fungsional", "Teknis"),
    ),
    Kind(
        "Persentase dokumen perencanaan yang disusun tepat waktu",
        "Jumlah dokumen perencanaan yang disusun tepat waktu",
        "Jumlah dokumen perencanaan",
        5,
        30,
    ),
    Kind(
        "Persentase panjang jalan dalam kondisi baik",
        "Panjang jalan dalam kondisi baik",
        "Panjang jalan",
        40,
        900,
        ("Jalan lingkungan", "Jalan poros"),
    ),
    Kind(
        "Persentase sarana prasarana dalam kondisi baik",
        "Jumlah sarana prasarana dalam kondisi baik",
        "Jumlah sarana prasarana",
        30,
        500,
        ("Gedung", "Kendaraan", "Peralatan kantor"),
    ),
    Kind(
        "Persentase penyandang masalah sosial yang tertangani",
        "Jumlah penyandang masalah sosial yang tertangani",
        "Jumlah penyandang masalah sosial",
        25,
        800,
    ),
    Kind(
        "Persentase pelanggaran perda yang diselesaikan",
        "Jumlah pelanggaran perda yang diselesaikan",
        "Jumlah pelanggaran perda",
        11,
        90,
    ),
)

LOWER = (
    Kind("Angka kemiskinan", unit="%"),
    Kind("Tingkat pengangguran terbuka", unit="%"),
    Kind("Prevalensi stunting pada balita", unit="%"),
    Kind("Rata-rata waktu penyelesaian layanan", unit="Hari"),
    Kind("Jumlah gangguan ketertiban umum", unit="Kasus", least=20, most=150),
    Kind("Rata-rata waktu tanggap kebakaran", unit="Menit"),
)

INDICES = (
    Kind("Indeks Kepuasan Masyarakat", unit="Indeks"),
    Kind("Nilai survei kepuasan masyarakat", unit="Nilai"),
    Kind("Indeks Pembangunan Manusia", unit="Indeks"),
    Kind("Indeks Profesionalitas ASN", unit="Indeks"),
    Kind("Nilai rata-rata evaluasi perkembangan desa", unit="Nilai"),
)

COUNTS = (
    Kind("Jumlah dokumen perencanaan dan pelaporan yang disusun", unit="Dokumen", least=4, most=24),
    Kind("Jumlah kelompok usaha yang dibina", unit="Kelompok", least=10, most=80),
    Kind("Jumlah peserta pembinaan kerukunan", unit="Orang", least=50, most=900),
    Kind("Jumlah kegiatan gotong royong", unit="Kegiatan", least=12, most=60),
    Kind("Jumlah produk hukum desa yang diverifikasi", unit="Dokumen", least=8, most=70),
)

MONEY = (
    Kind("Realisasi penerimaan PBB-P2", unit="Rupiah"),
    Kind("Jumlah retribusi yang dipungut", unit="Rp"),
)

GRADES = (
    Kind("Nilai AKIP Kecamatan", unit="Predikat"),
    Kind("Predikat SAKIP Perangkat Daerah", unit="Nilai"),
    Kind("Hasil evaluasi akuntabilitas kinerja", unit="Kategori"),
)

OBJECTIVES = (
    "Meningkatnya kualitas pelayanan publik",
    "Meningkatnya pemberdayaan masyarakat dan desa",
    "Meningkatnya ketenteraman dan ketertiban umum",
    "Meningkatnya akuntabilitas kinerja dan keuangan",
    "Meningkatnya kesejahteraan sosial masyarakat",
    "Terwujudnya tata kelola pemerintahan yang baik",
    "Meningkatnya kualitas sarana dan prasarana wilayah",
)
OWNERS = ("Kasi Pelayanan Umum", "Kasi PMK", "Sekretaris Camat", "Kasi Trantib", "Kasi Kesejahteraan Sosial")
PLACES = ("Sukamaju", "Tanjung Harapan", "Muara Baru", "Cempaka Putih", "Batu Ampar", "Kebun Jeruk", "Wonosari")
HOMES = ("Kota Contoh", "Kabupaten Contoh Utara", "Kota Maju Jaya", "Kabupaten Sejahtera")
PROGRAMMES = (
    "Program Penunjang Urusan Pemerintahan Daerah",
    "Program Penyelenggaraan Pemerintahan dan Pelayanan Publik",
    "Program Pemberdayaan Masyarakat Desa dan Kelurahan",
    "Program Koordinasi Ketenteraman dan Ketertiban Umum",
    "Program Penyelenggaraan Urusan Pemerintahan Umum",
    "Program Pembinaan dan Pengawasan Pemerintahan Desa",
)
