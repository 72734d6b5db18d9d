"""Findings of an audit on one line: workings, achievement, means; their causes and what follows from them."""

from __future__ import annotations

from capaian.core.findings.entry import CatalogueEntry, error, note, warning

_FAULTS: dict[str, CatalogueEntry] = {
    "ratio-arithmetic": error(
        "{working} tertulis {printed}, seharusnya {recomputed}.",
        "Tulis {recomputed}, atau perbaiki pembilang atau penyebutnya.",
        "{working} is printed as {printed}; it comes to {recomputed}.",
        "Write {recomputed}, or mend the numerator or the denominator.",
        title=("hasil bagi tidak cocok", "quotient does not hold"),
    ),
    "ratio-undefined": warning(
        "{working} tertulis {printed}, padahal penyebutnya nol sehingga tidak dapat dihitung.",
        "Tulis bahwa tidak dapat dihitung beserta sebabnya, atau perbaiki penyebutnya.",
        "{working} is printed as {printed}, but its denominator is zero: there is no such figure.",
        "Write that it cannot be computed, and why; or mend the denominator.",
        title=("pembagian dengan nol", "division by zero"),
    ),
    "truncated-not-rounded": warning(
        "{printed} sama dengan {exact} yang dipotong; bila dibulatkan {recomputed}.",
        "Tulis {recomputed}.",
        "{printed} is what {exact} leaves when it is cut off; rounded it is {recomputed}.",
        "Write {recomputed}.",
        title=("dipotong, bukan dibulatkan", "cut, not rounded"),
    ),
    "actual-working": error(
        "Realisasi tertulis {printed}, tetapi cara hitungnya memberi {working}.",
        "Samakan realisasi dengan hasil cara hitungnya, atau perbaiki cara hitungnya.",
        "The actual is printed as {printed}, but its own working gives {working}.",
        "Make the actual that of its working, or mend the working.",
        title=("realisasi berbeda dari hitungannya", "actual against its working"),
    ),
    "denominator-mismatch": error(
        "{what} tertulis {printed}, sedangkan menurut {where} penyebutnya {used}.",
        "Pastikan penyebut yang benar, tulis di semua tempat, lalu hitung ulang.",
        "{what} is printed as {printed}, while by {where} the denominator is {used}.",
        "Find out which denominator is right, write it everywhere and compute again.",
        title=("penyebut tidak cocok", "denominators differ"),
    ),
    "achievement-arithmetic": error(
        "Capaian tertulis {printed}, seharusnya {recomputed} ({arithmetic}).",
        "Tulis {recomputed}, atau perbaiki target atau realisasinya.",
        "The achievement is printed as {printed}; it should be {recomputed} ({arithmetic}).",
        "Write {recomputed}, or mend the target or the actual.",
        title=("capaian tidak cocok", "achievement does not hold"),
    ),
    "achievement-rule-unclear": note(
        "Cara menghitung capaian di tabel ini tidak dikenal: hanya {fitting} dari {rows} baris cocok dengan "
        "aturan yang lazim. Capaiannya tidak diperiksa.",
        "Sebutkan rumus capaian yang dipakai di bawah tabel.",
        "How this table makes its achievements is not known: only {fitting} of {rows} {rows:row fits|rows fit} a "
        "usual rule. They were not checked.",
        "Name the rule of achievement below the table.",
        title=("aturan capaian tidak dikenal", "rule of achievement unclear"),
    ),
    "mean-arithmetic": error(
        '"{word}" tertulis {printed}, seharusnya {recomputed} (dari {parts}).',
        "Tulis {recomputed}, atau sebutkan cara merata-ratakannya.",
        '"{word}" is printed as {printed}; the mean is {recomputed} (of {parts}).',
        "Write {recomputed}, or say how the mean is made.",
        title=("rata-rata tidak cocok", "mean does not hold"),
    ),
    "sum-arithmetic": error(
        '"{word}" tertulis {printed}, seharusnya {recomputed} (dari {parts}).',
        "Tulis {recomputed}, atau perbaiki bagian-bagiannya.",
        '"{word}" is printed as {printed}; the sum is {recomputed} (of {parts}).',
        "Write {recomputed}, or mend the parts.",
        title=("penjumlahan tidak cocok", "sum does not hold"),
    ),
    "sum-called-mean": error(
        '"{word}" {printed} adalah jumlah, bukan rata-rata; rata-ratanya {mean}.',
        "Sebut angka itu jumlah, atau tulis rata-ratanya: {mean}.",
        '"{word}" {printed} is a sum and no mean; the mean is {mean}.',
        "Call the figure a sum, or write the mean: {mean}.",
        title=("jumlah disebut rata-rata", "sum called a mean"),
    ),
    "mean-called-sum": warning(
        '"{word}" {printed} adalah rata-rata, bukan jumlah.',
        "Sebut angka itu rata-rata.",
        '"{word}" {printed} is a mean and no sum.',
        "Call the figure a mean.",
        title=("rata-rata disebut jumlah", "mean called a sum"),
    ),
    "mean-carries-error": note(
        "Rata-rata {printed} dihitung dari capaian yang dipersoalkan di sini (indikator {lines}); dengan capaian "
        "hasil hitung ulang menjadi {recomputed}.",
        "Hitung ulang rata-rata setelah capaian itu diperbaiki.",
        "The mean {printed} was made from an achievement that is doubted here (indicator {lines}); with the one "
        "computed again it is {recomputed}.",
        "Compute the mean again when that achievement is mended.",
        title=("rata-rata dari angka yang salah", "mean of a wrong figure"),
    ),
    "inverted-formula": error(
        "Pembilang dan penyebut terbalik: tertulis {found}, seharusnya {write} (hitungannya: {figures}).",
        "Tulis {write}.",
        "Numerator and denominator are exchanged: {found} should be {write} (the working: {figures}).",
        "Write {write}.",
        title=("rumus terbalik", "formula upside down"),
    ),
    "above-hundred": warning(
        "{working} = {printed} melebihi 100%, padahal {part} tidak dapat melebihi {whole}.",
        "Periksa pembilang dan penyebutnya.",
        "{working} = {printed} is above 100%, although {part} cannot exceed {whole}.",
        "Check the numerator and the denominator.",
        title=("persentase di atas 100", "percentage above 100"),
    ),
    "unit-mismatch": warning(
        "Satuannya tidak cocok: {found} dengan {expected}.",
        "Pakai satu satuan, atau pisahkan menjadi indikator sendiri.",
        "The units do not match: {found} with {expected}.",
        "Use one unit, or make it an indicator of its own.",
        title=("satuan tidak cocok", "units do not fit"),
    ),
    "parts-unlike": note(
        "Rata-rata {printed} memberi bobot sama pada bagian yang tidak setara: {parts}.",
        "Gabungkan pembilang dan penyebutnya, atau sebutkan alasan bobot yang sama.",
        "The mean {printed} gives equal weight to parts that are not alike: {parts}.",
        "Pool the numerators and denominators, or say why they weigh the same.",
        title=("rata-rata atas bagian tak setara", "mean of unlike parts"),
    ),
}

_LET_STAND = ("Cocokkan dengan bukti dukungnya.", "Compare it with the evidence.")


def _cause(message: str, message_en: str) -> CatalogueEntry:
    """Return a note that stands beside an objection; whoever mends that one has only to look whether it is so."""
    return note(message, _LET_STAND[0], message_en, _LET_STAND[1])


_CAUSES: dict[str, CatalogueEntry] = {
    "cause-decimal-mark": _cause(
        "Tanda desimalnya kemungkinan bergeser (kelipatan {factor}).",
        "Its decimal sign has probably moved (by a factor of {factor}).",
    ),
    "cause-last-digit": _cause(
        "Selisihnya satu angka terakhir: kemungkinan salah membulatkan.",
        "It is one unit of the last digit away: probably rounded wrongly.",
    ),
    "cause-digit": _cause(
        "Kemungkinan satu angka salah ketik: {printed}, bukan {right} ({found} untuk {wanted}).",
        "Probably one digit was mistyped: {printed} for {right} ({found} for {wanted}).",
    ),
    "cause-swapped-digits": _cause(
        "Kemungkinan dua angka tertukar: {printed}, bukan {right}.",
        "Probably two digits were swapped: {printed} for {right}.",
    ),
    "cause-digit-lost": _cause(
        "Kemungkinan satu angka hilang: {printed}, bukan {right}.",
        "Probably a digit was lost: {printed} for {right}.",
    ),
    "cause-digit-more": _cause(
        "Kemungkinan satu angka berlebih: {printed}, bukan {right}.",
        "Probably there is a digit too many: {printed} for {right}.",
    ),
    "cause-rounded-early": _cause(
        "Kemungkinan hasil baginya dibulatkan menjadi {rounded} sebelum dikalikan.",
        "Probably the quotient was rounded to {rounded} before it was multiplied.",
    ),
    "cause-divisor": _cause(
        "Kemungkinan {numerator} dibagi {divisor}: itu memberi {result}.",
        "Probably {numerator} was divided by {divisor}: that gives {result}.",
    ),
    "cause-divisor-made": _cause(
        "Kemungkinan {numerator} dibagi {divisor} = {made}, yang tertulis di laporan ini: itu memberi {result}.",
        "Probably {numerator} was divided by {divisor} = {made}, printed in this report: that gives {result}.",
    ),
    "cause-sum-of-printed": _cause(
        "{used} = {made}, angka-angka yang tertulis di laporan ini.",
        "{used} = {made}, which this report prints.",
    ),
    "cause-other-operands": _cause(
        "Angka lain di laporan ini memberi hasil itu: {numerator}/{denominator} × {factor} = {result}.",
        "Other figures of this report give that result: {numerator}/{denominator} × {factor} = {result}.",
    ),
    "cause-near-pair": _cause(
        "Pasangan terdekat yang memberi angka itu: {numerator}/{denominator} × {factor} = {result}; "
        "apakah itu yang dimaksud, tidak diketahui.",
        "The nearest pair that gives the figure is {numerator}/{denominator} × {factor} = {result}; "
        "whether it was meant is not known.",
    ),
    "cause-copied": _cause(
        "{printed} juga tertulis pada {name}: kemungkinan tersalin.",
        "{printed} also stands at {name}: probably copied.",
    ),
    "cause-other-actual": _cause(
        "Kemungkinan dihitung dari realisasi kolom {period}: {actual} terhadap {target}.",
        "Probably made from the actual of the column {period}: {actual} against {target}.",
    ),
    "cause-other-target": _cause(
        "Kemungkinan dihitung terhadap target kolom {period}: {actual} terhadap {target}.",
        "Probably made against the target of the column {period}: {actual} against {target}.",
    ),
    "cause-other-rule": _cause(
        "Baris ini memakai aturan lain ({used}) daripada baris sejenis di tabel ini.",
        "This row follows another rule ({used}) than the others of its kind in the table.",
    ),
    "cause-missing-as-zero": _cause(
        "Kemungkinan {count} indikator tanpa capaian ikut dihitung sebagai nol.",
        "Probably {count} {count:indicator|indicators} without an achievement {count:was|were} counted as zero.",
    ),
    "cause-left-out": _cause(
        "Angka itu sama dengan rata-rata tanpa {name}.",
        "The figure equals the mean without {name}.",
    ),
    "cause-divided-by": _cause(
        "Angka itu sama dengan jumlahnya dibagi {count}, padahal ada {lines} indikator.",
        "The figure equals the sum divided by {count}, though there {lines:is|are} {lines} "
        "{lines:indicator|indicators}.",
    ),
}

_CONSEQUENCES: dict[str, CatalogueEntry] = {
    "consequence-achievement": _cause(
        "Dengan realisasi {actual}, capaian {printed} menjadi {achievement}.",
        "With the actual {actual}, the achievement {printed} becomes {achievement}.",
    ),
    "consequence-unlike-mean": _cause(
        "Rata-rata {printed} atas keduanya tidak bersatuan.",
        "Their mean, {printed}, has no unit.",
    ),
    "consequence-pooled": _cause(
        "Bila pembilang dan penyebutnya digabung: {pooled}.",
        "With numerators and denominators pooled: {pooled}.",
    ),
    "consequence-nested": _cause(
        "{small} sudah termasuk dalam {large}.",
        "{small} is already within {large}.",
    ),
}

WORKING: dict[str, CatalogueEntry] = {**_FAULTS, **_CAUSES, **_CONSEQUENCES}
