"""What pages of registers say, and why something is refused."""

WORDS: dict[str, tuple[str, str]] = {
    "registers.one": ("Register", "Register"),
    "registers.row": ("Baris", "Row"),
    "registers.this-month": ("Bulan ini", "This month"),
    "registers.in-all": ("Seluruhnya", "In all"),
    "registers.newest": ("Bulan terakhir", "Newest month"),
    "registers.due": ("Perlu perhatian", "To do"),
    "registers.quiet": ("belum ada baris bulan ini", "no row this month yet"),
    "registers.add-to": ("Tambah baris: {label}", "Add a row: {label}"),
    "registers.none": (
        "Belum ada register: rencana yang ditetapkan menyebutkan register apa saja yang diisi.",
        "There are no registers yet: the adopted plan says which there are.",
    ),
    "registers.month": ("Bulan", "Month"),
    "registers.search": ("Cari di bulan ini", "Search this month"),
    "registers.counts": (
        "{month} baris pada bulan ini, {all} baris seluruhnya.",
        "{month} {month:row|rows} in this month, {all} {all:row|rows} in all.",
    ),
    "registers.empty": (
        "Register ini belum berisi. Tambahkan baris, atau tempel dari Excel.",
        "This register is empty. Add a row, or paste from a spreadsheet.",
    ),
    "registers.not-found": ('Tidak ada baris dengan "{text}" di sini.', 'There is no row with "{text}" here.'),
    "registers.cut": (
        "20.000 baris sudah diperiksa; tekan Berikutnya untuk mencari lebih jauh.",
        "20,000 rows were looked through; press Next to go on.",
    ),
    "registers.pages": ("Halaman", "Pages"),
    "registers.first-page": ("Ke awal", "To the start"),
    "registers.download": ("Unduh bulan ini", "Download this month"),
    "registers.workbook": ("Excel", "Excel"),
    "registers.csv": ("CSV", "CSV"),
    "row.add": ("Tambah baris", "Add a row"),
    "row.added": ("{what} tersimpan. Silakan isi baris berikutnya.", "{what} is saved. Go on with the next row."),
    "row.save-and-next": ("Simpan, lalu isi berikutnya", "Save, then the next"),
    "row.saved": ("{what} tersimpan.", "{what} is saved."),
    "row.removed": ("{what} dihapus dari hitungan.", "{what} no longer counts."),
    "row.is-removed": (
        "Baris ini sudah dihapus: tidak ikut dihitung, dan tetap dapat dibaca.",
        "This row was removed: it does not count, and stays readable.",
    ),
    "row.faults": ("Belum tersimpan. Perbaiki dulu:", "Not saved yet. Mend this first:"),
    "row.example": ("misalnya {example}", "such as {example}"),
    "row.yes": ("ya", "yes"),
    "row.no": ("tidak", "no"),
    "row.history": ("Riwayat", "History"),
    "row.came-with-many": ("ditambahkan bersama baris lain", "added together with others"),
    "row.from-book": ("lihat bukunya", "see the book"),
    "row.remove": ("Hapus baris ini", "Remove this row"),
    "row.reason": ("Alasan menghapus", "Why it is removed"),
    "row.changed-meanwhile": (
        "Baris ini baru saja diubah orang lain. Periksa dulu isinya, lalu hapus bila masih perlu.",
        "Somebody else has just changed this row. Look at it first, then remove it if you still want to.",
    ),
    "conflict.title": ("Baris ini sudah diubah orang lain", "Somebody else has changed this row"),
    "conflict.what": (
        "{who} menyimpan perubahan pada {row} setelah Anda membukanya. Isian Anda belum tersimpan dan tidak"
        " hilang.",
        "{who} saved changes to {row} after you opened it. What you typed is not saved yet, and not lost.",
    ),
    "conflict.field": ("Kolom", "Field"),
    "conflict.before": ("Saat Anda buka", "As you opened it"),
    "conflict.theirs": ("Disimpan {who}", "Saved by {who}"),
    "conflict.mine": ("Isian Anda", "What you typed"),
    "conflict.both": ("keduanya mengubah", "both changed it"),
    "conflict.together": ("Gabungan keduanya", "Both together"),
    "conflict.how": (
        "Kolom yang Anda ubah berisi isian Anda; kolom lain berisi yang disimpan {who}. Periksa, lalu simpan.",
        "Fields that you changed hold what you typed; the others hold what {who} saved. Check them, then save.",
    ),
    "conflict.save": ("Simpan isian ini", "Save this"),
    "conflict.take": ("Pakai yang disimpan {who}", "Take what {who} saved"),
    "paste.title": ("Tempel dari Excel", "Paste from Excel"),
    "paste.label": ("Baris yang disalin", "Copied rows"),
    "paste.how": (
        "Pilih baris di Excel beserta judul kolomnya, salin, lalu tempel di sini. Tanpa judul, urutan"
        " kolomnya harus"
        " seperti di bawah ini. Angka ditulis 1.234,56.",
        "Select rows in the spreadsheet with their headings, copy, and paste here. Without headings the"
        " columns must"
        " stand in the order below. Numbers are written 1.234,56.",
    ),
    "paste.check": ("Periksa", "Check"),
    "paste.nothing": ("Tidak ada baris yang terbaca.", "No row was found."),
    "paste.faults": (
        "{count} kesalahan; belum ada yang dimasukkan. Perbaiki di Excel atau di kotak di bawah, lalu periksa"
        " lagi.",
        "{count} {count:fault|faults}; nothing was added. Mend them in the spreadsheet or in the box below, then "
        "check again.",
    ),
    "paste.understood": ("Yang terbaca", "What was understood"),
    "paste.ready": ("{count} baris siap dimasukkan", "{count} {count:row is|rows are} ready"),
    "paste.confirm": ("Masukkan {count} baris", "Add {count} {count:row|rows}"),
    "paste.added": ("{count} baris dimasukkan.", "{count} {count:row was|rows were} added."),
    "upload.title": ("Unggah buku", "Upload a book"),
    "upload.how": (
        "Pilih berkas Excel (.xlsx) atau CSV. Isinya diperiksa dan diperlihatkan dulu; belum ada yang dimasukkan"
        " sebelum Anda setuju. Judul kolom yang dikenal:",
        "Choose an Excel (.xlsx) or CSV file. Its content is checked and shown first; nothing is added before you"
        " agree. Headings that are known:",
    ),
    "upload.file": ("Berkas", "File"),
    "upload.send": ("Unggah dan periksa", "Upload and check"),
    "upload.before": ("Buku sebelumnya", "Books before"),
    "book.state.reading": ("sedang dibaca", "being read"),
    "book.state.read": ("siap dimasukkan", "ready to be added"),
    "book.state.faulty": ("ada kesalahan", "has faults"),
    "book.state.adding": ("sedang dimasukkan", "being added"),
    "book.state.added": ("sudah dimasukkan", "added"),
    "book.waiting.reading": ("{name} sedang dibaca", "{name} is being read"),
    "book.waiting.read": ("{name} menunggu dimasukkan", "{name} waits to be added"),
    "book.waiting.faulty": ("{name} perlu diperbaiki", "{name} needs mending"),
    "book.waiting.adding": ("{name} sedang dimasukkan", "{name} is being added"),
    "book.failed": (
        "Pekerjaan ini berhenti di tengah; tidak ada yang masuk setengah. Unggah atau masukkan sekali lagi;"
        " bila tetap"
        " gagal, sampaikan kepada administrator.",
        "The work stopped midway; nothing was added by half. Upload or add it once more; if it fails again,"
        " tell the"
        " administrator.",
    ),
    "book.see-work": ("Lihat kemajuannya", "See how far it has come"),
    "book.was-added": (
        "{added} baris dimasukkan, {corrected} baris dikoreksi.",
        "{added} {added:row was|rows were} added, {corrected} {corrected:row|rows} corrected.",
    ),
    "book.is-faulty": (
        "{count} kesalahan dalam {read} baris; belum ada yang dimasukkan. Perbaiki bukunya, lalu unggah lagi.",
        "{count} {count:fault|faults} in {read} {read:row|rows}; nothing was added. Mend the book, then upload it "
        "again.",
    ),
    "book.read": ("{count} baris dibaca", "{count} {count:row|rows} read"),
    "book.new": ("{count} baris baru", "{count} new {count:row|rows}"),
    "book.already": (
        "{count} baris sudah ada, sama persis",
        "{count} {count:row is|rows are} there already, exactly so",
    ),
    "book.differing": (
        "{count} baris sudah ada dengan isi lain",
        "{count} {count:row is|rows are} there with other contents",
    ),
    "book.notes": ("Perhatikan:", "Note:"),
    "book.faults": ("Kesalahan", "Faults"),
    "book.first-ones": ("Hanya yang pertama diperlihatkan.", "Only the first are shown."),
    "book.faults-csv": ("Unduh daftar kesalahan", "Download the faults"),
    "book.again": ("Unggah yang sudah diperbaiki", "Upload the mended book"),
    "book.cell": ("Sel", "Cell"),
    "book.found": ("Isinya", "What stands there"),
    "book.fault": ("Masalah", "Problem"),
    "book.at": ("baris {line}, kolom {column}", "line {line}, column {column}"),
    "book.line": ("baris {line}", "line {line}"),
    "book.whole": ("seluruh berkas", "the whole file"),
    "book.differences": ("Baris yang isinya lain", "Rows with other contents"),
    "book.correct": (
        "Ya, {count} baris yang sudah ada dikoreksi menurut buku ini",
        "Yes, correct the {count} {count:row that is|rows that are} there as this book has them",
    ),
    "book.add": ("Masukkan buku ini", "Add this book"),
    "book.understood": ("Kolom yang dikenali", "Columns that were understood"),
    "evidence.title": ("Bukti dukung", "Evidence"),
    "evidence.same": ("sidik dihitung ulang: sesuai", "hash taken anew: the same"),
    "evidence.changed": ("sidik dihitung ulang: BERUBAH", "hash taken anew: CHANGED"),
    "evidence.gone": ("berkasnya HILANG dari server", "the file is GONE from the server"),
    "evidence.none": ("Belum ada bukti dukung.", "There is no evidence yet."),
    "evidence.file": (
        "Berkas (PDF, JPG, PNG, XLSX, DOCX; paling besar 25 MB)",
        "File (PDF, JPG, PNG, XLSX, DOCX; up to 25 MB)",
    ),
    "evidence.pages": ("Halaman atau bagian", "Page or part"),
    "evidence.at": ("halaman {pages}", "page {pages}"),
    "evidence.add": ("Lampirkan", "Attach"),
    "evidence.added": ("{name} dilampirkan.", "{name} was attached."),
    "refused.office-not-there": (
        "Pada tanggal itu perangkat daerah ini belum dibuka atau sudah ditutup; tidak ada yang tersimpan.",
        "On that day this office was not open yet or was closed already; nothing was saved.",
    ),
    "refused.period-locked": (
        "Periode baris ini sudah disetujui dan terkunci; tidak ada yang tersimpan. Mintalah kepala perangkat daerah"
        " membukanya kembali.",
        "The period of this row is approved and locked; nothing was saved. Ask the head of the office to"
        " reopen it.",
    ),
    "refused.key-taken": (
        "Orang lain baru saja memasukkan baris yang sama; tidak ada yang tersimpan. Periksa sekali lagi.",
        "Somebody else has just added the same row; nothing was saved. Check once more.",
    ),
    "refused.row-gone": ("Baris ini sudah dihapus orang lain.", "Somebody else has removed this row."),
    "refused.row-reason-missing": ("Tulis alasannya.", "Write the reason."),
    "refused.rows-differ": (
        "{count} baris sudah ada dengan isi lain; tidak ada yang dimasukkan. Centang koreksi bila buku ini"
        " yang benar.",
        "{count} {count:row is|rows are} there with other contents; nothing was added. Tick the correction if this "
        "book is right.",
    ),
    "refused.book-not-ready": (
        "Buku ini tidak sedang menunggu dimasukkan, atau isinya masih salah.",
        "This book is not waiting to be added, or has faults.",
    ),
    "refused.book-kind": (
        '"{found}" bukan buku Excel (.xlsx) atau CSV. Buku Excel lama (.xls) disimpan dulu sebagai .xlsx.',
        '"{found}" is no Excel book (.xlsx) or CSV. Save an old Excel book (.xls) as .xlsx first.',
    ),
    "refused.file-kind": (
        '"{found}" bukan PDF, JPG, PNG, XLSX atau DOCX.',
        '"{found}" is no PDF, JPG, PNG, XLSX or DOCX.',
    ),
    "refused.file-size": (
        '"{found}" terlalu besar; paling besar {most} MB.',
        '"{found}" is too large; at most {most} MB.',
    ),
    "refused.file-missing": ("Pilih berkasnya dulu.", "Choose the file first."),
    "event.row-added": ("menambah baris", "added a row"),
    "event.add-row": ("mencoba menambah baris", "tried to add a row"),
    "event.row-changed": ("mengubah baris", "changed a row"),
    "event.change-row": ("mencoba mengubah baris", "tried to change a row"),
    "event.row-removed": ("menghapus baris", "removed a row"),
    "event.remove-row": ("mencoba menghapus baris", "tried to remove a row"),
    "event.rows-pasted": ("menempel baris", "pasted rows"),
    "event.add-rows": ("mencoba menempel baris", "tried to paste rows"),
    "event.evidence-attached": ("melampirkan bukti dukung", "attached evidence"),
    "event.attach-evidence": ("mencoba melampirkan bukti dukung", "tried to attach evidence"),
    "event.book-uploaded": ("mengunggah buku", "uploaded a book"),
    "event.upload": ("mencoba mengunggah buku", "tried to upload a book"),
    "event.book-approved": ("menyetujui buku untuk dimasukkan", "told to add a book"),
    "event.apply-import": ("mencoba memasukkan buku", "tried to add a book"),
    "event.book-added": ("memasukkan buku", "added a book"),
    "event.add-compared": ("mencoba memasukkan baris buku", "tried to add a book's rows"),
    "evidence.erased": ("berkasnya dihapus atas permintaan; sidiknya tetap", "erased on request; the hash stays"),
    "personal.title": ("Data pribadi", "Personal data"),
    "personal.go": ("Menghapus data pribadi atas permintaan warga", "Erase personal data on request"),
    "personal.what": (
        "Warga berhak meminta data pribadinya dihapus (UU 27/2022 Pasal 8). Cari dengan NIK atau nama. Yang dihapus"
        " tidak dapat dikembalikan; jumlah, capaian dan semua sidik tetap sama, karena baris hanya menyimpan"
        " pseudonim.",
        "Citizens may ask for their personal data to be erased (UU 27/2022, article 8). Search by NIK or"
        " name. What is"
        " erased does not come back; counts, achievements and all hashes stay, since rows hold only pseudonyms.",
    ),
    "personal.sought": ("NIK atau nama", "NIK or name"),
    "personal.search": ("Cari", "Search"),
    "personal.found": ("Baris yang memuatnya", "Rows that hold it"),
    "personal.more": (
        "Hanya {most} baris yang ditampilkan. Persempit pencarian, atau ulangi setelah menghapus.",
        "Only {most} rows are shown. Search for less, or again after erasing.",
    ),
    "personal.nothing": (
        "Tidak ditemukan. Periksa ejaannya; yang sudah dihapus tidak dapat ditemukan lagi.",
        "Nothing was found. Look at the spelling; what was erased is found no more.",
    ),
    "personal.erase": ("Hapus", "Erase"),
    "personal.this-row": ("dari baris ini", "from this row"),
    "personal.about": ("Isinya", "What it says"),
    "personal.removed": ("sudah dikeluarkan dari hitungan", "counts no more"),
    "personal.erased": ("(dihapus atas permintaan)", "(erased on request)"),
    "personal.files": ("Hapus juga berkasnya", "Erase the files too"),
    "personal.files-what": (
        "Lampiran baris ini, buku yang diunggah tempat baris ini berasal, buku register ini yang belum"
        " dimasukkan, dan"
        " paket bukti yang memuat lampiran itu. Sidik berkas tetap tercatat.",
        "What is attached to these rows, the books that they were read from, books of these registers that"
        " were never"
        " added, and packs of evidence with such files. Their hashes stay on record.",
    ),
    "personal.reason": ("Dasar penghapusan", "Why it is erased"),
    "personal.reason-what": (
        "Nomor dan tanggal surat permohonan, tanpa nama dan tanpa NIK: alasan ini tetap tercatat di jejak.",
        "Number and day of the request, without name and NIK: this stays in the trail.",
    ),
    "personal.sure": (
        "Saya mengerti bahwa ini tidak dapat dibatalkan.",
        "I understand that this cannot be undone.",
    ),
    "personal.do": ("Hapus data pribadi", "Erase personal data"),
    "personal.done": (
        "{values} data pribadi dan {files} berkas dihapus. {others} baris lain memuat NIK atau kunci yang"
        " sama dan ikut"
        " kehilangan nilainya.",
        "{values} {values:piece|pieces} of personal data and {files} {files:file|files} were erased. {others} "
        "other {others:row|rows} shared a NIK or a key and"
        " lost it too.",
    ),
    "personal.unfitting": (
        "Pseudonim {found} tidak cocok lagi dengan nilainya: isinya diganti di luar aplikasi.",
        "The pseudonym {found} no longer fits its value: it was replaced outside the application.",
    ),
    "personal.clear": (
        "{count} sel disimpan sebelum kolomnya ditandai menyebut orang, dan tetap ada di baris dan jejaknya.",
        "{count} {count:cell was|cells were} kept before {count:its|their} column was marked as personal, and "
        "{count:stays|stay} in the rows and the trail.",
    ),
    "personal.kept": (
        "{count} berkas tidak dihapus karena juga menjadi dasar baris atau laporan lain.",
        "{count} {count:file was|files were} not erased: other rows or reports rest on them too.",
    ),
    "event.personal-erased": ("menghapus data pribadi atas permintaan", "erased personal data on request"),
    "event.erase": ("mencoba menghapus data pribadi", "tried to erase personal data"),
    "refused.file-erased": (
        "Berkas ini pernah dihapus atas permintaan pemilik datanya, dan tidak dapat diunggah lagi.",
        "This file was erased at the request of the person it is about, and is not taken again.",
    ),
    "refused.pseudonym-unknown": (
        'Pseudonim "{found}" tidak dikenal di perangkat daerah ini. Tulis NIK atau namanya.',
        'The pseudonym "{found}" is unknown in this office. Write the NIK or the name.',
    ),
    "faulty.erase-search": (
        "Tulis paling sedikit {least} huruf atau angka.",
        "Write at least {least} letters or digits.",
    ),
    "faulty.erase-rows": (
        "Pilih baris yang data pribadinya dihapus.",
        "Choose the rows whose personal data is erased.",
    ),
    "faulty.erase-reason": (
        "Tulis dasar penghapusan, paling panjang {most} huruf.",
        "Write why it is erased, in {most} letters at most.",
    ),
    "faulty.erase-nothing": (
        "Tidak ada lagi yang dapat dihapus dari baris yang dipilih.",
        "There is nothing left to be erased from the rows chosen.",
    ),
}
