"""What every page says."""

WORDS: dict[str, tuple[str, str]] = {
    "ui.name": ("Capaian", "Capaian"),
    "ui.about": (
        "Laporan kinerja yang setiap angkanya terbukti",
        "Performance reports in which every figure is proved",
    ),
    "ui.skip": ("Langsung ke isi", "Skip to content"),
    "ui.menu": ("Menu", "Menu"),
    "ui.home": ("Beranda", "Home"),
    "ui.registers": ("Register", "Registers"),
    "ui.periods": ("Pengukuran", "Measurement"),
    "ui.plan": ("Rencana", "Plan"),
    "ui.reports": ("Laporan", "Reports"),
    "ui.audits": ("Pemeriksaan", "Audits"),
    "ui.inspections": ("Temuan", "Findings"),
    "ui.trail": ("Jejak", "Trail"),
    "ui.city": ("Perangkat daerah", "Offices"),
    "ui.people": ("Pengguna", "People"),
    "ui.password": ("ganti kata sandi", "change the password"),
    "ui.log-out": ("Keluar", "Log out"),
    "ui.other-language": ("English", "Bahasa Indonesia"),
    "ui.choose-office": ("Ganti perangkat daerah", "Switch office"),
    "ui.save": ("Simpan", "Save"),
    "ui.cancel": ("Batal", "Cancel"),
    "ui.back": ("Kembali", "Back"),
    "ui.show": ("Tampilkan", "Show"),
    "ui.mend": ("Perbaikan", "Mend"),
    "ui.required": ("wajib diisi", "required"),
    "ui.nothing": ("Belum ada apa-apa di sini.", "There is nothing here yet."),
    "ui.previous": ("Sebelumnya", "Previous"),
    "ui.next": ("Berikutnya", "Next"),
    "ui.provisional": ("sementara", "provisional"),
    "ui.synthetic": ("data contoh buatan", "synthetic sample data"),
    "ui.messages": ("Pemberitahuan", "Messages"),
    "error.forbidden": ("Anda tidak berhak membuka halaman ini", "You may not open this page"),
    "error.forbidden.what": (
        "Hak diberikan per peran dan per perangkat daerah. Mintalah kepada administrator bila Anda memerlukannya.",
        "Rights are given by role and office. Ask the administrator if you need them.",
    ),
    "error.not-found": ("Halaman tidak ditemukan", "Page not found"),
    "error.not-found.what": (
        "Alamatnya salah ketik, atau isinya sudah dipindahkan.",
        "The address is mistyped, or its content was moved.",
    ),
    "error.bad-request": ("Permintaan ini tidak dapat dibaca", "This request cannot be read"),
    "error.bad-request.what": (
        "Alamat atau isinya tidak seperti yang dikirim halaman kami. Mulai lagi dari beranda.",
        "Its address or its content is not what our pages send. Begin again from the first page.",
    ),
    "error.forged": ("Formulir ini sudah tidak berlaku", "This form no longer holds"),
    "error.forged.what": (
        "Halamannya dibuka sebelum Anda masuk, atau peramban menolak kuki. Kembali, muat ulang halamannya, lalu "
        "kirim "
        "lagi.",
        "Its page was opened before you logged in, or the browser refuses cookies. Go back, reload the page, and "
        "send "
        "it again.",
    ),
    "error.unstorable": ("Ada huruf yang tidak dapat disimpan", "There is a letter that cannot be kept"),
    "error.unstorable.what": (
        "Isian atau alamatnya memuat huruf NUL, biasanya karena disalin dari berkas yang rusak. Tidak ada yang "
        "tersimpan; kembali, hapus huruf itu, lalu kirim lagi.",
        "What was sent holds the letter NUL, mostly because it was copied from a damaged file. Nothing was "
        "saved; go "
        "back, remove it, and send it again.",
    ),
    "error.too-long": ("Isian terlalu panjang", "What was typed is too long"),
    "error.too-long.most": ("Paling banyak {most} huruf.", "At most {most} letters."),
    "error.too-long.what": (
        "Salah satu isian lebih panjang daripada tempatnya. Tidak ada yang tersimpan; kembali, persingkat, lalu "
        "kirim "
        "lagi.",
        "One of the fields is longer than there is room for. Nothing was saved; go back, shorten it, and send it "
        "again.",
    ),
    "error.too-large": ("Berkas terlalu besar", "The file is too large"),
    "error.too-large.what": (
        "Yang dikirim melebihi batas server, sehingga tidak diterima. Bagi menjadi beberapa berkas.",
        "What was sent is more than the server takes, so nothing was taken. Split it into several files.",
    ),
    "error.busy": ("Sedang sibuk", "Busy"),
    "error.busy.what": (
        "Ada pekerjaan besar sedang disimpan. Tidak ada yang tersimpan setengah; kembali, lalu kirim sekali lagi.",
        "Something large is being saved. Nothing was saved by half; go back and send it once more.",
    ),
    "error.broken": ("Ada yang rusak di pihak kami", "Something broke on our side"),
    "error.broken.what": (
        "Tidak ada yang tersimpan setengah. Coba sekali lagi; bila tetap gagal, sampaikan kepada administrator.",
        "Nothing was saved by half. Try once more; if it fails again, tell the administrator.",
    ),
}
