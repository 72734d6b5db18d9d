"""What pages about samples, findings of the inspector and packs of evidence say."""

WORDS: dict[str, tuple[str, str]] = {
    # findings
    "inspect.title": ("Temuan pemeriksaan", "Inspection findings"),
    "inspect.tabs": ("Temuan, uji petik, paket bukti", "Findings, samples, evidence packs"),
    "inspect.write": ("Tulis temuan", "Write a finding"),
    "inspect.show-all": ("tampilkan semua", "show all"),
    "inspect.show-open": ("hanya yang belum selesai", "only those not closed"),
    "inspect.none-yet": ("Tidak ada temuan.", "There are no findings."),
    "inspect.finding": ("Temuan", "Finding"),
    "inspect.finding-number": ("Temuan {number}", "Finding {number}"),
    "inspect.about": ("Mengenai", "About"),
    "inspect.state": ("Keadaan", "State"),
    "inspect.deadline": ("Tenggat", "Deadline"),
    "inspect.overdue": ("lewat tenggat", "overdue"),
    "inspect.overdue-count": (
        "{count} temuan pemeriksaan lewat tenggat dan belum selesai",
        "{count} inspection {count:finding is past its|findings are past their} deadline and not closed",
    ),
    "inspect.period": ("Periode (2017 atau 2017-Q3)", "Period (2017 or 2017-Q3)"),
    "inspect.indicator": ("Indikator", "Indicator"),
    "inspect.indicator-what": (
        "Nomor indikator; kosongkan bila temuan mengenai kantor seluruhnya.",
        "The indicator's number; leave it empty where the finding is about the whole office.",
    ),
    "inspect.from-sample": ("Dari uji petik {number}", "From sample {number}"),
    "inspect.by-sample": (
        "Uji petik {number}: {found} dari {size} baris salah ({rate}). Dengan keyakinan 95%, {lowest} sampai "
        "{highest} dari {population} baris salah.",
        "Sample {number}: {found} of {size} {size:row is|rows are} wrong ({rate}). With 95% confidence, {lowest} "
        "to {highest} of {population} {population:row is|rows are} wrong.",
    ),
    "inspect.effect-by-sample": (
        "Realisasi {was} menjadi {corrected} bila kesalahan yang ditemukan itu saja diperbaiki, dan {likely} "
        "({at_low} sampai {at_high} pada kedua batas) bila semua baris seperti sampel.",
        "The actual {was} becomes {corrected} with only the errors found corrected, and {likely} ({at_low} to "
        "{at_high} at the two limits) if all rows are as the sample is.",
    ),
    "inspect.named": ("Judul temuan", "Title of the finding"),
    "inspect.condition": ("Kondisi", "Condition"),
    "inspect.criteria": ("Kriteria", "Criteria"),
    "inspect.cause": ("Sebab", "Cause"),
    "inspect.effect": ("Akibat", "Effect"),
    "inspect.recommendation": ("Rekomendasi pemeriksa", "Recommendation"),
    "inspect.what.condition": (
        "Apa yang ditemukan, dengan angka dan barisnya.",
        "What was found, with figures and rows.",
    ),
    "inspect.what.criteria": (
        "Apa yang seharusnya: peraturan, standar pelayanan, atau rumus dalam rencana.",
        "What should be: a rule, a standard of service, or the plan's formula.",
    ),
    "inspect.what.cause": ("Mengapa terjadi, sejauh diketahui.", "Why it came to be, as far as is known."),
    "inspect.what.effect": (
        "Apa jadinya pada angka atau pelayanan; uji petik menghitungnya.",
        "What it does to the figure or the service; a sample computes it.",
    ),
    "inspect.what.recommendation": (
        "Apa yang diminta, sehingga kelak dapat diperiksa sudah atau belum.",
        "What is asked for, so that it can be checked whether it was done.",
    ),
    "inspect.send": ("Terbitkan temuan", "Issue the finding"),
    "inspect.written": ("Temuan {number} diterbitkan.", "Finding {number} was issued."),
    "inspect.saved": ("Tersimpan pada temuan {number}.", "Saved with finding {number}."),
    "inspect.steps": ("Tanggapan dan tindak lanjut", "Answers and follow-up"),
    "inspect.no-steps": ("Belum ditanggapi.", "Not answered yet."),
    "inspect.answer": ("Tanggapan perangkat daerah", "The office's answer"),
    "inspect.send-answer": ("Kirim tanggapan", "Send the answer"),
    "inspect.not-yours": (
        "Anda menanggapi temuan mengenai indikator yang menjadi tanggung jawab Anda; yang ini ditanggapi "
        "penanggung jawabnya, sekretaris, atau pimpinan.",
        "You answer findings about the indicators that you are responsible for; this one is answered by whoever is "
        "responsible for it, the secretary, or the head.",
    ),
    "inspect.follow": ("Tindak lanjut pemeriksa", "The inspector's follow-up"),
    "inspect.when-answered": (
        "Selesai atau belum memadai dapat dipilih setelah perangkat daerah menanggapi.",
        "Done or not sufficient can be chosen once the office has answered.",
    ),
    "inspect.reason": ("Pertimbangan", "Reasons"),
    "inspect.state.open": ("terbuka", "open"),
    "inspect.state.answered": ("ditanggapi", "answered"),
    "inspect.state.insufficient": ("terbuka: tanggapan belum memadai", "open: the answer is not sufficient"),
    "inspect.state.done": ("selesai", "done"),
    "inspect.state.dropped": ("tidak dapat ditindaklanjuti", "cannot be followed up"),
    "inspect.step.answered": ("Tanggapan", "Answer"),
    "inspect.step.insufficient": ("Belum memadai", "Not sufficient"),
    "inspect.step.done": ("Selesai", "Done"),
    "inspect.step.dropped": ("Tidak dapat ditindaklanjuti", "Cannot be followed up"),
    "inspect.kind.insufficient": ("Belum memadai: tetap terbuka", "Not sufficient: it stays open"),
    "inspect.kind.done": ("Selesai: sudah ditindaklanjuti", "Done: it was followed up"),
    "inspect.kind.dropped": (
        "Tidak dapat ditindaklanjuti, dengan alasan yang sah",
        "Cannot be followed up, for a valid reason",
    ),
    # samples
    "sample.title": ("Uji petik", "Samples"),
    "sample.what": (
        "Baris yang dihitung dalam satu indikator diambil secara acak menurut benih, lalu diperiksa satu per satu. "
        "Siapa pun dapat mengulang pengambilan yang sama.",
        "Rows that count in one indicator are drawn at random by a seed and looked at one by one. Anyone can "
        "repeat the same draw.",
    ),
    "sample.take": ("Ambil sampel", "Draw a sample"),
    "sample.sample": ("Sampel", "Sample"),
    "sample.number": ("Uji petik {number}", "Sample {number}"),
    "sample.rows": ("Baris", "Rows"),
    "sample.rate": ("Salah", "Wrong"),
    "sample.of": ("{size} dari {population} baris", "{size} of {population} {population:row|rows}"),
    "sample.state.open": ("sedang diperiksa", "being looked at"),
    "sample.state.finished": ("selesai", "finished"),
    "sample.from-edition": ("Dari terbitan {number} yang disetujui:", "From approved edition {number}:"),
    "sample.from-today": (
        "Dari angka sementara hari ini: periode ini belum disetujui.",
        "From today's provisional figures: this period is not approved.",
    ),
    "sample.how-many": ("Berapa baris", "How many rows"),
    "sample.population": (
        "{count} baris dihitung dalam indikator ini pada periode itu.",
        "{count} {count:row counts|rows count} in this indicator in that period.",
    ),
    "sample.margin": ("Ketelitian, poin persen", "Margin, percentage points"),
    "sample.points": ("poin persen", "percentage points"),
    "sample.worst": ("Apa pun hasilnya", "Whatever is found"),
    "sample.clean": ("Bila tidak ada yang salah", "If nothing is wrong"),
    "sample.sizes-what": (
        "Ukuran sampel supaya kedua batas tingkat kesalahan tidak lebih jauh daripada ketelitian itu, dengan "
        "keyakinan 95%, dihitung eksak untuk populasi terhingga (hipergeometrik).",
        "Sizes with which neither limit of the error rate is farther away than the margin, at 95% confidence, "
        "exact for a finite population (hypergeometric).",
    ),
    "sample.size": ("Ukuran sampel (paling banyak {most})", "Size (at most {most})"),
    "sample.seed": ("Benih", "Seed"),
    "sample.seed-what": (
        "Kosongkan supaya diundi. Benih yang sama atas angka yang sama memberi baris yang sama.",
        "Leave it empty to have one drawn. The same seed on the same figures gives the same rows.",
    ),
    "sample.draw": ("Ambil", "Draw"),
    "sample.no-rows": (
        "Indikator ini tidak dihitung dari baris register pada periode itu.",
        "This indicator is not counted from rows of a register in that period.",
    ),
    "sample.drawn": (
        "{size} baris diambil dengan benih {seed}.",
        "{size} {size:row was|rows were} drawn with the seed {seed}.",
    ),
    "sample.progress": (
        "{done} dari {size} baris sudah diputus.",
        "{done} of {size} {size:row has|rows have} a verdict.",
    ),
    "sample.go-on": ("Periksa baris {number}", "Look at row {number}"),
    "sample.finish": ("Selesaikan uji petik", "Finish the sample"),
    "sample.finish-what": ("Sesudah itu putusan tidak dapat diubah.", "After that no verdict can be changed."),
    "sample.finished": ("Uji petik selesai; hasilnya di bawah ini.", "The sample is finished; here is the result."),
    "sample.row-of": ("Baris {number} dari {all}", "Row {number} of {all}"),
    "sample.counts-in": ("dihitung dalam: {names}", "counts in: {names}"),
    "sample.in-register": ("baris ini di register", "this row in the register"),
    "sample.verdict": ("Putusan", "Verdict"),
    "sample.your-verdict": ("Putusan Anda", "Your verdict"),
    "sample.says.right": ("benar", "right"),
    "sample.says.wrong": ("salah", "wrong"),
    "sample.says.unproven": ("tidak terbukti", "unproven"),
    "sample.note": ("Catatan", "Note"),
    "sample.note-what": (
        "Wajib bila salah atau tidak terbukti: apa yang dilihat, di mana.",
        "Required where wrong or unproven: what was seen, and where.",
    ),
    "sample.should": ("Bila salah: yang seharusnya", "If wrong: what it should be"),
    "sample.struck": ("Baris ini seharusnya tidak ada", "This row should not be there"),
    "sample.is-struck": ("seharusnya tidak ada", "should not be there"),
    "sample.judged": ("Putusan atas baris {number} tersimpan.", "The verdict on row {number} was saved."),
    "sample.result": ("Hasil", "Result"),
    "sample.figure-was": ("Realisasi menurut angka yang diuji:", "Actual by the figures that were sampled:"),
    "sample.figures-gone": (
        "Angka yang diuji sudah berubah, sehingga pengaruhnya tidak dapat dihitung lagi.",
        "The figures that were sampled have changed, so the effect can no longer be computed.",
    ),
    "sample.scope.wrong": ("Baris yang salah", "Wrong rows"),
    "sample.scope.doubted": ("Baris yang salah atau tidak terbukti", "Rows wrong or unproven"),
    "sample.found": ("{found} dari {size}", "{found} of {size}"),
    "sample.limits": (
        "Dengan keyakinan 95%: {lowest} sampai {highest} dari semua, yaitu {low} sampai {high} dari {population} "
        "baris.",
        "With 95% confidence: {lowest} to {highest} of all, that is {low} to {high} of {population} "
        "{population:row|rows}.",
    ),
    "sample.corrected": (
        "Realisasi bila kesalahan yang ditemukan itu saja diperbaiki:",
        "Actual with only the errors found corrected:",
    ),
    "sample.typical": (
        "Realisasi bila semua baris seperti sampel ini:",
        "Actual if all rows are as this sample is:",
    ),
    "sample.between": ("{first} sampai {second} pada kedua batas", "{first} to {second} at the two limits"),
    "sample.no-figure": ("tidak dapat dihitung", "cannot be computed"),
    "sample.no-effect": (
        "Tidak ada yang ditemukan, sehingga realisasi tetap.",
        "None was found, so the actual stays.",
    ),
    "sample.not-adding": (
        "Pengaruhnya tidak dihitung: sebuah peubah dihitung sebagai rata-rata, yang terbesar, yang terkecil, yang "
        "terakhir, atau banyaknya yang berbeda, sehingga satu baris tidak menambah bagiannya sendiri.",
        "The effect is not computed: a variable is a mean, a greatest, a least, a last or a count of different "
        "values, to which no row adds its own.",
    ),
    "sample.repeat": ("Mengulang pengambilan ini", "Repeating this draw"),
    "sample.repeat-what": (
        "Kunci setiap baris didahului benih dan satu baris baru, lalu dihitung SHA-256-nya; yang sidiknya terkecil "
        "diambil. Panduan inspektorat memuat program pendek yang mengulanginya dari berkas kunci dan benih ini.",
        "The key of each row is put after the seed and a line feed and hashed with SHA-256; those with the least "
        "hashes are drawn. The inspector's guide has a short program that draws again from the file of keys and "
        "this seed.",
    ),
    "sample.all-keys": ("Unduh kunci semua baris", "Download the keys of all rows"),
    "sample.keys": ("Sidik semua kunci", "Hash of all keys"),
    "sample.figures": ("Sidik angka", "Hash of the figures"),
    # packs
    "pack.title": ("Paket bukti", "Evidence packs"),
    "pack.what": (
        "Satu ZIP untuk satu terbitan: setiap indikator satu folder dengan angka, rumus, baris, berkas bukti, "
        "jejak, uji petik dan temuan, serta sidik setiap berkas. Dapat memuat data pribadi.",
        "One ZIP for one edition: a folder for each indicator with figure, formula, rows, evidence, trail, samples "
        "and findings, and the hash of every file. It may hold personal data.",
    ),
    "pack.none": ("Belum ada periode yang disetujui.", "No period was approved yet."),
    "pack.edition": ("Terbitan", "Edition"),
    "pack.packs": ("Paket", "Packs"),
    "pack.make": ("Buat paket", "Make a pack"),
    "pack.size": ("{bytes} bita", "{bytes} {bytes:byte|bytes}"),
    "pack.files": ("{count} berkas", "{count} {count:file|files}"),
    # fields, refusals and events
    "field.deadline": ("tenggat", "deadline"),
    "field.condition": ("kondisi", "condition"),
    "field.criteria": ("kriteria", "criteria"),
    "field.effect": ("akibat", "effect"),
    "field.recommendation": ("rekomendasi", "recommendation"),
    "field.title": ("judul", "title"),
    "field.step": ("tindak lanjut temuan", "step"),
    "field.seed": ("benih", "seed"),
    "field.population": ("populasi", "population"),
    "field.keys": ("sidik kunci", "hash of the keys"),
    "field.row": ("baris", "row"),
    "field.says": ("putusan", "verdict"),
    "field.struck": ("seharusnya tidak ada", "should not be there"),
    "field.should": ("seharusnya", "should be"),
    "field.note": ("catatan", "note"),
    "field.wrong": ("salah", "wrong"),
    "field.unproven": ("tidak terbukti", "unproven"),
    "refused.no-sample": ("Uji petik itu tidak ada.", "There is no such sample."),
    "refused.sample-figures-gone": (
        "Angka yang diuji dengan uji petik {number} sudah berubah, sehingga kunci barisnya tidak ada lagi.",
        "The figures of sample {number} have changed, so the keys of its rows are no longer there.",
    ),
    "refused.figures-moved": (
        "Angka {period} berubah selagi sampel diambil. Ambil sekali lagi.",
        "The figures of {period} changed while the sample was being drawn. Draw it once more.",
    ),
    "refused.sample-closed": (
        "Uji petik itu sudah selesai; putusannya tetap.",
        "That sample is finished; its verdicts stay.",
    ),
    "refused.no-drawn-row": ("Baris itu tidak ada dalam sampel.", "The sample has no such row."),
    "refused.no-edition": ("Terbitan itu tidak ada.", "There is no such edition."),
    "refused.not-his-finding": (
        "Temuan {number} bukan mengenai indikator yang menjadi tanggung jawab Anda.",
        "Finding {number} is not about an indicator that you are responsible for.",
    ),
    "refused.finding-closed": (
        "Temuan {number} sudah ditutup dan tetap demikian.",
        "Finding {number} is closed and stays so.",
    ),
    "faulty.sample-no-rows": (
        "Tidak ada baris yang dihitung dalam indikator itu.",
        "No row counts in that indicator.",
    ),
    "faulty.sample-size": (
        "Ukuran sampel dari 1 sampai {most}; tertulis {found}.",
        "A sample has 1 to {most} {most:row|rows}; {found} was written.",
    ),
    "faulty.sample-seed": ("Benih paling panjang {most} huruf.", "A seed has {most} letters at most."),
    "faulty.sample-unjudged": ("{count} baris belum diputus.", "{count} {count:row has|rows have} no verdict yet."),
    "faulty.verdict-says": (
        "Pilih dahulu: benar, salah atau tidak terbukti.",
        "Choose first: right, wrong or unproven.",
    ),
    "faulty.verdict-note": (
        "Tulis catatan: apa yang dilihat, di mana.",
        "Write a note: what was seen, and where.",
    ),
    "faulty.verdict-same": (
        "Yang seharusnya masih sama dengan yang tertulis; ubah selnya, atau nyatakan baris itu tidak semestinya.",
        "What it should be is what it says; change a cell, or say that the row should not be there.",
    ),
    "faulty.inspect-too-long": ("Paling panjang {most} huruf.", "It has {most} letters at most."),
    "faulty.inspect-period": (
        '"{found}" bukan periode; tulis 2017 atau 2017-Q3.',
        '"{found}" is no period; write 2017 or 2017-Q3.',
    ),
    "faulty.finding-empty": ("{field} wajib diisi.", "{field} is required."),
    "faulty.finding-deadline": ("Tenggat paling awal hari ini.", "The deadline is today at the earliest."),
    "faulty.step-kind": ("Pilih dahulu tindak lanjutnya.", "Choose first what follows."),
    "faulty.step-empty": ("Tulis dahulu kata-katanya.", "Write the words first."),
    "faulty.step-unanswered": (
        "Temuan ini belum ditanggapi perangkat daerah.",
        "The office has not answered this finding yet.",
    ),
    "event.sample-drawn": ("mengambil sampel", "drew a sample"),
    "event.verdict-given": ("memutus baris sampel", "judged a drawn row"),
    "event.sample-finished": ("menyelesaikan uji petik", "finished a sample"),
    "event.inspection-finding-written": ("menerbitkan temuan", "issued a finding"),
    "event.inspection-answered": ("menanggapi temuan pemeriksaan", "answered an inspection finding"),
    "event.inspection-followed": ("menindaklanjuti temuan", "followed up a finding"),
    "event.pack-asked": ("meminta paket bukti", "asked for a pack of evidence"),
    "event.pack-made": ("membuat paket bukti", "made a pack of evidence"),
    "event.keep-sample": ("mencoba mengambil sampel", "tried to draw a sample"),
    "event.give-verdict": ("mencoba memutus baris sampel", "tried to judge a drawn row"),
    "event.close-sample": ("mencoba menyelesaikan uji petik", "tried to finish a sample"),
    "event.write-finding": ("mencoba menerbitkan temuan", "tried to issue a finding"),
    "event.answer-finding": ("mencoba menanggapi temuan pemeriksaan", "tried to answer an inspection finding"),
    "event.follow-finding": ("mencoba menindaklanjuti temuan", "tried to follow up a finding"),
    "event.ask-pack": ("mencoba meminta paket bukti", "tried to ask for a pack of evidence"),
}
