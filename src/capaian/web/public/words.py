"""What the pages for everybody say, and the page on which a head opens them."""

WORDS: dict[str, tuple[str, str]] = {
    "public.title": ("Kinerja yang diumumkan", "Published performance"),
    "public.what": (
        "Perangkat daerah di bawah ini mengumumkan angka kinerjanya yang sudah disetujui, beserta rumus, bagian "
        "dan "
        "cara menghitungnya.",
        "The offices below publish their approved performance figures, with the formula, the parts and the "
        "working.",
    ),
    "public.nobody": (
        "Belum ada perangkat daerah yang mengumumkan angkanya di sini.",
        "No office publishes its figures here yet.",
    ),
    "public.periods": ("{count} periode", "{count} {count:period|periods}"),
    "public.all-offices": ("Semua perangkat daerah", "All offices"),
    "public.editions": ("Periode yang disetujui", "Approved periods"),
    "public.no-edition": (
        "Belum ada periode yang disetujui. Angka sementara tidak diumumkan.",
        "No period is approved yet. Provisional figures are not published.",
    ),
    "public.edition-of": ("Terbitan {number}, disetujui {day}", "Edition {number}, approved on {day}"),
    "public.newest": ("terbaru", "newest"),
    "public.older": (
        "Ada terbitan yang lebih baru dari periode ini; yang ini disimpan sebagaimana diumumkan waktu itu.",
        "There is a newer edition of this period; this one is kept as it was published then.",
    ),
    "public.see-newest": ("Buka terbitan terbaru", "Open the newest edition"),
    "public.reopened": (
        "Periode ini sedang dibuka kembali untuk diperbaiki. Angka di bawah adalah yang terakhir disetujui.",
        "This period has been reopened to be mended. The figures below are those last approved.",
    ),
    "public.other-editions": ("Terbitan lain dari periode ini", "Other editions of this period"),
    "public.mean": ("Rata-rata capaian", "Mean achievement"),
    "public.measured": (
        "{measured} indikator terukur, {not_measured} tidak",
        "{measured} {measured:indicator|indicators} measured, {not_measured} not",
    ),
    "public.fingerprint": ("Sidik", "Fingerprint"),
    "public.fingerprint-what": (
        "Sidik mengikat semua berkas terbitan ini: siapa pun yang memegangnya dapat membuktikan bahwa tidak ada "
        "yang "
        "berubah.",
        "The fingerprint binds every file of this edition: whoever holds it can prove that nothing was changed.",
    ),
    "public.table": ("Target, realisasi dan capaian", "Target, actual and achievement"),
    "public.owner": ("Penanggung jawab", "Who answers for it"),
    "public.source": ("Sumber data", "Source of the data"),
    "public.unit": ("Satuan", "Unit"),
    "public.better": ("Sifat", "Direction"),
    "public.explanation": ("Penjelasan rumus", "The formula explained"),
    "public.formula": ("Rumus", "Formula"),
    "public.parts": ("Bagian rumus", "Parts of the formula"),
    "public.inputs": ("Yang dihitung", "What was counted"),
    "public.counted-from": ("dihitung dari: {register}", "counted from: {register}"),
    "public.working": ("Cara menghitung", "Working"),
    "public.no-working": (
        "Angka ini satu nilai yang dihitung langsung, tanpa langkah.",
        "This figure is one value that was counted as it is, without a step.",
    ),
    "public.rule": ("Cara menghitung capaian", "How the achievement is computed"),
    "public.downloads": ("Data terbuka", "Open data"),
    "public.reports": ("Laporan yang disetujui", "Approved reports"),
    "public.dictionary": ("Kamus data", "Data dictionary"),
    "public.dictionary-what": (
        "Arti setiap kolom data.csv. Huruf UTF-8, pemisah koma, tanda desimal titik, kosong bila tidak ada "
        "angkanya. "
        "Teks yang akan dibaca lembar kerja sebagai rumus diawali tanda petik tunggal.",
        "What each column of data.csv means. UTF-8, commas between, decimal points, empty where there is no "
        "figure. "
        "Text that a spreadsheet would take for a formula begins with an apostrophe.",
    ),
    "public.csv": ("data.csv", "data.csv"),
    "public.json": ("data.json", "data.json"),
    "public.dictionary-json": ("kamus-data.json", "kamus-data.json"),
    "public.licence": ("Lisensi", "Licence"),
    "public.field": ("Kolom", "Column"),
    "public.type": ("Jenis", "Type"),
    "public.meaning": ("Arti", "Meaning"),
    "public.none": ("Tidak ada yang diumumkan di alamat ini", "Nothing is published at this address"),
    "public.none-what": (
        "Perangkat daerah ini tidak ada, belum mengumumkan angkanya, atau sementara tidak diumumkan; atau terbitan "
        "yang diminta tidak ada.",
        "There is no such office, it does not publish its figures yet, or they are not published for now; or there "
        "is no such edition.",
    ),
    "public.broken": ("Sementara tidak diumumkan", "Not published for now"),
    "public.broken-what": (
        "Berkas terbitan ini di server tidak lagi seperti saat disetujui. Daripada menunjukkan angka lain, tidak "
        "ada "
        "yang ditunjukkan.",
        "The server's files of this edition are not as they were approved. Rather than other figures, none are "
        "shown.",
    ),
    "public.english": ("English", "Bahasa Indonesia"),
    "public.type.text": ("teks", "text"),
    "public.type.number": ("angka", "number"),
    "public.type.integer": ("bilangan bulat", "whole number"),
    "public.type.date": ("tanggal (YYYY-MM-DD)", "day (YYYY-MM-DD)"),
    "public.in.of-unit": ("dalam satuan indikator", "in the unit of the indicator"),
    "public.in.percent": ("persen", "percent"),
    "publicity.title": ("Pengumuman kepada masyarakat", "Publication"),
    "publicity.what": (
        "Kepala perangkat daerah memutuskan apakah angka yang sudah disetujui dapat dibaca siapa saja tanpa masuk: "
        "target, realisasi, capaian, rumus, bagian dan cara menghitungnya. Angka sementara, baris register dan "
        "penjelasan tidak ikut diumumkan; bukti nilai dan nama penanda tangan hanya dalam berkas laporan, bila "
        "berkas itu disertakan.",
        "The head of the office decides whether everybody may read approved figures without logging in: target, "
        "actual, achievement, formula, parts and working. Provisional figures, rows of registers and words are not "
        "published; evidence of values and the name of who signed stand in the files of reports alone, where these "
        "are published too.",
    ),
    "publicity.is-open": (
        "Diumumkan, dengan lisensi {licence}. Diputuskan {name}, {day}.",
        "Published, under the licence {licence}. Decided by {name}, {day}.",
    ),
    "publicity.is-closed": (
        "Tidak diumumkan. Diputuskan {name}, {day}.",
        "Not published. Decided by {name}, {day}.",
    ),
    "publicity.never": ("Tidak diumumkan.", "Not published."),
    "publicity.with-documents": ("Berkas laporan ikut diumumkan.", "The files of reports are published too."),
    "publicity.see": ("Lihat halaman untuk masyarakat", "See the page for everybody"),
    "publicity.documents": ("Sertakan berkas laporan yang disetujui", "With the files of approved reports"),
    "publicity.documents-what": (
        "Berkas laporan memuat nama, pangkat dan NIP yang menandatangani serta bukti nilai yang diketik. Bacalah "
        "dahulu.",
        "The files of reports carry the name, rank and NIP of who signed and the evidence of typed values. Read "
        "them "
        "first.",
    ),
    "publicity.licence": ("Lisensi data", "Licence of the data"),
    "publicity.licence.CC-BY-4.0": (
        "CC BY 4.0: bebas digunakan dengan menyebut sumbernya",
        "CC BY 4.0: free to use with the source named",
    ),
    "publicity.licence.CC0-1.0": (
        "CC0 1.0: bebas digunakan tanpa syarat",
        "CC0 1.0: free to use without conditions",
    ),
    "publicity.open": ("Umumkan", "Publish"),
    "publicity.change": ("Simpan perubahan", "Save the change"),
    "publicity.close": ("Hentikan pengumuman", "Stop publishing"),
    "publicity.close-what": (
        "Salinan di peramban dan perantara dapat bertahan sampai lima menit. Yang sudah diunduh orang tidak dapat "
        "ditarik.",
        "Copies in browsers and proxies may last up to five minutes. What people have downloaded cannot be taken "
        "back.",
    ),
    "publicity.opened": ("Angka yang disetujui kini diumumkan.", "Approved figures are published now."),
    "publicity.closed": ("Pengumuman dihentikan.", "Publication has been stopped."),
    "publicity.heads-only": (
        "Hanya kepala perangkat daerah yang dapat mengubahnya.",
        "Only the head of the office can change this.",
    ),
    "faulty.no-licence": ('Lisensi "{found}" tidak dikenal.', 'There is no licence "{found}" here.'),
    "refused.not-open": (
        "Angka kantor ini memang tidak diumumkan.",
        "The office's figures are not published anyway.",
    ),
    "event.opened-to-public": ("mengumumkan angka yang disetujui", "published approved figures"),
    "event.closed-to-public": ("menghentikan pengumuman", "stopped publishing"),
    "event.open-to-public": ("mencoba mengumumkan", "tried to publish"),
    "event.close-to-public": ("mencoba menghentikan pengumuman", "tried to stop publishing"),
    "field.licence": ("lisensi", "licence"),
    "field.documents": ("berkas laporan", "files of reports"),
    "kamus.office_code": ("kode wilayah perangkat daerah", "area code of the office"),
    "kamus.office_name": ("nama perangkat daerah menurut rencana", "name of the office as in the plan"),
    "kamus.period": (
        "periode: YYYY, YYYY-Qn (triwulan) atau YYYY-Sn (semester)",
        "period: YYYY, YYYY-Qn (quarter) or YYYY-Sn (half)",
    ),
    "kamus.period_first_day": ("hari pertama periode", "first day of the period"),
    "kamus.period_last_day": ("hari terakhir periode", "last day of the period"),
    "kamus.edition": (
        "nomor terbitan: bertambah bila periode dibuka kembali dan disetujui lagi",
        "number of the edition: goes up where a period was reopened and approved again",
    ),
    "kamus.approved_on": ("hari terbitan ini disetujui", "day on which the edition was approved"),
    "kamus.indicator_code": ("kode indikator dalam rencana", "code of the indicator in the plan"),
    "kamus.indicator_name": ("nama indikator", "name of the indicator"),
    "kamus.unit": ("satuan indikator", "unit of the indicator"),
    "kamus.better": ("ke arah mana indikator membaik", "which way the indicator gets better"),
    "kamus.target": ("target, bila berupa satu angka", "target, where it is one number"),
    "kamus.target_low": (
        "batas bawah target, bila berupa rentang",
        "lower bound of the target, where it is a band",
    ),
    "kamus.target_high": (
        "batas atas target, bila berupa rentang",
        "upper bound of the target, where it is a band",
    ),
    "kamus.target_printed": ("target seperti tercetak di laporan", "target as reports print it"),
    "kamus.actual": ("realisasi, dibulatkan enam desimal", "actual, rounded to six decimals"),
    "kamus.actual_exact": ("realisasi sebagai pecahan tepat", "actual as an exact fraction"),
    "kamus.actual_printed": ("realisasi seperti tercetak di laporan", "actual as reports print it"),
    "kamus.achievement": ("capaian, dibulatkan enam desimal", "achievement, rounded to six decimals"),
    "kamus.achievement_exact": ("capaian sebagai pecahan tepat", "achievement as an exact fraction"),
    "kamus.achievement_printed": ("capaian seperti tercetak di laporan", "achievement as reports print it"),
    "kamus.rule": ("aturan capaian yang dipakai", "rule of achievement that was applied"),
    "kamus.status": (
        "measured: ada angkanya; missing: tidak dapat dihitung",
        "measured: there is a figure; missing: it cannot be computed",
    ),
    "kamus.reason": ("kode sebab bila tidak dapat dihitung", "code of the reason where it cannot be computed"),
    "kamus.formula": ("rumus, dengan nama variabel", "formula, in the names of variables"),
    "kamus.owner": ("jabatan yang bertanggung jawab", "the post that answers for it"),
    "kamus.source": ("sumber data menurut rencana", "source of the data as in the plan"),
    "kamus.licence": ("lisensi data", "licence of the data"),
    "kamus.fingerprint": (
        "SHA-256 dari daftar berkas terbitan (manifest.json)",
        "SHA-256 of the edition's list of files (manifest.json)",
    ),
    "kamus.mean_achievement": ("rata-rata capaian indikator terukur", "mean achievement of measured indicators"),
    "kamus.measured": ("berapa indikator yang terukur", "how many indicators are measured"),
    "kamus.not_measured": ("berapa indikator yang tidak terukur", "how many indicators are not measured"),
    "kamus.inputs": (
        "nilai yang masuk ke rumus, dengan nama variabel, sebutan dan registernya",
        "values that went into the formula, with the variable's name, label and register",
    ),
    "kamus.parts": ("bagian rumus yang bernama", "named parts of the formula"),
    "kamus.working": ("langkah hitung seperti tercetak", "steps of the working as printed"),
}
